"""Recovery capital over time on paper: one person's BARC-10, or the means of a house, with what
tells of the house and of peers apart. Figures stand beside the drawing; nobody is compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sobrhouse.domain.barc10 import (
    CITATION,
    FEWEST,
    HIGHEST,
    HOUSE_ITEMS,
    ITEMS,
    LEAST,
    LOWEST,
    MARK,
    MOST,
)
from sobrhouse.domain.phrases import month_name, nice_date, span
from sobrhouse.queries.assessments import CapitalPaper, Filled, HouseMonth
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, MID, PALE, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_SAYS = replace(t.BODY, size=9.6, leading=13)
_DASH, _DASH_GAP = 4.0, 3.0
_AXIS = 26.0  # room for the figures beside a chart
_PART_LOW, _PART_HIGH = LEAST * len(HOUSE_ITEMS), MOST * len(HOUSE_ITEMS)


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures of a chart: from, to, lines at these, and a dashed line or none."""

    low: int
    high: int
    lines: tuple[int, ...]
    mark: int | None = None


TOTAL = Scale(LOWEST, HIGHEST, (10, 20, 30, 40, 50, 60), MARK)
PART = Scale(_PART_LOW, _PART_HIGH, (3, 6, 9, 12, 15, 18))
Point = tuple[date, float | None]


def person_capital(data: CapitalPaper, options: PaperOptions) -> bytes:
    """One person's trend and their answers, for them and for whom they share it with."""
    filled = data.capital.filled
    period = span(filled[0].on, filled[-1].on) if len(filled) > 1 else ""
    about = options.called(data.name)
    sheet = Sheet(
        Head(options.stamp.house, _("Recovery capital, BARC-10"), period or nice_date(data.today),
             about), options.stamp, options.size)  # fmt: skip
    sheet.gap(10)
    if data.capital.own:
        said = n_(
            "{n} more is their own and is not on this paper.",
            "{n} more are their own and are not on this paper.",
            data.capital.own,
        )
        sheet.paragraph(said.format(n=data.capital.own), _SAYS)
    if not filled:
        sheet.paragraph(_("There is nothing to show yet."), _SAYS)
        return sheet.save()
    sheet.gap(6)
    sheet.heading(_("All ten together"), _("from {low} to {high}").format(low=LOWEST, high=HIGHEST))
    _chart(sheet, [(f.on, f.total) for f in filled], TOTAL, 140)
    sheet.gap(12)
    sheet.heading(_("House and peers"), _("questions 4, 5 and 7, from {low} to {high}").format(
        low=_PART_LOW, high=_PART_HIGH))  # fmt: skip
    _chart(sheet, [(f.on, f.house_part) for f in filled], PART, 84)
    sheet.gap(12)
    _answers(sheet, filled)
    _about(sheet)
    return sheet.save()


def house_capital(months: Sequence[HouseMonth], options: PaperOptions) -> bytes:
    """The house's means of twelve months; a month that would tell of too few people is left out."""
    first, last = months[0].first, months[-1].first
    head = Head(options.stamp.house, _("Recovery capital of the house"),
                f"{_month(first)} – {_month(last)}", _("means, no names"))  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    said = _("Each month is the mean of everybody's last BARC-10 in it. A month is told only from "
             "{n} people on, so that nobody can be picked out.")  # fmt: skip
    sheet.paragraph(said.format(n=FEWEST), _SAYS)
    if not any(m.people for m in months):
        sheet.gap(6)
        sheet.paragraph(_("There is nothing to show yet."), _SAYS)
        return sheet.save()
    sheet.gap(6)
    sheet.heading(_("All ten together"), _("from {low} to {high}").format(low=LOWEST, high=HIGHEST))
    _chart(sheet, [(m.first, m.total) for m in months], TOTAL, 140, _month)
    sheet.gap(12)
    sheet.heading(_("House and peers"), _("questions 4, 5 and 7, from {low} to {high}").format(
        low=_PART_LOW, high=_PART_HIGH))  # fmt: skip
    _chart(sheet, [(m.first, m.house_part) for m in months], PART, 84, _month)
    sheet.gap(12)
    _month_table(sheet, months)
    _about(sheet)
    return sheet.save()


def _month(day: date) -> str:
    return f"{month_name(day.month, long=False)} {day.year}"


