"""Saving form: the fields of an existing record, each saved when it is left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from ui.widgets.field import Field
from ui.widgets.field_grid import TYPED_MS, AField, FieldGrid


class SavingForm(FieldGrid):
    """The fields of an existing record: each is saved when it is left."""

    saved = Signal(str, object)
    typed = Signal(object)

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self._clean: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self._timer = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.typed.emit(self.dirty()))

    def add(self, field: AField, span: int = 1) -> AField:
        added = super().add(field, span)
        self._clean[field.name] = field.text()
        return added

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show stored values, but never over what somebody is typing, waits or was refused."""
        for name, value in values.items():
            field = self._fields.get(name)
            if field is None or self._is_busy(name):
                continue
            before = field.text()
            field.set_value(value)
            self._clean[name] = field.text()
            if before != field.text():
                field.note("")

    def _is_busy(self, name: str) -> bool:
        field = self._fields[name]
        waits = name in self._asked or field.faulty() or field.control.hasFocus()
        return waits or field.text() != self._clean[name]

    def _on_edited(self, field: Field) -> None:
        field.note("")
        self._timer.start()

    def _on_left(self, field: Field) -> None:
        text = field.text()
        if text == self._clean[field.name]:
            field.clear_fault()
            return
        if text == self._asked.get(field.name):
            return
        try:
            value = field.value()
        except Problem as problem:
            field.fault(problem.sentence)
            return
        if field.text() == self._clean[field.name]:
            return
        field.clear_fault()
        self._asked[field.name] = field.text()
        self.saved.emit(field.name, value)

    def stored(self, name: str, words: str = "") -> None:
        """The value of this field is in the records; `words` such as "Saved 7:41 PM"."""
        self._clean[name] = self._asked.pop(name, self._fields[name].text())
        self._fields[name].clear_fault()
        self._fields[name].note(words)

    def refuse(self, problem: Problem, name: str | None = None) -> None:
        """The value was not taken: the text stays, with the reason beside it."""
        for one in (problem.field, name):
            if one in self._fields:
                self._asked.pop(one or "", None)
                self._fields[one or ""].fault(problem.sentence)
                break
        if name:
            self._asked.pop(name, None)

    def leave(self) -> None:
        """Save what is being typed now, as at lock or when the page is left."""
        for field in self._fields.values():
            if field.text() != self._clean[field.name]:
                field.leave()

    def dirty(self) -> dict[str, str]:
        """What is typed and not saved, by field."""
        return {
            name: field.text()
            for name, field in self._fields.items()
            if field.text() != self._clean[name]
        }

    def take_draft(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed and not saved."""
        for name, text in texts.items():
            if name in self._fields:
                self._fields[name].set_text(text)
