"""The rules of Settings, Retention: how many years each class of records is kept, and why."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.retention import DEFAULTS, MOST_YEARS, RecordClass
from sobrhouse.queries.retention import RuleRow
from sobrhouse.services import retention
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.settings.section import Section
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.fields import NumberField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

FORM = "retention_rule"


class RetentionRules(Card):
    """One line a class: the years, the ground, and Change."""

    def __init__(self, desk: Desk, panel: FormPanel, owner: Section) -> None:
        super().__init__(_("How long records are kept"))
        self.desk, self.panel, self.owner = desk, panel, owner
        self.buttons: dict[RecordClass, Button] = {}
        self.add(Label(
            _("No law names one number for every house. Ask your state, your funder and your "
              "affiliate, and write down who said so."), "muted", wrap=True))  # fmt: skip
        self.lines = vbox(gap=2)
        self.add(self.lines)

    def show_rows(self, rows: tuple[RuleRow, ...]) -> None:
        """Show the rules that hold."""
        clear(self.lines)
        for row in rows:
            self.lines.addWidget(self._line(row))

    def _line(self, row: RuleRow) -> QWidget:
        rule, default = row.rule, DEFAULTS[row.rule.record_class]
        years = n_("{n} year", "{n} years", rule.years).format(n=rule.years)
        title = Label(f"{_(default.title)}: {years}", "strong")
        words = Label(_(default.about), "muted", wrap=True)
        why = Label(rule.basis if row.own else _(default.basis), "muted", wrap=True)
        change = Button(_("Change"), "outline", small=True)
        change.setAccessibleName(_("Change: {what}").format(what=_(default.title)))
        change.clicked.connect(partial(self.open, row))
        self.buttons[rule.record_class] = change
        line = QWidget()
        row_box = hbox(gap=3, parent=line)
        row_box.addLayout(vbox(title, words, why, gap=0), 1)
        row_box.addWidget(change)
        return line

    def open(self, row: RuleRow, *_checked: object) -> None:
        """Change one rule in the panel."""
        default = DEFAULTS[row.rule.record_class]
        form = MakingForm(_("Save"))
        least = n_("At least {n} year.", "At least {n} years.", default.least)
        form.add(NumberField(
            "years", _("Years after the last day in use"), low=default.least, high=MOST_YEARS,
            required=True, hint=least.format(n=default.least),
        ))  # fmt: skip
        form.add(TextField(
            "basis", _("Because of"), required=True,
            hint=_("A law, your state, your funder: who said so, and where it stands."),
        ))  # fmt: skip
        form.fill({"years": row.rule.years, "basis": row.rule.basis})
        self.panel.open_form(
            FORM, _(default.title), form, partial(self._save, row.rule.record_class)
        )

    def _save(self, record_class: RecordClass, values: dict[str, Any]) -> None:
        self.desk.do(
            self, retention.set_rule, record_class, values["years"] or 0, values["basis"],
            done=self._saved, refused=self.panel.refuse, said=_("Rule changed"),
            undo=partial(_before, record_class),
        )  # fmt: skip

    def _saved(self, _before: object) -> None:
        self.panel.finish()
        self.owner.reload()


def _before(record_class: RecordClass, before: tuple[int, str]) -> Step:
    """How the rule stood: as the house had set it, or as the program proposes."""
    if before[0]:
        return Step(retention.set_rule, (record_class, *before))
    return Step(retention.use_default, (record_class,))
