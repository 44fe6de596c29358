"""Whom the lines of a list may be about: asked by their names and birth dates, not all at once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true, union
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import Field, KnownPerson
from sobrhouse.domain.names import full_name
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.support import SPONSOR_KINDS
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    House,
    LegalMatter,
    Note,
    PhaseHistory,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)

AT_ONCE = 500  # names, dates or people in one statement
_COLUMNS = {
    Field.LEGAL_LAST: "legal_last",
    Field.PREFERRED_NAME: "preferred_name",
    Field.BIRTH_DATE: "birth_on",
    Field.PHONE: "phone",
    Field.EMAIL: "email",
    Field.LANGUAGES: "languages",
    Field.PATHWAY: "pathway",
}


@needs(Permission.IMPORT)
def names_on_record(session: Session, actor: Actor) -> tuple[str, ...]:
    """Every name once, as names are compared, to find those that a list wrote a little wrongly.

    For an actor of all houses the index of names alone is read, voided people's among them: whoever
    asks about a name gets only people who stand.
    """
    names = select(Resident.match_name).distinct()
    if actor.houses is not None:
        names = names.where(Resident.id.in_(_seen_by(actor)))
    return tuple(session.scalars(names.order_by(Resident.match_name)))


@needs(Permission.IMPORT)
def people_named(
    session: Session, house_id: int, names: Sequence[str], births: Sequence[date], *, actor: Actor
) -> tuple[KnownPerson, ...]:
    """Who in the actor's houses has one of these names, as compared, or of these birth dates."""
    alike: set[int] = set()
    for column, values in ((Resident.match_name, names), (Resident.birth_on, births)):
        for some in _by(AT_ONCE, values):
            alike.update(
                session.scalars(
                    select(Resident.id).where(column.in_(some), Resident.voided_at.is_(None))
                )
            )
    return tuple(
        person
        for some in _by(AT_ONCE, sorted(alike))
        for person in _people(session, house_id, _seen(session, actor, some))
    )


def _by(size: int, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[i : i + size] for i in range(0, len(values), size))


def _seen(session: Session, actor: Actor, some: Sequence[int]) -> list[int]:
    return list(session.scalars(_seen_by(actor, some)))


def _seen_by(actor: Actor, some: Sequence[int] | None = None) -> Select[Any]:
    """The ids of those (of `some`) with a stay or an application in one of the actor's houses."""

    def mine(table: type[Stay] | type[Application]) -> Select[Any]:
        house: ColumnElement[bool] = true()
        if actor.houses is not None:
            house = table.house_id.in_(actor.houses)
        among = true() if some is None else table.resident_id.in_(some)
        return select(table.resident_id).where(table.voided_at.is_(None), house, among)

    return select(union(mine(Stay), mine(Application)).subquery().c.resident_id)


def _people(session: Session, house_id: int, ids: Sequence[int]) -> Iterator[KnownPerson]:
    stays = _stays(session, ids)
    lacks = _lacks(session, ids)
    notes = _notes(session, ids)
    for person in session.execute(
        select(
            Resident.id,
            Resident.legal_first,
            Resident.match_name,
            *(getattr(Resident, name) for name in _COLUMNS.values()),
        )
        .where(Resident.id.in_(ids))
        .order_by(Resident.id)
    ):
        stay = stays.get(person.id)
        lives = stay is not None and stay.discharged_on is None
        here = stay is not None and lives and stay.house_id == house_id
        empty = {what for what, name in _COLUMNS.items() if not getattr(person, name)}
        empty |= {what for what, filled in lacks.items() if person.id not in filled}
        if not here:
            empty |= {Field.BED, Field.PHASE, Field.REFERRAL}
        yield KnownPerson(
            person.id,
            full_name(person.legal_first, person.legal_last, person.preferred_name),
            person.match_name,
            person.birth_on,
            here,
            stay.house if stay and lives and not here else "",
            stay.discharged_on if stay else None,
            frozenset(empty),
            frozenset(notes.get(person.id, ())),
        )


def _notes(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    """What lists have said about each of them before."""
    rows = session.execute(
        select(Note.resident_id, Note.text).where(
            Note.resident_id.in_(ids), Note.import_batch_id.is_not(None), Note.voided_at.is_(None)
        )
    )
    notes: dict[int, set[str]] = {}
    for who, words in rows:
        notes.setdefault(who or 0, set()).add(words)
    return notes


def _stays(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    """Each person's stay that goes on, else the last one."""
    rows = session.execute(
        select(Stay.resident_id, Stay.house_id, Stay.discharged_on, House.name.label("house"))
        .join(House, House.id == Stay.house_id)
        .where(Stay.resident_id.in_(ids), Stay.voided_at.is_(None))
        .order_by(Stay.discharged_on.is_(None), Stay.discharged_on, Stay.id)
    )
    return {row.resident_id: row for row in rows}


def _lacks(session: Session, ids: Sequence[int]) -> dict[Field, set[int]]:
    """Who has each thing that stands in a table of its own."""
    now = (Stay.discharged_on.is_(None),)
    bed = select(Stay.resident_id).join(BedAssignment, BedAssignment.stay_id == Stay.id)
    phase = select(Stay.resident_id).join(PhaseHistory, PhaseHistory.stay_id == Stay.id)
    held = {
        Field.CONTACT_NAME: _of(Contact, Contact.is_emergency.is_(True)),
        Field.SOBRIETY_DATE: _of(SobrietyPeriod, SobrietyPeriod.end_on.is_(None)),
        Field.ALLERGIES: _of(Condition, Condition.allergy.is_(True)),
        Field.SUPERVISION: _of(LegalMatter, LegalMatter.end_on.is_(None)),
        Field.WORK: _of(Employment, Employment.to_on.is_(None)),
        Field.SPONSOR: _of(
            Sponsorship,
            and_(Sponsorship.kind.in_(SPONSOR_KINDS), Sponsorship.ended_on.is_(None)),
        ),
        Field.BED: bed.where(*now, BedAssignment.end_on.is_(None), BedAssignment.void_at.is_(None)),
        Field.PHASE: phase.where(
            *now, PhaseHistory.end_on.is_(None), PhaseHistory.voided_at.is_(None)
        ),
    }
    return {what: _who(session, rows, ids) for what, rows in held.items()}


def _of(table: Any, holds: ColumnElement[bool]) -> Select[Any]:
    return select(table.resident_id).where(holds, table.voided_at.is_(None))


def _who(session: Session, rows: Select[Any], ids: Sequence[int]) -> set[int]:
    (column,) = rows.selected_columns
    return set(session.scalars(rows.where(column.in_(ids))))
