"""Lookups: what services and queries both look up, each in one way."""
