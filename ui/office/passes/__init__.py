"""Passes and rounds: who may be away for a night, and who is in bed on it."""
