"""What people ask of the house at the kiosk: support, a pass, a new PIN; messages and visitors."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update

from sobrhouse.domain.names import called, plain
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.kiosk import LONGEST_AWAY, own, short_text
from sobrhouse.storage.tables import (
    Base,
    HouseMessage,
    MessageRead,
    Pass,
    Resident,
    Stay,
    SupportCall,
    Visitor,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

MOST_WAITING = 10  # requests for a pass that nobody has answered yet
FARTHEST = timedelta(days=180)
SAME_VISIT = timedelta(minutes=1)


def ask_support(work: Work, stay_id: int) -> int:
    """Somebody wants to be seen: a quiet row in Today, one at a time."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    return _call(work, me.house_id, stay_id, "support", me.resident_id)


def forgot_pin(work: Work, house_id: int, stay_id: int | None) -> int:
    """Somebody asks staff for a new PIN; alike for a number that nobody has."""
    work.require(Permission.KIOSK, house_id)
    row = work.connection.execute(
        select(Stay.resident_id).where(
            Stay.id == (stay_id if stay_id is not None else -1),
            Stay.house_id == house_id,
            Stay.discharged_on.is_(None),
            Stay.voided_at.is_(None),
        )
    ).first()
    if row is None:
        return _call(work, house_id, None, "pin", None)
    return _call(work, house_id, stay_id, "pin", row.resident_id)


def read_message(work: Work, stay_id: int, message_id: int) -> None:
    """ "I read this": kept once."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    found = work.connection.execute(
        select(HouseMessage.id, MessageRead.id.label("read_id"))
        .outerjoin(
            MessageRead,
            (MessageRead.message_id == HouseMessage.id) & (MessageRead.stay_id == stay_id),
        )
        .where(
            HouseMessage.id == message_id,
            HouseMessage.house_id == me.house_id,
            or_(HouseMessage.stay_id == stay_id, HouseMessage.stay_id.is_(None)),
            HouseMessage.voided_at.is_(None),
        )
    ).first()
    if found is None:
        raise NotFound(_("This message is not there any more."))
    if found.read_id is not None:
        return
    values = {"message_id": message_id, "stay_id": stay_id, "at": work.now}
    row_id = _insert(work, MessageRead, values)
    work.record_row("message.read", "message_read", row_id, **me.about, message_id=message_id)


def ask_pass(
    work: Work,
    stay_id: int,
    depart_at: datetime,
    return_by: datetime,
    destination: str,
    host: str = "",
    host_phone: str = "",
    reason: str = "",
) -> int:
    """Ask to be away over a curfew; staff decide."""
    work.require(Permission.KIOSK)
    me = own(work, stay_id)
    if not work.now - SAME_VISIT <= depart_at <= work.now + FARTHEST:
        raise Problem(_("Choose another day."), field="depart_at")
    if not depart_at < return_by <= depart_at + LONGEST_AWAY:
        raise Problem(_("Choose another time."), field="return_by")
    waiting = work.connection.execute(
        select(Pass.id, Pass.depart_at).where(
            Pass.stay_id == stay_id, Pass.status == "requested", Pass.voided_at.is_(None)
        )
    ).all()
    if len(waiting) >= MOST_WAITING or any(row.depart_at == depart_at for row in waiting):
        raise Problem(_("You have asked for this pass already."))
    said = {
        "depart_at": depart_at,
        "return_by": return_by,
        "destination": short_text(destination, "destination", _("Say where you are going.")),
        "host": short_text(host, "host"),
        "host_phone": short_text(host_phone, "host_phone"),
        "reason": short_text(reason, "reason"),
        "requested_at": work.now,
    }
    row_id = _insert(work, Pass, said | {"house_id": me.house_id, "stay_id": stay_id})
    work.record_row("pass.asked", "pass", row_id, **me.about, after=said)
    return row_id


def visitor_in(work: Work, house_id: int, name: str, host: str, agreed: bool) -> int:
    """A visitor came, and agreed to the rules. Whom they see is known where one name fits."""
    work.require(Permission.KIOSK, house_id)
    if not agreed:
        raise Problem(_("Agree to the rules of the house first."), field="agreed")
    said: dict[str, Any] = {
        "name": short_text(name, "name", _("Type your name.")),
        "host": short_text(host, "host", _("Type who you came to see.")),
        "agreed": agreed,
        "in_at": work.now,
    }
    stay_id = _host(work, house_id, said["host"])
    row_id = _insert(work, Visitor, said | {"house_id": house_id, "host_stay_id": stay_id})
    work.record_row("visitor.came", "visitor", row_id, house_id=house_id, after=said)
    return row_id


def visitor_out(work: Work, house_id: int, visitor_id: int) -> None:
    """A visitor left; once is enough."""
    work.require(Permission.KIOSK, house_id)
    row = work.connection.execute(
        select(Visitor.id, Visitor.in_at, Visitor.out_at).where(
            Visitor.id == visitor_id, Visitor.house_id == house_id, Visitor.voided_at.is_(None)
        )
    ).first()
    if row is None:
        raise NotFound(_("That visit is not there any more."))
    if row.out_at is not None:
        return
    at = max(work.now, row.in_at)
    work.connection.execute(
        update(_VISITORS)
        .where(_VISITORS.c.id == visitor_id)
        .values(out_at=at, updated_at=work.now, version=_VISITORS.c.version + 1)
    )
    work.record_row("visitor.left", "visitor", visitor_id, house_id=house_id, after={"out_at": at})


def _call(
    work: Work, house_id: int, stay_id: int | None, kind: str, resident_id: int | None
) -> int:
    """One call that waits for staff; a second touch does not make a second row."""
    waiting = work.connection.execute(
        select(SupportCall.id).where(
            SupportCall.house_id == house_id,
            SupportCall.stay_id == stay_id
            if stay_id is not None
            else SupportCall.stay_id.is_(None),
            SupportCall.kind == kind,
            SupportCall.seen_at.is_(None),
            SupportCall.voided_at.is_(None),
        )
    ).scalar()
    if waiting is not None:
        return int(waiting)
    said = {"house_id": house_id, "stay_id": stay_id, "kind": kind, "asked_at": work.now}
    row_id = _insert(work, SupportCall, said)
    work.record_row(
        "support.asked", "support_call", row_id, house_id=house_id, resident_id=resident_id,
        kind=kind,
    )  # fmt: skip
    return row_id


def _host(work: Work, house_id: int, typed: str) -> int | None:
    """The stay of the one person who is called so; none where nobody or several are."""
    people = work.connection.execute(
        select(Stay.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
    ).all()
    wanted = plain(typed.rstrip("."))
    found = [p.id for p in people if wanted in _ways(p)]
    return int(found[0]) if len(found) == 1 else None


def _ways(person: Any) -> set[str]:
    """In which ways a visitor may write somebody's name."""
    firsts = {plain(person.legal_first), plain(called(person.legal_first, person.preferred_name))}
    last = plain(person.legal_last)
    return firsts | {f"{first} {end}" for first in firsts for end in (last, last[:1])}


def _insert(work: Work, table: type[Base], values: dict[str, Any]) -> int:
    """A new row; gives its id."""
    made = {"created_at": work.now, "created_by": 0} | values
    key = work.connection.execute(
        insert(Base.metadata.tables[table.__tablename__]), made
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


_VISITORS = Base.metadata.tables["visitor"]
