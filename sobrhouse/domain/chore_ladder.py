"""The ladder: what is proposed after missed chores, step by step. It only proposes; a person
decides, and what was decided may be appealed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sobrhouse.words import N_, _, n_

DECISION_WORDS = {
    "taken": N_("As proposed"),
    "other": N_("Something else"),
    "let_go": N_("Nothing this time"),
}
APPEAL_WORDS = {
    "upheld": N_("It stands"),
    "changed": N_("Changed"),
    "dropped": N_("Dropped"),
}


@dataclass(frozen=True, slots=True)
class Missed:
    """One missed turn: when it was found so, and its due day."""

    on: date
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What is proposed: the step of the ladder, from 1, and how many were missed in its days."""

    number: int
    words: str
    missed: int


def ladder_steps(text: str) -> tuple[str, ...]:
    """The steps of the house's setting; the usual ones in the language spoken now."""
    return tuple(part.strip() for part in _(text).split(",") if part.strip())


def window(days: int, today: date) -> date:
    """The first day on which a missed chore still counts."""
    return today - timedelta(days=days - 1)


def proposed(
    steps: tuple[str, ...], missed: Iterable[Missed], decided_at: datetime | None
) -> Step | None:
    """The step for these missed turns of the ladder's days: one higher for each, the last for all
    beyond. None where there is no ladder, or all were found before somebody decided last.
    """
    found = list(missed)
    if not steps or not found:
        return None
    if decided_at is not None and all(turn.found_at <= decided_at for turn in found):
        return None
    number = min(len(found), len(steps))
    return Step(number, steps[number - 1], len(found))


def missed_words(missed: int, days: int) -> str:
    """ "2 chores missed in 28 days"."""
    return n_("{n} chore missed in {days} days", "{n} chores missed in {days} days", missed).format(
        n=missed, days=days
    )
