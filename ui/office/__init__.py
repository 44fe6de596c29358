"""The managers' window and its places."""
