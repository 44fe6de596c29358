"""Row column: rows below one another that are one tab stop; the arrows go from row to row."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import clear, vbox
from ui.widgets.focus import Pressable

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RowColumn(QWidget):
    """Rows with a key each; the focus stays on its row, or its neighbour, when they change."""

    def __init__(self, name: str = "", gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._box = vbox(gap=gap, parent=self)
        self._rows: dict[Hashable, Pressable] = {}
        self._at: Hashable | None = None

    def row_keys(self) -> list[Hashable]:
        """The rows in their order."""
        return list(self._rows)

    def row(self, key: Hashable) -> Pressable:
        """One row."""
        return self._rows[key]

    def current(self) -> Hashable | None:
        """The row that has, or last had, the focus."""
        return self._at if self._at in self._rows else None

    def show_rows(self, rows: Sequence[tuple[Hashable, Pressable]]) -> None:
        """Show these instead."""
        held = self.window().focusWidget()  # also while another window is in front
        had_focus = bool(held) and self.isAncestorOf(held)
        before = self.row_keys()
        place = before.index(self._at) if self._at in before else 0
        self._rows = {}  # hiding the old ones moves the focus about: that is nobody's choice
        clear(self._box)
        self._rows = dict(rows)
        for row in self._rows.values():
            self._box.addWidget(row)
            row.show()  # now, as what is not shown cannot take the focus
            row.installEventFilter(self)
        keys = self.row_keys()
        if self._at not in self._rows:
            self._at = keys[min(place, len(keys) - 1)] if keys else None
        self._stops()
        if had_focus and self._at is not None:
            self.go_to(self._at)

    def go_to(self, key: Hashable) -> None:
        """Put the focus on a row."""
        if key in self._rows:
            self._rows[key].setFocus(Qt.FocusReason.TabFocusReason)

    def go_in(self) -> bool:
        """Put the focus where it last was; False where there is no row."""
        if self._at is None:
            return False
        self.go_to(self._at)
        return True

    def _stops(self) -> None:
        for key, row in self._rows.items():
            mine = key == self._at
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for key, row in self._rows.items():
                if row is watched and key != self._at:
                    self._at = key
                    self._stops()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        keys = self.row_keys()
        if step is None or not keys or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        at = keys.index(self._at) if self._at in keys else 0
        self.go_to(keys[max(0, min(len(keys) - 1, at + step))])
