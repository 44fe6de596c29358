"""The pine column of the first run: the six steps, which are done, and where one is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sobrhouse.words import _
from ui import theme
from ui.office.rail import Brand
from ui.widgets.labels import Label

WIDE = 232


class StepRow(QWidget):
    """One step: its number or a tick, and its name."""

    def __init__(self, number: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._words = number, words
        self._state = "ahead"
        self.show_state("ahead")

    def show_state(self, state: str) -> None:
        """ "done", "here", "skipped" or "ahead"."""
        self._state = state
        said = {
            "done": _("done"), "here": _("you are here"), "skipped": _("left for later"),
            "ahead": _("to come"),
        }[state]  # fmt: skip
        self.setAccessibleName(f"{self._number}. {self._words}, {said}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(40 * theme.scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self._state == "here"
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("navActive"))
            radius = theme.radius("control")
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, -1), radius, radius)
        side = 22 * theme.scale()
        mark = QRectF(10, (self.height() - side) / 2, side, side)
        self._paint_mark(painter, mark)
        font = theme.font("body", 600 if here else 500)
        painter.setFont(font)
        painter.setPen(theme.colour("navActiveText" if here else "navText"))
        left = mark.right() + 11
        room = QRectF(left, 0, self.width() - left - 8, self.height())
        shown = QFontMetricsF(font).elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, shown)
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        if self._state in ("done", "skipped"):
            icon, colour = ("check", "navMark") if self._state == "done" else ("minus", "navMuted")
            drawn = theme.pixmap(icon, colour, 18, self.devicePixelRatioF())
            half = drawn.deviceIndependentSize() / 2
            middle = mark.center()
            painter.drawPixmap(
                round(middle.x() - half.width()), round(middle.y() - half.height()), drawn
            )
            return
        here = self._state == "here"
        painter.setPen(theme.colour("navMark" if here else "navMuted"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark)
        painter.setFont(theme.font("micro", 700))
        painter.setPen(theme.colour("navActiveText" if here else "navText"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepsRail(QFrame):
    """Tells how far one is; the steps themselves are walked with the buttons below the page."""

    def __init__(
        self, names: Sequence[str], parent: QWidget | None = None, *, on_server: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(round(WIDE * (1 + (theme.scale() - 1) * 0.7)))
        self.rows = [StepRow(n, words) for n, words in enumerate(names, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 16)
        column.setSpacing(2)
        column.addWidget(Brand(self))
        column.addSpacing(theme.space(4))
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        stays = _("Everything stays on this computer, encrypted. No internet is needed.")
        if on_server:
            stays = _("Everything stays on your server. It goes nowhere else.")
        foot = Label(stays, "nav", wrap=True)
        foot.setContentsMargins(8, 0, 4, 0)
        column.addWidget(foot)

    def show_states(self, states: Sequence[str]) -> None:
        """The state of each step, in order."""
        for row, state in zip(self.rows, states, strict=True):
            row.show_state(state)
