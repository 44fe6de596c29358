"""A row of every kind about somebody, made by walking the schema, so that a table that is added
later is filled too: what a purge must find cannot be forgotten in its test.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, Table

from sobrhouse.domain.purging import typed_columns
from sobrhouse.storage.tables import Base
from sobrhouse.storage.tables.base import UTCDateTime
from sobrhouse.storage.work import Work

TABLES = Base.metadata.tables
CLASSES = {str(m.local_table): m.class_ for m in Base.registry.mappers}
_IN = re.compile(r"^(\w+) IN \('([^']*)'")
_TAKEN_BACK = {"voided_at", "void_at", "void_by", "void_why", "corrects_id", "amend_reason"}
# What the checks of a table ask for beside the first value of each list.
_SO: dict[str, dict[str, Any]] = {
    "assessment": {f"q{n}": 3 for n in range(1, 11)},
    "sponsorship": {"kind": "sponsor", "share": "name"},
    "introduction": {"kind": "sponsor"},
    "disclosure": {"basis": "court_order", "method": "spoken", "left_out": 0},
    "network_person": {"private": True, "stance": "supports"},
    "chore_trade": {"kind": "cover"},
    "consent": {"signed_way": "paper", "may_revoke": True, "categories": "identity"},
    "meeting_requirement": {"per_week": 4},
    "supporter": {"phone_agreed": True, "state": "stopped"},
}
# Columns that may be missing and are left so.
_NOTHING = {
    "stay": {"discharge_type"}, "sobriety_period": {"end_on", "end_kind"},
    "sign_out": {"in_at", "in_by", "ack_at", "ack_by"}, "chore_trade": {
        "other_assignment_id", "answer", "answered_at", "answered_way", "other_on_date"},
    "supporter": {"paused_until"}, "sponsorship": {"ended_on", "end_kind", "supporter_id",
                                                   "peer_resident_id"},
    "commitment": {"outcome", "answered_at"}, "hold": {"ended_at", "ended_by", "ended_why"},
    "chore_consequence": {"appeal_outcome", "appeal_decided_on"},
    "introduction": {"outcome", "outcome_on", "peer_stay_id"}, "bed_hold": {"application_id"},
    "meeting_requirement": {"phase_id"}, "network_person": {"contact_id"},
    "bed_assignment": {"end_on", "end_reason"}, "home_group": {"to_on"},
    "chore_exclusion": {"to_on"}, "milestone_award": {"giver_resident_id"},
    "disclosure": {"consent_id", "second_staff_id"},
    "chore_assignment": {"replaces_id"}, "motion": {"closed_at", "application_id"},
    "form_print": {"transcribed_at", "transcribed_by"}, "house_meeting": {
        "series_id", "series_on", "finished_at", "finished_by"},
    "meeting_exception": {"new_on"}, "inspection": {"inspector_stay_id"},
    "visitor": {"out_at"}, "helping_event": {"receiver_stay_id"},
}  # fmt: skip


class Filler:
    """Makes rows that point to one another, with words of one's own in every typed column, all in
    one transaction.
    """

    def __init__(
        self, work: Work, known: dict[str, int], words: str, day: date, *, typed_only: bool = False
    ) -> None:
        self.work, self.known, self.words, self.day = work, dict(known), words, day
        self.typed_only = typed_only  # no words in what is a code, a phone number and the like

    def row(self, name: str, /, **given: Any) -> int:
        """One row of a table; gives its id, which the next rows point to."""
        table = TABLES[name]
        values = {c.name: self._value(table, c) for c in table.columns if _wanted(table, c)}
        values |= _SO.get(name, {}) | given
        made = CLASSES[name](**{c: v for c, v in values.items() if v is not None})
        self.work.add(made)
        self.work.record("test.made", made)
        self.known[name] = int(made.id)
        return self.known[name]

    def _value(self, table: Table, column: Column[Any]) -> Any:
        for key in column.foreign_keys:
            return self.known.get(key.column.table.name)
        if (first := _first_allowed(table, column)) is not None:
            return first
        if isinstance(column.type, Date):
            return self.day
        if isinstance(column.type, UTCDateTime):
            at = datetime.combine(self.day, datetime.min.time()).astimezone()
            return at + timedelta(hours=2) if "return" in column.name else at
        kind = column.type.python_type
        if kind is not str:
            return {bool: False, int: 1, bytes: b"", float: None}[kind]
        if column.name in _CODES:
            return ""
        typed = column.name in typed_columns().get(table.name, ())
        return self.words if typed or not self.typed_only else "-"


_CODES = frozenset({
    "speaks", "languages", "hours", "kinds", "fellowships", "pathways", "fellowship", "weekdays",
    "days", "categories", "starts_at", "started_at", "time", "sort_name", "match_name", "sha256",
    "kind", "cause",
})  # fmt: skip


def _wanted(table: Table, column: Column[Any]) -> bool:
    left = column.name in _TAKEN_BACK | _NOTHING.get(table.name, set())
    return not (left or column.primary_key or column.name in ("created_at", "created_by",
                                                              "version", "updated_at"))  # fmt: skip


def _first_allowed(table: Table, column: Column[Any]) -> str | None:
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            found = _IN.match(str(check.sqltext))
            if found is not None and found[1] == column.name:
                return found[2]
    return None
