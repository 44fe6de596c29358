"""The door's part for chores, after the PIN: one's own turns, and requests between two people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.queries import kiosk as queries
from sobrhouse.queries.kiosk import (
    Asked,
    ChoreTurn,
    Claim,
    Housemate,
    MyChores,
    StepRow,
    TheirTurn,
)
from sobrhouse.services import kiosk_chores

if TYPE_CHECKING:
    from ui.kiosk.door import Done, Door, Refused


class ChoreDoor:
    """What the screens of chores may ask and do."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def mine(self, owner: QObject, claim: Claim, done: Callable[[MyChores], None]) -> None:
        """One's own chores near, and requests that wait."""
        door = self._door
        door.ask(owner, claim, queries.chores_of_mine, door.now(), done=done)

    def steps(
        self, owner: QObject, claim: Claim, turn: ChoreTurn,
        done: Callable[[tuple[StepRow, ...]], None],
    ) -> None:  # fmt: skip
        """The steps of one's own turn."""
        self._door.ask(owner, claim, queries.steps_to_done, turn, done=done)

    def housemates(
        self, owner: QObject, claim: Claim, done: Callable[[tuple[Housemate, ...]], None]
    ) -> None:
        """Who may be asked."""
        self._door.ask(owner, claim, queries.housemates, done=done)

    def theirs(
        self, owner: QObject, claim: Claim, other_stay_id: int,
        done: Callable[[tuple[TheirTurn, ...]], None],
    ) -> None:  # fmt: skip
        """What somebody could give back in a swap."""
        door = self._door
        door.ask(owner, claim, queries.turns_of_housemate, other_stay_id, door.now(), done=done)

    def tick(
        self, owner: QObject, claim: Claim, turn: ChoreTurn, done: Done, refused: Refused
    ) -> None:
        """ "It is done"."""
        self._door.own(owner, claim, kiosk_chores.say_done, turn.assignment_id, turn.on,
                       done=done, refused=refused)  # fmt: skip

    def untick(
        self, owner: QObject, claim: Claim, turn: ChoreTurn, done: Done, refused: Refused
    ) -> None:
        """ "Not done yet": take it back, as long as nobody has looked."""
        self._door.own(owner, claim, kiosk_chores.take_back_done, turn.assignment_id, turn.on,
                       done=done, refused=refused)  # fmt: skip

    def ask_for(
        self, owner: QObject, claim: Claim, turn: tuple[int, date | None], other_stay_id: int,
        against: tuple[int, date | None] | None, done: Done, refused: Refused,
    ) -> None:  # fmt: skip
        """Ask somebody to cover a turn (its assignment, and its day or None for all days left), or
        to swap it against one of theirs.
        """
        self._door.own(owner, claim, kiosk_chores.ask_trade, turn, other_stay_id, against,
                       done=done, refused=refused)  # fmt: skip

    def withdraw(
        self, owner: QObject, claim: Claim, trade_id: int, done: Done, refused: Refused
    ) -> None:
        """Take a request back."""
        self._door.own(owner, claim, kiosk_chores.withdraw_trade, trade_id,
                       done=done, refused=refused)  # fmt: skip

    def answer(
        self, owner: QObject, claim: Claim, asked: Asked, agreed: bool, done: Done,
        refused: Refused,
    ) -> None:  # fmt: skip
        """Agree to a request, or say no thanks."""
        self._door.own(owner, claim, kiosk_chores.answer_trade, asked.trade_id, agreed,
                       done=done, refused=refused)  # fmt: skip

    def undo_answer(
        self, owner: QObject, claim: Claim, asked: Asked, done: Done, refused: Refused
    ) -> None:
        """Take an answer back that was given a moment ago."""
        self._door.own(owner, claim, kiosk_chores.undo_answer, asked.trade_id,
                       done=done, refused=refused)  # fmt: skip
