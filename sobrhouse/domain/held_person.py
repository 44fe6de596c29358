"""What is held about a resident as a person: who they are, their stays, care, consents, notes."""

from sobrhouse.domain.care import (
    CONTACT_WORDS,
    EMPLOYMENT_WORDS,
    LEGAL_WORDS,
    MAY_BE_TOLD_WORDS,
    NOTE_WORDS,
)
from sobrhouse.domain.consents import (
    BASIS_WORDS,
    CATEGORY_WORDS,
    END_WORDS,
    METHOD_WORDS,
    RECIPIENT_WORDS,
)
from sobrhouse.domain.held import BY_STAFF, KEY, MADE_OF, OTHERS, TWICE, Is, Kept, Shown
from sobrhouse.domain.holds import HOLD_WORDS
from sobrhouse.domain.residents import DISCHARGE_WORDS, STAGE_WORDS
from sobrhouse.domain.signins import WAY_WORDS
from sobrhouse.domain.sobriety import PATHWAY_WORDS
from sobrhouse.words import N_

_LANGUAGES = {"en": N_("English"), "es": N_("Spanish")}
_ENDED = {"return_to_use": N_("A new start"), "correction": N_("The date was corrected")}
_BED_ENDED = {  # what the program writes; else it is in somebody's own words
    "discharge": N_("Moved out"), "transfer": N_("Changed beds"), "swap": N_("Changed beds"),
}  # fmt: skip
_HELD_FOR = {
    "away": N_("Away, bed kept"), "pass": N_("On a pass"), "hospital": N_("In the hospital"),
    "arriving": N_("Before they came"),
}  # fmt: skip
_SIGNED_BY = {"resident": N_("The resident"), "representative": N_("A representative")}
_SIGNED = {"paper": N_("On paper"), "screen": N_("On the screen"), "scan": N_("On a scanned sheet")}
_COUNTED_BY = {"resident": N_("By their own word"), "staff": N_("By staff")}
_HEADINGS = {
    "sponsor": N_("Sponsor or mentor"), "work_school": N_("Work or school"), "chores": N_("Chores"),
    "participation": N_("Participation"), "appointments": N_("Appointments"),
}  # fmt: skip
_CATEGORIES = {category.value: words for category, words in CATEGORY_WORDS.items()}
_RESIDENT, _STAY = ("resident_id",), ("stay_id",)

