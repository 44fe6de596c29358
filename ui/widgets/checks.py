"""Checks: several of a list, each with a box of its own."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.choices import Check
from ui.widgets.field import Field


class ChecksField(Field):
    """Any number of a list of values; its value is a tuple of those that are ticked."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[Any, str]],
        *,
        columns: int = 1,
        wrap: bool = False,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, parent=parent)
        self.boxes: dict[Any, Check] = {value: Check(words, wrap=wrap) for value, words in choices}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.space(1))
        for at, box in enumerate(self.boxes.values()):
            grid.addWidget(box, at // columns, at % columns)
        first = next(iter(self.boxes.values()), None)
        self.build(holder, first)
        for box, (_value, words) in zip(self.boxes.values(), choices, strict=True):
            box.setAccessibleName(f"{label}: {words}" if label else words)
            box.toggled.connect(lambda _on: self.edited.emit())

    def read(self) -> tuple[Any, ...]:
        """The values that are ticked, in the order of the list."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these and no others."""
        wanted = set(value or ())
        for one, box in self.boxes.items():
            box.setChecked(one in wanted)

    def text(self) -> str:
        return ",".join(str(value) for value in self.read())

    def set_text(self, text: str) -> None:
        wanted = {part for part in text.split(",") if part}
        for one, box in self.boxes.items():
            box.setChecked(str(one) in wanted)
