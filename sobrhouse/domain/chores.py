"""Chores: how a turn stands, what it weighs, and the words for both.

A turn is one due day of an assignment; it is done by who has it, then looked at by somebody else.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from sobrhouse.words import N_, _

QUARTERS = 4  # a load is kept in quarters of a minute, so that it stays a whole number


class State(StrEnum):
    """How a turn stands."""

    DUE = "due"
    LATE = "late"  # its time is over and nobody said it is done
    INSPECT = "inspect"  # said to be done, not looked at yet
    PASSED = "pass"
    REDO = "redo"
    MISSED = "missed"
    EXCUSED = "excused"
    SKIPPED = "skipped"


STATE_WORDS = {
    State.DUE: N_("Due"),
    State.LATE: N_("Late"),
    State.INSPECT: N_("Inspect"),
    State.PASSED: N_("Passed"),
    State.REDO: N_("Redo"),
    State.MISSED: N_("Missed"),
    State.EXCUSED: N_("Excused"),
    State.SKIPPED: N_("Skipped"),
}
WAITING = frozenset({State.INSPECT, State.LATE})  # what an inspector has still to look at
SETTLED = frozenset({State.PASSED, State.MISSED, State.EXCUSED, State.SKIPPED})


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest inspection of a turn that stands."""

    result: str
    at: datetime
    note: str = ""
    redo_by: datetime | None = None


def state_of(due: datetime, now: datetime, marked_at: datetime | None, seen: Seen | None) -> State:
    """How a turn stands at `now`: what was seen last, unless it was to be done again and was said
    to be done since; else what was said; else whether its time is over.
    """
    if seen is not None:
        done_again = marked_at is not None and marked_at > seen.at
        return State.INSPECT if seen.result == State.REDO and done_again else State(seen.result)
    if marked_at is not None:
        return State.INSPECT
    return State.LATE if now > due else State.DUE


def state_words(state: State) -> str:
    """ "Passed"."""
    return _(STATE_WORDS[state])


def turn_load(minutes: int, weight: int) -> int:
    """What one turn weighs, in quarters of a minute: its minutes, up to twice as much the less
    pleasant it is (weight 1 counts once, 5 twice).
    """
    return minutes * (QUARTERS - 1 + weight)


def days_text(days: tuple[int, ...]) -> str:
    """Days counted from a period's start, as an assignment keeps them: "0,3,6"."""
    return ",".join(str(day) for day in days)


@lru_cache(maxsize=1024)
def days_in(text: str, period_start: date) -> tuple[date, ...]:
    """The due days that an assignment keeps."""
    return tuple(period_start + timedelta(days=int(day)) for day in text.split(",") if day)


def period_of(anchor_on: date, period_weeks: int, day: date) -> tuple[date, date]:
    """The first and last day of the rotation's period that a day is in, before the anchor too."""
    length = 7 * period_weeks
    start = day - timedelta(days=(day - anchor_on).days % length)
    return start, start + timedelta(days=length - 1)
