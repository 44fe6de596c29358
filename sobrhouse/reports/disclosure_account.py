"""The accounting of disclosures on paper: each with its day, to whom, what, what for, on what
right.
"""

from sobrhouse.domain.consents import BASIS_WORDS, METHOD_WORDS
from sobrhouse.domain.phrases import nice_date, nice_time, span
from sobrhouse.queries.consents import DisclosureRow
from sobrhouse.queries.disclosure_account import Account
from sobrhouse.reports import text as t
from sobrhouse.reports.entries import draw_facts, draw_nothing, draw_title
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, PALE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_


def disclosure_account(data: Account, options: PaperOptions) -> bytes:
    """Of one person, with their full name, or of the whole house, with names as the paper has them.

    Rows that were taken back stay, and say so: the file was never handed out.
    """
    title = _("Accounting of disclosures")
    counted = n_("{n} disclosure", "{n} disclosures", len(data.counted))
    head = Head(data.person or options.stamp.house, title, span(data.first, data.last),
                counted.format(n=len(data.counted)))  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(8)
    sheet.paragraph(
        _(
            "What left the house in these days: on what day, to whom, what, and what for. The "
            "house keeps this list for six years. A resident may ask for it at any time."
        ),
        t.SOFT,
    )
    if not data.rows:
        draw_title(sheet, _("Disclosures"))
        draw_nothing(sheet, _("Nothing left the house in these days."))
    for number, row in enumerate(data.rows, 1):
        _draw(sheet, number, row, options, alone=bool(data.person))
    return sheet.save()


def _draw(
    sheet: Sheet, number: int, row: DisclosureRow, options: PaperOptions, *, alone: bool
) -> None:
    when = f"{nice_date(row.at.date())}, {nice_time(row.at)}"
    aside = _("Taken back: it does not count") if row.void_why else ""
    draw_title(sheet, f"{number}.  {when}", aside)
    resident = _("A resident") if options.names == "bed" else row.name
    to = ", ".join(part for part in (row.recipient, row.recipient_address) if part)
    if row.basis == "resident_copy" and not alone:
        to = resident  # it went to the person; their full name is not for a paper of the house
    facts = [
        (_("About"), "" if alone else resident),
        (_("To whom"), to),
        (_("What"), row.description),
        (_("What for"), row.purpose),
        (_("On what right"), _(BASIS_WORDS[row.basis]) if row.basis in BASIS_WORDS else row.basis),
        (_("Why"), row.reason),  # the emergency, the order or the crime (§ 2.51(c))
        (_("How"), _how(row)),
        (_("Rows that stayed in the house"), f"{row.left_out:,}" if row.left_out else ""),
        (_("By"), ", ".join(part for part in (row.by, row.second) if part)),
        (_("Check sum of the file"), row.sha256),
        (_("Why it was taken back"), row.void_why),
    ]
    draw_facts(sheet, [fact for fact in facts if fact[1]])
    sheet.y -= 2
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR, PALE)


def _how(row: DisclosureRow) -> str:
    way = _(METHOD_WORDS[row.method]) if row.method in METHOD_WORDS else row.method
    if not row.pages:
        return way
    pages = n_("{n} page", "{n} pages", row.pages).format(n=row.pages)
    return f"{way}, {pages}"
