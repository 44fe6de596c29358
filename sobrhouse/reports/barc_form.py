"""The BARC-10 to fill in by pen: ten questions with a box for each answer, and where it is from."""

from dataclasses import replace

from sobrhouse.domain.barc10 import CITATION, ENDS, HIGHEST, ITEMS, LEAST, LOWEST, MARK, MOST
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, SEMIBOLD
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_SAYS = t.Style(10.6, leading=14.2)
_ASKED = t.Style(10.8, SEMIBOLD, leading=13.6)
_NUMBER = t.Style(10.4, BOLD)
_END = replace(t.BODY, size=8.6, leading=10.4)
_ROW = 41.0
_BOX, _STEP = 13.0, 33.0
_SCALE = _STEP * (MOST - LEAST + 1)  # width of the six boxes


def barc_form(options: PaperOptions) -> bytes:
    """One page, in the language that is spoken; the same for everybody, so no name is on it yet."""
    stamp = replace(options.stamp, confidential=True)
    head = Head(stamp.house, _("My recovery today"), _("BARC-10"), stamp.address, black=True)
    sheet = Sheet(head, stamp, options.size)
    sheet.gap(12)
    half = sheet.width / 2
    parts.blank(sheet, _("Name"), sheet.left, half - 20)
    parts.blank(sheet, _("Date"), sheet.left + half, half)
    sheet.gap(30)
    for said in (
        _("Say how much you agree with each line, as it is for you today. There is no right answer "
          "and nothing here changes what you may do in the house."),
        _("Tick one box in every line: {least} means that you strongly disagree, {most} that you "
          "strongly agree.").format(least=LEAST, most=MOST),
    ):  # fmt: skip
        sheet.paragraph(said, _SAYS)
    sheet.gap(8)
    _draw_scale_head(sheet)
    for number, item in enumerate(ITEMS, start=1):
        _draw_item(sheet, number, _(item))
    _draw_total(sheet)
    sheet.paragraph(_("From: {source}. Free to use.").format(source=CITATION), t.SMALL)
    return sheet.save()


def _draw_scale_head(sheet: Sheet) -> None:
    x, pen = sheet.right - _SCALE, sheet.pen
    for place, end in enumerate(ENDS):
        at = x + (0 if place == 0 else _SCALE / 2)
        align = "left" if place == 0 else "right"
        t.cell(pen, at, sheet.y - 10, _(end), _END, _SCALE / 2 - 2, align)
    sheet.y -= 15
    pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _draw_item(sheet: Sheet, number: int, item: str) -> None:
    room = sheet.width - _SCALE - 34
    lines = t.text(item, _ASKED, room)
    high = max(_ROW, len(lines) * _ASKED.step + 12)
    sheet.need(high)
    middle = sheet.y - high / 2
    t.cell(sheet.pen, sheet.left, middle - 3.6, f"{number}", _ASKED, 18, "right")
    first = middle + (len(lines) - 1) * _ASKED.step / 2 - 3.6
    t.write_lines(sheet.pen, sheet.left + 26, first, lines, _ASKED, room)
    for answer in range(LEAST, MOST + 1):
        x = sheet.right - _SCALE + (answer - LEAST) * _STEP
        sheet.pen.frame(x + 14, middle - _BOX / 2, _BOX, _BOX, 0.9)
        t.cell(sheet.pen, x, middle - 3.6, f"{answer}", _NUMBER, 11, "right")
    sheet.y -= high
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR)


def _draw_total(sheet: Sheet) -> None:
    sheet.gap(12)
    sheet.need(60)
    t.cell(sheet.pen, sheet.left, sheet.y - 12, _("All ten together"), _ASKED, 130)
    sheet.pen.frame(sheet.left + 134, sheet.y - 18, 54, 22, 0.9)
    said = _(
        "From {low} to {high}. More is more to lean on. {mark} and above goes with a better chance "
        "of staying in recovery for long. Below it you can ask for more around you: that is what "
        "this is for."
    ).format(low=LOWEST, high=HIGHEST, mark=MARK)
    top = sheet.y
    lines = t.text(said, t.BODY, sheet.width - 206)
    t.write_lines(sheet.pen, sheet.left + 204, top - 4, lines, t.BODY, sheet.width - 206)
    sheet.y = top - max(34.0, len(lines) * t.BODY.step + 12)
