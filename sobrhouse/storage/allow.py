"""Allow-list: what a kiosk's connection may do at all, asked by SQLite itself for each statement
(safety.md D8).

Whatever is not named here is refused before it runs: other tables and columns, other pragmas,
attached files, functions that read or write outside. On PostgreSQL a role of its own will carry
the same lists as grants.
"""

from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

_ALL = None  # every column

# What the kiosk's statements read. Of a person: what the screens show, and what a PIN must not be.
READS: dict[str, frozenset[str] | None] = {
    "application": frozenset(  # to whose house somebody belongs
        {"id", "resident_id", "house_id", "voided_at"}
    ),
    "assessment": frozenset(  # one's own answers; nothing of how staff corrected a paper
        {"id", "stay_id", "on_date", "way", "created_at", "void_at"}
        | {f"q{number}" for number in range(1, 11)}
    ),
    "attendance": frozenset(
        {
            "id", "house_id", "stay_id", "meeting_group_id", "group_text", "fellowship",
            "attended_on", "started_at", "verification", "way", "created_at", "void_at",
            "corrects_id",
        }
    ),
    "audit_entry": frozenset({"seq", "mac", "action", "at", "boot_id", "monotonic_ms"}),
    "ballot": frozenset({"motion_id", "choice"}),  # all of a vote are written anew at each
    "ballot_cast": frozenset({"id", "motion_id", "stay_id"}),
    "bed": frozenset({"id"}),
    "bed_assignment": _ALL,  # whose bed is kept while they are on a pass
    "bed_hold": _ALL,
    "blob": frozenset({"id", "bytes"}),
    "chore": _ALL,
    "chore_apart": frozenset(
        {"id", "house_id", "stay_id", "other_stay_id", "from_on", "to_on", "voided_at"}
    ),
    "chore_assignment": _ALL,
    "chore_exclusion": frozenset(  # that somebody is not asked, and never why
        {"id", "house_id", "stay_id", "chore_id", "weekdays", "from_on", "to_on", "voided_at"}
    ),
    "chore_mark": _ALL,
    "chore_plan": frozenset({"id"}),  # a foreign key's other end
    "chore_step": _ALL,
    "chore_trade": _ALL,
    "clock_jump": frozenset({"seq", "by_seconds", "settled_seq"}),  # is anybody late for sure
    "contact": frozenset({"id"}),  # a foreign key's other end
    "curfew_rule": _ALL,
    "helping_event": _ALL,
    "house": _ALL,
    "house_meeting": frozenset(
        {
            "id", "house_id", "series_id", "series_on", "kind", "title", "planned_at",
            "length_minutes", "place", "started_at", "finished_at", "voided_at",
        }
    ),
    "house_meeting_mark": frozenset({"meeting_id", "stay_id", "status", "void_at"}),
    "house_message": _ALL,
    "house_setting": frozenset({"id", "house_id", "key", "value_json"}),
    "inspection": _ALL,
    "inspection_line": _ALL,
    "kiosk_access": _ALL,
    "meeting_exception": frozenset(
        {
            "id", "series_id", "on_date", "kind", "new_on", "new_at", "new_place", "voided_at",
        }
    ),
    "meeting_group": frozenset(
        {
            "id", "house_id", "name", "fellowship", "weekday", "starts_at", "timezone", "place",
            "format", "latitude", "longitude", "on_board", "voided_at",
        }
    ),
    "meeting_requirement": frozenset(
        {
            "id", "house_id", "phase_id", "stay_id", "per_week", "fellowships", "from_on", "to_on",
            "voided_at",
        }
    ),
    "meeting_series": frozenset(
        {
            "id", "house_id", "title", "kind", "rule", "starts_on", "starts_at", "until_on",
            "length_minutes", "place", "skips_holidays", "voided_at",
        }
    ),
    "message_read": _ALL,
    "motion": frozenset(
        {
            "id", "house_id", "meeting_id", "text", "basis", "secret", "opened_at", "closed_at",
            "voided_at",
        }
    ),
    "network_person": _ALL,
    "own_words": frozenset(  # one's own for the week; not how staff wrote them down
        {"id", "stay_id", "week_start", "heading", "text", "version", "voided_at"}
    ),
    "pass": _ALL,
    "phase": frozenset({"id", "name"}),
    "phase_curfew": _ALL,
    "phase_history": frozenset({"id", "stay_id", "phase_id", "start_on", "end_on", "voided_at"}),
    "pin_throttle": _ALL,
    "requirement_excuse": frozenset(
        {"id", "stay_id", "week_start", "meetings", "voided_at"}
    ),
    "resident": frozenset(
        {
            "id", "legal_first", "legal_last", "preferred_name", "birth_on", "speaks", "pathway",
            "photo_blob_id",
        }
    ),
    "sign_out": _ALL,
    "sobriety_period": frozenset({"id", "resident_id", "start_on", "end_on", "voided_at"}),
    "sponsor_contact": _ALL,
    "sponsorship": frozenset(  # what staff wrote about it is not for the kiosk
        {
            "id", "resident_id", "kind", "supporter_id", "peer_resident_id", "name", "phone",
            "fellowship", "share", "started_on", "ended_on", "end_kind", "created_at", "created_by",
            "version", "updated_at", "voided_at",
        }
    ),
    "station_try": _ALL,
    "stay": frozenset(
        {"id", "resident_id", "house_id", "move_in_on", "discharged_on", "voided_at"}
    ),
    "step_progress": _ALL,
    "support_call": _ALL,
    "support_choice": frozenset(  # why somebody goes without a sponsor staff wrote
        {
            "id", "resident_id", "looking", "gender", "wants_gender", "hours", "buddies",
            "shares_steps", "shares_answers", "version", "voided_at",
        }
    ),
    "supporter": frozenset({"id", "resident_id", "name", "phone"}),
    "visitor": _ALL,
}  # fmt: skip
INSERTS = frozenset(
    {
        "assessment", "attendance", "audit_entry", "ballot", "ballot_cast", "bed_hold",
        "chore_assignment", "chore_mark", "chore_trade", "clock_jump", "helping_event",
        "message_read", "network_person", "own_words", "pass", "pin_throttle", "sign_out",
        "sponsor_contact", "sponsorship", "station_try", "step_progress", "support_call",
        "support_choice", "visitor",
    }
)  # fmt: skip
UPDATES: dict[str, frozenset[str]] = {
    "assessment": frozenset({"void_at", "void_by", "void_why"}),
    "attendance": frozenset({"void_at", "void_by", "void_why"}),
    "bed_hold": frozenset({"ended_on", "voided_at", "updated_at", "version"}),
    "chore_assignment": frozenset({"voided_at", "updated_at", "version"}),
    "chore_mark": frozenset({"void_at", "void_by", "void_why"}),
    "chore_trade": frozenset(
        {"answer", "answered_at", "answered_way", "updated_at", "version"}
    ),
    "helping_event": frozenset({"voided_at", "updated_at", "version"}),
    "kiosk_access": frozenset({"pin_hash", "choose_until", "updated_at", "version"}),
    "network_person": frozenset(
        {
            "label", "category", "stance", "last_contact_on", "private", "voided_at", "updated_at",
            "version",
        }
    ),
    "own_words": frozenset({"voided_at", "updated_at", "version"}),
    "pass": frozenset({"status", "returned_at", "updated_at", "version"}),
    "pin_throttle": frozenset(
        {
            "failures", "last_at", "next_try_at", "wait_seconds", "boot", "mono_ms", "locked_at",
        }
    ),
    "sign_out": frozenset({"in_at", "in_by", "void_at", "void_by", "void_why"}),
    "sponsor_contact": frozenset({"voided_at", "updated_at", "version"}),
    "sponsorship": frozenset(
        {
            "share", "ended_on", "end_kind", "resident_verified_on", "voided_at", "updated_at",
            "version",
        }
    ),
    "step_progress": frozenset({"voided_at", "updated_at", "version"}),
    "support_choice": frozenset(
        {
            "looking", "gender", "wants_gender", "hours", "buddies", "shares_steps",
            "shares_answers", "updated_at", "version",
        }
    ),
    "visitor": frozenset({"out_at", "updated_at", "version"}),
}  # fmt: skip
DELETES = frozenset({"ballot", "station_try"})
PRAGMAS = frozenset({"cipher_status", "data_version"})
FUNCTIONS = frozenset({"coalesce", "count", "max", "min"})
# the database's own triggers, which look for a lawful purge and compare a row with what it was
_GUARD = "guard_"
_GUARD_READS = frozenset({"purge_permit"})


