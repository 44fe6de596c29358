"""The pages of the consent wizard: one element of § 2.31 after the other, in plain words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.consent_words import tpo_words
from sobrhouse.domain.consents import CATEGORY_WORDS, RECIPIENT_WORDS, Category, Terms
from sobrhouse.queries.care import ContactRow
from sobrhouse.words import N_, _
from ui.widgets.boxes import ScrollBox, vbox
from ui.widgets.checks import ChecksField
from ui.widgets.field import Field
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField, TextField
from ui.widgets.labels import Label

# From the kind of a contact to that of a recipient, where they are not called the same.
_KIND_OF = {
    "emergency": "family", "friend": "family", "case_manager": "treatment", "clinician": "health",
    "payer": "funder", "landlord": "housing",
}  # fmt: skip
JUSTICE = ("court", "probation")  # who may be given a consent that § 2.35 lets be firm
HOW_TO_REVOKE = N_("In writing, or by telling the house manager, at any time. What was told before "
                   "stays told.")  # fmt: skip
NOT_BEFORE = N_("Not before its event, because a court made it a condition (42 CFR § 2.35).")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the pages must know of the house and the person."""

    house: str
    person: str
    contacts: Sequence[ContactRow]
    today: Callable[[], date]


class WizardPage(ScrollBox):
    """One screen: a question, a line why it is asked, and its fields."""

    title = ""
    line = ""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.setting = setting
        self.fields: dict[str, Field] = {}
        self.add(Label(_(self.title), "title", wrap=True))
        self.add(Label(_(self.line), "muted", wrap=True))
        self.inside = vbox(gap=3)
        self.add(self.inside)
        self.build_fields()

    def build_fields(self) -> None:
        """Put the fields in."""
        raise AssertionError("a page says it")

    def put(self, a_field: Field) -> Field:
        """Take a field in; what is typed takes its error away."""
        self.fields[a_field.name] = a_field
        a_field.edited.connect(a_field.clear_fault)
        self.inside.addWidget(a_field)
        return a_field

    def values(self) -> dict[str, Any]:
        """What the fields say; Problem for the first that is wrong."""
        return {n: f.value() for n, f in self.fields.items() if not f.isHidden()}

    def show_terms(self, terms: Terms) -> None:
        """Fill in what is known already."""
        for name, a_field in self.fields.items():
            if hasattr(terms, name):
                a_field.set_value(getattr(terms, name))

    def begin(self, terms: Terms) -> None:
        """The page comes into sight; `terms` is all that was said before."""

    def first(self) -> QWidget | None:
        """Where one types first."""
        return next((f.control for f in self.fields.values() if not f.isHidden()), None)


class ToWhom(WizardPage):
    """Who may be told, and by whom."""

    title = N_("Who may be told?")
    line = N_("A name is best: a person, an office, or a program. Nobody else gets anything.")

    def build_fields(self) -> None:
        people = [(c.id, ", ".join(filter(None, (c.name, c.relationship))))
                  for c in self.setting.contacts]  # fmt: skip
        self.contact = ChoiceField("contact_id", _("From the contacts"), people,
                                   empty=_("Somebody else"))  # fmt: skip
        self.put(self.contact)
        kinds = [(kind, _(words)) for kind, words in RECIPIENT_WORDS.items()]
        self.kind = ChoiceField("recipient_kind", _("What they are"), kinds, required=True,
                                empty=_("Choose one"))  # fmt: skip
        self.put(LineField("recipient", _("Name"), required=True, max_length=400))
        self.put(self.kind)
        self.put(LineField("recipient_address", _("Address, fax or email"), max_length=400))
        who = LineField("discloser", _("Who may tell"), required=True, max_length=400,
                        hint=_("Whoever of the house may speak or write."))  # fmt: skip
        self.put(who)
        who.set_value(_("{house}, its manager and staff").format(house=self.setting.house))
        self.contact.edited.connect(self._take_contact)
        if not people:
            self.fields.pop("contact_id")
            self.contact.hide()

    def _take_contact(self) -> None:
        chosen = self.contact.read()
        row = next((c for c in self.setting.contacts if c.id == chosen), None)
        if row is not None:
            kind = _KIND_OF.get(row.kind, row.kind)
            self.fields["recipient"].set_value(row.name)
            self.kind.set_value(kind if kind in RECIPIENT_WORDS else "other")
            self.fields["recipient_address"].set_value(row.address)


