"""Figures: one measured goal each: ours, the floor of the same run, and the wall."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: ours against the floor, or against a wall where there is no floor."""

    goal: str
    what: str
    ours: float
    floor: float | None
    unit: str
    limit: float  # of ours / floor, or of ours where there is no floor
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return (self.ours if self.ratio is None else self.ratio) <= self.limit

    def line(self) -> str:
        """The figure as one line of JSON."""
        known = asdict(self) | {"ratio": self.ratio, "holds": self.holds}
        return json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in known.items()})


def table(figures: Sequence[Figure]) -> str:
    """All figures for people, in columns."""
    head = ("goal", "what", "ours", "floor", "ratio", "wall", "")
    rows = [head, *(cells(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i in (0, 1, 6) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def cells(figure: Figure) -> tuple[str, ...]:
    """One row of the table."""
    by_ratio = figure.ratio is not None
    return (
        figure.goal,
        figure.what,
        f"{figure.ours:.2f} {figure.unit}",
        f"{figure.floor:.2f} {figure.unit}" if figure.floor else "-",
        f"{figure.ratio:.2f}x" if by_ratio else "-",
        f"{figure.limit:g}x" if by_ratio else f"{figure.limit:g} {figure.unit}",
        ("holds" if figure.holds else "MISSED") + (f"  ({figure.note})" if figure.note else ""),
    )


def interleaved(rounds: int, *sides: Callable[[], Any]) -> list[list[Any]]:
    """Run the sides in turn, round by round, after one that does not count; a list a side."""
    taken: list[list[Any]] = [[] for _ in sides]
    for number in range(rounds + 1):
        for side, results in zip(sides, taken, strict=True):
            result = side()
            if number:
                results.append(result)
    return taken


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)
