"""Milestones: who of a house reaches what and when, who gives the chip, and what was given before.

Which one falls when is counted from the sobriety date (domain/sobriety.py); what was written down
about it is looked up beside it.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name, plain
from sobrhouse.domain.sobriety import Milestone, days_sober, milestone_by, set_for
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.awards import Key, award_columns, giver_of
from sobrhouse.queries.people import Celebration, People
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.sponsorships import tie_columns, tie_row
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    MilestoneAward,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)

AHEAD = 14  # days that the programme looks ahead (features.md N8)


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """Somebody reaches a milestone on a day. `giver` is who gives the chip, by the name that is
    said; empty while nobody is named. A quiet one (not `announced`) stands on no shared paper.
    """

    resident_id: int
    stay_id: int
    name: str
    full_name: str
    bed: str
    photo_blob_id: int | None
    since: date
    on: date
    milestone: Milestone
    giver: str = ""
    giver_resident_id: int | None = None
    giver_text: str = ""
    awarded_on: date | None = None
    announced: bool = True

    @property
    def days(self) -> int:
        """Days sober on that day."""
        return days_sober(self.since, self.on)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A chip that was given; `earlier` where it was counted from an earlier date, which is kept."""

    milestone: Milestone
    due_on: date
    awarded_on: date
    giver: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class GiverChoice:
    """Somebody who could give a chip: of the house (`resident_id`), or one who supports them."""

    name: str
    resident_id: int | None
    further: bool  # sober longer than that milestone


@dataclass(frozen=True, slots=True)
class Programme:
    """What is celebrated at the house meeting: from a day to a day, quiet ones left out."""

    first: date
    last: date
    rows: tuple[ReachedRow, ...]


@needs(Permission.SEE_HOUSE)
def milestones_of_house(
    session: Session, house_id: int, first: date, last: date
) -> tuple[ReachedRow, ...]:
    """Everything that those who live here reach from `first` to `last`, both included, by day."""
    celebration = Celebration.of(session, house_id)
    people = session.execute(People.here(), {"house": house_id, "today": last}).all()
    names = People.short(people)
    found = [
        _row(p, names[p.resident_id], reached.on, reached.milestone)
        for p in people
        if p.sober_since is not None
        for reached in celebration.between(p.sober_since, p.pathway, first, last)
        if reached.on >= p.move_in_on
    ]
    if not found:
        return ()
    asked = {"house": house_id, "first": first, "last": last}
    noted: dict[Key, Any] = {
        (r.resident_id, r.milestone_code, r.due_on): r for r in session.execute(_awards(), asked)
    }
    rows = [_with(row, noted.get((row.resident_id, row.milestone.code, row.on))) for row in found]
    return tuple(sorted(rows, key=lambda r: (r.on, plain(r.name), r.resident_id)))


@needs(Permission.SEE_HOUSE)
def quiet_milestones(session: Session, house_id: int, first: date, last: date) -> frozenset[Key]:
    """What residents of the house asked to keep quiet, of these days: resident, code, day."""
    rows = session.execute(_awards(), {"house": house_id, "first": first, "last": last})
    return frozenset((r.resident_id, r.milestone_code, r.due_on) for r in rows if not r.announced)


@needs(Permission.PRINT_PAPERS)
def milestone_programme(session: Session, house_id: int, today: date) -> Programme:
    """The next 14 days for the house meeting, without what was given already and what is quiet."""
    last = today + timedelta(days=AHEAD)
    rows = milestones_of_house(session, house_id, today, last)
    return Programme(today, last, tuple(r for r in rows if r.announced and r.awarded_on is None))


@needs(Permission.PRINT_PAPERS)
def certificates_of(
    session: Session, house_id: int, first: date, last: date
) -> tuple[ReachedRow, ...]:
    """Whose certificate can be made in these days. A certificate is given to the person alone, so a
    quiet one is there too.
    """
    return milestones_of_house(session, house_id, first, last)


