"""Helping: how often one person gave help and was helped, by kind; counts, and never with whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HelpingEvent, Stay

LISTED = 10  # that are listed one by one, newest first


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One help: the kind, the day, and whether this person gave it."""

    help_id: int
    kind: str
    on: date
    gave: bool


@dataclass(frozen=True, slots=True)
class HelpOf:
    """One person's help since a day: pairs of kind and how often, most often first."""

    gave: tuple[tuple[str, int], ...]
    got: tuple[tuple[str, int], ...]
    newest: tuple[HelpRow, ...]


@needs(Permission.SEE_HOUSE)
def help_of(session: Session, resident_id: int, since: date) -> HelpOf:
    """What somebody gave and was given since a day, in any of their stays."""
    stays = select(Stay.id).where(Stay.resident_id == resident_id, Stay.voided_at.is_(None))
    mine = set(session.scalars(stays))
    e = HelpingEvent
    query = (
        select(e.id, e.kind, e.on_date, e.giver_stay_id)
        .where(or_(e.giver_stay_id.in_(stays), e.receiver_stay_id.in_(stays)),
               e.voided_at.is_(None), e.on_date >= since)
        .order_by(e.on_date.desc(), e.id.desc())
    )  # fmt: skip
    rows = [
        HelpRow(r.id, r.kind, r.on_date, r.giver_stay_id in mine) for r in session.execute(query)
    ]
    return HelpOf(_counted(rows, gave=True), _counted(rows, gave=False), tuple(rows[:LISTED]))


def _counted(rows: list[HelpRow], *, gave: bool) -> tuple[tuple[str, int], ...]:
    times = Counter(row.kind for row in rows if row.gave is gave)
    return tuple(sorted(times.items(), key=lambda pair: (-pair[1], pair[0])))
