"""Ballots: a resident votes in secret at the kiosk; who voted and what was voted never meet.

`ballot_cast` says that somebody voted. `ballot` holds a choice under a random key, without voter or
time. So that neither the row's place in the file nor PostgreSQL's row versions tell which ballot
came with whom, each vote writes all ballots of the motion anew: other keys, another order, one
transaction. The audit log says only that this person cast one; counts are told at the close.
"""

from secrets import SystemRandom, token_hex

from sqlalchemy import Integer, and_, bindparam, delete, insert, select

from sobrhouse.domain.motions import CHOICES
from sobrhouse.domain.rolls import may_vote
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.kiosk import own
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_dice = SystemRandom()


def cast_ballot(work: Work, stay_id: int, motion_id: int, choice: str) -> None:
    """Vote yes, no or abstain, once, while the vote is open and one may vote in it."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if choice not in dict(CHOICES):
        raise ValueError(choice)
    asked = {"motion": motion_id, "stay": stay_id}
    motion = work.connection.execute(_MOTION, asked).first()
    if motion is None or motion.house_id != me.house_id:
        raise NotFound(_("This vote is over. Your vote was not counted."))
    if work.connection.execute(_CAST, asked).first() is not None:
        raise Problem(_("You have voted already. A vote counts once."))
    marks = work.connection.execute(_MARKS, {"meeting": motion.meeting_id})
    if not may_vote(motion.basis, marks, stay_id):
        raise Problem(_("Only people at the meeting may vote. Ask to be marked present."))
    key = work.connection.execute(
        _ADD_CAST, {"house_id": me.house_id, "motion_id": motion_id, "stay_id": stay_id,
                    "created_at": work.now, "created_by": 0},
    ).inserted_primary_key  # fmt: skip
    assert key is not None
    _mix_in(work, motion_id, choice)
    work.record_row("ballot.cast", "ballot_cast", int(key[0]), **me.about, motion_id=motion_id)


def _mix_in(work: Work, motion_id: int, choice: str) -> None:
    """Write all ballots of the motion anew with one more among them."""
    asked = {"motion": motion_id}
    choices = [row.choice for row in work.connection.execute(_ALL, asked)]
    choices.append(choice)
    _dice.shuffle(choices)
    work.connection.execute(_FORGET, asked)
    work.connection.execute(
        _ADD, [{"id": token_hex(16), "motion_id": motion_id, "choice": one} for one in choices]
    )


_TABLES = Base.metadata.tables
_MOTIONS, _CASTS, _BALLOTS = _TABLES["motion"], _TABLES["ballot_cast"], _TABLES["ballot"]
_ROLL, _MEETINGS = _TABLES["house_meeting_mark"], _TABLES["house_meeting"]
_ONE, _WHO = bindparam("motion", type_=Integer), bindparam("stay", type_=Integer)
_MOTION = select(_MOTIONS.c.house_id, _MOTIONS.c.meeting_id, _MOTIONS.c.basis).join(
    _MEETINGS, and_(_MEETINGS.c.id == _MOTIONS.c.meeting_id, _MEETINGS.c.voided_at.is_(None))
).where(
    _MOTIONS.c.id == _ONE, _MOTIONS.c.secret.is_(True), _MOTIONS.c.opened_at.is_not(None),
    _MOTIONS.c.closed_at.is_(None), _MOTIONS.c.voided_at.is_(None),
)  # fmt: skip
_CAST = select(_CASTS.c.id).where(_CASTS.c.motion_id == _ONE, _CASTS.c.stay_id == _WHO)
_MARKS = select(_ROLL.c.stay_id, _ROLL.c.status).where(
    _ROLL.c.meeting_id == bindparam("meeting", type_=Integer), _ROLL.c.void_at.is_(None)
)
_ALL = select(_BALLOTS.c.choice).where(_BALLOTS.c.motion_id == _ONE)
_ADD_CAST, _ADD = insert(_CASTS), insert(_BALLOTS)
_FORGET = delete(_BALLOTS).where(_BALLOTS.c.motion_id == _ONE)
