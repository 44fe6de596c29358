"""Care on forms: the log of drug and breath tests, and the count of a medication (forms.md)."""

from sobrhouse.reports.blank.parts import fields, lines, says, sign, table, ticks
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _, p_

SUBSTANCES = (
    "THC", "COC", "OPI", "AMP", "mAMP", "BZO", "BUP", "MTD", "OXY", "FEN", "BAR", "EtG",
)  # fmt: skip
"""The letters that stand on the cups; they are the same in every language."""
_TESTS = 2  # on one page


def test_log_sheet(sheet: Sheet) -> None:
    """Two tests a page, each with all that the result depends on."""
    says(sheet, _("One block for each test. A test that is refused is written down as refused. "
                  "Only a laboratory confirms a result."))  # fmt: skip
    for _number in range(_TESTS):
        _test(sheet)
        sheet.gap(8)


def _test(sheet: Sheet) -> None:
    fields(
        sheet,
        [(_("Date"), 1.3), (_("Time"), 1), (_("Resident"), 3), (_("Observed by"), 2.4)],
        [(_("Specimen or lab number"), 2), (_("Cup lot number"), 2), (_("Expires"), 1.2),
         (_("Temperature in range?"), 1.6), (_("Breath: reading"), 1.5)],
    )  # fmt: skip
    ticks(sheet, _("Why"), (_("Move-in"), _("Random"), _("For cause"), _("Back from a pass")))
    ticks(sheet, _("How"), (_("Urine"), _("Saliva"), _("Breath"), _("Sent to the lab")))
    sheet.gap(3)
    table(sheet, [(_("Tick: − or +"), 2), *((name, 1.0) for name in SUBSTANCES)], ("−", "+"),
          high=21)  # fmt: skip
    ticks(sheet, _("Result"), (_("Negative"), _("Not negative"), _("Dilute"), _("Refused"),
                               _("Invalid")))  # fmt: skip
    sheet.gap(3)
    fields(sheet, [(_("Adulterants, prescriptions shown, lab result and its date"), 3),
                   (_("What was done"), 2)])  # fmt: skip
    fields(sheet, [(_("Resident's signature"), 1), (_("Staff signature"), 1)])


def medication_count(sheet: Sheet) -> None:
    """One medication of one person: each time how many there were, were taken and are left."""
    fields(
        sheet,
        [(_("Resident"), 3), (_("Medication"), 3), (_("Strength"), 1.5)],
        [(_("How it is taken"), 3), (_("Prescribed by"), 2.4), (_("How many at the start"), 1.8),
         (_("Date started"), 1.5)],
    )  # fmt: skip
    says(sheet, _("The resident takes their own medication; staff only watch and count. Count "
                  "again whenever the bottle is opened."))  # fmt: skip
    table(sheet, [
        (_("Date"), 1.6), (_("Time"), 1.3), (_("On hand"), 1.3), (p_("medication", "Taken"), 1.2),
        (p_("medication", "Left"), 1.2), (_("Resident's initials"), 1.7),
        (_("Staff or witness signs"), 3), (_("Note"), 2.6),
    ], 0, keep=140)  # fmt: skip
    lines(sheet, _("The count does not agree: when it was found, how many, what was done, who was "
                   "told"), 2)  # fmt: skip
    sign(sheet, _("Resident"), _("House manager"), date=_("Date"))


