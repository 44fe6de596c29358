"""The columns that a practice house fills of who supports whom and of what is measured."""

CIRCLE_COLUMNS: dict[str, tuple[str, ...]] = {
    "supporter": (
        "house_id", "resident_id", "name", "sort_name", "kinds", "fellowships", "pathways",
        "sober_on", "gender", "languages", "hours", "capacity", "phone", "phone_agreed", "state",
        "paused_until", "note",
    ),
    "mentor_check": ("house_id", "supporter_id", "on_date", "criteria", "unmet"),
    "sponsorship": (
        "resident_id", "kind", "supporter_id", "peer_resident_id", "name", "phone", "fellowship",
        "share", "how_met", "started_on", "ended_on", "end_kind", "end_note",
        "resident_verified_on", "staff_verified_on", "staff_verified_by",
    ),
    "introduction": (
        "house_id", "stay_id", "kind", "supporter_id", "peer_stay_id", "introduced_on", "check_on",
        "reasons", "outcome", "outcome_on", "sponsorship_id",
    ),
    "sponsor_contact": (),  # made apart, as the sign log is
    "support_choice": (
        "resident_id", "gender", "wants_gender", "hours", "buddies", "looking", "looking_why",
        "shares_steps", "shares_answers",
    ),
    "step_progress": ("resident_id", "step", "state", "on_date"),
    "helping_event": (
        "house_id", "giver_stay_id", "receiver_stay_id", "kind", "on_date", "way",
    ),
    "network_person": (
        "resident_id", "contact_id", "label", "category", "stance", "last_contact_on", "private",
    ),
    "assessment": (
        "house_id", "stay_id", "on_date", "way", *(f"q{number}" for number in range(1, 11)),
    ),
    "milestone_award": (
        "resident_id", "milestone_code", "due_on", "giver_resident_id", "giver_text", "awarded_on",
        "announced",
    ),
}  # fmt: skip
