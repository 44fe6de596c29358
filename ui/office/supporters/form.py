"""The form of somebody new who supports, and the fields that it shares with those of one who does
already.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.domain.support import GENDER_WORDS, HOURS, KIND_WORDS, OUTSIDE_KINDS
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.fields.safe_name import SafeNameField
from ui.office.fields.sober_since import SoberSinceField
from ui.office.people.new_resident import LANGUAGES
from ui.widgets.checks import ChecksField
from ui.widgets.fields import (
    CheckField,
    ChoiceField,
    NumberField,
    PhoneField,
    TagsField,
    TextField,
)
from ui.widgets.form import FieldGrid, MakingForm

OWN = ("name", "sober_on")  # what a resident's own record says already


class NewSupporterForm(MakingForm):
    """Somebody who is willing; one of the house's own is chosen from `people`."""

    def __init__(self, desk: Desk, people: Sequence[tuple[int, str]]) -> None:
        super().__init__(_("Add to the list"))
        self.add(ChoiceField("resident_id", _("Who"), people, empty=_("Somebody from outside")))
        add_fields(self, desk)
        self.fill({"kinds": ("sponsor",), "capacity": 1})
        self["resident_id"].edited.connect(self.fit)
        self["phone_agreed"].edited.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Ask only for what belongs to whom was chosen."""
        outside = self["resident_id"].read() is None
        for name in OWN:
            self[name].setVisible(outside)
        self["phone"].setVisible(self["phone_agreed"].read())

    def take_draft(self, texts: Mapping[str, str]) -> None:
        super().take_draft(texts)
        self.fit()

    def facts(self, values: dict[str, Any]) -> tuple[int | None, dict[str, Any]]:
        """Which resident it is, if one, and the fields as the service takes them."""
        said = {name: stored(name, value) for name, value in values.items()}
        return said.pop("resident_id"), said


def add_fields(form: FieldGrid, desk: Desk) -> None:
    """All that a list of supporters keeps of one."""
    form.add(SafeNameField(required=True))
    form.add(ChecksField("kinds", _("Willing to be"),
                         [(code, _(KIND_WORDS[code])) for code in OUTSIDE_KINDS]))
    form.add(NumberField("capacity", _("For how many people at a time"), low=0, high=20,
                         required=True))
    form.add(ChecksField("fellowships", _("Fellowship"), columns=2, choices=[
        (code, fellowship_name(code, short=True)) for code in FELLOWSHIP_NAMES]))
    form.add(ChecksField("pathways", _("Pathway"),
                         [(code, _(words)) for code, words in PATHWAY_WORDS.items()]))
    form.add(SoberSinceField("sober_on", _("Sober since"), desk.today, past=True,
                             hint=_("A day, or a length such as 6 years.")))
    form.add(TagsField("languages", _("Languages"), [(w, w) for w in LANGUAGES], free=True))
    form.add(ChoiceField("gender", _("Gender"),
                         [(code, _(words)) for code, words in GENDER_WORDS.items()],
                         hint=_("Only where the custom of the fellowship asks for it.")))
    form.add(ChecksField("hours", _("Has time"),
                         [(code, _(words)) for code, words in HOURS.items()]))
    form.add(CheckField("phone_agreed", _("They agreed that residents get their number")))
    form.add(PhoneField("phone", _("Phone")))
    form.add(TextField("note", _("Note"), lines=3, max_length=500,
                       hint=_("For staff. It is on no paper. No last names, please.")))


def stored(name: str, value: Any) -> Any:
    """What a field gives, as the service takes it."""
    if name == "languages":
        return ", ".join(value)
    if value is None and name not in ("resident_id", "sober_on"):
        return ""
    return value
