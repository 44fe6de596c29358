"""Importing: a list of people comes in from a file or from pasted lines, step by step."""
