"""The second step of an import: what each column holds, guessed from its heading."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.imports import FIELD_LABELS, Field
from sobrhouse.exchange.columns import Columns, guess, heading_line, with_headings
from sobrhouse.exchange.sheets import Sheet, Table, text
from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.choices import Check, ChoiceBox, ChoiceField
from ui.widgets.labels import ElidedLabel, Label, Rule

_SAMPLES = 3


class ColumnsStep(QWidget):
    """One line a column: its heading, some of what stands in it, and what that is taken for."""

    confirmed = Signal(object, object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[Sheet, ...] = ()
        self._sheet = Sheet("", ())
        self._table = Table((), ())
        self.boxes: list[ChoiceBox] = []
        self.fault = Banner("", "bad")
        self.fault.hide()
        self.sheet = ChoiceField("sheet", _("Sheet"), [])
        self.sheet.edited.connect(self._on_sheet)
        self.headed = Check(_("The first line holds headings"))
        self.headed.clicked.connect(self._on_headed)
        self.about = Label("", "muted")
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(2))
        self._grid.setColumnStretch(1, 1)
        card, scroll = Card(), ScrollBox()
        scroll.add(self._grid_holder)
        card.add(hbox(self.sheet, self.headed, 1, self.about, gap=4))
        card.add(Rule(soft=True))
        card.add(scroll, 1)
        back, self.go = Button(_("Back"), "ghost", "arrow-left"), Button(
            _("See what comes in"), "primary")
        back.clicked.connect(self.back)
        self.go.clicked.connect(self._on_go)
        vbox(self.fault, card, hbox(back, 1, self.go), gap=3, parent=self).setStretch(1, 1)

    def show_sheets(self, sheets: tuple[Sheet, ...], chosen: Sheet) -> None:
        """Show the sheet that looks most like a list of people."""
        self._sheets = sheets
        self.sheet.set_choices([(i, sheet.name) for i, sheet in enumerate(sheets)])
        self.sheet.set_value(sheets.index(chosen))
        self.sheet.setVisible(len(sheets) > 1)
        self._take(chosen)

    def columns(self) -> Columns:
        """What each column is taken for."""
        chosen = ((i, box.currentData()) for i, box in enumerate(self.boxes))
        return {i: Field(what) for i, what in chosen if what}

    def table(self) -> Table:
        """The rows under their headings."""
        return self._table

    def sheet_index(self) -> int:
        """Which sheet of the file is shown."""
        return self._sheets.index(self._sheet) if self._sheets else 0

    def take_choices(self, sheet: int, headed: bool, columns: Columns) -> None:
        """Show what somebody chose before for the same file."""
        self.sheet.set_value(sheet)
        self._take(self._sheets[sheet])
        self.headed.setChecked(headed)
        self._on_headed()
        for i, box in enumerate(self.boxes):
            box.setCurrentIndex(box.findData(columns[i].value) if i in columns else 0)

    def refuse(self, problem: Problem) -> None:
        """Say what does not go together."""
        sentence = problem.sentence
        if isinstance(problem.field, Field):
            sentence = f"{_(FIELD_LABELS[problem.field])}: {sentence}"
        self.fault.say(sentence)
        self.fault.show()

    def _take(self, sheet: Sheet) -> None:
        self._sheet = sheet
        line = heading_line(sheet)
        self.headed.setChecked(line is not None)
        self._use(with_headings(sheet, line))

    def _on_sheet(self) -> None:
        self._take(self._sheets[self.sheet.read()])

    def _on_headed(self) -> None:
        first = heading_line(self._sheet) or 0
        self._use(with_headings(self._sheet, first if self.headed.isChecked() else None))

    def _use(self, table: Table) -> None:
        self._table = table
        self.fault.hide()
        rows = len(table.lines)
        self.about.setText(n_("{n} row", "{n} rows", rows).format(n=f"{rows:,}"))
        clear(self._grid)
        self.boxes = []
        guessed = guess(table.headers)
        for c, words in enumerate((_("Column"), _("What stands in it"), _("Taken for"))):
            self._grid.addWidget(Label(words, "small"), 0, c)
        for i, header in enumerate(table.headers):
            self._add_line(i, header or _("Column {n}").format(n=i + 1), guessed.get(i))
        self._grid.setRowStretch(len(table.headers) + 1, 1)

    def _add_line(self, index: int, header: str, guessed: Field | None) -> None:
        box = ChoiceBox()
        box.setAccessibleName(_("What {column} holds").format(column=header))
        box.setMinimumWidth(round(230 * theme.scale()))
        box.addItem(_("Leave out"), None)
        for what, label in FIELD_LABELS.items():
            box.addItem(_(label), what.value)
        box.setCurrentIndex(box.findData(guessed.value) if guessed else 0)
        self.boxes.append(box)
        self._grid.addWidget(ElidedLabel(header, "strong"), index + 1, 0)
        self._grid.addWidget(ElidedLabel(self._sample(index), "muted"), index + 1, 1)
        self._grid.addWidget(box, index + 1, 2)

    def _sample(self, index: int) -> str:
        found: list[str] = []
        for line in self._table.lines:
            words = " ".join(text(line.cells[index]).split())[:60]
            if words and words not in found:
                found.append(words)
            if len(found) == _SAMPLES:
                break
        return " · ".join(found)

    def _on_go(self) -> None:
        self.fault.hide()
        self.confirmed.emit(self._table, self.columns())
