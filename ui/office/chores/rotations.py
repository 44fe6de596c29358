"""How chores go round: the rotations of the house in the side panel, and the form of one."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.chore_plans import why_words
from sobrhouse.domain.phrases import month_day, near_date
from sobrhouse.queries.chore_plans import PlanRow, PlanState, RotationRow
from sobrhouse.services import chore_plans, rotations
from sobrhouse.services.rotations import RotationRule
from sobrhouse.words import N_, _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.boxes import stack
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

STRATEGY_WORDS = {
    "balanced": N_("evenly, by what each has carried"),
    "round_robin": N_("in turn, each name one chore on"),
    "fixed": N_("as they are: everybody keeps theirs"),
    "by_hand": N_("by hand, one by one"),
}
SHORT_WORDS = {
    "balanced": N_("Dealt evenly"),
    "round_robin": N_("Names move on"),
    "fixed": N_("Everybody keeps theirs"),
    "by_hand": N_("Given by hand"),
}
LONGEST = 80


def strategy_choices() -> list[tuple[str, str]]:
    """The ways, in words."""
    return [(code, _(words)) for code, words in STRATEGY_WORDS.items()]


def short_words(row: RotationRow) -> str:
    """ "Dealt evenly, every week"."""
    often = n_("every week", "every {n} weeks", row.period_weeks).format(n=row.period_weeks)
    return _("{how}, {often}").format(how=_(SHORT_WORDS[row.strategy]), often=often)


def second(row: RotationRow, today: date) -> str:
    """ "8 chores, next Nov 30"."""
    count = n_("{n} chore", "{n} chores", row.chores).format(n=row.chores)
    when = month_day(row.rotate_on, today)
    return _("{count}, next {day}").format(count=count, day=when)


class RotationForm(MakingForm):
    """A new rotation, or another rule for one there is."""

    def __init__(self, desk: Desk, row: RotationRow | None) -> None:
        super().__init__(_("Add rotation") if row is None else _("Save changes"))
        self.row = row
        self.add(LineField("name", _("Name"), required=True, max_length=LONGEST))
        self.add(ChoiceField("strategy", _("Chores are dealt"), strategy_choices()))
        periods = [
            (n, n_("every week", "every {n} weeks", n).format(n=n)) for n in range(1, 13)
        ]  # fmt: skip
        self.add(ChoiceField("period_weeks", _("They change hands"), periods))
        hint = _("It matters where they change every two weeks or more.")
        self.add(DateField("anchor_on", _("Counted from the week of"), desk.today, required=True,
                           hint=hint))  # fmt: skip
        if row is None:
            self.fill({"strategy": "balanced", "period_weeks": 1, "anchor_on": desk.today()})
        else:
            self.fill({"name": row.name, "strategy": row.strategy, "anchor_on": row.anchor_on,
                       "period_weeks": row.period_weeks})  # fmt: skip

    def rule(self, values: dict[str, Any]) -> RotationRule:
        """What the form says."""
        seed = self.row.seed if self.row is not None else None
        return RotationRule(values["name"], values["strategy"], values["anchor_on"],
                            values["period_weeks"], seed)  # fmt: skip


class RotationsPart(QObject):
    """Opens the list and its forms in the panel, and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel, manage: bool) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.manage = desk, panel, manage
        self.state: PlanState | None = None
        self.plan_wanted: Any = None  # opens the preview

    def show(self, state: PlanState) -> None:
        """The rotations and the plans that were made."""
        self.state = state
        today = self.desk.today()
        rules = Section(_("Rotations"), _("None yet. Add a chore first."),
                        _("Add") if self.manage else "", lambda: self.open(None))  # fmt: skip
        rules.show_items([
            Item(row.name, f"{short_words(row)}. {second(row, today)}",
                 partial(self.open, row) if self.manage else None)
            for row in state.rotations
        ])  # fmt: skip
        plans = Section(_("Plans that were made"), _("None yet."))
        plans.show_items([self._plan(row, at == 0) for at, row in enumerate(state.plans)])
        ahead = _("Nothing is planned yet.")
        if state.planned_to is not None:
            ahead = _("Planned to {day}. The plan goes on by itself.").format(
                day=near_date(state.planned_to, today)
            )
        shown = stack(Label(ahead, "body", wrap=True), rules, plans, gap=3)
        self.panel.show_other("chore_rotations", _("How chores go round"), shown)

    def _plan(self, row: PlanRow, newest: bool) -> Item:
        today = self.desk.today()
        days = _("{first} to {last}").format(
            first=near_date(row.first_on, today), last=near_date(row.last_on, today)
        )
        count = n_("{n} chore dealt", "{n} chores dealt", row.dealt).format(n=row.dealt)
        line = ". ".join(part for part in (count, why_words(row.why)) if part)
        if newest and self.manage:
            line = _("{what}. Press to take it back").format(what=line)
        return Item(days, line, partial(self.take_back, row) if newest and self.manage else None)

    def take_back(self, row: PlanRow) -> None:
        """What the newest plan dealt goes; what it took away stands again."""
        self.desk.do(
            self.panel, chore_plans.take_back_plan, row.plan_id, said=_("Plan taken back"),
            undo=lambda _none: Step(chore_plans.put_back_plan, (row.plan_id,)),
            done=lambda _none: self.panel.close_panel(),
        )  # fmt: skip

    def open(self, row: RotationRow | None) -> None:
        """The form of a rotation."""
        form = RotationForm(self.desk, row)
        made = partial(self._change, row, form) if row is not None else partial(self._add, form)
        title = row.name if row is not None else _("Add rotation")
        self.panel.open_form("chore_rotation", title, form, made, row.rotation_id if row else 0)

    def _add(self, form: RotationForm, values: dict[str, Any]) -> None:
        self.desk.do(
            self.panel, rotations.add_rotation, self.desk.house_id, form.rule(values),
            said=_("Rotation added: {name}").format(name=values["name"]),
            undo=lambda made: Step(rotations.remove_rotation, (made,)),
            done=self.panel.finish, refused=self.panel.refuse,
        )  # fmt: skip

    def _change(self, row: RotationRow, form: RotationForm, values: dict[str, Any]) -> None:
        def done(_before: object) -> None:
            self.panel.finish()
            if self.plan_wanted is not None:
                self.plan_wanted()

        self.desk.do(
            self.panel, rotations.change_rotation, row.rotation_id, row.version,
            form.rule(values), said=_("Changed how chores go round"), done=done,
            refused=self.panel.refuse,
            undo=lambda before: Step(rotations.change_rotation, (row.rotation_id, None, before)),
        )  # fmt: skip
