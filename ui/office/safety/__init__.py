"""Safety: a damaged house, another key or code for one, and records that are destroyed."""
