"""Notes: what staff write about a person or the house's day."""

from collections.abc import Sequence
from typing import Any

from sobrhouse.domain.care import NOTE_WORDS
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Note, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

FIELDS = frozenset({"text", "category", "pinned", "in_weekly_report"})


def add_note(work: Work, house_id: int, resident_id: int | None, text: str, *,
             category: str = "general", pinned: bool = False,
             in_weekly_report: bool = False) -> int:
    """Write a note about a person, or with none about the house's day."""
    work.require(Permission.RECORD_DAILY, house_id)
    if resident_id is not None:
        work.get(Resident, resident_id)
    row = Note(house_id=house_id, resident_id=resident_id, at=work.now, pinned=pinned,
               in_weekly_report=in_weekly_report)
    _set(row, "text", text)
    _set(row, "category", category)
    work.add(row)
    work.record("note.added", row)
    return row.id


def add_notes(work: Work, house_id: int, resident_ids: Sequence[int], text: str, *,
              category: str = "general", in_weekly_report: bool = False) -> tuple[int, ...]:
    """The same note about several people: all of them or none."""
    work.require(Permission.RECORD_DAILY, house_id)
    return tuple(
        add_note(work, house_id, resident_id, text, category=category,
                 in_weekly_report=in_weekly_report)
        for resident_id in dict.fromkeys(resident_ids))


def change_note(work: Work, note_id: int, version: int | None = None,
                **fields: Any) -> dict[str, Any]:
    """Change text, category, pin or whether it prints; gives what they were before."""
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, note_id, version)
    if "text" in fields or "category" in fields:
        _check_own(work, row)
    was = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        _set(row, name, value)
    work.record("note.changed", row)
    return was


def take_back_note(work: Work, note_id: int) -> int:
    """Void a note; its history stays."""
    work.require(Permission.RECORD_DAILY)
    row = _standing(work, note_id)
    _check_own(work, row)
    row.voided_at = work.now
    work.record("note.removed", row)
    return row.id


def take_back_notes(work: Work, note_ids: Sequence[int]) -> None:
    """The inverse of the same note about several people."""
    work.require(Permission.RECORD_DAILY)
    for note_id in note_ids:
        take_back_note(work, note_id)


def put_back_note(work: Work, note_id: int) -> int:
    """The inverse of taking a note back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Note, note_id)
    if row.voided_at is None:
        raise Problem(_("It is there already."))
    row.voided_at = None
    work.record("note.put_back", row)
    return row.id


def _standing(work: Work, note_id: int, version: int | None = None) -> Note:
    row = work.get(Note, note_id, version)
    if row.voided_at is not None:
        raise NotFound(_("This note was removed meanwhile."))
    return row


def _check_own(work: Work, row: Note) -> None:
    """Staff change what they wrote themselves; a manager any note of the house."""
    if row.created_by != work.actor.id and not work.actor.may(Permission.MANAGE_PEOPLE):
        raise Problem(
            _("Only who wrote a note, or a manager, may change it. Add a note of your own."))


def _set(row: Note, field: str, value: Any) -> None:
    if field not in FIELDS:
        raise ValueError(f"a note has no field {field}")
    if field == "text":
        value = value.strip()
        if not value:
            raise Problem(_("Write a few words first."), field="text")
    if field == "category" and value not in NOTE_WORDS:
        raise Problem(_("Choose one from the list."), field="category")
    setattr(row, field, value)
