"""The people pages of a week: everybody who lived in the house in it, with what the records, staff
and they themselves say under five headings.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.sobriety import days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.week_people import (
    HEADINGS,
    NOTE_HEADINGS,
    PeopleWeek,
    PersonWeek,
    WeekHeading,
    WeekLine,
    told,
)
from sobrhouse.problems import NotFound
from sobrhouse.queries.week_people_days import SIX, Week
from sobrhouse.queries.week_people_life import life_lines
from sobrhouse.queries.week_people_part import part_lines
from sobrhouse.queries.week_people_rules import rule_lines
from sobrhouse.queries.weekly_people import lives, names_of, people_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, Note, OwnWords
from sobrhouse.words import _

_DAY = timedelta(days=1)


@needs(Permission.PRINT_PAPERS)
def people_week(
    session: Session, house_id: int, week_start: date, today: date, now: datetime | None = None
) -> PeopleWeek:
    """The pages of the seven days from `week_start`, people in the order of their beds; while the
    week goes on, as of `today`, and `now` for what is late.
    """
    house = session.execute(select(House.name).where(House.id == house_id)).scalar()
    people = week_people(session, house_id, week_start, today, now)
    end = week_start + SIX
    return PeopleWeek(house or "", week_start, end, max(week_start, min(end, today)), people)


@needs(Permission.PRINT_PAPERS)
def week_people(
    session: Session, house_id: int, week_start: date, today: date, now: datetime | None = None
) -> tuple[PersonWeek, ...]:
    """Each resident's week for the packet, as `people_week` has it."""
    week = _week(session, house_id, week_start, today, now)
    said: dict[tuple[int, str], list[WeekLine]] = defaultdict(list)
    for lines in (life_lines, rule_lines, part_lines, _notes, _own):
        for stay_id, heading, line in lines(session, week):
            said[stay_id, heading].append(line)
    made = [_person(row, week, said) for row in week.people]
    return tuple(sorted(made, key=_order))


def _order(person: PersonWeek) -> tuple[Any, ...]:
    """Who left last; by bed, 2A before 10A."""
    number, letters = re.match(r"(\d*)(.*)", person.name.bed, re.DOTALL).groups()  # type: ignore[union-attr]
    return person.left_on is not None, int(number or 0), letters, person.name.short, person.stay_id


def _week(
    session: Session, house_id: int, week_start: date, today: date, now: datetime | None
) -> Week:
    zone = session.execute(select(House.timezone).where(House.id == house_id)).scalar()
    if zone is None:
        raise NotFound(_("That house is not there any more."))
    as_of = max(week_start, min(week_start + SIX, today))
    people = tuple(session.execute(people_of(house_id, week_start, as_of)).all())
    here = ZoneInfo(zone)
    closes = datetime.combine(as_of + _DAY, time(), here).astimezone(UTC)
    moment = closes if now is None else min(now, closes)
    return Week(house_id, week_start, as_of, here, moment, people, names_of(people))


def _person(row: Any, week: Week, said: Mapping[tuple[int, str], list[WeekLine]]) -> PersonWeek:
    sober = row.sober_since
    return PersonWeek(
        row.stay_id, row.resident_id, week.names[row.resident_id], row.move_in_on,
        None if lives(row, week.as_of) else row.discharged_on, row.phase or "",
        None if sober is None else days_sober(sober, week.as_of),
        tuple(WeekHeading(c, told(said.get((row.stay_id, c), ()))) for c in HEADINGS),
    )  # fmt: skip


def _notes(session: Session, week: Week) -> Iterator[tuple[int, str, WeekLine]]:
    """What staff marked for the weekly report."""
    begins, ends = week.instants
    latest = {row.resident_id: row.stay_id for row in week.people}
    rows = session.execute(
        select(Note.resident_id, Note.at, Note.category, Note.text)
        .where(Note.house_id == week.house_id, Note.in_weekly_report.is_(True),
               Note.voided_at.is_(None), Note.at >= begins, Note.at < ends,
               Note.category.in_(NOTE_HEADINGS))
        .order_by(Note.at, Note.id)
    )  # fmt: skip
    for row in rows:
        if row.resident_id in latest:
            on = row.at.astimezone(week.zone).date()
            yield (latest[row.resident_id], NOTE_HEADINGS[row.category],
                   WeekLine(row.text, "note", on=on))  # fmt: skip


def _own(session: Session, week: Week) -> Iterator[tuple[int, str, WeekLine]]:
    """What residents add themselves."""
    rows = session.execute(
        select(OwnWords.stay_id, OwnWords.heading, OwnWords.text, OwnWords.way)
        .where(OwnWords.stay_id.in_(week.stays), OwnWords.week_start == week.start,
               OwnWords.voided_at.is_(None))
        .order_by(OwnWords.id)
    )  # fmt: skip
    for row in rows:
        yield row.stay_id, row.heading, WeekLine(row.text, "own", way=row.way)
