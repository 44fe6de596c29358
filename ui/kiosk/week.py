"""My week: what one adds to this week in one's own words, under each of five headings, and who
reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.week_people import HEADINGS, LONGEST_OWN, heading_word
from sobrhouse.queries.kiosk import MyWeek
from sobrhouse.words import _
from ui.kiosk import door_support as deeds
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import Choice, back_button, choice_tile, foot, grid_of
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Touch
from ui.kiosk.writing import WritePage

ICONS = {
    "sponsor": "heart-handshake", "work_school": "briefcase", "chores": "list-checks",
    "participation": "users", "appointments": "calendar-clock",
}  # fmt: skip
LONG_S = 120  # reading what one wrote takes its time
_SHOWN = 60  # letters of what stands there, on a tile


@dataclass(frozen=True, slots=True)
class WeekDeeds:
    """What can be done from one's week."""

    write: Callable[[str], None]
    back: Callable[[], None]


class Week(Screen):
    """The five headings with what one wrote under each."""

    seconds = LONG_S

    def __init__(self, room: Room, mine: MyWeek, in_charge: str, can: WeekDeeds) -> None:
        super().__init__(room)
        first, last = (nice_date(on, mine.week_end) for on in (mine.week_start, mine.week_end))
        days = _("{first} to {last}").format(first=first, last=last)
        self.body.addLayout(row(words(_("My week"), "h1"), 1, words(days, "label")))
        self.body.addSpacing(4)
        self.body.addWidget(words(who_reads(in_charge), "body", wrap=True))
        self.body.addStretch(1)
        self.tiles: dict[str, Touch] = {}
        for code in HEADINGS:
            said = mine.texts.get(code, "")
            under = shortened(said) if said else _("Nothing written yet")
            self.tiles[code] = choice_tile(
                Choice(code, heading_word(code), ICONS[code], under), can.write, 104
            )
        self.body.addLayout(grid_of(list(self.tiles.values()), 2))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, can.back)))


def who_reads(in_charge: str) -> str:
    """Who will read it, said before anybody writes."""
    said = _("You can add your own words to the house's report of this week. {name}, the staff and "
             "whoever runs the house read them there, beside your name. You do not have to write "
             "anything.")  # fmt: skip
    return said.format(name=in_charge)


def shortened(said: str) -> str:
    """The beginning of what stands there."""
    line = " ".join(said.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


class WeekShown(OwnPages):
    """The pages of one's week."""

    _page: WritePage | None = None

    def begin(self) -> None:
        """Ask for it, and show it."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.week(visit, visit.claim, visit.here(self._show))

    def _show(self, mine: MyWeek) -> None:
        visit = self.visit
        can = WeekDeeds(
            write=visit.here(lambda code: self.write(code, mine.texts.get(code, ""))),
            back=visit.press(self.back),
        )
        who = visit.flow.in_charge()
        visit.show(lambda room: Week(room, mine, who, can), self.begin)

    def write(self, heading: str, stood: str, text: str | None = None) -> None:
        """Write under a heading; in another language what was typed so far is still there."""
        visit = self.visit

        def make(room: Room) -> WritePage:
            self._page = WritePage(
                room, heading_word(heading), stood,
                visit.here(lambda said: self._keep(heading, said)), visit.press(self.begin),
                LONGEST_OWN, text,
            )  # fmt: skip
            return self._page

        visit.show(make, lambda: self.write(heading, stood, self._page.draft))  # type: ignore[union-attr]

    def _keep(self, heading: str, said: str) -> None:
        def kept(was: str) -> None:
            title = _("It is written down") if said else _("It is off your week")
            self.end(title, heading_word(heading), deeds.own_words(heading, was), _("My week"))

        self.do(deeds.own_words(heading, said), kept)
