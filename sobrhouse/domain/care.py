"""Care: the words of what staff must know about a person, as screens and papers show them."""

from sobrhouse.words import N_, _

CONTACT_WORDS = {
    "emergency": N_("Emergency contact"), "family": N_("Family"), "friend": N_("Friend"),
    "probation": N_("Probation or parole"),
    "case_manager": N_("Case manager"), "clinician": N_("Doctor or clinic"), "payer": N_("Payer"),
    "employer": N_("Employer"), "attorney": N_("Attorney"), "landlord": N_("Landlord"),
    "other": N_("Other"),
}
MAY_BE_TOLD_WORDS = {
    "none": N_("Nothing"),
    "logistics": N_("Practical things only"),
    "consented": N_("What the signed consent says"),
}
LEGAL_WORDS = {
    "probation": N_("Probation"), "parole": N_("Parole"), "pretrial": N_("Pretrial release"),
    "drug_court": N_("Drug court"), "dcf": N_("Child welfare"), "other": N_("Other supervision"),
}
EMPLOYMENT_WORDS = {
    "job": N_("Job"), "school": N_("School"), "volunteer": N_("Volunteering"),
    "searching": N_("Looking for work"), "disability": N_("Disability"),
}
NOTE_WORDS = {
    "general": N_("General"), "sponsor": N_("Sponsor"), "work_school": N_("Work or school"),
    "chores": N_("Chores"), "demeanor": N_("How they are doing"), "medical": N_("Health"),
    "shift": N_("Shift"),
}


def word(table: dict[str, str], value: str) -> str:
    """The word shown for a stored value, in the language spoken now."""
    return _(table[value]) if value in table else value


def choices(table: dict[str, str]) -> list[tuple[str, str]]:
    """Every value of a table with its word, in the order in which people expect them."""
    return [(value, _(label)) for value, label in table.items()]


def not_permission() -> str:
    """The sentence beside every contact: a list makes no consent (law-and-standards.md 4.5)."""
    return _("Being listed here does not permit disclosure.")


def may_be_told(value: str) -> str:
    """What staff may say to a contact, in one line."""
    return _("May be told: {what}.").format(what=word(MAY_BE_TOLD_WORDS, value).lower())
