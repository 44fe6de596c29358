"""The tab Recovery capital: the means of the house over twelve months, told only where they tell of
nobody, and who is asked for the next BARC-10.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.barc10 import FEWEST, MARK
from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.assessments import (
    Due,
    HouseMonth,
    assessments_due,
    house_capital,
)
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.place_tab import PlaceTab
from ui.office.recovery.barc_chart import PART, TOTAL, TrendChart
from ui.office.recovery.barc_steps import BarcSteps
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, PersonRow
from ui.widgets.chips import Chip
from ui.widgets.labels import Label
from ui.widgets.page import Verb

SIDE = 380
TREND, FORM = "recoverycapital", "barcform"  # their codes in the Reports place


class CapitalTab(PlaceTab):
    """The house at the left, people to ask at the right; no person's figure is on this page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.daily = desk.may(Permission.RECORD_DAILY)
        self.may_print = desk.may(Permission.PRINT_PAPERS)
        self.steps = BarcSteps(desk, self.panel)
        self.months: tuple[HouseMonth, ...] = ()
        self.due: tuple[Due, ...] = ()
        self.whole, self.part = TrendChart(TOTAL), TrendChart(PART)
        self.told = Label("", "muted", wrap=True)
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.form = Button(_("Empty form"), icon="file-text")
        self.print = Button(_("Print"), icon="printer")
        self.people = Card(_("Who is asked next"), 0)
        self.rows = vbox(gap=0)
        self._build()
        self.form.clicked.connect(partial(self.go.emit, "reports", FORM))
        self.print.clicked.connect(partial(self.go.emit, "reports", TREND))

    def _build(self) -> None:
        house = Card(_("The house, twelve months"))
        self.charts = QWidget()
        care = Label(
            _("{mark} and above goes with a better chance of staying in recovery for long. It is "
              "no test, and nobody is measured against it.").format(mark=MARK),
            "muted", wrap=True,
        )  # fmt: skip
        vbox(Label(_("All ten together"), "strong"), self.whole,
             Label(_("House and peers: questions 4, 5 and 7"), "strong"), self.part, care,
             gap=2, parent=self.charts)  # fmt: skip
        house.add(self.told)
        house.add(self.charts)
        self.people.add(self.rows)
        left, right = ScrollBox(), ScrollBox()
        left.add(house)
        right.add(self.people)
        right.setFixedWidth(round(SIDE * theme.scale()))
        row = hbox(gap=3)
        row.addWidget(left, 1)
        row.addWidget(right)
        row.addWidget(self.panel)
        self.panel.opened.connect(right.hide)  # both would leave the charts no room
        self.panel.closed.connect(right.show)
        box = vbox(self.trouble, row, gap=2, margins=(12, 10, 12, 10), parent=self)
        box.setStretch(1, 1)

    # What the place asks

    def context(self) -> str:
        today = self.desk.today()
        asked = sum(one.due_on <= today for one in self.due)
        if not self.due:
            return _("BARC-10, as people see it themselves")
        return n_("{n} person is asked for a BARC-10 now", "{n} people are asked for a BARC-10 now",
                  asked).format(n=asked)  # fmt: skip

    def header_buttons(self) -> list[QWidget]:
        return [self.form, self.print] if self.may_print else []

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("barc_form", _("Print an empty BARC-10"), "file-text",
                 run=partial(self.go.emit, "reports", FORM), needs=Permission.PRINT_PAPERS),
            Verb("capital_paper", _("Print the recovery capital of the house"), "printer",
                 run=partial(self.go.emit, "reports", TREND), needs=Permission.PRINT_PAPERS),
        )  # fmt: skip

    def reload(self) -> None:
        house, today = self.desk.house_id, self.desk.today()
        self.desk.ask(self, house_capital, house, today, done=self._show_house,
                      failed=self._on_failed)  # fmt: skip
        self.desk.ask(self, assessments_due, house, today, done=self._show_due,
                      failed=self._on_failed)  # fmt: skip

    def _show_house(self, months: tuple[HouseMonth, ...]) -> None:
        self.trouble.hide()
        self.months = months
        today, some = self.desk.today(), any(m.people for m in months)
        said = _("Each point is the mean of everybody's last BARC-10 of that month. A month is "
                 "shown only from {n} people on, so that nobody can be picked out.")  # fmt: skip
        if not some:
            said = _("A month is shown once {n} people filled in a BARC-10 in it and let staff see "
                     "it, or {n} filled it in for themselves.")  # fmt: skip
        self.told.setText(said.format(n=FEWEST))
        self.charts.setVisible(some)
        self.whole.show_points([(m.first, m.total) for m in months], today, _("All ten together"))
        self.part.show_points([(m.first, m.house_part) for m in months], today,
                              _("House and peers"))  # fmt: skip
        self.headed.emit()

    def _show_due(self, due: tuple[Due, ...]) -> None:
        self.due = due
        clear(self.rows)
        self.people.set_count(len(due))
        for one in due:
            self.rows.addWidget(self._row(one))
        if not due:
            self.rows.addWidget(Label(
                _("Nobody is asked: the house's days between two BARC-10 are set to 0, or nobody "
                  "lives here."), "muted", wrap=True))  # fmt: skip
        self.headed.emit()

    def _row(self, one: Due) -> PersonRow:
        today = self.desk.today()
        last = _("Last one {day}").format(day=month_day(one.last_on, today)) if one.last_on else _(
            "None yet")  # fmt: skip
        now = one.due_on <= today
        chip = Chip(
            _("Ask now") if now else month_day(one.due_on, today), "info" if now else "mute"
        )
        button = None
        if self.daily:
            button = Button(_("Type in"), small=True,
                            name=_("Type in a paper of {name}").format(name=one.name))  # fmt: skip
            button.clicked.connect(partial(self.steps.add, one.resident_id, one.name))
        row = PersonRow(one.resident_id, one.name, last, chip=chip, button=button, chip_width=92)
        row.clicked.connect(partial(self.go.emit, "residents", one.resident_id))
        return row

    def _on_failed(self, problem: Problem) -> None:
        self.trouble.say(problem.sentence, _("Try again"), self.reload)
        self.trouble.show()
