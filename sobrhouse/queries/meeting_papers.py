"""What the papers of meetings are made from: one house meeting with its beds and the next one, an
empty roll of a day, and one person's recovery meetings that somebody verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import VERIFIED, holding
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import PaperName
from sobrhouse.problems import NotFound
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.queries.meeting_rows import MeetingRun
from sobrhouse.queries.meeting_week import MeetingRow, meetings_between
from sobrhouse.queries.people import People
from sobrhouse.queries.recovery_asked import asked_between, first_weekday, phase_on, phases_between
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.queries.weekly_people import names_of, people_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Attendance, MeetingGroup, Resident, Stay
from sobrhouse.words import _

_AHEAD = timedelta(days=35)  # in which a next meeting is looked for


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """One house meeting as its papers need it; `names` by stay, `next_at` the meeting after it."""

    run: MeetingRun
    zone: ZoneInfo
    names: Mapping[int, PaperName] = field(default_factory=dict)
    next_at: datetime | None = None

    def named(self, stay_id: int | None, short: str) -> PaperName | None:
        """The name of somebody whom the meeting names; None for nobody."""
        if stay_id is None:
            return PaperName(short, short) if short else None
        return self.names.get(stay_id, PaperName(short, short))


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person of a roll; `status` is empty where nothing is marked."""

    name: PaperName | None  # None: a line for somebody who is not on the list
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RollPaper:
    """The roll of one meeting, filled or to be filled in by hand; instants in the house's zone."""

    title: str
    kind: str
    day: date
    at: datetime | None
    place: str
    lines: tuple[RollLine, ...]
    filled: bool = False
    chair: PaperName | None = None
    reader: PaperName | None = None
    began: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """One verified recovery meeting; `leader` is an initial or a first name as it was given."""

    on: date
    started_at: str
    group: str
    fellowship: str
    format: str
    place: str
    topic: str
    verification: str
    leader: str


@dataclass(frozen=True, slots=True)
class CourtCard:
    """What a court card is filled with: one person, the days it is about, verified meetings."""

    resident_id: int
    name: PaperName
    first: date
    last: date
    per_week: int
    lines: tuple[CardLine, ...]


@needs(Permission.PRINT_PAPERS)
def meeting_paper(session: Session, house_id: int, meeting_id: int) -> MeetingPaper:
    """One meeting that is written down; NotFound where it is not there any more."""
    run = meeting_run(session, house_id, meeting_id)
    zone = zone_of(session, house_id)
    ahead = meetings_between(session, house_id, run.day, run.day + _AHEAD)
    after = (row.at for row in ahead if row.at > run.planned_at)
    return MeetingPaper(run, zone, _names(session, run), next(after, None))


def _names(session: Session, run: MeetingRun) -> dict[int, PaperName]:
    """By stay: as the roll has them, with the bed of that day."""
    people = session.execute(people_of(run.house_id, run.day, run.day)).all()
    beds = {row.stay_id: row.bed or "" for row in people}
    return {p.stay_id: PaperName(p.name, p.full_name, beds.get(p.stay_id, ""))
            for p in run.people}  # fmt: skip


@needs(Permission.PRINT_PAPERS)
def meetings_of_day(session: Session, house_id: int, day: date) -> tuple[MeetingRow, ...]:
    """The house meetings of one day, planned or written down."""
    return meetings_between(session, house_id, day, day)


@needs(Permission.PRINT_PAPERS)
def meeting_beside(
    session: Session, house_id: int, now: datetime, *, ahead: bool
) -> MeetingRow | None:
    """The meeting that goes on or comes next, or the last that began, within five weeks."""
    today = now.astimezone(zone_of(session, house_id)).date()
    if ahead:
        rows = meetings_between(session, house_id, today, today + _AHEAD)
        return next((row for row in rows if row.finished_at is None and row.ends_at >= now), None)
    rows = meetings_between(session, house_id, today - _AHEAD, today)
    return next((row for row in reversed(rows) if row.started_at is not None), None)


@needs(Permission.PRINT_PAPERS)
def empty_roll(session: Session, house_id: int, day: date) -> tuple[RollLine, ...]:
    """Everybody who lives in the house on a day, by name, without marks."""
    people = session.execute(people_of(house_id, day, day)).all()
    names = names_of(people)
    living = {row.resident_id for row in people
              if row.discharged_on is None or row.discharged_on > day}  # fmt: skip
    return tuple(
        RollLine(names[key]) for key in sorted(living, key=lambda k: names[k].short.casefold())
    )


@needs(Permission.PRINT_PAPERS)
def court_card(
    session: Session, house_id: int, resident_id: int, first: date, last: date
) -> CourtCard:
    """The meetings of one person in these days, both included, that somebody verified."""
    people = session.execute(
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.voided_at.is_(None), Stay.move_in_on <= last,
               or_(Stay.discharged_on.is_(None), Stay.discharged_on >= first))
        .order_by(Stay.move_in_on, Stay.id)
    ).all()  # fmt: skip
    mine = [row for row in people if row.resident_id == resident_id]
    if not mine:
        raise NotFound(_("This person did not live here in those days. Choose other days."))
    named = mine[-1]
    name = PaperName(
        People.short(people)[resident_id],
        full_name(named.legal_first, named.legal_last, named.preferred_name),
    )
    lines = _card_lines(session, [row.stay_id for row in mine], first, last)
    asked = _asked(session, house_id, named.stay_id, last)
    return CourtCard(resident_id, name, first, last, asked, lines)


def _asked(session: Session, house_id: int, stay_id: int, on: date) -> int:
    """How many a week are asked of a stay in the week of a day."""
    start = week_of(on, first_weekday(session, house_id))
    rules = asked_between(session, house_id, start, on)
    phase = phase_on(phases_between(session, [stay_id], start, on).get(stay_id, ()), on)
    return holding(rules, stay_id, phase.phase_id if phase else None, on).per_week


def _card_lines(
    session: Session, stay_ids: list[int], first: date, last: date
) -> tuple[CardLine, ...]:
    rows = session.execute(
        select(
            Attendance.attended_on, Attendance.started_at, Attendance.group_text,
            Attendance.fellowship, Attendance.format, MeetingGroup.place, Attendance.topic,
            Attendance.verification, Attendance.verified_by_text,
        )
        .outerjoin(MeetingGroup, MeetingGroup.id == Attendance.meeting_group_id)
        .where(
            Attendance.stay_id.in_(stay_ids),
            Attendance.attended_on.between(first, last),
            Attendance.verification.in_(sorted(VERIFIED)),
            Attendance.void_at.is_(None),
        )
        .order_by(Attendance.attended_on, Attendance.started_at, Attendance.id)
    )  # fmt: skip
    return tuple(CardLine(*row[:5], row[5] or "", *row[6:]) for row in rows)
