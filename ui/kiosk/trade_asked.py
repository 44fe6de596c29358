"""Asking somebody to cover a chore, or to swap it: how, whom, and against what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.queries.kiosk import ChoreTurn, Housemate, TheirTurn
from ui.kiosk.trade_pages import SWAP, Against, AskHow, PickDeeds, Whom

if TYPE_CHECKING:
    from ui.kiosk.chores_shown import ChoresShown
    from ui.kiosk.visit import Visit


class TradeAsked(QObject):
    """The pages of one request; it lives and ends with the visit."""

    def __init__(self, visit: Visit, chores: ChoresShown, turn: ChoreTurn) -> None:
        super().__init__(visit)
        self._visit, self._chores, self._turn = visit, chores, turn
        self._door = visit.door.chores
        self._kind, self._whole = "", False
        self._people: tuple[Housemate, ...] = ()

    def begin(self) -> None:
        """How?"""
        visit, turn, now = self._visit, self._turn, self._visit.flow.now
        back = visit.press(lambda: self._chores.open(turn))
        visit.show(
            lambda room: AskHow(room, turn, now(), visit.here(self._on_how), back),
            lambda: self._chores.fresh(turn, self._begin_with),
        )

    def _begin_with(self, turn: ChoreTurn) -> None:
        self._turn = turn
        self.begin()

    def _on_how(self, kind: str, whole: bool) -> None:
        self._kind, self._whole = kind, whole
        self._visit.flow.window.hold()
        visit = self._visit
        self._door.housemates(visit, visit.claim, visit.here(self._on_people))

    def _on_people(self, people: tuple[Housemate, ...]) -> None:
        self._people = people
        self._whom(0)

    def _whom(self, page: int) -> None:
        visit = self._visit
        deeds = PickDeeds(
            visit.here(self._on_person), visit.here(self._whom), visit.press(self.begin)
        )
        visit.show(
            lambda room: Whom(room, self._kind, self._people, page, deeds),
            lambda: self._whom(page),
        )

    def _on_person(self, person: Housemate) -> None:
        if self._kind != SWAP:
            self._ask(person, None)
            return
        visit = self._visit
        visit.flow.window.hold()
        self._door.theirs(visit, visit.claim, person.stay_id,
                          visit.here(lambda turns: self._against(person, turns, 0)))  # fmt: skip

    def _against(self, person: Housemate, turns: tuple[TheirTurn, ...], page: int) -> None:
        visit, now = self._visit, self._visit.flow.now
        deeds = PickDeeds(
            visit.here(lambda theirs: self._ask(person, theirs)),
            visit.here(lambda to: self._against(person, turns, to)),
            visit.press(lambda: self._whom(0)),
        )
        visit.show(
            lambda room: Against(room, person.shown, turns, self._whole, now(), page, deeds),
            lambda: self._on_person(person),
        )

    def _ask(self, person: Housemate, theirs: TheirTurn | None) -> None:
        visit = self._visit
        mine = (self._turn.assignment_id, self._day(self._turn.on))
        against = None if theirs is None else (theirs.assignment_id, self._day(theirs.on))
        visit.flow.window.hold()
        self._door.ask_for(
            visit, visit.claim, mine, person.stay_id, against,
            visit.here(lambda trade_id: self._chores.asked(trade_id, person.shown)),
            visit.here(visit.refused),
        )  # fmt: skip

    def _day(self, on: date) -> date | None:
        """The day that is asked for, or None for all that are left."""
        return None if self._whole else on
