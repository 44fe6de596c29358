"""Fields: what is filled in within a sentence or a form of the office."""
