"""Consents: what may be told outside about somebody, and what goes out by it."""
