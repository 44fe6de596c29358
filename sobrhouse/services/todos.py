"""The house's to-do list: add, change, tick, take back."""

from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Todo
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 500


def add_todo(
    work: Work,
    house_id: int,
    text: str,
    owner: str = "",
    due_on: date | None = None,
    resident_id: int | None = None,
) -> int:
    """A new line; gives its id. Problem when it says nothing or too much."""
    work.require(Permission.RECORD_DAILY, house_id)
    row = work.add(
        Todo(
            house_id=house_id,
            text=_checked(text),
            owner=owner.strip()[:80],
            due_on=due_on,
            resident_id=resident_id,
        )
    )
    work.record("todo.added", row)
    return row.id


def change_todo(
    work: Work, todo_id: int, version: int, text: str, owner: str, due_on: date | None
) -> tuple[str, str, date | None]:
    """Other words, owner or day; gives what stood before. Stale when somebody changed it
    meanwhile.
    """
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id, version)
    before = (row.text, row.owner, row.due_on)
    row.text, row.owner, row.due_on = _checked(text), owner.strip()[:80], due_on
    work.record("todo.changed", row)
    return before


def mark_done(work: Work, todo_id: int) -> None:
    """Tick a line. Problem when it is ticked or gone already."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id)
    if row.done_at is not None or row.voided_at is not None:
        raise Problem(_("That is already done."))
    row.done_at, row.done_by = work.now, work.actor.id
    work.record("todo.done", row)


def mark_not_done(work: Work, todo_id: int) -> None:
    """Put a ticked line back on the list."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id)
    if row.done_at is None:
        raise Problem(_("That is still on the list."))
    row.done_at, row.done_by = None, None
    work.record("todo.reopened", row)


def take_off(work: Work, todo_id: int) -> None:
    """Take a line off the list without doing it; it stays in the record."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id)
    if row.voided_at is not None:
        raise Problem(_("That is not on the list any more."))
    row.voided_at = work.now
    work.record("todo.removed", row)


def put_back(work: Work, todo_id: int) -> None:
    """Put a line back that was taken off."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Todo, todo_id)
    if row.voided_at is None:
        raise Problem(_("That is still on the list."))
    row.voided_at = None
    work.record("todo.restored", row)


def _checked(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Problem(_("Write what is to be done."), field="text")
    if len(words) > LONGEST:
        raise Problem(_("That is too long. {n} letters at most.").format(n=LONGEST), field="text")
    return words
