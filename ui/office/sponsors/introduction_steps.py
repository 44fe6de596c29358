"""How it went with an introduction: what is answered at the check, or asked again later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.support import OUTCOME_WORDS
from sobrhouse.services import introductions
from sobrhouse.services.introductions import Pair
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.sponsors.support_words import day_in_line
from ui.widgets.buttons import MenuButton, add_action
from ui.widgets.form import MakingForm

ANSWERS = (("together", "handshake"), ("no_fit", "unlink"), ("no_answer", "clock"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked after: an introduction, whose it is, and when they met."""

    introduction_id: int
    name: str
    other: str
    introduced_on: date
    check_on: date


class IntroductionSteps:
    """Introduces, takes back, and writes down how it went."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self.desk, self.owner = desk, owner

    def introduce(self, pair: Pair, name: str, other: str, form: MakingForm | None = None) -> None:
        """Bring two together; from a form, its panel closes or shows why not."""
        panel = self.owner if form is not None else None
        self.desk.do(
            self.owner, introductions.introduce, pair,
            said=_("{name} and {other} are introduced").format(name=name, other=other),
            undo=lambda made: Step(introductions.take_back_introductions, ((made,),)),
            done=getattr(panel, "finish", None), refused=getattr(panel, "refuse", None),
        )  # fmt: skip

    def introduce_all(self, house_id: int, pairs: Sequence[Pair]) -> None:
        """Several at once, all or none."""
        n = len(pairs)
        self.desk.do(
            self.owner, introductions.introduce_all, house_id, tuple(pairs),
            said=n_("{n} pair introduced", "{n} pairs introduced", n).format(n=n),
            undo=lambda made: Step(introductions.take_back_introductions, (made,)),
            done=getattr(self.owner, "finish", None), refused=getattr(self.owner, "refuse", None),
        )  # fmt: skip

    def button(self, asked: Asked) -> MenuButton:
        """ "How did it go?" with its answers."""
        button = MenuButton(_("How did it go?"), None, small=True)
        button.setAccessibleName(
            _("How did it go: {name} and {other}").format(name=asked.name, other=asked.other)
        )
        self.fill(button.menu(), asked)
        return button

    def fill(self, menu: QMenu, asked: Asked) -> None:
        """The answers, more time, and taking it back."""
        for outcome, icon in ANSWERS:
            add_action(menu, _(OUTCOME_WORDS[outcome]), icon, partial(self.settle, asked, outcome))
        later = self.later(asked)
        add_action(
            menu,
            _("More time: ask again {day}").format(day=day_in_line(later, self.desk.today())),
            "calendar-clock", partial(self.ask_later, asked),
        )  # fmt: skip
        menu.addSeparator()
        add_action(menu, _("Take it back"), "undo-2", partial(self.take_back, asked))

    def later(self, asked: Asked) -> date:
        """As long again as the house gave them, from today or from the day that stands."""
        given = max(asked.check_on - asked.introduced_on, timedelta(days=1))
        return max(self.desk.today(), asked.check_on) + given

    def settle(self, asked: Asked, outcome: str) -> None:
        """What came of it."""
        said = {
            "together": _("{name} and {other} go on together"),
            "no_fit": _("{name} and {other} did not fit"),
            "no_answer": _("No answer: {name} and {other}"),
        }[outcome]
        on = max(self.desk.today(), asked.introduced_on)
        self.desk.do(
            self.owner, introductions.settle_introduction, asked.introduction_id, outcome, on,
            said=said.format(name=asked.name, other=asked.other),
            undo=lambda done: Step(introductions.reopen_introduction, (done,)),
        )  # fmt: skip

    def ask_later(self, asked: Asked) -> None:
        """They need more time."""
        later, key = self.later(asked), asked.introduction_id
        self.desk.do(
            self.owner, introductions.ask_later, key, later,
            said=_("Ask {name} again {day}").format(
                name=asked.name, day=day_in_line(later, self.desk.today())),
            undo=lambda before: Step(introductions.ask_as_before, (key, before, later)),
        )  # fmt: skip

    def take_back(self, asked: Asked) -> None:
        """It never was."""
        keys = (asked.introduction_id,)
        self.desk.do(
            self.owner, introductions.take_back_introductions, keys,
            said=_("Introduction taken back: {name} and {other}").format(
                name=asked.name, other=asked.other),
            undo=lambda _none: Step(introductions.put_back_introductions, (keys,)),
        )  # fmt: skip
