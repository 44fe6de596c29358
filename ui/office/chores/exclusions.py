"""Who is not asked to do what, with reason and end; and who is not put on one chore together."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.chore_words import EXCLUSION_WORDS
from sobrhouse.domain.phrases import near_date, weekday_name
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_plans import ApartRow, ExclusionRow, PlanState
from sobrhouse.queries.sign_people import SignChoices, sign_choices
from sobrhouse.services import chore_exclusions
from sobrhouse.services.chore_exclusions import Apart, Exclusion
from sobrhouse.words import _, p_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.boxes import stack
from ui.widgets.buttons import Button
from ui.widgets.checks import ChecksField
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

People = Sequence[tuple[int, str]]
LONGEST = 200


def exclusion_line(row: ExclusionRow, today: date) -> str:
    """ "Kitchen. Injury: sprained wrist. Until Sat, Dec 5"."""
    kind = _(EXCLUSION_WORDS[row.kind])
    if row.reason:
        kind = _("{what}: {why}").format(what=kind, why=row.reason)
    days = ", ".join(weekday_name(day, long=False) for day in row.weekdays)
    return ". ".join(part for part in (
        row.chore or _("All chores"), kind, days, when(row.from_on, row.to_on, today),
    ) if part)  # fmt: skip


def when(from_on: date, to_on: date | None, today: date) -> str:
    """ "Until Sat, Dec 5"; from when on where that is ahead."""
    said = []
    if from_on > today:
        said.append(_("From {day}").format(day=near_date(from_on, today)))
    if to_on is not None:
        said.append(_("Until {day}").format(day=near_date(to_on, today)))
    return ", ".join(said) or _("No end set")


class ExclusionForm(MakingForm):
    """Who, of what, why, and for how long."""

    def __init__(
        self, desk: Desk, people: People, chores: People, row: ExclusionRow | None = None
    ) -> None:
        super().__init__(_("Leave out") if row is None else _("Save changes"))
        self.row = row
        if row is None:
            self.add(ChoiceField("stay_id", _("Who"), people, empty=_("Choose a person"),
                                 required=True))  # fmt: skip
        self.add(ChoiceField("chore_id", _("Of what"), chores, empty=_("All chores")))
        kinds = [(code, _(words)) for code, words in EXCLUSION_WORDS.items()]
        self.add(ChoiceField("kind", _("Why"), kinds))
        hint = _("Only staff see it.")
        self.add(LineField("reason", _("In a few words"), max_length=LONGEST, hint=hint))
        self.add(DateField("from_on", _("From"), desk.today, required=True))
        self.add(DateField("to_on", _("Its last day"), desk.today, hint=_("Empty: no end set")))
        days = [(day, weekday_name(day, long=False)) for day in range(7)]
        self.add(ChecksField("weekdays", _("Only on"), days, columns=4,
                             hint=_("None ticked: every day")))  # fmt: skip
        self.fill({"kind": "injury", "from_on": desk.today()})
        if row is not None:
            self.fill({"chore_id": row.chore_id, "kind": row.kind, "reason": row.reason,
                       "from_on": row.from_on, "to_on": row.to_on,
                       "weekdays": row.weekdays})  # fmt: skip

    def what(self, values: dict[str, Any]) -> Exclusion:
        """What the form says."""
        return Exclusion(values["kind"], values["from_on"], values["to_on"], values["chore_id"],
                         tuple(values["weekdays"]), values["reason"] or "")  # fmt: skip


class ApartForm(MakingForm):
    """Two people, and why."""

    def __init__(self, desk: Desk, people: People) -> None:
        super().__init__(_("Keep apart"))
        for name, label in (("stay_id", _("Who")), ("other_stay_id", _("And who"))):
            self.add(ChoiceField(name, label, people, empty=_("Choose a person"), required=True))
        self.add(LineField("reason", _("Why"), max_length=LONGEST, hint=_("Only staff see it.")))
        self.add(DateField("from_on", _("From"), desk.today, required=True))
        self.add(DateField("to_on", _("Its last day"), desk.today, hint=_("Empty: no end set")))
        self.fill({"from_on": desk.today()})

    def pair(self, values: dict[str, Any]) -> Apart:
        """What the form says."""
        if values["stay_id"] == values["other_stay_id"]:
            raise Problem(_("Choose two different people."), field="other_stay_id")
        return Apart(values["stay_id"], values["other_stay_id"], values["from_on"],
                     values["to_on"], values["reason"] or "")  # fmt: skip


class ExclusionsPart(QObject):
    """Opens the list and its forms in the panel, and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel, manage: bool) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.manage = desk, panel, manage
        self.state: PlanState | None = None
        self.chores: People = ()

    def show(self, state: PlanState, chores: People) -> None:
        """Who is left out, and which pairs are kept apart."""
        self.state, self.chores = state, chores
        today = self.desk.today()
        out = Section(p_("chores", "Left out"), _("Everybody is asked for everything."),
                      _("Leave out") if self.manage else "", self.add)  # fmt: skip
        out.show_items([
            Item(row.name, exclusion_line(row, today),
                 partial(self.open, row) if self.manage else None)
            for row in state.exclusions
        ])  # fmt: skip
        pairs = Section(_("Kept apart"), _("No pairs are kept apart."),
                        _("Keep apart") if self.manage else "", self.add_pair)  # fmt: skip
        pairs.show_items([
            Item(_("{one} and {other}").format(one=row.name, other=row.other),
                 ". ".join(filter(None, (row.reason, when(row.from_on, row.to_on, today)))),
                 partial(self.end_pair, row) if self.manage else None)
            for row in state.apart
        ])  # fmt: skip
        told = Label(_("What they would have done is shared fairly by the others."), "muted",
                     wrap=True)  # fmt: skip
        self.panel.show_other("chore_exclusions", _("Who is not asked"),
                              stack(told, out, pairs, gap=3))  # fmt: skip

    def _with_people(self, run: Any) -> None:
        def take(found: SignChoices) -> None:
            run([(p.stay_id, p.name) for p in found.people])

        self.desk.ask(self.panel, sign_choices, self.desk.house_id, self.desk.today(), done=take)

    def add(self, stay_id: int = 0) -> None:
        """The form that leaves somebody out."""
        self._with_people(partial(self._open_new, stay_id))

    def _open_new(self, stay_id: int, people: People) -> None:
        form = ExclusionForm(self.desk, people, self.chores)
        if stay_id:
            form.fill({"stay_id": stay_id})
        self.panel.open_form("chore_exclusion", _("Leave somebody out"), form,
                             partial(self._exclude, form, dict(people)))  # fmt: skip

    def _exclude(
        self, form: ExclusionForm, names: dict[int, str], values: dict[str, Any]
    ) -> None:
        self.desk.do(
            self.panel, chore_exclusions.exclude, values["stay_id"], form.what(values),
            said=_("{name} is left out").format(name=names[values["stay_id"]]),
            undo=lambda made: Step(chore_exclusions.take_back_exclusion, (made,)),
            done=self.panel.finish, refused=self.panel.refuse,
        )  # fmt: skip

    def open(self, row: ExclusionRow) -> None:
        """The form of one that stands, which also ends it."""
        form = ExclusionForm(self.desk, (), self.chores, row)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chore_exclusions.change_exclusion, row.exclusion_id, row.version,
                form.what(values), said=_("Changed: {name}").format(name=row.name),
                undo=lambda before: Step(
                    chore_exclusions.change_exclusion, (row.exclusion_id, None, before)),
                done=self.panel.finish, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_exclusion_change", row.name, form, made, row.exclusion_id)
        off = Button(_("Take it off"), "danger", small=True)
        off.clicked.connect(partial(self.take_back, row))
        form.put(off)

    def take_back(self, row: ExclusionRow) -> None:
        """It should never have been."""
        self.desk.do(
            self.panel, chore_exclusions.take_back_exclusion, row.exclusion_id,
            said=_("{name} is asked again").format(name=row.name),
            undo=lambda _none: Step(chore_exclusions.put_back_exclusion, (row.exclusion_id,)),
            done=self.panel.finish, refused=self.panel.refuse,
        )  # fmt: skip

    def add_pair(self) -> None:
        """The form that keeps two people apart."""
        self._with_people(self._open_pair)

    def _open_pair(self, people: People) -> None:
        form = ApartForm(self.desk, people)

        def made(values: dict[str, Any]) -> None:
            try:
                pair = form.pair(values)
            except Problem as problem:
                self.panel.refuse(problem)
                return
            self.desk.do(
                self.panel, chore_exclusions.keep_apart, pair, said=_("Kept apart"),
                undo=lambda made: Step(chore_exclusions.take_back_apart, (made,)),
                done=self.panel.finish, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_apart", _("Keep two people apart"), form, made)

    def end_pair(self, row: ApartRow) -> None:
        """They may be put together again from tomorrow on."""
        today = self.desk.today()
        self.desk.do(
            self.panel, chore_exclusions.end_apart, row.apart_id, today,
            said=_("{one} and {other} may share a chore again").format(
                one=row.name, other=row.other),
            undo=lambda before: Step(chore_exclusions.end_apart, (row.apart_id, before)),
        )  # fmt: skip
