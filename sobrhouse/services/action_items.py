"""Action items: what a meeting decided that somebody does, on the house's to-do list."""

from datetime import date

from sqlalchemy import select

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.services import meeting_rows
from sobrhouse.storage.tables import Resident, Stay, Todo
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def add_action(
    work: Work,
    meeting_id: int,
    text: str,
    owner_stay_id: int | None = None,
    due_on: date | None = None,
) -> int:
    """A new action item of a meeting; gives it. Ticked and taken off as any to-do."""
    work.require(Permission.RECORD_DAILY)
    meeting = meeting_rows.going(work, meeting_id)
    meeting_rows.check_stay(work, meeting.house_id, owner_stay_id)
    row = work.add(
        Todo(
            house_id=meeting.house_id, meeting_id=meeting_id, text=_words(text), due_on=due_on,
            owner_stay_id=owner_stay_id, owner=_name(work, owner_stay_id),
        )
    )  # fmt: skip
    work.record("todo.added", row)
    return row.id


def change_action(
    work: Work, todo_id: int, text: str, owner_stay_id: int | None, due_on: date | None
) -> tuple[str, int | None, date | None]:
    """Other words, owner or day; gives what stood before."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id)
    if row.meeting_id is None or row.voided_at is not None:
        raise NotFound(_("That is not on the list any more."))
    meeting_rows.check_stay(work, row.house_id, owner_stay_id)
    before = (row.text, row.owner_stay_id, row.due_on)
    row.text, row.due_on = _words(text), due_on
    if owner_stay_id != row.owner_stay_id:
        row.owner_stay_id, row.owner = owner_stay_id, _name(work, owner_stay_id)
    work.record("todo.changed", row)
    return before


def _name(work: Work, stay_id: int | None) -> str:
    """The owner's name as the weekly report prints it."""
    if stay_id is None:
        return ""
    row = work.session.execute(
        select(Resident.legal_first, Resident.legal_last, Resident.preferred_name)
        .join(Stay, Stay.resident_id == Resident.id)
        .where(Stay.id == stay_id)
    ).one()
    return short_name(*row)


def _words(text: str) -> str:
    return meeting_rows.one_line(text, _("Write what is to be done."))
