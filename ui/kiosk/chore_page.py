"""One chore: by when, what staff wrote about it, its steps to done, what was said at the last look,
and "It is done".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from sobrhouse.domain.chores import State
from sobrhouse.queries.kiosk import ChoreTurn, StepRow
from sobrhouse.words import _
from ui.kiosk.chore_words import ICONS, row_said, state_said
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import Mark, column, row, words, words_tall
from ui.kiosk.screen import SIDE, Room, Screen
from ui.kiosk.touch import GAP, TALL, Face, Touch

BIG = 112  # px: the one button that matters
SIDES = 2  # columns of steps
FEW = 5  # steps that stand under one another
LONG, MOST_LETTERS = 80, 160  # of a step: has the whole width; is told at the kiosk
_MARK = 30
_ICON, _STEP_GAP, _SHEET_GAP = 28, 10, 8
_OPEN = (State.DUE, State.LATE, State.INSPECT)  # where no look stands


@dataclass(frozen=True, slots=True)
class PageDeeds:
    """What can be done from one chore."""

    done: Callable[[], None]
    take_back: Callable[[], None]
    hand_over: Callable[[], None]
    more: Callable[[int], None]
    back: Callable[[], None]


class ChorePage(Screen):
    """One's own chore of one day."""

    seconds = 60

    def __init__(
        self, room: Room, turn: ChoreTurn, steps: Sequence[StepRow], now: datetime, page: int,
        deeds: PageDeeds,
    ) -> None:  # fmt: skip
        super().__init__(room)
        self._turn, self._now, self._deeds = turn, now, deeds
        self._wide = room.wide - 2 * SIDE
        self._letters = "label"
        self._said = "" if turn.state in _OPEN else turn.note
        self._about = StepRow(turn.about)  # what staff wrote stands before the steps
        self._head = _("Steps to done") if steps else _("Note")
        steps = (self._about, *steps) if turn.about else steps
        more = self._more()
        state = words(self._state(), "label", wrap=True)
        line = row(Mark(ICONS[turn.state], "primary", _MARK), state, gap=14)
        line.setStretch(1, 1)
        self.body.addWidget(words(turn.name, "h1", wrap=True))
        self.body.addLayout(line)
        if more:
            self.body.addWidget(words(more, "muted", wrap=True))
        self.body.addSpacing(10)
        note = self._note()
        if note is not None:
            self.body.addWidget(note)
            self.body.addSpacing(GAP)
        foot = self._foot()
        free = room.tall - room.head - room.below - self._above() - BIG - 2 * GAP
        if steps:
            self.body.addWidget(self._steps(steps, page, free), 1)
        else:
            self.body.addStretch(1)
        self.body.addSpacing(GAP)
        self.body.addLayout(foot)

    def _state(self) -> str:
        turn, now = self._turn, self._now
        return state_said(turn, now) if turn.on == now.date() else row_said(turn, now)

    def _more(self) -> str:
        """Where it is, and for whom."""
        turn = self._turn
        instead = _("Instead of {name}").format(name=turn.instead_of) if turn.instead_of else ""
        return ". ".join(filter(None, (_(turn.area), instead)))

    def _note(self) -> Sheet | None:
        """What was said at the last look; never who looked."""
        if not self._said:
            return None
        text = words(self._said, self._note_letters(), wrap=True)
        line = row(Mark("message-circle", "out", _MARK), text, gap=14)
        line.setStretch(1, 1)
        return Sheet(line, soft=True)

    def _above(self) -> int:
        """The height of all that stands over the steps."""
        beside = self._wide - _MARK - 14
        tall = words_tall(self._turn.name, "h1", self._wide) + 10
        tall += max(_MARK, words_tall(self._state(), "label", beside))
        if more := self._more():
            tall += words_tall(more, "muted", self._wide)
        if self._said:
            note = words_tall(self._said, self._note_letters(), beside - 44)
            tall += 32 + GAP + max(_MARK, note)
        return tall

    def _note_letters(self) -> str:
        return "label" if len(self._said) <= LONG else "body"

    # The steps

    def _steps(self, steps: Sequence[StepRow], page: int, free: int) -> Sheet:
        """As many steps as fit, in two columns; the rest on further pages."""
        pages = self._pages(steps, free)
        page = min(page, len(pages) - 1)
        head = row(words(self._head, "h2"), 1)
        if len(pages) > 1:
            more = Touch(_("More steps"), Face("plain", "arrow-right"))
            more.clicked.connect(lambda _on=False: self._deeds.more((page + 1) % len(pages)))
            more.setFixedWidth(260)
            head.addWidget(more)
        sides: list[QWidget | QLayout | int] = []
        for side in pages[page]:
            sides.append(column(*(self._step(steps[n]) for n in side), 1, gap=_STEP_GAP))
        lines = row(*sides, gap=30)
        for place in range(len(sides)):
            lines.setStretch(place, 1)
        return Sheet(head, lines, 1, gap=_SHEET_GAP)

    def _pages(self, steps: Sequence[StepRow], free: int) -> list[list[list[int]]]:
        """Where each step stands: all on one page in large letters, or in smaller ones, or on
        several.
        """
        sides = 1 if any(len(step.text) > LONG for step in steps) else SIDES
        wide = (self._wide - 44 - 30 * (sides - 1)) // sides
        around = 32 + 2 * _SHEET_GAP  # its own margins and the gaps in it
        above = words_tall("M", "h2", wide)
        for self._letters in ("label", "body"):
            tall = [self._tall(step, wide) for step in steps]
            pages = pages_of(tall, free - around - above, sides)
            if len(pages) == 1:
                return pages
        return pages_of(tall, free - around - TALL, sides)

    def _tall(self, step: StepRow, wide: int) -> int:
        said = self._step_said(step)
        return max(_ICON, words_tall(said, self._letters, wide - _ICON - 12)) + _STEP_GAP

    def _again(self, step: StepRow) -> bool:
        return step.done is False and self._turn.state is State.REDO

    def _step_said(self, step: StepRow) -> str:
        text = shorten(step.text, MOST_LETTERS, placeholder="…")
        return _("{step}: again").format(step=text) if self._again(step) else text

    def _step(self, step: StepRow) -> QHBoxLayout:
        again, seen = self._again(step), step.done and self._turn.state is State.REDO
        icon = "rotate-ccw" if again else "circle-check" if seen else "circle-dot"
        icon = "info" if step is self._about else icon
        text = words(self._step_said(step), self._letters, wrap=True)
        line = row(Mark(icon, "danger" if again else "primary", _ICON), text, gap=12)
        line.setStretch(1, 1)
        return line

    # The buttons

    def _foot(self) -> QHBoxLayout:
        turn, today = self._turn, self._now.date()
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=BIG)
        away.clicked.connect(self._deeds.back)
        self.done = self.take_back = self.hand_over = None
        things = [away]
        if turn.state in (State.DUE, State.LATE) and turn.on >= today:
            ask = _("Ask somebody to take it")
            self.hand_over = self._button(ask, "users", self._deeds.hand_over)
            things.append(self.hand_over)
        if turn.to_do and turn.opens_on <= today:
            self.done = self._button(_("It is done"), "check", self._deeds.done, "primary")
            things.append(self.done)
        elif turn.own_word:
            self.take_back = self._button(_("Not done yet"), "undo-2", self._deeds.take_back)
            things.append(self.take_back)
        foot = row(*things, gap=20)
        for place, thing in enumerate(things):
            foot.setStretch(place, 2 if thing is self.done else 1)
        if len(things) == 1:
            foot.addStretch(2)
        return foot

    def _button(
        self, said: str, icon: str, deed: Callable[[], None], kind: str = "plain"
    ) -> Touch:
        big = kind == "primary"
        made = Touch(said, Face(kind, icon, "actionXL" if big else "label"), tall=BIG)
        made.clicked.connect(deed)
        return made


def pages_of(tall: Sequence[int], free: int, sides: int = SIDES) -> list[list[list[int]]]:
    """Which steps stand on which page in which column. `tall` are their heights in px; where all
    fit on one page, two columns are about as long.
    """
    half = -(-len(tall) // 2)
    two = sides == SIDES and len(tall) > FEW
    if two and max(sum(tall[:half]), sum(tall[half:])) <= free:
        return [[list(range(half)), list(range(half, len(tall)))]]
    columns: list[list[int]] = [[]]
    used = 0
    for number, px in enumerate(tall):
        if columns[-1] and used + px > free:
            columns.append([])
            used = 0
        columns[-1].append(number)
        used += px
    return [columns[at : at + sides] for at in range(0, len(columns), sides)]
