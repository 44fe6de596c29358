"""Motions: put something to the vote, count hands or open a secret vote, and say how it ended."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from sobrhouse.domain.agendas import PEER_RUN
from sobrhouse.domain.motions import BASES, HALF, KINDS, Tally, Threshold, threshold_for
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import meeting_rows
from sobrhouse.storage.guards import CLOSED_VOTE
from sobrhouse.storage.tables import Application, Ballot, BallotCast, HouseMeeting, Motion
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is put to the vote; without `percent` and `basis` the house's usual ones."""

    text: str
    kind: str = "other"
    mover_stay_id: int | None = None
    seconder_stay_id: int | None = None
    percent: int | None = None
    basis: str | None = None
    secret: bool = False
    application_id: int | None = None


def propose(work: Work, meeting_id: int, asked: Asked) -> int:
    """Put something to the vote; gives the motion."""
    work.require(Permission.RECORD_DAILY)
    meeting = meeting_rows.going(work, meeting_id)
    values = _checked(work, meeting, asked)
    row = work.add(Motion(house_id=meeting.house_id, meeting_id=meeting_id, **values))
    work.record("motion.proposed", row)
    return row.id


def change_motion(work: Work, motion_id: int, asked: Asked) -> Asked:
    """Other words, mover or rule, while nobody has voted; gives what stood before."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if row.opened_at is not None:
        raise Problem(_("People have begun to vote on this. Withdraw it and begin another vote."))
    before = Asked(
        text=row.text, kind=row.kind, mover_stay_id=row.mover_stay_id,
        seconder_stay_id=row.seconder_stay_id, percent=row.threshold_pct, basis=row.basis,
        secret=row.secret, application_id=row.application_id,
    )  # fmt: skip
    for name, value in _checked(work, work.get(HouseMeeting, row.meeting_id), asked).items():
        setattr(row, name, value)
    work.record("motion.changed", row)
    return before


def take_back_motion(work: Work, motion_id: int) -> None:
    """Undo proposing; refused once somebody has voted in secret."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if row.secret and _cast(work, motion_id):
        raise Problem(_("People have voted on this already. Withdraw it instead."))
    row.voided_at = work.now
    work.record("motion.voided", row)


def put_back_motion(work: Work, motion_id: int) -> None:
    """The inverse: the motion stands again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Motion, motion_id)
    meeting_rows.going(work, row.meeting_id)
    row.voided_at = None
    work.record("motion.restored", row)


def count(work: Work, motion_id: int, yes: int, no: int, abstain: int) -> Tally:
    """Keep the hands that were counted, or correct them before the end; gives the count before."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if row.secret:
        raise Problem(_("This vote is secret. People vote at the kiosk."))
    before = Tally(row.yes or 0, row.no or 0, row.abstain or 0)
    if min(yes, no, abstain) < 0:
        raise Problem(_("A count is a number from 0 on."))
    people = _voters(work, row)
    if yes + no + abstain > len(people):
        raise Problem(
            _("{n} votes are more than the {m} people who may vote. Count again.").format(
                n=yes + no + abstain, m=len(people)
            )
        )
    if yes or no or abstain:
        _open_now(work, row)
        row.yes, row.no, row.abstain = yes, no, abstain
    else:  # no hand at all: as if nobody had counted
        row.opened_at = row.eligible = row.yes = row.no = row.abstain = None
    work.record("motion.counted", row)
    return before


def open_vote(work: Work, motion_id: int) -> int:
    """Let people vote in secret at the kiosk; gives how many may."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if not row.secret:
        raise Problem(_("This vote is not secret. Count the hands."))
    if row.opened_at is not None:
        raise Problem(_("People can vote on this already."))
    _open_now(work, row)
    work.record("motion.opened", row)
    return row.eligible or 0


def shut_vote(work: Work, motion_id: int) -> None:
    """Undo opening a secret vote; refused once somebody has voted."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if _cast(work, motion_id):
        raise Problem(_("People have voted on this already. Withdraw it instead."))
    row.opened_at = row.eligible = None
    work.record("motion.shut", row)


def close_vote(work: Work, motion_id: int) -> str:
    """Nobody votes any more: the result is worked out and kept, and of a secret vote told for the
    first time. Gives "passed" or "failed".
    """
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    if row.opened_at is None:
        raise Problem(_("Nobody has voted on this yet."))
    tally = _ballots(work, motion_id) if row.secret else _hands(row)
    row.eligible = len(_voters(work, row))
    row.yes, row.no, row.abstain = tally.yes, tally.no, tally.abstain
    passed = Threshold(row.threshold_pct, row.basis).passes(row.eligible, tally)
    row.outcome, row.closed_at = "passed" if passed else "failed", work.now
    work.record("motion.closed", row)
    return row.outcome


