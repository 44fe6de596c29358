"""Palette rows: the list of the command palette, its headings, and how a line is painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sobrhouse.words import _
from ui import theme
from ui.office.hits import Group, Hit
from ui.widgets.avatar import paint_avatar

AnyIndex = QModelIndex | QPersistentModelIndex


def heading(group: Group) -> str:
    """What stands over a group."""
    return {
        "recent": _("Recent"),
        "people": _("People"),
        "do": _("Do"),
        "go": _("Go to"),
        "verbs": _("Do"),
    }[group]


class PaletteRows(QAbstractListModel):
    """Lines under their headings; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Hit | str] = []
        self._places: dict[int, int] = {}

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these, a heading where the group changes."""
        self.beginResetModel()
        self._rows, self._places, group = [], {}, ""
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._rows.append(heading(hit.group))
            self._places[len(self._rows)] = len(self._places) + 1
            self._rows.append(hit)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """The line there, or None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else ""
        return found if isinstance(found, Hit) else None

    def step(self, row: int, by: int) -> int:
        """The next line up (-1) or down (1) that can be chosen; the same when there is none."""
        at = row + by
        while 0 <= at < len(self._rows):
            if isinstance(self._rows[at], Hit):
                return at
            at += by
        return row

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.hit(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{n} of {count}, {what}, {kind}").format(
                n=self._places[index.row()],
                count=len(self._places),
                what=row.text,
                kind=row.context or heading(row.group),
            )
        return None


class PaletteLine(QStyledItemDelegate):
    """Paints a heading, or a line: picture, text, gray context, keys at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        rows = index.model()
        is_line = isinstance(rows, PaletteRows) and rows.hit(index.row()) is not None
        return QSize(100, theme.size("rowCompact") if is_line else theme.px("micro") + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rows = index.model()
        hit = rows.hit(index.row()) if isinstance(rows, PaletteRows) else None
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit is None:
            painter.setFont(theme.font("micro", weight=600))
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                box.adjusted(12, 6, -12, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data())
            )
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_hit(painter, box, hit, chosen)
        painter.restore()

    def _paint_hit(self, painter: QPainter, box: QRectF, hit: Hit, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(
                box.adjusted(4, 1, -4, -1), theme.radius("control"), theme.radius("control")
            )
        side = round(24 * theme.scale())
        mark = QRectF(box.left() + 12, box.center().y() - side / 2, side, side)
        if hit.person:
            paint_avatar(painter, mark, hit.person, hit.text)
        else:
            drawn = theme.pixmap(hit.icon, "muted", 18, painter.device().devicePixelRatioF())
            half = drawn.deviceIndependentSize() / 2
            painter.drawPixmap(
                round(mark.center().x() - half.width()),
                round(mark.center().y() - half.height()),
                drawn,
            )
        left = mark.right() + 10
        right = self._paint_keys(painter, box, hit.keys)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(hit.text, Qt.TextElideMode.ElideRight, int(right - left))
        painter.drawText(
            QRectF(left, box.top(), right - left, box.height()),
            Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        left += metrics.horizontalAdvance(words) + 10
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        context = painter.fontMetrics().elidedText(
            hit.context, Qt.TextElideMode.ElideRight, max(0, int(right - left))
        )
        painter.drawText(
            QRectF(left, box.top(), max(0.0, right - left), box.height()),
            Qt.AlignmentFlag.AlignVCenter,
            context,
        )

    def _paint_keys(self, painter: QPainter, box: QRectF, keys: str) -> float:
        if not keys:
            return box.right() - 14
        painter.setFont(theme.font("micro"))
        wide = painter.fontMetrics().horizontalAdvance(keys)
        painter.setPen(theme.colour("muted"))
        at = QRectF(box.right() - 14 - wide, box.top(), wide + 1, box.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, keys)
        return at.left() - 10
