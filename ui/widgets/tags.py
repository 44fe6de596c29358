"""Tags: several words in one line, such as the languages that somebody speaks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.widgets.lines import LineField
from ui.widgets.offers import dress_offers
from ui.widgets.rows import fold


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


class _LastWord(QCompleter):
    """Completes the word after the last comma."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        line = self.widget()
        before = line.text() if isinstance(line, QLineEdit) else ""
        kept = _parts(before.rpartition(",")[0])
        return ", ".join([*kept, str(index.data())]) + ", "


class TagsField(LineField):
    """Words with commas between them; those that are known stand for their values."""

    def __init__(
        self,
        name: str,
        label: str,
        known: Sequence[tuple[str, str]] = (),
        *,
        free: bool = False,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, parent=parent)
        self._known = tuple(known)
        self._free = free
        completer = _LastWord([text for _value, text in known], self)
        dress_offers(completer)
        self.line.setCompleter(completer)
        # The completer writes as text that was not typed.
        completer.activated.connect(lambda _text: self.edited.emit())

    def read(self) -> tuple[str, ...]:
        """The values, each once, in the order typed."""
        found = [self._value_of(part) for part in _parts(self.text())]
        return tuple(dict.fromkeys(found))

    def _value_of(self, part: str) -> str:
        typed = fold(part)
        for value, text in self._known:
            if typed in (fold(text), fold(value)):
                return value
        starting = [value for value, text in self._known if fold(text).startswith(typed)]
        if len(starting) == 1:
            return starting[0]
        if self._free:
            return part
        raise Problem(_("“{word}” is not in the list.").format(word=part))

    def set_value(self, value: Any) -> None:
        texts = dict(self._known)
        self.set_text(", ".join(texts.get(one, one) for one in value or ()))

    def leave(self) -> None:
        try:
            self.set_value(self.read())
        except Problem:
            self.set_text(self.text().strip(" ,"))
        super().leave()
