"""The right column of a profile: at a glance, and what counts in an emergency."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain import care as care_words
from sobrhouse.domain import sobriety
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day, nice_days
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.care import ContactRow, EmploymentRow
from sobrhouse.queries.profile import Profile, StayRow
from sobrhouse.queries.sponsorships import ResidentSupport
from sobrhouse.words import _
from ui import theme
from ui.office.people import resident_words as words
from ui.office.sponsors.forms import SponsorForms
from ui.office.sponsors.support_words import asked_words
from ui.office.sponsors.tie_line import SponsorCard
from ui.widgets.boxes import ScrollBox, clear, hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Fact
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label

WIDTH = 312


class ProfileSide(ScrollBox):
    """Cards that say what one most often wants to know."""

    find_match = Signal()

    def __init__(self, add_contact: Button, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        # growing with the text in full would leave no timeline beside it
        self.setFixedWidth(round(WIDTH * (1 + (theme.scale() - 1) * 0.6)))
        self.glance = Card(_("At a glance"))
        self.sponsor = SponsorCard(_("Sponsor"))
        self.emergency = Card(_("In an emergency"))
        self.wishes = Card(_("Asked us to respect"))
        self._add_contact = add_contact
        self._add_contact.setParent(self)
        for card in (self.glance, self.sponsor, self.emergency, self.wishes):
            self.add(card)
        self.sponsor.hide()

    def show_person(self, data: Profile, today: date) -> None:
        """Fill the cards."""
        clear(self.glance.body)
        facts = _facts(data, today)
        for label, value in facts:
            self.glance.add(Fact(label, ElidedLabel(value, "strong")))
        self.glance.setVisible(bool(facts))
        self._show_emergency(data)
        clear(self.wishes.body)
        self.wishes.add(Label(data.person.anonymity_note, "body", wrap=True))
        self.wishes.setVisible(bool(data.person.anonymity_note))

    def show_support(
        self, found: ResidentSupport, data: Profile, today: date, forms: SponsorForms
    ) -> None:
        """Who the sponsor is, or that there is none yet, with the one thing to do."""
        card, tie, daily = self.sponsor, found.sponsor, forms.desk.may(Permission.RECORD_DAILY)
        clear(card.body)
        card.setVisible(tie is not None or data.stay is not None)
        if tie is not None:
            card.show_tie(tie, today, forms.touches.button(tie) if daily else None)
            return
        waits = bool(found.asked)
        card.add(Label(asked_words(found, today) if waits else _("No sponsor yet."), "muted",
                       wrap=True))  # fmt: skip
        if daily and data.stay is not None:
            find = Button(_("Find a match"), icon="search", small=True)
            find.clicked.connect(self.find_match)
            write = Button(_("Write down"), "ghost" if not waits else "outline", small=True)
            write.clicked.connect(forms.add_tie)
            card.add(hbox(*(() if waits else (find,)), write, 1))

    def _show_emergency(self, data: Profile) -> None:
        card = self.emergency
        self._add_contact.setParent(self)
        clear(card.body)
        contacts = [c for c in data.contacts if c.is_emergency]
        for contact in contacts[:2]:
            _add_contact_to(card, contact)
        if not contacts:
            card.add(Label(_("Nobody to call yet."), "muted"))
        self._add_contact.setVisible(not contacts)
        if not contacts:
            card.add(hbox(self._add_contact, 1))
        for condition in data.conditions:
            text = _("Allergy: {what}") if condition.allergy else _("Health: {what}")
            chip = Chip(text.format(what=condition.text),
                        "bad" if condition.allergy else "warn")
            chip.setToolTip(condition.note)
            card.add(hbox(chip, 1))
        if contacts:
            card.add(Label(care_words.not_permission(), "faint", wrap=True))


def _add_contact_to(card: Card, contact: ContactRow) -> None:
    who = f"{contact.name}, {contact.relationship}" if contact.relationship else contact.name
    card.add(Label(who, "strong", wrap=True))
    told = care_words.may_be_told(contact.may_be_told)
    phone = nice_phone(contact.phone)
    card.add(Label(f"{phone}. {told}" if phone else told, "muted", wrap=True, selectable=True))


def _facts(data: Profile, today: date) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if data.stay is not None:
        facts += _stay_facts(data.stay, today)
    elif data.stays:
        facts += _last_stay_facts(data.stays[0], today)
    if data.waits is not None:
        facts += [(_("Application"), words.stage_words(data.waits.stage)),
                  (_("Ready"), words.day_words(data.waits.ready_on, today)),
                  (_("Needs"), data.waits.needs)]
    if data.sober.since is not None:
        facts.append((_("Sober for"), sobriety.elapsed_words(data.sober.since, today)))
    if data.person.pathway:
        facts.append((_("Pathway"), _(PATHWAY_WORDS[data.person.pathway])))
    facts += [(_("Work or school"), _work(row)) for row in data.employment[:1]]
    facts += [(_("Supervision"), _join(care_words.word(care_words.LEGAL_WORDS, row.kind),
                                       row.report_every)) for row in data.legal[:1]]
    return [(label, value) for label, value in facts if value]


def _stay_facts(stay: StayRow, today: date) -> list[tuple[str, str]]:
    phase = "" if stay.phase_since is None else _("{phase} since {day}").format(
        phase=stay.phase, day=month_day(stay.phase_since, today))
    return [
        (_("Here for"), nice_days((today - stay.move_in_on).days)),
        (_("Bed"), _join(stay.bed, stay.room) if stay.bed_id else _("No bed yet")),
        (_("Phase"), phase),
        (_("Leaves"), words.day_words(stay.planned_discharge_on, today)),
        (_("Referred by"), stay.referral),
    ]


def _last_stay_facts(stay: StayRow, today: date) -> list[tuple[str, str]]:
    ended = stay.discharged_on or today
    again = "" if stay.return_eligible is None else _("Yes") if stay.return_eligible else _("No")
    return [
        (_("Moved out"), month_day(ended, today)),
        (_("How it ended"), words.discharge_words(stay.discharge_type or "")),
        (_("Went to"), stay.destination),
        (_("May come back"), again),
        (_("Stayed"), nice_days((ended - stay.move_in_on).days)),
    ]


def _work(row: EmploymentRow) -> str:
    kind = care_words.word(care_words.EMPLOYMENT_WORDS, row.kind)
    hours = "" if row.hours_week is None else _("{n} h a week").format(n=row.hours_week)
    return _join(row.place or kind, hours)


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
