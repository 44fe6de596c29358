"""Chore days: what there is to know of some days of a house's chores, read once, from which the
turns follow; a part of queries, which have asked.

At most eight statements, whatever the number of chores.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_hands import Hands, hands
from sobrhouse.domain.recurrence import instant
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries import chore_statements as statements
from sobrhouse.queries.meetings_today import house_meetings_ahead
from sobrhouse.queries.people import People
from sobrhouse.queries.sign_history import zone_of

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Known(NamedTuple):
    """One chore as it was read, in the order of its statement."""

    id: int
    rotation_id: int
    position: int
    name: str
    area: str
    icon: str
    minutes: int
    weight: int
    people: int
    rule: str
    starts_on: date
    until_on: date | None
    due_at: str
    before_meeting_minutes: int | None


class Held(NamedTuple):
    """One assignment as it was read, in the order of its statement."""

    id: int
    chore_id: int
    stay_id: int
    period_start: date
    period_end: date
    days: str
    minutes: int
    weight: int
    source: str
    replaces_id: int | None
    discharged_on: date | None
    stay_voided: datetime | None
    resident_id: int
    legal_first: str
    legal_last: str
    preferred_name: str


# What was said (assignment, day, when, mark, words) and seen (the same of an inspection, its
# result, and by when it is to be done again). Plain rows: there are thousands of them.
Said = tuple[int, date, datetime, int, str]
Look = tuple[int, date, datetime, int, str, str, datetime | None]


@dataclass(slots=True)
class Days:
    """What was read of some days of a house. `said` and `seen` are the newest mark and the newest
    inspection of each turn by its assignment and day; `called` are the chores' names as they are
    read.
    """

    zone: ZoneInfo
    first: date
    last: date
    now: datetime
    today: date
    chores: Mapping[int, Known]
    held: Hands[Held]
    names: Mapping[int, str]
    called: Mapping[int, str]
    said: dict[tuple[int, date], Said] = field(default_factory=dict)
    seen: dict[tuple[int, date], Look] = field(default_factory=dict)
    away: dict[int, list[Any]] = field(default_factory=dict)
    meetings: dict[date, datetime] = field(default_factory=dict)
    _due: dict[tuple[date, str, int | None], tuple[datetime, datetime]] = field(
        default_factory=dict
    )

    def due(self, chore: Known, on: date) -> tuple[datetime, datetime]:
        """By when a chore is to be done on a day: in the house's zone, and the same in UTC, which
        is compared ten times faster.
        """
        key = (on, chore.due_at, chore.before_meeting_minutes)
        known = self._due.get(key)
        if known is None:
            meeting = self.meetings.get(on)
            if chore.before_meeting_minutes is not None and meeting is not None:
                at = meeting - timedelta(minutes=chore.before_meeting_minutes)
            else:
                at = instant(on, time.fromisoformat(chore.due_at), self.zone)
            known = self._due[key] = (at, at.astimezone(UTC))
        return known


def read_days(
    session: Session,
    house_id: int,
    first: date,
    last: date,
    now: datetime,
    *,
    chore_id: int | None = None,
    stay_id: int | None = None,
) -> Days:
    """The days from `first` to `last`, both included: of all chores, of one, or of those alone that
    somebody has on them.
    """
    zone = zone_of(session, house_id)
    asked = statements.asked_with(house_id, zone, first, last)
    of = "chore" if chore_id is not None else "stay" if stay_id is not None else ""
    asked |= {"chore": chore_id, "stay": stay_id}
    known = (Known(*row) for row in session.execute(statements.chores_between(of), asked))
    chores = {chore.id: chore for chore in known}
    rows = [Held(*row) for row in session.execute(statements.assignments_between(of), asked)]
    people = [*session.execute(statements.who_lived(), asked), *rows] if rows else []
    called = {chore.id: shown(chore.name) for chore in chores.values()}
    today = now.astimezone(zone).date()
    held, names = hands(rows), People.short(people)
    days = Days(zone, first, last, now.astimezone(UTC), today, chores, held, names, called)
    if rows:
        asked["ids"] = [row.id for row in rows] if of else []
        link = session.connection()  # plain rows by the thousand need nothing of the session
        _keep_newest(link.execute(statements.marks_between(of), asked).all(), days.said)
        _keep_newest(link.execute(statements.inspections_between(of), asked).all(), days.seen)
        for row in session.execute(statements.away_between(), asked):
            days.away.setdefault(row.stay_id, []).append(row)
    if any(c.before_meeting_minutes is not None for c in chores.values()):
        days.meetings = _meetings(session, house_id, zone, first, last)
    return days


def _keep_newest(rows: Iterable[Any], found: dict[tuple[int, date], Any]) -> None:
    """Of each turn the row that comes last."""
    for row in rows:
        found[row[0], row[1]] = row


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
