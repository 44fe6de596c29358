"""Alembic revisions, oldest first: appended, never edited."""
