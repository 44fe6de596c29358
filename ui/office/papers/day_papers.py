"""The beds of any day, and the check of the audit log, each in a window of its own."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.audit_check import LogReach, log_reach
from sobrhouse.queries.beds import board
from sobrhouse.queries.census import census_day
from sobrhouse.reports.audit_check import AuditCheck, audit_check
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.reports.census import census_sheet
from sobrhouse.words import _
from ui.desk import Desk
from ui.desk.values import LogSeen
from ui.office.papers.person_papers import ChosenPaper
from ui.office.papers.steps import Wish
from ui.widgets.buttons import Button
from ui.widgets.dated import DateField
from ui.widgets.lines import LineField
from ui.widgets.segments import Segments

CENSUS, BOARD = "census", "board"


class CensusDialog(ChosenPaper):
    """Who was in what bed on any day, as a list or as the board."""

    def __init__(self, desk: Desk, parent: QWidget, on: date | None = None) -> None:
        super().__init__(desk, _("Beds of a day"), parent)
        self.on = on or desk.today()
        self.day = DateField("on", _("Day"), desk.today, past=True)
        self.day.setMinimumWidth(240)
        self.day.set_value(self.on)
        self.day.left.connect(self._on_day)
        self.kind = Segments([(CENSUS, _("Census")), (BOARD, _("Bed board"))], _("Paper"))
        self.kind.picked.connect(self.ask)
        self.add_choice(self.day)
        self.add_choice(self.kind)
        self.ask()

    def _on_day(self) -> None:
        try:
            chosen = self.day.read()
        except Problem as problem:
            self.day.fault(problem.sentence)
            return
        self.day.clear_fault()
        if chosen is not None and chosen != self.on:
            self.on = chosen
            self.ask()

    def ask(self, _key: object = None) -> None:
        """Ask for the beds of the night of this day."""
        kind, on = str(self.kind.key()), self.on
        self.shown = None
        self._enable()
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self, census_day if kind == CENSUS else board, self.desk.house_id, on,
            done=partial(self._on_data, kind, on), failed=self.could_not,
        )  # fmt: skip

    def _on_data(self, kind: str, on: date, data: object) -> None:
        if (kind, on) != (self.kind.key(), self.on):
            return
        title = _("Census") if kind == CENSUS else _("Bed board")
        draw = census_sheet if kind == CENSUS else bed_board
        name = paper_name(on, self.desk.house_name(), title)
        self.make(Wish(title, name, partial(draw, data)))  # type: ignore[arg-type]


class AuditDialog(ChosenPaper):
    """Reads the whole log, looks for a printed code where one is typed, prints what it found."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("Check of the audit log"), parent)
        self.code = LineField("code", _("Code from a printed paper"), max_length=20,
                              placeholder="7K2M-QRTX-9A0B")  # fmt: skip
        self.code.setMinimumWidth(240)
        self.check = Button(_("Check now"), icon="history")
        self.check.clicked.connect(self.ask)
        self.code.line.returnPressed.connect(self.ask)
        self.add_choice(self.code)
        self.add_choice(self.check)
        self._reading = False
        self.ask()

    def ask(self, _on: object = None) -> None:
        """Walk the log; one walk at a time."""
        if self.desk.keeping is None or self._reading:
            return
        self._reading = True
        self.check.setEnabled(False)
        self.shown = None
        self._enable()
        self.view.wait(_("Reading every entry"))
        code = self.code.text().strip()
        self.desk.slow(self, partial(self.desk.keeping.verify_log, code),
                       done=partial(self._on_seen, code), failed=self._stopped)  # fmt: skip

    def _stopped(self, problem: Problem) -> None:
        self._done()
        self.could_not(problem)

    def _on_seen(self, code: str, seen: LogSeen) -> None:
        self.desk.ask(self, log_reach, self.desk.house_id, done=partial(self._on_reach, code, seen),
                      failed=self._stopped)  # fmt: skip

    def _on_reach(self, code: str, seen: LogSeen, reach: LogReach) -> None:
        self._done()
        data = AuditCheck(
            seen.rows, seen.head_seq, seen.anchor, seen.faults, self.desk.now(),
            self.desk.me.name, reach, code, seen.code_missing,
        )  # fmt: skip
        self.make(Wish(self.title, self.named(), partial(audit_check, data)))

    def _done(self) -> None:
        self._reading = False
        self.check.setEnabled(True)
