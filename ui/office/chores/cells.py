"""The cells of the week of chores: who has it, and how it stands in icon, word and colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sobrhouse.queries.chore_turns import Turn
from ui import theme
from ui.office.chores import pen, words
from ui.office.chores.lines import ChoreLines, Line
from ui.widgets.focus import paint_ring

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SMOOTH = QPainter.RenderHint.Antialiasing
INSET_X, INSET_Y = 4, 5  # px between a cell's edge and its mark
PAD = 13  # px from a column's edge to its words
BOX = 30  # px of a chore's icon box
ROOMY = 82  # px of a day whose words have room
NAMED = 110  # px of a column in which a chore's name has room


class ChoreCells(QStyledItemDelegate):
    """Paints every cell of the grid, today's ground and the selection included."""

    def __init__(self, lines: ChoreLines, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._lines, self._view = lines, parent
        self.target = QModelIndex()  # the cell that something is dragged over

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        line, whole = self._lines.lines[row], option.rect
        rect = QRectF(whole)
        painter.save()
        painter.setRenderHint(SMOOTH)
        today = column > 0 and column == self._lines.today_column()
        # Over what the view draws for a chosen row of its own.
        painter.fillRect(whole, theme.colour("sunken" if today else "surface"))
        self._rule(painter, whole, row)
        if column == 0:
            if line.at == 0:
                self._chore(painter, rect, line)
        elif (turn := line.turns[column - 1]) is not None:
            self._turn(painter, rect, turn, today=today)
        here = index == self.target
        if here or index == self._view.currentIndex():
            self._chosen(painter, rect, here=here)
        painter.restore()

    def _rule(self, painter: QPainter, rect: QRect, row: int) -> None:
        """A hairline below the last line of a chore."""
        lines = self._lines.lines
        last = row + 1 >= len(lines) or lines[row + 1].at == 0
        if last:
            painter.setPen(theme.colour("sunken" if row + 1 < len(lines) else "border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _chosen(self, painter: QPainter, rect: QRectF, *, here: bool) -> None:
        place = rect.adjusted(INSET_X - 1, INSET_Y - 1, 1 - INSET_X, 1 - INSET_Y)
        if here:
            painter.setPen(QPen(theme.colour("primary"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, theme.radius("control"), theme.radius("control"))
        else:
            paint_ring(painter, place, theme.radius("control"))

    def _chore(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        side = BOX * theme.scale()
        box = QRectF(rect.left() + PAD + 1, rect.center().y() - side / 2, side, side)
        fill, _ink = theme.soft("brand")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, theme.radius("control"), theme.radius("control"))
        icon = line.row.icon or "clipboard-check"
        drawn = theme.pixmap(icon, "primaryInk", 18, painter.device().devicePixelRatioF())
        half = drawn.deviceIndependentSize() / 2
        painter.drawPixmap(
            round(box.center().x() - half.width()), round(box.center().y() - half.height()), drawn
        )
        if rect.width() < NAMED * theme.scale():
            return
        room = QRectF(box.right() + 10, rect.top(), rect.right() - box.right() - 12, rect.height())
        self._two(painter, room, (line.row.name, "strong", "text", 600),
                  (words.how(line.row), "small", "muted", 400))  # fmt: skip

    @staticmethod
    def _two(painter: QPainter, room: QRectF, upper: tuple[str, str, str, int],
             lower: tuple[str, str, str, int]) -> None:  # fmt: skip
        """Two lines, centred together."""
        high = [pen.height(kind, weight) for _text, kind, _ink, weight in (upper, lower)]
        top = room.center().y() - sum(high) / 2
        for (text, kind, ink, weight), tall in zip((upper, lower), high, strict=True):
            line = QRectF(room.left(), top, room.width(), tall)
            pen.write(painter, line, text, kind, ink, weight)
            top += tall

    def _turn(self, painter: QPainter, rect: QRectF, turn: Turn, *, today: bool) -> None:
        look = words.look(turn)
        family = theme.KINDS[look.kind]
        ink = "muted" if look.kind == "mute" else f"{family}Ink"
        place = rect.adjusted(INSET_X, INSET_Y, -INSET_X, -INSET_Y)
        if look.filled or look.dashed:
            painter.setBrush(theme.soft(look.kind)[0] if look.filled else theme.colour("surface"))
            edge = QPen(Qt.PenStyle.NoPen)
            if look.dashed:
                edge = QPen(theme.colour("borderStrong" if look.kind == "mute" else family), 1.2)
                edge.setDashPattern([3, 2.5])
            painter.setPen(edge)
            painter.drawRoundedRect(place, theme.radius("control"), theme.radius("control"))
        pad = PAD if rect.width() >= ROOMY * theme.scale() else INSET_X + 4
        room = QRectF(rect.left() + pad, rect.top(), rect.width() - pad - INSET_X, rect.height())
        self._words(painter, room, turn, look.icon, ink, today=today)

    def _words(
        self, painter: QPainter, room: QRectF, turn: Turn, icon: str, ink: str, *, today: bool
    ) -> None:
        scale = theme.scale()
        upper, lower = pen.height("small"), pen.height("micro", 600)
        top = room.center().y() - (upper + lower) / 2
        name = QRectF(room.left(), top, room.width(), upper)
        if words.handed(turn):
            name.setWidth(room.width() - 15 * scale)
            self._icon(painter, name.right() + 1, name.center().y(), "arrow-left-right", "muted",
                       12)  # fmt: skip
        nobody = turn.stay_id is None
        colour = "dangerInk" if nobody else "text"
        weight = 600 if today or nobody else 400
        pen.write(painter, name, words.who(turn), "small", colour, weight)
        below = QRectF(room.left(), top + upper, room.width(), lower)
        self._icon(painter, below.left(), below.center().y(), icon, ink, 14)
        gap = 19 * scale
        pen.write(painter, below.adjusted(gap, 0, 0, 0), words.short(turn), "micro", ink, 600)

    @staticmethod
    def _icon(painter: QPainter, left: float, middle: float, name: str, ink: str,
              side: int) -> None:  # fmt: skip
        drawn = theme.pixmap(name, ink, side, painter.device().devicePixelRatioF())
        half = drawn.deviceIndependentSize().height() / 2
        painter.drawPixmap(round(left), round(middle - half), drawn)


class ChoreHeader(QHeaderView):
    """The days over the grid; today's is tinted and bold."""

    def __init__(self, lines: ChoreLines, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._lines = lines
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(30)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.size("control") + 2)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        painter.save()
        today = number > 0 and number == self._lines.today_column()
        if today:
            painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("micro", 700 if today else 600))
        painter.setPen(theme.colour("text" if today else "muted"))
        title = str(self._lines.headerData(number, Qt.Orientation.Horizontal) or "")
        roomy = number == 0 or rect.width() >= ROOMY * theme.scale()
        inside = rect.adjusted(PAD if roomy else INSET_X + 4, 0, -2, 0)
        shown = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, LEFT, shown)
        painter.restore()
