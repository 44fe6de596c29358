"""Today: the first look of the day, and each step that can be taken from one of its rows."""
