"""Chores at the kiosk: "it is done" and taking it back, and swaps and covers between two people who
each agree on their own card.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import func, select

from sobrhouse.domain.chores import State
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import chore_rows, chore_swaps
from sobrhouse.services.chore_rows import Standing
from sobrhouse.services.chore_swaps import Trade
from sobrhouse.services.kiosk import AT_ONCE, own
from sobrhouse.storage.access import refused
from sobrhouse.storage.tables import ChoreAssignment, ChoreTrade
from sobrhouse.storage.work import Work
from sobrhouse.words import _

DAYS_BACK = timedelta(days=1)  # older ones staff write down
MOST_WAITING = 10  # requests that nobody has answered yet
_ABOUT_THEM = ("stay_id", "other_stay_id")

OfTurn = tuple[int, date | None]  # an assignment, and one day of it or all that are left


def say_done(work: Work, stay_id: int, assignment_id: int, on: date) -> int:
    """One's own turn is done; gives the mark. Problem where it is said or looked at already."""
    work.require(Permission.KIOSK)
    own(work, stay_id)
    found = _my_turn(work, stay_id, assignment_id, on)
    old = on < work.today(found.held.house_id) - DAYS_BACK
    if old and found.state(work) is not State.REDO:
        raise Problem(_("Only today and yesterday. Tell staff about others."))
    return chore_rows.put_mark(work, found, "kiosk").id


def take_back_done(work: Work, stay_id: int, assignment_id: int, on: date) -> None:
    """It is not done after all. Problem once somebody has looked at it, or where staff said it."""
    work.require(Permission.KIOSK)
    own(work, stay_id)
    found = _my_turn(work, stay_id, assignment_id, on)
    if found.mark is None or not found.said or found.mark.way != "kiosk":
        raise Problem(_("This cannot be taken back here. Ask staff."))
    chore_rows.take_mark(work, found.mark, UNDONE)


def ask_trade(
    work: Work, stay_id: int, mine: OfTurn, other_stay_id: int, against: OfTurn | None = None
) -> int:
    """Ask somebody to cover one's own turn, or to swap it against one of theirs; gives the request.
    Why somebody may not take it is not told.
    """
    work.require(Permission.KIOSK)
    own(work, stay_id)
    assignment_id, on = mine
    if work.get(ChoreAssignment, assignment_id).stay_id != stay_id:
        raise refused()
    if _waiting(work, stay_id) >= MOST_WAITING:
        raise Problem(_("You have asked enough for now. Wait for the answers."))
    other_assignment_id, other_on = against or (None, None)
    asked = Trade(
        assignment_id=assignment_id, on=on, other_stay_id=other_stay_id,
        other_assignment_id=other_assignment_id, other_on=other_on,
    )  # fmt: skip
    with _no_reason(_("They cannot take it then. Ask somebody else.")):
        return chore_swaps.put(work, asked, "kiosk").id


def withdraw_trade(work: Work, stay_id: int, trade_id: int) -> None:
    """Who asked does not ask any more."""
    work.require(Permission.KIOSK)
    own(work, stay_id)
    row = chore_swaps.waiting(work, trade_id)
    if row.stay_id != stay_id:
        raise refused()
    chore_swaps.refuse(work, row, "withdrawn", "kiosk")


def answer_trade(work: Work, stay_id: int, trade_id: int, agreed: bool) -> None:
    """Agree to a request, or say no thanks. Problem where the chore is done or somebody else's by
    now.
    """
    work.require(Permission.KIOSK)
    own(work, stay_id)
    row = chore_swaps.waiting(work, trade_id)
    if row.other_stay_id != stay_id:
        raise refused()
    if not agreed:
        chore_swaps.refuse(work, row, "declined", "kiosk")
        return
    with _no_reason(_("This cannot be agreed to here any more. Ask staff.")):
        chore_swaps.agree(work, row, "kiosk")


def undo_answer(work: Work, stay_id: int, trade_id: int) -> None:
    """The inverse of answering, for a moment: it waits again, and everybody has their own."""
    work.require(Permission.KIOSK)
    own(work, stay_id)
    row = work.get(ChoreTrade, trade_id)
    if row.other_stay_id != stay_id:
        raise refused()
    fresh = row.answered_at is not None and timedelta() <= work.now - row.answered_at <= AT_ONCE
    if not fresh or row.answered_way != "kiosk" or row.voided_at is not None:
        raise NotFound(_("It is too late to undo this. Ask staff."))
    chore_swaps.unanswer(work, row)


@contextmanager
def _no_reason(instead: str) -> Iterator[None]:
    """Say no more than this where somebody may not take a chore: the reason is between them and
    staff.
    """
    try:
        yield
    except Problem as problem:
        if problem.field in _ABOUT_THEM:
            raise Problem(instead) from None
        raise


def _my_turn(work: Work, stay_id: int, assignment_id: int, on: date) -> Standing:
    """One's own turn; somebody else's is refused."""
    found = chore_rows.turn(work, assignment_id, on)
    if found.held.stay_id != stay_id:
        raise refused()
    return found


def _waiting(work: Work, stay_id: int) -> int:
    t = ChoreTrade
    count = select(func.count()).where(
        t.stay_id == stay_id, t.answer.is_(None), t.voided_at.is_(None)
    )
    return int(work.session.execute(count).scalar_one())