@needs(Permission.SEE_HOUSE)
def chips_given(session: Session, resident_id: int, house_id: int) -> tuple[GivenRow, ...]:
    """The chips of one resident, the last first; those of an earlier date stay theirs."""
    pathway = session.scalar(select(Resident.pathway).where(Resident.id == resident_id)) or ""
    preset = set_for(pathway, house_settings(session, house_id).get("milestones"))
    since = session.scalar(
        select(SobrietyPeriod.start_on).where(
            SobrietyPeriod.resident_id == resident_id,
            SobrietyPeriod.end_on.is_(None),
            SobrietyPeriod.voided_at.is_(None),
        )
    )
    celebration = Celebration.of(session, house_id)
    rows = session.execute(_given(), {"who": resident_id}).all()
    found = []
    for r in rows:
        milestone = milestone_by(r.milestone_code, preset)
        if milestone is None:
            continue
        now = since is not None and milestone.falls_on(since, celebration.leap_day) == r.due_on
        found.append(GivenRow(milestone, r.due_on, r.awarded_on, giver_of(r), not now))
    return tuple(found)


@needs(Permission.SEE_HOUSE)
def giver_choices(
    session: Session, house_id: int, resident_id: int, since: date, today: date
) -> tuple[GiverChoice, ...]:
    """Who could give somebody's chip: those who support them and whose name they share, then the
    house, sober longest first; their own sobriety date is `since`.
    """
    ties = session.execute(
        tie_columns()
        .where(
            Sponsorship.resident_id == bindparam("who", type_=Integer),
            Sponsorship.ended_on.is_(None),
            Sponsorship.peer_resident_id.is_(None),
        )
        .order_by(Sponsorship.started_on, Sponsorship.id),
        {"who": resident_id, "week": today},
    )
    named = dict.fromkeys(tie.name for tie in map(tie_row, ties) if tie.name)
    people = session.execute(People.here(), {"house": house_id, "today": today}).all()
    short = People.short(people)
    here = sorted(
        (p for p in people if p.resident_id != resident_id),
        key=lambda p: (p.sober_since or date.max, plain(short[p.resident_id]), p.resident_id),
    )
    return (
        *(GiverChoice(name, None, True) for name in named),
        *(
            GiverChoice(
                short[p.resident_id], p.resident_id,
                p.sober_since is not None and p.sober_since < since,
            )
            for p in here
        ),
    )  # fmt: skip


def _row(p: Any, name: str, on: date, milestone: Milestone) -> ReachedRow:
    return ReachedRow(
        resident_id=p.resident_id, stay_id=p.stay_id, name=name,
        full_name=full_name(p.legal_first, p.legal_last, p.preferred_name), bed=p.bed or "",
        photo_blob_id=p.photo_blob_id, since=p.sober_since, on=on, milestone=milestone,
    )  # fmt: skip


def _with(row: ReachedRow, noted: Any) -> ReachedRow:
    if noted is None:
        return row
    return replace(
        row, giver=giver_of(noted), giver_resident_id=noted.giver_resident_id,
        giver_text=noted.giver_text, awarded_on=noted.awarded_on, announced=noted.announced,
    )  # fmt: skip


@cache
def _awards() -> Any:
    """What is written down of those who live in a house, of some days."""
    living = select(Stay.resident_id).where(
        Stay.house_id == bindparam("house", type_=Integer),
        Stay.discharged_on.is_(None),
        Stay.voided_at.is_(None),
    )
    days = MilestoneAward.due_on.between(
        bindparam("first", type_=Date), bindparam("last", type_=Date)
    )
    return award_columns().where(MilestoneAward.resident_id.in_(living), days)


@cache
def _given() -> Any:
    return (
        award_columns()
        .where(
            MilestoneAward.resident_id == bindparam("who", type_=Integer),
            MilestoneAward.awarded_on.is_not(None),
        )
        .order_by(MilestoneAward.awarded_on.desc(), MilestoneAward.id.desc())
    )
