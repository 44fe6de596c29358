"""The fields of a person in the details of a profile, each saved when it is left."""

from functools import partial
from typing import Any

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day, nice_time
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem, Stale
from sobrhouse.queries.profile import Person
from sobrhouse.services import residents
from sobrhouse.services.residents import Changed
from sobrhouse.words import LANGUAGES, _
from ui.desk import Desk, Quiet, Step
from ui.office.fields.stale import keeps_mine
from ui.office.people.new_resident import LANGUAGES as SPOKEN
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TagsField, TextField
from ui.widgets.form import SavingForm


class PersonForm(SavingForm):
    """Name, contact and language of a person; each field saves when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(columns=2)
        self._desk = desk
        self._person: Person | None = None
        self._version = 0
        manager = desk.may(Permission.MANAGE_PEOPLE)
        self.add(LineField("legal_first", _("Legal first name"), required=True))
        self.add(LineField("legal_last", _("Legal last name")))
        self.add(LineField("preferred_name", _("Goes by")))
        self.add(LineField("pronouns", _("Pronouns")))
        self.add(DateField("birth_on", _("Birth date"), desk.today, past=True))
        self.add(PhoneField("phone", _("Phone")))
        self.add(LineField("email", _("Email")))
        self.add(TagsField("languages", _("Languages"), [(w, w) for w in SPOKEN], free=True))
        self.add(ChoiceField("speaks", _("The program speaks to them in"),
                             list(LANGUAGES.items())))
        self.add(ChoiceField("pathway", _("Recovery pathway"), [
            ("", _("Not chosen")), *((v, _(w)) for v, w in PATHWAY_WORDS.items())]))
        self.add(TextField("anonymity_note", _("What they ask us to respect"), lines=2,
                           hint=_("Such as: do not say on the phone that they live here.")), 2)
        daily = {"phone", "email", "languages", "speaks", "pronouns"}
        for field in self.fields():
            field.setEnabled(manager or (
                field.name in daily and desk.may(Permission.RECORD_DAILY)))
        self.saved.connect(self._save)

    def show_person(self, person: Person) -> None:
        """Fill the fields that nobody is typing in."""
        self._person, self._version = person, person.version
        values = {name: getattr(person, name) for name in residents.FIELDS}
        values["languages"] = _tags(person.languages)
        self.fill(values)

    def _save(self, field: str, value: Any) -> None:
        if self._person is None:
            return
        value = ", ".join(value) if isinstance(value, tuple) else value
        who = self._person.resident_id

        def done(result: Changed) -> None:
            self._version = result.version
            time = nice_time(self._desk.now().astimezone(self._desk.zone()))
            self.stored(field, _("Saved {time}").format(time=time))

        self._desk.do(
            self, residents.change_field, who, field, value, self._version, done=done,
            said=Quiet(_("Changed: {name}").format(name=self[field].label_text)),
            refused=lambda problem: self._on_refused(field, value, problem),
            undo=lambda result: Step(
                residents.change_field_back, (who, field, result.was, value)))

    def _on_refused(self, field: str, value: Any, problem: Problem) -> None:
        if not isinstance(problem, Stale) or self._person is None:
            self.refuse(problem, field)
            return
        self._version = int(str(problem.theirs["version"]))
        seen = getattr(self._person, field)
        if keeps_mine(self, field, value, problem, seen, partial(self._shown, field)):
            self._save(field, value)
            return
        theirs = problem.theirs[field]
        self[field].set_value(_tags(str(theirs)) if field == "languages" else theirs)
        self.stored(field)

    def _shown(self, field: str, value: Any) -> str:
        if field == "phone":
            return nice_phone(str(value or ""))
        return month_day(value, self._desk.today()) if field == "birth_on" and value else (
            str(value or ""))


def _tags(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
