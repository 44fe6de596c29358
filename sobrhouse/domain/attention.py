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


_NOT_DISMISSED = frozenset({
    "call.asked", "kiosk.locked", "pass.asked", "backup.away", "house.rooms",
})  # fmt: skip


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
    about: object = None  # what it is about, where that is not its target
    resident_id: int | None = None  # whose timeline is told that it is no problem

    @property
    def key(self) -> str:
        """By which a row is known again when it may wait: the same thing on another day is new."""
        about = self.target if self.about is None else self.about
        return f"{self.code}:{about}:{self.since}"

    @property
    def may_be_dismissed(self) -> bool:
        """Whether somebody may say that it is no problem: not of people who wait for staff."""
        return self.code not in _NOT_DISMISSED


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """By urgency, then the oldest first."""
    return tuple(sorted(reasons, key=lambda r: (r.urgency, r.since, r.code, r.what)))


def urgency_of(day: date, today: date) -> Urgency:
    """Past days are for now, today is today, the rest is for this week."""
    if day < today:
        return Urgency.NOW
    return Urgency.TODAY if day == today else Urgency.WEEK
