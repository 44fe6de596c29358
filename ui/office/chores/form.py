"""The forms of one chore: a new one, one that saves itself field by field, and the usual ones to
begin with.
"""

from collections.abc import Sequence
from typing import Any

from sobrhouse.domain.chore_words import chore_often
from sobrhouse.domain.recurrence import Pattern, pattern_of, rule_of
from sobrhouse.domain.usual_chores import UsualChore
from sobrhouse.queries.chores import ChoreFacts
from sobrhouse.services.chores import NewChore
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.chores.fields import ICONS, DueField, EffortField, StepsField, often_field
from ui.widgets.checks import ChecksField
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.form import MakingForm, SavingForm

Rotations = Sequence[tuple[int, str]]
LONGEST, LONGEST_NOTE = 60, 300
EVERY_DAY = Pattern(weekdays=(0, 1, 2, 3, 4, 5, 6))


def add_fields(form: MakingForm | SavingForm, rotations: Rotations, week_starts_on: int) -> None:
    """What both forms ask."""
    form.add(LineField("name", _("Name"), required=True, max_length=LONGEST,
                       placeholder=_("Kitchen, clean up")))  # fmt: skip
    form.add(often_field(week_starts_on))
    form.add(DueField("due"))
    form.add(EffortField("effort"))
    form.add(StepsField("steps"))
    form.add(LineField("area", _("Where"), max_length=LONGEST, placeholder=_("Kitchen")))
    form.add(ChoiceField("icon", _("Picture"), [(code, _(words)) for code, words in ICONS]))
    if len(rotations) > 1:
        form.add(ChoiceField("rotation_id", _("Goes round with"), rotations))
    form.add(LineField("note", _("Note for whoever does it"), max_length=LONGEST_NOTE))


class ChoreForm(MakingForm):
    """A new chore."""

    def __init__(self, desk: Desk, rotations: Rotations, week_starts_on: int) -> None:
        super().__init__(_("Add chore"), icon="plus")
        self._week_starts_on = week_starts_on
        add_fields(self, rotations, week_starts_on)
        self.add(DateField("starts_on", _("From"), desk.today, required=True))
        self.fill({"rule": EVERY_DAY, "due": ("20:00", None), "effort": (20, 1, 1),
                   "icon": "sparkles", "starts_on": desk.today()})  # fmt: skip

    def chore(self, values: dict[str, Any]) -> NewChore:
        """What the form says."""
        due_at, before = values["due"]
        minutes, weight, people = values["effort"]
        return NewChore(
            name=values["name"], rule=rule_of(values["rule"], self._week_starts_on),
            area=values["area"] or "", icon=values["icon"] or "", note=values["note"] or "",
            minutes=minutes, weight=weight, people=people, starts_on=values["starts_on"],
            due_at=due_at, before_meeting_minutes=before,
            rotation_id=values.get("rotation_id"), steps=tuple(values["steps"]),
        )  # fmt: skip


class ChoreFields(SavingForm):
    """A chore that there is; each field saves when it is left."""

    def __init__(self, rotations: Rotations, week_starts_on: int) -> None:
        super().__init__()
        self._week_starts_on = week_starts_on
        add_fields(self, rotations, week_starts_on)

    def show_chore(self, facts: ChoreFacts) -> None:
        """Show what is stored."""
        self.fill({
            "name": facts.name, "rule": pattern_of(facts.rule), "note": facts.note,
            "due": (facts.due_at, facts.before_meeting_minutes), "area": facts.area,
            "effort": (facts.minutes, facts.weight, facts.people), "steps": facts.steps,
            "icon": facts.icon, "rotation_id": facts.rotation_id,
        })  # fmt: skip

    def changes(self, name: str, value: Any) -> dict[str, Any]:
        """What a field's value is in the records."""
        if name == "rule":
            return {"rule": rule_of(value, self._week_starts_on)}
        if name == "due":
            return {"due_at": value[0], "before_meeting_minutes": value[1]}
        if name == "effort":
            return {"minutes": value[0], "weight": value[1], "people": value[2]}
        return {name: value or ("" if name in ("area", "note", "icon") else value)}


class UsualForm(MakingForm):
    """The chores that most houses have, each with a tick."""

    def __init__(self, usual: Sequence[UsualChore]) -> None:
        super().__init__(_("Add these chores"), icon="plus")
        choices = [
            (one.key, _("{name}, {often}").format(name=_(one.name), often=_often(one)))
            for one in usual
        ]
        self.add(ChecksField("keys", _("Tick what your house has"), choices, required=True))
        self.fill({"keys": tuple(one.key for one in usual if _is_daily_or_weekly(one))})


def _is_daily_or_weekly(one: UsualChore) -> bool:
    return one.rule.startswith("FREQ=WEEKLY")


def _often(one: UsualChore) -> str:
    """ "every day", "Mon, Thu, Sun", "monthly"."""
    if not _is_daily_or_weekly(one):
        return _("monthly")
    said = chore_often(one.rule)
    return said[:1].lower() + said[1:] if said == _("Every day") else said
