"""Packets: the papers of a week in one file, for one house or for all of them."""
