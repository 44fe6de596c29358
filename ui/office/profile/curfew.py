"""Curfew and passes of one person, in the details of their profile."""

from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.passes import span_words
from sobrhouse.domain.phrases import month_day, nice_time, weekday_name
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.curfew_rules import OwnRow, own_curfews
from sobrhouse.queries.curfews import Tonight, tonight
from sobrhouse.queries.passes import PassRow, passes_of_stay
from sobrhouse.queries.profile import Profile
from sobrhouse.services import curfews
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.passes import words as passes_words
from ui.office.sections import Item, Section
from ui.widgets.boxes import vbox
from ui.widgets.fields import ChoiceField, DateField, LineField, TimeField
from ui.widgets.form import MakingForm

MOST = 12  # passes shown; the Sign log place has them all


class ProfileCurfew(QWidget):
    """What is asked of them tonight, their own rules, and the passes they had."""

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.panel = panel
        self.stay_id: int | None = None
        self.name = ""
        self.may = desk.may(Permission.MANAGE_PEOPLE)
        change = _("Own curfew") if self.may else ""
        self.curfew = Section(_("Curfew"), _("Nothing is asked of them."), change, self.add_own)
        self.passes = Section(_("Passes"), _("No pass yet."))
        self._tonight: Tonight | None = None
        self._own: tuple[OwnRow, ...] = ()
        vbox(self.curfew, self.passes, gap=4, margins=(16, 0, 16, 16), parent=self)
        self.hide()

    def show_person(self, data: Profile) -> None:
        """Ask for the rules and passes of somebody who lives here."""
        stay = data.stay
        self.stay_id = stay.stay_id if stay is not None else None
        self.name = data.short_name
        self.setVisible(self.stay_id is not None)
        if stay is None:
            return
        now, house = self.desk.now(), stay.house_id
        self.desk.ask(self, tonight, house, now, stay.stay_id, done=self._show_tonight)
        self.desk.ask(self, own_curfews, stay.stay_id, self.desk.today(), done=self._show_own)
        self.desk.ask(self, passes_of_stay, stay.stay_id, now, done=self._show_passes)

    def _show_tonight(self, found: dict[int, Tonight]) -> None:
        self._tonight = found.get(self.stay_id or 0)
        self._show_curfew()

    def _show_own(self, rows: tuple[OwnRow, ...]) -> None:
        self._own = rows
        self._show_curfew()

    def _show_curfew(self) -> None:
        items = []
        if self._tonight is not None:
            items.append(Item(_("Tonight"), self._tonight.words))
        for row in self._own:
            run = (lambda row=row: self.open_own(row)) if self.may else None
            items.append(Item(self.rule_words(row), row.reason, run))
        self.curfew.show_items(items)

    def _show_passes(self, rows: tuple[PassRow, ...]) -> None:
        now, zone, today = self.desk.now(), self.desk.zone(), self.desk.today()
        self.passes.show_items([
            Item(
                span_words(row.depart_at, row.return_by, today, zone),
                ", ".join(
                    part for part in (
                        passes_words.state(row, now)[0], row.destination, row.decision_reason,
                    ) if part
                ),
            )
            for row in rows[:MOST]
        ])  # fmt: skip

    def rule_words(self, row: OwnRow) -> str:
        """ "11:45 PM every night, until Nov 30"."""
        clock = nice_time(row.time) if row.time is not None else _("No curfew")
        days = _("every night")
        if row.weekday is not None:
            days = _("{day} nights").format(day=weekday_name(row.weekday))
        words = [f"{clock}, {days}"]
        today = self.desk.today()
        if row.from_on > today:
            words.append(_("from {day}").format(day=month_day(row.from_on, today)))
        if row.to_on is not None:
            words.append(_("until {day}").format(day=month_day(row.to_on, today)))
        return ", ".join(words)

    def add_own(self) -> None:
        """The form for a curfew of their own."""
        if self.stay_id is None:
            return
        stay_id, today = self.stay_id, self.desk.today
        form = MakingForm(_("Set the curfew"))
        form.add(TimeField("until", _("Home by"), hint=_("Empty: no curfew at all")))
        nights = [(day, weekday_name(day)) for day in (6, 0, 1, 2, 3, 4, 5)]
        form.add(ChoiceField("weekday", _("On which night"), nights, empty=_("Every night")))
        form.add(DateField("from_on", _("First night"), today, future=True,
                           hint=_("Empty: tonight")))  # fmt: skip
        form.add(DateField("to_on", _("Last night"), today, future=True,
                           hint=_("Empty: until it is removed")))  # fmt: skip
        form.add(LineField("reason", _("Why"), required=True, max_length=200,
                           placeholder=_("Late shift")))  # fmt: skip

        def made(values: dict[str, Any]) -> None:
            until, reason = values.pop("until"), values.pop("reason")
            self.desk.do(
                self, curfews.set_own, stay_id, until, reason, done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Own curfew of {name} set").format(name=self.name),
                undo=lambda rule: Step(curfews.remove_own, (rule,)), **values,
            )  # fmt: skip

        title = _("Own curfew of {name}").format(name=self.name)
        self.panel.open_form("own_curfew", title, form, made, stay_id)

    def open_own(self, row: OwnRow) -> None:
        """Take a rule away."""
        form = MakingForm(_("Remove"), danger=True, icon="trash-2")

        def made(_values: object) -> None:
            self.desk.do(
                self, curfews.remove_own, row.rule_id, done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Own curfew of {name} removed").format(name=self.name),
                undo=lambda _none: Step(curfews.restore_own, (row.rule_id,)),
            )  # fmt: skip

        self.panel.open_form("own_curfew_open", self.rule_words(row), form, made, row.rule_id)
