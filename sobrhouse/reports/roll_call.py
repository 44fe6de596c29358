"""The roll of one house meeting on paper: a line a person with four boxes, empty or as marked."""

from dataclasses import replace
from datetime import datetime

from sobrhouse.domain.phrases import long_date, nice_time
from sobrhouse.domain.rolls import HERE, MARKS
from sobrhouse.queries.meeting_papers import MeetingPaper, RollLine, RollPaper
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import SIGNATURES, signatures
from sobrhouse.reports.pen import RULE, WRITE_ON
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_ROW = 21.0
_TITLE = replace(t.HEAD, grey=0.0)
_BOX = 10.0
_MARK = 58.0
_NAME = 112.0
_EXTRA = 3  # empty lines for who is not on the list


def roll_of(data: MeetingPaper) -> RollPaper:
    """The roll of a meeting that is written down, as far as it is marked."""
    run = data.run
    lines = tuple(RollLine(data.names[p.stay_id], p.status, p.reason) for p in run.people)
    return RollPaper(
        run.title, run.kind, run.day, run.planned_at.astimezone(data.zone), run.place, lines,
        run.roll_taken_at is not None, data.named(run.chair_stay_id, run.chair),
        data.named(run.reader_stay_id, run.reader), _local(run.started_at, data),
        _local(run.ended_at, data),
    )  # fmt: skip


def _local(moment: datetime | None, data: MeetingPaper) -> datetime | None:
    return None if moment is None else moment.astimezone(data.zone)


def roll_call(data: RollPaper, options: PaperOptions) -> bytes:
    """The sheet: filled where the roll was taken, else to go through by hand."""
    subtitle = parts.subtitle(data.title, data.kind, _("roll call"))
    hour = nice_time(data.at) if data.at is not None else ""
    about = parts.joined((hour, data.place))
    sheet = Sheet(
        Head(options.stamp.house, subtitle, long_date(data.day), about, black=not data.filled),
        options.stamp, options.size,
    )  # fmt: skip
    sheet.gap(10)
    _facts(sheet, data, options)
    sheet.gap(8)
    _titles(sheet)
    empty = () if data.filled else (RollLine(None),) * _EXTRA
    for line in (*data.lines, *empty):
        if sheet.need(_ROW):
            _titles(sheet)
        _line(sheet, line, options)
    _count(sheet, data)
    signatures(sheet, (_("Roll taken by"), _("House manager")))
    return sheet.save()


def _facts(sheet: Sheet, data: RollPaper, options: PaperOptions) -> None:
    facts = (
        (_("Led by"), options.called(data.chair)),
        (_("Read by"), options.called(data.reader)),
        (_("Began"), nice_time(data.began) if data.began is not None else ""),
        (_("Ended"), nice_time(data.ended) if data.ended is not None else ""),
    )
    parts.facts(sheet, [fact for fact in facts if fact[1] or not data.filled])


def _titles(sheet: Sheet) -> None:
    base = sheet.y - 9
    t.cell(sheet.pen, sheet.left, base, _("Name"), _TITLE, _NAME)
    for at, (_status, label) in enumerate(MARKS):
        x = _box(sheet, at) + _BOX / 2 - _MARK / 2
        t.cell(sheet.pen, x, base, _(label), _TITLE, _MARK, "centre")
    t.cell(sheet.pen, _reason(sheet), base, _("Why"), _TITLE, 80)
    sheet.y -= 14
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _line(sheet: Sheet, line: RollLine, options: PaperOptions) -> None:
    base = sheet.y - _ROW / 2 - 3
    name = replace(t.STRONG, size=9.6)
    t.cell(sheet.pen, sheet.left, base, options.called(line.name), name, _NAME - 6)
    for at, (status, _label) in enumerate(MARKS):
        parts.box(sheet, _box(sheet, at), base, ticked=line.status == status, side=_BOX)
    why = _reason(sheet)
    t.cell(sheet.pen, why, base, line.reason, t.BODY, sheet.right - why)
    sheet.y -= _ROW
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, WRITE_ON)


def _box(sheet: Sheet, at: int) -> float:
    return sheet.left + _NAME + _MARK * at + _MARK / 2 - _BOX / 2


def _reason(sheet: Sheet) -> float:
    return sheet.left + _NAME + _MARK * len(MARKS) + 8


def _count(sheet: Sheet, data: RollPaper) -> None:
    """How many were there, where it is known; nobody marked is not all absent."""
    sheet.need(24 + SIGNATURES)
    sheet.gap(8)
    if not data.filled:
        return
    here = sum(line.status in HERE for line in data.lines)
    said = _("{n} of {m} were here.").format(n=here, m=len(data.lines))
    left = sum(not line.status for line in data.lines)
    if left:
        said += " " + _("{n} not marked.").format(n=left)
    t.cell(sheet.pen, sheet.left, sheet.y - 11, said, parts.READ_STRONG, sheet.width)
    sheet.y -= 16
