"""What a weekly report tells of support: who has a sponsor, how often they were in touch, how the
house helped one another; counts, and a name only where the resident shares it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from sobrhouse.domain.weekly import ResidentLine, SponsorCell
from sobrhouse.queries.sponsor_week import SponsorWeek, helped, sponsor_week


def with_sponsors(
    session: Session, house_id: int, days: tuple[date, date], roster: Iterable[ResidentLine]
) -> tuple[ResidentLine, ...]:
    """The roster with everybody's sponsor of the last of the days; a part of queries, which have
    asked.
    """
    week = sponsor_week(session, house_id, *days)
    return tuple(replace(line, sponsor=_cell(week.get(line.resident_id))) for line in roster)


def helped_of(
    session: Session, house_id: int, first: date, last: date
) -> tuple[tuple[str, int], ...]:
    """Kinds of help in these days with how often each was; a part of queries, which have asked."""
    return tuple((row.kind, row.times) for row in helped(session, house_id, first, last))


def _cell(week: SponsorWeek | None) -> SponsorCell:
    if week is None:
        return SponsorCell(has=False)
    sponsor = week.sponsor
    return SponsorCell(sponsor is not None, sponsor.name if sponsor else "", week.contacts)
