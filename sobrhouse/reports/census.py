"""The census of a day on paper: every bed, who slept in it, and who came, moved or left."""

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.phrases import long_date, month_day
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.beds import BedCard
from sobrhouse.queries.census import CAME, LEFT, MOVED, CensusDay, Change
from sobrhouse.reports import tables
from sobrhouse.reports.entries import draw_nothing
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import Figure, figures, signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import N_, _

_STATES = {
    BedState.FILLED: N_("Filled"), BedState.AWAY: N_("Away, bed kept"), BedState.HELD: N_("Held"),
    BedState.FREE: N_("Free"), BedState.OUT: N_("Out of use"),
}  # fmt: skip
_CHANGES = {CAME: N_("Moved in"), MOVED: N_("Changed beds"), LEFT: N_("Moved out")}


def census_sheet(data: CensusDay, options: PaperOptions) -> bytes:
    """Who was in what bed on the night of one day, past or present, bed by bed."""
    board, counted = data.board, data.board.census
    head = Head(options.stamp.house, _("Census"), long_date(board.on), _("The night of this day"))
    sheet = Sheet(head, options.stamp, options.size)
    came = sum(change.kind == CAME for change in data.changes)
    left = sum(change.kind == LEFT for change in data.changes)
    figures(
        sheet,
        [
            Figure(str(counted.filled), _("of {n}").format(n=counted.beds), _("Beds filled")),
            Figure(str(counted.away), "", _("Away, bed kept")),
            Figure(str(counted.free), "", _("Free")),
            Figure(str(came), "", _("Moved in")),
            Figure(str(left), "", _("Moved out")),
        ],
    )
    sheet.gap(13)
    sheet.need(15 + tables.height(2))
    sheet.heading(_("Who was in what bed"))
    if board.beds:
        columns = (
            Column(_("Room"), 84), Column(_("Bed"), 40, bold=True), Column(_("State"), 92),
            Column(_("Resident"), 118, bold=True), Column(_("In this bed since"), 84),
            Column(_("Moved in"), 78), Column(_("Phase"), 62),
        )  # fmt: skip
        tables.draw(sheet, columns, [_bed(bed, options) for bed in board.beds])
    else:
        draw_nothing(sheet, _("No bed was set up yet on this day."))
    _draw_changes(sheet, data.changes, options)
    signatures(sheet, (_("House manager"),))
    return sheet.save()


def _bed(bed: BedCard, options: PaperOptions) -> Row:
    state = _(_STATES[bed.state])
    who = bed.sleeper
    if who is None:
        note = bed.outage.note if bed.outage is not None else ""
        held = bed.hold is not None and bed.state is BedState.HELD and options.names != "bed"
        for_whom = _("For {name}").format(name=bed.hold.name) if held and bed.hold else note
        return (bed.room, bed.label, state, for_whom, "", "", "")
    name = PaperName(who.name, who.full_name, bed.label)
    called = _("Taken") if options.names == "bed" else options.called(name)
    return (
        bed.room, bed.label, state, called, month_day(who.since), month_day(who.moved_in_on),
        who.phase,
    )  # fmt: skip


def _draw_changes(sheet: Sheet, changes: tuple[Change, ...], options: PaperOptions) -> None:
    sheet.gap(13)
    sheet.need(15 + tables.height(min(3, max(1, len(changes)))))
    sheet.heading(_("What changed on this day"))
    if not changes:
        draw_nothing(sheet, _("Nobody came, changed beds or left."))
        return
    columns = (
        Column(_("What"), 92), Column(_("Resident"), 130, bold=True), Column(_("Bed"), 90),
        Column(_("Why"), 210),
    )  # fmt: skip
    rows = [
        (_(_CHANGES[c.kind]), options.called(c.name), c.bed, c.why) for c in changes
    ]
    tables.draw(sheet, columns, rows)
