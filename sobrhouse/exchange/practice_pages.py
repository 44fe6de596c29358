"""The rows of a practice house while they are made: their columns, numbers, and instants as they
are stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sobrhouse.exchange.practice_circle_columns import CIRCLE_COLUMNS
from sobrhouse.exchange.practice_paper_columns import PAPER_COLUMNS
from sobrhouse.storage.bulk import Rows, completed

_DAY = timedelta(days=1)
MINUTES = tuple(f"{minute:02d}:00.000000" for minute in range(60))
ZONE = ZoneInfo("America/New_York")
Note = tuple[str, str, str, str]  # when it was made, when it is of, the category, the text
CHORE_COLUMNS: dict[str, tuple[str, ...]] = {
    "rotation": ("house_id", "name", "strategy", "anchor_on", "period_weeks", "seed"),
    "chore": (
        "house_id", "rotation_id", "position", "name", "area", "icon", "note", "minutes", "weight",
        "people", "rule", "starts_on", "due_at", "before_meeting_minutes",
    ),
    "chore_step": ("house_id", "chore_id", "position", "text"),
    "chore_exclusion": (
        "house_id", "stay_id", "chore_id", "kind", "reason", "weekdays", "from_on", "to_on",
    ),
    "chore_apart": ("house_id", "stay_id", "other_stay_id", "reason", "from_on", "to_on"),
    "chore_plan": ("house_id", "first_on", "last_on", "why", "dealt", "released"),
    "chore_assignment": (
        "house_id", "chore_id", "stay_id", "period_start", "period_end", "days", "minutes",
        "weight", "source", "replaces_id", "plan_id", "released_plan_id",
    ),
    "chore_trade": (
        "house_id", "kind", "assignment_id", "on_date", "stay_id", "other_stay_id",
        "other_assignment_id", "other_on_date", "reason", "way", "answer", "answered_at",
        "answered_way",
    ),
    "chore_consequence": (
        "house_id", "stay_id", "on_date", "missed", "step", "proposed", "decision", "decided",
        "note", "appeal", "appeal_outcome", "appeal_decided_on",
    ),
    "chore_mark": (),
    "inspection": (),
    "inspection_line": (),
}  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "referral_source": ("name", "kind"),
    "house": ("name", "address", "phone"),
    "room": ("house_id", "name", "floor", "sort"),
    "bed": ("room_id", "label", "sort", "added_on"),
    "phase": ("house_id", "number", "name", "min_days", "note"),
    "resident": (
        "legal_first",
        "legal_last",
        "sort_name",
        "match_name",
        "birth_on",
        "phone",
        "languages",
        "speaks",
        "pathway",
    ),
    "stay": (
        "resident_id",
        "house_id",
        "move_in_on",
        "discharged_on",
        "discharge_type",
        "discharge_reason",
        "destination",
        "referral_source_id",
        "planned_discharge_on",
    ),
    "bed_assignment": ("stay_id", "bed_id", "start_on", "end_on", "end_reason", "reason"),
    "phase_history": ("stay_id", "phase_id", "start_on", "end_on", "reason"),
    "sobriety_period": ("resident_id", "start_on", "end_on", "end_kind"),
    "contact": (
        "resident_id",
        "kind",
        "name",
        "relationship",
        "phone",
        "is_emergency",
        "may_be_told",
    ),
    "condition": ("resident_id", "text", "allergy"),
    "employment": ("resident_id", "kind", "place", "schedule", "from_on", "to_on"),
    "note": ("house_id", "resident_id", "at", "category", "text", "in_weekly_report"),
    "application": (
        "resident_id",
        "house_id",
        "received_on",
        "stage",
        "referral_source_id",
        "ready_on",
        "needs",
        "wait_rank",
        "note",
    ),
    "bed_hold": ("bed_id", "stay_id", "application_id", "kind", "from_on", "until_on", "reason"),
    "bed_outage": ("bed_id", "start_on", "note"),
    "legal_matter": ("resident_id", "kind", "officer", "officer_phone", "report_every", "start_on"),
    "phase_curfew": ("house_id", "phase_id", "weekday", "time"),
    "curfew_rule": ("stay_id", "weekday", "time", "reason", "from_on"),
    "blackout": ("house_id", "from_on", "to_on", "reason"),
    "pass": (
        "house_id",
        "stay_id",
        "kind",
        "status",
        "requested_at",
        "requested_by",
        "depart_at",
        "return_by",
        "destination",
        "host",
        "host_phone",
        "reason",
        "decided_by",
        "decided_at",
        "decision_reason",
        "returned_at",
    ),
    "sign_out": (),  # made apart: there are millions of them
    "round": ("house_id", "kind", "night", "started_at", "finished_at", "taken_by"),
    "curfew_check": ("house_id", "round_id", "stay_id", "at", "status"),
    "visitor": ("house_id", "name", "host", "host_stay_id", "agreed", "way", "in_at", "out_at"),
    "kiosk_access": ("resident_id", "number"),
    "house_message": ("house_id", "stay_id", "text", "sender", "sent_at", "until_on"),
    "message_read": ("message_id", "stay_id", "at"),
    "support_call": ("house_id", "stay_id", "kind", "asked_at", "seen_at", "seen_by"),
    "house_setting": ("house_id", "key", "value_json"),
    "meeting_series": (
        "house_id",
        "title",
        "rule",
        "starts_on",
        "starts_at",
        "length_minutes",
        "place",
    ),
    "meeting_exception": (
        "house_id",
        "series_id",
        "on_date",
        "kind",
        "new_on",
        "new_at",
        "new_place",
        "reason",
    ),
    "house_meeting": (
        "house_id",
        "series_id",
        "series_on",
        "kind",
        "title",
        "planned_at",
        "length_minutes",
        "place",
        "chair_stay_id",
        "reader_stay_id",
        "reading",
        "minutes",
        "started_at",
        "ended_at",
        "roll_taken_at",
        "finished_at",
        "finished_by",
    ),
    "house_meeting_mark": (),  # made apart, as the sign log is
    "agenda_item": (
        "house_id",
        "meeting_id",
        "position",
        "kind",
        "title",
        "length_minutes",
        "done_at",
    ),
    "motion": (
        "house_id",
        "meeting_id",
        "kind",
        "text",
        "mover_stay_id",
        "seconder_stay_id",
        "threshold_pct",
        "basis",
        "secret",
        "eligible",
        "yes",
        "no",
        "abstain",
        "outcome",
        "opened_at",
        "closed_at",
    ),
    "ballot_cast": (),
    "todo": (
        "house_id",
        "text",
        "owner",
        "due_on",
        "done_at",
        "done_by",
        "meeting_id",
        "owner_stay_id",
    ),
    "commitment": (
        "house_id",
        "stay_id",
        "set_meeting_id",
        "text",
        "due_on",
        "outcome",
        "answered_at",
        "asked_meeting_id",
    ),
    "meeting_group": (
        "house_id",
        "fellowship",
        "name",
        "weekday",
        "starts_at",
        "length_minutes",
        "place",
        "address",
        "format",
        "closed",
        "accessible",
        "language",
        "topic",
        "link",
    ),
    "home_group": ("resident_id", "meeting_group_id", "group_text", "from_on"),
    "service_commitment": ("resident_id", "meeting_group_id", "where_text", "role", "from_on"),
    "attendance": (),
    "meeting_requirement": (
        "house_id",
        "phase_id",
        "stay_id",
        "per_week",
        "reason",
        "from_on",
    ),
    "requirement_excuse": (
        "house_id",
        "stay_id",
        "week_start",
        "meetings",
        "kind",
        "reason",
    ),
    **CHORE_COLUMNS,
    **CIRCLE_COLUMNS,
    **PAPER_COLUMNS,
}


@dataclass(slots=True)
class Pages:
    """Rows being made: numbered here, table by table, until they are put in as one batch."""

    last: dict[str, int]
    by: int = 0
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    apart: list[Rows] = field(default_factory=list)  # rows that others made, with columns of theirs
    _tails: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    _heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, table: str, on: date, *values: Any) -> int:
        """One row, made at noon of the day `on`; gives its id."""
        if table not in self._tails:
            self._begin(table)
        number = self.last[table] = self.last[table] + 1
        self.rows[table].append((number, noon(on), self.by, *values, *self._tails[table]))
        return number

    def add_notes(self, house: int, person: int, notes: Iterable[Note]) -> None:
        """Notes of one person: most rows of a practice house, so they are made without detours."""
        if "note" not in self._tails:
            self._begin("note")
        rows, number, by = self.rows["note"], self.last["note"], self.by
        tail = (False, *self._tails["note"])
        for made, moment, category, text in notes:
            number += 1
            rows.append((number, made, by, house, person, moment, category, text, *tail))
        self.last["note"] = number

    def _begin(self, table: str) -> None:
        given = ("id", "created_at", "created_by", *COLUMNS[table])
        self._heads[table], self._tails[table] = completed(table, given)
        self.rows.setdefault(table, [])

    def take(self) -> tuple[Rows, ...]:
        """Everything made so far, in the order in which tables need one another; the numbers go
        on.
        """
        made = tuple(Rows(t, self._heads[t], self.rows[t]) for t in COLUMNS if self.rows.get(t))
        made += tuple(self.apart)
        self.rows, self.apart = {table: [] for table in self.rows}, []
        return made


def iso(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def at(day: date, hour: int, minute: int = 0) -> str:
    """An instant of the house's wall clock, some time after 3 AM, as it is stored: in UTC."""
    later = hour + _hours_behind(day)
    if later >= 24:
        day, later = day + _DAY, later - 24
    return f"{day.isoformat()} {later:02d}:{minute:02d}:00.000000"


@lru_cache(8000)
def noon(day: date) -> str:
    """When the rows of a day were made."""
    return f"{day.isoformat()} 17:00:00.000000"


def stamp(day: date, minute: int) -> str:
    """An instant, so many minutes of the house's wall clock after a day's midnight, as stored."""
    return hours_of(day)[minute // 60] + MINUTES[minute % 60]


@lru_cache(8000)
def hours_of(day: date) -> tuple[str, ...]:
    """How the instants of the 36 hours from a day's midnight on begin, up to the minute, in UTC."""
    behind = _hours_behind(day)
    days = (day.isoformat(), (day + _DAY).isoformat())
    return tuple(f"{days[hour // 24]} {hour % 24:02d}:" for hour in range(behind, behind + 36))


@lru_cache(8000)
def _hours_behind(day: date) -> int:
    """By how many whole hours the house's clock is behind UTC on that day's noon."""
    offset = datetime.combine(day, time(12), ZONE).utcoffset()
    assert offset is not None
    return -int(offset.total_seconds()) // 3600
