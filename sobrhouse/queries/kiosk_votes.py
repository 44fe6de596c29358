"""Kiosk votes: the secret votes that one resident may still vote in; no counts."""

from dataclasses import dataclass

from sqlalchemy import Integer, and_, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.rolls import may_vote
from sobrhouse.storage.tables import BallotCast, HouseMeeting, HouseMeetingMark, Motion

_HOUSE, _STAY = bindparam("house", type_=Integer), bindparam("stay", type_=Integer)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """An open secret vote in which one has not voted yet."""

    motion_id: int
    text: str


def votes_for(session: Session, house_id: int, stay_id: int) -> tuple[VoteRow, ...]:
    """What somebody may vote on now, as `cast_ballot` will let them; for queries that have asked
    for leave already.
    """
    rows = session.execute(_OPEN, {"house": house_id, "stay": stay_id}).all()
    return tuple(
        VoteRow(r.id, r.text)
        for r in rows
        if may_vote(r.basis, session.execute(_MARKS, {"meeting": r.meeting_id}), stay_id)
    )


_OPEN = (
    select(Motion.id, Motion.text, Motion.basis, Motion.meeting_id)
    .join(
        HouseMeeting,
        and_(HouseMeeting.id == Motion.meeting_id, HouseMeeting.voided_at.is_(None)),
    )
    .outerjoin(BallotCast, and_(BallotCast.motion_id == Motion.id, BallotCast.stay_id == _STAY))
    .where(
        Motion.house_id == _HOUSE,
        Motion.secret.is_(True),
        Motion.opened_at.is_not(None),
        Motion.closed_at.is_(None),
        Motion.voided_at.is_(None),
        BallotCast.id.is_(None),
    )
    .order_by(Motion.opened_at, Motion.id)
)
_MARKS = select(HouseMeetingMark.stay_id, HouseMeetingMark.status).where(
    HouseMeetingMark.meeting_id == bindparam("meeting", type_=Integer),
    HouseMeetingMark.void_at.is_(None),
)
