"""What a resident keeps on paper: the sheet for calls with a sponsor, and the log of community
service (forms.md).
"""

from sobrhouse.reports.blank.parts import (
    CELL,
    fields,
    lines,
    numbered,
    part,
    says,
    sign,
    table,
    ticks,
)
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _


def my_calls(sheet: Sheet) -> None:
    """A sheet to think before a call. It is the resident's own; staff never ask for it."""
    says(sheet, _("This sheet is yours. Staff do not ask for it and nobody types it in. Take it "
                  "with you to the phone."))  # fmt: skip
    fields(sheet, [(_("Date"), 1), (_("Time"), 1), (_("Days sober"), 1), (_("Last meeting"), 2)])
    scale = tuple(str(n) for n in range(11))
    ticks(sheet, _("Cravings today, 0 to 10"), scale)
    ticks(sheet, _("Honesty today, 0 to 10"), scale)
    sheet.gap(6)
    lines(sheet, _("Step work: where I am, what I did"), 3)
    lines(sheet, _("What I am proud of"), 3)
    lines(sheet, _("What I am not proud of"), 3)
    lines(sheet, _("What I want to ask"), 3)
    lines(sheet, _("What we talked about that I want to remember"), 2)
    part(sheet, _("What I do now"), 60)
    table(sheet, [(_("What"), 6), (_("By when"), 2), (_("Done"), 1)], 3)
    sheet.gap(4)
    fields(sheet, [(_("Next call: day and time"), 1), (_("Whom I call when they do not answer"),
                                                      2)])  # fmt: skip


def service_log(sheet: Sheet) -> None:
    """Hours of community service, each with somebody who can say so."""
    fields(
        sheet,
        [(_("Name"), 3), (_("Case number (if asked for)"), 2)],
        [(_("Hours asked for"), 1), (_("Until"), 1), (_("Return this form to"), 2.4)],
    )
    sheet.gap(6)
    table(sheet, [
        (_("Date"), 1.5), (_("Place and what was done"), 4), (_("From"), 1.1), (_("To"), 1.1),
        (_("Hours"), 1.1), (_("Supervisor's name"), 2.4), (_("Phone"), 2),
        (_("Signature"), 2.4),
    ], 0, keep=CELL + 120, high=26)  # fmt: skip
    fields(sheet, [(_("Hours on this page"), 1), (_("Hours before"), 1), (_("Hours in all"), 1)])
    numbered(sheet, (
        _("One line each time. The supervisor signs on the day."),
        _("This house does not check what is written here unless it says so below."),
    ))  # fmt: skip
    sign(sheet, _("Who did the service"), _("Checked by"), date=_("Date"))
