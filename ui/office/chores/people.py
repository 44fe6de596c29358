"""The foot of the week of chores: who passed how many of how many; a name of the grid can be
dropped on a person here.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sobrhouse.queries.chore_week import PersonTally
from sobrhouse.words import _
from ui import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton, MenuButton
from ui.widgets.focus import paint_ring
from ui.widgets.labels import ElidedLabel, Label, Rule

Index = QModelIndex | QPersistentModelIndex
LINE, WIDE, SIDE, ROWS = 32, 186, 26, 2  # px at 100 %; lines that are seen without scrolling
IN_LINE = 40  # people; no screen is wide enough for more in one line
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def passed(person: PersonTally) -> str:
    """ "5 of 7"."""
    return _("{n} of {m}").format(n=person.passed, m=person.turns)


class People(QAbstractListModel):
    """The people of the week."""

    def __init__(self) -> None:
        super().__init__()
        self.people: Sequence[PersonTally] = ()

    def show(self, people: Sequence[PersonTally]) -> None:
        """Show these."""
        if people != self.people:
            self.beginResetModel()
            self.people = people
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.people[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("{name}, passed {count}").format(name=person.name, count=passed(person))
        return None


class PersonPainter(QStyledItemDelegate):
    """A round picture, the name, and how many of how many."""

    def __init__(self, people: People, parent: QListView) -> None:
        super().__init__(parent)
        self._people = people
        self.target = QModelIndex()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(round(WIDE * theme.scale()), round(LINE * theme.scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person = self._people.people[index.row()]
        rect = QRectF(option.rect)
        side = SIDE * theme.scale()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint_ring(painter, rect.adjusted(0, 1, -4, -1), theme.radius("control"))
        if index == self.target:
            painter.setPen(QPen(theme.colour("primary"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(rect.adjusted(1, 1, -5, -1), 7, 7)
        place = QRectF(rect.left() + 4, rect.center().y() - side / 2, side, side)
        paint_avatar(painter, place, person.resident_id, person.name)
        room = rect.adjusted(side + 13, 0, -8, 0)
        painter.setFont(theme.font("small"))
        count = passed(person)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(count)
        painter.setFont(theme.font("strong"))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(
            person.name, Qt.TextElideMode.ElideRight, room.width() - wide - 8
        )
        painter.setPen(theme.colour("text"))
        painter.drawText(room, LEFT, name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(room.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0), LEFT, count)
        painter.restore()


class PeopleList(QListView):
    """The people side by side; Enter opens one's profile, a turn can be dropped on one."""

    opened = Signal(object)
    dropped = Signal(object, object)  # the mime data that was carried, the person

    def __init__(self, takes: Callable[[QMimeData], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes = takes
        self.rows = People()
        self.painter_ = PersonPainter(self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Passed this week, by person"))
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(lambda index: self.opened.emit(self.rows.people[index.row()]))

    def lines(self) -> int:
        """How many lines the people take."""
        across = max(1, self.viewport().width() // round(WIDE * theme.scale()))
        return -(-len(self.rows.people) // across)

    def fit(self) -> None:
        """As high as its lines, but no more than two."""
        lines = min(max(self.lines(), 1), ROWS)
        self.setFixedHeight(round(LINE * theme.scale()) * lines + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def person_at(self, event: QDropEvent) -> PersonTally | None:
        """Who is below the mouse."""
        index = self.indexAt(event.position().toPoint())
        return self.rows.people[index.row()] if index.isValid() else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.painter_.target = self.indexAt(event.position().toPoint())
        self.viewport().update()
        if self.painter_.target.isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._forget()

    def dropEvent(self, event: QDropEvent) -> None:
        person = self.person_at(event)
        self._forget()
        if person is not None:
            event.acceptProposedAction()
            self.dropped.emit(event.mimeData(), person)

    def _forget(self) -> None:
        self.painter_.target = QModelIndex()
        self.viewport().update()


class PeopleStrip(QWidget):
    """The heading with its two buttons, and the people below, folded where there is no room."""

    def __init__(self, takes: Callable[[QMimeData], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(_("Passed this week, by person"), "muted")
        self.line = ElidedLabel("", "muted")
        self.fair = Button(_("Is it fair?"), "ghost", "scale", small=True)
        self.print = MenuButton(_("Print chore sheet"), "printer", small=True, kind="ghost")
        self.fold = IconButton("chevron-up", _("Show the people"), kind="ghost")
        self.list = PeopleList(takes)
        self._folded = self._fitted = False
        self._wanted: bool | None = None  # what the person chose with the arrow
        head = hbox(self.title, gap=2)
        head.addWidget(self.line, 1000)
        head.addStretch(1)
        for button in (self.fair, self.print, self.fold):
            head.addWidget(button)
        box = vbox(head, self.list, gap=0, margins=(16, 5, 10, 6))
        vbox(Rule(), box, gap=0, parent=self)
        self.fold.clicked.connect(self._on_fold)

    def show_people(self, people: Sequence[PersonTally]) -> None:
        """Show these."""
        self.list.rows.show(people)
        self._say()
        self.list.fit()

    def _say(self) -> None:
        """In one line who passed how many, where only that line is seen."""
        if self._folded:
            people = self.list.rows.people[:IN_LINE]
            self.line.set_text(" · ".join(f"{p.name} {passed(p)}" for p in people))

    def tall(self) -> int:
        """How high it is unfolded."""
        head = theme.size("controlSmall") + 13
        return head + round(LINE * theme.scale()) * min(max(self.list.lines(), 1), ROWS) + 2

    def fit(self, *, room: bool) -> None:
        """Fold where there is no room, unless the person said otherwise."""
        folded = not room if self._wanted is None else not self._wanted
        if self._fitted and folded == self._folded:
            return
        self._fitted, self._folded = True, folded
        self._say()
        self.list.setVisible(not self._folded)
        self.line.setVisible(self._folded)
        self.title.setVisible(not self._folded)
        self.fold.set_icon("chevron-up" if self._folded else "chevron-down")
        words = _("Show the people") if self._folded else _("Hide the people")
        self.fold.setAccessibleName(words)
        self.fold.setToolTip(words)

    def _on_fold(self) -> None:
        self._wanted = self._folded
        self.fit(room=False)