class WhatMayBeTold(WizardPage):
    """The categories, one by one: none is ticked for anybody but the name."""

    title = N_("What may be told?")
    line = N_("Tick only what is needed for the purpose. Without the name nothing can be told.")

    def build_fields(self) -> None:
        offered = [(c, _(words)) for c, words in CATEGORY_WORDS.items()]
        self.checks = ChecksField("categories", "", offered)
        self.put(self.checks)
        self.checks.set_value((Category.IDENTITY,))
        self.put(LineField("information", _("In other words, if that says more"), max_length=400))
        self.put(DateField("covers_from", _("About days from"), self.setting.today,
                           hint=_("Empty: from the first day on.")))  # fmt: skip
        self.put(DateField("covers_until", _("About days until"), self.setting.today,
                           hint=_("Empty: until the consent ends.")))  # fmt: skip

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"categories": frozenset(found["categories"])}


class WhatFor(WizardPage):
    """Each purpose."""

    title = N_("What is it for?")
    line = N_("Say it so that anybody understands it: “Progress on probation, once a month.”")

    def build_fields(self) -> None:
        self.put(TextField("purpose", _("Purpose"), lines=3, required=True, max_length=400))
        self.care = CheckField("care_and_payment", _("For treatment, payment or health care"))
        self.put(self.care)
        self.statements = Label(tpo_words(), "muted", wrap=True)
        self.inside.addWidget(self.statements)
        self.statements.hide()
        self.care.edited.connect(self._fit)

    def begin(self, terms: Terms) -> None:
        self._fit()

    def _fit(self) -> None:
        self.statements.setVisible(bool(self.care.read()))


class HowLong(WizardPage):
    """Its last day or its event, and how it can be taken back."""

    title = N_("How long does it last?")
    line = N_("A last day, something that happens, or both: whichever comes first ends it.")

    def build_fields(self) -> None:
        self.put(DateField("expires_on", _("Last day"), self.setting.today, future=True))
        self.put(LineField("expires_event", _("Or until this happens"), max_length=400,
                           placeholder=_("Probation ends, the program is finished …")))  # fmt: skip
        self.put(TextField("how_to_revoke", _("How it can be revoked"), lines=3, required=True,
                           max_length=400))  # fmt: skip
        self.fields["how_to_revoke"].set_value(_(HOW_TO_REVOKE))
        self.firm = CheckField(
            "firm", _("The court made it a condition: it cannot be revoked before its event"),
            hint=_("42 CFR § 2.35. Tick it only where the signed sheet says so."),
        )  # fmt: skip
        self.put(self.firm)
        self.firm.edited.connect(self._say_how)

    def _say_how(self) -> None:
        """The words that stand there by themselves never say the opposite of the tick."""
        how, usual, not_before = self.fields["how_to_revoke"], _(HOW_TO_REVOKE), _(NOT_BEFORE)
        if how.text() in (usual, not_before):
            how.set_value(not_before if self.firm.read() else usual)

    def begin(self, terms: Terms) -> None:
        self.firm.setVisible(terms.recipient_kind in JUSTICE)

    def show_terms(self, terms: Terms) -> None:
        super().show_terms(terms)
        self.firm.set_value(not terms.may_revoke)

    def values(self) -> dict[str, Any]:
        found = super().values()
        firm = bool(found.pop("firm", False))
        return found | {"criminal_justice": firm, "may_revoke": not firm}
