"""The pen: puts lines of text, rules and shapes on the pages of one file, in ReportLab's canvas."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from sobrhouse.reports.faces import Embedded
from sobrhouse.reports.shaping import Glyph, Line, Run

BLACK, TEXT, MID, PALE, TINT = 0.0, 0.267, 0.549, 0.769, 0.937  # tokens.json, print
RULE, HAIR = 0.7, 0.3
WRITE_ON = 0.6  # in black: a thinner or paler line is lost on a copy
Point = tuple[float, float]


@dataclass
class Pen:
    """Collects what is drawn; (0, 0) is the lower left corner of the page, lengths in points."""

    fonts: dict[str, Embedded] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)

    def turn_page(self) -> list[str]:
        """Give what is drawn so far and begin with nothing."""
        page, self.drawn = self.drawn, []
        return page

    def write(self, x: float, y: float, line: Line, size: float, grey: float = BLACK) -> None:
        """Draw a shaped line from x to the right, its baseline at y."""
        for run in line.runs:
            font = self._font(run)
            begin = f"BT {grey:g} g /{font.internal} {size:g} Tf"
            if run.glyphs:
                drawn = _shaped(font, run, x, y, size)
                if run.emboldened:
                    drawn = f"{grey:g} G 2 Tr {size / 36:.3f} w {drawn} 0 Tr"
            else:
                codes, true = font.plain(run.text)
                drawn = f"{_place(x, y)} <{codes}> Tj"
                drawn = drawn if true else _meaning(run.text, drawn)
            self.drawn.append(f"{begin} {drawn} ET")
            x += run.width * size / 1000

    def _font(self, run: Run) -> Embedded:
        found = self.fonts.get(run.face.name)
        if found is None:
            found = self.fonts[run.face.name] = Embedded(run.face, f"S{len(self.fonts) + 1}")
        return found

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, width: float = RULE, grey: float = BLACK
    ) -> None:
        """Draw a straight line."""
        self.drawn.append(f"{grey:g} G {width:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def fill(self, x: float, y: float, width: float, height: float, grey: float = TINT) -> None:
        """Fill a rectangle."""
        self.drawn.append(f"{grey:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(
        self, x: float, y: float, width: float, height: float, line: float = 0.8, dash: str = ""
    ) -> None:
        """Draw a rectangle's outline, dashed where `dash` is a PDF dash pattern such as "2 1.5"."""
        outline = f"0 G {line:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"
        self.drawn.append(f"[{dash}] 0 d {outline} [] 0 d" if dash else outline)

    def path(
        self, points: Sequence[Point], width: float = RULE, dash: str = "", *, filled: bool = False
    ) -> None:
        """Draw a line through points, dashed as `frame` is, or fill what it goes round."""
        (x, y), *more = points
        drawn = " ".join((f"{x:.2f} {y:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in more)))
        self.drawn.append(f"0 g {drawn} f" if filled else _stroked(drawn, width, dash))

    def curve(
        self, begin: Point, bend: Point, end: Point, width: float = RULE, dash: str = ""
    ) -> None:
        """Draw a line from one point to another, drawn toward a third between them."""
        (x1, y1), (x, y), (x2, y2) = begin, bend, end
        first = f"{(x1 + 2 * x) / 3:.2f} {(y1 + 2 * y) / 3:.2f}"
        second = f"{(x2 + 2 * x) / 3:.2f} {(y2 + 2 * y) / 3:.2f}"
        drawn = f"{x1:.2f} {y1:.2f} m {first} {second} {x2:.2f} {y2:.2f} c"
        self.drawn.append(_stroked(drawn, width, dash))

    def disc(
        self, x: float, y: float, radius: float, grey: float = BLACK, line: float = 0.0,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Fill a round; with `line` so wide an outline in black is drawn about it."""
        k = radius * 0.5523
        drawn = (
            f"{x + radius:.2f} {y:.2f} m"
            f" {x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c"
            f" {x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c"
            f" {x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c"
            f" {x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c"
        )
        self.drawn.append(f"{grey:g} g {drawn} f")
        if line:
            self.drawn.append(_stroked(drawn, line, dash))

    @contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """Draw about (x, y) as (0, 0), turned against the clock."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        self.drawn.append(f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} cm")
        yield
        self.drawn.append("Q")

    def squares(self, x: float, y: float, side: float, cells: Sequence[tuple[int, int]]) -> None:
        """Fill squares of a grid, (column, row) from the lower left, as a QR code needs."""
        self.drawn.append(f"0 g {_squares(x, y, side, tuple(cells))} f")


class DryPen(Pen):
    """A pen without ink: lays out as any other, to see how many pages that takes, and keeps nothing
    of what it would have drawn.
    """

    def write(self, *_line: object, **_more: object) -> None:
        """Nothing is written."""

    def rule(self, *_line: object, **_more: object) -> None:
        """Nothing is ruled."""

    def fill(self, *_area: object, **_more: object) -> None:
        """Nothing is filled."""

    def frame(self, *_area: object, **_more: object) -> None:
        """No outline is drawn."""

    def squares(self, *_cells: object, **_more: object) -> None:
        """No square is filled."""

    def turn_page(self) -> list[str]:
        """The page, of which nothing is kept."""
        self.drawn.clear()
        return []


@lru_cache(maxsize=64)
def _squares(x: float, y: float, side: float, cells: tuple[tuple[int, int], ...]) -> str:
    """The same code stands on every page of a file."""
    return " ".join(
        f"{x + c * side:.3f} {y + r * side:.3f} {side:.3f} {side:.3f} re" for c, r in cells
    )


def _stroked(drawn: str, width: float, dash: str) -> str:
    line = f"0 G {width:g} w {drawn} S"
    return f"[{dash}] 0 d {line} [] 0 d" if dash else line


def _shaped(font: Embedded, run: Run, x: float, y: float, size: float) -> str:
    """The operators of a run whose glyphs have places of their own."""
    parts: list[str] = []
    row: list[str] = []
    at, by = 0, size / 1000

    def close() -> None:
        if row:
            parts.append(f"[{''.join(row)}] TJ")
            row.clear()

    for cluster, glyphs in groupby(run.glyphs, key=attrgetter("at")):
        members = list(glyphs)
        text = run.says[cluster]
        plain = len(members) == 1 and len(text) == 1 and font.use(members[0].number, text)
        if plain and not (members[0].dx or members[0].dy):
            glyph = members[0]
            if not row:
                parts.append(_place(x + at * by, y))
            row.append(f"<{glyph.number:04X}>")
            if glyph.kern:
                row.append(str(-glyph.kern))
            at += glyph.advance
            continue
        close()
        parts.append(_letter(font, members, text, plain, (x, y, at, by)))
        at += sum(glyph.advance for glyph in members)
    close()
    return " ".join(parts)


def _letter(
    font: Embedded,
    members: list[Glyph],
    text: str,
    plain: bool,
    where: tuple[float, float, int, float],
) -> str:
    """The operators of one letter that is drawn from several glyphs, or beside its place."""
    x, y, at, by = where
    drawn = []
    for glyph in members:
        place = _place(x + (at + glyph.dx) * by, y + glyph.dy * by)
        drawn.append(f"{place} <{glyph.number:04X}> Tj")
        at += glyph.advance
    if plain:
        return " ".join(drawn)
    for i, glyph in enumerate(members):
        font.use_part(glyph.number, "" if i else text)
    if sum(glyph.advance > 0 for glyph in members) != 1:
        return _meaning(text, " ".join(drawn))
    # Readers take the box of what is drawn for the box of the letter: marks must not widen it.
    return " ".join(
        _meaning(text if glyph.advance > 0 else "", draw)
        for glyph, draw in zip(members, drawn, strict=True)
    )


def _meaning(text: str, drawn: str) -> str:
    """Drawn glyphs with the letters that they stand for, for readers and for copying."""
    meant = "FEFF" + text.encode("utf-16-be").hex().upper()
    return f"/Span <</ActualText <{meant}>>> BDC {drawn} EMC"


def _place(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm"
