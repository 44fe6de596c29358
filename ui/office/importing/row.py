"""The panel beside an import's preview: one row, its problems, who may be meant, and the choice."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.imports import Outcome
from sobrhouse.domain.phrases import month_day
from sobrhouse.exchange.people import PlannedRow, said
from sobrhouse.words import _, n_
from ui.widgets.boxes import clear, hbox
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.labels import IconMark, Label, Rule
from ui.widgets.panel import SidePanel


class RowPanel(SidePanel):
    """What is known of the chosen row, and what can be done about it."""

    chosen = Signal(int, object)
    left_out = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("", 300, parent)
        self._today = today
        self._row: PlannedRow | None = None
        self.choice: ChoiceField | None = None

    def show_row(self, row: PlannedRow | None) -> None:
        """Show a row, or close when none is chosen."""
        if row == self._row and self.isVisible() == (row is not None):
            return
        self._row = row
        clear(self.body)
        if row is None:
            self.close_panel()
            return
        self.set_title(row.name or _("Row {n}").format(n=row.line))
        self._add_problems(row)
        self._add_match(row)
        for notice in row.notices:
            self.add(Label(notice, "muted", wrap=True))
        self._add_choice(row)
        self.show()  # the keys stay with the table, to go on to the next row

    def _add_problems(self, row: PlannedRow) -> None:
        if not row.stops:
            return
        for problem in row.problems:
            words = hbox(IconMark("circle-alert", "danger", 16),
                         Label(problem.sentence, "body", wrap=True), gap=2)
            words.setStretch(1, 1)
            self.add(words)
        optional = all(problem.field for problem in row.problems)
        without = n_("Bring in without it", "Bring in without them", len(row.problems))
        button = Button(without if optional else _("Leave this row out"))
        button.clicked.connect(lambda: self.left_out.emit(row))
        self.add(button)
        self.add(Rule())

    def _add_match(self, row: PlannedRow) -> None:
        if row.match is None:
            return
        person = row.match.person
        self.add(Label(_("On record"), "small"))
        facts = [person.name]
        if person.birth_on:
            facts.append(_("born {date}").format(date=month_day(person.birth_on)))
        if person.here:
            facts.append(_("lives here now"))
        elif person.last_night_on:
            date_words = month_day(person.last_night_on, self._today())
            facts.append(_("moved out {date}").format(date=date_words))
        self.add(Label(", ".join(facts), "body", wrap=True))

    def _add_choice(self, row: PlannedRow) -> None:
        choices = [(outcome, said(outcome)) for outcome in row.choices]
        self.choice = ChoiceField("outcome", _("What happens with this row"), choices)
        self.choice.set_value(row.outcome)
        self.choice.box.setEnabled(len(choices) > 1)
        self.choice.edited.connect(self._on_choice)
        self.add(self.choice)

    def _on_choice(self) -> None:
        if self._row and self.choice:
            chosen: Outcome = self.choice.read()
            self.chosen.emit(self._row.line, chosen)
