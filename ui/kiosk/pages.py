"""Pages: what pages with many things to touch share: a title with arrows, a foot, tiles to choose
from, and the names of the house.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from sobrhouse.queries.kiosk import Housemate
from sobrhouse.words import _
from ui.kiosk.names import TALL as NAME_TALL
from ui.kiosk.names import columns
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import GAP, Face, Touch

NAME_ROWS = 4
TILE_TALL = 92  # px


@dataclass(frozen=True, slots=True)
class Choice:
    """One tile: its code, words, icon, a second line, and whether it is chosen now (None: nothing
    is chosen before it is touched).
    """

    code: str
    text: str
    icon: str = ""
    under: str = ""
    chosen: bool | None = None


def button(
    said: str, icon: str, deed: Callable[..., None], tall: int, kind: str = "plain"
) -> Touch:
    """A button with an icon."""
    made = Touch(said, Face(kind, icon), tall=tall)
    made.clicked.connect(lambda _on=False: deed())
    return made


def back_button(room: Room, back: Callable[[], None]) -> Touch:
    """The way back."""
    return button(_("Go back"), "arrow-left", back, room.button)


def foot(*things: Touch, room_for: int = 3) -> QHBoxLayout:
    """Buttons at the left, as wide as a third of the screen each."""
    line = row(*things, gap=20)
    for place in range(len(things)):
        line.setStretch(place, 1)
    if len(things) < room_for:
        line.addStretch(room_for - len(things))
    return line


def title(text: str, page: int, pages: int, turn: Callable[[int], None]) -> QHBoxLayout:
    """A heading, and arrows where there are several pages."""
    line = row(words(text, "h1"), 1)
    if pages > 1:
        line.addWidget(words(_("{n} of {m}").format(n=page + 1, m=pages), "label"))
        for icon, name, to in (("arrow-left", _("Before"), page - 1),
                               ("arrow-right", _("More"), page + 1)):  # fmt: skip
            arrow = Touch("", Face("plain", icon), name=name)
            arrow.setFixedWidth(120)
            arrow.setEnabled(0 <= to < pages)
            arrow.clicked.connect(lambda _on=False, to=to: turn(to))
            line.addWidget(arrow)
    return line


def grid_of(tiles: Sequence[Touch], wide: int) -> QGridLayout:
    """Tiles in columns of one width."""
    grid = QGridLayout()
    grid.setSpacing(GAP)
    for place in range(wide):
        grid.setColumnStretch(place, 1)
    for place, tile in enumerate(tiles):
        grid.addWidget(tile, place // wide, place % wide)
    return grid


def choice_tile(choice: Choice, chosen: Callable[[str], None], tall: int = TILE_TALL) -> Touch:
    """One choice to touch."""
    face = Face("plain", choice.icon, left=bool(choice.under), under=choice.under)
    made = Touch(choice.text, face, tall=tall)
    if choice.chosen is not None:
        made.choose(choice.chosen)
    made.clicked.connect(lambda _on=False: chosen(choice.code))
    return made


def names_page(people: Sequence[Housemate], page: int, room: Room) -> tuple[int, int]:
    """Which page it is, and of how many."""
    pages = max(1, -(-len(people) // (columns(room) * NAME_ROWS)))
    return min(page, pages - 1), pages


def name_tiles(
    people: Sequence[Housemate], page: int, room: Room, chosen: Callable[[Housemate], None]
) -> list[Touch]:
    """A page of the names of the house."""
    many = columns(room) * NAME_ROWS
    tiles = []
    for person in people[page * many : (page + 1) * many]:
        tile = Touch(person.shown, Face("plain", left=True, round=66), tall=NAME_TALL)
        tile.person = person.resident_id
        tile.clicked.connect(lambda _on=False, person=person: chosen(person))
        tiles.append(tile)
    return tiles


class Choices(Screen):
    """One question and tiles to answer it; `others` stand beside the way back."""

    seconds = 60

    def __init__(
        self,
        room: Room,
        question: str,
        choices: Sequence[Choice],
        chosen: Callable[[str], None],
        back: Callable[[], None],
        *,
        under: str = "",
        wide: int = 2,
        tall: int = TILE_TALL,
        others: Callable[[Room], Sequence[Touch]] | None = None,
    ) -> None:
        super().__init__(room)
        self.tiles = {choice.code: choice_tile(choice, chosen, tall) for choice in choices}
        self.body.addWidget(words(question, "h1", wrap=True))
        if under:
            self.body.addWidget(words(under, "muted", wrap=True))
        self.body.addSpacing(14)
        self.body.addLayout(grid_of(list(self.tiles.values()), wide))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, back), *(others(room) if others else ())))
