"""Matches: who of the people on record may be the one whose name was just typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, select, true
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name, match_name
from sobrhouse.domain.residents import WAITING, Likeness, likeness
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Application, House, Resident, Stay

MOST = 5
LONGEST = 100
_ORDER = (Likeness.SAME, Likeness.SIMILAR, Likeness.NAME)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody on record who may be the same; `stays` newest first, as (house, from, to)."""

    resident_id: int
    name: str
    birth_on: date | None
    likeness: Likeness
    stays: tuple[tuple[str, date, date | None], ...]

    @property
    def here(self) -> bool:
        """Whether they live in a house now."""
        return any(end is None for _house, _start, end in self.stays)


@needs(Permission.SEE_HOUSE)
def matches(
    session: Session, first: str, last: str, birth_on: date | None, *, actor: Actor
) -> tuple[Match, ...]:
    """People with this name or birth date in the actor's houses, the surest first."""
    name = match_name(first[:LONGEST], last[:LONGEST])
    if not name:
        return ()
    same_birth = false() if birth_on is None else Resident.birth_on == birth_on
    rows = session.execute(
        select(Resident.id.label("resident_id"), *People.names(), Resident.birth_on,
               Resident.match_name)
        .where(or_(Resident.match_name == name, same_birth), Resident.voided_at.is_(None),
               _of_actor(actor))
        .order_by(Resident.id)
    ).all()
    alike = [(r, like) for r in rows
             if (like := likeness(name, birth_on, r.match_name, r.birth_on)) is not None]
    alike.sort(key=lambda pair: _ORDER.index(pair[1]))
    alike = alike[:MOST]
    stays = _stays(session, actor, [r.resident_id for r, _like in alike])
    return tuple(
        Match(r.resident_id, full_name(r.legal_first, r.legal_last, r.preferred_name), r.birth_on,
              like, tuple(stays.get(r.resident_id, ())))
        for r, like in alike)


def _houses(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.houses is None else Stay.house_id.in_(actor.houses)


def _of_actor(actor: Actor) -> ColumnElement[bool]:
    if actor.houses is None:
        return true()
    return or_(
        exists().where(Stay.resident_id == Resident.id, Stay.voided_at.is_(None),
                       Stay.house_id.in_(actor.houses)),
        exists().where(Application.resident_id == Resident.id, Application.voided_at.is_(None),
                       Application.house_id.in_(actor.houses), Application.stage.in_(WAITING)))


def _stays(session: Session, actor: Actor,
           people: list[int]) -> dict[int, list[tuple[str, date, date | None]]]:
    rows: Any = session.execute(
        select(Stay.resident_id, House.name, Stay.move_in_on, Stay.discharged_on)
        .join(House, House.id == Stay.house_id)
        .where(Stay.resident_id.in_(people), Stay.voided_at.is_(None), _houses(actor))
        .order_by(Stay.move_in_on.desc()))
    found: dict[int, list[tuple[str, date, date | None]]] = {}
    for resident_id, house, start, end in rows:
        found.setdefault(resident_id, []).append((house, start, end))
    return found
