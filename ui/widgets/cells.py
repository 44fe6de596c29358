"""Cells: how table cells are painted: two lines, avatars, chips, numbers at the right."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.chips import chip_width, paint_chip
from ui.widgets.rows import Column, Rows

PAD = 8
_FONTS = {"strong": "strong", "person": "strong", "muted": "small"}


class CellPainter(QStyledItemDelegate):
    """Paints every cell of a `Table`, selection included."""

    def __init__(self, rows: Rows[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        column: Column[Any] = self._rows.columns[index.column()]
        row = self._rows.row(index.row())
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        painter.setPen(theme.colour("sunken"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = rect.adjusted(PAD, 0, -PAD, -1)
        if column.kind == "chip" and column.text(row):
            kind = column.chip(row) if column.chip else "mute"
            icon = column.icon(row) if column.icon else ""
            paint_chip(painter, inside, column.text(row), kind, icon)
        else:
            inside = self._lead(painter, inside, column, row)
            self._lines(painter, inside, column, row, selected)
        painter.restore()

    def _lead(self, painter: QPainter, inside: QRectF, column: Column[Any], row: Any) -> QRectF:
        """The avatar or icon before the words; gives what is left for them."""
        if column.kind == "person" and column.who:
            side = theme.size("avatar")
            place = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
            photo = column.photo(row) if column.photo else None
            paint_avatar(painter, place, column.who(row), column.text(row), photo)
            return inside.adjusted(side + 12, 0, 0, 0)
        name = column.icon(row) if column.icon else ""
        if name:
            drawn = theme.pixmap(name, "muted", 16, painter.device().devicePixelRatioF())
            side = round(drawn.deviceIndependentSize().width())
            top = round(inside.center().y() - side / 2)
            painter.drawPixmap(round(inside.left()), top, drawn)
            return inside.adjusted(side + 8, 0, 0, 0)
        return inside

    def _lines(
        self, painter: QPainter, inside: QRectF, column: Column[Any], row: Any, selected: bool
    ) -> None:
        ink = "muted" if column.kind == "muted" else "text"
        second = column.second(row) if column.second else ""
        upper = inside
        if second:
            half = inside.height() / 2
            upper = QRectF(inside.left(), inside.top() + 3, inside.width(), half - 2)
            lower = QRectF(inside.left(), inside.center().y(), inside.width(), half - 3)
            colour = "onSelection" if selected else "muted"
            self._write(painter, lower, second, "small", colour, column)
        ink = "onSelection" if selected else ink
        self._write(painter, upper, column.text(row), _FONTS.get(column.kind, "body"), ink, column)

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        kind: str,
        colour: str,
        column: Column[Any],
    ) -> None:
        painter.setFont(theme.font(kind))
        painter.setPen(theme.colour(colour))
        metrics = QFontMetricsF(painter.font())
        one_line = " ".join(text.split())
        shown = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if column.at_right() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def wish(self, row: int, number: int) -> int:
        """The width that a cell would like."""
        column: Column[Any] = self._rows.columns[number]
        shown = self._rows.row(row)
        text = column.text(shown)
        if column.kind == "chip":
            icon = column.icon(shown) if column.icon else ""
            return round(chip_width(text, icon)) + 2 * PAD if text else 0
        wide = QFontMetricsF(theme.font(_FONTS.get(column.kind, "body"))).horizontalAdvance(text)
        if column.second:
            small = QFontMetricsF(theme.font("small"))
            wide = max(wide, small.horizontalAdvance(column.second(shown)))
        lead = theme.size("avatar") + 12 if column.kind == "person" else 0
        lead += 24 if column.icon else 0
        return round(wide) + lead + 2 * PAD + 4


class TableHeader(QHeaderView):
    """Column titles with a small arrow at the one that sorts."""

    def __init__(self, rows: Rows[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(44)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.size("control"))

    def wish(self, number: int) -> int:
        """The width that a title would like."""
        title = self._rows.columns[number].title
        return QFontMetrics(theme.font("micro")).horizontalAdvance(title) + 2 * PAD + 20

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        column: Column[Any] = self._rows.columns[number]
        sorted_here = self.sortIndicatorSection() == number
        painter.save()
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text" if sorted_here else "muted"))
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        room = inside.width() - (18 if sorted_here else 0)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown)
        left = inside.right() - wide if column.at_right() else inside.left()
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, inside.top(), wide + 2, inside.height()), middle, shown)
        if sorted_here:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            drawn = theme.pixmap(
                "arrow-up" if up else "arrow-down", "text", 13, self.devicePixelRatioF()
            )
            side = round(drawn.deviceIndependentSize().width())
            beside = left - side - 4 if column.at_right() else left + wide + 4
            painter.drawPixmap(beside, inside.center().y() - side // 2, drawn)
        painter.restore()
