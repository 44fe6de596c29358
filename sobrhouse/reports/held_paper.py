"""Everything held about one resident on paper: the house's file, and the resident's own copy."""

from collections.abc import Sequence

from sobrhouse.domain.held import Held, HeldPart, HeldRow
from sobrhouse.domain.phrases import long_date, month_day, nice_date
from sobrhouse.reports import text as t
from sobrhouse.reports.entries import draw_entries, draw_facts, draw_title
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_, speaking


def resident_file(data: Held, options: PaperOptions) -> bytes:
    """The file that the house keeps about somebody; full names, so keep it locked away."""
    sheet = _begun(data, _("Resident file"), options)
    if data.since is not None:
        days = nice_date(data.since)
        words = _("Rows of daily life stand here from {day} on; the rest is on record.")
        sheet.gap(8)
        sheet.paragraph(words.format(day=days), t.SOFT)
    _draw_parts(sheet, data)
    return sheet.save()


def own_copy(data: Held, options: PaperOptions) -> bytes:
    """All that is held about somebody, for themselves, and what is not in it, and why; in the
    language in which it was read.
    """
    with speaking(data.language):
        return _own_copy(data, options)


def _own_copy(data: Held, options: PaperOptions) -> bytes:
    sheet = _begun(data, _("Your own copy"), options)
    sheet.gap(8)
    sheet.paragraph(
        _(
            "This is everything that {house} holds about you. It is yours: keep it safe, and show "
            "it to whom you like. If something in it is wrong, tell the staff. They write the "
            "correction down beside it."
        ).format(house=options.stamp.house),
        t.BODY,
    )
    _draw_parts(sheet, data)
    draw_title(sheet, _("What is not in it"))
    for number, says in enumerate(not_in_it(data), 1):
        draw_facts(sheet, [(f"{number}.", says)], 20.0)
    return sheet.save()


def not_in_it(data: Held) -> list[str]:
    """What the copy leaves out, in sentences."""
    lines = [
        _(
            "What you keep to yourself: people in your life, and steps and answers unless you let "
            "staff see them. Staff make this paper. You see it at the kiosk after your PIN."
        ),
        _(
            "Other people. Where somebody wrote a name down, it says [another person]. Sponsors "
            "and mentors stand with first name and initial, and without their phone."
        ),
        _(
            "What staff weighed about you and somebody else together, as for a match, and what "
            "opens the kiosk: PIN, number and badge."
        ),
        _(
            "The log of what staff and the program did. What left the house about you has its own "
            "part above."
        ),
    ]
    back = sum(part.taken_back for part in data.parts)
    if back:
        lines.append(n_(
            "{n} row that was taken back. It counts no more, and may have been about somebody "
            "else.",
            "{n} rows that were taken back. They count no more, and may have been about somebody "
            "else.", back).format(n=back))  # fmt: skip
    if data.other_houses:
        lines.append(_("Rows of another house. Ask that house for its copy."))
    return lines


def _begun(data: Held, title: str, options: PaperOptions) -> Sheet:
    rows = n_("{n} row", "{n} rows", data.rows).format(n=f"{data.rows:,}")
    head = Head(data.full_name, title, long_date(data.today), rows)
    return Sheet(head, options.stamp, options.size)


def _draw_parts(sheet: Sheet, data: Held) -> None:
    empty: list[str] = []
    for part in data.parts:
        rows = [row for row in part.rows if row.cells]
        if not rows:
            empty.append(_(part.title))
            continue
        _draw_part(sheet, part, rows)
    if empty:
        draw_title(sheet, _("Nothing is held under these headings"))
        sheet.gap(3)
        sheet.paragraph(", ".join(empty) + ".", t.BODY)


def _draw_part(sheet: Sheet, part: HeldPart, rows: Sequence[HeldRow]) -> None:
    many = len(rows) > 1
    aside = n_("{n} row", "{n} rows", len(rows)).format(n=len(rows)) if many else ""
    draw_title(sheet, _(part.title), aside)
    if all(row.on is None for row in rows):
        for number, row in enumerate(rows):
            if number:
                sheet.gap(6)
            draw_facts(sheet, [(cell.label, cell.said) for cell in row.cells])
        return
    draw_entries(sheet, [(_day(row), _said(row)) for row in rows])


def _day(row: HeldRow) -> str:
    return "" if row.on is None else month_day(row.on)


def _said(row: HeldRow) -> str:
    """A row in one sentence; what one knows by its day is not said again."""
    day = "" if row.on is None else nice_date(row.on)
    return "  ·  ".join(f"{cell.label}: {_shorter(cell.said, day)}" for cell in row.cells)


def _shorter(said: str, day: str) -> str:
    """ "3:15 PM" of "Thu, Oct 1, 2026, 3:15 PM" on that very day."""
    rest = said.removeprefix(f"{day}, ") if day else said
    return rest or said

