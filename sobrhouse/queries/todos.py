"""What is still to be done in a house."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Todo


@dataclass(frozen=True, slots=True)
class TodoRow:
    """One open line of the to-do list."""

    todo_id: int
    text: str
    owner: str
    due_on: date | None
    resident_id: int | None
    version: int
    meeting_id: int | None = None  # the house meeting that decided it


@needs(Permission.SEE_HOUSE)
def open_todos(session: Session, house_id: int) -> tuple[TodoRow, ...]:
    """What is open: what is due first comes first, what has no day comes last."""
    return tuple(TodoRow(*row) for row in session.execute(_open(), {"house": house_id}))


@cache
def _open() -> Any:
    house = bindparam("house", type_=Integer)
    return (
        select(Todo.id, Todo.text, Todo.owner, Todo.due_on, Todo.resident_id, Todo.version,
               Todo.meeting_id)
        .where(Todo.house_id == house, Todo.done_at.is_(None), Todo.voided_at.is_(None))
        .order_by(Todo.due_on.is_(None), Todo.due_on, Todo.id)
    )  # fmt: skip
