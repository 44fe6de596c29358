"""Access: which permission a query needs, and which house a record belongs to."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, ActorKind, Permission
from sobrhouse.problems import NotAllowed
from sobrhouse.storage.tables import Application, Base, Bed, Resident, Room, Stay
from sobrhouse.words import _

F = TypeVar("F", bound=Callable[..., Any])

_BY_PARAMETER = ("house_id", "resident_id", "stay_id", "bed_id", "room_id")


def needs(permission: Permission, *, house_free: bool = False) -> Callable[[F], F]:
    """Say what a query needs. It must name a house by one of its parameters, or take `actor`, or be
    `house_free`.
    """

    def mark(query: F) -> F:
        parameters = inspect.signature(query).parameters
        if (
            not house_free
            and "actor" not in parameters
            and not any(p in parameters for p in _BY_PARAMETER)
        ):
            raise TypeError(f"{query.__name__} names no house")
        query.needs = permission  # type: ignore[attr-defined]
        query.house_free = house_free  # type: ignore[attr-defined]
        return query

    return mark


@cache
def _signature(query: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(query)


def check(
    session: Session,
    actor: Actor,
    query: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> dict[str, Any]:
    """Refuse a query that the actor may not ask; give the keyword arguments with `actor` filled
    in.
    """
    permission = getattr(query, "needs", None)
    if permission is None:
        raise TypeError(f"{query.__name__} says not which permission it needs")
    if not actor.may(permission):
        raise refused()
    signature = _signature(query)
    if "actor" in signature.parameters:
        kwargs = {**kwargs, "actor": actor}
    bound = signature.bind(session, *args, **kwargs).arguments
    for name in _BY_PARAMETER:
        if bound.get(name) is not None:
            check_record(session, actor, name, bound[name])
    return kwargs


def refused() -> NotAllowed:
    """The one answer to somebody who may not."""
    return NotAllowed(
        _(
            "Your account does not allow this. Nothing was changed. Ask the owner or a house "
            "manager."
        )
    )


def check_houses(actor: Actor, houses: set[int] | None) -> None:
    """Refuse records of houses that are not the actor's; None or no house at all passes."""
    if actor.kind is ActorKind.SYSTEM or actor.houses is None or not houses:
        return
    if not any(map(actor.sees, houses)):
        raise refused()


def check_record(session: Session, actor: Actor, name: str, value: Any) -> None:
    """Refuse the record that the parameter or column `name` points to, where it is in no house of
    the actor's.

    A stay or application that was taken back gives no house a way to the person. Somebody who has
    none left can be reached by whoever wrote them, or what was taken back, down: their undo and
    redo still work. And by those who see every house.
    """
    houses = houses_by(session, name, value)
    if houses or name != "resident_id":
        check_houses(actor, houses)
    elif actor.houses is not None and actor.kind is not ActorKind.SYSTEM:
        mine = select(Resident.id).where(Resident.id == value, Resident.created_by == actor.id)
        links: list[Any] = [
            select(t.id).where(
                t.resident_id == value, t.created_by == actor.id, t.house_id.in_(actor.houses)
            )
            for t in (Stay, Application)
        ]
        if not any(session.execute(query.limit(1)).first() for query in (mine, *links)):
            raise refused()


def check_row(session: Session, actor: Actor, row: Base) -> None:
    """Refuse a row that belongs to no house of the actor's; one without a house passes."""
    pointer = _pointer(row)
    if pointer is not None:
        check_record(session, actor, *pointer)


def houses_by(session: Session, name: str, value: Any, *, voided: bool = False) -> set[int]:
    """The houses of the record that the parameter or column `name` points to; with `voided` also
    those of a person's stays and applications that were taken back.
    """
    if name == "house_id":
        return {value}
    if name == "stay_id":
        query: Any = select(Stay.house_id).where(Stay.id == value)
    elif name == "room_id":
        query = select(Room.house_id).where(Room.id == value)
    elif name == "bed_id":
        query = select(Room.house_id).join(Bed, Bed.room_id == Room.id).where(Bed.id == value)
    else:
        stays = select(Stay.house_id).where(Stay.resident_id == value)
        wishes = select(Application.house_id).where(Application.resident_id == value)
        if not voided:
            stays = stays.where(Stay.voided_at.is_(None))
            wishes = wishes.where(Application.voided_at.is_(None))
        query = union(stays, wishes)
    return set(session.execute(query).scalars())


def houses_of(session: Session, row: Base) -> set[int]:
    """The houses that a row belongs to, or belonged to where there are none left."""
    pointer = _pointer(row)
    if pointer is None:
        return set()
    return houses_by(session, *pointer) or houses_by(session, *pointer, voided=True)


def _pointer(row: Base) -> tuple[str, Any] | None:
    """By what a row's house is found; None where its table knows no house, or the row has none."""
    if row.house_by is None:
        return None
    if row.house_by == "id":
        return "house_id", row.id  # type: ignore[attr-defined]
    if row.house_by == "resident":
        return "resident_id", row.id  # type: ignore[attr-defined]
    value = getattr(row, row.house_by)
    return None if value is None else (row.house_by, value)
