"""Writes: one function for each thing that people do."""
