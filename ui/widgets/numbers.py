"""Numbers: fields for whole numbers, money and phone numbers."""

from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phones import nice_phone, parse_phone
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.widgets.lines import LineField


class NumberField(LineField):
    """A whole number within bounds, or nothing."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        low: int = 0,
        high: int = 9999,
        unit: str = "",
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name, label, hint=hint or unit, required=required, max_length=12, parent=parent
        )
        self._low, self._high = low, high

    def read(self) -> int | None:
        text = self.text().strip().replace(",", "")
        if not text:
            return None
        digits = text.removeprefix("-").removeprefix("\u2212")
        if not digits.isdecimal():
            raise Problem(_("Type a number, such as {n}.").format(n=max(self._low, 1)))
        number = int(digits) if text == digits else -int(digits)
        if not self._low <= number <= self._high:
            words = _("Type a number from {low} to {high}.")
            raise Problem(words.format(low=self._low, high=self._high))
        return number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or not self.text().strip().isdecimal():
            super().keyPressEvent(event)
            return
        number = int(self.text()) + step
        if self._low <= number <= self._high:
            self.set_text(str(number))
            self.edited.emit()


class MoneyField(LineField):
    """Dollars and cents, as whole cents."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name, label, hint=hint, required=required, max_length=16, placeholder="$", parent=parent
        )

    def read(self) -> int | None:
        text = self.text().strip().removeprefix("$").strip().replace(",", "")
        if not text:
            return None
        dollars, dot, cents = text.partition(".")
        right = dollars.isdecimal() and (not dot or (cents.isdecimal() and len(cents) <= 2))
        if not right:
            raise Problem(_("Type an amount such as 180 or 180.50."))
        return int(dollars) * 100 + int(cents.ljust(2, "0") or 0)

    def set_value(self, value: Any) -> None:
        if value is None:
            self.set_text("")
            return
        dollars, cents = divmod(int(value), 100)
        self.set_text(f"{dollars:,}" + (f".{cents:02}" if cents else ""))


class PhoneField(LineField):
    """A phone number, written out well when it is left."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, max_length=40, parent=parent)

    def read(self) -> str:
        return parse_phone(self.text())

    def set_value(self, value: Any) -> None:
        self.set_text(nice_phone(str(value or "")))

    def leave(self) -> None:
        with suppress(Problem):  # the form says it beside the field; the text stays as typed
            self.set_text(nice_phone(self.read()))
        super().leave()
