"""Night field: a time of the house's own clock, of which the night when the clocks go back has an
hour twice.
"""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sobrhouse.domain.dates import parse_time
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.signins import split_zone, twice_words
from sobrhouse.problems import Problem
from ui.widgets.fields import TimeField


class NightField(TimeField):
    """A time that may say which of two it is: "1:30 AM CST" is the second half past one."""

    def __init__(
        self, name: str, label: str, zone: ZoneInfo, day: date, *, hint: str = "",
        required: bool = False,
    ) -> None:  # fmt: skip
        self._zone, self._day = zone, day
        super().__init__(name, label, hint=hint, required=required)

    @property
    def which(self) -> int | None:
        """Which of the two was said; None where none was."""
        return split_zone(self.text(), self._zone, self._day.year)[1]

    def read(self) -> time | None:
        text, _which = split_zone(self.text(), self._zone, self._day.year)
        return parse_time(text) if text else None

    def set_value(self, value: Any) -> None:
        if isinstance(value, datetime):
            super().set_value(value.time())
            self.set_text(nice_time(value.astimezone(self._zone)))
        else:
            super().set_value(value)

    def leave(self) -> None:
        said = "" if self.which is None else self.text().strip().rpartition(" ")[2].upper()
        super().leave()
        if said and self.which is None:
            self.set_text(f"{self.text()} {said}")
        self._say_twice()

    def _on_typed(self, text: str) -> None:
        plain, which = split_zone(text, self._zone, self._day.year)
        super()._on_typed(plain)
        if which is None:
            self._say_twice()

    def _say_twice(self) -> None:
        with suppress(Problem):
            clock = self.read() if self.which is None else None
            for day in (self._day, self._day + timedelta(days=1)):  # a night is of two days
                said = twice_words(day, clock, self._zone) if clock is not None else ""
                if said:
                    self.set_hint(said)
                    return
