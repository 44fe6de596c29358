"""Beds: the board, the waitlist beside it, and the rooms that the beds stand in."""
