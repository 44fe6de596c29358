"""Dated: fields for a day or a time of day, typed in words and shown as understood."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.dates import Prefer, parse_date, parse_time
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.widgets.boxes import hbox
from ui.widgets.buttons import IconButton
from ui.widgets.lines import LineField
from ui.widgets.month import MonthPopup


class DateField(LineField):
    """A day: "nov 25", "tom", "11/25/26" or picked from the calendar; value date or None."""

    def __init__(
        self,
        name: str,
        label: str,
        today: Callable[[], date],
        *,
        past: bool = False,
        future: bool = False,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._today = today
        self._past, self._future = past, future
        self._plain_hint = hint
        super().__init__(name, label, hint=hint, required=required, max_length=60, parent=parent)
        hint_at = _("Nov 25, yesterday …") if past and not future else _("Nov 25, tomorrow …")
        self.line.setPlaceholderText(hint_at)
        self.line.textEdited.connect(self._on_typed)

    def build(self, control: QWidget, focus: QWidget | None = None) -> None:
        """The line and, beside it, the button that opens a calendar."""
        holder = QWidget()
        words = _("Choose {field} from a calendar").format(field=self.label_text)
        self.button = IconButton("calendar-days", words, small=False)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        row = hbox(control, gap=1, parent=holder)
        row.setStretch(0, 1)
        row.addWidget(self.button)
        super().build(holder, control)

    def read(self) -> date | None:
        """The day, or a Problem where it lies on the wrong side of today."""
        text = self.text().strip()
        if not text:
            return None
        today = self._today()
        day = self.parse(text)
        if self._past and day > today:
            raise Problem(_("This day has not come yet."))
        if self._future and day < today:
            raise Problem(_("This day has passed."))
        return day

    def set_value(self, value: Any) -> None:
        self.set_text(nice_date(value) if isinstance(value, date) else "")
        self.set_hint(self._plain_hint)

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self.set_hint(self._plain_hint)

    def _on_typed(self, text: str) -> None:
        """Say which day that would be, while it is typed."""
        understood = self._plain_hint
        if text.strip():
            with suppress(Problem):
                understood = nice_date(self.parse(text))
        self.set_hint(understood)

    def parse(self, text: str) -> date:
        """The day that was meant, or a Problem."""
        return parse_date(text, self._today(), prefer=self._side())

    def _side(self) -> Prefer | None:
        return "past" if self._past else "future" if self._future else None

    def leave(self) -> None:
        with suppress(Problem):  # the form says it beside the field; the text stays as typed
            self.set_value(self.read())
        super().leave()

    def open_calendar(self) -> None:
        """Show the month around what is typed."""
        shown = today = self._today()
        with suppress(Problem):
            shown = self.read() or shown
        popup = MonthPopup(
            self, _("Calendar"), shown=shown, earliest=today if self._future else None,
            latest=today if self._past else None,
        )  # fmt: skip
        popup.chosen.connect(self._on_picked)
        popup.adjustSize()
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        popup.show()

    def _on_picked(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.line.setFocus()
        self.leave()


class TimeField(LineField):
    """A time of day: "6:30p", "18:30", "7", "noon"; value time or None."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._plain_hint = hint
        super().__init__(name, label, hint=hint, required=required, max_length=30, parent=parent)
        self.line.setPlaceholderText(_("6:30 PM"))
        self.line.textEdited.connect(self._on_typed)

    def read(self) -> time | None:
        text = self.text().strip()
        return parse_time(text) if text else None

    def set_value(self, value: Any) -> None:
        self.set_text(nice_time(value) if isinstance(value, time) else "")
        self.set_hint(self._plain_hint)

    def _on_typed(self, text: str) -> None:
        understood = self._plain_hint
        if text.strip():
            with suppress(Problem):
                understood = nice_time(parse_time(text))
        self.set_hint(understood)

    def leave(self) -> None:
        with suppress(Problem):  # the form says it beside the field; the text stays as typed
            self.set_value(self.read())
        super().leave()
