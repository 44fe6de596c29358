"""Purging: whose time is over, every row in which they stand, and its lawful destruction."""
