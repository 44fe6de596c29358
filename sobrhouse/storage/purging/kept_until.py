"""Kept until: what decides how long a person's record is kept: the last day it was in use, whether
they live here or wait, support somebody, or a legal hold stands on it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.residents import WAITING
from sobrhouse.domain.retention import (
    Kept,
    RecordClass,
    Rule,
    default_rule,
    due_on,
    last_day,
)
from sobrhouse.storage.tables import (
    Application,
    Consent,
    ConsentEnd,
    Disclosure,
    Hold,
    Note,
    Resident,
    RetentionRule,
    Sponsorship,
    Stay,
    Supporter,
    Visitor,
)

_Some: TypeAlias = Select[*tuple[Any, ...]]


def rules_in_force(session: Session) -> dict[RecordClass, Rule]:
    """The rule of each class: what the house has set, else the default."""
    found = {c: default_rule(c) for c in RecordClass}
    for row in session.scalars(select(RetentionRule).where(RetentionRule.voided_at.is_(None))):
        wanted = RecordClass(row.record_class)
        found[wanted] = Rule(wanted, row.years, row.basis)
    return found


def kept_of(session: Session, resident_id: int) -> Kept | None:
    """What keeps one person's record; None where there is none."""
    return kept_people(session, resident_id).get(resident_id)


def kept_people(session: Session, only: int | None = None) -> dict[int, Kept]:
    """The same of everybody, or of one; what a purge has left without a name is nobody."""
    days = _days(session, only)
    lived = _ids(session, _mine(select(Stay.resident_id), Stay, only))
    open_now = _ids(session, *_open(only))
    held = _ids(session, _of(select(Hold.resident_id).where(
        Hold.ended_at.is_(None), Hold.void_at.is_(None)), Hold.resident_id, only))  # fmt: skip
    supports = _ids(session, *_supporting(only))
    found = {}
    people = select(Resident.id, Resident.voided_at, Resident.created_at).where(
        or_(Resident.legal_first != "", Resident.legal_last != "", Resident.voided_at.is_(None))
    )
    for row in session.execute(_of(people, Resident.id, only)):
        last = last_day((*days[row.id], _day(row.voided_at))) or _day(row.created_at)
        assert last is not None
        kind = RecordClass.RESIDENT if row.id in lived else RecordClass.APPLICANT
        found[row.id] = Kept(
            kind, last, held=row.id in held, open=row.id in open_now, supports=row.id in supports
        )
    return found


def visits_due(session: Session, house_id: int, years: int, today: date) -> list[int]:
    """The visits to a house whose years are over, by their numbers, but for those to somebody on
    whom a legal hold stands.
    """
    held = (
        select(Stay.id)
        .join(Hold, Hold.resident_id == Stay.resident_id)
        .where(Hold.ended_at.is_(None), Hold.void_at.is_(None))
    )
    rows = session.execute(
        select(Visitor.id, Visitor.in_at)
        .where(
            Visitor.house_id == house_id,
            or_(Visitor.host_stay_id.is_(None), Visitor.host_stay_id.not_in(held)),
        )
        .order_by(Visitor.id)
    )
    return [r.id for r in rows if due_on(r.in_at.astimezone(UTC).date(), years) <= today]


def _days(session: Session, only: int | None) -> dict[int, list[date | None]]:
    """The days on which each record was in use."""
    found: dict[int, list[date | None]] = defaultdict(list)
    ended = select(Consent.resident_id, func.max(ConsentEnd.at)).join(
        ConsentEnd, ConsentEnd.consent_id == Consent.id
    )
    queries: Iterable[_Some] = (
        _mine(select(Stay.resident_id, func.max(Stay.discharged_on)), Stay, only),
        _mine(select(Application.resident_id, func.max(Application.received_on)),
              Application, only),
        _of(select(Disclosure.resident_id, func.max(Disclosure.at)), Disclosure.resident_id, only),
        _of(select(Consent.resident_id, func.max(Consent.signed_on)), Consent.resident_id, only),
        _of(ended, Consent.resident_id, only),
        _mine(select(Note.resident_id, func.max(Note.at)), Note, only),
        _of(select(Hold.resident_id, func.max(Hold.ended_at)), Hold.resident_id, only),
    )  # fmt: skip
    for query in queries:
        by = query.selected_columns[0]
        for who, day in session.execute(query.where(by.is_not(None)).group_by(by)):
            found[who].append(_day(day))
    return found


def _open(only: int | None) -> tuple[_Some, _Some]:
    """Who lives here, and who waits for a bed."""
    return (
        _mine(select(Stay.resident_id).where(Stay.discharged_on.is_(None)), Stay, only),
        _mine(select(Application.resident_id).where(Application.stage.in_(WAITING)),
              Application, only),
    )  # fmt: skip


def _supporting(only: int | None) -> tuple[_Some, ...]:
    """Who is on the list of supporters, or is somebody's sponsor or mentor now."""
    tie = and_(Sponsorship.ended_on.is_(None), Sponsorship.voided_at.is_(None))
    listed = select(Supporter.resident_id).where(
        Supporter.resident_id.is_not(None), Supporter.voided_at.is_(None)
    )
    return (
        _of(listed.where(Supporter.state != "stopped"), Supporter.resident_id, only),
        _of(select(Sponsorship.peer_resident_id).where(tie), Sponsorship.peer_resident_id, only),
        _of(listed.join(Sponsorship, Sponsorship.supporter_id == Supporter.id).where(tie),
            Supporter.resident_id, only),
    )  # fmt: skip


def _mine(query: _Some, table: Any, only: int | None) -> _Some:
    """Rows that were not taken back."""
    return _of(query.where(table.voided_at.is_(None)), table.resident_id, only)


def _of(query: _Some, column: Any, only: int | None) -> _Some:
    return query if only is None else query.where(column == only)


def _ids(session: Session, *queries: _Some) -> frozenset[int]:
    return frozenset(who for query in queries for who in session.scalars(query) if who is not None)


def _day(value: date | datetime | None) -> date | None:
    """The civil day of a day or an instant; the later of two possible days, so in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).date()
    return value
