"""What is held about who supports a resident, what they reach, and how they see themselves; and
the tables that hold nothing of a resident's that a copy could tell, each with its reason.
"""

from sobrhouse.domain.barc10 import ITEMS
from sobrhouse.domain.held import BY_STAFF, HOUSE, KEY, MADE_OF, OTHERS, STAFF, Is, Kept, Shown
from sobrhouse.domain.held_life import LIFE
from sobrhouse.domain.held_person import PERSON
from sobrhouse.domain.signins import WAY_WORDS
from sobrhouse.domain.support import (
    CATEGORY_WORDS,
    END_WORDS,
    GENDER_WORDS,
    HELP_WORDS,
    HOURS,
    KIND_WORDS,
    MET_WORDS,
    OUTCOME_WORDS,
    SHARE_WORDS,
    STANCE_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    TOUCH_WORDS,
    WISH_WORDS,
)
from sobrhouse.words import N_

_RESIDENT = ("resident_id",)

SUPPORT = (
    Kept("support_choice", N_("Choices about support"), _RESIDENT, (
        Shown("gender", N_("Gender"), GENDER_WORDS),
        Shown("wants_gender", N_("Wish for a sponsor"), WISH_WORDS),
        Shown("hours", N_("Has time"), HOURS, Is.CODES),
        Shown("buddies", N_("House buddy for so many")),
        Shown("looking", N_("Looks for a sponsor")),
        Shown("looking_why", N_("Why not"), kind=Is.FREE),
        Shown("shares_steps", N_("Staff may see the steps")),
        Shown("shares_answers", N_("Staff may see the answers")),
    )),
    Kept("sponsorship", N_("Sponsors, mentors and buddies"), _RESIDENT, (
        Shown("kind", N_("Kind"), KIND_WORDS),
        Shown("name", N_("Who"), kind=Is.WHO),
        Shown("fellowship", N_("Fellowship")),
        Shown("share", N_("Shown to staff"), SHARE_WORDS),
        Shown("how_met", N_("Met"), MET_WORDS),
        Shown("ended_on", N_("Ended")),
        Shown("end_kind", N_("How it ended"), END_WORDS),
        Shown("resident_verified_on", N_("Confirmed by the resident")),
        Shown("staff_verified_on", N_("Confirmed by staff")),
    ), "started_on", {
        "supporter_id": MADE_OF, "peer_resident_id": OTHERS, "phone": OTHERS, "end_note": STAFF,
        "note": STAFF, "staff_verified_by": BY_STAFF}),
    Kept("sponsor_contact", N_("In touch with them"), ("sponsorship_id",), (
        Shown("kind", N_("How"), TOUCH_WORDS),
        Shown("minutes", N_("How many minutes")),
        Shown("way", N_("Written"), WAY_WORDS),
    ), "on_date", {"at": MADE_OF}, daily=True),
    Kept("introduction", N_("Introductions"), ("stay_id",), (
        Shown("kind", N_("Kind"), KIND_WORDS),
        Shown("check_on", N_("Asked after on")),
        Shown("outcome", N_("Outcome"), OUTCOME_WORDS),
        Shown("outcome_on", N_("Said on")),
    ), "introduced_on", {
        "supporter_id": OTHERS, "peer_stay_id": OTHERS, "reasons": STAFF, "note": STAFF,
        "sponsorship_id": MADE_OF}),
    Kept("supporter", N_("Supporting others"), _RESIDENT, (
        Shown("kinds", N_("As"), KIND_WORDS, Is.CODES),
        Shown("fellowships", N_("Fellowship")),
        Shown("sober_on", N_("Sober since")),
        Shown("gender", N_("Gender"), GENDER_WORDS),
        Shown("languages", N_("Languages")),
        Shown("hours", N_("Has time"), HOURS, Is.CODES),
        Shown("capacity", N_("Takes so many")),
        Shown("phone", N_("Phone"), kind=Is.PHONE),
        Shown("phone_agreed", N_("Residents may have the phone")),
        Shown("state", N_("Standing"), STATE_WORDS),
        Shown("paused_until", N_("Paused until")),
    ), "created_at", {"name": MADE_OF, "pathways": MADE_OF, "note": STAFF}),
    Kept("mentor_check", N_("Held against the criteria for mentors"), ("supporter_id",), (
        Shown("criteria", N_("Criteria")),
        Shown("unmet", N_("Not met")),
    ), "on_date", {"note": STAFF}),
    Kept("helping_event", N_("Help given and received"), ("giver_stay_id", "receiver_stay_id"), (
        Shown("kind", N_("What"), HELP_WORDS),
        Shown("way", N_("Written"), WAY_WORDS),
    ), "on_date"),
    Kept("network_person", N_("People in their life"), _RESIDENT, (
        Shown("label", N_("Who")),
        Shown("contact_id", N_("Contact"), kind=Is.LABEL),
        Shown("category", N_("From"), CATEGORY_WORDS),
        Shown("stance", N_("Standing"), STANCE_WORDS),
        Shown("last_contact_on", N_("Last in touch")),
    ), "", {"private": MADE_OF}, shared="people"),
    Kept("step_progress", N_("Steps"), _RESIDENT, (
        Shown("step", N_("Step")),
        Shown("state", N_("Standing"), STEP_WORDS),
    ), "on_date", shared="steps"),
    Kept("assessment", N_("Recovery capital (BARC-10)"), ("stay_id",), (
        Shown("way", N_("Written"), WAY_WORDS),
        *(Shown(f"q{number}", question) for number, question in enumerate(ITEMS, 1)),
    ), "on_date", {"instrument": MADE_OF}, shared="answers"),
    Kept("milestone_award", N_("Milestones"), _RESIDENT, (
        Shown("milestone_code", N_("Milestone"), kind=Is.MILESTONE),
        Shown("giver_text", N_("Given by")),
        Shown("awarded_on", N_("Given on")),
        Shown("announced", N_("Said in the house")),
    ), "due_on", {"giver_resident_id": OTHERS}),
)  # fmt: skip
# In the order of the copy. A table that is found through another stands after it.
HELD: tuple[Kept, ...] = (*PERSON, *LIFE, *SUPPORT)

