"""How is it going? The ten sentences of BARC-10 one by one, a look back, and one's own total over
time, told with care.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sobrhouse.domain.barc10 import CITATION, ENDS, HIGHEST, ITEMS, LEAST, MARK, MOST
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.kiosk import MyAnswers
from sobrhouse.words import _
from ui.kiosk.pages import back_button, button, choice_tile, foot, grid_of
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.steps import eyes
from ui.kiosk.touch import Face, Touch
from ui.kiosk.trend import Trend

LONG_S = 120  # private pages have more time, and keep nothing when left


@dataclass(frozen=True, slots=True)
class StartDeeds:
    """What can be done before the first sentence."""

    start: Callable[[], None]
    share: Callable[[bool], None]
    back: Callable[[], None]


class BarcStart(Screen):
    """What it is, one's own totals so far, and who sees the answers."""

    seconds = LONG_S

    def __init__(self, room: Room, mine: MyAnswers, can: StartDeeds) -> None:
        super().__init__(room)
        self.body.addWidget(words(_("How is it going?"), "h1"))
        self.body.addSpacing(4)
        said = _("Ten short sentences. About two minutes. If you leave, nothing is kept.")
        if mine.done_today:
            said = _("You filled one in today. The next one can be tomorrow.")
        self.body.addWidget(words(said, "label", wrap=True))
        self.body.addSpacing(12)
        self.trend = Trend(mine.totals, mine.today) if mine.totals else None
        if self.trend is not None:
            self.body.addWidget(Sheet(self.trend), 1)
        else:
            kind = _("There are no wrong answers. You see your own line over time.")
            self.body.addWidget(Sheet(1, words(kind, "label", wrap=True, middle=True), 1), 1)
        self.body.addSpacing(12)
        self.eyes = {
            choice.code: choice_tile(choice, lambda code: can.share(code == "staff"), room.button)
            for choice in eyes(mine.shared)
        }
        self.body.addLayout(grid_of(list(self.eyes.values()), 2))
        self.body.addSpacing(10)
        house = _("Averages of the house tell of five people or more.")
        self.body.addWidget(words(f"{house} BARC-10: {CITATION}.", "small", wrap=True))
        self.body.addSpacing(10)
        self.start: Touch | None = None
        things = [back_button(room, can.back)]
        if not mine.done_today:
            self.start = Touch(
                _("Begin"), Face("primary", "arrow-right", "action"), tall=room.button
            )
            self.start.clicked.connect(lambda _on=False: can.start())
            things.append(self.start)
        self.body.addLayout(foot(*things, room_for=2))

    def wipe(self) -> None:
        """Forget the totals too."""
        if self.trend is not None:
            self.trend.wipe()
        super().wipe()


class BarcSentence(Screen):
    """One sentence, and six answers to touch."""

    seconds = LONG_S

    def __init__(
        self, room: Room, number: int, given: int | None, answer: Callable[[int], None],
        back: Callable[[], None], stop: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self.answers: dict[int, Touch] = {}
        told = _("{n} of {m}").format(n=number, m=len(ITEMS))
        self.body.addWidget(words(told, "muted", middle=True))
        self.body.addSpacing(8)
        said = words(_(ITEMS[number - 1]), "h1", wrap=True, middle=True)
        self.body.addWidget(Sheet(1, said, 1), 1)
        self.body.addSpacing(14)
        for value in range(LEAST, MOST + 1):
            made = Touch(str(value), Face("plain", size="actionXL"), tall=112)
            if given is not None:
                made.choose(value == given)
            made.clicked.connect(lambda _on=False, value=value: answer(value))
            self.answers[value] = made
        self.answers[LEAST].setAccessibleName(f"{LEAST}. {_(ENDS[0])}")
        self.answers[MOST].setAccessibleName(f"{MOST}. {_(ENDS[1])}")
        self.body.addLayout(row(*self.answers.values()))
        self.body.addSpacing(8)
        self.body.addLayout(row(words(_(ENDS[0]), "body"), 1, words(_(ENDS[1]), "body")))
        self.body.addSpacing(14)
        self.body.addLayout(foot(back_button(room, back), stop_button(room, stop)))


class BarcKeep(Screen):
    """All ten are answered: one look back before it is kept."""

    seconds = LONG_S

    def __init__(
        self, room: Room, shared: bool, keep: Callable[[], None], back: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        who = _("Staff may see your answers.") if shared else _("Only you see your answers.")
        self.keep = Touch(_("Keep my answers"), Face("primary", "check", "actionXL"), tall=132)
        self.keep.clicked.connect(lambda _on=False: keep())
        self.body.addStretch(1)
        self.body.addWidget(words(_("All ten are answered"), "h1", middle=True, wrap=True))
        self.body.addWidget(words(who, "label", middle=True, wrap=True))
        self.body.addStretch(1)
        self.body.addWidget(self.keep)
        self.body.addSpacing(14)
        self.body.addLayout(foot(back_button(room, back), stop_button(room, stop)))


class BarcTotal(Screen):
    """One's own total, in kind words and over time."""

    seconds = LONG_S

    def __init__(
        self, room: Room, mine: MyAnswers, leave: Callable[[], None], wrong: Callable[[], None],
        more: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        _on, now = mine.totals[-1]
        figure = words(f"{now}", "figure")
        figure.setAccessibleName(_("{n} of {m}").format(n=now, m=HIGHEST))
        beside = words(_("of {m}").format(m=HIGHEST), "h2")
        self.body.addLayout(row(1, figure, beside, 1, gap=16))
        self.body.addWidget(words(total_said(mine), "label", wrap=True, middle=True))
        self.body.addSpacing(8)
        self.body.addWidget(words(mark_said(), "body", wrap=True, middle=True))
        self.body.addSpacing(12)
        self.trend = Trend(mine.totals, mine.today)
        self.body.addWidget(Sheet(self.trend), 1)
        self.body.addSpacing(14)
        self.done = button(_("Done"), "check", leave, room.button, "primary")
        self.wrong = button(_("That is wrong"), "undo-2", wrong, room.button)
        self.more = button(_("My people"), "list-checks", more, room.button)
        self.body.addLayout(foot(self.wrong, self.more, self.done))

    def wipe(self) -> None:
        """Forget the totals too."""
        self.trend.wipe()
        super().wipe()


def stop_button(room: Room, stop: Callable[[], None]) -> Touch:
    """Away at once, when somebody comes to the door."""
    return button(_("Stop, keep nothing"), "x", stop, room.button)


def total_said(mine: MyAnswers) -> str:
    """How it stands beside the time before, without a grade."""
    if len(mine.totals) < 2:
        return _("This is your first. It is a picture of today, not a grade.")
    (before_on, before), (_now_on, now) = mine.totals[-2:]
    day = nice_date(before_on, mine.today)
    if now > before:
        return _("{n} more than on {day}. You are growing.").format(n=now - before, day=day)
    if now == before:
        return _("The same as on {day}. Staying steady takes work.").format(day=day)
    said = _("{n} less than on {day}. Hard weeks happen. Talk with somebody you trust.")
    return said.format(n=before - now, day=day)


def mark_said() -> str:
    """What is known of 47, told alike to everybody."""
    said = _("In studies, people at {n} or above more often stayed well for years. "
             "Each answer can grow.")  # fmt: skip
    return said.format(n=MARK)
