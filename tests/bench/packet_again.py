"""A packet drawn once more on the bare canvas: each of its lines, rules and areas in its place, off
a list that is ready, in a font that every reader has. That is the floor of a real packet: nothing
is laid out, measured, shaped or looked up.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from sobrhouse.reports.pen import BLACK, RULE, TINT, Pen
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Sheet

Step = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Noted:
    """Everything that is drawn on the pages of one file."""

    size: tuple[float, float]
    pages: tuple[tuple[Step, ...], ...]


def noted(draw: Callable[[], object]) -> Noted:
    """What is drawn when this draws one paper."""
    by_pen: dict[int, list[list[Step]]] = {}
    pens: list[Pen] = []
    saved: list[Sheet] = []
    turn, save = Pen.turn_page, Sheet.save

    def put(pen: Pen, kind: str, *values: Any) -> None:
        if id(pen) not in by_pen:
            pens.append(pen)
        by_pen.setdefault(id(pen), [[]])[-1].append((kind, values))

    def write(pen: Pen, x: float, y: float, line: Line, size: float, grey: float = BLACK) -> None:
        plain = line.text.encode("latin-1", "replace").decode("latin-1")
        bold = any("Bold" in run.face.name for run in line.runs)
        put(pen, "text", x, y, plain, "Helvetica-Bold" if bold else "Helvetica", size, grey)

    def rule(
        pen: Pen, x1: float, y1: float, x2: float, y2: float, width: float = RULE,
        grey: float = BLACK,
    ) -> None:  # fmt: skip
        put(pen, "rule", x1, y1, x2, y2, width, grey)

    def fill(pen: Pen, x: float, y: float, w: float, h: float, grey: float = TINT) -> None:
        put(pen, "fill", x, y, w, h, grey)

    def turned(pen: Pen) -> list[str]:
        by_pen.setdefault(id(pen), [[]]).append([])
        return turn(pen)

    def kept(sheet: Sheet) -> bytes:
        pdf = save(sheet)
        saved.append(sheet)
        return pdf

    with (
        patch.object(Pen, "write", write), patch.object(Pen, "rule", rule),
        patch.object(Pen, "fill", fill), patch.object(Pen, "turn_page", turned),
        patch.object(Sheet, "save", kept),
    ):  # fmt: skip
        draw()
    (sheet,) = saved
    return Noted(sheet.sides, _by_page(by_pen[id(sheet.pen)], len(sheet.pages)))


def _by_page(turns: list[list[Step]], count: int) -> tuple[tuple[Step, ...], ...]:
    """First come the pages, one after the other, then the foot of each."""
    return tuple((*turns[n], *turns[count + n]) for n in range(count))


def drawn_again(what: Noted) -> bytes:
    """The file from the bare canvas."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=what.size)
    for page in what.pages:
        for kind, values in page:
            if kind == "text":
                x, y, said, font, size, grey = values
                canvas.setFont(font, size)
                canvas.setFillGray(grey)
                canvas.drawString(x, y, said)
            elif kind == "rule":
                x1, y1, x2, y2, width, grey = values
                canvas.setStrokeGray(grey)
                canvas.setLineWidth(width)
                canvas.line(x1, y1, x2, y2)
            else:
                x, y, wide, high, grey = values
                canvas.setFillGray(grey)
                canvas.rect(x, y, wide, high, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