def allow(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """SQLite's question, for each thing that a statement would do."""
    fine = database in (None, "main") and _fine(action, first or "", second or "", trigger or "")
    return int(sqlcipher.SQLITE_OK if fine else sqlcipher.SQLITE_DENY)


def narrow(driver: Any) -> None:
    """Let a driver's connection do only what the lists name, from now on until it is closed."""
    driver.set_authorizer(allow)


def _fine(action: int, first: str, second: str, trigger: str) -> bool:
    if action == sqlcipher.SQLITE_READ:
        if trigger.startswith(_GUARD) and (first in _GUARD_READS or first in UPDATES):
            return True
        columns = READS.get(first, frozenset())
        return columns is _ALL or second in columns or (first in READS and not second)
    if action == sqlcipher.SQLITE_UPDATE:
        return second in UPDATES.get(first, ())
    known = {
        sqlcipher.SQLITE_SELECT: True,
        sqlcipher.SQLITE_TRANSACTION: True,
        sqlcipher.SQLITE_INSERT: first in INSERTS,
        sqlcipher.SQLITE_DELETE: first in DELETES,
        sqlcipher.SQLITE_FUNCTION: second in FUNCTIONS,
        sqlcipher.SQLITE_PRAGMA: first in PRAGMAS and not second,
    }
    return known.get(action, False)
