"""The round on paper: everybody bed by bed, with a box to tick for where they were."""

from dataclasses import replace

from sobrhouse.domain.phrases import long_date, nice_time
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.rounds import COUNT, RoundLine, RoundSheet
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import signatures
from sobrhouse.reports.pen import RULE, WRITE_ON
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_ROW = 24.0
_TITLE = replace(t.HEAD, grey=0.0)
_SMALL = replace(t.SMALL, grey=0.0)
_BOX = 11.0
_MARK = 44.0
_BED, _CURFEW, _LOG = 40.0, 78.0, 112.0


def round_sheet(data: RoundSheet, options: PaperOptions) -> bytes:
    """One line a person: what the log said when it was printed, and four boxes."""
    said = _("The log as it stood at printing")
    head = Head(options.stamp.house, _("Evening round"), long_date(data.night), said, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(14)
    _titles(sheet)
    for line in data.lines:
        if sheet.need(_ROW):
            _titles(sheet)
        _line(sheet, line, options)
    if not data.lines:
        t.cell(sheet.pen, sheet.left, sheet.y - 12, _("Nobody lives here yet."), t.BODY)
        sheet.gap(20)
    _missing(sheet)
    signatures(sheet, [_("Round taken by"), _("Seen by")])
    return sheet.save()


def _words() -> dict[str, str]:
    return {
        "in": _("In"),
        "out_signed": _("Out, signed"),
        "on_pass": _("On pass"),
        "missing": _("Missing"),
    }


def _titles(sheet: Sheet) -> None:
    base = sheet.y - 9
    name, log = _places(sheet)
    for x, words in (
        (sheet.left, _("Bed")),
        (sheet.left + _BED, _("Person")),
        (name, _("Curfew")),
        (log, _("The log says")),
    ):
        t.cell(sheet.pen, x, base, words, _TITLE, 90)
    for at, status in enumerate(COUNT):
        x = _box(sheet, at) + (_BOX - t.measure(_words()[status], _TITLE)) / 2
        t.cell(sheet.pen, max(x, _box(sheet, at) - 17), base, _words()[status], _TITLE, _MARK)
    sheet.y -= 14
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _line(sheet: Sheet, line: RoundLine, options: PaperOptions) -> None:
    pen, base = sheet.pen, sheet.y - _ROW / 2 - 3
    curfew, log = _places(sheet)
    called = options.called(PaperName(line.name, line.full_name, line.bed))
    t.cell(pen, sheet.left, base, line.bed, t.STRONG, _BED - 6)
    t.cell(pen, sheet.left + _BED, base, called, t.BODY, curfew - sheet.left - _BED - 6)
    t.cell(pen, curfew, base, _curfew(line), _SMALL, _CURFEW - 6)
    t.cell(pen, log, base, line.why, _SMALL, _box(sheet, 0) - 8 - log)
    for at, status in enumerate(COUNT):
        x = _box(sheet, at)
        pen.frame(x, base - 2.5, _BOX, _BOX)
        if line.status == status:
            pen.rule(x + 2, base - 0.5, x + _BOX - 2, base + _BOX - 4.5, 1.2)
            pen.rule(x + 2, base + _BOX - 4.5, x + _BOX - 2, base - 0.5, 1.2)
    sheet.y -= _ROW
    pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, WRITE_ON)


def _curfew(line: RoundLine) -> str:
    """The hour, or why there is none."""
    curfew = line.curfew
    if curfew is None:
        return ""
    if curfew.pass_id is not None:
        return _("Pass")
    return nice_time(curfew.time) if curfew.time is not None else _("No curfew")


def _places(sheet: Sheet) -> tuple[float, float]:
    """Where the curfew and what the log says begin."""
    log = _box(sheet, 0) - 17 - _LOG
    return log - _CURFEW, log


def _box(sheet: Sheet, at: int) -> float:
    return sheet.right - _MARK * (len(COUNT) - at) + 14


def _missing(sheet: Sheet) -> None:
    """Room to write who is missing and what was done."""
    sheet.need(96)
    sheet.gap(14)
    sheet.heading(_("Who is missing, and what was done"))
    for _line_number in range(3):
        sheet.y -= 22
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    sheet.gap(6)
