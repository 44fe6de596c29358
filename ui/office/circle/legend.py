"""What the lines of the circle mean: each kind of tie with a piece of its line, to show or leave
out, and the marks of people.
"""

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.circle import TIE_WORDS
from sobrhouse.words import _
from ui import theme
from ui.office.circle.pen import tie_pen
from ui.widgets.boxes import hbox, vbox
from ui.widgets.choices import Check


class Sample(QWidget):
    """A piece of a kind's line; decoration beside its words."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(34 * theme.scale()), round(14 * theme.scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tie_pen(self.kind))
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.end()


class Legend(QWidget):
    """The kinds of ties with a box each."""

    changed = Signal(object)  # the kinds that are shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Which ties are shown"))
        self.boxes: dict[str, Check] = {}
        column = vbox(gap=1, parent=self)
        for kind, words in TIE_WORDS.items():
            box = Check(_(words), wrap=True)
            box.setChecked(True)
            box.toggled.connect(self._on_toggled)
            self.boxes[kind] = box
            line = hbox(Sample(kind), box, gap=1)
            line.setStretch(1, 1)
            column.addLayout(line)

    def kinds(self) -> tuple[str, ...]:
        """The kinds that are shown."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def _on_toggled(self, _on: bool) -> None:
        self.changed.emit(self.kinds())
