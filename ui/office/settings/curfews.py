"""Settings, Rules: curfew by phase and weekday, the rules for passes, and days without passes."""

from functools import partial
from typing import Any

from sobrhouse.domain.phrases import nice_date, nice_time, span, weekday_name
from sobrhouse.queries.curfew_rules import BlackoutRow, PhaseTimes, blackouts, phase_times
from sobrhouse.services import curfews
from sobrhouse.settings import Group
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.settings.declared import DeclaredSection
from ui.office.settings.section import Section
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import DateField, LineField, TimeField
from ui.widgets.form import MakingForm
from ui.widgets.rows import Column
from ui.widgets.table import Table

WEEK = (6, 0, 1, 2, 3, 4, 5)  # Sunday first, as calendars here begin


class PhaseCurfewSection(Section):
    """A table of phases and weekdays; a phase is changed in the side panel."""

    topics = frozenset({"curfew", "phase"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        day_columns = [self._day(weekday) for weekday in WEEK]
        self.table = Table(
            (
                Column[PhaseTimes](_("Phase"), lambda r: r.name, kind="strong", width=120),
                *day_columns,
            ),
            lambda r: r.phase_id,
            name="phase_curfews",
            label=_("Curfew by phase"),
            row="rowCompact",
            nothing=EmptyState("moon", _("No phases"),
                               _("Everybody has the curfew of the house.")),
        )  # fmt: skip
        self.table.setMinimumHeight(170)
        self.table.activated.connect(self._open)
        card = self.card(
            _("Curfew by phase"),
            _("Where nothing stands, the curfew of the house counts. Press Enter to change."),
        )
        card.add(self.table, 1)

    def _day(self, weekday: int) -> Column[PhaseTimes]:
        def words(row: PhaseTimes) -> str:
            found = row.times[weekday]
            return nice_time(found) if found is not None else ""

        return Column[PhaseTimes](weekday_name(weekday, long=False), words, width=88)

    def reload(self) -> None:
        self.desk.ask(self, phase_times, self.desk.house_id, done=self.table.show_rows)

    def _open(self, phase_id: object) -> None:
        row = self.table.row_of(phase_id)
        if row is None:
            return
        form = MakingForm(_("Save curfew"))
        for weekday in WEEK:
            form.add(TimeField(f"day{weekday}", weekday_name(weekday), hint=""))
        form.fill({f"day{weekday}": row.times[weekday] for weekday in WEEK})
        same = Button(_("Sunday's time on every night"), icon="copy", small=True)
        same.clicked.connect(partial(_same_time, form))
        form.put(line(same, 1))

        def change(values: dict[str, Any]) -> None:
            times = {weekday: values[f"day{weekday}"] for weekday in WEEK}
            self.desk.do(
                self, curfews.set_phase_curfews, row.phase_id, times, done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Curfew of {phase} changed").format(phase=row.name),
                undo=lambda was: Step(curfews.set_phase_curfews, (row.phase_id, was)),
            )  # fmt: skip

        title = _("Curfew in {phase}").format(phase=row.name)
        self.panel.open_form("phase_curfew", title, form, change, row.phase_id)


class PassRulesSection(DeclaredSection):
    """What a house asks before it gives a pass, and the days on which it gives none."""

    topics = frozenset({"setting", "blackout"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(
            desk, (Group.PASSES,), _("Rules for passes"),
            _("Read out beside each request. Who decides may still give a pass, and says why."),
        )  # fmt: skip
        self.panel = panel
        self.table = Table(
            (
                Column[BlackoutRow](_("Days"), self._days, kind="strong",
                                    sort=lambda r: r.from_on, width=240),
                Column[BlackoutRow](_("Why"), lambda r: r.reason, kind="muted", stretch=True),
            ),
            lambda r: r.blackout_id,
            name="blackouts",
            label=_("Days without passes"),
            row="rowCompact",
            nothing=EmptyState("calendar-days", _("None planned"),
                               _("Such as a holiday that the house spends together.")),
        )  # fmt: skip
        self.table.setMinimumHeight(150)
        self.table.activated.connect(self._open)
        add = Button(_("Add days"), "outline", icon="plus", small=True)
        add.clicked.connect(self._new)
        card = self.card(_("Days without passes"))
        card.head.addWidget(add)
        card.add(self.table, 1)

    def _days(self, row: BlackoutRow) -> str:
        if row.from_on == row.to_on:
            return nice_date(row.from_on, self.desk.today())
        return span(row.from_on, row.to_on)

    def reload(self) -> None:
        super().reload()
        self.desk.ask(
            self, blackouts, self.desk.house_id, self.desk.today(), done=self.table.show_rows
        )

    def _new(self) -> None:
        form = MakingForm(_("Add days"))
        form.add(DateField("from_on", _("First day"), self.desk.today, future=True, required=True))
        form.add(DateField("to_on", _("Last day"), self.desk.today, future=True,
                           hint=_("Empty: only that day")))  # fmt: skip
        form.add(LineField("reason", _("Why"), max_length=200))
        self.panel.open_form("blackout", _("Days without passes"), form, self._add)

    def _add(self, values: dict[str, Any]) -> None:
        self.desk.do(
            self, curfews.add_blackout, self.desk.house_id, values["from_on"], values["to_on"],
            values["reason"] or "", done=self.panel.finish, refused=self.panel.refuse,
            said=_("Days without passes added"),
            undo=lambda made: Step(curfews.remove_blackout, (made,)),
        )  # fmt: skip

    def _open(self, blackout_id: object) -> None:
        row = self.table.row_of(blackout_id)
        if row is None:
            return
        form = MakingForm(_("Give passes on these days again"), danger=True, icon="trash-2")
        self.panel.open_form(
            "blackout_open", self._days(row), form, partial(self._remove, row), row.blackout_id
        )

    def _remove(self, row: BlackoutRow, _values: object) -> None:
        self.desk.do(
            self, curfews.remove_blackout, row.blackout_id, done=self.panel.finish,
            said=_("Passes can be given on these days again"),
            undo=lambda _none: Step(curfews.restore_blackout, (row.blackout_id,)),
        )  # fmt: skip


def _same_time(form: MakingForm) -> None:
    """Write the first night's time into all of them."""
    text = form[f"day{WEEK[0]}"].text()
    for weekday in WEEK[1:]:
        form[f"day{weekday}"].set_text(text)
