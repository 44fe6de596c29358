"""What waits for an answer about a turn: who asks whom to swap or cover, answered here for whoever
told staff.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import full_stop, nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_card import TurnCard
from sobrhouse.queries.chore_trades import TradeRow
from sobrhouse.services import chore_trades
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class Requests(QWidget):
    """The requests about the turn that the panel shows; hidden where nothing waits."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._box = vbox(gap=2, margins=(0, 0, 4, 4), parent=self)
        self._refused = Label("", "error", wrap=True)
        self.hide()

    def show_card(self, card: TurnCard | None, *, may: bool) -> None:
        """What waits of this turn; who may not answer reads it all the same."""
        clear(self._box)
        waiting = [row for row in card.trades if row.open] if card is not None else []
        for row in waiting:
            self._box.addWidget(Label(self._words(row), "body", wrap=True))
            if may:
                self._box.addLayout(self._verbs(row))
        self._refused = Label("", "error", wrap=True)
        self._refused.hide()
        self._box.addWidget(self._refused)
        self.setVisible(bool(waiting))

    def _words(self, row: TradeRow) -> str:
        """ "Marcus T. asks Sam O. to cover Kitchen: Mon, Nov 23. At court."."""
        today = self.desk.today()
        days = ", ".join(nice_date(day, today) for day in row.days)
        if row.kind == "swap":
            theirs = ", ".join(nice_date(day, today) for day in row.other_days)
            said = _(
                "{name} asks {other} to swap: {chore}, {days}, for {other_chore}, {other_days}"
            ).format(
                name=row.name, other=row.other, chore=row.chore, days=days,
                other_chore=row.other_chore, other_days=theirs,
            )  # fmt: skip
        else:
            said = _("{name} asks {other} to cover: {chore}, {days}").format(
                name=row.name, other=row.other, chore=row.chore, days=days
            )
        return " ".join(full_stop(part) for part in (said, row.reason) if part)

    def _verbs(self, row: TradeRow) -> Any:
        yes = Button(_("Agrees"), icon="check", small=True)
        no = Button(_("Says no"), small=True)
        off = Button(_("Withdraw"), "ghost", small=True)
        for button, who in ((yes, row.other), (no, row.other), (off, row.name)):
            button.setAccessibleName(
                _("{name}: {answer}").format(name=who, answer=button.text().strip().lower())
            )
        yes.clicked.connect(partial(self._answer, row, True))
        no.clicked.connect(partial(self._answer, row, False))
        off.clicked.connect(partial(self._withdraw, row))
        return vbox(hbox(yes, no, 1, gap=2), hbox(off, 1), gap=1)

    def _answer(self, row: TradeRow, agreed: bool) -> None:
        words = _("{other} agreed: {chore}") if agreed else _("{other} said no: {chore}")
        self._do(chore_trades.answer_trade, row, words, agreed=agreed)

    def _withdraw(self, row: TradeRow) -> None:
        self._do(chore_trades.withdraw_trade, row, _("{name} does not ask any more: {chore}"))

    def _do(self, use_case: Any, row: TradeRow, words: str, **how: Any) -> None:
        said = words.format(name=row.name, other=row.other, chore=row.chore)
        self.desk.do(
            self, use_case, row.trade_id, said=said, refused=self._refuse,
            undo=lambda _made: Step(chore_trades.reopen_trade, (row.trade_id,)), **how,
        )  # fmt: skip

    def _refuse(self, problem: Problem) -> None:
        self._refused.setText(problem.sentence)
        self._refused.show()
