"""A part of the screen on which a meeting is run: a heading with one verb, and lines under it."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sobrhouse.problems import Problem
from ui.desk import Desk, Step
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, add_action
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, IconMark, Label
from ui.widgets.row_column import RowColumn

TICKED, OPEN = "circle-check", "circle"
LineVerb = tuple[str, str, Callable[[], object]]  # words, icon, what it runs


class MeetingPart(QWidget):
    """A heading with one ghost verb; its lines are one tab stop. Says what was done, with undo.
    `grew` names a line that was not there before.
    """

    grew = Signal(object)

    def __init__(
        self, desk: Desk, title: str, nothing: str, verb: str = "", keys: str = ""
    ) -> None:
        super().__init__()
        self.desk = desk
        self.may = False
        self.title = Label(title, "h2")
        self.new = Button(verb, "ghost", "plus", small=True, name=f"{verb}: {title}", keys=keys)
        self.new.setVisible(bool(verb))
        self._verb = bool(verb)
        self.head = hbox(self.title, 1)
        self.head.addWidget(self.new)
        self.lines = RowColumn(title)
        self.nothing = ElidedLabel(nothing)
        vbox(self.head, self.lines, self.nothing, gap=0, parent=self)

    def show_may(self, may: bool) -> None:
        """Whether this person may write here now."""
        self.may = may
        self.new.setVisible(may and self._verb)

    def fill(self, rows: Sequence[tuple[Hashable, Pressable]]) -> None:
        """Show these lines, or that there are none."""
        fresh = [line for key, line in rows if key not in self.lines.row_keys()]
        self.lines.show_rows(rows)
        self.lines.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if len(fresh) == 1:
            self.grew.emit(fresh[0])

    def go_in(self) -> None:
        """The focus, on the line where it last was, else on the verb."""
        if not self.lines.go_in():
            self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def do(
        self, use_case: Callable[..., Any], *args: Any, said: str,
        undo: Callable[[Any], Step | None], done: Callable[[Any], None] | None = None,
    ) -> None:  # fmt: skip
        """One step, said and to be undone."""
        self.desk.do(self, use_case, *args, said=said, undo=undo, done=done, refused=self._refused)

    def _refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)


class Line(Pressable):
    """One line: a mark that is ticked, words, gray words, and things at the right."""

    def __init__(
        self, name: str, words: str, gray: str = "", *, mark: str = "", strong: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.row = hbox(gap=2, margins=(2, 2, 2, 2), parent=self)
        if mark:
            colour = "success" if mark == TICKED else "muted"
            self.row.addWidget(IconMark(mark, colour, 18))
        self.words = ElidedLabel(words, "strong" if strong else "body")
        self.row.addWidget(self.words, 0 if gray else 1)
        if gray:
            self.row.addWidget(ElidedLabel(gray, "muted"), 1)
        self.make_pressable(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def right(self, *things: QWidget) -> None:
        """Put these at the right end."""
        for thing in things:
            self.row.addWidget(thing)


def menu_of(owner: Line, verbs: Sequence[LineVerb]) -> Callable[[QPoint], None]:
    """What opens the menu of a line: each verb with its icon and what it runs."""

    def open_menu(spot: QPoint) -> None:
        menu = QMenu(owner)
        for text, icon, run in verbs:
            add_action(menu, text, icon, run)
        menu.popup(spot)

    return open_menu
