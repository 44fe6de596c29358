"""What a plan would do, as a grid: chores down, periods across, who has each and who would."""

from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sobrhouse.domain.chore_plans import PlanCell, PlanPreview
from sobrhouse.domain.phrases import month_day, span
from sobrhouse.words import _
from ui import theme
from ui.office.chores import pen
from ui.widgets.focus import paint_ring

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NAME, CELL, LINE = 180, 128, 46  # px at 100 %
_NOWHERE = QModelIndex()


def names(people: tuple[str, ...]) -> str:
    """ "Marcus T., Sam O."; "Nobody"."""
    return ", ".join(people) if people else _("Nobody")


class PlanRows(QAbstractTableModel):
    """The cells of a preview, by chore and period."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: PlanPreview | None = None
        self.starts: list[date] = []
        self.cells: list[dict[date, PlanCell]] = []
        self._ends: dict[date, date] = {}

    def show(self, plan: PlanPreview) -> None:
        """Show a preview."""
        self.beginResetModel()
        self.plan = plan
        self.cells = [{cell.period_start: cell for cell in c.cells} for c in plan.chores]
        self.starts = sorted({start for cells in self.cells for start in cells})
        self._ends = {c.period_start: c.period_end for row in plan.chores for c in row.cells}
        self.endResetModel()

    def cell(self, index: Index) -> PlanCell | None:
        """What a cell says."""
        return self.cells[index.row()].get(self.starts[index.column()])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.starts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None or self.plan is None:
            return None
        said = names(cell.after)
        if cell.changes:
            said = _("{after}, before {before}").format(after=said, before=names(cell.before))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chore = self.plan.chores[index.row()].name
            return _("{chore}, week of {day}: {who}").format(
                chore=chore, day=month_day(cell.period_start), who=said
            )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.plan.chores[section].name if self.plan is not None else None
        start = self.starts[section]
        end = self._ends[start]
        if start.year != end.year:
            return _("{first} to {last}").format(
                first=month_day(start, start), last=month_day(end, end)
            )
        return span(start, end).removesuffix(str(start.year)).rstrip(", ")


class PlanCells(QStyledItemDelegate):
    """Paints who would have it; where that changes, bold, with who had it below."""

    def __init__(self, rows: PlanRows, parent: QTableView) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._rows.cell(index)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("sunken"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if cell is not None:
            self._cell(painter, rect, cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(2, 2, -2, -2), theme.radius("control"))
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRectF, cell: PlanCell) -> None:
        room = rect.adjusted(10, 2, -6, -3)
        if cell.changes:
            # A cell that nobody had before says no more than who would have it.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.soft("brand")[0])
            place = rect.adjusted(3, 3, -3, -4)
            painter.drawRoundedRect(place, theme.radius("control"), theme.radius("control"))
            if not cell.before:
                pen.write(painter, room, names(cell.after), "small", "primaryInk", 600)
                return
            upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
            lower = upper.translated(0, upper.height())
            pen.write(painter, upper, names(cell.after), "small", "primaryInk", 600)
            was = _("was {name}").format(name=names(cell.before))
            pen.write(painter, lower, was, "micro", "muted", 400)
            return
        if cell.kept:
            drawn = theme.pixmap("lock", "muted", 12, painter.device().devicePixelRatioF())
            high = drawn.deviceIndependentSize().height()
            painter.drawPixmap(
                round(room.left()), round(room.center().y() - high / 2), drawn
            )
            room = room.adjusted(18, 0, 0, 0)
        ink = "text" if cell.after else "dangerInk"
        pen.write(painter, room, names(cell.after), "small", ink, 400)


class PlanHeader(QHeaderView):
    """The periods above, or the chores at the left, which stay in sight."""

    def __init__(self, rows: PlanRows, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._rows = rows
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(round(NAME * theme.scale()), super().sizeHint().height())
        return QSize(super().sizeHint().width(), theme.size("control"))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        down = self.orientation() == Qt.Orientation.Vertical
        painter.save()
        painter.setPen(theme.colour("sunken" if down else "border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("strong" if down else "micro"))
        painter.setPen(theme.colour("text" if down else "muted"))
        title = str(self._rows.headerData(number, self.orientation()) or "")
        inside = rect.adjusted(10, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, LEFT, shown)
        painter.restore()


class PlanGrid(QTableView):
    """The preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PlanRows()
        self.setModel(self.rows)
        self.setItemDelegate(PlanCells(self.rows, self))
        self.setHorizontalHeader(PlanHeader(self.rows, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(PlanHeader(self.rows, Qt.Orientation.Vertical, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(_("The plan, before and after"))
        self.viewport().setAutoFillBackground(False)
        theme.news().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        scale = theme.scale()
        self.verticalHeader().setDefaultSectionSize(round(LINE * scale))
        self.horizontalHeader().setDefaultSectionSize(round(CELL * scale))
        self.verticalHeader().setFixedWidth(round(NAME * scale))

    def show_plan(self, plan: PlanPreview) -> None:
        """Show a preview from its first change on."""
        self.rows.show(plan)
        self._fit()