NOT_HELD: dict[str, str] = {
    "audit_entry": N_(
        "It says what the staff and the program did and when; what they wrote stands in the rows "
        "themselves, and what left the house has its own part."
    ),
    "backup_log": HOUSE, "bed": HOUSE, "bed_outage": HOUSE, "blackout": HOUSE, "chore": HOUSE,
    "chore_plan": HOUSE, "chore_step": HOUSE, "clock_jump": HOUSE, "house": HOUSE,
    "house_setting": HOUSE, "import_batch": HOUSE, "key_slot": KEY, "meeting_exception": HOUSE,
    "meeting_group": HOUSE,
    "meeting_series": HOUSE, "packet_set": HOUSE, "phase": HOUSE, "phase_curfew": HOUSE,
    "purge": HOUSE, "purge_permit": HOUSE, "referral_source": HOUSE, "restore_test": HOUSE,
    "retention_rule": HOUSE, "room": HOUSE, "rotation": HOUSE,
    "round": HOUSE, "secret": KEY, "snooze": HOUSE, "staff": HOUSE, "staff_house": HOUSE,
    "station_try": KEY, "pin_throttle": KEY,
    "blob": N_("A picture; it is told with the row that it belongs to."),
    "ballot": N_("A secret vote: nobody can tell whose it is."),
    "chore_apart": N_(
        "It says with whom somebody is not put on one chore: it is about two people, and kept to "
        "staff."
    ),
    "draft": N_("Half typed by staff; it goes when it becomes a record, or is thrown away."),
    "minutes_amendment": HOUSE,
    "packet_print": N_("A paper about everybody, as it was printed; its rows are in the copy."),
}  # fmt: skip
