"""The fourth step: who lives here, typed or pasted one in each line, or from a spreadsheet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.dates import parse_date
from sobrhouse.domain.imports import BedPlace, Existing, Field, KnownPerson
from sobrhouse.domain.phrases import nice_date
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
COLUMNS = {0: Field.FULL_NAME, 1: Field.BED, 2: Field.MOVE_IN}
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+[-\u2013\u2014]\s+")
_LONGEST_LABEL = 3  # letters of what looks like a bed: "9Z", "12B"


def is_spreadsheet(text: str) -> bool:
    """Whether lines were copied out of a spreadsheet: most have several cells."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and sum("\t" in line for line in lines) * 2 > len(lines)


def people_of(text: str, beds: Sequence[BedPlace], today: date) -> Table:
    """Lines as a table of names, beds and days: "Marcus Tate, 1A, Sep 3" lives in the house since
    September 3.
    """
    known = known_beds(beds)
    lines = []
    for number, words in enumerate(text.splitlines(), 1):
        name, bed, since = " ".join(words.split()), "", ""
        while name:
            rest, part = _last_part(name)
            if not since and rest and (day := _day_said(part, today)) is not None:
                name, since = rest, day.isoformat()
            elif not bed and rest and (known.find("", part) or (beds and _like_a_bed(part))):
                name, bed = rest, part
            else:
                lines.append(Line(number, (name, bed, since)))
                break
    return Table((_("Full name"), _("Bed"), _("Moved in")), tuple(lines))


def _last_part(words: str) -> tuple[str, str]:
    """What stands before the last comma or dash, and behind it; nothing before where there is
    none.
    """
    marks = list(_BETWEEN.finditer(words))
    return (words[: marks[-1].start()], words[marks[-1].end() :]) if marks else ("", words)


def _like_a_bed(part: str) -> bool:
    """Whether it can only be meant as a bed, also where the house has none of that name."""
    return len(part) == 1 or (len(part) <= _LONGEST_LABEL and any(c.isdigit() for c in part))


def _day_said(part: str, today: date) -> date | None:
    """The day that is meant, of those that have been; only where there is a figure in it."""
    if not any(letter.isdigit() for letter in part) or _like_a_bed(part):
        return None
    try:
        return parse_date(part, today, prefer="past")
    except Problem:
        return None


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
            hint=_("A name is enough. After a comma you can say the bed, and since when."),
        )  # fmt: skip
        self.lines.box.setPlaceholderText(_("Marcus Tate, 1A, Sep 3\nSam Okafor, 1B\nLuis Garcia"))
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
        table = people_of(text, self.ground.beds, self.desk.today())
        self.plan = None
        if table.lines:
            self.plan = plan_import(table, COLUMNS, Answers(), self.ground, self.desk.today())
        rows = self.plan.rows if self.plan else ()
        self.shown.set_count(len(rows))
        self.list.fill([_row(row, self.desk.today()) for row in rows[:_SHOWN]] or [self._nothing()])
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


def _row(row: PlannedRow, today: date) -> QWidget:
    incoming = row.incoming
    chip = Chip(row.place or _("Bed"), "brand") if incoming.bed_id else None
    second = ""
    if incoming.move_in not in (None, today):
        second = _("Since {day}").format(day=nice_date(incoming.move_in, today))
    if row.problems:
        second, chip = _why(row), Chip(_("Look again"), "warn")
    elif not incoming.bed_id:
        second = " · ".join(filter(None, (second, _("No bed yet"))))
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
