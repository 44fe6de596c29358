"""The profile: one person on one page, its head, its tabs and its right column."""
