"""Segments: a few choices side by side, one tab stop, moved by the arrows."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import ChoiceButton


class _Segment(ChoiceButton):
    """One choice, never narrower than its words in bold."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "segment")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small", weight=700))
        wide = metrics.horizontalAdvance(self.words()) + 22
        return QSize(wide, theme.size("controlSmall"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Segments(QWidget):
    """Choose one of a few."""

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Hashable, str]],
        name: str = "",
        key: Hashable | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name = name
        self._group = QButtonGroup(self)
        self._segments: dict[Hashable, _Segment] = {}
        row = hbox(gap=1, parent=self)
        row.setSpacing(6)
        for option, text in options:
            segment = _Segment(text)
            segment.clicked.connect(lambda _on=False, option=option: self.pick(option))
            self._group.addButton(segment)
            self._segments[option] = segment
            row.addWidget(segment)
        if options:
            self._check(key if key is not None else options[0][0])

    def _check(self, key: Hashable) -> None:
        for option, segment in self._segments.items():
            chosen = option == key
            segment.setChecked(chosen)
            stop = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(stop)
            words = f"{self._name}, {segment.words()}" if self._name else segment.words()
            segment.setAccessibleName(words)

    def key(self) -> Hashable:
        """What is chosen."""
        return next((key for key, one in self._segments.items() if one.isChecked()), None)

    def pick(self, key: Hashable) -> None:
        """Choose, and tell."""
        self._check(key)
        self.picked.emit(key)

    def show_key(self, key: Hashable) -> None:
        """Choose without telling."""
        self._check(key)

    def offer(self, key: Hashable, *, on: bool) -> None:
        """Show a choice or leave it out; it must not be the chosen one."""
        self._segments[key].setVisible(on)

    def set_text(self, key: Hashable, text: str) -> None:
        """Put other words on a choice, such as one with a count."""
        self._segments[key].set_text(text)
        self._segments[key].updateGeometry()
        self._check(self.key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, one in self._segments.items() if not one.isHidden()]
        key = keys[(keys.index(self.key()) + step) % len(keys)]
        self.pick(key)
        self._segments[key].setFocus(Qt.FocusReason.TabFocusReason)
