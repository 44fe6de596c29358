"""My chores: today's on the left, the next days' on the right, and requests that wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sobrhouse.queries.kiosk import Asked, ChoreTurn, MyChores
from sobrhouse.words import _
from ui.kiosk.chore_words import ICONS, asked_said, chore_said, row_said, state_said
from ui.kiosk.parts import column, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import GAP, Face, Touch

TILE_TALL = 84  # px
ROWS = 4


@dataclass(frozen=True, slots=True)
class ListDeeds:
    """What can be done from the list."""

    chore: Callable[[ChoreTurn], None]
    asked: Callable[[Asked], None]
    turn: Callable[[int], None]
    back: Callable[[], None]


def page_count(mine: MyChores) -> int:
    """Over how many pages they go."""
    longest = max(len(mine.of_me) + len(mine.now), len(mine.by_me) + len(mine.later))
    return max(1, -(-longest // ROWS))


def chore_row(turn: ChoreTurn, now: datetime, tall: int = TILE_TALL) -> Touch:
    """One chore to touch: its name, and how it stands."""
    said = state_said(turn, now) if turn.on == now.date() else row_said(turn, now)
    return Touch(
        turn.name, Face("plain", ICONS[turn.state], "h2", left=True, under=said,
                        after="chevron-right"),
        tall=tall,
    )  # fmt: skip


def asked_row(asked: Asked, now: datetime, tall: int = TILE_TALL) -> Touch:
    """One request to touch; one that waits for oneself stands out."""
    said, icon = asked_said(asked)
    what = chore_said(asked.given.chore, asked.given.days, now.date())
    kind = "primary" if asked.of_me else "plain"
    return Touch(
        said, Face(kind, icon, "h2", left=True, under=what, after="chevron-right"),
        name=f"{said}. {what}", tall=tall,
    )  # fmt: skip


class Chores(Screen):
    """One's own chores; 45 seconds without a touch end it."""

    seconds = 45

    def __init__(
        self, room: Room, mine: MyChores, now: datetime, page: int, deeds: ListDeeds
    ) -> None:
        super().__init__(room)
        self._now, self._deeds = now, deeds
        self.rows: list[Touch] = []
        pages = page_count(mine)
        page = min(page, pages - 1)
        self.body.addLayout(self._title(page, pages))
        self.body.addSpacing(4)
        today = self._side(
            _("Today"), mine.of_me, mine.now, page, _("Nothing to do today.")
        )
        later = self._side(
            _("The next days"), mine.by_me, mine.later, page, _("Nothing planned yet.")
        )
        sides = row(today, later, gap=20)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        self.body.addLayout(sides)
        self.body.addStretch(1)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(deeds.back)
        foot = row(away, 2)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def _title(self, page: int, pages: int) -> QHBoxLayout:
        title = row(words(_("My chores"), "h1"), 1)
        if pages > 1:
            title.addWidget(words(_("{n} of {m}").format(n=page + 1, m=pages), "label"))
            for icon, name, to in (("arrow-left", _("Chores before"), page - 1),
                                   ("arrow-right", _("More chores"), page + 1)):  # fmt: skip
                arrow = Touch("", Face("plain", icon), name=name)
                arrow.setFixedWidth(120)
                arrow.setEnabled(0 <= to < pages)
                arrow.clicked.connect(lambda _on=False, to=to: self._deeds.turn(to))
                title.addWidget(arrow)
        return title

    def _side(
        self, head: str, asked: Sequence[Asked], turns: Sequence[ChoreTurn], page: int, none: str
    ) -> QVBoxLayout:
        side = column(words(head, "h2"), gap=GAP)
        things: list[Asked | ChoreTurn] = [*asked, *turns]
        for thing in things[page * ROWS : (page + 1) * ROWS]:
            made = self._row(thing)
            self.rows.append(made)
            side.addWidget(made)
        if not things:
            side.addWidget(words(none, "body", wrap=True))
        side.addStretch(1)
        return side

    def _row(self, thing: Asked | ChoreTurn) -> Touch:
        if isinstance(thing, Asked):
            made = asked_row(thing, self._now)
            made.clicked.connect(lambda _on=False: self._deeds.asked(thing))
        else:
            made = chore_row(thing, self._now)
            made.clicked.connect(lambda _on=False: self._deeds.chore(thing))
        return made
