"""The details of a profile: what is written down, changed field by field."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain import care as words
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day, nice_days
from sobrhouse.domain.sobriety import date_label, days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.bed_history import NightsRow
from sobrhouse.queries.profile import PeriodRow, Profile, StayRow
from sobrhouse.services.care import Care
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.beds.words import corrected_words
from ui.office.people import resident_words
from ui.office.people.care_forms import ADD_WORDS
from ui.office.people.person_form import PersonForm
from ui.office.sections import Item, Section
from ui.widgets.boxes import ScrollBox, vbox


class ProfileDetails(ScrollBox):
    """All that is written down about a person; its signals ask for the forms."""

    add_care = Signal(object)
    edit_care = Signal(object, object)
    change_date = Signal()
    change_phase = Signal()
    plan = Signal()
    correct_nights = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self._desk = desk
        manager, daily = desk.may(Permission.MANAGE_PEOPLE), desk.may(Permission.RECORD_DAILY)
        self.form = PersonForm(desk)
        change = _("Change") if manager else ""
        self.sobriety = Section(_("Sobriety date"), _("No date written down yet."), change,
                                self.change_date.emit)
        self.stay = Section(_("Stay"), _("No stay yet."), _("Change phase") if manager else "",
                            self.change_phase.emit)
        self.nights = Section(_("Beds"), _("No bed yet."))
        self.care: dict[Care, Section] = {}
        for kind, title, nothing, may in (
            (Care.CONTACT, _("Contacts"), _("Nobody yet."), daily),
            (Care.CONDITION, _("Allergies and conditions"), _("Nothing written down."), daily),
            (Care.EMPLOYMENT, _("Work or school"), _("Nothing written down."), daily),
            (Care.LEGAL, _("Supervision"), _("None written down."), manager),
        ):
            self.care[kind] = Section(title, nothing, _(ADD_WORDS[kind]) if may else "",
                                      partial(self.add_care.emit, kind))
        inside = vbox(self.form, self.sobriety, self.stay, self.nights, *self.care.values(),
                      gap=4, margins=(16, 12, 16, 16))
        self.add(inside)

    def show_person(self, data: Profile) -> None:
        """Fill everything that nobody is typing in."""
        today = self._desk.today()
        self.form.show_person(data.person)
        self.sobriety.title.setText(date_label(data.person.pathway))
        self.sobriety.show_items([self._period(p) for p in data.periods])
        self.stay.show_items([self._stay(s) for s in data.stays])
        self._show_care(Care.CONTACT, data.contacts, lambda r: (
            _join(r.name, r.relationship), _join(
                _("Call in an emergency") if r.is_emergency else "", nice_phone(r.phone),
                words.may_be_told(r.may_be_told).rstrip("."))))
        self._show_care(Care.CONDITION, data.conditions, lambda r: (
            _("Allergy: {what}").format(what=r.text) if r.allergy else r.text, r.note))
        self._show_care(Care.EMPLOYMENT, data.employment, lambda r: (
            _join(words.word(words.EMPLOYMENT_WORDS, r.kind), r.place), _join(
                r.schedule,
                _("{n} h a week").format(n=r.hours_week) if r.hours_week is not None else "",
                _("checked {day}").format(day=month_day(r.verified_on, today))
                if r.verified_on else "")))
        self._show_care(Care.LEGAL, data.legal, lambda r: (
            _join(words.word(words.LEGAL_WORDS, r.kind), r.officer),
            _join(nice_phone(r.officer_phone), r.report_every, r.conditions)))

    def show_nights(self, rows: Sequence[NightsRow]) -> None:
        """Show in which beds they slept."""
        opens = self._desk.may(Permission.MANAGE_PEOPLE)
        self.nights.show_items([
            Item(*self._nights(row), partial(self.correct_nights.emit, row) if opens else None)
            for row in rows])

    def _nights(self, row: NightsRow) -> tuple[str, str]:
        today = self._desk.today()
        start = month_day(row.start_on, today)
        dates = _("Since {day}").format(day=start) if row.end_on is None else _(
            "{start} to {end}").format(start=start, end=month_day(row.end_on, today))
        said = [_join(dates, row.reason)]
        if row.amend_reason:
            said.append(corrected_words(row.by, row.amend_reason, row.was_on, today))
        return _join(_("Bed {bed}").format(bed=row.bed), row.room), ". ".join(said)

    def _show_care(self, kind: Care, rows: Sequence[Any],
                   say: Callable[[Any], tuple[str, str]]) -> None:
        may = Permission.MANAGE_PEOPLE if kind is Care.LEGAL else Permission.RECORD_DAILY
        opens = self._desk.may(may)
        self.care[kind].show_items([
            Item(*say(row), partial(self.edit_care.emit, kind, row) if opens else None)
            for row in rows])

    def _period(self, period: PeriodRow) -> Item:
        today = self._desk.today()
        start = month_day(period.start_on, today)
        if period.end_on is None:
            days = nice_days(days_sober(period.start_on, today))
            return Item(start, _join(days, period.note))
        end = month_day(period.end_on, today)
        if period.end_kind == "correction":
            return Item(start, _join(_("Corrected {day}").format(day=end), period.note))
        return Item(_("{start} to {end}").format(start=start, end=end), period.note)

    def _stay(self, stay: StayRow) -> Item:
        today = self._desk.today()
        start = month_day(stay.move_in_on, today)
        bed = _("bed {bed}").format(bed=stay.bed) if stay.bed else ""
        if stay.discharged_on is None:
            leaves = "" if stay.planned_discharge_on is None else _("leaves {day}").format(
                day=month_day(stay.planned_discharge_on, today))
            run = self.plan.emit if self._desk.may(Permission.MANAGE_PEOPLE) else None
            return Item(_("Since {day}").format(day=start),
                        _join(stay.house, bed, stay.phase, leaves), run)
        end = month_day(stay.discharged_on, today)
        kind = resident_words.discharge_words(stay.discharge_type or "")
        return Item(_("{start} to {end}").format(start=start, end=end),
                    _join(stay.house, bed, kind, stay.discharge_reason, stay.destination))


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
