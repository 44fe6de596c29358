"""Chore turns: every turn of some days, who has it, how it stands, and what was said of it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_words import excluded_words, pass_words
from sobrhouse.domain.chores import SETTLED, WAITING, Seen, State, days_in, state_of, turn_load
from sobrhouse.domain.recurrence import rule_days
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.chore_days import Days, Held, Known, read_days
from sobrhouse.storage.access import needs

# What an inspection settles whatever is said after it; only a redo may be followed by more.
_SETTLED = {state.value: state for state in SETTLED}


class Turn(NamedTuple):
    """One turn: one due day of a chore, and who has it; instants in the house's zone.

    `assignment_id` is the one in force, `root_id` the one that was dealt first: with the day it
    tells the turn from every other. Both are None where nobody was given the chore, `stay_id` is
    None also where who had it has moved out. `name` is short, `original` who had it first, where
    that is somebody else. `note` is what was said last: the inspector's words, or the doer's.
    `away` says why they may not be able to: a pass, an injury.
    """

    assignment_id: int | None
    root_id: int | None
    chore_id: int
    chore: str
    stay_id: int | None
    resident_id: int | None
    name: str
    on: date
    due: datetime
    state: State
    marked_at: datetime | None = None
    seen_at: datetime | None = None
    inspection_id: int | None = None
    mark_id: int | None = None
    note: str = ""
    redo_by: datetime | None = None
    source: str = "auto"
    original: str = ""
    away: str = ""
    minutes: int = 0
    weight: int = 1

    @property
    def key(self) -> str:
        """What tells it from every other turn of the house, whoever has it."""
        return f"{self.root_id or f'c{self.chore_id}'}:{self.on.isoformat()}"

    @property
    def waits(self) -> bool:
        """Whether an inspector has still to look: said to be done, or its time is over."""
        return self.state in WAITING and self.assignment_id is not None

    @property
    def settled(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.state in SETTLED

    @property
    def nobody(self) -> bool:
        """Whether nobody has it."""
        return self.stay_id is None

    @property
    def load(self) -> int:
        """What it weighs in quarters of a minute; nothing where it was excused or not needed."""
        off = self.state in (State.EXCUSED, State.SKIPPED)
        return 0 if off else turn_load(self.minutes, self.weight)


@needs(Permission.SEE_HOUSE)
def turns_between(
    session: Session, house_id: int, first: date, last: date, now: datetime
) -> tuple[Turn, ...]:
    """The turns of some days, both included, by day and then in the order of the chores."""
    days = read_days(session, house_id, first, last, now)
    order = {chore_id: n for n, chore_id in enumerate(days.chores)}
    return tuple(sorted(turns_in(days), key=lambda t: (t.on, order[t.chore_id], in_cell(t))))


def in_cell(turn: Turn) -> tuple[bool, int]:
    """The order of several turns of one chore and day: as they were dealt, nobody's last."""
    return turn.root_id is None, turn.root_id or 0


def turns_in(days: Days, *, opened: bool = True) -> Iterator[Turn]:
    """The turns that follow, in no order; with `opened` also those that nobody was given."""
    dealt: dict[tuple[int, date], int] = {}
    for root in days.held.roots:
        chore = days.chores.get(root.chore_id)
        if chore is None:
            continue
        given = root.id in days.held.places
        for on in days_in(root.days, root.period_start):
            if days.first <= on <= days.last:
                dealt[chore.id, on] = dealt.get((chore.id, on), 0) + 1
                held = days.held.holder(root, on) if given else root
                if (turn := _turn(days, chore, root, held, on)) is not None:
                    yield turn
    if opened:
        yield from _open(days, dealt)


def _turn(days: Days, chore: Known, root: Held, held: Held, on: date) -> Turn | None:
    """One turn; None where nothing was said or seen of it and it is not expected any more: who had
    it has left and the day is over, or the chore was retired.
    """
    mark, seen = days.said.get((held.id, on)), days.seen.get((held.id, on))
    gone = False
    if mark is None and seen is None:
        gone = _gone(held, on)
        if (gone and on < days.today) or not _there(chore, on):
            return None
    marked_at, mark_id, note = None, None, ""
    if mark is not None:
        _of, _day, marked_at, mark_id, note = mark
    seen_at, seen_id, redo_by = None, None, None
    due, due_utc = days.due(chore, on)
    if seen is None:
        state = state_of(due_utc, days.now, marked_at, None)
    else:
        _of, _day, seen_at, seen_id, words, result, redo_by = seen
        state = _SETTLED.get(result) or state_of(
            due_utc, days.now, marked_at, Seen(result, seen_at)
        )
        if state is not State.INSPECT:
            note = words
    zone, stay_id = days.zone, held.stay_id
    return Turn(
        held.id, root.id, chore.id, days.called[chore.id], None if gone else stay_id,
        None if gone else held.resident_id, "" if gone else days.names[held.resident_id], on, due,
        state, marked_at and marked_at.astimezone(zone), seen_at and seen_at.astimezone(zone),
        seen_id, mark_id, note, redo_by and redo_by.astimezone(zone), held.source,
        days.names[root.resident_id] if gone or stay_id != root.stay_id else "",
        "" if gone or stay_id not in days.away else _away(days, stay_id, chore, due),
        root.minutes, root.weight,
    )  # fmt: skip


def _there(chore: Known, on: date) -> bool:
    return bool(chore.starts_on <= on) and (chore.until_on is None or on <= chore.until_on)


def _gone(held: Held, on: date) -> bool:
    """Whether the stay has ended: on its last day nobody waits for a chore any more."""
    left = held.discharged_on is not None and held.discharged_on <= on
    return left or held.stay_voided is not None


def _open(days: Days, dealt: Mapping[tuple[int, date], int]) -> Iterator[Turn]:
    """From today on, what a chore's rule gives and nobody was given."""
    begin = max(days.first, days.today)
    for chore in days.chores.values():
        for on in rule_days(chore.rule, chore.starts_on, chore.until_on, begin, days.last):
            due, due_utc = days.due(chore, on)
            for _more in range(chore.people - dealt.get((chore.id, on), 0)):
                yield Turn(
                    None, None, chore.id, days.called[chore.id], None, None, "", on, due,
                    state_of(due_utc, days.now, None, None), minutes=chore.minutes,
                    weight=chore.weight,
                )  # fmt: skip


def _away(days: Days, stay_id: int, chore: Known, due: datetime) -> str:
    """Why somebody may not be able to do it, in words; empty where nothing is known."""
    on = due.date()
    for row in days.away[stay_id]:
        if row.tag == "p":
            if row.depart_at <= due < row.back_at:
                return pass_words(row.back_at.astimezone(days.zone).date(), days.today)
        elif (
            row.chore in (None, chore.id)
            and row.from_on <= on
            and (row.to_on is None or on <= row.to_on)
            and (not row.weekdays or str(on.weekday()) in row.weekdays.split(","))
        ):
            return excluded_words(row.kind, row.reason, row.to_on, days.today)
    return ""
