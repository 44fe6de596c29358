"""Chore days: what there is to know of some days of a house's chores, read once, from which the
turns follow; a part of queries, which have asked.

At most eight statements, whatever the number of chores.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
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
    chores: Mapping[int, Any]
    held: Hands[Any]
    names: Mapping[int, str]
    called: Mapping[int, str]
    said: dict[tuple[int, date], Any] = field(default_factory=dict)
    seen: dict[tuple[int, date], Any] = field(default_factory=dict)
    away: dict[int, list[Any]] = field(default_factory=dict)
    meetings: dict[date, datetime] = field(default_factory=dict)
    _due: dict[tuple[date, str, int | None], datetime] = field(default_factory=dict)

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
    chores = {row.id: row for row in session.execute(statements.chores_between(), asked)}
    rows = session.execute(statements.assignments_between(of), asked).all()
    people = [*session.execute(statements.who_lived(), asked), *rows] if rows else []
    called = {row.id: shown(row.name) for row in chores.values()}
    today = now.astimezone(zone).date()
    held, names = hands(rows), People.short(people)
    days = Days(zone, first, last, now, today, chores, held, names, called)
    if rows:
        asked["ids"] = [row.id for row in rows] if of else []
        for statement, found in (
            (statements.marks_between(of), days.said),
            (statements.inspections_between(of), days.seen),
        ):
            for row in session.execute(statement, asked):
                found[row[0], row[1]] = row
        for row in session.execute(statements.away_between(), asked):
            days.away.setdefault(row.stay_id, []).append(row)
    if any(c.before_meeting_minutes is not None for c in chores.values()):
        days.meetings = _meetings(session, house_id, zone, first, last)
    return days


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
