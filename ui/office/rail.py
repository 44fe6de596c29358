"""Rail: the pine column with the logo, the house, the places and who is signed in."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from sobrhouse.domain.staff import Permission
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.actions import shown_keys
from ui.widgets.avatar import paint_avatar
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, plain_tip

ROLES = {
    "owner": lambda: _("Owner"),
    "manager": lambda: _("House manager"),
    "staff": lambda: _("Staff"),
    "auditor": lambda: _("Auditor"),
}


class RailPlace(Protocol):
    """What the rail shows of a place."""

    @property
    def id(self) -> str:
        """Its name in code."""

    @property
    def label(self) -> str:
        """Its English name, translated when shown."""

    @property
    def icon(self) -> str:
        """Its icon."""

    @property
    def key(self) -> str:
        """Its digit on the keyboard."""

    @property
    def footer(self) -> bool:
        """Whether it stands at the bottom."""


class _Line(QAbstractButton):
    """A button of the rail that paints two lines of text: the house, or the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = self.second = ""
        self.person = 0
        self.folded = False
        self._ring = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_lines(self, first: str, second: str, person: int, said: str) -> None:
        """`person` above 0 paints their avatar before the lines."""
        self.first, self.second, self.person = first, second, person
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, theme.px("body") + theme.px("micro") + 18)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._ring:
            painter.setPen(theme.colour("navMark"))
            painter.drawRoundedRect(box, theme.radius("control"), theme.radius("control"))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("navHover"))
            painter.drawRoundedRect(box, theme.radius("control"), theme.radius("control"))
        side = theme.size("avatar") - 2
        left = 6.0 if not self.folded else (self.width() - side) / 2
        paint_avatar(
            painter, QRectF(left, (self.height() - side) / 2, side, side), self.person, self.first
        )
        if not self.folded:
            self._paint_lines(painter, left + side + 9)

    def _paint_lines(self, painter: QPainter, left: float) -> None:
        width = self.width() - left - 4
        for kind, colour, text, top in (
            ("body", "navText", self.first, 0.0),
            ("micro", "navMuted", self.second, self.height() / 2 - 1),
        ):
            painter.setFont(theme.font(kind, weight=400))
            painter.setPen(theme.colour(colour))
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            row = QRectF(left, top, width, self.height() / 2 + 1)
            under = Qt.AlignmentFlag.AlignBottom if not top else Qt.AlignmentFlag.AlignTop
            painter.drawText(row, under | Qt.AlignmentFlag.AlignLeft, elided)


class Brand(QWidget):
    """The roof and the name; the roof alone when folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(60, theme.px("brand") + 14)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = round(24 * theme.scale())
        left = 7 if not self.folded else (self.width() - side) // 2
        dpr = self.devicePixelRatioF()
        painter.drawPixmap(
            left, (self.height() - side) // 2, theme.pixmap("logo", "navMark", 24, dpr)
        )
        if not self.folded:
            painter.setFont(theme.font("brand"))
            painter.setPen(theme.colour("navName"))
            painter.drawText(
                self.rect().adjusted(left + side + 8, 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter,
                "sobrhouse",
            )


class Rail(QFrame):
    """The left column; folds to icons where the window is narrow."""

    picked = Signal(str)
    wanted = Signal(str, object)

    def __init__(
        self, desk: Desk, places: Sequence[RailPlace], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.brand = Brand(self)
        self.house = ElidedLabel("", "nav")
        self.switcher = Button(
            "", kind="nav", icon="chevron-down", small=True, name=_("Choose the house")
        )
        self.switcher.clicked.connect(self._on_switcher)
        self.kiosk = Button(
            _("Open kiosk"),
            kind="nav",
            icon="monitor",
            name=_("Open kiosk"),
            tip=_("Open kiosk") + f" ({shown_keys('Ctrl+Shift+K')})",
        )
        self.kiosk.clicked.connect(self._on_kiosk)
        self.person = _Line(self)
        self.person.clicked.connect(self._on_person)
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._build(places)
        self.fold(False)
        self.show_who()

    def _build(self, places: Sequence[RailPlace]) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(2)
        rows.addWidget(self.brand)
        house = QHBoxLayout()
        house.setContentsMargins(8, 0, 0, 6)
        house.addWidget(self.house)
        rows.addLayout(house)
        rows.addWidget(self.switcher)
        for place in places:
            if not place.footer:
                rows.addWidget(self._button(place))
        rows.addStretch(1)
        for place in places:
            if place.footer:
                rows.addWidget(self._button(place))
        rows.addWidget(self.kiosk)
        rows.addSpacing(4)
        rows.addWidget(self.person)

    def _button(self, place: RailPlace) -> Button:
        tip = f"{_(place.label)} ({shown_keys('Ctrl+' + place.key)})"
        button = Button(_(place.label), kind="nav", icon=place.icon, name=_(place.label), tip=tip)
        button.setCheckable(True)
        button.setProperty("place", place.id)
        button.clicked.connect(self._on_place)
        self._group.addButton(button)
        self.buttons[place.id] = button
        return button

    def offer(self, places: Collection[str]) -> None:
        """Show only the places that this person may open."""
        for place, button in self.buttons.items():
            button.setVisible(place in places)

    def mark(self, place: str) -> None:
        """Show which place is open."""
        if place in self.buttons:
            self.buttons[place].setChecked(True)

    def fold(self, folded: bool) -> None:
        """Icons only, or icons with names."""
        self.setFixedWidth(theme.size("navCollapsed") if folded else theme.size("nav"))
        margin = 8 if folded else 12
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 12, margin, 12)
        many = len(self.desk.houses) > 1
        self.house.setVisible(not folded and not many)
        self.switcher.setVisible(many)
        for button in (*self.buttons.values(), self.kiosk, self.switcher):
            button.fold(folded)
        for line in (self.brand, self.person):
            line.folded = folded
            line.update()

    def show_who(self) -> None:
        """The house and the person, as the desk knows them now."""
        me, house = self.desk.me, self.desk.house_name()
        self.house.set_text(house)
        self.switcher.set_text(house)
        self.switcher.setAccessibleName(_("House: {house}. Choose another").format(house=house))
        role = ROLES[me.role.value]() if me.role else ""
        said = _("{name}, {role}. Lock or switch user").format(name=me.name, role=role)
        self.person.show_lines(me.name, role, me.id, said)
        self.person.setVisible(self.desk.is_open)
        self.kiosk.setVisible(self.desk.is_open and self.desk.may(Permission.RECORD_DAILY))

    @Slot()
    def _on_place(self) -> None:
        self.picked.emit(str(self.sender().property("place")))

    @Slot()
    def _on_kiosk(self) -> None:
        self.wanted.emit("kiosk", None)

    @Slot()
    def _on_person(self) -> None:
        menu = QMenu(self)
        menu.addAction(
            theme.icon("lock"), _("Lock the screen"), partial(self.wanted.emit, "lock", None)
        )
        menu.addAction(
            theme.icon("users"), _("Switch user"), partial(self.wanted.emit, "switch", None)
        )
        above = QPoint(0, -menu.sizeHint().height())
        menu.exec(self.person.mapToGlobal(above))

    @Slot()
    def _on_switcher(self) -> None:
        menu = QMenu(self)
        for house in self.desk.houses:
            act = QAction(
                house.name, menu, checkable=True, checked=house.house_id == self.desk.house_id
            )
            act.setData(house.house_id)
            menu.addAction(act)
        chosen = menu.exec(self.switcher.mapToGlobal(self.switcher.rect().bottomLeft()))
        if chosen is not None:
            self.desk.choose_house(int(chosen.data()))
