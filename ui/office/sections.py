"""Sections: a heading with one verb over lines that open what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, Label, Rule


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section, and what opens when it is pressed."""

    what: str
    line: str = ""
    run: Callable[[], None] | None = None


class Section(QWidget):
    """A heading with one verb, and lines below it."""

    def __init__(self, title: str, nothing: str, verb: str = "",
                 run: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.title = Label(title, "h2")
        head = hbox(self.title, 1)
        self.verb: Button | None = None
        if verb and run is not None:
            self.verb = Button(verb, small=True, name=f"{verb}: {title}")
            self.verb.clicked.connect(lambda: run())
            head.addWidget(self.verb)
        self._nothing = nothing
        self._lines = vbox(gap=0)
        self.rule = Rule()
        vbox(self.rule, head, self._lines, gap=2, parent=self)

    def offer_verb(self, on: bool) -> None:
        """Show the verb, or do without it."""
        if self.verb is not None:
            self.verb.setVisible(on)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these lines."""
        self.show_widgets([_Line(item) for item in items])

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show lines that are made elsewhere."""
        clear(self._lines)
        for widget in widgets:
            self._lines.addWidget(widget)
        if not widgets:
            self._lines.addWidget(Label(self._nothing, "muted", wrap=True))
        self._after_heading(widgets)

    def _after_heading(self, widgets: Sequence[QWidget]) -> None:
        """Tab goes from the heading to the lines: what is made later would come last of all."""
        before: QWidget = self.verb or self.title
        for widget in widgets:
            for stop in (widget, *widget.findChildren(QWidget)):
                if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, stop)
                    before = stop


class _Line(Pressable):
    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        words_box = vbox(ElidedLabel(item.what, "strong"), gap=0, margins=(0, 4, 0, 4))
        if item.line:
            words_box.addWidget(ElidedLabel(item.line, "muted"))
        self.setLayout(words_box)
        said = ", ".join(part for part in (item.what, item.line) if part)
        self.setAccessibleName(said)
        if item.run is not None:
            run = item.run
            self.make_pressable(said)
            self.clicked.connect(lambda: run())
