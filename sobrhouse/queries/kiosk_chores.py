"""Chores at the kiosk: one's own turns, what came of them, and what one was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_hands import LONGEST_PERIOD, opens_on
from sobrhouse.domain.chore_words import by_words
from sobrhouse.domain.chores import Seen, State, days_in, state_of
from sobrhouse.domain.recurrence import instant
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries import kiosk_chore_rows as rows
from sobrhouse.queries.meetings_today import house_meetings_ahead

BACK, AHEAD = timedelta(days=7), timedelta(days=7)  # what one sees of one's own
LATE_FOR = timedelta(days=1)  # so long one can still say that it is done
TOLD_FOR = timedelta(days=3)  # so long one is told what became of a request


@dataclass(frozen=True, slots=True)
class ChoreTurn:
    """One's own turn: what, when, by when, and how it stands. `due` and `redo_by` are in the
    house's zone; `note` is what was said at the last inspection.

    `left` counts the days of it that are still to do, from this one on. `instead_of` names whose
    turn it was. It may be done from `opens_on` on. `about` is what staff wrote for whoever does it.
    """

    assignment_id: int
    chore_id: int
    name: str
    area: str
    icon: str
    on: date
    due: datetime
    state: State
    marked_at: datetime | None = None
    note: str = ""
    redo_by: datetime | None = None
    left: int = 1
    instead_of: str = ""
    opens_on: date = date.min
    own_word: bool = False  # said to be done at the kiosk, where it can be taken back
    about: str = ""

    @property
    def to_do(self) -> bool:
        """Whether it is still to be done, or done again."""
        return self.state in (State.DUE, State.LATE, State.REDO)


@dataclass(frozen=True, slots=True)
class Share:
    """One side of a request: a chore, its days from today on, and by when in words."""

    chore: str
    days: tuple[date, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A swap or a cover that one is asked for (`of_me`), or that one asked for: what who asks gives
    away, and in a swap what the other gives back. `who` is the other of the two. `answer` is None
    while nobody has answered.
    """

    trade_id: int
    of_me: bool
    who: str
    given: Share
    back: Share | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class MyChores:
    """One's turns of the last and the next days, oldest first, and requests that wait."""

    today: date
    turns: tuple[ChoreTurn, ...] = ()
    of_me: tuple[Asked, ...] = ()
    by_me: tuple[Asked, ...] = ()

    @property
    def now(self) -> tuple[ChoreTurn, ...]:
        """What belongs to today: today's turns, yesterday's that nobody did, what is to be done
        again, and what was said today to be done.
        """
        return tuple(turn for turn in self.turns if turn.on <= self.today)

    @property
    def later(self) -> tuple[ChoreTurn, ...]:
        """What comes after today."""
        return tuple(t for t in self.turns if t.on > self.today)


NO_CHORES = MyChores(date.min)


@dataclass(slots=True)
class _About:
    """What came of one's assignments near."""

    given: dict[int, set[date]] = field(default_factory=dict)
    marks: dict[tuple[int, date], Any] = field(default_factory=dict)
    seen: dict[tuple[int, date], Any] = field(default_factory=dict)
    requests: list[int] = field(default_factory=list)


def own_chores(
    session: Session, house_id: int, stay_id: int, now: datetime, zone: ZoneInfo,
    names: Mapping[int, str],
) -> MyChores:
    """One's own chores near, in two statements where nothing was asked; a part of queries, which
    have asked for leave. `names` are those of the stays of the house.
    """
    today = now.astimezone(zone).date()
    said: dict[str, Any] = {
        "stay": stay_id, "first": today - BACK, "last": today + AHEAD,
        "since": today - BACK - LONGEST_PERIOD, "told": now - TOLD_FOR,
    }  # fmt: skip
    mine = session.execute(rows.MINE, said).all()
    about = _about(session, said)
    if not mine and not about.requests:
        return MyChores(today)
    meetings: Mapping[date, datetime] = {}
    if any(row.before_meeting_minutes is not None for row in mine):
        meetings = _meetings(session, house_id, today, zone)
    clock = Clock(now, zone, meetings)
    turns = [
        turn
        for row in mine
        for turn in _turns(row, about, clock, names, (said["first"], said["last"]))
        if _told(turn, today)
    ]
    asked = _asked(session, about.requests, stay_id, names, today)
    return MyChores(
        today,
        tuple(sorted(turns, key=lambda t: (t.on, t.due, t.assignment_id))),
        tuple(a for a in asked if a.of_me),
        tuple(a for a in asked if not a.of_me),
    )


def _told(turn: ChoreTurn, today: date) -> bool:
    """Whether it still belongs to today or comes later. What was said today stays where it can be
    taken back, whatever day it was for.
    """
    said_today = turn.own_word and turn.marked_at is not None and turn.marked_at.date() == today
    late = turn.state is State.LATE and turn.on >= today - LATE_FOR
    return turn.on >= today or turn.state is State.REDO or late or said_today


