"""Chore turns: every turn of some days, who has it, how it stands, and what was said of it.

At most seven statements, whatever the number of chores.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_hands import Hands, hands
from sobrhouse.domain.chore_words import excluded_words, pass_words
from sobrhouse.domain.chores import SETTLED, WAITING, Seen, State, state_of, turn_load
from sobrhouse.domain.recurrence import instant, rule_days
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries import chore_statements as statements
from sobrhouse.queries.meetings_today import house_meetings_ahead
from sobrhouse.queries.people import People
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.storage.access import needs

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Turn:
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


@dataclass(slots=True)
class Days:
    """What was read of some days of a house, from which the turns follow."""

    zone: ZoneInfo
    first: date
    last: date
    now: datetime
    chores: Mapping[int, Any]
    held: Hands[Any]
    names: Mapping[int, str]
    marks: dict[tuple[int, date], Any] = field(default_factory=dict)
    seen: dict[tuple[int, date], Any] = field(default_factory=dict)
    away: dict[int, list[Any]] = field(default_factory=dict)
    meetings: dict[date, datetime] = field(default_factory=dict)
    _due: dict[tuple[date, str, int | None], datetime] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Today in the house's zone."""
        return self.now.astimezone(self.zone).date()

    def due(self, chore: Any, on: date) -> datetime:
        """By when a chore is to be done on a day."""
        key = (on, chore.due_at, chore.before_meeting_minutes)
        known = self._due.get(key)
        if known is None:
            meeting = self.meetings.get(on)
            if chore.before_meeting_minutes is not None and meeting is not None:
                known = meeting - timedelta(minutes=chore.before_meeting_minutes)
            else:
                known = instant(on, time.fromisoformat(chore.due_at), self.zone)
            self._due[key] = known
        return known


@needs(Permission.SEE_HOUSE)
def turns_of_day(session: Session, house_id: int, day: date, now: datetime) -> tuple[Turn, ...]:
    """The turns of one day in the order of the chores; with those that nobody has."""
    return turns_between(session, house_id, day, day, now)


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


def read_days(session: Session, house_id: int, first: date, last: date, now: datetime) -> Days:
    """What there is to know of some days; a part of queries, which have asked."""
    zone = zone_of(session, house_id)
    asked = statements.asked_with(house_id, zone, first, last)
    chores = {row.id: row for row in session.execute(statements.chores_between(), asked)}
    rows = session.execute(statements.assignments_between(), asked).all()
    people = [*session.execute(statements.who_lived(), asked), *rows] if rows else []
    days = Days(zone, first, last, now, chores, hands(rows), People.short(people))
    if not chores:
        return days
    _read_seen(session, days, asked)
    for row in session.execute(statements.away_between(), asked):
        days.away.setdefault(row.stay_id, []).append(row)
    if any(c.before_meeting_minutes is not None for c in chores.values()):
        days.meetings = _meetings(session, house_id, zone, first, last)
    return days


def turns_in(days: Days) -> Iterator[Turn]:
    """The turns that follow, in no order."""
    dealt: dict[tuple[int, date], int] = {}
    for root in days.held.roots:
        chore = days.chores.get(root.chore_id)
        if chore is None:
            continue
        for on in days.held.days(root):
            if not days.first <= on <= days.last:
                continue
            dealt[chore.id, on] = dealt.get((chore.id, on), 0) + 1
            turn = _turn(days, chore, root, on)
            if turn is not None:
                yield turn
    yield from _open(days, dealt)


def _there(chore: Any, on: date) -> bool:
    return bool(chore.starts_on <= on) and (chore.until_on is None or on <= chore.until_on)


def _turn(days: Days, chore: Any, root: Any, on: date) -> Turn | None:
    """One turn; None where nothing was said or seen of it and it is not expected any more: who had
    it has left and the day is over, or the chore was retired.
    """
    held = days.held.holder(root, on)
    mark, seen = days.marks.get((held.id, on)), days.seen.get((held.id, on))
    untouched = mark is None and seen is None
    gone = untouched and _gone(held, on)
    if (gone and on < days.today) or (untouched and not _there(chore, on)):
        return None
    due = days.due(chore, on)
    last = None if seen is None else Seen(seen.result, seen.at)
    state = state_of(due, days.now, mark.at if mark else None, last)
    said = mark if seen is None or (mark is not None and state is State.INSPECT) else seen
    return Turn(
        held.id, root.id, chore.id, shown(chore.name),
        None if gone else held.stay_id, None if gone else held.resident_id,
        "" if gone else days.names[held.resident_id], on, due, state,
        mark.at.astimezone(days.zone) if mark else None,
        seen.at.astimezone(days.zone) if seen else None,
        seen.id if seen else None, mark.id if mark else None, said.note if said else "",
        seen.redo_by.astimezone(days.zone) if seen and seen.redo_by else None, held.source,
        days.names[root.resident_id] if held.stay_id != root.stay_id or gone else "",
        "" if gone else _away(days, held.stay_id, chore.id, on, due), root.minutes, root.weight,
    )  # fmt: skip


def _gone(held: Any, on: date) -> bool:
    """Whether the stay has ended: on its last day nobody waits for a chore any more."""
    left = held.discharged_on is not None and held.discharged_on <= on
    return left or held.stay_voided is not None


def _open(days: Days, dealt: Mapping[tuple[int, date], int]) -> Iterator[Turn]:
    """From today on, what a chore's rule gives and nobody was given."""
    begin = max(days.first, days.today)
    for chore in days.chores.values():
        for on in rule_days(chore.rule, chore.starts_on, chore.until_on, begin, days.last):
            due = days.due(chore, on)
            for _more in range(chore.people - dealt.get((chore.id, on), 0)):
                yield Turn(
                    None, None, chore.id, shown(chore.name), None, None, "", on, due,
                    state_of(due, days.now, None, None), minutes=chore.minutes,
                    weight=chore.weight,
                )  # fmt: skip


def _away(days: Days, stay_id: int, chore_id: int, on: date, due: datetime) -> str:
    """Why somebody may not be able to do it, in words; empty where nothing is known."""
    for row in days.away.get(stay_id, ()):
        if row.tag == "p":
            if row.depart_at <= due < row.back_at:
                return pass_words(row.back_at.astimezone(days.zone).date(), days.today)
        elif (
            row.chore in (None, chore_id)
            and row.from_on <= on
            and (row.to_on is None or on <= row.to_on)
            and (not row.weekdays or str(on.weekday()) in row.weekdays.split(","))
        ):
            return excluded_words(row.kind, row.reason, row.to_on, days.today)
    return ""


def _read_seen(session: Session, days: Days, asked: dict[str, Any]) -> None:
    """The newest mark and the newest inspection of each turn."""
    for row in session.execute(statements.marks_and_inspections(), asked):
        found = days.marks if row.tag == "m" else days.seen
        key = (row.assignment_id, row.on_date)
        before = found.get(key)
        if before is None or (before.at, before.id) < (row.at, row.id):
            found[key] = row


def _meetings(
    session: Session, house_id: int, zone: ZoneInfo, first: date, last: date
) -> dict[date, datetime]:
    """When the first house meeting of each of these days begins."""
    found: dict[date, datetime] = {}
    while first <= last:
        for meeting in house_meetings_ahead(session, house_id, first, zone):
            day = meeting.at.date()
            found[day] = min(found.get(day, meeting.at), meeting.at)
        first += _WEEK + _DAY
    return found
