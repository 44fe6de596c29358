"""Forms of a profile's tab Sponsor: a new tie, what somebody chose, steps, and help."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.support import (
    GENDER_WORDS,
    HELP_WORDS,
    HOURS,
    STEP_WORDS,
    WISH_WORDS,
)
from sobrhouse.problems import Problem
from sobrhouse.queries.helping import HelpRow
from sobrhouse.queries.profile import Profile
from sobrhouse.queries.residents import ResidentRow, residents_here
from sobrhouse.queries.sponsorships import ResidentSupport, TieRow
from sobrhouse.queries.supporters import SupporterRow, supporter_list
from sobrhouse.services import helping, sponsorships, steps, support_choices
from sobrhouse.services.helping import Help
from sobrhouse.words import _
from ui.desk import Desk, Quiet, Step
from ui.office.form_panel import FormPanel
from ui.office.sponsors import support_words as words
from ui.office.sponsors.tie_card import TieCard
from ui.office.sponsors.tie_form import TieForm
from ui.office.sponsors.touch_menu import TouchSteps
from ui.widgets.boxes import stack
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField, NumberField
from ui.widgets.form import MakingForm, SavingForm
from ui.widgets.labels import Label

GAVE, GOT = "gave", "got"


class SponsorForms(QObject):
    """Opens them for the person who is shown, and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.touches = TouchSteps(desk, panel)
        self.person: Profile | None = None
        self.data: ResidentSupport | None = None
        self._waits: Callable[[], None] | None = None

    @property
    def name(self) -> str:
        """The short name of the person who is shown."""
        return self.person.short_name if self.person is not None else ""

    def take(self, person: Profile | None, data: ResidentSupport | None) -> None:
        """Who is shown; a form that waited for them opens now."""
        self.person, self.data = person, data
        self.touches.name = self.name
        waits, self._waits = self._waits, None
        if waits is not None and data is not None:
            waits()

    def by_name(self) -> dict[str, Callable[[], None]]:
        """The forms that come back after a lock."""
        forms = {"tie": self.add_tie, "help": self.add_help}
        return {name: partial(self.once_loaded, run) for name, run in forms.items()}

    def once_loaded(self, run: Callable[[], None]) -> None:
        """Now, or when who supports the person is read."""
        if self.data is not None:
            run()
        else:
            self._waits = run

    # Ties

    def add_tie(self) -> None:
        """The form for a new sponsor, mentor or buddy."""
        house, today = self.desk.house_id, self.desk.today()

        def with_list(rows: tuple[SupporterRow, ...]) -> None:
            self.desk.ask(self, residents_here, house, today, done=partial(self._open_tie, rows))

        if self.data is not None:
            self.desk.ask(self, supporter_list, house, today, done=with_list)

    def _open_tie(
        self, supporters: tuple[SupporterRow, ...], here: tuple[ResidentRow, ...]
    ) -> None:
        if self.data is None:
            return
        who = self.data.resident_id
        listed = [
            (s.supporter_id, s.name) for s in supporters
            if s.state != "stopped" and s.resident_id != who
        ]  # fmt: skip
        form = TieForm(self.desk, listed, [(r.resident_id, r.name) for r in here
                                           if r.resident_id != who])  # fmt: skip

        def made(values: dict[str, Any]) -> None:
            tie = form.tie(values)
            self.desk.do(
                self, sponsorships.add_sponsorship, who, tie, done=self.panel.finish,
                refused=self._refuse_tie,
                said=_("{kind} of {name} written down").format(
                    kind=words.kinds(tie.kind), name=self.name),
                undo=lambda made: Step(sponsorships.take_back_sponsorship, (made,)),
            )  # fmt: skip

        title = _("Who supports {name}").format(name=self.name)
        self.panel.open_form("tie", title, form, made, who)

    def _refuse_tie(self, problem: Problem) -> None:
        field = {"peer_resident_id": "who", "supporter_id": "who"}.get(problem.field or "")
        self.panel.refuse(Problem(problem.sentence, field=field or problem.field,
                                  details=problem.details))  # fmt: skip

    def open_tie(self, tie: TieRow) -> None:
        """One tie with its fields and what can be done with it."""
        card = TieCard(self.desk, self.panel, tie, self.name)
        title = _("{kind} of {name}").format(kind=words.kinds(tie.kind), name=self.name)
        self.panel.show_other("tie_card", title, card)

    # What they chose

    def open_choices(self) -> None:
        """What the resident chose, written down on their word; each saves by itself."""
        if self.data is None:
            return
        form = ChoicesForm(self.desk, self.data)
        told = Label(_("Theirs to choose. Write down what they say."), "muted", wrap=True)
        self.panel.show_other("choices", _("Choices of {name}").format(name=self.name),
                              stack(told, form, gap=3))  # fmt: skip

    # Steps

    def set_step(self) -> None:
        """Where they are with a step, on their word; only where they share them."""
        data = self.data
        if data is None or not data.choices.shares_steps:
            return
        form = MakingForm(_("Write it down"))
        numbers = [(n, _("Step {n}").format(n=n)) for n in range(1, steps.STEPS + 1)]
        form.add(ChoiceField("step", _("Which step"), numbers))
        form.add(ChoiceField("state", _("How far"), words.options(STEP_WORDS),
                             empty=_("Not begun")))  # fmt: skip
        begun = max((n for n, _state in data.steps), default=1)
        form.fill({"step": begun, "state": dict(data.steps).get(begun)})
        who = data.resident_id

        def made(values: dict[str, Any]) -> None:
            step = values["step"]
            self.desk.do(
                self, steps.set_step, who, step, values["state"], done=self.panel.finish,
                refused=self.panel.refuse, said=_("Steps of {name} changed").format(name=self.name),
                undo=lambda was: Step(steps.set_step_back, (who, step, was, values["state"])),
            )  # fmt: skip

        self.panel.open_form("step", _("Steps of {name}").format(name=self.name), form, made, who)

    # Help

    def add_help(self) -> None:
        """The form for help that they gave or got."""
        house, today = self.desk.house_id, self.desk.today()
        if self.person is not None and self.person.stay is not None:
            self.desk.ask(self, residents_here, house, today, done=self._open_help)

    def _open_help(self, here: tuple[ResidentRow, ...]) -> None:
        if self.person is None or self.person.stay is None:
            return
        mine, house = self.person.stay.stay_id, self.person.stay.house_id
        form = MakingForm(_("Write it down"))
        ways = [(GAVE, _("{name} helped somebody").format(name=self.name)),
                (GOT, _("Somebody helped {name}").format(name=self.name))]  # fmt: skip
        form.add(ChoiceField("way", _("Who helped"), ways))
        form.add(ChoiceField("kind", _("With what"), words.options(HELP_WORDS)))
        form.add(ChoiceField("other", _("The other one"),
                             [(r.stay_id, r.name) for r in here if r.stay_id != mine],
                             empty=_("Not said")))  # fmt: skip
        form.add(DateField("on", _("Day"), self.desk.today, past=True, required=True))
        form.fill({"on": self.desk.today()})

        def made(values: dict[str, Any]) -> None:
            giver, receiver = mine, values["other"]
            if values["way"] == GOT:
                giver, receiver = receiver, giver
            self.desk.do(
                self, helping.log_help, house, Help(values["kind"], giver, receiver, values["on"]),
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Help written down: {what}").format(what=_(HELP_WORDS[values["kind"]])),
                undo=lambda made: Step(helping.take_back_help, (made,)),
            )  # fmt: skip

        self.panel.open_form("help", _("Helping"), form, made, mine)

    def take_back_help(self, row: HelpRow) -> None:
        """It was written down by mistake."""
        self.desk.do(
            self, helping.take_back_help, row.help_id,
            said=_("Help taken off: {what}").format(what=_(HELP_WORDS[row.kind])),
            undo=lambda done: Step(helping.put_back_help, (done,)),
        )  # fmt: skip


