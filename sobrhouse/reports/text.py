"""The only door for text onto paper: `cell` for one fitted line, `text` for wrapped lines.

Nothing here, or anywhere in the reports, reads markup: a letter is a letter. ReportLab's Paragraph,
which does, is not used at all (a test says so).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sobrhouse.reports.faces import BOLD, REGULAR, SEMIBOLD, SERIF
from sobrhouse.reports.pen import BLACK, Pen
from sobrhouse.reports.shaping import Line, clean, clusters, shape

_MORE = "…"
_LONGEST_CELL = 400  # letters; a cell never shows so many, so no more are measured


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: points, weight, shade of ink; `leading` is the distance of wrapped lines."""

    size: float
    weight: str = REGULAR
    grey: float = BLACK
    leading: float = 0.0
    kerned: bool = False

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.leading or self.size * 1.28


TITLE = Style(21, SERIF, kerned=True)
PERIOD = Style(14, SERIF, kerned=True)
FIGURE = Style(18.5, SERIF, kerned=True)
SUBTITLE = Style(10.2, REGULAR, kerned=True)
HEADING = Style(10.6, BOLD, kerned=True)
BODY = Style(8.8)
STRONG = Style(8.8, BOLD)
SOFT = Style(8.6, REGULAR)
SMALL = Style(8.2, REGULAR)
HEAD = Style(7.8, SEMIBOLD)
FOOT = Style(7.6, REGULAR, leading=9.4)


def set_bold(style: Style) -> Style:
    """The same, bold."""
    return replace(style, weight=BOLD)


def measure(string: str, style: Style) -> float:
    """The width in points of one line."""
    return shape(_one_line(string), style.weight, style.kerned).width * style.size / 1000


def cell(
    pen: Pen, x: float, y: float, string: str, style: Style, width: float = 0.0, align: str = "left"
) -> float:
    """Write one line with its baseline at y, cut with … where too wide for `width`; give its width.

    x is the left edge; with align "right" or "centre" the text stands so within `width`.
    """
    line = (
        fitted(string, style, width)
        if width
        else shape(_one_line(string), style.weight, style.kerned)
    )
    wide = line.width * style.size / 1000
    if align == "right":
        x += width - wide
    elif align == "centre":
        x += (width - wide) / 2
    pen.write(x, y, line, style.size, style.grey)
    return wide


@lru_cache(maxsize=16384)
def fitted(string: str, style: Style, width: float) -> Line:
    """The line as it stands in `width` points: whole, or cut with …"""
    plain = _one_line(string)
    line = shape(plain, style.weight, style.kerned)
    room = width * 1000 / style.size
    if line.width <= room + 1 and len(plain) < _LONGEST_CELL:
        return line
    room -= shape(_MORE, style.weight).width
    kept = next(iter(_broken(plain, style, room)), "")
    if shape(kept, style.weight, style.kerned).width > room:
        kept = ""  # not even its first letter has room
    return shape(kept.rstrip() + _MORE, style.weight, style.kerned)


def fits(string: str, style: Style, width: float) -> bool:
    """Whether the whole string stands in one line of `width` points."""
    return len(string) < _LONGEST_CELL and fitted(string, style, width).text == _one_line(string)


def text(string: str, style: Style, width: float) -> list[Line]:
    """The lines of a text wrapped to `width` points, each ready for the pen."""
    room = width * 1000 / style.size
    lines: list[Line] = []
    for paragraph in clean(string).expandtabs(4).split("\n"):
        lines += [
            shape(part, style.weight, style.kerned) for part in _wrapped(paragraph, style, room)
        ]
    return lines


def write_lines(
    pen: Pen, x: float, y: float, lines: list[Line], style: Style, width: float
) -> float:
    """Draw wrapped lines, the first baseline at y; give the y after them.

    Lines that run from right to left stand at the right.
    """
    for line in lines:
        shift = width - line.width * style.size / 1000 if line.rtl else 0.0
        pen.write(x + shift, y, line, style.size, style.grey)
        y -= style.step
    return y


def _one_line(string: str) -> str:
    return clean(string[:_LONGEST_CELL]).replace("\n", " ").replace("\t", " ")


def _wrapped(paragraph: str, style: Style, room: float) -> Iterator[str]:
    held, wide = "", 0.0
    for token in re.findall(r"[^\S\xa0]+|(?:\S|\xa0)+", paragraph):
        width = (
            shape(token, style.weight, style.kerned).width
            if len(token) < _LONGEST_CELL
            else room * 2
        )
        if wide + width <= room:
            held, wide = held + token, wide + width
        elif token.isspace():
            continue
        elif width > room or (not token.isascii() and _breaks_anywhere(token)):
            *full, held = _broken(token, style, room, held, wide)
            yield from (part.rstrip() for part in full)
            wide = shape(held, style.weight, style.kerned).width
        else:
            if held:
                yield held.rstrip()
            held, wide = token, width
    yield held.rstrip()


def _breaks_anywhere(token: str) -> bool:
    """Scripts written without spaces: Thai, Lao, Khmer, Burmese, Han and kana."""
    return any(
        "\u0e00" <= c <= "\u109f" or "\u1780" <= c <= "\u17ff" or c >= "\u2e80" for c in token
    )


def _broken(
    token: str, style: Style, room: float, held: str = "", wide: float = 0.0
) -> Iterator[str]:
    """A token without spaces cut where the room ends, never within a letter and its marks."""
    for cluster in clusters(token):
        width = shape(cluster, style.weight, style.kerned).width
        if held and wide + width > room:
            line, held = _that_fits(held, style, room)
            yield line
            wide = shape(held, style.weight, style.kerned).width
        held, wide = held + cluster, wide + width
    line, held = _that_fits(held, style, room)
    if held:
        yield line
    yield held or line


def _that_fits(held: str, style: Style, room: float) -> tuple[str, str]:
    """What of it stands in the room, and the rest: side by side letters may take another font, and
    more room, than each by itself.
    """
    parts = list(clusters(held))
    count = len(parts)
    while count > 1 and shape("".join(parts[:count]), style.weight, style.kerned).width > room:
        count -= 1
    return "".join(parts[:count]), "".join(parts[count:])
