"""How fairly a house's chores were shared in the last weeks."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_counting import Names, fairness_of
from sobrhouse.domain.chore_fairness import Fairness
from sobrhouse.domain.chore_house import WINDOW_WEEKS
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.chore_house import chore_house
from sobrhouse.storage.tables import Chore, Resident, Stay

WEEKS = WINDOW_WEEKS


@needs(Permission.SEE_HOUSE)
def fairness(session: Session, house_id: int, last_on: date, weeks: int = WEEKS) -> Fairness:
    """Shares and loads of so many weeks up to and with `last_on`, by person and week; turns ahead
    count as they are planned. A constant number of statements.
    """
    first_on = last_on - timedelta(days=7 * weeks - 1)
    house = chore_house(session, house_id, first_on, memory=timedelta())
    names = names_between(session, house_id, first_on, last_on)
    return fairness_of(house, first_on, last_on, names, chore_names(session, house_id))


def names_between(session: Session, house_id: int, first_on: date, last_on: date) -> Names:
    """Who lived in a house on some days: resident and short name by stay; a part of queries."""
    rows: Any = session.execute(
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.voided_at.is_(None), Stay.move_in_on <= last_on,
               or_(Stay.discharged_on.is_(None), Stay.discharged_on > first_on))
    ).all()  # fmt: skip
    short = People.short(rows)
    return {row.stay_id: (row.resident_id, short[row.resident_id]) for row in rows}


def chore_names(session: Session, house_id: int) -> dict[int, str]:
    """The names of a house's chores, gone ones too; a part of queries."""
    rows = session.execute(select(Chore.id, Chore.name).where(Chore.house_id == house_id))
    return {row.id: shown(row.name) for row in rows}
