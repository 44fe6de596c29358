"""Recovery meetings at the kiosk: one's own week, and the meetings that one may have been to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.house_place import Place, known_place, miles
from sobrhouse.domain.meeting_groups import house_clock
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import Tally, days_lived, holding, tally
from sobrhouse.domain.staff import Actor, ActorKind, Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.recovery_asked import (
    asked_between,
    first_weekday,
    phase_on,
    phases_between,
)
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs, refused
from sobrhouse.storage.tables import Attendance, House, MeetingGroup, RequirementExcuse, Stay
from sobrhouse.words import _

MOST_OF_A_DAY = 36  # tiles: three pages
USUAL_FOR = timedelta(days=60)  # where somebody went in this time comes first


@dataclass(frozen=True, slots=True)
class MeetingTile:
    """A meeting of the house's list on one day; `logged` where it is in one's own log already.

    `usual` says how often one went there lately. `starts_at` is "19:30" by the house's clock.
    """

    group_id: int
    name: str
    fellowship: str
    on: date
    starts_at: str
    place: str
    online: bool
    logged: bool
    usual: int


@dataclass(frozen=True, slots=True)
class ToLog:
    """What one can say at the kiosk: the meetings of today that have begun, and yesterday's."""

    today: date
    tiles: tuple[MeetingTile, ...]
    week: Tally


@needs(Permission.KIOSK)
def meetings_to_log(
    session: Session, house_id: int, stay_id: int, now: datetime, *, actor: Actor
) -> ToLog:
    """The meetings of today and yesterday, one's usual ones first; somebody else's are refused."""
    owner = session.execute(
        select(Stay.resident_id).where(Stay.id == stay_id, Stay.house_id == house_id)
    ).scalar_one_or_none()
    if owner is None:
        raise NotFound(_("This stay has ended. Ask the house manager."))
    if actor.kind is not ActorKind.SYSTEM and actor.id != owner:
        raise refused()
    zone = ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
    local = now.astimezone(zone)
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    groups = _groups(session, house_id, zone, (today, yesterday))
    mine = _mine(session, stay_id, today - USUAL_FOR)
    here = known_place(str(house_settings(session, house_id).get("house_place")))
    begun = _tiles(groups, today, zone, mine, until=f"{local:%H:%M}")
    tiles = (*_fewer(begun, here), *_fewer(_tiles(groups, yesterday, zone, mine), here))
    return ToLog(today, tiles, own_week(session, house_id, stay_id, today))


def own_week(session: Session, house_id: int, stay_id: int, today: date) -> Tally:
    """What this week asks of one person and what they did, for the card."""
    stay = session.execute(
        select(Stay.move_in_on, Stay.discharged_on).where(Stay.id == stay_id)
    ).one()
    start = week_of(today, first_weekday(session, house_id))
    last = start + timedelta(days=6)
    lived = days_lived(start, stay.move_in_on, stay.discharged_on)
    day = lived[0] if lived else today
    phase = phase_on(phases_between(session, (stay_id,), start, last).get(stay_id, ()), day)
    rules = asked_between(session, house_id, start, last, reasons=False)
    rule = holding(rules, stay_id, phase.phase_id if phase else None, day)
    excuse = session.execute(
        select(RequirementExcuse.meetings).where(
            RequirementExcuse.stay_id == stay_id,
            RequirementExcuse.week_start == start,
            RequirementExcuse.voided_at.is_(None),
        )
    ).first()
    went = session.execute(
        select(Attendance.fellowship, Attendance.verification).where(
            Attendance.stay_id == stay_id,
            Attendance.attended_on.between(start, last),
            Attendance.void_at.is_(None),
        )
    )
    said = [(r.fellowship, r.verification) for r in went]
    return tally(rule, len(lived), said, excuse.meetings if excuse else 0)


def _groups(session: Session, house_id: int, zone: ZoneInfo, days: tuple[date, ...]) -> list[Any]:
    """The meetings of the house's week board that may be on one of these days."""
    row = MeetingGroup
    elsewhere = and_(row.timezone != "", row.timezone != zone.key)
    return list(
        session.execute(
            select(
                row.id, row.name, row.fellowship, row.weekday, row.starts_at, row.timezone,
                row.place, row.format, row.latitude, row.longitude,
            ).where(
                row.house_id == house_id,
                row.on_board.is_(True),
                or_(row.weekday.in_([day.weekday() for day in days]), elsewhere),
                row.weekday.is_not(None),
                row.voided_at.is_(None),
            )
        )
    )  # fmt: skip


def _mine(session: Session, stay_id: int, since: date) -> list[tuple[int | None, date]]:
    """Where somebody went since then, by group and day."""
    rows = session.execute(
        select(Attendance.meeting_group_id, Attendance.attended_on).where(
            Attendance.stay_id == stay_id,
            Attendance.attended_on >= since,
            Attendance.void_at.is_(None),
            Attendance.meeting_group_id.is_not(None),
        )
    )
    return [(r.meeting_group_id, r.attended_on) for r in rows]


def _tiles(
    groups: Iterable[Any],
    on: date,
    zone: ZoneInfo,
    mine: list[tuple[int | None, date]],
    until: str = "99:99",
) -> list[tuple[MeetingTile, Place | None]]:
    """The meetings of one day that have begun by `until`, and where they are."""
    made = []
    for g in groups:
        weekday, at = house_clock(g.weekday, g.starts_at, g.timezone, zone, on)
        if weekday != on.weekday() or (at or "") > until:
            continue
        usual = sum(group_id == g.id for group_id, _day in mine)
        tile = MeetingTile(
            g.id, g.name, g.fellowship, on, at, g.place, g.format == "online",
            (g.id, on) in mine, usual,
        )  # fmt: skip
        where = None if g.latitude is None or g.longitude is None else (g.latitude, g.longitude)
        made.append((tile, where))
    return made


def _fewer(
    found: list[tuple[MeetingTile, Place | None]], here: Place | None
) -> tuple[MeetingTile, ...]:
    """As many as somebody looks through: one's usual ones, then those nearest to the house or,
    where nobody knows how far they are, those that began last. In the order of the day, one's
    usual ones first.
    """

    def wanted(one: tuple[MeetingTile, Place | None]) -> tuple[int, float]:
        tile, where = one
        away = miles(here, where) if here is not None and where is not None else float("inf")
        return -tile.usual, away

    latest_first = sorted(found, key=lambda one: one[0].starts_at, reverse=True)
    kept = [tile for tile, _where in sorted(latest_first, key=wanted)[:MOST_OF_A_DAY]]
    return tuple(sorted(kept, key=lambda t: (-t.usual, t.starts_at, t.name.casefold(), t.group_id)))
