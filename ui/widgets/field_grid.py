"""Field grid: labelled fields in one or two columns, in reading order."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.boxes import vbox
from ui.widgets.choices import CheckField
from ui.widgets.field import Field
from ui.widgets.labels import Label, Rule

AField = TypeVar("AField", bound=Field)
TYPED_MS = 2_000
_TOP = Qt.AlignmentFlag.AlignTop


class FieldGrid(QWidget):
    """Fields in a grid of one or two columns."""

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._columns = columns
        self._at = 0
        self.outer = vbox(gap=3, parent=self)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(3))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.outer.addLayout(self._grid)
        self.outer.addStretch(1)

    def add(self, field: AField, span: int = 1) -> AField:
        """Add a field in reading order, over `span` columns."""
        self._place(field, min(span, self._columns))
        self._fields[field.name] = field
        field.edited.connect(lambda: self._on_edited(field))
        field.left.connect(lambda: self._on_left(field))
        return field

    def section(self, title: str) -> Label:
        """A heading over the fields that follow."""
        heading = Label(title, "h3")
        if self._fields:
            self._place(Rule(), self._columns)
        self._place(heading, self._columns)
        return heading

    def put(self, widget: QWidget) -> None:
        """Put something that is no field across the whole width."""
        self._place(widget, self._columns)

    def _place(self, widget: QWidget, span: int) -> None:
        row, column = divmod(self._at, self._columns)
        if column + span > self._columns:
            row, column = row + 1, 0
        # Neighbours keep their labels in line when one of them grows an error below.
        side = Qt.AlignmentFlag.AlignVCenter if isinstance(widget, CheckField) else _TOP
        self._grid.addWidget(widget, row, column, 1, span, side)
        self._at = row * self._columns + column + span

    def __getitem__(self, name: str | int) -> Field:
        # Qt's binding takes what can be indexed for a sequence and tries [0]; a KeyError there
        # stays pending and breaks the next event that it hands to Python, so numbers work too.
        return self._fields[name] if isinstance(name, str) else list(self.fields())[name]

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def fields(self) -> Iterator[Field]:
        """All fields in reading order."""
        yield from self._fields.values()

    def texts(self) -> dict[str, str]:
        """What stands in each field, as typed."""
        return {name: field.text() for name, field in self._fields.items()}

    def _on_edited(self, field: Field) -> None:
        raise AssertionError("each form says what follows from typing")

    def _on_left(self, field: Field) -> None:
        raise AssertionError("each form says what follows from leaving")
