"""Residents: taking somebody in, and changing what is written about them, field by field."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sobrhouse.domain import residents as rules
from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.domain.sobriety import PATHWAYS
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem, Stale
from sobrhouse.services import applications, sobriety, stays
from sobrhouse.services.applications import Waiting
from sobrhouse.storage.tables import Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import LANGUAGES, _

FIELDS = (
    "legal_first", "legal_last", "preferred_name", "birth_on", "pronouns", "phone", "email",
    "languages", "speaks", "pathway", "anonymity_note",
)
_DAILY = frozenset({"phone", "email", "languages", "speaks", "pronouns"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of somebody new; only the first name must be."""

    legal_first: str
    legal_last: str = ""
    preferred_name: str = ""
    birth_on: date | None = None
    pronouns: str = ""
    phone: str = ""
    email: str = ""
    languages: str = ""
    speaks: str = "en"
    pathway: str = ""
    sober_since: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking somebody in: a stay, or else an application."""

    resident_id: int
    stay_id: int | None = None
    application_id: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field's change: the version that stands now, and what the field held before."""

    version: int
    was: Any


def add_resident(
    work: Work, house_id: int, person: Person, *,
    move_in: stays.MoveIn | None = None, waiting: Waiting | None = None,
) -> Added:
    """A new person with a stay, when they move in, or else with an application."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    today = work.today(house_id)
    _check_person(person, today)
    row = work.add(_row(person))
    if move_in is None:
        waits = applications.add_application(work, house_id, row.id, waiting or Waiting())
        added = Added(row.id, application_id=waits)
    else:
        added = Added(row.id, stay_id=stays.move_in(work, house_id, row.id, move_in))
    work.record("resident.added", row, house_id=house_id)
    if person.sober_since is not None:
        sobriety.set_first_date(work, row.id, person.sober_since)
    return added


def take_back_added(work: Work, added: Added) -> None:
    """The inverse of adding: the stay or application is voided, and the person with it."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(Resident, added.resident_id)
    if row.voided_at is not None:
        raise NotFound(_("This was taken back before."))
    if added.stay_id is not None:
        stays.undo_move_in(work, added.stay_id)
    if added.application_id is not None:
        applications.take_back_application(work, added.application_id)
    row.voided_at = work.now
    work.record("resident.taken_back", row)


def change_field(work: Work, resident_id: int, field: str, value: Any, version: int) -> Changed:
    """Save one field that was left; Stale with their values when somebody else was first."""
    work.require(Permission.RECORD_DAILY if field in _DAILY else Permission.MANAGE_PEOPLE)
    if field not in FIELDS:
        raise ValueError(f"a resident has no field {field}")
    row = work.get(Resident, resident_id)
    was = getattr(row, field)
    value = value.strip() if isinstance(value, str) else value
    if row.version != version and was != value:
        raise Stale(
            _("Someone else has just changed this."), field=field,
            theirs={name: getattr(row, name) for name in (*FIELDS, "version")})
    if was == value:
        return Changed(row.version, was)
    _check_field(work, row, field, value)
    _set(row, field, value)
    work.record("resident.changed", row)
    return Changed(row.version, was)


def change_field_back(work: Work, resident_id: int, field: str, was: Any, ours: Any) -> Changed:
    """The inverse of a field's change; refused when the field has been changed again since."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Resident, resident_id)
    if getattr(row, field) != ours:
        raise Problem(_("It has been changed again since."), field=field)
    return change_field(work, resident_id, field, was, row.version)


def _check_person(person: Person, today: date) -> None:
    rules.check_name(person.legal_first, person.legal_last)
    rules.check_birth(person.birth_on, today)
    _check_choice("pathway", person.pathway)
    _check_choice("speaks", person.speaks)


def _row(person: Person) -> Resident:
    row = Resident()
    for field in FIELDS:
        value = getattr(person, field, "")
        _set(row, field, value.strip() if isinstance(value, str) else value)
    return row


def _set(row: Resident, field: str, value: Any) -> None:
    """Set the field, and the folded names that are made of the legal and the preferred name."""
    setattr(row, field, value)
    first, last = row.legal_first or "", row.legal_last or ""
    row.sort_name = sort_name(row.preferred_name or first, last)
    row.match_name = match_name(first, last)


def _check_field(work: Work, row: Resident, field: str, value: Any) -> None:
    if field == "legal_first":
        rules.check_name(value, row.legal_last)
    elif field == "birth_on":
        houses = work.houses_of_resident(row.id)
        rules.check_birth(value, work.today(min(houses)) if houses else work.now.date())
    else:
        _check_choice(field, value)


def _check_choice(field: str, value: Any) -> None:
    if field == "pathway" and value not in ("", *PATHWAYS):
        raise Problem(_("Choose a pathway from the list."), field=field)
    if field == "speaks" and value not in LANGUAGES:
        raise Problem(_("Choose a language from the list."), field=field)

