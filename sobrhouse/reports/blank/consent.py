"""The consent to release information on paper: the nine elements of 42 CFR § 2.31(a)(1) to (9),
each under its number, what (a)(10) adds for care and payment, and the notice of § 2.32.

The program never says that a house complies; the form has a place for each thing the rule asks for.
"""

from sobrhouse.domain.consents import CATEGORY_WORDS, RECIPIENT_WORDS
from sobrhouse.domain.notices import NOTICES
from sobrhouse.reports.blank.parts import SMALL, checks, fields, lines, part, says, ticks
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _


def consent(sheet: Sheet) -> None:
    """Who may tell what to whom, what for and until when; one recipient a form."""
    says(sheet, _("You decide what may be told about you, to whom and until when. Tick only what "
                  "you agree to. You may say no. One form for each recipient."))  # fmt: skip
    _whose(sheet)
    _what(sheet)
    _until(sheet)
    _signed(sheet)
    part(sheet, _("What goes along with everything that is told (42 CFR § 2.32)"), 100)
    says(sheet, NOTICES[-1].full, SMALL)


def _whose(sheet: Sheet) -> None:
    part(sheet, _("1. Whose information"))
    fields(sheet, [(_("Full name"), 3), (_("Born"), 1.2), (_("Case number, if there is one"), 2)])
    part(sheet, _("2. Who may tell"))
    fields(sheet, [(_("House, or who in it"), 3), (_("Address, phone"), 3)])


def _what(sheet: Sheet) -> None:
    part(sheet, _("3. What may be told"), 60, _("Yes or no for each; empty means no."))
    checks(sheet, [_(words) for words in CATEGORY_WORDS.values()], (_("Yes"), _("No")))
    sheet.gap(5)
    fields(sheet, [(_("Also, or only this part of it"), 3), (_("Of the days from"), 1.2),
                   (_("to"), 1.2)])  # fmt: skip
    part(sheet, _("4. To whom"), 70)
    fields(sheet, [(_("Name of the person or place"), 3), (_("Address, phone"), 3)])
    ticks(sheet, "", [_(words) for words in RECIPIENT_WORDS.values()])
    part(sheet, _("5. What for"), 60)
    lines(sheet, _("Each purpose"), 2)


def _until(sheet: Sheet) -> None:
    part(sheet, _("6. You may take it back"), 50)
    says(sheet, _(
        "You may revoke this consent in writing at any time, at the address of the house above. "
        "What was told before stays told. A consent to a court, probation or parole may last until "
        "the event named below where the law allows it."
    ))  # fmt: skip
    fields(sheet, [(_("How else it can be revoked, and its limits"), 1)])
    part(sheet, _("7. How long it lasts"))
    fields(sheet, [(_("Until this day"), 1), (_("or until this happens"), 2)])
    ticks(sheet, _("Only where it is for treatment, payment or care operations"), (
        _("I was told that it may be passed on and is then less protected"),
        _("I was told what follows if I do not sign"),
    ))  # fmt: skip


def _signed(sheet: Sheet) -> None:
    part(sheet, _("8. Signature   9. Date"), 80)
    fields(sheet, [(_("Resident signs"), 3), (_("Date"), 1)],
           [(_("Or who may sign for them, and why"), 3), (_("Date"), 1)],
           [(_("Taken by (staff)"), 3), (_("Date"), 1)], high=36)  # fmt: skip
    sheet.gap(4)
    fields(sheet, [(_("Revoked on"), 1), (_("In writing or by word of mouth, to whom"), 3)])
