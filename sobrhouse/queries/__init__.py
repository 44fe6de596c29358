"""Reads: one function for each thing shown, giving frozen rows."""
