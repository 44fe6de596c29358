"""Names: touch your own; the list never tells who is in or out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sobrhouse.queries.kiosk import NameTile
from sobrhouse.words import _
from ui.kiosk.parts import Mark, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import GAP, Face, Touch

ROWS = 5
TALL = 90  # px; the tokens' 92 would need 770 on a screen of 768
WISHED = 104
ROUND = 66


def columns(room: Room) -> int:
    """Four, or three where the screen is narrow."""
    return 3 if room.narrow else 4


def page_count(people: int, room: Room) -> int:
    """Over how many pages the names go."""
    return max(1, -(-people // (columns(room) * ROWS)))


class Names(Screen):
    """Tiles A to Z, on pages where they are many; support, visitors, numbers and badges below."""

    seconds = 60
    private = False

    def __init__(
        self,
        room: Room,
        people: Sequence[NameTile],
        page: int,
        chosen: Callable[[NameTile], None],
        turn: Callable[[int], None],
        below: Sequence[Touch],
    ) -> None:
        super().__init__(room)
        pages = page_count(len(people), room)
        page = min(page, pages - 1)
        per_page = columns(room) * ROWS
        shown = people[page * per_page : (page + 1) * per_page]
        self.tiles: list[Touch] = []
        self.body.addLayout(self._title(page, pages, turn))
        self.body.addSpacing(8 if room.low else 14)
        self.body.addLayout(self._grid(shown, chosen))
        if not people:
            empty = _("No names yet. Ask the house manager.")
            self.body.addWidget(words(empty, "body", wrap=True))
        self.body.addStretch(1)
        self.body.addSpacing(GAP)
        self.body.addLayout(self._below(below))

    def _title(self, page: int, pages: int, turn: Callable[[int], None]) -> QHBoxLayout:
        title = row(words(_("Tap your name"), "h1"), 1)
        if pages > 1:
            for icon, name, to in (("arrow-left", _("Names before"), page - 1),
                                   ("arrow-right", _("More names"), page + 1)):  # fmt: skip
                arrow = Touch("", Face("plain", icon), name=name)
                arrow.setFixedWidth(120)
                arrow.setEnabled(0 <= to < pages)
                arrow.clicked.connect(lambda _on=False, to=to: turn(to))
                title.addWidget(arrow)
            said = _("{n} of {m}").format(n=page + 1, m=pages)
            title.insertWidget(3, words(said, "label"))
        return title

    def _grid(self, shown: Sequence[NameTile], chosen: Callable[[NameTile], None]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        wide = columns(self.room)
        tall = WISHED if len(shown) <= wide * (ROWS - 1) and not self.room.low else TALL
        for place in range(wide):
            grid.setColumnStretch(place, 1)
        for place, person in enumerate(shown):
            tile = Touch(
                person.shown, Face("plain", size="label", left=True, round=ROUND), tall=tall
            )
            tile.person = person.resident_id
            tile.photo = picture(person.photo)
            tile.clicked.connect(lambda _on=False, person=person: chosen(person))
            self.tiles.append(tile)
            grid.addWidget(tile, place // wide, place % wide)
        return grid

    def _below(self, buttons: Sequence[Touch]) -> QHBoxLayout:
        scan = QWidget()
        said = words(_("or scan your badge"), "muted", wrap=self.room.narrow)
        scan.setLayout(row(Mark("scan-line", "muted", 30), said))
        line = row(*buttons[:-1], 1, scan, 0 if self.room.narrow else -16, buttons[-1])
        line.setAlignment(scan, Qt.AlignmentFlag.AlignVCenter)
        return line


def picture(photo: bytes | None) -> QPixmap | None:
    """A photo that the house shows."""
    image = QImage()
    if photo is None or not image.loadFromData(photo, "JPEG"):  # as we keep them; no other reader
        return None
    side = ROUND * 3
    scaled = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    return QPixmap.fromImage(scaled)
