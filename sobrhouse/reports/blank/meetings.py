"""The house meeting on one form: roll, reports, motions, business, the week to come (forms.md)."""

from sobrhouse.reports.blank.parts import fields, lines, part, sign, table, ticks
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _, p_

_PEOPLE = 13


def meeting_sheet(sheet: Sheet) -> None:
    """The roll on the first page, what was said and decided on the second."""
    fields(
        sheet,
        [(_("Date"), 2), (_("Began"), 1), (_("Ended"), 1), (_("Place"), 2)],
        [(_("Led by"), 2), (_("Minutes by"), 2), (_("Read by"), 2), (_("Reading"), 3)],
    )
    ticks(sheet, _("Meeting"), (_("Regular"), p_("meeting", "Called"),
                                _("To vote on somebody new")))
    part(sheet, _("Roll"), aside=_("One tick a person. Write why where somebody is excused."))
    table(sheet, [
        (_("Name"), 5), (p_("attendance", "Here"), 1.3), (p_("attendance", "Late"), 1.3),
        (p_("attendance", "Excused"), 1.7), (p_("attendance", "Absent"), 1.6), (_("Why"), 5),
    ], _PEOPLE)  # fmt: skip
    fields(sheet, [(_("How many are here"), 1), (_("How many live here"), 1),
                   (_("Guests"), 2)])  # fmt: skip
    part(sheet, _("Reports"))
    lines(sheet, _("Minutes of the last meeting, promises kept and open"), 2)
    lines(sheet, _("Money: who is behind, bills, receipts"), 2)
    lines(sheet, _("Chores: done, to do again, who has what next week"), 3)
    lines(sheet, _("Passes and people who are away"), 2)
    part(sheet, _("Votes"), 60)
    table(sheet, [
        (_("What the house votes on"), 7), (_("Called by"), 2.4), (_("Seconded by"), 2.4),
        (_("Yes"), 1), (_("No"), 1), (_("Abstain"), 1.5), (_("Passed?"), 1.5),
    ], 3)  # fmt: skip
    part(sheet, _("Business"))
    lines(sheet, _("Old business"), 2)
    lines(sheet, _("New business"), 3)
    part(sheet, _("Who does what by when"), 60)
    table(sheet, [(_("What"), 6), (_("Who"), 3), (_("By when"), 2)], 3)
    lines(sheet, _("Gratitude and milestones"), 2)
    fields(sheet, [(_("Next meeting: day and time"), 1), (_("Who leads it"), 1)])
    sign(sheet, _("Led the meeting"), _("House manager"), date=_("Date"))
