"""My people: who supports one, and one touch for being in touch; the way to steps, help, the people
in one's life, and how it is going.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.support import SHARE_WORDS
from sobrhouse.queries.kiosk import MyCircle, MyTie
from sobrhouse.words import _
from ui.kiosk.pages import Choice, back_button, button, choice_tile, foot, grid_of
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import column, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support_words import KIND_ICONS, TOUCHES, called, tie_said
from ui.kiosk.touch import GAP, Face, Touch

ROWS = 4  # of people under one another, with "I have a sponsor" among them
TILE_TALL = 84  # px


@dataclass(frozen=True, slots=True)
class PeopleDeeds:
    """What can be done from one's own people."""

    choose: Callable[[int], None]
    touch: Callable[[MyTie, str], None]
    change: Callable[[MyTie], None]
    add: Callable[[], None]
    wishes: Callable[[], None]
    week: Callable[[], None]
    steps: Callable[[], None]
    helping: Callable[[], None]
    life: Callable[[], None]
    going: Callable[[], None]
    back: Callable[[], None]


def page_of(ties: Sequence[MyTie], chosen: int) -> tuple[Sequence[MyTie], bool]:
    """The people who stand beside the chosen one, and whether there are more."""
    room = ROWS - 1  # the last row adds somebody, or goes on
    if len(ties) <= room:
        return ties, False
    begin = chosen // (room - 1) * (room - 1)
    return ties[begin : begin + room - 1], True


class MyPeople(Screen):
    """One's own people; 45 seconds without a touch end it. `chosen` is whom the touches are of."""

    seconds = 45

    def __init__(
        self, room: Room, mine: MyCircle, chosen: int, in_charge: str, deeds: PeopleDeeds
    ) -> None:
        super().__init__(room)
        self._mine, self._deeds, self._in_charge = mine, deeds, in_charge
        self.tie = mine.ties[min(chosen, len(mine.ties) - 1)] if mine.ties else None
        self.ties: list[Touch] = []
        self.touches: dict[str, Touch] = {}
        self.body.addWidget(words(_("My people"), "h1"))
        if said := self._beside():
            self.body.addWidget(words(said, "muted"))
        self.body.addSpacing(4 if room.low else 12)
        sides = row(self._people(chosen), self._touches(), gap=20)
        sides.setStretch(0, 43)
        sides.setStretch(1, 57)
        self.body.addLayout(sides, 1)
        self.body.addSpacing(GAP)
        self.body.addLayout(self._ways())

    def _beside(self) -> str:
        """Whose buddy one is; else that it is time to look at how it is going."""
        mine = self._mine
        if mine.buddy_of:
            return _("You are the buddy of {names}").format(names=", ".join(mine.buddy_of))
        return _("It is time for ten short sentences: how is it going?") if mine.asked else ""

    def _people(self, chosen: int) -> QVBoxLayout:
        side, ties = column(gap=GAP), self._mine.ties
        shown, more = page_of(ties, chosen)
        for tie in shown:
            made = choice_tile(
                Choice("", called(tie), KIND_ICONS[tie.kind], tie_said(tie, self._mine.today),
                       chosen=tie is self.tie),
                lambda _code, tie=tie: self._deeds.choose(ties.index(tie)),  # type: ignore[misc]
                TILE_TALL,
            )  # fmt: skip
            self.ties.append(made)
            side.addWidget(made)
        if more:
            after = ties.index(shown[-1]) + 1
            side.addWidget(
                button(_("More people"), "chevron-right",
                       lambda: self._deeds.choose(after % len(ties)), TILE_TALL)
            )  # fmt: skip
        said = _("Add somebody") if self._mine.has_sponsor else _("I have a sponsor")
        self.add = button(said, "plus", self._deeds.add, TILE_TALL)
        side.addWidget(self.add)
        self.wishes = button(_("My wishes"), "star", self._deeds.wishes, self.room.button)
        self.week = button(_("My week"), "notebook-pen", self._deeds.week, self.room.button)
        side.addLayout(row(self.wishes, self.week))
        side.addStretch(1)
        return side

    def _touches(self) -> QWidget:
        tie = self.tie
        if tie is None:
            line = _("A sponsor has walked this road before you. {name} helps you find one.")
            return Sheet(
                1, words(_("Nobody yet"), "h2"),
                words(line.format(name=self._in_charge), "body", wrap=True), 2,
            )  # fmt: skip
        for kind, icon, said in TOUCHES:
            made = choice_tile(
                Choice(kind, _(said), icon),
                lambda code: self._deeds.touch(tie, code), TILE_TALL,
            )  # fmt: skip
            self.touches[kind] = made
        asked = _("In touch today?")
        if tie.name:
            asked = _("In touch with {name} today?").format(name=tie.name)
        head = column(words(asked, "h2", wrap=True), gap=0)
        if tie.phone:
            head.addWidget(words(nice_phone(tie.phone), "label"))
        top = row(head, gap=GAP)
        top.setStretch(0, 1)
        self.change: Touch | None = None
        if tie.own:
            self.change = Touch(_("Change"), Face("plain", "pencil"))
            self.change.setFixedWidth(190)
            self.change.clicked.connect(lambda _on=False: self._deeds.change(tie))
            top.addWidget(self.change)
        return Sheet(top, 1, grid_of(list(self.touches.values()), 2), 1)

    def _ways(self) -> QHBoxLayout:
        """Back, and what else is one's own."""
        deeds = self._deeds
        kinds = {"going": "primary" if self._mine.asked else "plain"}
        self.ways = {
            code: button(said, icon, deed, self.room.button, kinds.get(code, "plain"))
            for code, said, icon, deed in (
                ("steps", _("My steps"), "footprints", deeds.steps),
                ("helping", _("Helping"), "hand-heart", deeds.helping),
                ("life", _("My life"), "heart", deeds.life),
                ("going", _("How is it going?"), "trending-up", deeds.going),
            )
        }
        away = back_button(self.room, deeds.back)
        return foot(away, *self.ways.values())


class TiePage(Screen):
    """One who supports oneself: what staff may see of it, and that it ended."""

    seconds = 60

    def __init__(
        self,
        room: Room,
        tie: MyTie,
        mine: MyCircle,
        share: Callable[[str], None],
        end: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(room)
        since = _("Since {date}").format(date=nice_date(tie.started_on, mine.today))
        self.body.addWidget(words(called(tie), "h1", wrap=True))
        self.body.addWidget(words(f"{tie_said(tie, mine.today)}. {since}", "muted", wrap=True))
        self.body.addStretch(1)
        self.body.addWidget(words(_("What may staff see?"), "h2"))
        self.body.addSpacing(8)
        self.shares: dict[str, Touch] = {}
        if tie.name:
            for choice in share_choices(tie.shared):
                self.shares[choice.code] = choice_tile(choice, share, 112)
            self.body.addLayout(grid_of(list(self.shares.values()), 2))
        else:
            said = _("Staff see only that there is one. You did not say who.")
            self.body.addWidget(words(said, "body", wrap=True))
        self.body.addStretch(2)
        self.end = button(_("It ended"), "unlink", end, room.button)
        self.body.addLayout(foot(back_button(room, back), self.end))


def share_choices(shared: bool | None) -> list[Choice]:
    """What staff may see: who it is, or only that there is one."""
    icons = {"name": "eye", "existence": "eye-off"}
    return [
        Choice(code, _(said), icons[code],
               chosen=None if shared is None else shared == (code == "name"))
        for code, said in SHARE_WORDS.items()
    ]  # fmt: skip
