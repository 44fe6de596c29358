"""Milestones: who gives the chip, that it was given, and that somebody wants theirs kept quiet.

Which milestone falls on which day is never stored: it is counted from the sobriety date. What is
written down here stays with the day that it was about, also after a new date.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain import sobriety
from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.sobriety import LeapDay
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.meeting_rows import chosen
from sobrhouse.storage.tables import MilestoneAward, Resident, SobrietyPeriod, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reaching:
    """A milestone of somebody of a house and the day on which it falls."""

    house_id: int
    resident_id: int
    code: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives a chip: somebody of the house, or somebody else by a name that is kept
    anonymity-safe; nobody yet where both are empty.
    """

    resident_id: int | None = None
    text: str = ""


def name_giver(work: Work, reaching: Reaching, giver: Giver) -> Giver:
    """Say who gives the chip; gives who it was, for the way back."""
    work.require(Permission.RECORD_DAILY, reaching.house_id)
    return _name_giver(work, reaching, giver)


def name_giver_back(work: Work, reaching: Reaching, was: Giver, ours: Giver) -> Giver:
    """The inverse; refused when somebody else was named since."""
    work.require(Permission.RECORD_DAILY, reaching.house_id)
    row = _row(work, reaching)
    now = (row.giver_resident_id, row.giver_text)
    if now != (ours.resident_id, safe_name(ours.text)[:LONGEST_NAME]):
        raise Problem(_("It has been changed again since."), field="giver")
    return _name_giver(work, reaching, was)


def _name_giver(work: Work, reaching: Reaching, giver: Giver) -> Giver:
    name = safe_name(giver.text)[:LONGEST_NAME]
    if giver.resident_id is not None and name:
        raise Problem(_("Choose one of the two."), field="giver")
    if giver.resident_id == reaching.resident_id:
        raise Problem(_("Choose somebody else to give it."), field="giver")
    if giver.resident_id is not None and not _lived_in(work, reaching.house_id, giver.resident_id):
        raise NotFound(_("They do not live in this house."))
    row = _row(work, reaching)
    before = Giver(row.giver_resident_id, row.giver_text)
    row.giver_resident_id, row.giver_text = giver.resident_id, name
    work.record("milestone.giver_named", row)
    return before


def mark_given(work: Work, reaching: Reaching, on: date | None) -> date | None:
    """The chip was given on a day (None: it was not); gives what stood there before."""
    work.require(Permission.RECORD_DAILY, reaching.house_id)
    if on is not None and on < reaching.due_on:
        raise Problem(
            _("It is reached on {day}. A chip is given from that day on.").format(
                day=nice_date(reaching.due_on)), field="on")  # fmt: skip
    if on is not None and on > work.today(reaching.house_id):
        raise Problem(_("This day has not come yet. Type today or an earlier day."), field="on")
    row = _row(work, reaching)
    before, row.awarded_on = row.awarded_on, on
    work.record("milestone.given" if on else "milestone.not_given", row)
    return before


def announce(work: Work, reaching: Reaching, announced: bool) -> bool:
    """Whether it is said aloud and stands on shared papers; a quiet one is the resident's wish.
    Gives what stood there before.
    """
    work.require(Permission.RECORD_DAILY, reaching.house_id)
    row = _row(work, reaching)
    before, row.announced = row.announced, announced
    work.record("milestone.announced" if announced else "milestone.kept_quiet", row)
    return before


def _row(work: Work, reaching: Reaching) -> MilestoneAward:
    """What is written down of it, else a new row; a Problem where it falls on another day."""
    person = work.get(Resident, reaching.resident_id)
    found = work.session.scalars(
        select(MilestoneAward).where(
            MilestoneAward.resident_id == person.id,
            MilestoneAward.milestone_code == reaching.code,
            MilestoneAward.due_on == reaching.due_on,
            MilestoneAward.voided_at.is_(None),
        )
    ).one_or_none()
    if found is not None:
        return work.watch(found)
    if not _lived_in(work, reaching.house_id, person.id):
        raise NotFound(_("They do not live in this house."))
    if reaching.code not in _codes_of_day(work, reaching, person.pathway):
        raise Problem(
            _("This milestone falls on another day now. Nothing was changed. Look again.")
        )
    row = MilestoneAward(
        resident_id=person.id, milestone_code=reaching.code, due_on=reaching.due_on,
        giver_text="", announced=True,
    )  # fmt: skip
    return work.add(row)


def _codes_of_day(work: Work, reaching: Reaching, pathway: str) -> set[str]:
    """The milestones that fall on that day as the sobriety date stands."""
    since = work.session.scalars(
        select(SobrietyPeriod.start_on).where(
            SobrietyPeriod.resident_id == reaching.resident_id,
            SobrietyPeriod.end_on.is_(None),
            SobrietyPeriod.voided_at.is_(None),
        )
    ).one_or_none()
    if since is None:
        return set()
    house: Any = chosen(work, reaching.house_id)
    preset = sobriety.set_for(pathway, house.get("milestones"))
    leap, day = LeapDay(house.get("leap_day")), reaching.due_on
    return {r.milestone.code for r in sobriety.milestones_between(since, day, day, preset, leap)}


def _lived_in(work: Work, house_id: int, resident_id: int) -> bool:
    query = select(Stay.id).where(
        Stay.resident_id == resident_id, Stay.house_id == house_id, Stay.voided_at.is_(None)
    )
    return work.session.execute(query.limit(1)).first() is not None
