"""Retention as owners see it: the rules, and whose records may be destroyed when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name
from sobrhouse.domain.retention import Kept, RecordClass, Rule, Standing, Verdict, judge
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.purging import kept_until
from sobrhouse.storage.tables import House, Resident, RetentionRule

_ORDER = {s: n for n, s in enumerate((
    Standing.DUE, Standing.HELD, Standing.SUPPORTS, Standing.LATER, Standing.OPEN,
))}  # fmt: skip
_PEOPLE = select(Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The rule of one class, and whether the house has set it."""

    rule: Rule
    own: bool


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Somebody who does not live here, and until when their record is kept."""

    resident_id: int
    name: str
    record_class: RecordClass
    last_on: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class VisitsRow:
    """How many visits of a house are old enough to be destroyed."""

    house_id: int
    house: str
    visits: int


@needs(Permission.MANAGE_STAFF, house_free=True)
def retention_rules(session: Session) -> tuple[RuleRow, ...]:
    """The rule of each class."""
    own = set(session.scalars(
        select(RetentionRule.record_class).where(RetentionRule.voided_at.is_(None))
    ))  # fmt: skip
    found = kept_until.rules_in_force(session)
    return tuple(RuleRow(rule, record_class.value in own) for record_class, rule in found.items())


@needs(Permission.MANAGE_STAFF, house_free=True)
def kept_records(session: Session, today: date) -> tuple[KeptRow, ...]:
    """Everybody who does not live here or wait for a bed: who is due first, then who waits
    longest.
    """
    rules = kept_until.rules_in_force(session)
    kept = kept_until.kept_people(session)
    rows = (
        _kept_row(row, kept[row.id], rules, today)
        for row in session.execute(_PEOPLE.order_by(Resident.id)) if row.id in kept
    )  # fmt: skip
    found = [row for row in rows if row.verdict.standing is not Standing.OPEN]
    return tuple(sorted(
        found, key=lambda r: (_ORDER[r.verdict.standing], r.verdict.due_on, r.resident_id)
    ))  # fmt: skip


@needs(Permission.MANAGE_STAFF, house_free=True)
def old_visits(session: Session, today: date) -> tuple[VisitsRow, ...]:
    """The houses with visits that are old enough to be destroyed."""
    years = kept_until.rules_in_force(session)[RecordClass.VISITOR].years
    houses = session.execute(select(House.id, House.name).order_by(House.name, House.id)).all()
    rows = (
        VisitsRow(row.id, row.name, len(kept_until.visits_due(session, row.id, years, today)))
        for row in houses
    )
    return tuple(row for row in rows if row.visits)




def kept_row(session: Session, resident_id: int, today: date) -> KeptRow | None:
    """One person's, whether they live here or not; None for somebody who is not on record."""
    kept = kept_until.kept_of(session, resident_id)
    person = session.execute(_PEOPLE.where(Resident.id == resident_id)).first()
    if person is None or kept is None:
        return None
    return _kept_row(person, kept, kept_until.rules_in_force(session), today)


def _kept_row(
    row: Any, kept: Kept, rules: Mapping[RecordClass, Rule], today: date
) -> KeptRow:
    verdict = judge(kept, rules[kept.record_class], today)
    name = full_name(row.legal_first, row.legal_last, row.preferred_name)
    return KeptRow(row.id, name, kept.record_class, kept.last_on, verdict)
