"""The other papers in groups, found by a part of their title; the one in view is marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import clear, hbox, stack, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.search import SearchBox

ROOM = 322  # pixels that a line of buttons has, beside the scroll bar
Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # headings, and codes with titles


class OtherPapers(QWidget):
    """A button for each paper, under headings; they are made when they are first offered."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self._groups: Groups = ()
        self._chosen = ""
        self.search = SearchBox(_("Find a paper"))
        self.search.textChanged.connect(self._fill)
        self.lines = vbox(gap=1)
        self.none = Label(_("No paper is called that."), "muted", wrap=True)
        column = vbox(self.search, self.none, gap=2, parent=self)
        column.addLayout(self.lines)
        self.none.hide()

    def offer(self, groups: Groups, chosen: str) -> None:
        """Show these, and mark the one that is in view."""
        self._chosen = chosen
        if groups != self._groups:
            self._groups = groups
            self._fill()
        else:
            self._mark()

    def _fill(self) -> None:
        """Those whose title, or whose heading, has what was typed."""
        wanted = self.search.text().strip().casefold()
        clear(self.lines)
        self.buttons = {}
        for heading, papers in self._groups:
            whole = wanted in heading.casefold()
            found = [paper for paper in papers if whole or wanted in paper[1].casefold()]
            if found:
                self.lines.addWidget(Label(heading, "muted"))
                self.lines.addWidget(flow([self._button(code, title) for code, title in found]))
        self.none.setVisible(not self.buttons)
        self._mark()
        before: QWidget = self.search
        for button in self.buttons.values():
            QWidget.setTabOrder(before, button)
            before = button

    def _button(self, code: str, title: str) -> Button:
        button = Button(title, small=True)
        button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
        self.buttons[code] = button
        return button

    def _on_clicked(self, code: str) -> None:
        self._mark()  # a click alone marks nothing
        self.wanted.emit(code)

    def _mark(self) -> None:
        for code, button in self.buttons.items():
            here = code == self._chosen
            button.set_kind("segment" if here else "outline")
            button.setCheckable(here)
            button.setChecked(here)
            words = button.words()
            bold = QFontMetrics(theme.font("small", weight=700)).horizontalAdvance(words) + 24
            button.setMinimumWidth(bold if here else 0)
            name = _("{paper}, in view").format(paper=words) if here else words
            button.setAccessibleName(name)


def grown() -> float:
    """How much wider the choices are with larger text: less than the text, so that a page stands
    beside them.
    """
    return 1 + (theme.scale() - 1) * 0.6


def flow(buttons: Sequence[Button]) -> QWidget:
    """As many buttons beside one another as fit the card."""
    room, left = round(ROOM * grown()), 0
    rows = []
    for button in buttons:
        with theme.fitting(button):
            wide = button.sizeHint().width() + theme.space(1)
        if wide > left:
            rows.append(hbox(1, gap=1))
            left = room
        rows[-1].insertWidget(rows[-1].count() - 1, button)
        left -= wide
    return stack(*rows, gap=1)
