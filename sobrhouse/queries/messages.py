"""Messages from the house, and who has read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_names
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HouseMessage, MessageRead, Resident, Stay

MOST = 100  # older messages are in the audit log


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message: to whom (empty is everybody), who read it and when, who has not."""

    message_id: int
    text: str
    sender: str
    sent_at: datetime
    until_on: date | None
    to: str
    read: tuple[tuple[str, datetime], ...]
    unread: tuple[str, ...]
    over: bool


@needs(Permission.SEE_HOUSE)
def messages_of(
    session: Session, house_id: int, today: date, stay_id: int | None = None
) -> tuple[SentMessage, ...]:
    """The newest messages of a house; with a stay, those on that person's card."""
    query = select(HouseMessage).where(
        HouseMessage.house_id == house_id, HouseMessage.voided_at.is_(None)
    )
    if stay_id is not None:
        query = query.where(or_(HouseMessage.stay_id == stay_id, HouseMessage.stay_id.is_(None)))
    order = (HouseMessage.sent_at.desc(), HouseMessage.id.desc())
    found = session.execute(query.order_by(*order).limit(MOST)).scalars().all()
    reads: dict[int, list[tuple[int, datetime]]] = {}
    for read in session.execute(
        select(MessageRead.message_id, MessageRead.stay_id, MessageRead.at)
        .where(MessageRead.message_id.in_([m.id for m in found]))
        .order_by(MessageRead.at)
    ):
        reads.setdefault(read.message_id, []).append((read.stay_id, read.at))
    living = _living(session, house_id)
    others = {stay_id for read in reads.values() for stay_id, _at in read}
    named = {**_names(session, others | {m.stay_id for m in found if m.stay_id}), **living}
    return tuple(_sent(m, reads.get(m.id, []), living, named, today) for m in found)


def _sent(
    message: HouseMessage,
    reads: list[tuple[int, datetime]],
    living: Mapping[int, str],
    named: Mapping[int, str],
    today: date,
) -> SentMessage:
    have = {stay_id for stay_id, _at in reads}
    wanted = [message.stay_id] if message.stay_id else list(living)
    return SentMessage(
        message.id,
        message.text,
        message.sender,
        message.sent_at,
        message.until_on,
        named.get(message.stay_id, "") if message.stay_id else "",
        tuple((named.get(stay_id, ""), at) for stay_id, at in reads),
        tuple(named.get(s, "") for s in wanted if s not in have),
        message.until_on is not None and message.until_on < today,
    )


def _living(session: Session, house_id: int) -> Mapping[int, str]:
    """The short name of everybody who lives there now, by stay, in the order of names."""
    rows = session.execute(
        _people()
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
        .order_by(Resident.sort_name)
    ).all()
    return short_names((r.stay_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows)


def _names(session: Session, stays: set[int]) -> Mapping[int, str]:
    rows = session.execute(_people().where(Stay.id.in_(stays))).all()
    return short_names((r.stay_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows)


def _people() -> Any:
    return select(
        Stay.id.label("stay_id"),
        Resident.legal_first,
        Resident.legal_last,
        Resident.preferred_name,
    ).join(Resident, Resident.id == Stay.resident_id)
