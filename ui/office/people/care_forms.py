"""Contacts, allergies, supervision, work: the forms for a new one and for one that stands."""

from collections.abc import Callable
from typing import Any

from sobrhouse.domain import care as words
from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem, Stale
from sobrhouse.services import care
from sobrhouse.services.care import Care
from sobrhouse.words import N_, _, p_
from ui.desk import Desk, Quiet, Step
from ui.office.fields.stale import keeps_mine
from ui.office.form_panel import FormPanel
from ui.widgets.boxes import line, stack
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LineField,
    NumberField,
    PhoneField,
    TextField,
)
from ui.widgets.form import MakingForm, SavingForm
from ui.widgets.labels import Label

ADD_WORDS = {
    Care.CONTACT: N_("Add contact"), Care.CONDITION: N_("Add allergy or condition"),
    Care.LEGAL: N_("Add supervision"), Care.EMPLOYMENT: N_("Add work or school"),
}
TITLES = {
    Care.CONTACT: N_("Contact"), Care.CONDITION: N_("Allergy or condition"),
    Care.LEGAL: N_("Supervision"), Care.EMPLOYMENT: N_("Work or school"),
}


def fields_of(kind: Care, desk: Desk) -> list[Field]:
    """What is asked about one thing of this kind."""
    return _FIELDS[kind](desk)


def _contact(desk: Desk) -> list[Field]:
    return [
        LineField("name", _("Name"), required=True),
        LineField("relationship", _("Who they are"), placeholder=_("Sister")),
        PhoneField("phone", _("Phone")),
        CheckField("is_emergency", _("Call in an emergency")),
        ChoiceField("may_be_told", _("May be told"), words.choices(words.MAY_BE_TOLD_WORDS),
                    hint=words.not_permission()),
        ChoiceField("kind", _("Kind"), words.choices(words.CONTACT_WORDS)),
        LineField("email", _("Email")),
        LineField("address", _("Address"), max_length=500),
        TextField("note", _("Note"), lines=2),
    ]


def _condition(desk: Desk) -> list[Field]:
    return [
        LineField("text", _("What staff and paramedics must know"), required=True,
                  placeholder=_("Penicillin"), max_length=500),
        CheckField("allergy", _("This is an allergy")),
        TextField("note", _("What to do"), lines=3),
    ]


def _legal(desk: Desk) -> list[Field]:
    return [
        ChoiceField("kind", _("Kind"), words.choices(words.LEGAL_WORDS)),
        LineField("officer", _("Officer")),
        PhoneField("officer_phone", _("Officer's phone")),
        LineField("report_every", p_("supervision", "Reports"),
                  placeholder=_("Every second Tuesday")),
        LineField("case_no", _("Case number")),
        TextField("conditions", _("Conditions"), lines=3),
        DateField("start_on", _("From"), desk.today),
        DateField("end_on", _("Until"), desk.today),
    ]


def _employment(desk: Desk) -> list[Field]:
    return [
        ChoiceField("kind", _("Kind"), words.choices(words.EMPLOYMENT_WORDS)),
        LineField("place", _("Where"), placeholder=_("Ridge Auto")),
        LineField("schedule", _("When"), placeholder=_("Mon to Fri, 8 to 4")),
        NumberField("hours_week", _("Hours a week"), low=0, high=168),
        DateField("verified_on", _("Checked on"), desk.today),
        DateField("from_on", _("From"), desk.today),
        DateField("to_on", _("Until"), desk.today),
    ]


_FIELDS: dict[Care, Callable[[Desk], list[Field]]] = {
    Care.CONTACT: _contact, Care.CONDITION: _condition, Care.LEGAL: _legal,
    Care.EMPLOYMENT: _employment,
}


def add_care(desk: Desk, panel: FormPanel, kind: Care, resident_id: int) -> None:
    """Open the form for a new one."""
    form = MakingForm(_(ADD_WORDS[kind]))
    for field in fields_of(kind, desk):
        form.add(field)
    if kind is Care.CONTACT:
        form.fill({"is_emergency": True})

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, care.add_care, kind, resident_id, values, done=panel.finish,
                refused=panel.refuse, said=_("{what} added").format(what=_(TITLES[kind])),
                undo=lambda row_id: Step(care.take_back_care, (kind, row_id)))

    panel.open_form(str(kind), _(ADD_WORDS[kind]), form, made, resident_id)


class CareEditor(SavingForm):
    """One thing that stands, saved field by field."""

    def __init__(self, desk: Desk, kind: Care, row: Any) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._row_id = row.id
        self._version = row.version
        self._seen: dict[str, Any] = {}
        for field in fields_of(kind, desk):
            self.add(field)
            self._seen[field.name] = getattr(row, field.name)
        self.fill(self._seen)
        self.saved.connect(self._save)

    def _save(self, field: str, value: Any) -> None:
        def done(result: tuple[int, Any]) -> None:
            self._version, self._seen[field] = result[0], value
            self.stored(field, _("Saved {time}").format(
                time=nice_time(self._desk.now().astimezone(self._desk.zone()))))

        self._desk.do(
            self, care.change_care, self._kind, self._row_id, field, value, self._version,
            said=Quiet(_("Changed: {name}").format(name=self[field].label_text)),
            done=done, refused=lambda problem: self._on_refused(field, value, problem),
            undo=lambda result: Step(
                care.change_care_back, (self._kind, self._row_id, field, result[1], value)))

    def _on_refused(self, field: str, value: Any, problem: Problem) -> None:
        if not isinstance(problem, Stale):
            self.refuse(problem, field)
            return
        self._version = int(str(problem.theirs["version"]))
        if keeps_mine(self, field, value, problem, self._seen[field]):
            self._save(field, value)
            return
        self._seen[field] = theirs = problem.theirs[field]
        self[field].set_value(theirs)
        self.stored(field)


def edit_care(desk: Desk, panel: FormPanel, kind: Care, row: Any) -> None:
    """Open one thing to be changed, or removed."""
    editor = CareEditor(desk, kind, row)
    remove = Button(_("Remove"), "danger", "trash-2", small=True)

    def on_remove() -> None:
        desk.do(panel, care.take_back_care, kind, row.id, done=panel.finish,
                said=_("{what} removed").format(what=_(TITLES[kind])),
                undo=lambda row_id: Step(care.put_back_care, (kind, row_id)))

    remove.clicked.connect(on_remove)
    panel.show_other(f"edit_{kind}", _(TITLES[kind]), stack(
        editor, Label(_("Changes save by themselves."), "muted"), line(remove, 1), gap=3))
