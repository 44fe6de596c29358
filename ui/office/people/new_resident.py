"""Adding a resident: the form, and the offer of somebody on record with the same name."""

from collections.abc import Callable
from typing import Any

from sobrhouse.domain.names import short_name
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.problems import Problem
from sobrhouse.queries.matches import Match
from sobrhouse.services import residents
from sobrhouse.services.applications import Waiting
from sobrhouse.services.residents import Added, Person
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.fields.known_before import KnownBefore
from ui.office.form_panel import FormPanel
from ui.office.people.stay_forms import add_stay_fields, move_in_of
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TagsField
from ui.widgets.form import MakingForm

NAME = "new"
HERE, WAITS = "here", "waits"
LANGUAGES = ("English", "Español", "Français", "Kreyòl ayisyen", "Português", "Tiếng Việt", "中文")
STAY_ONLY = ("on", "bed_id", "phase_id")
WAIT_ONLY = ("ready_on", "needs")
PERSON = ("legal_first", "legal_last", "preferred_name", "birth_on", "phone", "languages",
          "sober_since")


class NewResident:
    """What happens from "Add resident" until somebody is on record."""

    _offers: KnownBefore

    def __init__(self, desk: Desk, panel: FormPanel, *, added: Callable[[int], None],
                 same: Callable[[Match, int | None], None]) -> None:
        self._desk = desk
        self._panel = panel
        self._added = added
        self._same = same
        self._bed_id: int | None = None
        self._form = MakingForm("")

    def open(self, bed_id: int | None = None, waits: bool = False) -> None:
        """Open the form, for a bed that was chosen or for the waitlist."""
        self._bed_id = bed_id
        self._form = form = MakingForm(_("Add resident"), icon="user-plus")
        self._add_person(form)
        form.section(_("Stay"))
        form.add(ChoiceField("place", _("They"), [(HERE, _("Move in")), (WAITS, _(
            "Go on the waitlist"))]))
        add_stay_fields(form, self._desk, bed_id)
        form.add(DateField("ready_on", _("Ready to move in"), self._desk.today))
        form.add(TagsField("needs", _("Needs"), free=True,
                           hint=_("What the bed must have: ground floor, lower bunk.")))
        form.fill({"place": WAITS if waits else HERE})
        form["place"].edited.connect(self._show_fields)
        self._show_fields()
        self._panel.open_form(NAME, _("New resident"), form, self._on_made)
        self._show_fields()

    def _add_person(self, form: MakingForm) -> None:
        today = self._desk.today
        form.add(LineField("legal_first", _("Legal first name"), required=True))
        form.add(LineField("legal_last", _("Legal last name")))
        form.add(DateField("birth_on", _("Birth date"), today, past=True))
        self._offers = KnownBefore(
            self._desk, form, ("legal_first", "legal_last", "birth_on"), self._on_same)
        form.add(LineField("preferred_name", _("Goes by")))
        form.add(PhoneField("phone", _("Phone")))
        form.add(TagsField("languages", _("Languages"), [(w, w) for w in LANGUAGES], free=True))
        form.section(_("Recovery"))
        form.add(ChoiceField("pathway", _("Recovery pathway"),
                             [(value, _(word)) for value, word in PATHWAY_WORDS.items()],
                             empty=_("Not chosen")))
        form.add(DateField("sober_since", _("Sober since"), today, past=True,
                           hint=_("As they count it. Leave empty if they do not say.")))

    def _show_fields(self) -> None:
        waits = self._form["place"].value() == WAITS
        for name in STAY_ONLY:
            self._form[name].setVisible(not waits)
        for name in WAIT_ONLY:
            self._form[name].setVisible(waits)

    def _on_same(self, match: Match) -> None:
        bed_id = self._form["bed_id"].value() or self._bed_id
        self._panel.finish()
        self._same(match, bed_id)

    def _on_made(self, values: dict[str, Any]) -> None:
        known = {name: _stored(values[name]) for name in PERSON}
        person = Person(**known, pathway=values["pathway"] or "")
        waits = values["place"] == WAITS
        how: dict[str, Any] = {"waiting": Waiting(
            ready_on=values["ready_on"], needs=", ".join(values["needs"]),
            referral=values["referral"])} if waits else {"move_in": move_in_of(values)}
        name = short_name(person.legal_first, person.legal_last, person.preferred_name)
        said = _("{name} is on the waitlist") if waits else _("{name} moved in")
        self._desk.do(
            self._panel, residents.add_resident, self._desk.house_id, person, done=self._on_done,
            refused=self._on_refused, said=said.format(name=name),
            undo=lambda added: Step(residents.take_back_added, (added,)), **how)

    def _on_refused(self, problem: Problem) -> None:
        if problem.field == "start_on":
            problem.field = "sober_since"
        self._panel.refuse(problem)

    def _on_done(self, added: Added) -> None:
        self._panel.finish()
        self._added(added.resident_id)


def _stored(value: Any) -> Any:
    """A field's value as the record keeps it: several words with commas between them."""
    return ", ".join(value) if isinstance(value, tuple) else value
