"""What happened, on forms: the incident report and the grievance (forms.md)."""

from sobrhouse.reports.blank.parts import fields, lines, part, rest, says, sign, table, ticks
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _


def incident(sheet: Sheet) -> None:
    """Facts first, then what was done, who was told, and what is still to do."""
    fields(
        sheet,
        [(_("Number"), 1), (_("Happened: date and time"), 2.4),
         (_("Reported: date and time"), 2.4)],
        [(_("Where"), 2), (_("Reported by"), 2)],
    )  # fmt: skip
    ticks(sheet, _("What kind"), (
        _("Overdose"), _("Use in the house"), _("Medication missing or found"),
        _("Threat or violence"), _("Injury or illness"), _("Death"), _("Theft or damage"),
        _("Fire or utility"), _("Police or emergency call"), _("Missing person"), _("Other"),
    ))  # fmt: skip
    ticks(sheet, _("How serious"), (_("Minor"), _("Serious"), _("Life in danger")))
    sheet.gap(4)
    fields(sheet, [(_("People involved"), 1), (_("Witnesses"), 1)], high=46)
    rest(sheet, _("What was seen and heard, in order. Facts only: no guesses, no blame."), 330, 9)
    lines(sheet, _("What was done at once"), 3)
    ticks(sheet, "", (_("911 called"), _("Naloxone given"), _("First aid"), _("Taken to hospital"),
                      _("None of these")))  # fmt: skip
    part(sheet, _("Who was told"), 60)
    table(sheet, [(_("Who"), 3), (_("When"), 2), (_("How"), 2), (_("By whom"), 2)], 3)
    sheet.gap(6)
    fields(sheet, [(_("What is still to be done"), 4), (_("By whom"), 2), (_("By when"), 1.4)])
    says(sheet, _("A family or an employer is told only with a consent. Medical staff may be told "
                  "what they need in an emergency; write that down."))  # fmt: skip
    sign(sheet, _("Written by"), _("Reviewed by"), date=_("Date"))


def grievance(sheet: Sheet) -> None:
    """What is wrong and wished for; each step with its answer. It may be given without a name."""
    says(sheet, _("Anybody who lives here may use this form. You need not give your name. Nobody "
                  "may be treated worse for it. You may also go to the organization that "
                  "certifies this house, at any step."))  # fmt: skip
    fields(sheet, [(_("Date"), 1), (_("Your name, or leave it empty"), 3)])
    ticks(sheet, _("About"), (_("A rule"), _("A person"), _("Safety"), _("Money"), _("A room"),
                              _("Rights"), _("Other")))  # fmt: skip
    sheet.gap(4)
    rest(sheet, _("What happened, when and where"), 410, 7)
    lines(sheet, _("What you wish for"), 3)
    lines(sheet, _("What you tried already, and with whom you spoke"), 2)
    part(sheet, _("Answers"), 80, _("The next level where the answer does not settle it"))
    table(sheet, [
        (_("Level"), 2.6), (_("Who answers"), 2.4), (_("Given on"), 1.4), (_("Answer by"), 1.4),
        (_("Answer"), 5), (_("Settled?"), 1.4),
    ], (_("House manager"), _("Administrator"), _("Affiliate")), high=34)  # fmt: skip
    sheet.gap(6)
    fields(sheet, [(_("Outcome"), 4), (_("Closed on"), 1.2)])
    sign(sheet, _("Who brought it, if they wish"), _("Who closed it"), date=_("Date"))
