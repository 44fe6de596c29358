"""What is to be looked at next, below the turn that is chosen."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.chores import State
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.chores import words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, Label, Rule

NEXT = 5  # of those that wait, so many are listed


def place_in(turn: Turn | None, waiting: Sequence[Turn]) -> int:
    """Which of those that wait it is, from 1; 0 where it is none of them."""
    if turn is None:
        return 0
    mine = (turn.assignment_id, turn.on)
    found = (at for at, one in enumerate(waiting, 1) if (one.assignment_id, one.on) == mine)
    return next(found, 0)


class NextRow(QWidget):
    """One turn that waits, and the button that chooses it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._turn: Turn | None = None
        self.chore, self.second = ElidedLabel("", "strong"), ElidedLabel("")
        self.verb = Button(_("Inspect"), small=True)
        self.verb.clicked.connect(lambda: self.wanted.emit(self._turn))
        row = hbox(gap=2, margins=(0, 3, 0, 3), parent=self)
        row.addLayout(vbox(self.chore, self.second, gap=0), 1)
        row.addWidget(self.verb)
        self.hide()

    def show_turn(self, turn: Turn, second: str) -> None:
        """Another turn."""
        self._turn = turn
        self.chore.set_text(turn.chore)
        self.second.set_text(second)
        self.verb.setAccessibleName(_("Inspect: {what}").format(what=turn.chore))
        self.show()


class NextList(QWidget):
    """The next few of those that wait, in their order; the rows are kept and filled anew."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._listed: tuple[object, ...] | None = None
        self.rows = [NextRow(self) for _n in range(NEXT)]
        self.rest = Label("", "muted", wrap=True)
        title = Label(_("Next to inspect"), "small")
        box = vbox(Rule(), title, gap=2, margins=(0, 6, 4, 0), parent=self)
        for row in self.rows:
            row.wanted.connect(self.chosen)
            box.addWidget(row)
        box.addWidget(self.rest)

    def show_waiting(self, turn: Turn | None, waiting: Sequence[Turn]) -> None:
        """Those after the turn that is chosen, then those before it."""
        at = place_in(turn, waiting)
        order = [*waiting[at:], *waiting[: max(at - 1, 0)]]
        listed = (tuple(order[:NEXT]), len(order), at)
        if listed == self._listed:
            return
        self._listed = listed
        for row, one in zip_longest(self.rows, order[:NEXT]):
            if one is None:
                row.hide()
            else:
                row.show_turn(one, self._second(one))
        more = len(order) - NEXT
        nothing = _("Nothing else waits.") if at else _("Nothing waits. All is looked at.")
        rest = _("and {n} more").format(n=more) if more > 0 else ""
        self.rest.setText(rest if order else nothing)
        self.rest.setVisible(bool(self.rest.text()))

    def _second(self, turn: Turn) -> str:
        when = turn.marked_at if turn.state is State.INSPECT else turn.due
        said = words.moment(when or turn.due, self.desk.zone(), self.desk.today())
        if turn.state is State.LATE:
            said = _("late since {when}").format(when=said)
        return _("{name}, {when}").format(name=words.who(turn), when=said)
