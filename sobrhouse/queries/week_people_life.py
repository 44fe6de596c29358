"""What the people pages tell of somebody's life outside: who supports them and how often they were
in touch, and work or school.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.care import EMPLOYMENT_WORDS
from sobrhouse.domain.phrases import day_name, month_day
from sobrhouse.domain.support import KIND_WORDS, REACHED
from sobrhouse.domain.week_people import WeekLine
from sobrhouse.queries.sponsorships import TieRow, tie_columns, tie_row
from sobrhouse.queries.week_people_days import Week
from sobrhouse.storage.tables import Employment, SponsorContact, Sponsorship
from sobrhouse.words import _, n_

_ORDER = {kind: place for place, kind in enumerate(KIND_WORDS)}


def life_lines(session: Session, week: Week) -> Iterator[tuple[int, str, WeekLine]]:
    """Stay, heading and line of each fact; a part of queries, which have asked."""
    stays: dict[int, list[int]] = defaultdict(list)
    for stay_id, resident_id in week.stays.items():
        stays[resident_id].append(stay_id)
    for heading, found in (
        ("sponsor", _support(session, week, stays)), ("work_school", _work(session, week, stays)),
    ):  # fmt: skip
        for resident_id, line in found:
            for stay_id in stays[resident_id]:
                yield stay_id, heading, line


def _support(
    session: Session, week: Week, whose: Iterable[int]
) -> Iterator[tuple[int, WeekLine]]:  # fmt: skip
    ties: dict[int, list[TieRow]] = defaultdict(list)
    for row in session.execute(
        tie_columns()
        .where(Sponsorship.resident_id.in_(tuple(whose)), Sponsorship.started_on <= week.as_of,
               or_(Sponsorship.ended_on.is_(None), Sponsorship.ended_on >= week.start))
        .order_by(Sponsorship.started_on, Sponsorship.id),
        {"week": week.start},
    ):  # fmt: skip
        ties[row.resident_id].append(tie_row(row))
    touched = _contacts(session, week, whose)
    for resident_id, mine in ties.items():
        for tie in sorted(mine, key=lambda t: (_ORDER[t.kind], t.sponsorship_id)):
            yield resident_id, _tie(tie, week)
        if any(tie.kind != "house_buddy" for tie in mine):
            yield resident_id, WeekLine(_in_touch(touched.get(resident_id)))


def _tie(tie: TieRow, week: Week) -> WeekLine:
    """Who it is only where the resident shares that; else only that there is somebody."""
    said = _(KIND_WORDS[tie.kind])
    if tie.ended_on is not None and tie.ended_on <= week.as_of:
        said = _("{kind} until {day}").format(kind=said, day=day_name(tie.ended_on))
    elif tie.started_on >= week.start:
        said = _("{kind} since {day}").format(kind=said, day=day_name(tie.started_on))
    if not tie.shared:
        said = _("{kind}, name kept private").format(kind=said)
    return WeekLine(said, who=tie.name, lives_here=tie.peer_resident_id is not None)


def _in_touch(counted: Any) -> str:
    if counted is None:
        return _("No contact is written down this week")
    said = n_("In touch {n} time, last on {day}", "In touch {n} times, last on {day}", counted[0])
    return said.format(n=counted[0], day=day_name(counted[1]))


def _contacts(session: Session, week: Week, whose: Iterable[int]) -> dict[int, Any]:
    """How often each was in touch in the week, and the day of the last time."""
    rows = session.execute(
        select(Sponsorship.resident_id, func.count(), func.max(SponsorContact.on_date))
        .join(SponsorContact, SponsorContact.sponsorship_id == Sponsorship.id)
        .where(Sponsorship.resident_id.in_(tuple(whose)), Sponsorship.voided_at.is_(None),
               Sponsorship.kind != "house_buddy", SponsorContact.voided_at.is_(None),
               SponsorContact.kind.in_(REACHED),
               SponsorContact.on_date.between(week.start, week.as_of))
        .group_by(Sponsorship.resident_id)
    )  # fmt: skip
    return {row[0]: (row[1], row[2]) for row in rows}


def _work(
    session: Session, week: Week, whose: Iterable[int]
) -> Iterator[tuple[int, WeekLine]]:  # fmt: skip
    rows = session.execute(
        select(Employment)
        .where(Employment.resident_id.in_(tuple(whose)), Employment.voided_at.is_(None),
               or_(Employment.from_on.is_(None), Employment.from_on <= week.as_of),
               or_(Employment.to_on.is_(None), Employment.to_on >= week.start))
        .order_by(Employment.resident_id, Employment.id)
    ).scalars()  # fmt: skip
    for row in rows:
        yield row.resident_id, WeekLine(_work_words(row, week))


def _work_words(row: Employment, week: Week) -> str:
    kind = _(EMPLOYMENT_WORDS[row.kind])
    said = [_("{kind}: {place}").format(kind=kind, place=row.place) if row.place else kind]
    if row.schedule:
        said.append(row.schedule)
    if row.hours_week:
        hours = n_("{n} hour a week", "{n} hours a week", row.hours_week)
        said.append(hours.format(n=row.hours_week))
    if row.from_on is not None and row.from_on >= week.start:
        said.append(_("since {day}").format(day=month_day(row.from_on, week.as_of)))
    if row.to_on is not None:
        said.append(_("until {day}").format(day=month_day(row.to_on, week.as_of)))
    return ", ".join(said)
