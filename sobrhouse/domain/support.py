"""Support: the words for who supports whom, how they met, how it ended, how they keep in touch.

The codes are those of `storage.tables.network`.
"""

from collections.abc import Iterable

from sobrhouse.words import N_

KIND_WORDS = {
    "sponsor": N_("Sponsor"), "temporary_sponsor": N_("Temporary sponsor"),
    "mentor": N_("Mentor"), "alumni_mentor": N_("Alumni mentor"),
    "coach": N_("Recovery coach"), "house_buddy": N_("House buddy"),
}  # fmt: skip
SPONSOR_KINDS = ("sponsor", "temporary_sponsor")  # either one means: has a sponsor
OUTSIDE_KINDS = tuple(kind for kind in KIND_WORDS if kind != "house_buddy")
OWN_KINDS = (*SPONSOR_KINDS, "mentor", "coach")  # what one may say oneself; the house: buddies
GENDER_WORDS = {
    "": N_("Not said"), "woman": N_("Woman"), "man": N_("Man"), "other": N_("Another gender"),
}  # fmt: skip
WISH_WORDS = {
    "": N_("No wish"), "same": N_("The same as mine"), "woman": N_("A woman"), "man": N_("A man"),
}  # fmt: skip
STATE_WORDS = {"active": N_("Active"), "paused": N_("Paused"), "stopped": N_("Stopped")}
SHARE_WORDS = {
    "name": N_("Staff may see who it is"), "existence": N_("Staff see only that there is one"),
}  # fmt: skip
MET_WORDS = {
    "": N_("Not said"), "meeting": N_("At a meeting"), "house": N_("In the house"),
    "introduced": N_("Introduced by the house"), "family": N_("Through family or friends"),
    "treatment": N_("In treatment"), "online": N_("Online"), "other": N_("Another way"),
}  # fmt: skip
END_WORDS = {
    "went_well": N_("It did its part"), "moved_on": N_("Moved on"),
    "moved_away": N_("Moved away"), "no_contact": N_("Lost touch"), "no_fit": N_("Did not fit"),
    "new_sponsor": N_("A new sponsor"), "other": N_("Another reason"),
}  # fmt: skip
OUTCOME_WORDS = {
    "together": N_("They go on together"), "no_fit": N_("Did not fit"),
    "no_answer": N_("No answer"), "withdrawn": N_("Taken back"),
}  # fmt: skip
TOUCH_WORDS = {
    "call": N_("Called"), "meet": N_("Met"), "text": N_("Texted"), "no_answer": N_("No answer"),
    "meeting_together": N_("Went to a meeting together"), "step_work": N_("Step work"),
}  # fmt: skip
UNANSWERED = "no_answer"
REACHED = tuple(kind for kind in TOUCH_WORDS if kind != UNANSWERED)  # these count as contact
HELP_WORDS = {
    "ride": N_("A ride"), "listening": N_("Listening"), "job": N_("A job lead"),
    "meal": N_("A meal"), "step": N_("Step work"), "childcare": N_("Child care"),
    "moving": N_("Moving"), "other": N_("Another kind"),
}  # fmt: skip
STEP_WORDS = {
    "working": N_("Working on it"), "done": N_("Done"), "shared": N_("Shared with my sponsor"),
}  # fmt: skip
CATEGORY_WORDS = {
    "family": N_("Family"), "partner": N_("Partner"), "friend": N_("Friend"),
    "recovery": N_("From recovery"), "work": N_("From work"), "faith": N_("From faith"),
    "other": N_("Another"),
}  # fmt: skip
STANCE_WORDS = {
    "supports": N_("Part of my recovery"), "unsure": N_("Not sure"),
    "avoid": N_("I want to stay away"),
}  # fmt: skip

# When somebody has time: a part of the day on weekdays or at the weekend.
HOURS = {
    "weekday_morning": N_("Weekday mornings"), "weekday_afternoon": N_("Weekday afternoons"),
    "weekday_evening": N_("Weekday evenings"), "weekend_morning": N_("Weekend mornings"),
    "weekend_afternoon": N_("Weekend afternoons"), "weekend_evening": N_("Weekend evenings"),
}  # fmt: skip


def codes(text: str) -> tuple[str, ...]:
    """The codes of a stored list: ("AA", "NA") of "AA,NA"."""
    return tuple(word for word in text.split(",") if word)


def listed(chosen: Iterable[str], known: Iterable[str]) -> str:
    """Codes as they are stored, in the order in which they are known: "AA,NA"."""
    wanted = set(chosen)
    return ",".join(code for code in known if code in wanted)