def withdraw(work: Work, motion_id: int) -> None:
    """It is not voted on any more, without a result."""
    work.require(Permission.RECORD_DAILY)
    row = _going(work, motion_id)
    row.outcome, row.closed_at = "withdrawn", work.now
    work.record("motion.withdrawn", row)


def reopen(work: Work, motion_id: int) -> None:
    """Undo the end of a vote by hands; that of a secret one stands."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Motion, motion_id)
    meeting_rows.going(work, row.meeting_id)
    if row.secret and row.closed_at is not None:
        raise Problem(_(CLOSED_VOTE))
    row.outcome, row.closed_at = "open", None
    work.record("motion.reopened", row)


def _going(work: Work, motion_id: int) -> Motion:
    row = work.get(Motion, motion_id)
    meeting_rows.going(work, row.meeting_id)
    if row.voided_at is not None:
        raise NotFound(_("That vote was taken back."))
    if row.closed_at is not None:
        raise Problem(_(CLOSED_VOTE))
    return row


def _checked(work: Work, meeting: HouseMeeting, asked: Asked) -> dict[str, Any]:
    if asked.kind not in dict(KINDS):
        raise ValueError(asked.kind)
    for stay_id in (asked.mover_stay_id, asked.seconder_stay_id):
        meeting_rows.check_stay(work, meeting.house_id, stay_id)
    if asked.mover_stay_id is not None and asked.mover_stay_id == asked.seconder_stay_id:
        raise Problem(_("Somebody else has to second it."), field="seconder")
    if asked.application_id is not None:
        wish = work.get(Application, asked.application_id)
        if wish.house_id != meeting.house_id:
            raise NotFound(_("That is not on the list any more."))
    chosen = meeting_rows.chosen(work, meeting.house_id)
    usual = threshold_for(
        asked.kind,
        peer_run=chosen.get("meeting_style") == PEER_RUN,
        admission=chosen.get("vote_admission_percent"),
    )
    percent, basis = asked.percent or usual.percent, asked.basis or usual.basis
    if not HALF <= percent <= 100:
        raise Problem(_("A share from 50 to 100 percent."), field="percent")
    if basis not in dict(BASES):
        raise ValueError(basis)
    return {
        "text": meeting_rows.one_line(asked.text, _("Write what the house votes on.")),
        "kind": asked.kind, "mover_stay_id": asked.mover_stay_id,
        "seconder_stay_id": asked.seconder_stay_id, "threshold_pct": percent, "basis": basis,
        "secret": asked.secret, "application_id": asked.application_id,
    }  # fmt: skip


def _open_now(work: Work, row: Motion) -> None:
    if row.opened_at is None:
        row.opened_at = work.now
    row.eligible = len(_voters(work, row))


def _voters(work: Work, row: Motion) -> set[int]:
    """The stays that may vote: all who live here where the share is of them, or while nobody is
    marked; else who is at the meeting. Whoever has voted counts.
    """
    meeting = work.get(HouseMeeting, row.meeting_id)
    here = set(meeting_rows.at_meeting(work, meeting.id))
    if row.basis == "members" or meeting.roll_taken_at is None:
        here = set(meeting_rows.living(work, meeting.house_id, meeting_rows.day_of(work, meeting)))
    if not row.secret:
        return here
    voted = select(BallotCast.stay_id).where(BallotCast.motion_id == row.id)
    return here | set(work.session.scalars(voted))


def _cast(work: Work, motion_id: int) -> int:
    counted = select(func.count(BallotCast.id)).where(BallotCast.motion_id == motion_id)
    return work.session.execute(counted).scalar_one()


def _ballots(work: Work, motion_id: int) -> Tally:
    counted = (
        select(Ballot.choice, func.count())
        .where(Ballot.motion_id == motion_id)
        .group_by(Ballot.choice)
    )
    found: dict[str, int] = {choice: n for choice, n in work.session.execute(counted)}
    return Tally(found.get("yes", 0), found.get("no", 0), found.get("abstain", 0))


def _hands(row: Motion) -> Tally:
    return Tally(row.yes or 0, row.no or 0, row.abstain or 0)
