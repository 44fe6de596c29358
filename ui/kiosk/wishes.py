"""My wishes: whether one looks for a sponsor and whom, when one has time, and being a buddy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sobrhouse.domain.support import GENDER_WORDS, HOURS, WISH_WORDS
from sobrhouse.queries.kiosk import MyWishes
from sobrhouse.words import _, n_
from ui.kiosk import door_support as deeds
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import Choice, back_button, choice_tile, foot, grid_of, title
from ui.kiosk.parts import words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Touch

PAGES = 2
HOUSE, YES, NO = "house", "yes", "no"  # tiles' codes
MOST_OFFERED = 2  # newcomers that one can offer to be a buddy for with one touch


@dataclass(frozen=True, slots=True)
class WishDeeds:
    """What can be done from one's wishes."""

    wish: Callable[[str, Any], None]
    turn: Callable[[int], None]
    back: Callable[[], None]


class Wishes(Screen):
    """One's wishes; each touch is kept."""

    seconds = 60

    def __init__(self, room: Room, mine: MyWishes, page: int, can: WishDeeds) -> None:
        super().__init__(room)
        self._mine, self._can = mine, can
        self.tiles: dict[tuple[str, str], Touch] = {}
        self.body.addLayout(title(_("My wishes"), page, PAGES, can.turn))
        self.body.addStretch(1)
        (self._whom, self._when)[page]()
        self.body.addStretch(2)
        self.body.addLayout(foot(back_button(room, can.back)))

    def _whom(self) -> None:
        """Whom one wishes for."""
        mine = self._mine
        looking = (
            Choice(YES, _("Yes, help me"), "heart-handshake", chosen=mine.looking),
            Choice(NO, _("Not now"), "minus", chosen=not mine.looking),
        )
        self._row(_("Do you look for a sponsor?"), "looking", looking, lambda code: code == YES, 2)
        wanted = [Choice(c, _(w), chosen=c == mine.wants_gender) for c, w in WISH_WORDS.items()]
        self._row(_("Whom would you like?"), "wants_gender", wanted, str, 4)
        own = [Choice(c, _(w), chosen=c == mine.gender) for c, w in GENDER_WORDS.items()]
        self._row(_("Your gender"), "gender", own, str, 4)

    def _when(self) -> None:
        """When one has time, and for whom."""
        mine = self._mine
        hours = [Choice(code, _(said), chosen=code in mine.hours) for code, said in HOURS.items()]
        self._row(_("When do you have time?"), "hours", hours, self._other_hours, 3)
        some = n_("For {n} person", "For {n} people", MOST_OFFERED).format(n=MOST_OFFERED)
        counts = (
            (HOUSE, _("As the house says")), ("1", _("For one person")),
            (str(MOST_OFFERED), some), ("0", _("Not now")),
        )  # fmt: skip
        held = HOUSE if mine.buddies is None else str(mine.buddies)
        buddies = [Choice(code, said, chosen=code == held) for code, said in counts]
        self._row(
            _("Would you be a buddy?"), "buddies", buddies,
            lambda code: None if code == HOUSE else int(code), 4,
        )  # fmt: skip

    def _other_hours(self, code: str) -> tuple[str, ...]:
        """The hours with this one more, or without it."""
        return tuple(h for h in HOURS if (h in self._mine.hours) != (h == code))

    def _row(
        self, asked: str, field: str, choices: Sequence[Choice], value: Callable[[str], Any],
        wide: int,
    ) -> None:  # fmt: skip
        made = []
        for choice in choices:
            tile = choice_tile(
                choice, lambda code: self._can.wish(field, value(code)), self.room.button
            )
            self.tiles[field, choice.code] = tile
            made.append(tile)
        self.body.addWidget(words(asked, "h2"))
        self.body.addSpacing(6)
        self.body.addLayout(grid_of(made, wide))
        self.body.addSpacing(14)


class WishesShown(OwnPages):
    """The pages of one's wishes."""

    _page = 0

    def begin(self) -> None:
        """Ask for them, and show the page where one is."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.wishes(visit, visit.claim, visit.here(self._show))

    def _show(self, mine: MyWishes) -> None:
        visit = self.visit
        can = WishDeeds(
            wish=visit.here(self._wish), turn=visit.here(self.turn), back=visit.press(self.back)
        )
        visit.show(lambda room: Wishes(room, mine, self._page, can), self.begin)

    def turn(self, page: int) -> None:
        """The other page."""
        self._page = page
        self.begin()

    def _wish(self, field: str, value: Any) -> None:
        self.do(deeds.wish(field, value), lambda _was: self.begin())
