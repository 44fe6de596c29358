"""Today: everything that the first screen shows of one house, in one reading."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.attention import Reason, in_order
from sobrhouse.domain.curfew import curfew_at, curfew_of
from sobrhouse.domain.houses import Census, house_day
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.attention import ATTENTION, away
from sobrhouse.queries.attention_recovery import KEPT_WITHIN, keeps_log, weeks_to_say
from sobrhouse.queries.attention_support import support_of
from sobrhouse.queries.awards import with_givers
from sobrhouse.queries.beds import BedCard, Board, board_beside
from sobrhouse.queries.celebrations import (
    BirthdayRow,
    MilestoneRow,
    birthdays,
    milestones,
)
from sobrhouse.queries.chores_today import ChoresToday, Ladder, chores_today
from sobrhouse.queries.clock import doubted_lines, standing_of
from sobrhouse.queries.curfews import tonight_by as curfews_tonight
from sobrhouse.queries.evening import Evening
from sobrhouse.queries.meetings_today import MeetingsToday, meetings_today
from sobrhouse.queries.papers_today import first_ending, newest_packet, papers_today
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.presence import JUST_BACK, Absence, last_round, presence_of
from sobrhouse.queries.residents import ResidentRow, residents_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.todos import TodoRow, open_todos
from sobrhouse.queries.waitlist import waitlist_beside
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, BackupLog, House
from sobrhouse.storage.tables.base import UTCDateTime

AHEAD = timedelta(days=6)
NEW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Today:
    """One house as its staff find it now; instants in its own zone or UTC.

    `here` live in the house, `home` of them are in it now. `away` are those with a bed kept who are
    not in the log as out.
    """

    house_id: int
    day: date
    now: datetime
    census: Census
    here: int
    curfew: time
    curfew_at: datetime
    waiting: int
    reasons: tuple[Reason, ...]
    out: tuple[Absence, ...]
    just_back: tuple[Absence, ...]
    away: tuple[BedCard, ...]
    newcomers: tuple[ResidentRow, ...]
    milestones: tuple[MilestoneRow, ...]
    birthdays: tuple[BirthdayRow, ...]
    todos: tuple[TodoRow, ...]
    meetings: MeetingsToday = field(default_factory=MeetingsToday)
    snoozed: int = 0
    chores: ChoresToday = field(default_factory=ChoresToday)
    doubted: frozenset[int] = frozenset()  # lines of the sign log whose lateness is not sure

    @property
    def home(self) -> int:
        """How many are in the house now."""
        return max(self.here - len(self.out) - len(self.away), 0)

    @property
    def late(self) -> int:
        """How many are out and should be back."""
        return sum(line.late is not None for line in self.out)


@needs(Permission.SEE_HOUSE)
def today_of(session: Session, house_id: int, today: date, now: datetime) -> Today:
    """The house's beds, people, who is out, milestones of seven days, to-do list, and what needs
    somebody.
    """
    settings = house_settings(session, house_id)
    celebration = Celebration.by(settings)
    people = residents_of(session, house_id, today, celebration)
    board = board_beside(session, house_id, today, people)
    evening = _evening(session, house_id, now, today, (board, people), settings)
    presence = evening.presence
    snoozed = presence.snoozed or {}
    reasons = [reason for rule in ATTENTION for reason in rule(evening)]
    shown = [reason for reason in reasons if reason.key not in snoozed]
    out = {line.resident_id for line in presence.out}
    return Today(
        house_id,
        today,
        evening.now,
        board.census,
        len(people),
        evening.curfew_at.astimezone(evening.zone).time(),
        evening.curfew_at,
        len(evening.waiting),
        in_order(shown),
        presence.out,
        tuple(line for line in presence.back if line.in_at and line.in_at >= now - JUST_BACK),
        tuple(b for b in away(board) if b.sleeper and b.sleeper.resident_id not in out),
        tuple(p for p in people if (today - p.moved_in).days <= NEW_DAYS),
        with_givers(session, milestones(people, celebration, today, today + AHEAD)),
        birthdays(people, today, today + AHEAD) if settings.get("report_birthdays") else (),
        evening.todos,
        evening.meetings,
        len(reasons) - len(shown),
        evening.chores,
        _not_sure(evening),
    )


def _evening(
    session: Session,
    house_id: int,
    now: datetime,
    today: date,
    loaded: tuple[Board, tuple[ResidentRow, ...]],
    settings: HouseSettings,
) -> Evening:
    board, people = loaded
    asked = {"house": house_id, "kept_from": today - KEPT_WITHIN, "today": today}
    house = session.execute(_house(), asked).one()
    zone = ZoneInfo(house.timezone)
    night = house_day(now, zone)
    curfew = curfew_of(night, settings.get("curfew_weekdays"), settings.get("curfew_weekend"))
    presence = presence_of(session, house_id, now, people, house.last_round)
    met = meetings_today(session, house_id, today, now, zone)
    local = now.astimezone(zone)
    return Evening(
        today,
        board,
        people,
        waitlist_beside(session, board),
        open_todos(session, house_id),
        _away_since(session, house.away_since, zone),
        local,
        night,
        curfew_at(night, curfew, zone),
        presence,
        curfews_tonight(session, house_id, now, zone, settings, people) if presence.out else {},
        met,
        weeks_to_say(session, house_id, today, house.week_starts_on, people,
                     keeps_log=house.keeps_log),
        chores_today(session, house_id, local, people, met.house, Ladder.of(settings)),
        support_of(session, house_id, local, people, settings),
        papers_today(session, house_id, today, people, settings, house),
        standing_of(session),
        doubted_lines(session, house_id, [a.row_id for a in (*presence.out, *presence.back)]),
    )  # fmt: skip


def _not_sure(evening: Evening) -> frozenset[int]:
    """What a clock in doubt told; of who is out also as long as it is in doubt now."""
    out = (line.row_id for line in evening.presence.out)
    return evening.doubted | frozenset(out if evening.clock is not None else ())


def _away_since(session: Session, at: datetime | None, zone: ZoneInfo) -> date | None:
    """The day in the house's zone; None on a server, which keeps its own backups."""
    if at is None or session.get_bind().dialect.name != "sqlite":
        return None
    return at.astimezone(zone).date()


@cache  # building a statement takes longer than running it
def _house() -> Any:
    """The house, and what is one thing of it. Its last backup elsewhere is the last that left this
    computer, or the records' beginning where there is none.
    """
    begun = select(AuditEntry.at).where(AuditEntry.seq == 1).scalar_subquery()
    last = select(func.max(BackupLog.at)).where(BackupLog.removable).scalar_subquery()
    return select(
        House.timezone, House.week_starts_on, last_round().label("last_round"),
        func.coalesce(last, begun, type_=UTCDateTime).label("away_since"),
        keeps_log().label("keeps_log"),
        newest_packet().label("newest_packet"), first_ending().label("first_ending"),
    ).where(House.id == bindparam("house", type_=Integer))  # fmt: skip
