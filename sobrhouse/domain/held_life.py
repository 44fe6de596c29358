"""What is held about a resident's daily life: coming and going, meetings, chores, the kiosk."""

from sobrhouse.domain.chore_ladder import APPEAL_WORDS, DECISION_WORDS
from sobrhouse.domain.chore_words import EXCLUSION_WORDS, SOURCE_WORDS
from sobrhouse.domain.held import BY_STAFF, HOUSE, MADE_OF, OTHERS, TWICE, Is, Kept, Shown
from sobrhouse.domain.passes import KIND_WORDS, STATUS_WORDS
from sobrhouse.domain.requirements import EXCUSE_WORDS, VERIFICATION_WORDS
from sobrhouse.domain.signins import WAY_WORDS
from sobrhouse.words import N_

_STAY = ("stay_id",)
_CHECKS = {
    "in": N_("In"), "out_signed": N_("Signed out"), "on_pass": N_("On a pass"),
    "missing": N_("Not there"),
}  # fmt: skip
_ROLL = {
    "present": N_("Present"), "late": N_("Late"), "excused": N_("Excused"), "absent": N_("Absent"),
}  # fmt: skip
_RESULTS = {
    "pass": N_("Passed"), "redo": N_("To be done again"), "missed": N_("Missed"),
    "excused": N_("Excused"), "skipped": N_("Not needed"),
}  # fmt: skip
_TRADES = {"swap": N_("Swap"), "cover": N_("Covering for somebody")}
_ANSWERS = {
    "agreed": N_("Agreed"), "declined": N_("Declined"), "withdrawn": N_("Taken back"),
}  # fmt: skip
_MEETINGS = {
    "regular": N_("House meeting"), "emergency": N_("Emergency meeting"), "vote": N_("Vote"),
    "monthly": N_("Monthly meeting"),
}  # fmt: skip
_MOTIONS = {
    "admission": N_("Admission"), "expulsion": N_("Moving somebody out"), "money": N_("Money"),
    "rule": N_("A rule"), "other": N_("Other"),
}  # fmt: skip
_OUTCOMES = {
    "open": N_("Still open"), "passed": N_("Passed"), "failed": N_("Failed"),
    "withdrawn": N_("Taken back"),
}  # fmt: skip
_PROMISES = {"kept": N_("Kept"), "partly": N_("Partly"), "not_yet": N_("Not yet")}
_CALLS = {"support": N_("Asked for support"), "pin": N_("Forgot the number")}
_FORMATS = {
    "in_person": N_("In person"), "online": N_("Online"), "hybrid": N_("In person and online"),
}  # fmt: skip

