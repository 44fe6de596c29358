"""My chores at the kiosk, page by page: the list, one chore, and what two people agree on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.queries.kiosk import Asked, ChoreTurn, MyChores, StepRow
from sobrhouse.words import _
from ui.kiosk.chore_page import ChorePage, PageDeeds
from ui.kiosk.chore_words import chore_said
from ui.kiosk.chores import Chores, ListDeeds
from ui.kiosk.ends import Done, Says
from ui.kiosk.trade_asked import TradeAsked
from ui.kiosk.trade_pages import Answer, AnswerDeeds

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit


class ChoresShown(QObject):
    """The pages of one's chores; it lives and ends with the visit."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._visit, self._door = visit, visit.door.chores

    def begin(self) -> None:
        """Ask for them, and show the list."""
        visit = self._visit
        visit.flow.window.hold()
        self._door.mine(visit, visit.claim, visit.here(self._list))

    def _list(self, mine: MyChores, page: int = 0) -> None:
        visit, now = self._visit, self._visit.flow.now
        deeds = ListDeeds(
            chore=visit.here(self.open),
            asked=visit.here(self.open_asked),
            turn=visit.here(lambda to: self._list(mine, to)),
            back=visit.press(visit.back_to_card),
        )
        visit.show(lambda room: Chores(room, mine, now(), page, deeds), self.begin)

    # One chore

    def open(self, turn: ChoreTurn) -> None:
        """One chore with its steps."""
        visit = self._visit
        visit.flow.window.hold()
        self._door.steps(visit, visit.claim, turn, visit.here(lambda s: self._page(turn, s)))

    def _page(self, turn: ChoreTurn, steps: tuple[StepRow, ...], page: int = 0) -> None:
        visit, now = self._visit, self._visit.flow.now
        deeds = PageDeeds(
            done=visit.press(lambda: self._tick(turn)),
            take_back=visit.press(lambda: self._untick(turn)),
            hand_over=visit.press(lambda: TradeAsked(visit, self, turn).begin()),
            more=visit.here(lambda to: self._page(turn, steps, to)),
            back=visit.press(self.begin),
        )
        visit.show(
            lambda room: ChorePage(room, turn, steps, now(), page, deeds),
            lambda: self.fresh(turn, self.open),
        )

    def fresh(self, turn: ChoreTurn, then: Callable[[ChoreTurn], None]) -> None:
        """The same turn as the records have it now, in the language spoken now."""

        def on_mine(mine: MyChores) -> None:
            key = (turn.assignment_id, turn.on)
            then(next((t for t in mine.turns if (t.assignment_id, t.on) == key), turn))

        visit = self._visit
        self._door.mine(visit, visit.claim, visit.here(on_mine))

    def _tick(self, turn: ChoreTurn) -> None:
        visit = self._visit
        visit.flow.window.hold()
        done = visit.here(lambda _row: self._ticked(turn))
        self._door.tick(visit, visit.claim, turn, done, visit.here(visit.refused))

    def _ticked(self, turn: ChoreTurn) -> None:
        def says() -> tuple[str, str]:
            line = _("{chore}. Somebody will look at it.").format(chore=turn.name)
            return _("It is done"), line

        self.end(says, lambda: self._untick(turn))

    def _untick(self, turn: ChoreTurn) -> None:
        visit = self._visit
        visit.flow.window.hold()
        again = visit.here(lambda _none: self.begin())
        self._door.untick(visit, visit.claim, turn, again, visit.here(visit.refused))

    # What somebody asks

    def open_asked(self, asked: Asked) -> None:
        """A request: to agree to, or to take back."""
        visit, now = self._visit, self._visit.flow.now
        deeds = AnswerDeeds(
            agree=visit.press(lambda: self._answer(asked, True)),
            no=visit.press(lambda: self._answer(asked, False)),
            withdraw=visit.press(lambda: self._withdraw(asked.trade_id)),
            back=visit.press(self.begin),
        )
        visit.show(lambda room: Answer(room, asked, now(), deeds), self.begin)

    def _answer(self, asked: Asked, agreed: bool) -> None:
        visit = self._visit
        visit.flow.window.hold()
        self._door.answer(visit, visit.claim, asked, agreed,
                          visit.here(lambda _none: self._answered(asked, agreed)),
                          visit.here(visit.refused))  # fmt: skip

    def _answered(self, asked: Asked, agreed: bool) -> None:
        today = self._visit.flow.now().date()

        def says() -> tuple[str, str]:
            if not agreed:
                said = _("{name} sees your answer here.")
                return _("You said no thanks"), said.format(name=asked.who)
            what = chore_said(asked.given.chore, asked.given.days, today)
            return _("You agreed"), _("Yours now: {what}").format(what=what)

        self.end(says, lambda: self._undo_answer(asked))

    def _undo_answer(self, asked: Asked) -> None:
        visit = self._visit
        visit.flow.window.hold()
        again = visit.here(lambda _none: self.begin())
        self._door.undo_answer(visit, visit.claim, asked, again, visit.here(visit.refused))

    def _withdraw(self, trade_id: int) -> None:
        visit = self._visit
        visit.flow.window.hold()
        again = visit.here(lambda _none: self.begin())
        self._door.withdraw(visit, visit.claim, trade_id, again, visit.here(visit.refused))

    def asked(self, trade_id: int, who: str) -> None:
        """Somebody was asked: say so, and a moment to take it back."""
        def says() -> tuple[str, str]:
            line = _("{name} answers here, on their own card.").format(name=who)
            return _("You asked {name}").format(name=who), line

        self.end(says, lambda: self._withdraw(trade_id))

    def end(self, says: Says, wrong: Callable[[], None] | None = None) -> None:
        """One line of fact, and a moment to take it back where that can be."""
        visit = self._visit
        undo = None if wrong is None else visit.press(wrong)
        more = (_("My chores"), visit.press(self.begin))
        visit.show(
            lambda room: Done(room, *says(), visit.press(visit.leave), undo, more=more),
            lambda: self.end(says, wrong),
        )
