"""Family and friends in the tab Sponsor: who is part of recovery, and what they may be told."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sobrhouse.domain import care as care_words
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import CATEGORY_WORDS
from sobrhouse.queries.profile import Profile
from sobrhouse.queries.sponsorships import RelationRow
from sobrhouse.services import network_people
from sobrhouse.services.care import Care
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.people import care_forms
from ui.widgets.boxes import vbox
from ui.widgets.choices import Check
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, Label


class PeopleSteps(QObject):
    """Draws a line for each and does what it asks."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.daily = desk.may(Permission.RECORD_DAILY)

    def line(self, row: RelationRow, person: Profile) -> QWidget:
        """Who it is, what they may be told, and whether they are part of recovery."""
        line = Pressable()
        line.setProperty("kind", "row")
        category = CATEGORY_WORDS.get(row.category) or care_words.CONTACT_WORDS.get(row.category)
        who = row.relationship or _(category or "Other")
        about = ", ".join(part for part in (who, nice_phone(row.phone)) if part)
        named = ElidedLabel(row.label, "strong")
        texts = vbox(named, ElidedLabel(about), gap=0, margins=(0, 4, 0, 4), parent=line)
        if row.contact_id is not None:
            texts.addWidget(Label(care_words.may_be_told(row.may_be_told), "muted", wrap=True))
        part = Check(_("Part of recovery"))
        part.setChecked(row.supports)
        part.setEnabled(self.daily and row.contact_id is not None)
        part.setAccessibleName(f"{row.label}: {part.text()}")
        texts.addWidget(part)
        if row.contact_id is not None:
            key, label = row.contact_id, row.label
            part.clicked.connect(lambda on: self.set_part(key, label, on))
            if self.daily:
                line.make_pressable(f"{row.label}, {about}")
                line.clicked.connect(partial(self.open, key, person))
        return line

    def set_part(self, contact_id: int, label: str, on: bool) -> None:
        """They are part of recovery, or not named so any more."""
        use = network_people.set_part_of_recovery
        said = _("{name} is part of recovery") if on else _("{name} is not named so any more")
        self.desk.do(
            self, use, contact_id, on, said=said.format(name=label),
            undo=lambda before: Step(use, (contact_id, before)),
        )  # fmt: skip

    def open(self, contact_id: int, person: Profile) -> None:
        """The contact, with what they may be told."""
        row = next((c for c in person.contacts if c.id == contact_id), None)
        if row is not None:
            care_forms.edit_care(self.desk, self.panel, Care.CONTACT, row)

    def add(self, person: Profile) -> None:
        """The form for another contact."""
        care_forms.add_care(self.desk, self.panel, Care.CONTACT, person.person.resident_id)