LIFE = (
    Kept("sign_out", N_("Coming and going"), _STAY, (
        Shown("out_at", N_("Out")),
        Shown("destination", N_("Where"), kind=Is.FREE),
        Shown("with_whom", N_("With"), kind=Is.FREE),
        Shown("contact_phone", N_("Phone there"), kind=Is.PHONE),
        Shown("expected_return_at", N_("Due back")),
        Shown("in_at", N_("Came back")),
        Shown("out_by", N_("Written out"), WAY_WORDS),
        Shown("in_by", N_("Written in"), WAY_WORDS),
        Shown("note", N_("Note"), kind=Is.FREE),
        Shown("ack_at", N_("Seen by staff")),
    ), "at", {"pass_id": TWICE, "ack_by": BY_STAFF}, daily=True),
    Kept("curfew_check", N_("Evening rounds"), _STAY, (
        Shown("status", N_("Found"), _CHECKS),
        Shown("at", N_("Marked")),  # after midnight it is the round of the evening before
        Shown("note", N_("Note"), kind=Is.FREE),
    ), "at", {"round_id": HOUSE}, daily=True),
    Kept("curfew_rule", N_("Own curfew"), _STAY, (
        Shown("weekday", N_("Weekday"), kind=Is.WEEKDAY),
        Shown("time", N_("Curfew")),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("to_on", N_("Until")),
    ), "from_on"),
    Kept("pass", N_("Passes"), _STAY, (
        Shown("kind", N_("Kind"), KIND_WORDS),
        Shown("status", N_("Standing"), STATUS_WORDS),
        Shown("requested_at", N_("Asked")),
        Shown("requested_by", N_("Asked by"), WAY_WORDS),
        Shown("depart_at", N_("From")),
        Shown("return_by", N_("Until")),
        Shown("destination", N_("Where"), kind=Is.FREE),
        Shown("host", N_("Host"), kind=Is.FREE),
        Shown("host_phone", N_("Phone of the host"), kind=Is.PHONE),
        Shown("companion", N_("With"), kind=Is.FREE),
        Shown("transport", N_("How"), kind=Is.FREE),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("decided_at", N_("Decided")),
        Shown("decision_reason", N_("Why it was decided so"), kind=Is.FREE),
        Shown("returned_at", N_("Came back")),
    ), "depart_at", {"eligibility_json": MADE_OF, "decided_by": BY_STAFF}),
    Kept("visitor", N_("Visitors"), ("host_stay_id",), (
        Shown("in_at", N_("Came")),
        Shown("out_at", N_("Left")),
    ), "in_at", {"name": OTHERS, "host": OTHERS, "agreed": OTHERS, "way": MADE_OF}),
    Kept("attendance", N_("Recovery meetings"), _STAY, (
        Shown("group_text", N_("Group")),
        Shown("fellowship", N_("Fellowship")),
        Shown("started_at", N_("Time")),
        Shown("format", N_("How"), _FORMATS),
        Shown("topic", N_("Topic"), kind=Is.FREE),
        Shown("verification", N_("Verified"), VERIFICATION_WORDS),
        Shown("verified_by_text", N_("Who verified it")),
        Shown("paper_code", N_("Code on the paper")),
        Shown("way", N_("Written"), WAY_WORDS),
    ), "attended_on", {"meeting_group_id": TWICE}, daily=True),
    Kept("meeting_requirement", N_("Meetings asked of this person"), _STAY, (
        Shown("per_week", N_("A week")),
        Shown("fellowships", N_("Which count")),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("to_on", N_("Until")),
    ), "from_on", {"phase_id": HOUSE}),
    Kept("requirement_excuse", N_("Weeks excused"), _STAY, (
        Shown("meetings", N_("So many fewer")),
        Shown("kind", N_("Kind"), EXCUSE_WORDS),
        Shown("reason", N_("Why"), kind=Is.FREE),
    ), "week_start"),
    Kept("home_group", N_("Home group"), ("resident_id",), (
        Shown("meeting_group_id", N_("Group"), kind=Is.LABEL),
        Shown("group_text", N_("Group")),
        Shown("to_on", N_("Until")),
    ), "from_on"),
    Kept("service_commitment", N_("Service"), ("resident_id",), (
        Shown("role", N_("What")),
        Shown("meeting_group_id", N_("Group"), kind=Is.LABEL),
        Shown("where_text", N_("Where")),
        Shown("to_on", N_("Until")),
    ), "from_on"),
    Kept("house_meeting_mark", N_("House meetings"), _STAY, (
        Shown("meeting_id", N_("Meeting"), kind=Is.LABEL),
        Shown("status", N_("At the meeting"), _ROLL),
        Shown("reason", N_("Why"), kind=Is.FREE),
    ), "at", daily=True),
    Kept("house_meeting", N_("House meetings led or read at"),
         ("chair_stay_id", "reader_stay_id"), (
        Shown("title", N_("Meeting")),
        Shown("kind", N_("Kind"), _MEETINGS),
        Shown("place", N_("Place")),
    ), "planned_at", {
        "series_id": HOUSE, "series_on": HOUSE, "length_minutes": HOUSE, "reading": HOUSE,
        "minutes": OTHERS, "started_at": HOUSE, "ended_at": HOUSE, "roll_taken_at": HOUSE,
        "finished_at": HOUSE, "finished_by": BY_STAFF}),
    Kept("agenda_item", N_("Brought to a house meeting"), ("owner_stay_id",), (
        Shown("title", N_("What"), kind=Is.FREE),
        Shown("text", N_("Words"), kind=Is.FREE),
        Shown("done_at", N_("Done")),
    ), "created_at", {"meeting_id": HOUSE, "position": MADE_OF, "kind": MADE_OF,
                      "length_minutes": HOUSE, "carried_from_id": TWICE}),
    Kept("motion", N_("Motions moved or seconded"), ("mover_stay_id", "seconder_stay_id"), (
        Shown("kind", N_("Kind"), _MOTIONS),
        Shown("text", N_("What"), kind=Is.FREE),
        Shown("outcome", N_("Outcome"), _OUTCOMES),
    ), "created_at", {
        "meeting_id": HOUSE, "application_id": OTHERS, "threshold_pct": HOUSE, "basis": HOUSE,
        "secret": HOUSE, "eligible": HOUSE, "yes": OTHERS, "no": OTHERS, "abstain": OTHERS,
        "opened_at": HOUSE, "closed_at": HOUSE}),
    Kept("ballot_cast", N_("Secret votes taken part in"), _STAY, (
        Shown("created_at", N_("Voted")),
    ), "created_at", {"motion_id": HOUSE}),
    Kept("commitment", N_("Promises for the week"), _STAY, (
        Shown("text", N_("What"), kind=Is.FREE),
        Shown("due_on", N_("Due")),
        Shown("outcome", N_("Outcome"), _PROMISES),
        Shown("answered_at", N_("Said so")),
    ), "created_at", {"set_meeting_id": HOUSE, "asked_meeting_id": HOUSE}),
    Kept("chore_assignment", N_("Chores"), _STAY, (
        Shown("chore_id", N_("Chore"), kind=Is.LABEL),
        Shown("period_end", N_("Until")),
        Shown("minutes", N_("How many minutes")),
        Shown("source", N_("How it came"), SOURCE_WORDS),
    ), "period_start", {"days": MADE_OF, "weight": HOUSE, "replaces_id": OTHERS,
                        "plan_id": HOUSE, "released_plan_id": HOUSE}, daily=True),
    Kept("chore_mark", N_("Chores ticked"), ("assignment_id",), (
        Shown("assignment_id", N_("Chore"), kind=Is.LABEL),
        Shown("at", N_("Ticked")),
        Shown("way", N_("Written"), WAY_WORDS),
        Shown("note", N_("Note"), kind=Is.FREE),
    ), "on_date", daily=True),
    Kept("inspection", N_("Chores inspected"), ("assignment_id",), (
        Shown("assignment_id", N_("Chore"), kind=Is.LABEL),
        Shown("result", N_("Result"), _RESULTS),
        Shown("score", N_("Score")),
        Shown("note", N_("Note"), kind=Is.FREE),
        Shown("redo_by", N_("Again by")),
        Shown("at", N_("Looked at")),
    ), "on_date", {"inspector_stay_id": OTHERS, "way": MADE_OF}, daily=True),
    Kept("inspection_line", N_("Steps as they were found"), ("inspection_id",), (
        Shown("item", N_("Step")),
        Shown("done", N_("Done")),
    ), "created_at", {"position": MADE_OF}, daily=True),
    Kept("chore_trade", N_("Swaps and covers"), ("stay_id", "other_stay_id"), (
        Shown("kind", N_("Kind"), _TRADES),
        Shown("on_date", N_("Day")),
        Shown("other_on_date", N_("For the day")),
        Shown("answer", N_("Answer"), _ANSWERS),
        Shown("answered_at", N_("Answered")),
    ), "created_at", {"assignment_id": OTHERS, "other_assignment_id": OTHERS, "reason": OTHERS,
                      "way": MADE_OF, "answered_way": MADE_OF}),
    Kept("chore_consequence", N_("After missed chores"), _STAY, (
        Shown("missed", N_("Missed")),
        Shown("step", N_("Step of the ladder")),
        Shown("proposed", N_("Proposed")),
        Shown("decision", N_("Decided"), DECISION_WORDS),
        Shown("decided", N_("What it is"), kind=Is.FREE),
        Shown("note", N_("Note"), kind=Is.FREE),
        Shown("appeal", N_("Appeal"), kind=Is.FREE),
        Shown("appeal_outcome", N_("Outcome"), APPEAL_WORDS),
        Shown("appeal_decided_on", N_("Decided on")),
    ), "on_date"),
    Kept("chore_exclusion", N_("Chores not asked"), _STAY, (
        Shown("chore_id", N_("Chore"), kind=Is.LABEL),
        Shown("kind", N_("Kind"), EXCLUSION_WORDS),
        Shown("reason", N_("Why"), kind=Is.FREE),
        Shown("to_on", N_("Until")),
    ), "from_on", {"weekdays": MADE_OF}),
    Kept("house_message", N_("Messages at the kiosk"), _STAY, (
        Shown("text", N_("Words"), kind=Is.FREE),
        Shown("until_on", N_("Until")),
    ), "sent_at", {"sender": BY_STAFF}),
    Kept("message_read", N_("Messages read"), _STAY, (
        Shown("at", N_("Read")),
    ), "at", {"message_id": TWICE}),
    Kept("support_call", N_("Asked to be seen"), _STAY, (
        Shown("kind", N_("What"), _CALLS),
        Shown("seen_at", N_("Seen by staff")),
    ), "asked_at", {"seen_by": BY_STAFF}),
)  # fmt: skip
