"""Care: contacts, conditions, supervision, work or school: added, changed and taken back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sobrhouse.domain import care as words
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem, Stale
from sobrhouse.storage.tables import Condition, Contact, Employment, LegalMatter, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

CareRow = Contact | Condition | LegalMatter | Employment


class Care(StrEnum):
    """What kind of thing is written down."""

    CONTACT = "contact"
    CONDITION = "condition"
    LEGAL = "legal_matter"
    EMPLOYMENT = "employment"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind is kept: its table, who may write it, its fields, the one that must be said."""

    table: type[CareRow]
    needs: Permission
    fields: frozenset[str]
    required: str = ""


_KINDS: dict[Care, _Kind] = {
    Care.CONTACT: _Kind(Contact, Permission.RECORD_DAILY, frozenset({
        "kind", "name", "relationship", "phone", "email", "address", "is_emergency",
        "may_be_told", "note"}), "name"),
    Care.CONDITION: _Kind(Condition, Permission.RECORD_DAILY, frozenset({
        "text", "allergy", "note"}), "text"),
    Care.LEGAL: _Kind(LegalMatter, Permission.MANAGE_PEOPLE, frozenset({
        "kind", "case_no", "officer", "officer_phone", "conditions", "report_every",
        "start_on", "end_on"})),
    Care.EMPLOYMENT: _Kind(Employment, Permission.RECORD_DAILY, frozenset({
        "kind", "place", "schedule", "hours_week", "verified_on", "from_on", "to_on"})),
}
_CHOICES: dict[tuple[Care, str], dict[str, str]] = {
    (Care.CONTACT, "kind"): words.CONTACT_WORDS,
    (Care.CONTACT, "may_be_told"): words.MAY_BE_TOLD_WORDS,
    (Care.LEGAL, "kind"): words.LEGAL_WORDS,
    (Care.EMPLOYMENT, "kind"): words.EMPLOYMENT_WORDS,
}
_SPANS = (("start_on", "end_on"), ("from_on", "to_on"))
HOURS_IN_A_WEEK = 168


def add_care(work: Work, care: Care, resident_id: int, fields: dict[str, Any]) -> int:
    """Write down one thing of this kind about a person."""
    work.require(_KINDS[care].needs)
    kind = _KINDS[care]
    person = work.get(Resident, resident_id)
    row = kind.table(resident_id=person.id)
    if kind.required and kind.required not in fields:
        fields = {**fields, kind.required: ""}
    for field, value in fields.items():
        _set(care, row, field, value)
    _check_span(row)
    work.add(row)
    work.record(f"{care}.added", row)
    return row.id


def change_care(work: Work, care: Care, row_id: int, field: str, value: Any,
                version: int) -> tuple[int, Any]:
    """Save one field; gives the version that stands now, and what the field held before."""
    work.require(_KINDS[care].needs)
    row = _standing(work, care, row_id)
    was = getattr(row, field)
    value = value.strip() if isinstance(value, str) else value
    if was == value:
        return row.version, was
    if row.version != version:
        raise Stale(_("Someone else has just changed this."), field=field,
                    theirs={field: was, "version": row.version})
    _set(care, row, field, value)
    _check_span(row)
    work.record(f"{care}.changed", row)
    return row.version, was


def change_care_back(work: Work, care: Care, row_id: int, field: str, was: Any,
                     ours: Any) -> tuple[int, Any]:
    """The inverse of a field's change; refused when the field has been changed again since."""
    work.require(_KINDS[care].needs)
    row = _standing(work, care, row_id)
    if getattr(row, field) != ours:
        raise Problem(_("It has been changed again since."), field=field)
    return change_care(work, care, row_id, field, was, row.version)


def take_back_care(work: Work, care: Care, row_id: int) -> int:
    """Void one thing, so that it shows no more; its history stays."""
    work.require(_KINDS[care].needs)
    row = _standing(work, care, row_id)
    row.voided_at = work.now
    work.record(f"{care}.removed", row)
    return row.id


def put_back_care(work: Work, care: Care, row_id: int) -> int:
    """The inverse of taking it back."""
    work.require(_KINDS[care].needs)
    row = work.get(_KINDS[care].table, row_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    row.voided_at = None
    work.record(f"{care}.put_back", row)
    return row.id


def _standing(work: Work, care: Care, row_id: int) -> CareRow:
    row = work.get(_KINDS[care].table, row_id)
    if row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    return row


def _set(care: Care, row: CareRow, field: str, value: Any) -> None:
    kind = _KINDS[care]
    if field not in kind.fields:
        raise ValueError(f"{care} has no field {field}")
    value = value.strip() if isinstance(value, str) else value
    if field == kind.required and not value:
        raise Problem(_("This must not be empty."), field=field)
    allowed = _CHOICES.get((care, field))
    if allowed is not None and value not in allowed:
        raise Problem(_("Choose one from the list."), field=field)
    if field == "hours_week" and value is not None and not 0 <= value <= HOURS_IN_A_WEEK:
        raise Problem(_("A week has {n} hours.").format(n=HOURS_IN_A_WEEK), field=field)
    setattr(row, field, value)


def _check_span(row: CareRow) -> None:
    for first, last in _SPANS:
        start, end = getattr(row, first, None), getattr(row, last, None)
        if start is not None and end is not None and end < start:
            raise Problem(_("The end is before the start."), field=last)
