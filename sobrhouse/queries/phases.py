"""Phases of a house, in their order."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Phase


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase; `min_days` in the house before somebody can stand in it, if the house asks for
    any.
    """

    phase_id: int
    number: int
    name: str
    min_days: int | None
    note: str = ""


@needs(Permission.SEE_HOUSE)
def phases_of(session: Session, house_id: int) -> tuple[PhaseRow, ...]:
    """The phases that somebody can be in now."""
    rows = session.execute(
        select(Phase.id, Phase.number, Phase.name, Phase.min_days, Phase.note)
        .where(Phase.house_id == house_id, Phase.voided_at.is_(None))
        .order_by(Phase.number)
    )
    return tuple(PhaseRow(*r) for r in rows)
