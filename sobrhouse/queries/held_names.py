"""Names for what is held: of beds and phases, of who supports somebody, of everybody else."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.other_names import another_person
from sobrhouse.storage.tables import (
    Base,
    Chore,
    ChoreAssignment,
    Resident,
    Sponsorship,
    SupportChoice,
    Supporter,
)

_CALLED = {"bed": "label", "house_meeting": "title"}  # the others by their name


def labels(session: Session, table: str, wanted: Collection[int]) -> Mapping[int, str]:
    """What rows of a table are called, by their numbers."""
    if not wanted:
        return {}
    if table == "chore_assignment":  # it goes by the name of its chore
        rows = session.execute(
            select(ChoreAssignment.id, Chore.name)
            .join(Chore, Chore.id == ChoreAssignment.chore_id)
            .where(ChoreAssignment.id.in_(wanted))
        )
        return {row_id: name for row_id, name in rows}
    found = Base.metadata.tables[table]
    column = found.c[_CALLED.get(table, "name")]
    rows = session.execute(select(found.c.id, column).where(found.c.id.in_(wanted)))
    return {row_id: name for row_id, name in rows}


def shares(session: Session, resident_id: int) -> Mapping[str, bool]:
    """What of a resident's own staff may see: steps and answers, only where they said so."""
    chosen = session.execute(
        select(SupportChoice.shares_steps, SupportChoice.shares_answers).where(
            SupportChoice.resident_id == resident_id, SupportChoice.voided_at.is_(None)
        )
    ).first()
    steps, answers = chosen if chosen is not None else (False, False)
    return {"steps": steps, "answers": answers}


def who_supports(
    session: Session, sponsorship_ids: Collection[int], *, mates: bool
) -> Mapping[int, str]:
    """Who each of these ties is with, by a name that is safe on paper; not where the resident
    shares only that there is somebody. A housemate goes by their short name in papers that stay in
    the house (`mates`); on any other it would tell of them that they live there.
    """
    peer, own = aliased(Resident), aliased(Resident)
    rows = session.execute(
        select(
            Sponsorship.id,
            Sponsorship.peer_resident_id,
            func.coalesce(peer.legal_first, own.legal_first),
            func.coalesce(peer.legal_last, own.legal_last),
            func.coalesce(peer.preferred_name, own.preferred_name),
            Sponsorship.name,
            Supporter.name,
        )
        .outerjoin(Supporter, Supporter.id == Sponsorship.supporter_id)
        .outerjoin(peer, peer.id == Sponsorship.peer_resident_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .where(Sponsorship.id.in_(sponsorship_ids), Sponsorship.share == "name")
    )
    return {tie: _called(names, mates=mates) for tie, *names in map(_known, rows)}


def _called(names: list[Any], *, mates: bool) -> str:
    mate, first, last, preferred, typed, listed = names
    if mate is not None and not mates:
        return another_person()
    return short_name(first, last, preferred) if first is not None else typed or listed or ""


def _known(row: Any) -> Any:
    """A row whose person may be nobody, which an outer join does not say by its types."""
    return row


def names_of_others(session: Session, resident_id: int) -> Iterable[str]:
    """The names of everybody else on record, and of supporters who are not this person's."""
    people = session.execute(
        select(Resident.legal_first, Resident.legal_last, Resident.preferred_name).where(
            Resident.id != resident_id
        )
    )
    for names in people:
        yield from names
    own = select(Sponsorship.supporter_id).where(
        Sponsorship.resident_id == resident_id, Sponsorship.supporter_id.is_not(None)
    )
    yield from session.scalars(select(Supporter.name).where(Supporter.id.not_in(own)))
