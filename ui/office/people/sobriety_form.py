"""A sobriety date: the first, a new one, or a correction; never silent, with its history."""

from typing import Any

from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.sobriety import date_label
from sobrhouse.queries.profile import Profile
from sobrhouse.services import sobriety
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

NAME = "sobriety"
NEW, CORRECT = "new", "correct"


def change_date(desk: Desk, panel: FormPanel, data: Profile) -> None:
    """Open the form; without a date there is only the first one to write down."""
    first = data.sober.since is None
    form = _form(desk, data, first)

    def made(values: dict[str, Any]) -> None:
        kind = values.pop("kind", None)
        use_case = sobriety.set_first_date if first else (
            sobriety.new_date if kind == NEW else sobriety.correct_date)
        day = month_day(values["start_on"], desk.today())
        said = _("New date set: {day}") if kind == NEW else _("Date set: {day}")
        desk.do(panel, use_case, data.person.resident_id, done=panel.finish,
                refused=panel.refuse, said=said.format(day=day),
                undo=lambda done: Step(sobriety.undo_date, (done,)), **values)

    panel.open_form(NAME, date_label(data.person.pathway), form, made, data.person.resident_id)


def _form(desk: Desk, data: Profile, first: bool) -> MakingForm:
    form = MakingForm(_("Save the date"))
    if not first:
        assert data.sober.since is not None
        now = _("Now counted from {day}.").format(day=month_day(data.sober.since, desk.today()))
        form.put(Label(now, "body", wrap=True))
        form.add(ChoiceField("kind", _("What happened"), [
            (NEW, _("A new date: a new start")),
            (CORRECT, _("A correction: the date was written down wrong")),
        ], empty=_("Choose one"), required=True))
        form.put(Label(_("The time before stays on record either way. Nothing is erased."),
                       "muted", wrap=True))
    form.add(DateField("start_on", date_label(data.person.pathway), desk.today, past=True,
                       required=True,
                       hint=_("The day they count from, as they themselves say it.")))
    form.add(TextField("note", _("Note"), lines=3, hint=_("If they want something written down.")))
    return form
