"""Chores and rooms on forms: a week's chart to fill in, a walk through every room (forms.md)."""

from datetime import date, timedelta

from sobrhouse.domain.phrases import day_name
from sobrhouse.reports.blank.parts import CELL, fields, rest, says, sign, table
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

_MONDAY = date(2026, 11, 23)  # any Monday: only the names of the days are taken from it
_ROW = 32.0  # a chore and who has it, one under the other in a hand's writing


def chore_chart(sheet: Sheet) -> None:
    """Who has which chore, a box for each day, and what the inspection said."""
    fields(sheet, [(_("Week from"), 1), (_("to"), 1), (_("Daily chores are done by"), 1),
                   (_("Weekly chores are done by"), 1)])  # fmt: skip
    says(sheet, _("Done? Write your initials in the box of that day. Tell the office before you "
                  "swap."))  # fmt: skip
    week = [(day_name(_MONDAY + timedelta(days=n)), 1.0) for n in range(7)]
    table(sheet, [
        (_("Chore and place"), 4), (_("Who"), 2.6), *week, (_("Pass or redo"), 1.7),
        (_("Inspected by"), 1.8),
    ], 0, keep=CELL * 3 + 12, high=_ROW)  # fmt: skip
    fields(sheet, [(_("Notes: what to do again, and until when"), 1)], high=CELL * 2)
    sign(sheet, _("House manager"), date=_("Date"))


def room_inspection(sheet: Sheet) -> None:
    """One row for each room: what was in order, a score, and what is to be done again."""
    fields(sheet, [(_("Date"), 1), (_("Time"), 1), (_("Inspected by"), 2)])
    says(sheet, _(
        "Tick what is in order. Score: 3 good, 2 to do again today, 1 talk it over. Somebody comes "
        "along where people live; nobody inspects their own room."
    ))  # fmt: skip
    table(sheet, [
        (_("Room and bed"), 2.6), (_("Who lives there"), 2.6), (_("Bed made"), 1.1),
        (_("Floor"), 1.1), (_("Trash"), 1.1), (_("Laundry"), 1.3), (_("No food"), 1.1),
        (_("Score"), 1.1), (_("Redo, and by when"), 3.6),
    ], 0, keep=190, high=25)  # fmt: skip
    rest(sheet, _("Kitchen, bathrooms, living room, outside: what is to be done, and by whom"),
         48)  # fmt: skip
    sign(sheet, _("Inspected by"), _("Redo seen by"), date=_("Date"))
