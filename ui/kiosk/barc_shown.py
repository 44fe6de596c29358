"""BARC-10 at the kiosk, page by page; nothing is kept before all ten are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sobrhouse.domain.barc10 import ITEMS
from sobrhouse.queries.kiosk import MyAnswers
from ui.kiosk import door_support as deeds
from ui.kiosk.barc import BarcKeep, BarcSentence, BarcStart, BarcTotal, StartDeeds
from ui.kiosk.own_pages import OwnPages

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit


class BarcShown(OwnPages):
    """The pages of one BARC-10; who leaves before the end leaves nothing."""

    def __init__(self, visit: Visit, back: Callable[[], None]) -> None:
        super().__init__(visit, back)
        self._given: list[int | None] = [None] * len(ITEMS)
        self._shared = False

    def begin(self) -> None:
        """Ask for what one filled in before, and show the first page."""
        self._given = [None] * len(ITEMS)
        self._ask(self._start)

    def _ask(self, then: Callable[[MyAnswers], None]) -> None:
        visit = self.visit
        visit.flow.window.hold()
        self.door.answers(visit, visit.claim, visit.here(then))

    def _start(self, mine: MyAnswers) -> None:
        visit = self.visit
        self._shared = mine.shared
        can = StartDeeds(
            start=visit.press(lambda: self._sentence(1)),
            share=visit.here(self._share),
            back=visit.press(self.back),
        )
        visit.show(lambda room: BarcStart(room, mine, can), self.begin)

    def _share(self, shared: bool) -> None:
        self.do(deeds.share_answers(shared), lambda _was: self.begin())

    def _sentence(self, number: int) -> None:
        visit = self.visit
        before = self.begin if number == 1 else lambda: self._sentence(number - 1)
        visit.show(
            lambda room: BarcSentence(
                room, number, self._given[number - 1],
                visit.here(lambda value: self._answer(number, value)), visit.press(before),
                visit.press(visit.leave),
            ),
            lambda: self._sentence(number),
        )  # fmt: skip

    def _answer(self, number: int, value: int) -> None:
        self._given[number - 1] = value
        if number < len(ITEMS):
            self._sentence(number + 1)
        else:
            self._look_back()

    def _look_back(self) -> None:
        visit = self.visit
        visit.show(
            lambda room: BarcKeep(
                room, self._shared, visit.press(self._keep),
                visit.press(lambda: self._sentence(len(ITEMS))), visit.press(visit.leave),
            ),
            self._look_back,
        )  # fmt: skip

    def _keep(self) -> None:
        self.do(deeds.fill_in(tuple(self._given)), lambda row: self._total(row))

    def _total(self, row_id: int) -> None:
        """The total as the records have it."""
        self._given = [None] * len(ITEMS)
        self._ask(lambda mine: self._show_total(row_id, mine))

    def _show_total(self, row_id: int, mine: MyAnswers) -> None:
        visit = self.visit
        wrong = visit.press(lambda: self.do(deeds.undo_fill_in(row_id), lambda _none: self.begin()))
        visit.show(
            lambda room: BarcTotal(
                room, mine, visit.press(visit.leave), wrong, visit.press(self.back)
            ),
            lambda: self._show_total(row_id, mine),
        )