@dataclass(frozen=True, slots=True)
class Clock:
    """The time now, and when the house's meetings of the next days begin."""

    now: datetime
    zone: ZoneInfo
    meetings: Mapping[date, datetime]

    @property
    def today(self) -> date:
        """Today in the house's zone."""
        return self.now.astimezone(self.zone).date()

    def due(self, chore: Any, on: date) -> datetime:
        """By when a chore is to be done on a day."""
        meeting = self.meetings.get(on)
        if chore.before_meeting_minutes is not None and meeting is not None:
            return meeting - timedelta(minutes=chore.before_meeting_minutes)
        return instant(on, time.fromisoformat(chore.due_at), self.zone).astimezone(self.zone)

    def here(self, at: datetime | None) -> datetime | None:
        """An instant in the house's zone."""
        return None if at is None else at.astimezone(self.zone)


def _about(session: Session, said: dict[str, Any]) -> _About:
    found = _About()
    for row in session.execute(rows.about(), said):
        if row.tag == rows.REPLACED:
            found.given.setdefault(row.assignment, set()).update(days_in(row.note, row.on))
        elif row.tag == rows.ASKED:
            found.requests.append(row.id)
        else:
            kept = found.marks if row.tag == rows.MARKED else found.seen
            key = (row.assignment, row.on)
            before = kept.get(key)
            if before is None or (before.at, before.id) < (row.at, row.id):
                kept[key] = row
    return found


def _meetings(
    session: Session, house_id: int, today: date, zone: ZoneInfo
) -> dict[date, datetime]:
    """When the first house meeting of each of the next days begins."""
    found: dict[date, datetime] = {}
    for meeting in house_meetings_ahead(session, house_id, today, zone):
        day = meeting.at.date()
        found[day] = min(found.get(day, meeting.at), meeting.at)
    return found


def _turns(
    row: Any, about: _About, clock: Clock, names: Mapping[int, str], between: tuple[date, date]
) -> list[ChoreTurn]:
    """The turns of one assignment on these days, but those that somebody else does."""
    first, last = between
    days = days_in(row.days, row.period_start)
    given = about.given.get(row.id, set())
    own = [day for day in days if day not in given and _there(row, day)]
    instead_of = names.get(row.instead_of or 0, "")
    made = [
        replace(_turn(row, about, clock, day), opens_on=opens_on(days, day, row.period_start),
                instead_of=instead_of)
        for day in own
        if first <= day <= last
    ]  # fmt: skip
    open_days = {turn.on for turn in made if turn.to_do} | {day for day in own if day > last}
    return [replace(turn, left=max(1, sum(d >= turn.on for d in open_days))) for turn in made]


def _there(row: Any, day: date) -> bool:
    return bool(row.starts_on <= day) and (row.until_on is None or day <= row.until_on)


def _turn(row: Any, about: _About, clock: Clock, on: date) -> ChoreTurn:
    mark, seen = about.marks.get((row.id, on)), about.seen.get((row.id, on))
    due = clock.due(row, on)
    last = None if seen is None else Seen(seen.result, seen.at)
    state = state_of(due, clock.now, mark.at if mark else None, last)
    return ChoreTurn(
        row.id, row.chore_id, shown(row.name), row.area, row.icon, on, due, state,
        marked_at=clock.here(mark.at) if mark else None,
        note=seen.note if seen else "",
        redo_by=clock.here(seen.redo_by) if seen else None,
        own_word=state is State.INSPECT and mark is not None and mark.result == "kiosk",
        about=row.note,
    )  # fmt: skip


def _asked(
    session: Session, ids: list[int], stay_id: int, names: Mapping[int, str], today: date
) -> list[Asked]:
    """Requests that still make sense: not those of days that are over."""
    if not ids:
        return []
    found = session.execute(rows.REQUESTS, {"ids": ids})
    made = (_request(row, row.other_stay_id == stay_id, names, today) for row in found)
    return [asked for asked in made if asked.given.days]


def _request(row: Any, of_me: bool, names: Mapping[int, str], today: date) -> Asked:
    who = names.get(row.stay_id if of_me else row.other_stay_id, "")
    by = row.due_at, row.before_meeting_minutes
    given = _share(row.name, by, row.days, row.period_start, row.on_date, today)
    back = None
    if row.their_name is not None:
        by = row.their_due_at, row.their_before
        back = _share(row.their_name, by, row.their_days, row.their_start, row.other_on_date, today)
    return Asked(row.id, of_me, who, given, back, row.answer)


def _share(
    name: str, by: tuple[str, int | None], days: str, start: date, on: date | None, today: date
) -> Share:
    found = days_in(days, start) if on is None else (on,)
    return Share(shown(name), tuple(day for day in found if day >= today), by_words(*by))
