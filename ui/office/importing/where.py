"""Where somebody stands in bringing in a list: enough to come back to it after a lock, and none of
the rows of a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from sobrhouse.domain.imports import Field, Outcome
from sobrhouse.exchange.columns import Columns
from sobrhouse.exchange.date_columns import Order
from sobrhouse.exchange.people import Answers
from sobrhouse.exchange.sheets import Sheet
from sobrhouse.exchange.spreadsheets import read_file

MOST_LETTERS = 20_000  # of pasted lines; more than that is not typed, and is pasted again


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """The step, the file or the typed lines, and what was said about the columns and the rows."""

    step: str  # source, columns or preview
    house_id: int
    path: str = ""
    stamp: str = ""  # the file's size and time: a changed file is looked at anew
    typed: str = ""
    sheet: int = 0
    headed: bool = True
    columns: Columns = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)

    def texts(self) -> dict[str, Any]:
        """As a draft keeps it: nothing but what JSON gives back unchanged."""
        return {
            "step": self.step,
            "house": self.house_id,
            "path": self.path,
            "stamp": self.stamp,
            "typed": self.typed,
            "sheet": self.sheet,
            "headed": self.headed,
            "columns": {str(i): what.value for i, what in self.columns.items()},
            "orders": {str(i): order for i, order in self.answers.orders.items()},
            "outcomes": {str(n): what.value for n, what in self.answers.outcomes.items()},
            "left_out": {
                str(n): sorted(what.value for what in left)
                for n, left in self.answers.left_out.items()
            },
        }


def read_place(texts: Mapping[str, Any]) -> ImportPlace | None:
    """What a draft kept; None where it makes no sense (any more)."""
    try:
        return ImportPlace(
            str(texts["step"]),
            int(texts["house"]),
            str(texts["path"]),
            str(texts["stamp"]),
            str(texts["typed"]),
            int(texts["sheet"]),
            bool(texts["headed"]),
            {int(i): Field(what) for i, what in texts["columns"].items()},
            Answers(
                {int(i): cast(Order, order) for i, order in texts["orders"].items()},
                {int(n): Outcome(what) for n, what in texts["outcomes"].items()},
                {int(n): frozenset(map(Field, left)) for n, left in texts["left_out"].items()},
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def read_list(path: Path) -> tuple[str, tuple[Sheet, ...]]:
    """A file's sheets, and what tells that it has changed; a Problem if it cannot be read."""
    sheets = read_file(path)
    try:
        seen = path.stat()
    except OSError:  # the stick was pulled out meanwhile; what was read is in our hands
        return "", sheets
    return f"{seen.st_size}/{seen.st_mtime_ns}", sheets
