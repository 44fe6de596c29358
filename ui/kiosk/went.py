""" "I went to a meeting": a tile of the house's list, or a few words of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.requirements import Tally
from sobrhouse.queries.kiosk import MeetingTile, ToLog
from sobrhouse.words import _, n_
from ui.kiosk.ends import Done
from ui.kiosk.keyboard import TypePage
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import GAP, Face, Touch

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

TILE_TALL, ROWS = 92, 4  # px; how many fit one under the other
DAY = timedelta(days=1)
LONG_S = 120  # words of one's own have more time, and keep nothing when left


def clock_words(starts_at: str) -> str:
    """ "7:30 PM" of "19:30"; empty where no time is known."""
    return nice_time(time.fromisoformat(starts_at)) if starts_at else ""


def week_words(week: Tally) -> str:
    """ "3 of 4 this week"; how many there were where none, or fewer, are asked for."""
    if week.asked and week.done <= week.asked:
        return _("{n} of {m} this week").format(n=week.done, m=week.asked)
    said = n_("{n} meeting this week", "{n} meetings this week", week.done)
    return said.format(n=week.done)


@dataclass(frozen=True, slots=True)
class ListDeeds:
    """What can be done from the list of meetings."""

    chosen: Callable[[MeetingTile], None]
    turn: Callable[[bool, int], None]  # yesterday's or today's, and which page of them
    other: Callable[[], None]
    back: Callable[[], None]


def day_choice(yesterday: bool, room: Room, chosen: Callable[[bool], None]) -> tuple[Touch, Touch]:
    """Today or yesterday, one of them chosen."""
    made = []
    for is_yesterday, said in ((False, _("Today")), (True, _("Yesterday"))):
        day = Touch(said, Face("plain", "calendar-days"), tall=room.button)
        day.clicked.connect(lambda _on=False, is_yesterday=is_yesterday: chosen(is_yesterday))
        day.choose(is_yesterday == yesterday)
        made.append(day)
    return made[0], made[1]


class Meetings(Screen):
    """Today's meetings that have begun, or yesterday's, on pages where they are many."""

    seconds = 45

    def __init__(
        self, room: Room, found: ToLog, yesterday: bool, page: int, deeds: ListDeeds
    ) -> None:
        super().__init__(room)
        self.tiles: list[Touch] = []
        self._deeds, wide = deeds, 2 if room.narrow else 3  # names of meetings are long
        day = found.today - DAY if yesterday else found.today
        of_day = [tile for tile in found.tiles if tile.on == day]
        pages = max(1, -(-len(of_day) // (wide * ROWS)))
        page = min(page, pages - 1)
        shown = of_day[page * wide * ROWS : (page + 1) * wide * ROWS]
        self.days = day_choice(yesterday, room, lambda other: deeds.turn(other, 0))
        self.body.addLayout(self._title(page, pages, yesterday))
        self.body.addSpacing(8)
        self.body.addLayout(row(*self.days))
        self.body.addSpacing(GAP)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for place in range(wide):
            grid.setColumnStretch(place, 1)
        for place, tile in enumerate(shown):
            grid.addWidget(self._tile(tile), place // wide, place % wide)
        self.body.addLayout(grid)
        if not of_day:
            none = _("The house's list has no meeting for this day yet.")
            self.body.addWidget(words(none, "body", wrap=True))
        self.body.addStretch(1)
        self.body.addLayout(self._foot())

    def _title(self, page: int, pages: int, yesterday: bool) -> QHBoxLayout:
        title = row(words(_("Which meeting was it?"), "h1"), 1)
        if pages > 1:
            title.addWidget(words(_("{n} of {m}").format(n=page + 1, m=pages), "label"))
            for icon, name, to in (("arrow-left", _("Meetings before"), page - 1),
                                   ("arrow-right", _("More meetings"), page + 1)):  # fmt: skip
                arrow = Touch("", Face("plain", icon), name=name)
                arrow.setFixedWidth(120)
                arrow.setEnabled(0 <= to < pages)
                arrow.clicked.connect(lambda _on=False, to=to: self._deeds.turn(yesterday, to))
                title.addWidget(arrow)
        return title

    def _tile(self, tile: MeetingTile) -> Touch:
        said = _("In your log") if tile.logged else fellowship_name(tile.fellowship, short=True)
        under = ", ".join(filter(None, (clock_words(tile.starts_at), said, tile.place)))
        icon = "circle-check" if tile.logged else "monitor" if tile.online else "users"
        made = Touch(tile.name, Face("plain", icon, left=True, under=under), tall=TILE_TALL)
        made.setEnabled(not tile.logged)
        made.clicked.connect(lambda _on=False: self._deeds.chosen(tile))
        self.tiles.append(made)
        return made

    def _foot(self) -> QHBoxLayout:
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=self.room.button)
        away.clicked.connect(self._deeds.back)
        other = Touch(_("Another meeting"), Face("plain", "keyboard"), tall=self.room.button)
        other.clicked.connect(self._deeds.other)
        foot = row(away, other, gap=20)
        foot.setStretch(0, 1)
        foot.setStretch(1, 3)
        return foot


class Whose(Screen):
    """Whose meeting it was, and on which of two days; the last touch of a meeting in words."""

    seconds = LONG_S

    def __init__(
        self,
        room: Room,
        named: str,
        chosen: Callable[[str, bool], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(room)
        self.yesterday = False
        self.days = day_choice(False, room, self.choose_day)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        self.tiles: dict[str, Touch] = {}
        for place, code in enumerate(FELLOWSHIP_NAMES):
            tile = Touch(fellowship_name(code, short=True), Face("plain"), tall=TILE_TALL)
            tile.clicked.connect(lambda _on=False, code=code: chosen(code, self.yesterday))
            self.tiles[code] = tile
            grid.addWidget(tile, place // 3, place % 3)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        self.body.addWidget(words(_("When was it?"), "h1"))
        self.body.addSpacing(6)
        self.body.addLayout(row(*self.days))
        self.body.addSpacing(14)
        self.body.addWidget(words(_("Whose meeting was it?"), "h1"))
        if named:
            self.body.addWidget(words(named, "muted"))
        self.body.addSpacing(6)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        foot = row(away, 3)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def choose_day(self, yesterday: bool) -> None:
        """Today or yesterday."""
        self.yesterday = yesterday
        for place, day in enumerate(self.days):
            day.choose(bool(place) == yesterday)


class Went(QObject):
    """The pages of one meeting; it lives and ends with the visit."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._visit = visit
        self._found: ToLog | None = None
        self._name = ""

    def begin(self) -> None:
        """Ask for the list, and show it."""
        visit = self._visit
        visit.flow.window.hold()
        visit.door.meetings(visit, visit.claim, visit.here(self._on_found))

    def _on_found(self, found: ToLog) -> None:
        self._found = found
        if found.tiles:
            self._list(all(tile.on < found.today for tile in found.tiles), 0)
        else:
            self.ask_name()

    def _list(self, yesterday: bool, page: int) -> None:
        visit, found = self._visit, self._found
        if found is None:
            return
        deeds = ListDeeds(
            chosen=visit.here(self._on_tile),
            turn=visit.here(self._list),
            other=visit.press(self.ask_name),
            back=visit.press(visit.back_to_card),
        )
        visit.show(
            lambda room: Meetings(room, found, yesterday, page, deeds),
            lambda: self._list(yesterday, page),
        )

    def _on_tile(self, tile: MeetingTile) -> None:
        self._log({"on": tile.on, "group_id": tile.group_id}, tile.name)

    # A meeting in words

    def ask_name(self) -> None:
        """What it is called; who types nothing says only whose it was."""
        visit = self._visit
        tiles = self._found is not None and self._found.tiles
        back = (lambda: self._list(False, 0)) if tiles else visit.back_to_card

        def make(room: Room) -> TypePage:
            page = TypePage(
                room, _("What is the meeting called?"), _("Next"), visit.here(self._on_name),
                visit.press(back), may_skip=True, skip=_("Skip"), longest=60, both=True,
            )  # fmt: skip
            page.seconds = LONG_S
            return page

        visit.show(make, self.ask_name)

    def _on_name(self, text: str) -> None:
        self._name = text
        self.ask_whose()

    def ask_whose(self) -> None:
        """Whose meeting, and when."""
        visit, named = self._visit, self._name
        visit.show(
            lambda room: Whose(room, named, visit.here(self._on_whose), visit.press(self.ask_name)),
            self.ask_whose,
        )

    def _on_whose(self, fellowship: str, yesterday: bool) -> None:
        assert self._found is not None
        on: date = self._found.today - DAY if yesterday else self._found.today
        name = self._name or fellowship_name(fellowship, short=True)
        self._log({"on": on, "group_text": self._name, "fellowship": fellowship}, name)

    # Keeping it, and taking it back

    def _log(self, said: dict[str, Any], name: str) -> None:
        visit = self._visit
        visit.flow.window.hold()
        done = visit.here(lambda row_id: self._count(row_id, name))
        visit.door.went(visit, visit.claim, said, done, visit.here(visit.refused))

    def _count(self, row_id: int, name: str) -> None:
        """Ask how many it makes this week, and say it."""
        visit = self._visit
        visit.door.meetings(
            visit, visit.claim, visit.here(lambda found: self._done(row_id, name, found))
        )

    def _done(self, row_id: int, name: str, found: ToLog) -> None:
        visit, week = self._visit, found.week
        line = f"{name}. {week_words(week)}." if week.asked else name
        leave, undo = visit.press(visit.leave), visit.press(lambda: self._undo(row_id))
        visit.show(
            lambda room: Done(room, _("Your meeting is in the log"), line, leave, undo),
            lambda: self._done(row_id, name, found),
        )

    def _undo(self, row_id: int) -> None:
        visit = self._visit
        visit.flow.window.hold()
        visit.door.undo_went(
            visit, visit.claim, row_id, visit.here(lambda _none: visit.back_to_card()),
            visit.here(visit.refused),
        )  # fmt: skip
