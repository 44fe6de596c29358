"""Swaps and covers in the office: asked for somebody, answered for somebody, or agreed on the spot.

Residents ask and answer at the kiosk themselves; both ways end in the same rows.
"""

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import chore_swaps
from sobrhouse.services.chore_swaps import Trade
from sobrhouse.storage.tables import ChoreTrade
from sobrhouse.storage.work import Work
from sobrhouse.words import _

__all__ = [
    "Trade", "answer_trade", "ask_trade", "reopen_trade", "swap_turns",
    "take_back_swap", "take_back_trade", "withdraw_trade",
]  # fmt: skip


def ask_trade(work: Work, asked: Trade) -> int:
    """Ask somebody to swap or to cover, for whom has the chore; gives the request. Problem where
    they could not agree to it.
    """
    work.require(Permission.RECORD_DAILY)
    return chore_swaps.put(work, asked, "staff").id


def take_back_trade(work: Work, trade_id: int) -> None:
    """The inverse of asking: as if it had not been asked."""
    work.require(Permission.RECORD_DAILY)
    row = chore_swaps.waiting(work, trade_id)
    row.voided_at = work.now
    work.record("trade.taken_back", row)


def answer_trade(work: Work, trade_id: int, *, agreed: bool) -> tuple[int, ...]:
    """Yes or no, told to staff by who was asked; gives the assignments that a yes makes. Problem
    where the chore is done or somebody else's by now.
    """
    work.require(Permission.RECORD_DAILY)
    row = chore_swaps.waiting(work, trade_id)
    if agreed:
        return chore_swaps.agree(work, row, "staff")
    chore_swaps.refuse(work, row, "declined", "staff")
    return ()


def withdraw_trade(work: Work, trade_id: int) -> None:
    """Who asked does not ask any more."""
    work.require(Permission.RECORD_DAILY)
    chore_swaps.refuse(work, chore_swaps.waiting(work, trade_id), "withdrawn", "staff")


def reopen_trade(work: Work, trade_id: int) -> None:
    """The inverse of answering and of withdrawing: it waits again. Problem once a turn that was
    handed over is done, looked at or given on.
    """
    work.require(Permission.RECORD_DAILY)
    row = work.get(ChoreTrade, trade_id)
    if row.answer is None or row.voided_at is not None:
        raise Problem(_("It waits for an answer already, or was taken back."))
    chore_swaps.unanswer(work, row)


def swap_turns(work: Work, asked: Trade) -> int:
    """Both agreed before staff: a swap, or a cover, at once; gives the request, answered."""
    work.require(Permission.RECORD_DAILY)
    row = chore_swaps.put(work, asked, "staff")
    chore_swaps.agree(work, row, "staff")
    return row.id


def take_back_swap(work: Work, trade_id: int) -> None:
    """The inverse of `swap_turns`: everybody has their own again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(ChoreTrade, trade_id)
    if row.answer != "agreed" or row.voided_at is not None:
        raise Problem(_("That is taken back already. Nothing was changed."))
    chore_swaps.unanswer(work, row)
    row.voided_at = work.now
    work.record("trade.taken_back", row)
