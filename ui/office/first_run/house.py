"""The third step: the house, its address, its zone, and its rooms with a board that grows."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimeZone
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.houses import RoomWish, next_labels, parse_rooms
from sobrhouse.problems import Problem
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.first_steps import HouseWish, describe_house
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.fields.zones import COMMON_ZONES, zone_choices
from ui.office.first_run.step import Beside, Memory, StepPage
from ui.widgets.boxes import vbox
from ui.widgets.cards import Card
from ui.widgets.choices import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.lines import LineField, TextField

_BESIDE = 3  # beds beside one another in a room
_MOST_SHOWN = 12  # beds painted in one room


class LittleBoard(QWidget):
    """The rooms that are typed, as small as they can be drawn and still be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rooms: tuple[RoomWish, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_rooms(())

    def show_rooms(self, rooms: Sequence[RoomWish]) -> None:
        """Draw these."""
        self.rooms = tuple(rooms)
        said = ", ".join(f"{room.name}: {_beds(room.beds)}" for room in self.rooms)
        self.setAccessibleName(said or _("No rooms yet"))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        bottom = max((place.bottom() for place, _room in places), default=60 * theme.scale())
        return round(bottom) + 2

    def sizeHint(self) -> QSize:
        wide = max(self.width(), 200)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def _places(self, width: int) -> list[tuple[QRectF, RoomWish]]:
        scale, gap = theme.scale(), 8.0
        wide = (_BESIDE * 32 + 18) * scale
        columns = max(1, int((width + gap) / (wide + gap)))
        wide = min((width + gap) / columns - gap, wide * 1.25)
        places: list[tuple[QRectF, RoomWish]] = []
        top = 0.0
        for start in range(0, len(self.rooms), columns):
            row = self.rooms[start : start + columns]
            lines = max(-(-min(room.beds, _MOST_SHOWN) // _BESIDE) for room in row)
            high = (34 + lines * 30) * scale
            for n, room in enumerate(row):
                places.append((QRectF(n * (wide + gap), top, wide, high), room))
            top += high + gap
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, room in self._places(self.width()):
            self._paint_room(painter, place, room)
        painter.end()

    def _paint_room(self, painter: QPainter, place: QRectF, room: RoomWish) -> None:
        scale = theme.scale()
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("bg"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        font = theme.font("small", 600)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        head = QRectF(place.left() + 10, place.top() + 4, place.width() - 18, 24 * scale)
        name = QFontMetricsF(font).elidedText(room.name, Qt.TextElideMode.ElideRight, head.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, flags, name)
        painter.setFont(theme.font("micro", 600))
        labels = next_labels(room.name, (), room.beds)
        for n, label in enumerate(labels[:_MOST_SHOWN]):
            bed = QRectF(
                place.left() + (9 + (n % _BESIDE) * 32) * scale,
                head.bottom() + (n // _BESIDE) * 30 * scale, 29 * scale, 25 * scale,
            )  # fmt: skip
            more = room.beds - _MOST_SHOWN + 1
            last = n == _MOST_SHOWN - 1 and more > 1
            painter.setPen(theme.colour("primary"))
            painter.setBrush(theme.colour("primarySoft"))
            painter.drawRoundedRect(bed, 5, 5)
            painter.setPen(theme.colour("primaryInk"))
            painter.drawText(bed, Qt.AlignmentFlag.AlignCenter, f"+{more}" if last else label)


class HouseStep(StepPage):
    """Skipped, the house still stands, with a name that can be changed."""

    id = "house"

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(desk, memory, parent)
        self.name = LineField("name", _("Name of the house"), required=True)
        self.name.line.setPlaceholderText(_("Maple Street House"))
        self.address = LineField("address", _("Address"))
        self.zone = ChoiceField("timezone", _("Time zone"), zone_choices())
        self.zone.set_value(home_zone())
        self.rooms = TextField(
            "rooms", _("Rooms and their beds, one room in each line"), lines=6,
            hint=_("Such as Room 1: 2 beds, or 5 rooms with 2 beds."),
        )  # fmt: skip
        self.rooms.box.setPlaceholderText(
            _("Room 1: 2 beds\nRoom 2: 3 beds, upstairs\nAttic: 1 bed")
        )
        self.board = LittleBoard()
        self.counted = Label("", "muted", wrap=True)
        card = Card()
        card.body.setSpacing(theme.space(3))
        for one in (self.name, self.address, self.zone, self.rooms):
            card.add(self.add(one))
        card.body.addStretch(1)
        self.rooms.edited.connect(self._on_rooms)
        shown = Card(_("Your bed board"))
        shown.body.setSpacing(theme.space(2))
        shown.add(self.counted)
        shown.add(self.board)
        shown.body.addStretch(1)
        vbox(Beside(card, shown), parent=self)
        self.recall()
        self._on_rooms()

    def title(self) -> str:
        return _("Your house")

    def line(self) -> str:
        return _("What it is called, where it is, and where people sleep.")

    def verb(self) -> str:
        return _("Save and go on")

    def go(self) -> None:
        for one in self.fields.values():
            one.clear_fault()
        try:
            wish = HouseWish(
                str(self.name.value()), str(self.address.value()), str(self.zone.value()),
                tuple(self._rooms()),
            )  # fmt: skip
        except Problem as problem:
            self.refuse(problem)
            return
        self._save(wish)

    def skip(self) -> None:
        """A house with a plain name, so that the office has one; what stands is left alone."""
        if self.desk.house_id:
            self.passed.emit()
        else:
            self._save(HouseWish(_("Our house"), "", str(self.zone.value())))

    def _save(self, wish: HouseWish) -> None:
        self.busy.emit(_("Saving"))
        self.desk.do(
            self, describe_house, self.desk.house_id, wish,
            done=lambda _house: self.desk.ask(
                self, my_houses, done=self._on_houses, failed=self.refuse
            ),
            refused=self.refuse,
        )  # fmt: skip

    def _on_houses(self, houses: tuple[object, ...]) -> None:
        self.desk.take_houses(houses)  # type: ignore[arg-type]
        self.busy.emit("")
        self.passed.emit()

    def _rooms(self) -> list[RoomWish]:
        try:
            return parse_rooms(self.rooms.text())
        except Problem as problem:
            problem.field = "rooms"
            raise

    def _on_rooms(self) -> None:
        """Draw the lines that can be read so far."""
        rooms: list[RoomWish] = []
        for text in self.rooms.text().splitlines():
            read = partial(parse_rooms, text, [room.name for room in rooms])
            rooms.extend(_readable(read))
        self.board.show_rooms(rooms)
        beds = sum(room.beds for room in rooms)
        self.counted.setText(
            _("{rooms}, {beds}").format(
                rooms=n_("{n} room", "{n} rooms", len(rooms)).format(n=len(rooms)),
                beds=_beds(beds),
            )
            if rooms
            else _("It grows here as you type. You can add rooms later too.")
        )


def _readable(read: partial[list[RoomWish]]) -> list[RoomWish]:
    try:
        return read()
    except Problem:
        return []


def _beds(n: int) -> str:
    return n_("{n} bed", "{n} beds", n).format(n=n)


def home_zone() -> str:
    """The computer's own zone where it is one that we offer, else New York."""
    found = QTimeZone.systemTimeZoneId().toStdString()
    known = {zone for zone, _words in zone_choices()}
    return found if found in known and not found.startswith("Etc/") else COMMON_ZONES[0]
