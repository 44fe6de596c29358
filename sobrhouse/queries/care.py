"""Care: contacts, conditions, supervision, and work or school of a person, as they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from sobrhouse.storage.tables import Condition, Contact, Employment, LegalMatter


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody around the person."""

    id: int
    kind: str
    name: str
    relationship: str
    phone: str
    email: str
    address: str
    is_emergency: bool
    may_be_told: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """An allergy or a condition."""

    id: int
    text: str
    allergy: bool
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class LegalRow:
    """Legal supervision."""

    id: int
    kind: str
    case_no: str
    officer: str
    officer_phone: str
    conditions: str
    report_every: str
    start_on: date | None
    end_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class EmploymentRow:
    """Work, school, or what there is instead."""

    id: int
    kind: str
    place: str
    schedule: str
    hours_week: int | None
    verified_on: date | None
    from_on: date | None
    to_on: date | None
    version: int


class CareOf:
    """What is written down about one person, read kind by kind."""

    def __init__(self, session: Session, resident_id: int) -> None:
        self._session = session
        self._resident_id = resident_id

    def contacts(self) -> tuple[ContactRow, ...]:
        """Who is around them, emergency contacts first."""
        return self._rows(ContactRow, Contact, Contact.is_emergency.desc())

    def conditions(self) -> tuple[ConditionRow, ...]:
        """Allergies first."""
        return self._rows(ConditionRow, Condition, Condition.allergy.desc())

    def legal(self) -> tuple[LegalRow, ...]:
        """Supervision, the newest first."""
        return self._rows(LegalRow, LegalMatter, LegalMatter.id.desc())

    def employment(self) -> tuple[EmploymentRow, ...]:
        """Work or school, the newest first."""
        return self._rows(EmploymentRow, Employment, Employment.id.desc())

    def _rows(self, row: Any, table: Any, first: ColumnElement[Any]) -> tuple[Any, ...]:
        columns = [getattr(table, name) for name in row.__slots__]
        found = self._session.execute(
            select(*columns).where(
                table.resident_id == self._resident_id, table.voided_at.is_(None))
            .order_by(first, table.id))
        return tuple(row(*values) for values in found)
