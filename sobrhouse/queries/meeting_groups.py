"""The directory of recovery meetings: all of it, one weekday's, one meeting for its form."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.house_place import Place, known_place, miles
from sobrhouse.domain.meeting_groups import COLUMNS, GroupFacts, house_clock
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, MeetingGroup

_BY_APPOINTMENT = 7  # after Sunday
_TABLE: Any = MeetingGroup.__table__
_READ = (*(_TABLE.c[name] for name in COLUMNS),
         _TABLE.c.id, _TABLE.c.on_board, _TABLE.c.source, _TABLE.c.version)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One meeting of the directory. `weekday` and `starts_at` are by the house's clock (None and
    "" by appointment), `facts` as they were written down; `miles` from the house where both
    places are known.
    """

    group_id: int
    facts: GroupFacts
    weekday: int | None
    starts_at: str
    on_board: bool
    source: str
    version: int
    miles: float | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.facts.name

    @property
    def fellowship(self) -> str:
        """The code of its fellowship."""
        return self.facts.fellowship

    @property
    def online(self) -> bool:
        """Whether one can be there from the house."""
        return self.facts.format in ("online", "hybrid") or bool(self.facts.link)


@needs(Permission.SEE_HOUSE)
def groups_on(
    session: Session, house_id: int, weekday: int, on: date | None = None, *, board: bool = True
) -> tuple[GroupRow, ...]:
    """The meetings of one weekday (0 Monday) by time, by the house's clock; with `board` only
    those of the week board. `on` is a day near which clocks in other zones are read.
    """
    zone = _zone(session, house_id)
    elsewhere = and_(MeetingGroup.timezone != "", MeetingGroup.timezone != zone.key)
    asked = (or_(MeetingGroup.weekday == weekday, elsewhere), MeetingGroup.weekday.is_not(None))
    rows = _read(session, house_id, zone, on, *asked, board=board)
    return tuple(row for row in rows if row.weekday == weekday)


@needs(Permission.SEE_HOUSE)
def directory(
    session: Session, house_id: int, on: date | None = None, *, board: bool = False
) -> tuple[GroupRow, ...]:
    """Every meeting of the directory by day and time, those by appointment last; with `board` only
    those of the week board.
    """
    return _read(session, house_id, _zone(session, house_id), on, board=board)


@needs(Permission.SEE_HOUSE)
def group_named(session: Session, house_id: int, group_id: int) -> GroupRow | None:
    """One meeting for its form; None when it is off the list."""
    found = _read(session, house_id, _zone(session, house_id), None, MeetingGroup.id == group_id)
    return found[0] if found else None


def _read(
    session: Session, house_id: int, zone: ZoneInfo, on: date | None, *asked: Any,
    board: bool = False,
) -> tuple[GroupRow, ...]:
    if board:
        asked = (*asked, MeetingGroup.on_board.is_(True))
    found = session.execute(
        select(*_READ).where(
            MeetingGroup.house_id == house_id, MeetingGroup.voided_at.is_(None), *asked))
    here = known_place(str(house_settings(session, house_id).get("house_place")))
    return tuple(sorted((_row(row, zone, on, here) for row in found), key=_order))


def _row(found: Any, zone: ZoneInfo, on: date | None, here: Place | None) -> GroupRow:
    facts = GroupFacts(*found[: len(COLUMNS)])
    weekday, starts_at = facts.weekday, facts.starts_at
    if weekday is not None:
        weekday, starts_at = house_clock(weekday, starts_at, facts.timezone, zone, on)
    return GroupRow(
        found.id, facts, weekday, starts_at, found.on_board, found.source, found.version,
        _miles(facts, here))


def _miles(facts: GroupFacts, here: Place | None) -> float | None:
    if here is None or facts.latitude is None or facts.longitude is None:
        return None
    return miles(here, (facts.latitude, facts.longitude))


def _order(row: GroupRow) -> tuple[int, str, str, int]:
    day = _BY_APPOINTMENT if row.weekday is None else row.weekday
    return day, row.starts_at or "~", row.name.casefold(), row.group_id


def _zone(session: Session, house_id: int) -> ZoneInfo:
    return ZoneInfo(session.scalar(select(House.timezone).where(House.id == house_id)) or "UTC")

