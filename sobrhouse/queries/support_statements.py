"""What is asked to know who needs somebody to think of their circle, one statement for a house.

Built once: building a statement takes longer than running it.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from sobrhouse.domain.support import UNANSWERED
from sobrhouse.storage.tables import (
    Attendance,
    House,
    Introduction,
    Resident,
    SignOut,
    SponsorContact,
    Sponsorship,
    Stay,
    SupportChoice,
    Supporter,
)
from sobrhouse.storage.tables.base import UTCDateTime

_HOUSE = bindparam("house", type_=Integer)
_FIRST, _RECENT = bindparam("first", type_=Date), bindparam("recent", type_=Date)
_TODAY = bindparam("today", type_=Date)
_LIVES = (Stay.house_id == _HOUSE, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))


@cache
def zone() -> Any:
    """The zone of a house."""
    return select(House.timezone).where(House.id == _HOUSE)


@cache
def around() -> Any:
    """Of who lives here: one row of each resident's recovery meetings, which has no kind, and one
    of each of their ties.
    """
    return union_all(_meetings(), _ties())


def _meetings() -> Any:
    """How many meetings of late and before, from an index alone, of those who are here long enough
    for the two to be held side by side.
    """
    count = select(func.count()).where(
        Attendance.stay_id == Stay.id, Attendance.void_at.is_(None)
    )  # fmt: skip
    recent = count.where(Attendance.attended_on.between(_RECENT, _TODAY)).scalar_subquery()
    before = count.where(
        Attendance.attended_on >= _FIRST, Attendance.attended_on < _RECENT
    ).scalar_subquery()
    no_day: Any = cast(null(), Date)
    return select(
        Stay.resident_id, literal_column("''", String).label("kind"),
        no_day.label("started_on"), no_day.label("ended_on"), no_day.label("last_on"),
        recent.label("recent"), before.label("before"),
    ).where(*_LIVES, Stay.move_in_on <= bindparam("settled", type_=Date))  # fmt: skip


@cache
def walk_alone() -> Any:
    """Which of these people look for no sponsor."""
    return select(SupportChoice.resident_id).where(
        SupportChoice.resident_id.in_(bindparam("people", expanding=True)),
        SupportChoice.voided_at.is_(None),
        SupportChoice.looking.is_(False),
    )


def _ties() -> Any:
    """Ties of who lives here, open or ended in these weeks, with contacts from an index alone."""
    # unlike a list of kinds, one comparison costs nothing beside the rows
    reached = and_(SponsorContact.sponsorship_id == Sponsorship.id,
                   SponsorContact.voided_at.is_(None),
                   SponsorContact.kind != UNANSWERED)  # fmt: skip
    last = (
        select(SponsorContact.on_date)
        .where(reached, SponsorContact.on_date <= _TODAY)
        .order_by(SponsorContact.on_date.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    before = (
        select(func.count())
        .where(reached, SponsorContact.on_date >= _FIRST, SponsorContact.on_date < _RECENT)
        .scalar_subquery()
    )
    return (
        select(Sponsorship.resident_id, Sponsorship.kind, Sponsorship.started_on,
               Sponsorship.ended_on, last.label("last_on"), literal_column("0", Integer),
               before.label("before"))
        .join(Stay, Stay.resident_id == Sponsorship.resident_id)
        .where(*_LIVES, Sponsorship.voided_at.is_(None),
               or_(Sponsorship.ended_on.is_(None), Sponsorship.ended_on >= _FIRST))
    )  # fmt: skip


@cache
def introductions() -> Any:
    """Introductions of which nothing has come yet, with whom."""
    return (
        select(Introduction.id, Introduction.stay_id, Introduction.kind, Introduction.check_on,
               Introduction.introduced_on, Introduction.peer_stay_id,
               Supporter.name.label("supporter"), Resident.legal_first, Resident.legal_last,
               Resident.preferred_name)
        .outerjoin(Supporter, Supporter.id == Introduction.supporter_id)
        .outerjoin(Resident, Resident.id == Supporter.resident_id)
        .where(Introduction.house_id == _HOUSE, Introduction.outcome.is_(None),
               Introduction.voided_at.is_(None))
        .order_by(Introduction.check_on, Introduction.id)
    )  # fmt: skip


@cache
def late() -> Any:
    """How often these stays came back late; who is out and should be back counts too."""
    begins = bindparam("begins", type_=UTCDateTime())
    recent = SignOut.at >= bindparam("recent_at", type_=UTCDateTime())
    now = bindparam("now", type_=UTCDateTime())
    late = SignOut.expected_return_at < func.coalesce(SignOut.in_at, now)
    return (
        select(SignOut.stay_id, func.sum(case((recent, 1), else_=0)).label("late"),
               func.sum(case((recent, 0), else_=1)).label("late_before"))
        .where(SignOut.stay_id.in_(bindparam("stays", expanding=True)), SignOut.at >= begins,
               SignOut.at <= now, SignOut.void_at.is_(None), late)
        .group_by(SignOut.stay_id)
    )  # fmt: skip
