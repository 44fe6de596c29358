"""Holds: why a resident's records are kept whatever the rules of retention say (safety.md 2)."""

from enum import StrEnum

from sobrhouse.words import N_


class HoldKind(StrEnum):
    """Who asked that the records be kept."""

    COURT = "court"
    LAWYER = "lawyer"
    COMPLAINT = "complaint"
    CLAIM = "claim"
    OTHER = "other"


HOLD_WORDS: dict[str, str] = {
    HoldKind.COURT: N_("A court or a subpoena"),
    HoldKind.LAWYER: N_("A lawyer's request"),
    HoldKind.COMPLAINT: N_("A complaint or a grievance"),
    HoldKind.CLAIM: N_("An insurance claim"),
    HoldKind.OTHER: N_("Another reason"),
}
