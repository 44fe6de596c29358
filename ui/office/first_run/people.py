"""The fourth step: who lives here, typed or pasted one in each line, or from a spreadsheet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.imports import BedPlace, Existing, Field, KnownPerson
from sobrhouse.exchange.bed_places import known_beds
from sobrhouse.exchange.people import Answers, Plan, PlannedRow, plan_import
from sobrhouse.exchange.sheets import Line, Table
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import import_ground
from sobrhouse.services.imports import Imported, import_residents
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.first_run.step import Beside, Memory, StepPage
from ui.office.importing.plan import everybody
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, PersonRow
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel
from ui.widgets.lines import TextField

_SHOWN = 40
_COLUMNS = {0: Field.FULL_NAME, 1: Field.BED}


def is_spreadsheet(text: str) -> bool:
    """Whether lines were copied out of a spreadsheet: most have several cells."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and sum("\t" in line for line in lines) * 2 > len(lines)


def people_of(text: str, beds: Sequence[BedPlace]) -> Table:
    """Lines as a table of names and beds: "Marcus Tate, 1A" where 1A is a bed of the house."""
    known = known_beds(beds)
    lines = []
    for number, words in enumerate(text.splitlines(), 1):
        words = " ".join(words.split())
        if not words:
            continue
        parts = re.split(r"[,;]|\s[-\u2013\u2014]\s", words)
        place = parts[-1].strip() if len(parts) > 1 else ""
        if place and known.find("", place):
            name = words[: words.rindex(place)].rstrip(" ,;-\u2013\u2014")
            lines.append(Line(number, (name, place)))
        else:
            lines.append(Line(number, (words, "")))
    return Table((_("Full name"), _("Bed")), tuple(lines))


class PeopleStep(StepPage):
    """What would become of each line is shown before anything is written."""

    id = "people"
    spreadsheet = Signal(object)  # pasted cells, or None: open the import

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(desk, memory, parent)
        self.ground = Existing()
        self.plan: Plan | None = None
        self.lines = TextField(
            "lines", _("One person in each line"), lines=9,
            hint=_("A name is enough. After a comma you can say the bed."),
        )  # fmt: skip
        self.lines.box.setPlaceholderText(_("Marcus Tate, 1A\nSam Okafor, 1B\nLuis Garcia"))
        self.sheet = Button(_("Bring in a spreadsheet"), icon="file-spreadsheet")
        self.kinds = ElidedLabel(_("CSV, Excel or OpenDocument, as it is"))
        self.sheet.clicked.connect(lambda: self.spreadsheet.emit(None))
        card = Card()
        card.body.setSpacing(theme.space(3))
        card.add(self.add(self.lines))
        row = hbox(self.sheet, self.kinds)
        row.setStretch(1, 1)
        card.add(row)
        card.body.addStretch(1)
        self.list = ScrollBox()
        self.list.setMinimumHeight(round(250 * theme.scale()))
        self.shown = Card(_("Who that is"), 0)
        self.shown.add(self.list, 1)
        vbox(Beside(card, self.shown), parent=self)
        self.recall()
        self.lines.edited.connect(self._on_typed)
        desk.ask(self, import_ground, desk.house_id, desk.today(), done=self._on_ground)
        self._on_typed()

    def title(self) -> str:
        return _("Who lives here")

    def line(self) -> str:
        return _("Names now, everything else whenever you have it.")

    def verb(self) -> str:
        n = len(self.plan.incoming()) if self.plan else 0
        if not n:
            return _("Go on")
        return n_("Add {n} person", "Add {n} people", n).format(n=n)

    def go(self) -> None:
        if self.plan is None:
            self.passed.emit()
            return
        if self.plan.stopped:
            row = self.plan.stopped[0]
            words = _("Line {n}: {problem}").format(n=row.line, problem=_why(row))
            self.refuse(Problem(words, field="lines"))
            return
        if not self.plan.incoming():
            self.passed.emit()
            return
        self.busy.emit(_("Adding people"))
        self.desk.do(
            self, import_residents, self.desk.house_id, self.plan.incoming(), _("typed lines"),
            done=self._on_added, refused=self.refuse,
        )  # fmt: skip

    def _on_added(self, done: Imported) -> None:
        self.memory.people += done.people
        self.lines.set_text("")
        self.busy.emit("")
        self.passed.emit()

    def _on_ground(self, ground: Existing) -> None:
        self.ground = ground
        everybody(self.desk, self, self._on_people)

    def _on_people(self, people: tuple[KnownPerson, ...]) -> None:
        self.ground = replace(self.ground, people=people)
        self._on_typed()

    def _on_typed(self) -> None:
        text = self.lines.text()
        if is_spreadsheet(text):
            self.lines.set_text("")
            self.plan = None
            self.spreadsheet.emit(text)
            return
        table = people_of(text, self.ground.beds)
        self.plan = None
        if table.lines:
            self.plan = plan_import(table, _COLUMNS, Answers(), self.ground, self.desk.today())
        rows = self.plan.rows if self.plan else ()
        self.shown.set_count(len(rows))
        self.list.fill([_row(row) for row in rows[:_SHOWN]] or [self._nothing()])
        self.worded.emit()

    worded = Signal()  # the verb says another number

    def _nothing(self) -> QWidget:
        if self.memory.people:
            n = self.memory.people
            words = n_("{n} person is in", "{n} people are in", n).format(n=n)
            return EmptyState("user-check", words, _("Type more, or go on."))
        return EmptyState("users", _("Nobody typed yet"), _("They appear here as you type."))


def _why(row: PlannedRow) -> str:
    return row.problems[0].sentence


def _row(row: PlannedRow) -> QWidget:
    incoming = row.incoming
    chip = Chip(row.place or _("Bed"), "brand") if incoming.bed_id else None
    second = ""
    if row.problems:
        second, chip = _why(row), Chip(_("Look again"), "warn")
    elif not incoming.bed_id:
        second = _("No bed yet")
    if not row.incoming.legal_first and not row.problems:
        second = row.name
    return PersonRow(row.line, row.name or _("?"), second, "", chip)


class PeopleFile(StepPage):
    """The import, inside the first run; Back leads to the lines again."""

    id = ""
    skippable = False

    def __init__(
        self, desk: Desk, memory: Memory, text: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, memory, parent)
        from ui.office.importing.view import ImportView

        self.view = ImportView(desk)
        self.view.finished.connect(self.passed)
        vbox(self.view, parent=self)
        self.view.start()
        if text:
            self.view.take_lines(text)

    def read(self, path: Path) -> None:
        """Bring in this file."""
        self.view.read(path)

    def title(self) -> str:
        return self.view.title()

    def line(self) -> str:
        return self.view.context()

    def verb(self) -> str:
        return _("Go on")

    def go(self) -> None:
        self.passed.emit()
