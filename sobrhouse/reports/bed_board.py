"""The bed board on paper: who sleeps where on one night, room by room."""

from collections.abc import Sequence

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.phrases import long_date, month_day, nice_days
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.beds import BedCard, Board, RoomCards
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, SEMIBOLD
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import Figure, figures
from sobrhouse.reports.pen import RULE, TEXT
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_ACROSS, _HIGH = 4, 58.0
_GAP, _BETWEEN = 10.0, 24.0  # of two beds, and of two rooms
_NAME = t.Style(11.5, BOLD, kerned=True)
_CODE = t.Style(8.6, SEMIBOLD, TEXT)


def bed_board(data: Board, options: PaperOptions) -> bytes:
    """The board as a PDF file: dashed boxes are free beds, a cross says out of use."""
    head = Head(options.stamp.house, _("Bed board"), long_date(data.on), _("The night of this day"))
    sheet = Sheet(head, options.stamp, options.size)
    counted = data.census
    figures(
        sheet,
        [
            Figure(str(counted.filled), _("of {n}").format(n=counted.beds), _("Beds filled")),
            Figure(str(counted.away), "", _("Away, bed kept")),
            Figure(str(counted.held), "", _("Held for somebody")),
            Figure(str(counted.free), "", _("Free")),
            Figure(str(counted.out), "", _("Out of use")),
        ],
    )
    for rooms in _side_by_side(data.rooms):
        _draw_rooms(sheet, rooms, data, options)
    return sheet.save()


def _side_by_side(rooms: Sequence[RoomCards]) -> list[tuple[RoomCards, ...]]:
    """Rooms of one or two beds stand in pairs, larger ones alone."""
    lines: list[tuple[RoomCards, ...]] = []
    for room in rooms:
        small = len(room.beds) <= _ACROSS // 2
        before = lines[-1] if lines else ()
        if small and len(before) == 1 and len(before[0].beds) <= _ACROSS // 2:
            lines[-1] = (*before, room)
        else:
            lines.append((room,))
    return lines


def _draw_rooms(
    sheet: Sheet, rooms: tuple[RoomCards, ...], data: Board, options: PaperOptions
) -> None:
    """A room's heading is never without its first row of beds."""
    wide = (sheet.width - _GAP * 2 - _BETWEEN) / _ACROSS
    half = 2 * wide + _GAP
    sheet.gap(12)
    sheet.need(15 + (_HIGH if any(room.beds for room in rooms) else 14))
    top = sheet.y
    for i, room in enumerate(rooms):
        sheet.y = top
        x = sheet.left + i * (half + _BETWEEN)
        small = len(room.beds) <= _ACROSS // 2
        sheet.heading(room.name, room.floor, x, half if small else sheet.width)
        if not room.beds:
            t.cell(sheet.pen, x, sheet.y - 9, _("No beds in this room."), t.SOFT, half)
    below = 14.0
    for at in range(0, max((len(room.beds) for room in rooms), default=0), _ACROSS):
        below = 0.0
        sheet.need(_HIGH)
        for i, room in enumerate(rooms):
            for j, bed in enumerate(room.beds[at : at + _ACROSS]):
                x = sheet.left + i * (half + _BETWEEN) + j * (wide + _GAP)
                _draw_bed(sheet, x, wide, bed, data, options)
        sheet.y -= _HIGH + 6
    sheet.y -= below


def _draw_bed(
    sheet: Sheet, x: float, wide: float, bed: BedCard, data: Board, options: PaperOptions
) -> None:
    pen, top = sheet.pen, sheet.y
    low, high = top - _HIGH + 2, _HIGH - 2
    pen.frame(x, low, wide, high, RULE, "3 2" if bed.state is BedState.FREE else "")
    if bed.state is BedState.OUT:
        at, across = x + wide - 17, 10.0
        pen.rule(at, top - 16, at + across, top - 6, 1.2)
        pen.rule(at, top - 6, at + across, top - 16, 1.2)
    t.cell(pen, x + 6, top - 12, bed.label, _CODE, wide - 12)
    lines = _lines(bed, data, options)
    t.cell(pen, x + 6, top - 27, lines[0], _NAME, wide - 12)
    for i, says in enumerate(lines[1:3]):
        t.cell(pen, x + 6, top - 39.5 - i * 11, says, t.SMALL, wide - 12)


def _lines(bed: BedCard, data: Board, options: PaperOptions) -> list[str]:
    """What stands in a bed's box: the main thing, then two small lines."""
    if bed.sleeper is not None:
        name = PaperName(bed.sleeper.name, bed.sleeper.full_name, bed.label)
        since = _("Moved in {day}").format(day=month_day(bed.sleeper.moved_in_on, data.on))
        days = "" if bed.sleeper.days is None else nice_days(bed.sleeper.days)
        lower = _away(bed, data) or ", ".join(p for p in (bed.sleeper.phase, days) if p)
        called = _("Taken") if options.names == "bed" else options.called(name)
        return [called, lower, since]
    if bed.state is BedState.OUT and bed.outage is not None:
        since = _("Since {day}").format(day=month_day(bed.outage.since, data.on))
        return [_("Out of use"), bed.outage.note, since]
    if bed.state is BedState.HELD and bed.hold is not None:
        shown = "" if options.names == "bed" else _("For {name}").format(name=bed.hold.name)
        until = bed.hold.until
        words = _("Until {day}").format(day=month_day(until, data.on)) if until else ""
        return [_("Held"), *(line for line in (shown, words) if line)]
    return [_("Free"), bed.features]


def _away(bed: BedCard, data: Board) -> str:
    if bed.state is not BedState.AWAY or bed.hold is None:
        return ""
    if bed.hold.until is None:
        return _("Away, bed kept")
    return _("Away until {day}").format(day=month_day(bed.hold.until, data.on))
