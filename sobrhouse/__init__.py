"""The core of sobrhouse: knows people and houses, knows no screen."""

__version__ = "0.1.0"
