"""Boxes: layouts in one line, and the scroll area that lists live in."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.turns import Steps

Thing = QWidget | QLayout | int
Margins = tuple[int, int, int, int]
_AT_ONCE = 8  # so many rows out of sight are shown in one turn


def _fill(box: QBoxLayout, things: Iterable[Thing]) -> None:
    for thing in things:
        if isinstance(thing, QWidget):
            box.addWidget(thing)
        elif isinstance(thing, QLayout):
            box.addLayout(thing)
        else:
            box.addStretch(thing)


def vbox(
    *things: Thing, gap: int = 2, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
) -> QVBoxLayout:
    """Things below one another, `gap` being a step of space; a number is a stretch."""
    box = QVBoxLayout(parent) if parent else QVBoxLayout()
    box.setContentsMargins(*margins)
    box.setSpacing(theme.space(gap))
    _fill(box, things)
    return box


def hbox(
    *things: Thing, gap: int = 2, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
) -> QHBoxLayout:
    """Things beside one another, `gap` being a step of space; a number is a stretch."""
    box = QHBoxLayout(parent) if parent else QHBoxLayout()
    box.setContentsMargins(*margins)
    box.setSpacing(theme.space(gap))
    _fill(box, things)
    return box


def line(*things: Thing, gap: int = 2) -> QWidget:
    """A widget that holds things beside one another."""
    widget = QWidget()
    hbox(*things, gap=gap, parent=widget)
    return widget


def stack(*things: Thing, gap: int = 2) -> QWidget:
    """A widget that holds things below one another."""
    widget = QWidget()
    vbox(*things, gap=gap, parent=widget)
    return widget


def clear(layout: QLayout, first: int | None = None) -> None:
    """Take out and delete all that the layout holds, or only the `first` so many."""
    for _number in range(layout.count() if first is None else first):
        item = layout.takeAt(0)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class ScrollBox(QScrollArea):
    """A column that scrolls up and down without a frame of its own."""

    def __init__(self, gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # One of our own: to wrap Qt's, the binding would first make every class that it has.
        ground = QWidget()
        self.setViewport(ground)
        inside = QWidget()
        inside.setProperty("kind", "scrolled")
        self._inside = inside
        self.column = vbox(1, gap=gap, parent=inside)
        self.setWidget(inside)
        # Qt fills both anew when the widget is set.
        ground.setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def add(self, thing: QWidget | QLayout) -> None:
        """Add below the last one."""
        at = self.column.count() - 1
        if isinstance(thing, QWidget):
            self.column.insertWidget(at, thing)
            if not thing.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                thing.show()  # now, so that it counts for how far one can scroll
        else:
            self.column.insertLayout(at, thing)

    def bring_up(self, part: QWidget) -> None:
        """Scroll so that it is in sight, also what was only shown now."""
        self.column.activate()
        self.ensureWidgetVisible(part, 0, theme.space(3))

    def clear(self) -> None:
        """Delete all that it holds."""
        clear(self.column)
        self.column.addStretch(1)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show these instead, where one had scrolled to."""
        for _step in self.filling(widgets):
            pass

    def filling(self, widgets: Iterable[QWidget]) -> Steps:
        """The same in steps: each is made and dressed out of sight; then they change places with
        what was there, so that nobody sees a list half made. What lies further down than one sees
        follows in steps of its own.
        """
        old, shown = self.column.count() - 1, []
        for widget in widgets:
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                shown.append(widget)
                widget.hide()
            self.column.insertWidget(self.column.count() - 1, widget)
            widget.ensurePolished()
            yield
        place = self.verticalScrollBar().value()
        clear(self.column, old)
        room = place + 2 * self.viewport().height()
        seen = _that_fill(shown, room)
        self._reveal(shown[:seen])
        self.verticalScrollBar().setValue(place)
        yield
        for at in range(seen, len(shown), _AT_ONCE):
            self._reveal(shown[at : at + _AT_ONCE])
            yield

    def _reveal(self, widgets: list[QWidget]) -> None:
        """Show them and lay the column out, once: else each would have it laid out anew."""
        self.column.setEnabled(False)
        for widget in widgets:
            widget.show()
        self.column.setEnabled(True)
        QApplication.sendEvent(self._inside, QEvent(QEvent.Type.LayoutRequest))


def _that_fill(widgets: list[QWidget], height: int) -> int:
    """How many of them, one below the other, fill so many pixels."""
    for at, widget in enumerate(widgets):
        height -= widget.sizeHint().height()
        if height < 0:
            return at + 1
    return len(widgets)


def into_sight(part: QWidget) -> None:
    """Scroll what it stands in, if that scrolls, so that it is seen."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, ScrollBox):
        around = around.parentWidget()
    if around is not None:
        around.bring_up(part)
