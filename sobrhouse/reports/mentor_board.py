"""The board of who supports (features.md N6): who is willing, for how long sober, when they have
time, and how much room they have; for the wall of the house, with names that tell nobody apart
outside.
"""

from dataclasses import replace

from sobrhouse.domain.fellowships import fellowship_words
from sobrhouse.domain.match_words import length_words
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import long_date, month_day
from sobrhouse.domain.support import HOURS, KIND_WORDS
from sobrhouse.domain.support_papers import MentorBoard, MentorLine
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, RULE
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.two_lines import two_lines
from sobrhouse.words import _, n_, p_

_NAME = replace(t.STRONG, size=12.0, leading=14.5)
_SAYS = replace(t.BODY, size=9.6, leading=11.8)
_BOX, _GAP = 8.4, 3.2
_LONGEST, _MOST_LINES = 400, 6  # letters and lines of what somebody wrote in a column
_MOST_BOXES = 6  # more are said as a number only
_PARTS = (0.27, 0.18, 0.16, 0.2, 0.19)  # of the width: who, sober, speaks, when, room
_TITLE = 16.0
_PAD = 7.0
_INSET = 6.0
_KEPT = "\N{NO-BREAK SPACE}"  # month and day stay in one line


def mentor_board(data: MentorBoard, options: PaperOptions) -> bytes:
    """The board as a PDF file. Phone numbers stand on it only where they agreed that residents get
    them; whoever has room comes first.
    """
    free = sum(line.room > 0 for line in data.lines)
    about = n_("{n} of {all} has room", "{n} of {all} have room", free).format(
        n=free, all=len(data.lines))  # fmt: skip
    head = Head(options.stamp.house, _("People who support"), long_date(data.on), about, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(8)
    if not data.lines:
        sheet.gap(12)
        sheet.paragraph(_("Nobody is on the list yet."), _NAME)
        return sheet.save()
    _titles(sheet)
    for line in data.lines:
        cells = _cells(line, data)
        high = _height(sheet, cells)
        if high > sheet.room:
            sheet.turn()
            _titles(sheet)
        name = options.safely_called(line.name, lives_here=line.lives_here)
        _draw(sheet, replace(line, name=name), cells, high)
    sheet.need(2 * t.BODY.step + 8)
    sheet.gap(8)
    says = _("A full square is a place that is taken. Ask staff, and they bring you together.")
    sheet.paragraph(says, t.BODY)
    return sheet.save()


def _titles(sheet: Sheet) -> None:
    titles = (_("Who"), _("Sober"), _("Speaks"), _("Has time"), p_("for one more", "Room"))
    black = replace(t.HEAD, grey=0.0, size=9.0)
    for number, title in enumerate(titles):
        x, wide = _place(sheet, number)
        t.cell(sheet.pen, x, sheet.y - _TITLE + 5, title, black, wide)
    sheet.y -= _TITLE
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _place(sheet: Sheet, number: int) -> tuple[float, float]:
    """Where a column begins, and the room of its words."""
    return (sheet.left + sheet.width * sum(_PARTS[:number]),
            sheet.width * _PARTS[number] - _INSET)  # fmt: skip


def _cells(line: MentorLine, data: MentorBoard) -> tuple[list[str], ...]:
    """The lines of each column, the name's left out."""
    kinds = ", ".join(_(KIND_WORDS[kind]) for kind in line.kinds if kind in KIND_WORDS)
    sober = [] if line.days is None else [length_words(line.days)]
    sober += [fellowship_words(line.fellowships)] if line.fellowships else []
    gender = {"woman": _("Woman"), "man": _("Man")}.get(line.gender, "")
    times = [_(HOURS[code]) for code in line.hours if code in HOURS]
    return (
        [part for part in (kinds, nice_phone(line.phone)) if part],
        sober,
        [part for part in (line.languages, gender) if part],
        times,
        [_room(line, data)],
    )


def _room(line: MentorLine, data: MentorBoard) -> str:
    if line.state == "paused":
        if line.paused_until is None:
            return _("Takes a break")
        day = month_day(line.paused_until, data.on).replace(" ", _KEPT)
        return _("Takes a break until {day}").format(day=day)
    if not line.room:
        return _("Full now")
    return n_("Room for one more", "Room for {n} more", line.room).format(n=line.room)


def _lines(said: str, wide: float) -> list[Line]:
    """The words of a column, cut where they would need more than a row has."""
    lines = t.text(said[:_LONGEST], _SAYS, wide)
    rest = " ".join(line.text for line in lines[_MOST_LINES - 1 :])
    rest += said[_LONGEST:]
    return [*lines[: _MOST_LINES - 1], t.fitted(rest, _SAYS, wide)] if rest else lines


def _height(sheet: Sheet, cells: tuple[list[str], ...]) -> float:
    high = [
        sum(len(_lines(said, _place(sheet, number)[1])) for said in column) * _SAYS.step
        for number, column in enumerate(cells)
    ]
    high[0] += _NAME.step
    high[-1] += _BOX + 6
    return max(high) + 2 * _PAD


def _draw(sheet: Sheet, line: MentorLine, cells: tuple[list[str], ...], high: float) -> None:
    top = sheet.y - _PAD
    x, wide = _place(sheet, 0)
    two_lines(line.name, _NAME, wide, most=1).write(sheet.pen, x, top, wide)
    for number, column in enumerate(cells):
        x, wide = _place(sheet, number)
        y = top - (_NAME.step if not number else 0.0)
        if number == len(cells) - 1:
            y -= _boxes(sheet, line, x, y)
        for said in column:
            lines = _lines(said, wide)
            t.write_lines(sheet.pen, x, y - _SAYS.size, lines, _SAYS, wide)
            y -= len(lines) * _SAYS.step
    sheet.y -= high
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR)


def _boxes(sheet: Sheet, line: MentorLine, x: float, y: float) -> float:
    """A square for each they take, black where somebody has the place; gives their height."""
    if not 0 < line.capacity <= _MOST_BOXES:
        return 0.0
    for number in range(line.capacity):
        at = x + number * (_BOX + _GAP)
        if number < line.taken:
            sheet.pen.fill(at, y - _BOX, _BOX, _BOX, 0.0)
        sheet.pen.frame(at, y - _BOX, _BOX, _BOX)
    return _BOX + 6
