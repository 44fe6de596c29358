"""What is written down about a milestone: who gives the chip, whether it was given, what is quiet.

Apart from the screens of milestones, because Today reads it when the program starts.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.queries.celebrations import MilestoneRow
from sobrhouse.storage.tables import MilestoneAward, Resident

Key = tuple[int, str, date]  # resident, code, day


def with_givers(session: Session, rows: tuple[MilestoneRow, ...]) -> tuple[MilestoneRow, ...]:
    """The same with who gives each chip, whether it was given, and what is kept quiet; for queries
    that have asked for leave already.
    """
    if not rows:
        return ()
    noted = noted_of(session, (row.resident_id for row in rows), rows[0].on, rows[-1].on)
    found = []
    for row in rows:
        note = noted.get((row.resident_id, row.milestone.code, row.on))
        found.append(row if note is None else replace(
            row, giver=giver_of(note), given=note.awarded_on is not None, announced=note.announced,
        ))  # fmt: skip
    return tuple(found)


def noted_of(
    session: Session, people: Iterable[int], first: date, last: date
) -> dict[Key, Any]:
    """What is written down about the milestones of these people in these days, wherever they live
    now; for queries that have asked for leave already.
    """
    asked = {"people": sorted(set(people)), "first": first, "last": last}
    return {
        (r.resident_id, r.milestone_code, r.due_on): r for r in session.execute(_awards_of(), asked)
    }


def giver_of(r: Any) -> str:
    """Who gives a chip, by the name that is said; empty while nobody is named."""
    if r.giver_resident_id is None:
        return str(r.giver_text)
    return short_name(r.legal_first, r.legal_last, r.preferred_name)


def award_columns() -> Any:
    """What is written down about a milestone, with the name of who gives the chip."""
    giver = aliased(Resident)
    return (
        select(
            MilestoneAward.resident_id, MilestoneAward.milestone_code, MilestoneAward.due_on,
            MilestoneAward.giver_resident_id, MilestoneAward.giver_text,
            MilestoneAward.awarded_on, MilestoneAward.announced, giver.legal_first,
            giver.legal_last, giver.preferred_name,
        )
        .outerjoin(giver, giver.id == MilestoneAward.giver_resident_id)
        .where(MilestoneAward.voided_at.is_(None))
    )  # fmt: skip


@cache
def _awards_of() -> Any:
    """What is written down of some people, of some days."""
    days = MilestoneAward.due_on.between(
        bindparam("first", type_=Date), bindparam("last", type_=Date)
    )
    people: Any = bindparam("people", expanding=True)
    return award_columns().where(MilestoneAward.resident_id.in_(people), days)
