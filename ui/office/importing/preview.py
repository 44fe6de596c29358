"""The third step of an import: what would become of each row, with its problems and choices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.imports import Outcome
from sobrhouse.domain.phrases import month_day
from sobrhouse.exchange.date_columns import Order
from sobrhouse.exchange.people import Answers, DateQuestion, Plan, PlannedRow, leave_out_problems
from sobrhouse.exchange.people import said as outcome_said
from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui.office.importing.questions import QuestionCard
from ui.office.importing.row import RowPanel
from ui.widgets.banner import Banner
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label
from ui.widgets.rows import Column
from ui.widgets.table import Table

_CHIPS = {Outcome.NEW_PERSON: "ok", Outcome.NEW_STAY: "brand", Outcome.MERGE: "info",
          Outcome.SKIP: "mute"}


def about(row: PlannedRow) -> str:
    """All there is to know about a row, the worst first."""
    parts = [problem.sentence for problem in row.problems] if row.stops else []
    if row.match and not row.match.sure:
        parts.append(_("Maybe {name}, who is on record.").format(name=row.match.person.name))
    return " ".join([*parts, *row.notices])


def happens(row: PlannedRow) -> str:
    """What becomes of a row, in a word or two."""
    return _("Needs a look") if row.stops else outcome_said(row.outcome)


def _columns(today: Callable[[], date]) -> tuple[Column[PlannedRow], ...]:
    def day(value: date | None) -> str:
        return month_day(value, today()) if value else ""

    return (
        Column(_("Row"), lambda r: str(r.line), kind="number", width=52, sort=lambda r: r.line),
        Column(_("Name"), lambda r: r.name, kind="strong", width=160,
               sort=lambda r: (r.incoming.legal_last or r.name).casefold()),
        Column(_("What happens"), happens, kind="chip", width=150,
               chip=lambda r: "bad" if r.stops else _CHIPS[r.outcome]),
        Column(_("Birth date"), lambda r: day(r.incoming.birth_date), width=112,
               sort=lambda r: r.incoming.birth_date),
        Column(_("Bed"), lambda r: r.place, width=84),
        Column(_("Moves in"), lambda r: day(r.incoming.move_in), width=112,
               sort=lambda r: r.incoming.move_in),
        Column(_("To know"), about, kind="muted", stretch=True),
    )


class PreviewStep(QWidget):
    """Rows, the questions that a list leaves open, and the one verb that changes anything."""

    answered = Signal(object)
    confirmed = Signal(object)
    back = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = Plan((), ())
        self._answers = Answers()
        self.fault = Banner("", "bad", closable=True)
        self.fault.hide()
        self.questions = vbox(gap=2)
        self.summary = Label("", "body")
        self.table: Table[PlannedRow] = Table(
            _columns(today), lambda r: r.line, name="import_preview",
            label=_("Rows of the list"), search=_("Filter the rows"), beside=(self.summary,))
        self.panel = RowPanel(today)
        self.table.picked.connect(self._on_picked)
        self.table.activated.connect(self._on_picked)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.left_out.connect(self._on_left_out)
        card = Card()
        card.add(self.table, 1)
        vbox(self.fault, self.questions, gap=3, parent=self)
        row = hbox(card, self.panel, gap=3)
        row.setStretch(0, 1)
        self._add(row, 1)
        self._add(self._foot(), 0)

    def _add(self, part: object, stretch: int) -> None:
        layout = self.layout()
        layout.addLayout(part, stretch)  # type: ignore[union-attr]

    def _foot(self) -> object:
        back = Button(_("Back"), "ghost", "arrow-left")
        back.clicked.connect(self.back)
        self.rest = Button("")
        self.rest.clicked.connect(self._on_rest)
        self.go = Button("", "primary")
        self.go.clicked.connect(lambda: self.confirmed.emit(self._plan))
        return hbox(back, 1, self.rest, self.go, gap=3)

    def show_plan(self, plan: Plan, answers: Answers) -> None:
        """Show what would be done now."""
        self._plan, self._answers = plan, answers
        self.fault.hide()
        self._show_questions(plan.questions)
        self.table.show_rows(sorted(plan.rows, key=lambda row: (not row.stops, row.line)))
        self._say(plan)
        if plan.stopped and self.table.current_id() is None:
            self.table.select(plan.stopped[0].line)
        self._on_picked(self.table.current_id())

    def refuse(self, problem: Problem) -> None:
        """The import was refused as a whole."""
        self.fault.say(problem.sentence + " " + _("Nothing was brought in."))
        self.fault.show()

    def busy(self, busy: bool) -> None:
        """While it is brought in nothing can be pressed twice."""
        self.go.setEnabled(not busy and self._plan.ready)
        self.rest.setEnabled(not busy)

    def _say(self, plan: Plan) -> None:
        left_out = plan.count(Outcome.SKIP)
        comes = len(plan.rows) - left_out
        stopped = len(plan.stopped)
        parts = [n_("{n} comes in", "{n} come in", comes - stopped).format(n=comes - stopped)]
        if stopped:
            parts.append(n_("{n} needs a look", "{n} need a look", stopped).format(n=stopped))
        if left_out:
            parts.append(n_("{n} is left out", "{n} are left out", left_out).format(n=left_out))
        self.summary.setText(" · ".join(parts))
        self.go.set_text(n_("Bring in {n} resident", "Bring in {n} residents", comes)
                         .format(n=comes))
        self.go.setEnabled(plan.ready)
        self.rest.set_text(n_("Leave out what cannot be read ({n})",
                              "Leave out what cannot be read ({n})", stopped).format(n=stopped))
        self.rest.setVisible(bool(stopped))

    def _show_questions(self, questions: tuple[DateQuestion, ...]) -> None:
        clear(self.questions)
        for question in questions:
            card = QuestionCard(question)
            card.answered.connect(self._on_order)
            self.questions.addWidget(card)

    def _on_order(self, column: int, order: Order) -> None:
        orders: dict[int, Order] = {**self._answers.orders, column: order}
        self.answered.emit(replace(self._answers, orders=orders))

    def _on_picked(self, line: object) -> None:
        row = self.table.row_of(line) if isinstance(line, int) else None
        self.panel.show_row(row)

    def _on_chosen(self, line: int, outcome: Outcome) -> None:
        outcomes = {**self._answers.outcomes, line: outcome}
        self.answered.emit(replace(self._answers, outcomes=outcomes))

    def _on_left_out(self, row: PlannedRow) -> None:
        self.answered.emit(leave_out_problems([row], self._answers))

    def _on_rest(self) -> None:
        self.answered.emit(leave_out_problems(self._plan.stopped, self._answers))
