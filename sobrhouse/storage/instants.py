"""Instants as text: what SQLCipher's driver stores and what the audit log hashes. Each sign-in
writes one instant several times, and making its text takes as long as a small statement.
"""

from datetime import UTC, datetime
from functools import lru_cache


def instant_text(value: datetime) -> str:
    """An instant as SQLAlchemy stores it in SQLite: in UTC, with microseconds. ValueError where it
    has no time zone.
    """
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    # Only instants in UTC are kept: elsewhere the two passes through one hour compare as equal.
    return _text(value if value.tzinfo is UTC else value.astimezone(UTC))


def instant_of(text: str) -> datetime:
    """The instant that such a text tells, aware and in UTC."""
    return datetime.fromisoformat(text + "+00:00")


@lru_cache(maxsize=16)
def _text(value: datetime) -> str:
    return value.isoformat(" ", "microseconds")[:26]
