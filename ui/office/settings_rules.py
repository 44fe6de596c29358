"""Settings, Rules and Reports: the settings of the house as declared, and its phases."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from sobrhouse.queries.phases import PhaseRow, phases_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.services import phase_steps
from sobrhouse.services.settings import change_setting
from sobrhouse.settings import DECLARED, Group, HouseSettings, Kind, Setting
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.settings_section import Section
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.fields import CheckField, ChoiceField, LineField, NumberField, TextField, TimeField
from ui.widgets.form import MakingForm, SavingForm
from ui.widgets.rows import Column
from ui.widgets.table import Table


def field_for(setting: Setting) -> Field:
    """The field in which a setting is changed."""
    label, hint = _(setting.label), _(setting.hint)
    if setting.kind is Kind.YES_NO:
        return CheckField(setting.key, label)
    if setting.kind is Kind.CHOICE:
        choices = [(value, _(words)) for value, words in setting.choices]
        return ChoiceField(setting.key, label, choices, hint=hint)
    if setting.kind is Kind.NUMBER:
        return NumberField(setting.key, label, low=setting.low, high=setting.high, hint=hint)
    if setting.kind is Kind.TIME:
        return TimeField(setting.key, label, hint=hint)
    return LineField(setting.key, label, hint=hint)


def shown_value(setting: Setting, value: Any) -> Any:
    """A stored value as its field takes it."""
    if setting.kind is Kind.TIME:
        hours, minutes = value.split(":")
        return time(int(hours), int(minutes))
    return value


def stored_value(setting: Setting, value: Any) -> Any:
    """What a field gives as it is stored."""
    return value.strftime("%H:%M") if isinstance(value, time) else value


class DeclaredSection(Section):
    """The declared settings of some groups, one field each."""

    topics = frozenset({"setting"})

    def __init__(self, desk: Desk, groups: Iterable[Group], title: str, words: str = "") -> None:
        super().__init__(desk)
        wanted = set(groups)
        self.settings = {s.key: s for s in DECLARED if s.group in wanted}
        self.form = SavingForm(columns=2)
        for setting in self.settings.values():
            self.form.add(field_for(setting))
        self.form.saved.connect(self._on_saved_field)
        self.card(title, words).add(self.form)

    def reload(self) -> None:
        self.desk.ask(self, house_settings, self.desk.house_id, done=self._show)

    def _show(self, found: HouseSettings) -> None:
        self.form.fill(
            {key: shown_value(setting, found.get(key)) for key, setting in self.settings.items()}
        )

    def _on_saved_field(self, name: str, value: Any) -> None:
        setting, house_id = self.settings[name], self.desk.house_id
        kept = stored_value(setting, value)
        self.save(
            self.form,
            name,
            change_setting,
            house_id,
            name,
            kept,
            said=_("Setting changed: {what}").format(what=_(setting.label)),
            undo=lambda before: Step(change_setting, (house_id, name, before)),
        )
        if name == "idle_minutes":
            self.desk.wanted.emit("idle", kept)


class RulesSection(DeclaredSection):
    """Curfew, milestones and the phases of the house."""

    topics = frozenset({"setting", "phase"})

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

    def reload(self) -> None:
        super().reload()
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
