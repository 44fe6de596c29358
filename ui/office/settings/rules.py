"""Settings, Rules: the rules of the house, its phases, curfew by phase, and passes."""

from typing import Any

from sobrhouse.queries.phases import PhaseRow, phases_of
from sobrhouse.services import phase_steps
from sobrhouse.settings import Group
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.settings.curfews import PassRulesSection, PhaseCurfewSection
from ui.office.settings.declared import DeclaredSection
from ui.office.settings.meetings import MeetingRulesSection
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField, NumberField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.rows import Column
from ui.widgets.table import Table


class RulesSection(DeclaredSection):
    """Curfew, milestones, the phases of the house, and what goes by them."""

    topics = frozenset({"setting", "phase", "curfew", "blackout", "requirement"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk, (Group.RULES,), _("House rules"))
        self.panel = panel
        self.rows: tuple[PhaseRow, ...] = ()
        self.table = Table(
            (
                Column[PhaseRow](
                    _("Phase"), lambda r: r.name, kind="strong", sort=lambda r: r.number, width=150
                ),
                Column[PhaseRow](_("Earliest"), lambda r: _days(r.min_days), width=140),
                Column[PhaseRow](_("What it means"), lambda r: r.note, kind="muted", stretch=True),
            ),
            lambda r: r.phase_id,
            name="phases",
            label=_("Phases"),
            search=None,
            row="rowCompact",
            nothing=EmptyState("layers", _("No phases"), _("A house may work without them.")),
        )
        self.table.setMinimumHeight(190)
        self.table.activated.connect(self._open)
        add = Button(_("Add phase"), "outline", icon="plus", small=True)
        add.clicked.connect(self._new)
        card = self.card(
            _("Phases"), _("Steps of trust, from the first day on. Press Enter to change one.")
        )
        card.head.addWidget(add)
        card.add(self.table, 1)
        self.curfews = PhaseCurfewSection(desk, panel)
        self.passes = PassRulesSection(desk, panel)
        self.column.addWidget(self.curfews)
        self.meetings = MeetingRulesSection(desk, panel)
        self.column.addWidget(self.meetings)
        self.house_meetings = DeclaredSection(
            desk, (Group.MEETINGS,), _("House meetings"),
            _("How a new meeting begins, and what a vote needs. Each vote can be given its own."),
        )  # fmt: skip
        self.column.addWidget(self.house_meetings)
        self.chores = DeclaredSection(
            desk, (Group.CHORES,), _("Chores"),
            _("How far ahead chores are dealt, and what is proposed after missed ones."),
        )  # fmt: skip
        self.column.addWidget(self.chores)
        self.sponsors = DeclaredSection(
            desk, (Group.SPONSORS,), _("Sponsors, buddies and matching"),
            _("When the program asks after somebody, whom it proposes, and what mentors agree to."),
        )  # fmt: skip
        self.column.addWidget(self.sponsors)
        self.column.addWidget(self.passes)

    def reload(self) -> None:
        super().reload()
        self.curfews.reload()
        self.meetings.reload()
        self.house_meetings.reload()
        self.chores.reload()
        self.sponsors.reload()
        self.passes.reload()
        self.desk.ask(self, phases_of, self.desk.house_id, done=self._show_phases)

    def _show_phases(self, rows: tuple[PhaseRow, ...]) -> None:
        self.rows = rows
        self.table.show(rows)

    def _form(self, verb: str) -> MakingForm:
        form = MakingForm(verb)
        form.add(LineField("name", _("Name"), required=True))
        form.add(
            NumberField("min_days", _("Earliest after so many days in the house"), low=0, high=999)
        )
        form.add(TextField("note", _("What it means"), lines=4))
        return form

    def _new(self) -> None:
        form = self._form(_("Add phase"))
        number = max((r.number for r in self.rows), default=0) + 1
        form.fill({"name": _("Phase {n}").format(n=number)})
        self.panel.open_form("phase", _("Another phase"), form, self._add)

    def _add(self, values: dict[str, Any]) -> None:
        self.desk.do(
            self,
            phase_steps.add_phase,
            self.desk.house_id,
            values["name"],
            values["min_days"],
            values["note"] or "",
            done=self.panel.finish,
            refused=self.panel.refuse,
            said=_("Phase added"),
            undo=lambda new: Step(phase_steps.void_phase, (new,)),
        )

    def _open(self, phase_id: object) -> None:
        row = next(r for r in self.rows if r.phase_id == phase_id)
        form = self._form(_("Save changes"))
        form.fill({"name": row.name, "min_days": row.min_days, "note": row.note})

        def change(values: dict[str, Any]) -> None:
            self.desk.do(
                self,
                phase_steps.change_phase_step,
                row.phase_id,
                values["name"],
                values["min_days"],
                values["note"] or "",
                done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Phase changed"),
                undo=lambda was: Step(phase_steps.change_phase_step, (row.phase_id, *was)),
            )

        remove = Button(_("Remove phase"), "danger", "trash-2", small=True)
        remove.setToolTip(_("Possible when nobody is in it. Who was in it keeps it on record."))
        remove.clicked.connect(lambda: self._remove(row))
        form.put(line(remove, 1))
        self.panel.open_form("phase_open", row.name, form, change, row.phase_id)

    def _remove(self, row: PhaseRow) -> None:
        self.desk.do(
            self,
            phase_steps.void_phase,
            row.phase_id,
            done=self.panel.finish,
            refused=self.panel.refuse,
            said=_("{name} removed").format(name=row.name),
            undo=lambda _none: Step(phase_steps.restore_phase, (row.phase_id,)),
        )


def _days(days: int | None) -> str:
    return (
        _("from the first day")
        if not days
        else n_("after {n} day", "after {n} days", days).format(n=days)
    )