class ChoicesForm(SavingForm):
    """What a resident chose about support, field by field."""

    def __init__(self, desk: Desk, data: ResidentSupport) -> None:
        super().__init__()
        self._desk, self._who = desk, data.resident_id
        self.add(CheckField("looking", _("Looks for a sponsor")))
        self.add(LineField("looking_why", _("If not, why"), max_length=200))
        self.add(ChoiceField("gender", _("Gender"), words.options(GENDER_WORDS)))
        self.add(ChoiceField("wants_gender", _("Wishes as a sponsor"), words.options(WISH_WORDS)))
        self.add(ChecksField("hours", _("Has time"), words.options(HOURS)))
        self.add(NumberField("buddies", _("Buddy for how many newcomers"), low=0, high=20,
                             hint=_("Empty: as the house says. 0: not now.")))  # fmt: skip
        self.add(CheckField("shares_steps", _("Staff may see the steps")))
        self.add(CheckField("shares_answers", _("Staff may see the answers of BARC-10")))
        c = data.choices
        self.fill({name: getattr(c, name) for name in (
            "looking", "looking_why", "gender", "wants_gender", "hours", "buddies", "shares_steps",
            "shares_answers")})  # fmt: skip
        self["hours"].edited.connect(self["hours"].leave)  # ticks, as one check alone does
        self.saved.connect(self._save)

    def _save(self, field: str, value: Any) -> None:
        who = self._who
        self._desk.do(
            self, support_choices.choose, who, field, value,
            said=Quiet(_("Changed: {name}").format(name=self[field].label_text)),
            done=lambda _before: self.stored(field, _("Saved")),
            refused=lambda problem: self.refuse(problem, field),
            undo=lambda was: Step(support_choices.choose_back, (who, field, was, value)),
        )  # fmt: skip
