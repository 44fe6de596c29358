"""The pages of a swap or a cover: how, whom, against what, and the answer of whoever is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout

from sobrhouse.domain.phrases import near_date, nice_time, weekday_name
from sobrhouse.queries.kiosk import Asked, ChoreTurn, Housemate, Share, TheirTurn
from sobrhouse.words import _, n_
from ui.kiosk.chore_words import asked_said, asks_said, chore_said, day_said
from ui.kiosk.names import columns
from ui.kiosk.pages import (
    TILE_TALL,
    back_button,
    foot,
    grid_of,
    name_tiles,
    names_page,
    title,
)
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import column, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import GAP, Face, Touch

COVER, SWAP = "cover", "swap"
TURN_ROWS = 4
MOST_DAYS = 7  # that are told one by one


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PickDeeds(Generic[T]):
    """What can be done where one of several is picked."""

    chosen: Callable[[T], None]
    turn: Callable[[int], None]
    back: Callable[[], None]


@dataclass(frozen=True, slots=True)
class AnswerDeeds:
    """What can be done with a request."""

    agree: Callable[[], None]
    no: Callable[[], None]
    withdraw: Callable[[], None]
    back: Callable[[], None]


class AskHow(Screen):
    """Cover or swap; of this day or of all days that are left."""

    seconds = 60

    def __init__(
        self, room: Room, turn: ChoreTurn, now: datetime, chosen: Callable[[str, bool], None],
        back: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self.whole = False
        self.spans: tuple[Touch, ...] = ()
        what = chore_said(turn.name, (turn.on,), now.date())
        self.body.addWidget(words(_("Ask somebody to take it"), "h1"))
        self.body.addWidget(words(what, "muted", wrap=True))
        self.body.addStretch(1)
        if turn.left > 1:
            self.body.addLayout(self._spans(turn, now))
            self.body.addStretch(1)
        kinds = []
        for kind, icon, said, under in (
            (COVER, "hand-heart", _("Cover it"), _("They do it for you.")),
            (SWAP, "arrow-left-right", _("Swap"), _("You do one of theirs.")),
        ):
            made = Touch(said, Face("plain", icon, "actionXL", left=True, under=under), tall=132)
            made.clicked.connect(lambda _on=False, kind=kind: chosen(kind, self.whole))
            kinds.append(made)
        self.cover, self.swap = kinds
        self.body.addLayout(row(*kinds, gap=20))
        self.body.addStretch(2)
        self.body.addLayout(foot(back_button(room, back)))

    def _spans(self, turn: ChoreTurn, now: datetime) -> QHBoxLayout:
        day = _("Only {day}").format(day=day_said(turn.on, now.date()))
        rest = n_("All {n} day left", "All {n} days left", turn.left).format(n=turn.left)
        made = []
        for whole, said in ((False, day), (True, rest)):
            tile = Touch(said, Face("plain", "calendar-days"), tall=TILE_TALL)
            tile.clicked.connect(lambda _on=False, whole=whole: self.choose(whole))
            tile.choose(whole == self.whole)
            made.append(tile)
        self.spans = tuple(made)
        return row(*made, gap=20)

    def choose(self, whole: bool) -> None:
        """This day, or all that are left."""
        self.whole = whole
        for place, tile in enumerate(self.spans):
            tile.choose(bool(place) == whole)


class Whom(Screen):
    """Who is to be asked."""

    seconds = 60

    def __init__(
        self, room: Room, kind: str, people: Sequence[Housemate], page: int,
        deeds: PickDeeds[Housemate],
    ) -> None:  # fmt: skip
        super().__init__(room)
        page, pages = names_page(people, page, room)
        self.tiles = name_tiles(people, page, room, deeds.chosen)
        asked = _("Who can cover it?") if kind == COVER else _("Swap with whom?")
        self.body.addLayout(title(asked, page, pages, deeds.turn))
        self.body.addSpacing(8 if room.low else 14)
        self.body.addLayout(grid_of(self.tiles, columns(room)))
        if not people:
            self.body.addWidget(words(_("Nobody else is here to ask."), "body", wrap=True))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, deeds.back)))


class Against(Screen):
    """What one does for them in a swap."""

    seconds = 60

    def __init__(
        self, room: Room, who: str, turns: Sequence[TheirTurn], whole: bool, now: datetime,
        page: int, deeds: PickDeeds[TheirTurn],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self.tiles: list[Touch] = []
        if whole:
            turns = [*{t.assignment_id: t for t in reversed(turns)}.values()][::-1]
        pages = max(1, -(-len(turns) // (2 * TURN_ROWS)))
        page = min(page, pages - 1)
        shown = turns[page * 2 * TURN_ROWS : (page + 1) * 2 * TURN_ROWS]
        self.body.addLayout(title(_("What do you do for them?"), page, pages, deeds.turn))
        self.body.addWidget(words(who, "muted"))
        self.body.addSpacing(8)
        for turn in shown:
            day = near_date(turn.on, now.date())
            under = _("{day}, by {time}").format(day=day, time=nice_time(turn.due))
            if whole and turn.left > 1:
                left = n_("All {n} day left", "All {n} days left", turn.left)
                under = left.format(n=turn.left)
            tile = Touch(turn.name, Face("plain", "circle", "h2", left=True, under=under),
                         tall=TILE_TALL)  # fmt: skip
            tile.clicked.connect(lambda _on=False, turn=turn: deeds.chosen(turn))
            self.tiles.append(tile)
        self.body.addLayout(grid_of(self.tiles, 2))
        if not turns:
            none = _("They have nothing to swap. Ask them to cover it.")
            self.body.addWidget(words(none, "body", wrap=True))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, deeds.back)))


class Answer(Screen):
    """A request: one's own to take back, or somebody's to agree to."""

    seconds = 60

    def __init__(
        self, room: Room, asked: Asked, now: datetime, deeds: AnswerDeeds
    ) -> None:
        super().__init__(room)
        mine = _("You asked {name}").format(name=asked.who)
        self.body.addWidget(words(asks_said(asked) if asked.of_me else mine, "h1", wrap=True))
        self.body.addSpacing(10)
        self.body.addWidget(self._sheet(asked, now), 1)
        self.body.addSpacing(GAP)
        self.agree = self.no = self.withdraw = None
        things = [back_button(room, deeds.back)]
        if asked.of_me:
            self.no = Touch(_("No thanks"), Face("plain", "x"), tall=112)
            self.no.clicked.connect(deeds.no)
            self.agree = Touch(_("Agree"), Face("primary", "check", "actionXL"), tall=112)
            self.agree.clicked.connect(deeds.agree)
            self.body.addLayout(row(self.no, self.agree, gap=20))
            self.body.addSpacing(GAP)
        elif asked.answer is None:
            self.withdraw = Touch(_("Take it back"), Face("plain", "undo-2"), tall=room.button)
            self.withdraw.clicked.connect(deeds.withdraw)
            things.append(self.withdraw)
        self.body.addLayout(foot(*things))

    def _sheet(self, asked: Asked, now: datetime) -> Sheet:
        """Who would do what, and what became of it."""
        shares = (asked.given, asked.back)
        lines = column(gap=6)
        heads = (_("You do"), _("{name} does").format(name=asked.who))
        for head, share in zip(heads, shares if asked.of_me else shares[::-1], strict=True):
            if share is not None:
                lines.addWidget(words(head, "muted"))
                said = chore_said(share.chore, share.days, now.date())
                lines.addWidget(words(said, "action", wrap=True))
                lines.addWidget(words(_more(share), "body", wrap=True))
                lines.addSpacing(14)
        if not asked.of_me:
            lines.addWidget(words(asked_said(asked)[0], "label"))
        return Sheet(lines, 1)


def _more(share: Share) -> str:
    """ "By 9 PM"; of several days which ones: "Mon, Thu, by 7 AM"."""
    days = [weekday_name(day.weekday(), long=False) for day in share.days]
    more = ["…"] if len(days) > MOST_DAYS else []
    if len(days) < 2:
        return f"{share.by[:1].upper()}{share.by[1:]}"
    return ", ".join([*days[:MOST_DAYS], *more, share.by])
