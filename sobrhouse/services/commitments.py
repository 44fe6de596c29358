"""Commitments: what somebody promises the house for the week, and what they say of it next time."""

from datetime import date, timedelta

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import meeting_rows
from sobrhouse.storage.tables import Commitment, HouseMeeting, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

OUTCOMES = ("kept", "partly", "not_yet")
A_WEEK = timedelta(days=7)


def promise(
    work: Work, meeting_id: int, stay_id: int, text: str, due_on: date | None = None
) -> int:
    """What somebody promises at a meeting, for the week unless another day is named; gives it."""
    work.require(Permission.RECORD_DAILY)
    meeting = meeting_rows.going(work, meeting_id)
    meeting_rows.check_stay(work, meeting.house_id, stay_id)
    row = work.add(
        Commitment(
            house_id=meeting.house_id, stay_id=stay_id, set_meeting_id=meeting_id,
            text=_words(text), due_on=due_on or meeting_rows.day_of(work, meeting) + A_WEEK,
        )
    )  # fmt: skip
    work.record("commitment.made", row)
    return row.id


def change_commitment(
    work: Work, commitment_id: int, stay_id: int, text: str, due_on: date | None
) -> tuple[int, str, date | None]:
    """Other words, another person or day; gives what stood before."""
    work.require(Permission.RECORD_DAILY)
    row = _there(work, commitment_id)
    meeting_rows.check_stay(work, row.house_id, stay_id)
    before = (row.stay_id, row.text, row.due_on)
    row.stay_id, row.text, row.due_on = work.get(Stay, stay_id).id, _words(text), due_on
    work.record("commitment.changed", row)
    return before


def answer(
    work: Work, commitment_id: int, outcome: str | None, meeting_id: int | None = None
) -> str | None:
    """What they say of it when asked at a meeting: kept, partly or not_yet, None takes the answer
    back. Gives the answer before.
    """
    work.require(Permission.RECORD_DAILY)
    row = _there(work, commitment_id)
    if outcome is not None and outcome not in OUTCOMES:
        raise ValueError(outcome)
    if meeting_id is not None and meeting_rows.going(work, meeting_id).house_id != row.house_id:
        raise NotFound(_("That is not on the list any more."))
    if row.asked_meeting_id not in (None, meeting_id):
        earlier = work.get(HouseMeeting, row.asked_meeting_id)
        if earlier.finished_at is not None:
            raise Problem(_("This was answered at an earlier meeting, which is finished."))
    before, row.outcome = row.outcome, outcome
    row.answered_at = work.now if outcome else None
    row.asked_meeting_id = meeting_id if outcome else None
    work.record("commitment.answered", row)
    return before


def take_off_commitment(work: Work, commitment_id: int) -> None:
    """It was not meant; it stays in the record."""
    work.require(Permission.RECORD_DAILY)
    row = _there(work, commitment_id)
    row.voided_at = work.now
    work.record("commitment.removed", row)


def put_back_commitment(work: Work, commitment_id: int) -> None:
    """The inverse: it stands again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Commitment, commitment_id)
    row.voided_at = None
    work.record("commitment.restored", row)


def _there(work: Work, commitment_id: int) -> Commitment:
    row = work.get(Commitment, commitment_id)
    if row.voided_at is not None:
        raise NotFound(_("That is not on the list any more."))
    return row


def _words(text: str) -> str:
    return meeting_rows.one_line(text, _("Write what is promised."))
