"""The house itself on forms: the monthly safety check and the record of an evacuation drill."""

from sobrhouse.reports.blank.parts import (
    checks,
    fields,
    lines,
    part,
    rest,
    says,
    sign,
    table,
    ticks,
)
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import N_, _

# Seven parts with 37 things, after what NARR 2.F.17, 2.F.18 and 2.F.19 ask a house to look at.
SAFETY: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Fire"), (
        N_("A smoke detector in every bedroom and hallway; each was tested today"),
        N_("A carbon monoxide detector on every floor with fuel or a garage; tested today"),
        N_("Fire extinguishers in the kitchen and on every floor, full, seen this year"),
        N_("Nothing is stored on or near the stove, heaters and the dryer's vent"),
        N_("Lint is taken out of the dryer"),
        N_("Smoking only outside, with a safe place for the ends"),
    )),
    (N_("Ways out"), (
        N_("Two ways out of every floor, free and lit"),
        N_("Every bedroom window opens, or the room has another way out"),
        N_("Doors open from inside without a key"),
        N_("A map of the ways out hangs in every hallway"),
        N_("Everybody knows where to meet outside"),
        N_("A drill was held in the last six months"),
    )),
    (N_("Electricity and heat"), (
        N_("No frayed cord, no open socket, no chain of power strips"),
        N_("Sockets near water switch themselves off (GFCI), tested today"),
        N_("The heater was looked at this year; space heaters stand free"),
        N_("Hot water is not above 120 °F (49 °C)"),
        N_("Flashlights work and everybody can find them"),
    )),
    (N_("Kitchen and food"), (
        N_("The refrigerator is at 40 °F (4 °C) or colder"),
        N_("Food is dated; nothing is spoiled"),
        N_("Surfaces, sink and stove are clean"),
        N_("Cleaning supplies stand apart from food and are labelled"),
        N_("No sign of mice or insects"),
    )),
    (N_("Bathrooms and bedrooms"), (
        N_("No leak, no mold; drains run"),
        N_("Soap, paper and a trash can in each bathroom"),
        N_("Grab bars and mats hold"),
        N_("Beds stand with room to get out; no more beds than the house may have"),
        N_("Bedding is clean; no sign of bedbugs"),
    )),
    (N_("Outside and stairs"), (
        N_("Railings hold; steps are even and lit"),
        N_("Walks are free of ice, leaves and tools"),
        N_("Trash has a lid and is put out"),
        N_("The house number can be read from the street"),
        N_("Locks and outside lights work"),
    )),
    (N_("Help at hand"), (
        N_("Naloxone is where everybody can reach it, and not expired"),
        N_("Most who live here were shown how to give it"),
        N_("The first aid kit is complete"),
        N_("Emergency numbers hang where everybody sees them"),
        N_("Medications are locked as the house's policy says"),
    )),
)  # fmt: skip


def safety_check(sheet: Sheet) -> None:
    """Every month somebody walks through the house with it."""
    fields(sheet, [(_("Month"), 1), (_("Date"), 1), (_("Name"), 2)])
    says(sheet, _("Go and look; do not tick from memory. Whatever is not in order gets a line at "
                  "the end with who mends it by when."))  # fmt: skip
    for title, things in SAFETY:
        part(sheet, _(title), 46)
        checks(sheet, [_(thing) for thing in things], (_("In order"), _("Not"), _("None here")))
    part(sheet, _("Not in order"), 70)
    table(sheet, [(_("What"), 6), (_("Who mends it"), 2.4), (_("By when"), 1.6),
                  (_("Mended on"), 1.6)], 5)  # fmt: skip
    sign(sheet, _("Checked by"), _("House manager"), date=_("Date"))


def drill(sheet: Sheet) -> None:
    """One drill: how long it took, who was there, what was hard. Kept for twelve months."""
    fields(
        sheet,
        [(_("Date"), 1), (_("Time"), 1), (_("Minutes to clear the house"), 1.6),
         (_("Led by"), 2)],
        [(_("How many live here"), 1), (_("How many took part"), 1), (_("Where all met"), 2)],
    )  # fmt: skip
    ticks(sheet, _("What kind"), (_("Fire"), _("Gas or carbon monoxide"), _("Storm"),
                                  _("Announced"), _("Not announced")))  # fmt: skip
    part(sheet, _("Who was in the house"), 60)
    table(sheet, [(_("Name"), 4), (_("Came out at"), 1.6), (_("Initials"), 1.4), (_("Name"), 4),
                  (_("Came out at"), 1.6), (_("Initials"), 1.4)], 6)  # fmt: skip
    part(sheet, _("What was looked at"), 60)
    checks(sheet, (
        _("Everybody heard the alarm"), _("Both ways out were free"),
        _("Everybody came to the meeting place"), _("Everybody was counted"),
        _("Somebody took the list of who was in"),
    ), (_("Yes"), _("No")))  # fmt: skip
    sheet.gap(8)
    rest(sheet, _("What was hard, and what is done about it"), 150, 8)
    lines(sheet, _("What goes better than the last time"), 2)
    fields(sheet, [(_("Next drill (within six months)"), 1), (_("Who leads it"), 1)])
    sign(sheet, _("Led by"), _("House manager"), date=_("Date"))
