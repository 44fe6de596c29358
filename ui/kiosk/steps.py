"""My steps: where one is with the twelve, for oneself alone or shared with staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sobrhouse.domain.support import STEP_WORDS
from sobrhouse.queries.kiosk import MySteps
from sobrhouse.words import N_, _
from ui.kiosk import door_support as deeds
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import Choice, Choices, back_button, choice_tile, foot, grid_of
from ui.kiosk.parts import words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support_words import STEP_ICONS
from ui.kiosk.touch import GAP, Touch

STEPS = 12
NOT_BEGUN = N_("Not begun")
NONE = "none"  # the tile's code of what is not begun


@dataclass(frozen=True, slots=True)
class StepDeeds:
    """What can be done from the twelve."""

    step: Callable[[int], None]
    share: Callable[[bool], None]
    back: Callable[[], None]


def state_said(state: str | None) -> str:
    """Where one is with a step."""
    return _(STEP_WORDS[state]) if state else _(NOT_BEGUN)


def eyes(shared: bool) -> list[Choice]:
    """Who sees one's own."""
    return [
        Choice("own", _("Only I see this"), "eye-off", chosen=not shared),
        Choice("staff", _("Staff may see this"), "eye", chosen=shared),
    ]


class Steps(Screen):
    """The twelve steps."""

    seconds = 45

    def __init__(self, room: Room, mine: MySteps, can: StepDeeds) -> None:
        super().__init__(room)
        self.tiles: dict[int, Touch] = {}
        self.body.addWidget(words(_("My steps"), "h1"))
        self.body.addSpacing(4 if room.low else 12)
        self.eyes = {
            choice.code: choice_tile(choice, lambda code: can.share(code == "staff"), room.button)
            for choice in eyes(mine.shared)
        }
        self.body.addLayout(grid_of(list(self.eyes.values()), 2))
        self.body.addSpacing(GAP)
        for number in range(1, STEPS + 1):
            state = mine.states.get(number)
            said = _("Step {n}").format(n=number)
            self.tiles[number] = choice_tile(
                Choice(str(number), said, STEP_ICONS[state], state_said(state)),
                lambda code: can.step(int(code)), 84,
            )  # fmt: skip
        self.body.addLayout(grid_of(list(self.tiles.values()), 3))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, can.back)))


class StepsShown(OwnPages):
    """The pages of one's steps."""

    def begin(self) -> None:
        """Ask for them, and show the twelve."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.steps(visit, visit.claim, visit.here(self._steps))

    def _steps(self, mine: MySteps) -> None:
        visit = self.visit
        can = StepDeeds(
            step=visit.here(lambda number: self._step(number, mine)),
            share=visit.here(self._share),
            back=visit.press(self.back),
        )
        visit.show(lambda room: Steps(room, mine, can), self.begin)

    def _step(self, number: int, mine: MySteps) -> None:
        visit, state = self.visit, mine.states.get(number)
        choices = [
            Choice(code or NONE, state_said(code), STEP_ICONS[code], chosen=code == state)
            for code in (None, *STEP_WORDS)
        ]
        visit.show(
            lambda room: Choices(
                room, _("Step {n}").format(n=number), choices,
                visit.here(lambda code: self._put(number, None if code == NONE else code)),
                visit.press(self.begin), under=_("Where are you with it?"), tall=112,
            ),
            lambda: self._step(number, mine),
        )  # fmt: skip

    def _put(self, number: int, state: str | None) -> None:
        self.do(deeds.step(number, state), lambda _was: self.begin())

    def _share(self, shared: bool) -> None:
        self.do(deeds.share_steps(shared), lambda _was: self.begin())
