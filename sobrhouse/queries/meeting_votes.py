"""The votes of one house meeting; a secret one tells no count before it is closed."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.motions import Tally
from sobrhouse.queries.meeting_rows import Attender, MotionRow
from sobrhouse.storage.tables import BallotCast, HouseMeeting, Motion


def votes_of(
    session: Session,
    meeting: HouseMeeting,
    people: tuple[Attender, ...],
    names: Mapping[int, tuple[int, str]],
) -> tuple[MotionRow, ...]:
    """The motions of a meeting in their order; for queries that have asked for leave already."""
    # Counted for each motion by itself: grouped, all votes of all the years would be read.
    cast = (
        select(func.count(BallotCast.id))
        .where(BallotCast.motion_id == Motion.id)
        .correlate(Motion)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Motion, cast)
        .where(Motion.meeting_id == meeting.id, Motion.voided_at.is_(None))
        .order_by(Motion.id)
    )
    return tuple(_row(m, n, meeting, people, names) for m, n in rows)


def _row(
    motion: Motion,
    cast: int,
    meeting: HouseMeeting,
    people: tuple[Attender, ...],
    names: Mapping[int, tuple[int, str]],
) -> MotionRow:
    return MotionRow(
        motion.id, motion.kind, motion.text,
        motion.mover_stay_id, _name(names, motion.mover_stay_id),
        motion.seconder_stay_id, _name(names, motion.seconder_stay_id),
        motion.threshold_pct, motion.basis, motion.secret,
        max(cast, _may_vote(motion, meeting, people)),  # who voted and left still counts
        cast, _tally(motion), motion.outcome, motion.opened_at, motion.closed_at,
        motion.application_id,
    )  # fmt: skip


def _name(names: Mapping[int, tuple[int, str]], stay_id: int | None) -> str:
    return names.get(stay_id or 0, (0, ""))[1]


def _may_vote(motion: Motion, meeting: HouseMeeting, people: tuple[Attender, ...]) -> int:
    """How many may vote: as it was kept at the end, else as the roll stands."""
    if motion.closed_at is not None and motion.eligible is not None:
        return motion.eligible
    if motion.basis == "members" or meeting.roll_taken_at is None:
        return len(people)
    return sum(p.here for p in people)


def _tally(motion: Motion) -> Tally | None:
    if motion.yes is None and motion.no is None and motion.abstain is None:
        return None
    return Tally(motion.yes or 0, motion.no or 0, motion.abstain or 0)