PERSON = (
    Kept("resident", N_("Person"), ("id",), (
        Shown("legal_first", N_("First name")),
        Shown("legal_last", N_("Last name")),
        Shown("preferred_name", N_("Preferred name")),
        Shown("birth_on", N_("Date of birth")),
        Shown("pronouns", N_("Pronouns")),
        Shown("phone", N_("Phone"), kind=Is.PHONE),
        Shown("email", N_("Email")),
        Shown("languages", N_("Languages")),
        Shown("speaks", N_("Language of the program"), _LANGUAGES),
        Shown("pathway", N_("Pathway"), PATHWAY_WORDS),
        Shown("anonymity_note", N_("Wish for anonymity")),
        Shown("photo_blob_id", N_("Photo"), kind=Is.BYTES),
    )),
    Kept("application", N_("Asking for a bed"), _RESIDENT, (
        Shown("house_id", N_("House"), kind=Is.LABEL),
        Shown("stage", N_("Stage"), STAGE_WORDS),
        Shown("referral_source_id", N_("Came through"), kind=Is.LABEL),
        Shown("ready_on", N_("Ready on")),
        Shown("needs", N_("What the bed must have"), kind=Is.FREE),
        Shown("decision_reason", N_("Why it was decided so"), kind=Is.FREE),
        Shown("note", N_("Note"), kind=Is.FREE),
    ), "received_on", {"wait_rank": OTHERS}),
    Kept("stay", N_("Stays"), _RESIDENT, (
        Shown("house_id", N_("House"), kind=Is.LABEL),
        Shown("move_in_on", N_("Moved in")),
        Shown("planned_discharge_on", N_("Planned last day")),
        Shown("discharged_on", N_("Moved out")),
        Shown("discharge_type", N_("How the stay ended"), DISCHARGE_WORDS),
        Shown("discharge_reason", N_("Why"), kind=Is.FREE),
        Shown("destination", N_("Went to"), kind=Is.FREE),
        Shown("forwarding_address", N_("Forwarding address")),
        Shown("return_eligible", N_("May come back")),
        Shown("naloxone_given", N_("Naloxone given")),
        Shown("aftercare_note", N_("Aftercare"), kind=Is.FREE),
        Shown("referral_source_id", N_("Came through"), kind=Is.LABEL),
    ), "move_in_on", {"application_id": TWICE}),
    Kept("bed_assignment", N_("Beds"), _STAY, (
        Shown("bed_id", N_("Bed"), kind=Is.LABEL),
        Shown("start_on", N_("First night")),
        Shown("end_on", N_("Left the bed on")),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("end_reason", N_("Why it ended"), _BED_ENDED, Is.FREE),
    ), "start_on"),
    Kept("bed_hold", N_("Beds kept"), ("stay_id", "application_id"), (
        Shown("bed_id", N_("Bed"), kind=Is.LABEL),
        Shown("kind", N_("What for"), _HELD_FOR),
        Shown("until_on", N_("Until")),
        Shown("ended_on", N_("Ended")),
        Shown("reason", N_("Why"), kind=Is.FREE),
    ), "from_on"),
    Kept("phase_history", N_("Phases"), _STAY, (
        Shown("phase_id", N_("Phase"), kind=Is.LABEL),
        Shown("end_on", N_("Until")),
        Shown("reason", N_("Why"), kind=Is.FREE),
    ), "start_on", {"decided_by": BY_STAFF}),
    Kept("sobriety_period", N_("Sobriety"), _RESIDENT, (
        Shown("start_on", N_("Sober since")),
        Shown("end_on", N_("Until")),
        Shown("end_kind", N_("Why it ended"), _ENDED),
        Shown("counted_by", N_("Counted"), _COUNTED_BY),
        Shown("note", N_("Note"), kind=Is.FREE),
    ), "start_on"),
    Kept("contact", N_("Contacts"), _RESIDENT, (
        Shown("name", N_("Name")),
        Shown("kind", N_("Who"), CONTACT_WORDS),
        Shown("relationship", N_("Relationship")),
        Shown("phone", N_("Phone"), kind=Is.PHONE),
        Shown("email", N_("Email")),
        Shown("address", N_("Address")),
        Shown("is_emergency", N_("Called in an emergency")),
        Shown("may_be_told", N_("May be told"), MAY_BE_TOLD_WORDS),
        Shown("note", N_("Note"), kind=Is.FREE),
    )),
    Kept("condition", N_("Allergies and health"), _RESIDENT, (
        Shown("text", N_("What")),
        Shown("allergy", N_("Allergy")),
        Shown("note", N_("Note"), kind=Is.FREE),
    )),
    Kept("legal_matter", N_("Legal supervision"), _RESIDENT, (
        Shown("kind", N_("Kind"), LEGAL_WORDS),
        Shown("case_no", N_("Case number")),
        Shown("officer", N_("Officer")),
        Shown("officer_phone", N_("Phone"), kind=Is.PHONE),
        Shown("conditions", N_("Conditions"), kind=Is.FREE),
        Shown("report_every", N_("Reports to them")),
        Shown("end_on", N_("Until")),
    ), "start_on"),
    Kept("hold", N_("Records kept for a request"), _RESIDENT, (
        Shown("kind", N_("Kind"), HOLD_WORDS),
        Shown("asked_by", N_("Asked by"), staff_only=True),
        Shown("reason", N_("Why"), kind=Is.FREE, staff_only=True),
        Shown("ended_at", N_("Lifted")),
        Shown("ended_why", N_("Why lifted"), kind=Is.FREE, staff_only=True),
    ), "since_on", {"ended_by": BY_STAFF}),
    Kept("employment", N_("Work and school"), _RESIDENT, (
        Shown("kind", N_("Kind"), EMPLOYMENT_WORDS),
        Shown("place", N_("Place")),
        Shown("schedule", N_("Hours")),
        Shown("hours_week", N_("Hours a week")),
        Shown("verified_on", N_("Verified")),
        Shown("to_on", N_("Until")),
    ), "from_on"),
    Kept("kiosk_access", N_("The kiosk"), _RESIDENT, (
        Shown("alias", N_("Name at the kiosk")),
        Shown("hidden", N_("Not among the names")),
        Shown("hides_days", N_("Days sober are hidden")),
    ), "", {"pin_hash": KEY, "number": KEY, "badge_hash": KEY, "choose_until": KEY}),
    Kept("note", N_("Notes of the staff"), _RESIDENT, (
        Shown("category", N_("About"), NOTE_WORDS),
        Shown("text", N_("Note"), kind=Is.FREE),
        Shown("created_by", N_("Written by"), kind=Is.BY, staff_only=True),
    ), "at", {"pinned": MADE_OF, "in_weekly_report": MADE_OF}),
    Kept("todo", N_("Things to do"), ("resident_id", "owner_stay_id"), (
        Shown("text", N_("What"), kind=Is.FREE),
        Shown("due_on", N_("Due")),
        Shown("done_at", N_("Done")),
    ), "created_at", {"owner": OTHERS, "done_by": BY_STAFF, "meeting_id": MADE_OF}),
    Kept("own_words", N_("Own words for the week"), _STAY, (
        Shown("heading", N_("About"), _HEADINGS),
        Shown("text", N_("Words")),
        Shown("way", N_("Written"), WAY_WORDS),
    ), "week_start"),
    Kept("consent", N_("Consents"), _RESIDENT, (
        Shown("recipient", N_("To whom")),
        Shown("recipient_kind", N_("Who that is"), RECIPIENT_WORDS),
        Shown("recipient_address", N_("Address")),
        Shown("discloser", N_("Who may tell")),
        Shown("categories", N_("What may be told"), _CATEGORIES, Is.CODES),
        Shown("information", N_("Also")),
        Shown("covers_from", N_("About the days from")),
        Shown("covers_until", N_("About the days until")),
        Shown("purpose", N_("What for")),
        Shown("how_to_revoke", N_("How it can be revoked")),
        Shown("criminal_justice", N_("For criminal justice")),
        Shown("may_revoke", N_("Can be revoked")),
        Shown("care_and_payment", N_("For treatment, payment, operations")),
        Shown("expires_on", N_("Its last day")),
        Shown("expires_event", N_("Lasts until")),
        Shown("signed_by", N_("Signed by"), _SIGNED_BY),
        Shown("signer_name", N_("Name signed")),
        Shown("signed_way", N_("Signed"), _SIGNED),
        Shown("kept_at", N_("Where the sheet lies")),
        Shown("signature_blob_id", N_("Signature"), kind=Is.BYTES),
    ), "signed_on", {"contact_id": TWICE}),
    Kept("consent_end", N_("Consents that ended"), ("consent_id",), (
        Shown("how", N_("How"), END_WORDS),
        Shown("note", N_("Note"), kind=Is.FREE),
    ), "at"),
    Kept("disclosure", N_("What left the house"), _RESIDENT, (
        Shown("recipient", N_("To whom")),
        Shown("recipient_address", N_("Address")),
        Shown("description", N_("What")),
        Shown("categories", N_("Which kinds"), _CATEGORIES, Is.CODES),
        Shown("purpose", N_("What for")),
        Shown("basis", N_("On what right"), BASIS_WORDS),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("method", N_("How"), METHOD_WORDS),
        Shown("pages", N_("Pages")),
        Shown("left_out", N_("Rows that stayed in the house")),
        Shown("sha256", N_("Check sum of the file")),
    ), "at", {"consent_id": TWICE, "paper": MADE_OF, "notice_version": MADE_OF,
              "second_staff_id": BY_STAFF}),
    Kept("form_print", N_("Forms printed"), _RESIDENT, (
        Shown("form", N_("Form")),
        Shown("paper_code", N_("Code on the paper")),
        Shown("first_day", N_("From")),
        Shown("last_day", N_("Until")),
        Shown("transcribed_at", N_("Typed in")),
    ), "created_at", {"language": MADE_OF, "transcribed_by": BY_STAFF}),
)  # fmt: skip
