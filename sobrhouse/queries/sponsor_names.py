"""Sponsor names: who the sponsor of each resident of a house is, where they let staff see it."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import SPONSOR_KINDS
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, Sponsorship, Stay, Supporter


@needs(Permission.SEE_HOUSE)
def sponsor_names(session: Session, house_id: int) -> dict[int, str]:
    """The sponsor, else the temporary one, of everybody here who has one, by resident; empty where
    the resident keeps the name to themselves.
    """
    found: dict[int, tuple[int, str]] = {}
    for r in session.execute(_sponsors(), {"house": house_id}):
        rank = SPONSOR_KINDS.index(r.kind)
        if r.resident_id not in found or rank < found[r.resident_id][0]:
            found[r.resident_id] = (rank, _name(r))
    return {who: name for who, (_rank, name) in found.items()}


def _name(r: Any) -> str:
    if r.share != "name":
        return ""
    if r.person_first is not None:
        return short_name(r.person_first, r.person_last, r.person_preferred)
    return str(r.name or r.supporter or "")


@cache
def _sponsors() -> Any:
    peer, own = aliased(Resident), aliased(Resident)
    return (
        select(Sponsorship.resident_id, Sponsorship.kind, Sponsorship.share, Sponsorship.name,
               Supporter.name.label("supporter"),
               func.coalesce(peer.legal_first, own.legal_first).label("person_first"),
               func.coalesce(peer.legal_last, own.legal_last).label("person_last"),
               func.coalesce(peer.preferred_name, own.preferred_name).label("person_preferred"))
        .join(Stay, and_(Stay.resident_id == Sponsorship.resident_id,
                         Stay.house_id == bindparam("house", type_=Integer),
                         Stay.discharged_on.is_(None), Stay.voided_at.is_(None)))
        .outerjoin(Supporter, Supporter.id == Sponsorship.supporter_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .outerjoin(peer, peer.id == Sponsorship.peer_resident_id)
        .where(Sponsorship.kind.in_(SPONSOR_KINDS), Sponsorship.ended_on.is_(None),
               Sponsorship.voided_at.is_(None))
        .order_by(Sponsorship.started_on.desc(), Sponsorship.id.desc())
    )  # fmt: skip
