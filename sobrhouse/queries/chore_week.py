"""A week of chores: each chore and day with who has it and how it stands, and one turn whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_words import by_words, chore_often
from sobrhouse.domain.chores import State, turn_load
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.chore_days import Days, read_days
from sobrhouse.queries.chore_turns import Turn, in_cell, turns_in
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Chore, House

_SIX, _DAY = timedelta(days=6), timedelta(days=1)
Cells = tuple[tuple[Turn, ...], ...]


@dataclass(frozen=True, slots=True)
class ChoreRow:
    """One chore in a week: `cells` are the seven days, each with its turns (none, one, or as many
    as people do it together). `often` is "Mon, Thu, Sun", `by` "by 9 PM".
    """

    chore_id: int
    rotation_id: int
    name: str
    area: str
    icon: str
    often: str
    by: str
    people: int
    minutes: int
    weight: int
    cells: Cells

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All its turns of the week, by day."""
        return tuple(turn for cell in self.cells for turn in cell)


@dataclass(frozen=True, slots=True)
class PersonTally:
    """How many of their turns of a week somebody passed. Those excused or not needed count for
    nobody; `load` is what the others weigh, in quarters of a minute.
    """

    stay_id: int
    resident_id: int
    name: str
    passed: int
    turns: int
    load: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ChoreWeek:
    """A house's week of chores. `begun` is False while the house never had a chore."""

    first: date
    today: date
    rows: tuple[ChoreRow, ...]
    counts: Mapping[State, int]
    people: tuple[PersonTally, ...]
    begun: bool = True

    @property
    def last(self) -> date:
        """Its seventh day."""
        return self.first + _SIX

    @property
    def days(self) -> tuple[date, ...]:
        """Its days."""
        return tuple(self.first + n * _DAY for n in range(7))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns, chore by chore."""
        return tuple(turn for row in self.rows for turn in row.turns)

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """What an inspector has still to look at, in the order in which to go: what was said to be
        done, the longest waiting first, then what is late.
        """
        return tuple(sorted((t for t in self.turns if t.waits), key=_order))

    @property
    def nobody(self) -> tuple[Turn, ...]:
        """The turns that nobody has."""
        return tuple(turn for turn in self.turns if turn.nobody)


@needs(Permission.SEE_HOUSE)
def chore_week(session: Session, house_id: int, week_start: date, now: datetime) -> ChoreWeek:
    """The seven days from `week_start` on."""
    days = read_days(session, house_id, week_start, week_start + _SIX, now)
    begun = bool(days.chores) or _any_chore(session, house_id)
    rows = tuple(_rows(days))
    turns = [turn for row in rows for turn in row.turns]
    counts = Counter(turn.state for turn in turns if not turn.nobody)
    return ChoreWeek(week_start, days.today, rows, counts, tallies(turns), begun)


@needs(Permission.SEE_HOUSE)
def chore_week_around(session: Session, house_id: int, day: date, now: datetime) -> ChoreWeek:
    """The week that a day is in, as the house counts its weeks."""
    query = select(House.week_starts_on).where(House.id == house_id)
    starts_on = session.execute(query).scalar_one()
    return chore_week(session, house_id, week_of(day, starts_on), now)


def tallies(turns: Iterable[Turn]) -> tuple[PersonTally, ...]:
    """Each person's count, by name."""
    found: dict[int, list[Turn]] = {}
    for turn in turns:
        if turn.stay_id is not None:
            found.setdefault(turn.stay_id, []).append(turn)
    made = (_tally(stay_id, mine) for stay_id, mine in found.items())
    return tuple(sorted(made, key=lambda p: (p.name.casefold(), p.stay_id)))


def _tally(stay_id: int, mine: list[Turn]) -> PersonTally:
    resident_id = mine[0].resident_id
    assert resident_id is not None  # who has a stay is somebody
    passed = counted = load = waiting = 0
    for turn in mine:
        state = turn.state
        if state is State.EXCUSED or state is State.SKIPPED:
            continue
        counted += 1
        load += turn_load(turn.minutes, turn.weight)
        passed += state is State.PASSED
        waiting += state is State.INSPECT or state is State.LATE
    return PersonTally(stay_id, resident_id, mine[0].name, passed, counted, load, waiting)


def _rows(days: Days) -> Iterator[ChoreRow]:
    """The chores of the days that were read, in the house's order."""
    length = (days.last - days.first).days + 1
    cells: dict[int, list[list[Turn]]] = {key: [[] for _ in range(length)] for key in days.chores}
    for turn in turns_in(days):
        cells[turn.chore_id][(turn.on - days.first).days].append(turn)
    often: dict[str, str] = {}
    by: dict[tuple[str, int | None], str] = {}
    for chore in days.chores.values():
        ordered = tuple(
            tuple(sorted(cell, key=in_cell) if len(cell) > 1 else cell) for cell in cells[chore.id]
        )
        when = (chore.due_at, chore.before_meeting_minutes)
        if chore.rule not in often:
            often[chore.rule] = chore_often(chore.rule)
        if when not in by:
            by[when] = by_words(*when)
        yield ChoreRow(
            chore.id, chore.rotation_id, days.called[chore.id], shown(chore.area), chore.icon,
            often[chore.rule], by[when], chore.people, chore.minutes, chore.weight, ordered,
        )  # fmt: skip


def _order(turn: Turn) -> tuple[Any, ...]:
    said = turn.state is State.INSPECT
    return (not said, turn.marked_at if said else turn.due, turn.chore_id, turn.root_id or 0)


def _any_chore(session: Session, house_id: int) -> bool:
    query = select(Chore.id).where(Chore.house_id == house_id, Chore.voided_at.is_(None)).limit(1)
    return session.execute(query).first() is not None


__all__ = [
    "ChoreRow", "ChoreWeek", "PersonTally", "Turn", "chore_week", "chore_week_around",
    "tallies",
]  # fmt: skip
