"""Attention: what needs somebody, always with a reason in words and one thing to do about it
(ux.md 0.5, 3.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Urgency(IntEnum):
    """How soon; the order of the list."""

    NOW = 0
    TODAY = 1
    WEEK = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of Needs attention: `verb` opens `place` with `target`; `since` tells its age."""

    code: str
    urgency: Urgency
    icon: str
    what: str
    why: str
    verb: str
    place: str
    target: object
    since: date


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """By urgency, then the oldest first."""
    return tuple(sorted(reasons, key=lambda r: (r.urgency, r.since, r.code, r.what)))


def urgency_of(day: date, today: date) -> Urgency:
    """Past days are for now, today is today, the rest is for this week."""
    if day < today:
        return Urgency.NOW
    return Urgency.TODAY if day == today else Urgency.WEEK
