"""Imports: what the row of a spreadsheet can say about a person, and what is to become of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sobrhouse.words import N_


class Field(StrEnum):
    """One thing that a column can hold."""

    FULL_NAME = "full_name"
    LEGAL_FIRST = "legal_first"
    LEGAL_LAST = "legal_last"
    PREFERRED_NAME = "preferred_name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    ROOM = "room"
    BED = "bed"
    MOVE_IN = "move_in"
    MOVED_OUT = "moved_out"
    SOBRIETY_DATE = "sobriety_date"
    PHASE = "phase"
    PATHWAY = "pathway"
    LANGUAGES = "languages"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    CONTACT_RELATIONSHIP = "contact_relationship"
    ALLERGIES = "allergies"
    WORK = "work"
    REFERRAL = "referral"
    SUPERVISION = "supervision"
    SPONSOR = "sponsor"
    SPONSOR_PHONE = "sponsor_phone"
    NOTES = "notes"


FIELD_LABELS: dict[Field, str] = {
    Field.FULL_NAME: N_("Full name"),
    Field.LEGAL_FIRST: N_("Legal first name"),
    Field.LEGAL_LAST: N_("Legal last name"),
    Field.PREFERRED_NAME: N_("Preferred name"),
    Field.BIRTH_DATE: N_("Birth date"),
    Field.PHONE: N_("Phone"),
    Field.EMAIL: N_("Email"),
    Field.ROOM: N_("Room"),
    Field.BED: N_("Bed"),
    Field.MOVE_IN: N_("Move-in date"),
    Field.MOVED_OUT: N_("Move-out date"),
    Field.SOBRIETY_DATE: N_("Sobriety date"),
    Field.PHASE: N_("Phase"),
    Field.PATHWAY: N_("Recovery pathway"),
    Field.LANGUAGES: N_("Languages"),
    Field.CONTACT_NAME: N_("Emergency contact"),
    Field.CONTACT_PHONE: N_("Emergency phone"),
    Field.CONTACT_RELATIONSHIP: N_("Emergency relationship"),
    Field.ALLERGIES: N_("Allergies"),
    Field.WORK: N_("Work or school"),
    Field.REFERRAL: N_("Referral source"),
    Field.SUPERVISION: N_("Probation or parole officer"),
    Field.SPONSOR: N_("Sponsor"),
    Field.SPONSOR_PHONE: N_("Sponsor's phone"),
    Field.NOTES: N_("Notes"),
}

DATE_FIELDS = frozenset({
    Field.BIRTH_DATE, Field.MOVE_IN, Field.MOVED_OUT, Field.SOBRIETY_DATE,
})


class Outcome(StrEnum):
    """What is to become of one row."""

    NEW_PERSON = "new_person"
    NEW_STAY = "new_stay"      # somebody known who comes back
    MERGE = "merge"            # somebody who lives here now: missing things are filled in
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One row, read and checked; empty means that the row says nothing about it."""

    line: int
    outcome: Outcome
    resident_id: int | None = None
    legal_first: str = ""
    legal_last: str = ""
    preferred_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    bed_id: int | None = None
    bed_from: date | None = None
    move_in: date | None = None
    leaves_on: date | None = None
    sobriety_date: date | None = None
    phase_id: int | None = None
    pathway: str = ""
    languages: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_relationship: str = ""
    allergies: str = ""
    work: str = ""
    work_kind: str = "job"
    referral: str = ""
    supervision: str = ""
    supervision_phone: str = ""
    supervision_kind: str = "probation"
    sponsor: str = ""  # anonymity-safe; empty with `has_sponsor` where a list tells only that
    sponsor_phone: str = ""
    has_sponsor: bool = False
    notes: str = ""
    takes: frozenset[Field] = field(default_factory=frozenset)  # what goes into a known record


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody on record; `missing` are the fields of the record that hold nothing yet."""

    resident_id: int
    name: str
    match_name: str
    birth_on: date | None
    here: bool
    elsewhere: str
    last_night_on: date | None
    missing: frozenset[Field]
    notes: frozenset[str]


@dataclass(frozen=True, slots=True)
class BedPlace:
    """A bed of the house; `free_from` None means taken, with the reason in `why`."""

    bed_id: int
    room: str
    label: str
    free_from: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PhasePlace:
    """A phase of the house, by its number and its name."""

    phase_id: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Existing:
    """All that an import into one house is planned against; `region` is for its phone numbers."""

    people: tuple[KnownPerson, ...] = ()
    beds: tuple[BedPlace, ...] = ()
    phases: tuple[PhasePlace, ...] = ()
    region: str = "US"