def _chart(
    sheet: Sheet,
    points: Sequence[Point],
    scale: Scale,
    high: float,
    say: Callable[[date], str] = nice_date,
) -> None:
    """Points in time joined by a line, each with its figure; a gap where nothing is told."""
    sheet.need(high + 24)
    left, right = sheet.left + _AXIS, sheet.right - 20
    bottom, top = sheet.y - high - 4, sheet.y - 12

    def place(figure: float) -> float:
        return bottom + (figure - scale.low) / (scale.high - scale.low) * (top - bottom)

    _grid(sheet, (left, right), scale, place)
    first, last = points[0][0], points[-1][0]
    whole = max(1, (last - first).days)
    inner = right - left - 60
    before: tuple[float, float] | None = None
    for on, figure in points:
        x = left + 34 + (inner * (on - first).days / whole if len(points) > 1 else inner / 2)
        if figure is not None and before is not None:
            sheet.pen.rule(*before, x, place(figure), 1.2, 0.0)
        before = None if figure is None else _point(sheet, x, place(figure), figure)
    sheet.y = bottom - 4
    sheet.pen.rule(left, bottom, right, bottom, RULE, MID)
    ends = [say(day) for day in dict.fromkeys((first, last))]
    _dates(sheet, ends, left + 34, inner)


def _grid(
    sheet: Sheet, ends: tuple[float, float], scale: Scale, place: Callable[[float], float]
) -> None:
    left, right = ends
    for line in scale.lines:
        t.cell(sheet.pen, sheet.left, place(line) - 3, f"{line}", t.SMALL, _AXIS - 6, "right")
        sheet.pen.rule(left, place(line), right, place(line), HAIR, PALE)
    if scale.mark is not None:
        _dashed(sheet, left, right, place(scale.mark))
        t.cell(sheet.pen, right + 4, place(scale.mark) - 3, f"{scale.mark}", t.STRONG, 18)


def _point(sheet: Sheet, x: float, y: float, figure: float) -> tuple[float, float]:
    """A square with its figure over it, on white, so that no line goes through the figure."""
    sheet.pen.fill(x - 2.2, y - 2.2, 4.4, 4.4, 0.0)
    said = _figure(figure)
    wide = t.measure(said, t.STRONG)
    sheet.pen.fill(x - wide / 2 - 1, y + 4, wide + 2, 8.4, 1.0)
    t.cell(sheet.pen, x - 20, y + 5, said, t.STRONG, 40, "centre")
    return x, y


def _dashed(sheet: Sheet, left: float, right: float, y: float) -> None:
    x = left
    while x < right:
        sheet.pen.rule(x, y, min(x + _DASH, right), y, RULE)
        x += _DASH + _DASH_GAP


def _dates(sheet: Sheet, said: Sequence[str], x: float, inner: float) -> None:
    """The first and the last day under a chart; one alone stands in the middle."""
    base = sheet.y - 9
    if len(said) == 1:
        t.cell(sheet.pen, x, base, said[0], t.SMALL, inner, "centre")
    else:
        t.cell(sheet.pen, x - 34, base, said[0], t.SMALL, inner / 2)
        t.cell(sheet.pen, x + inner / 2 + 26, base, said[1], t.SMALL, inner / 2, "right")
    sheet.y -= 12


def _figure(figure: float) -> str:
    return f"{figure:.0f}" if figure == int(figure) else f"{figure:.1f}"


def _answers(sheet: Sheet, filled: Sequence[Filled]) -> None:
    """A row a form; under it what the questions are, so that the paper can be read alone."""
    numbers = [tables.Column(f"{n}", 24, "right") for n in range(1, len(ITEMS) + 1)]
    columns = (
        tables.Column(_("Filled in"), 120),
        tables.Column(_("Total"), 50, "right"),
        tables.Column(_("House and peers"), 88, "right"),
        *numbers,
    )
    rows: list[tables.Row] = [
        (nice_date(f.on), f"{f.total}", f"{f.house_part}", *(f"{a}" for a in f.answers))
        for f in reversed(filled)
    ]
    sheet.heading(_("Every answer"))
    tables.draw(sheet, tables.columns_to(sheet.width, columns), rows)
    sheet.gap(8)
    asked = "   ".join(f"{n} {_(item)}" for n, item in enumerate(ITEMS, start=1))
    sheet.paragraph(asked, t.SMALL)


def _month_table(sheet: Sheet, months: Sequence[HouseMonth]) -> None:
    columns = (
        tables.Column(_("Month"), 150),
        tables.Column(_("People"), 90, "right"),
        tables.Column(_("All ten"), 110, "right"),
        tables.Column(_("House and peers"), 130, "right"),
    )
    rows: list[tables.Row] = [
        (_month(m.first), f"{m.people}", f"{m.total:.1f}", f"{m.house_part:.1f}")
        if m.total is not None and m.house_part is not None
        else (_month(m.first), _("fewer than {n}").format(n=FEWEST), "–", "–")
        for m in reversed(months)
    ]
    sheet.heading(_("The figures"))
    tables.draw(sheet, tables.columns_to(sheet.width, columns), rows)


def _about(sheet: Sheet) -> None:
    sheet.gap(10)
    said = _(
        "{mark} and above (the dashed line) goes with a better chance of staying in recovery for "
        "long. It says nothing about any one person, and nobody is measured against it. From: "
        "{source}."
    )
    sheet.paragraph(said.format(mark=MARK, source=CITATION), t.SMALL)
