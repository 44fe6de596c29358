"""Words in at most two lines, a little smaller where that keeps them whole."""

from dataclasses import dataclass, replace

from sobrhouse.reports import text as t
from sobrhouse.reports.pen import Pen
from sobrhouse.reports.shaping import Line

_SMALLER = (1.0, 0.88, 0.76, 0.66)
_LONGEST = 200  # letters that are looked at
_MOST = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Lines ready for the pen, in the letters in which they fit."""

    lines: tuple[Line, ...]
    style: t.Style

    @property
    def high(self) -> float:
        """From the top of the first line to the end of the last, in points."""
        return len(self.lines) * self.style.step

    def write(self, pen: Pen, x: float, top: float, width: float) -> float:
        """Write them from `top` down; gives the y below them."""
        base = top - self.style.step + (self.style.step - self.style.size * 0.72) / 2
        t.write_lines(pen, x, base, list(self.lines), self.style, width)
        return top - self.high


def two_lines(words: str, style: t.Style, width: float, most: int = _MOST) -> Words:
    """The words in the largest letters in which they stand whole; what still does not is cut."""
    said = words[:_LONGEST].replace("\n", " ")
    smaller = style
    for by in _SMALLER:
        smaller = replace(style, size=style.size * by, leading=style.step * by)
        lines = t.text(said, smaller, width)
        if len(lines) <= most and not _torn(said, smaller, width):
            return Words(tuple(lines), smaller)
    rest = " ".join(line.text for line in lines[most - 1 :])
    return Words((*lines[: most - 1], t.fitted(rest, smaller, width)), smaller)


def _torn(words: str, style: t.Style, width: float) -> bool:
    """Whether a word is wider than the line, and would be broken within."""
    return any(t.measure(word, style) > width for word in words.split(" ") if word.isascii())
