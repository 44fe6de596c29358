"""The phone list on paper: residents with their phone, and whom to call first for each."""

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.phrases import long_date
from sobrhouse.queries.phone_list import PhoneLine, PhoneList
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.entries import draw_nothing
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import _, n_


def phone_list(data: PhoneList, options: PaperOptions) -> bytes:
    """One line a resident; where names are off the paper, by bed and without any phone of theirs
    or their family's, as either would name them.
    """
    count = n_("{n} resident", "{n} residents", len(data.lines)).format(n=len(data.lines))
    head = Head(options.stamp.house, _("Phone list"), long_date(data.on), count)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(12)
    for says in _always(data):
        t.cell(sheet.pen, sheet.left, sheet.y - 10, says, t.STRONG, sheet.width)
        sheet.y -= 13
    sheet.gap(8)
    if not data.lines:
        draw_nothing(sheet, _("Nobody lives here yet."))
        return sheet.save()
    lines = data.lines
    if options.names == "bed":
        lines = tuple(sorted(lines, key=lambda line: (line.room, line.name.bed)))
    columns = (
        Column(_("Resident"), 98, bold=True), Column(_("Bed"), 36), Column(_("Phone"), 80),
        Column(_("Call first"), 100), Column(_("Who"), 136), Column(_("Phone"), 80),
    )  # fmt: skip
    tables.draw(sheet, columns, [_row(line, options) for line in lines])
    return sheet.save()


def _always(data: PhoneList) -> list[str]:
    known = [_("In danger now: call 911"), _("Call or text 988, free, day or night")]
    if data.house_phone:
        known.append(_("The house: {phone}").format(phone=data.house_phone))
    return known


def _row(line: PhoneLine, options: PaperOptions) -> Row:
    name = options.called(line.name)
    if options.names == "bed":
        return (name, line.name.bed, "", "", "", "")
    contact = line.contact if options.names == "full" else safe_name(line.contact)
    return (name, line.name.bed, line.phone, contact, line.contact_is, line.contact_phone)
