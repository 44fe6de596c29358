"""What the papers of support are made from; of whom a resident keeps to themselves no name is read
here, and no note of staff.
"""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.sobriety import LeapDay, add_months, days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support_papers import (
    MENTOR_KINDS,
    CallSheet,
    Checked,
    MentorBoard,
    MentorLine,
    MentorRecord,
    Qualified,
    SponsorLine,
    SponsorPaper,
    Supported,
)
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.sponsor_week import SponsorWeek, sponsor_week
from sobrhouse.queries.sponsorships import TieRow
from sobrhouse.queries.supporters import SupporterRow, supporter_list
from sobrhouse.queries.weekly_people import lives, names_of, people_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import MentorCheck, Staff, SupportChoice
from sobrhouse.words import _

_WEEK = timedelta(days=6)


@needs(Permission.PRINT_PAPERS)
def sponsor_paper(session: Session, house_id: int, today: date) -> SponsorPaper:
    """Who lives here today, by name, with sponsor and buddy and the contacts of seven days."""
    people = _living(session, house_id, today)
    names = names_of(people)
    week = sponsor_week(session, house_id, today - _WEEK, today)
    alone = _walk_alone(session, list(names))
    lines = tuple(
        _line(r, names, week.get(r.resident_id), today, looking=r.resident_id not in alone)
        for r in people
    )
    return SponsorPaper(today, lines, int(house_settings(session, house_id).get("sponsor_days")))


@needs(Permission.PRINT_PAPERS)
def mentor_board(session: Session, house_id: int, today: date) -> MentorBoard:
    """Everybody on the house's list who has not stopped: with room first, then by name."""
    rows = [r for r in supporter_list(session, house_id, today) if r.state != "stopped"]
    lines = [_mentor(r) for r in rows]
    return MentorBoard(today, tuple(sorted(lines, key=_with_room_first)))


@needs(Permission.PRINT_PAPERS)
def mentor_record(session: Session, house_id: int, today: date) -> MentorRecord:
    """Everybody in a mentoring role, or once checked for one, with every check."""
    chosen = house_settings(session, house_id)
    checks: dict[int, list[Checked]] = defaultdict(list)
    for c in session.execute(_checks(), {"house": house_id}):
        checks[c.supporter_id].append(
            Checked(c.on_date, c.name or "", _lines(c.criteria), _lines(c.unmet))
        )
    months = int(chosen.get("mentor_months"))
    leap = LeapDay(chosen.get("leap_day"))
    people = tuple(
        Qualified(_mentor(r), _long_enough(r, months, leap, today), tuple(checks[r.supporter_id]))
        for r in supporter_list(session, house_id, today)
        if checks[r.supporter_id] or (set(r.kinds) & set(MENTOR_KINDS) and r.state != "stopped")
    )
    wanted = str(chosen.get("mentor_criteria"))
    asked = tuple(part.strip() for part in _(wanted).split(",") if part.strip())
    return MentorRecord(today, asked, months, people)


@needs(Permission.PRINT_PAPERS)
def call_sheet(session: Session, house_id: int, week_start: date, today: date) -> CallSheet:
    """The seven days from `week_start`, with everybody who lives here at their end, or today."""
    last = week_start + _WEEK
    on = max(week_start, min(last, today))
    people = _living(session, house_id, on)
    names = names_of(people)
    return CallSheet(week_start, last, tuple(names[r.resident_id] for r in people))


def _living(session: Session, house_id: int, on: date) -> list[Any]:
    people = session.execute(people_of(house_id, on, on)).all()
    return [r for r in people if lives(r, on)]


def _line(
    r: Any, names: dict[int, PaperName], week: SponsorWeek | None, today: date, *, looking: bool
) -> SponsorLine:
    here = days_sober(r.move_in_on, today)
    if week is None:
        return SponsorLine(r.resident_id, names[r.resident_id], here, None, None,
                           False, 0, None, looking)  # fmt: skip
    return SponsorLine(
        r.resident_id, names[r.resident_id], here, _supported(week.sponsor),
        _buddy(week.buddy, names), week.buddy is not None, week.contacts, week.last_contact_on,
        looking,
    )  # fmt: skip


def _supported(tie: TieRow | None) -> Supported | None:
    if tie is None:
        return None
    return Supported(tie.kind, tie.name, tie.fellowship, tie.started_on)


def _buddy(tie: TieRow | None, names: dict[int, PaperName]) -> PaperName | None:
    if tie is None or not tie.shared:
        return None
    return names.get(tie.peer_resident_id or 0, PaperName(tie.name, tie.name))


def _mentor(r: SupporterRow) -> MentorLine:
    return MentorLine(
        r.name, r.kinds, r.fellowships, r.sober_on, r.days, r.gender, r.languages, r.hours,
        r.phone if r.phone_agreed else "", r.state, r.paused_until, r.capacity, r.load + r.asked,
        r.lives_here,
    )  # fmt: skip


def _with_room_first(line: MentorLine) -> tuple[bool, bool]:
    return (line.state == "paused", not line.room)


def _long_enough(row: SupporterRow, months: int, leap: LeapDay, today: date) -> bool | None:
    if not months:
        return True
    return None if row.sober_on is None else add_months(row.sober_on, months, leap) <= today


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _walk_alone(session: Session, people: list[int]) -> frozenset[int]:
    """Those who chose to walk without a sponsor."""
    query = select(SupportChoice.resident_id).where(
        SupportChoice.resident_id.in_(people), SupportChoice.voided_at.is_(None),
        SupportChoice.looking.is_(False),
    )  # fmt: skip
    return frozenset(session.scalars(query))


@cache
def _checks() -> Any:
    return (
        select(MentorCheck.supporter_id, MentorCheck.on_date, MentorCheck.criteria,
               MentorCheck.unmet, Staff.name)
        .outerjoin(Staff, Staff.id == MentorCheck.created_by)
        .where(MentorCheck.house_id == bindparam("house", type_=Integer),
               MentorCheck.void_at.is_(None))
        .order_by(MentorCheck.on_date.desc(), MentorCheck.id.desc())
    )  # fmt: skip
