"""Keys: the data key and what it is wrapped by, what lies under it, and the PINs."""
