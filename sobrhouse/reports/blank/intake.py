"""Coming to the house on forms: the application, the record at move-in, the residency agreement."""

from sobrhouse.reports.blank.parts import (
    checks,
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
from sobrhouse.words import _, p_


def application(sheet: Sheet) -> None:
    """What a house asks before somebody moves in; answers may be left out."""
    says(sheet, _("Write what you want to tell. You may leave a question empty and talk about it "
                  "instead. What you write stays in this house."))  # fmt: skip
    part(sheet, _("You"))
    fields(
        sheet,
        [(_("Legal name"), 3), (p_("name", "Called"), 1.6), (_("Pronouns"), 1.2), (_("Born"), 1.4)],
        [(_("Phone"), 2), (_("Email"), 3), (_("Languages"), 2)],
        [(_("Where you live now"), 4), (_("You would move in on"), 2)],
        [(_("Sent by, or how you heard of us"), 4), (_("Their phone"), 2)],
    )
    part(sheet, _("Whom to call in an emergency"))
    fields(sheet, [(_("Name"), 3), (_("Who they are to you"), 2), (_("Phone"), 2)],
           [(_("A second person"), 3), (_("Who they are to you"), 2), (_("Phone"), 2)])  # fmt: skip
    part(sheet, _("Recovery"))
    fields(sheet, [(_("Sober or clean since"), 1.6), (_("What you used"), 3),
                   (_("Longest time sober"), 1.8)])  # fmt: skip
    lines(sheet, _("Treatment and sober houses before: where, when"), 2)
    ticks(sheet, _("Meetings you go to"), (_("AA"), _("NA"), _("SMART"), _("Faith"), _("Other"),
                                           _("None yet")))  # fmt: skip
    ticks(sheet, _("A sponsor or mentor"), (_("Yes"), _("No"), _("I look for one")))
    sheet.gap(4)
    lines(sheet, _("What you want from this house, and what you bring to it"), 3)
    part(sheet, _("Health"))
    lines(sheet, _("Medications you take now, with strength (also for recovery)"), 3)
    fields(sheet, [(_("Allergies"), 1), (_("Conditions we should know of"), 1)], high=46)
    part(sheet, _("Court, probation, parole"))
    ticks(sheet, "", (_("None"), _("Open case"), _("Probation"), _("Parole"), _("Drug court")))
    sheet.gap(3)
    fields(sheet, [(_("Officer"), 3), (_("Phone"), 2), (_("Conditions, next date"), 4)])
    part(sheet, _("Work and money"))
    ticks(sheet, "", (_("Works"), _("Goes to school"), _("Looks for work"), _("Cannot work now")))
    sheet.gap(3)
    fields(sheet, [(_("Where"), 3), (_("Income a month"), 1.6), (_("Who pays the rent"), 2.4)])
    part(sheet, _("I agree"), 90)
    numbered(sheet, (
        _("What I wrote is true as far as I know."),
        _("I live here without alcohol and drugs and take part in the life of the house."),
        _("The house may call the people I named above in an emergency."),
        _("The house tells nobody else about me without my written consent, unless the law "
          "asks for it."),
    ))  # fmt: skip
    sign(sheet, _("Who applies"), _("Taken by"), date=_("Date"))
    fields(sheet, [(_("Interview on, by"), 2), (_("Vote: yes, no"), 1.4), (_("Decision"), 2),
                   (_("Told on"), 1.2)])  # fmt: skip


def admission(sheet: Sheet) -> None:
    """What staff must know from the first evening on; it is kept locked away."""
    fields(
        sheet,
        [(_("Legal name"), 3), (p_("name", "Called"), 1.6), (_("Born"), 1.4)],
        [(_("Moved in on"), 1.4), (_("Room and bed"), 1.6), (_("Phone"), 2),
         (_("Languages"), 1.6)],
    )  # fmt: skip
    part(sheet, _("Call first"))
    contact = ((_("Name"), 3), (_("Who they are"), 2), (_("Phone"), 2), (_("May be told"), 2))
    fields(sheet, contact, contact)
    part(sheet, _("Allergies"))
    fields(sheet, [(_("Allergies, and what helps"), 1)], high=42)
    part(sheet, _("Medications"), 70)
    table(sheet, [(_("Medication"), 4), (_("Strength"), 1.6), (_("How it is taken"), 2.4),
                  (_("Prescribed by"), 2.4), (_("Count"), 1)], 6)  # fmt: skip
    part(sheet, _("Health"))
    fields(sheet, [(_("Conditions, seizures, overdoses"), 3), (_("Doctor or clinic, phone"), 2)],
           [(_("Last treatment: where, until when"), 3), (_("Insurance or payer, number"), 2)],
           high=42)  # fmt: skip
    part(sheet, _("Recovery"))
    fields(sheet, [(_("Sober or clean since"), 1.6), (_("What was used"), 3), (_("Sponsor"), 2)])
    part(sheet, _("Supervision"))
    fields(sheet, [(_("Kind"), 1.4), (_("Officer"), 2.4), (_("Phone"), 1.8), (_("Case"), 1.6),
                   (_("Conditions"), 3)])  # fmt: skip
    fields(sheet, [(_("Work or school"), 3), (_("Length of stay agreed on, if any"), 2),
                   (_("Car, plate"), 1.6)])  # fmt: skip
    part(sheet, _("In the first 24 hours"), 60)
    checks(sheet, (
        _("Shown the house, the ways out and the meeting place"),
        _("Told of curfew, visitors, signing in and out, chores"),
        _("Shown where the naloxone and the first aid kit are"),
        _("Given the rules, the rights and the grievance form"),
        _("Agreement and fees signed; a copy was given"),
        _("Belongings looked through together with the resident"),
    ), (_("Done"), _("Later")))  # fmt: skip
    sign(sheet, _("Resident"), _("Staff"), date=_("Date"))


def agreement(sheet: Sheet) -> None:
    """What Arizona R9-12-204 asks an agreement to hold; each house writes its own terms in."""
    fields(
        sheet,
        [(_("Resident"), 3), (_("Moves in on"), 1.4), (_("Room and bed"), 1.6)],
        [(_("Emergency contact"), 3), (_("Who they are"), 1.6), (_("Phone"), 1.8)],
        [(_("Length of sobriety"), 1.6), (_("Sent by"), 2.4), (_("Until, if a term is agreed on"),
                                                              2)],
    )  # fmt: skip
    lines(sheet, _("History of use and treatment, as far as the resident wants to tell"), 2)
    part(sheet, _("What the house gives"))
    lines(sheet, _("Room, furniture, services and supports"), 3)
    part(sheet, _("What it costs"), 60)
    table(sheet, [(_("What"), 4), (_("How much"), 1.6), (_("How often, due on"), 2.4),
                  (_("Given back when"), 4)],
          (_("Rent or share"), _("Deposit"), _("Other fees")))  # fmt: skip
    lines(sheet, _("Refunds: what is given back at move-out, within how many days"), 2)
    part(sheet, _("What the resident agrees to"), 60)
    numbered(sheet, (
        _("I live without alcohol and drugs. I take only medication that is prescribed for me and "
          "keep it as the house says."),
        _("I keep curfew, sign out and in, do my chores, and come to the house meeting."),
        _("I go to the meetings and supports that were agreed on with me."),
        _("I take part in tests as the house's policy says."),
        _("I respect the others who live here, their things and what they tell."),
        _("I may leave at any time. I may read what the house keeps about me."),
        _("I may bring a grievance at any time, and nobody may treat me worse for it."),
    ))  # fmt: skip
    sheet.gap(4)
    lines(sheet, _("If I use again: what happens, and how the house helps me to a safe place"), 4)
    lines(sheet, _("Why the house may end the stay, and with how much notice"), 3)
    lines(sheet, _("Rules of this house that were given with this agreement"), 2)
    checks(sheet, (
        _("I was given a copy of this agreement, the rules and the fees."),
        _("I was told of my rights, and how to bring a grievance."),
        _("I was shown the house within 24 hours of moving in."),
    ), (_("Yes"), _("No")))  # fmt: skip
    sign(sheet, _("Resident"), _("For the house"), date=_("Date"))
