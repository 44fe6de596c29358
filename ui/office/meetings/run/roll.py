"""The roll of a house meeting: one line a person, one key a mark, the focus going down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from sobrhouse.queries.meeting_rows import Attender, Hint
from sobrhouse.words import _
from ui import theme
from ui.office.meetings.run.marks import MARKS, SegmentRow, status_of, word
from ui.widgets.avatar import paint_avatar
from ui.widgets.focus import paint_ring
from ui.widgets.labels import plain_tip

_Index = QModelIndex | QPersistentModelIndex
LINE, SIDE = 35, 26  # px at 100 %
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def roll_keys() -> str:
    """What the keys of the list do, in a sentence."""
    letters = ", ".join(f"{word(m.status)[:1]}: {word(m.status).lower()}" for m in MARKS)
    more = _("Enter takes a suggestion, Delete takes a mark away, a dot gives a reason.")
    return f"{letters}. {more}"


class RollRows(QAbstractListModel):
    """The people, what the log suggests of them, and whether suggestions are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Attender, ...] = ()
        self.hints: Mapping[int, Hint] = {}
        self.suggesting = False

    def show_people(
        self, people: tuple[Attender, ...], hints: Mapping[int, Hint], *, suggesting: bool
    ) -> None:
        """Show these; the same people keep their lines."""
        same = [p.stay_id for p in people] == [p.stay_id for p in self.people]
        if not same:
            self.beginResetModel()
        self.people, self.hints, self.suggesting = people, hints, suggesting
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0), self.index(len(people) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(person)
        return None

    def hint(self, person: Attender) -> str:
        """The mark that is suggested for somebody who has none, while suggestions are shown."""
        found = self.hints.get(person.stay_id)
        return found.status if self.suggesting and found and not person.status else ""

    def why(self, person: Attender) -> str:
        """The gray words: the mark's reason, else where the log has somebody who is not marked."""
        found = self.hints.get(person.stay_id)
        if person.reason or found is None:
            return person.reason
        if person.status or (found.status == "present" and not self.suggesting):
            return ""
        return found.why

    def said(self, person: Attender) -> str:
        """ "Attendance, Andre W., Present" for a screen reader."""
        parts = [_("Attendance"), person.name]
        parts.append(word(person.status) if person.status else _("Not marked"))
        if hint := self.hint(person):
            parts.append(_("suggested: {mark}").format(mark=word(hint)))
        return ", ".join(filter(None, (*parts, self.why(person))))


class RollPainter(QStyledItemDelegate):
    """Paints a line: round picture, name, gray words, four segments."""

    def __init__(self, rows: RollRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(240, round(LINE * theme.scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        person = self._rows.people[index.row()]
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        if here and view.hasFocus():
            paint_ring(painter, rect.adjusted(0, 1, 0, -1), theme.radius("segment"))
        elif index.row() < len(self._rows.people) - 1:
            painter.setPen(theme.colour("border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(4, 0, -4, -1)
        segments = SegmentRow(inside.width())
        segments.paint(painter, inside, person.status, self._rows.hint(person))
        self._words(painter, inside.adjusted(0, 0, -segments.total() - 8, 0), person)
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, person: Attender) -> None:
        side = SIDE * theme.scale()
        place = QRectF(room.left(), room.center().y() - side / 2, side, side)
        paint_avatar(painter, place, person.resident_id, person.name)
        room = room.adjusted(side + 6, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, shown)
        room = room.adjusted(metrics.horizontalAdvance(shown) + 8, 0, 0, 0)
        if room.width() > 20:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            why = QFontMetricsF(painter.font()).elidedText(
                self._rows.why(person), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, middle, why)


class RollList(QListView):
    """The lines. P, L, E, A mark and go down; Enter takes a suggestion, Delete a mark away."""

    marked = Signal(int, str)
    taken = Signal(int)
    cleared = Signal(int)
    reason_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RollRows()
        self.may_mark = False
        self.setModel(self.rows)
        self.setItemDelegate(RollPainter(self.rows, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Attendance"))
        self.setAccessibleDescription(roll_keys())
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(3 * LINE)

    def current(self) -> Attender | None:
        """The person whose line is chosen."""
        at = self.currentIndex().row()
        return self.rows.people[at] if 0 <= at < len(self.rows.people) else None

    def select(self, at: int) -> None:
        """Choose a line."""
        self.setCurrentIndex(self.rows.index(at))

    def go_in(self) -> None:
        """The focus, on the first person who is not marked."""
        people = self.rows.people
        if self.current() is None and people:
            self.select(next((i for i, p in enumerate(people) if not p.status), 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self, stay_id: int) -> None:
        """After somebody is marked: the next below who is not, else from the top; when all are
        marked, one line down.
        """
        people = self.rows.people
        at = next((i for i, p in enumerate(people) if p.stay_id == stay_id), 0)
        order = [*range(at + 1, len(people)), *range(at)]
        left = [i for i in order if not people[i].status and people[i].stay_id != stay_id]
        self.select(left[0] if left else min(at + 1, len(people) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        person = self.current()
        plain = not event.modifiers() & ~_SHIFT
        if person is None or not plain or not self.may_mark:
            super().keyPressEvent(event)
            return
        status = status_of(event.text())
        if status:
            self.marked.emit(person.stay_id, status)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(person.stay_id)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(person.stay_id)
        elif event.text() == ".":
            self.reason_wanted.emit(person.stay_id)
        elif event.text().strip() and event.text().isalpha():
            event.accept()  # no jumping about by first letters: letters mark
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self._segment_at(event.position())
        if found is None or not self.may_mark or event.button() != Qt.MouseButton.LeftButton:
            return
        person, status = found
        if person.status == status:
            self.cleared.emit(person.stay_id)
        else:
            self.marked.emit(person.stay_id, status)

    def segment_centre(self, at: int, status: str) -> QPointF:
        """The middle of a segment, in the list's own coordinates."""
        line = QRectF(self.visualRect(self.rows.index(at))).adjusted(4, 0, -4, -1)
        which = [m.status for m in MARKS].index(status)
        return SegmentRow(line.width()).places(line)[which].center()

    def _segment_at(self, spot: QPointF) -> tuple[Attender, str] | None:
        index = self.indexAt(spot.toPoint())
        if not index.isValid():
            return None
        line = QRectF(self.visualRect(index)).adjusted(4, 0, -4, -1)
        for mark, place in zip(MARKS, SegmentRow(line.width()).places(line), strict=True):
            if place.contains(spot):
                return self.rows.people[index.row()], mark.status
        return None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            index = self.indexAt(event.pos())
            said = self.rows.said(self.rows.people[index.row()]) if index.isValid() else ""
            tip = f"{said}. {roll_keys()}" if said and self.may_mark else said
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().viewportEvent(event)
