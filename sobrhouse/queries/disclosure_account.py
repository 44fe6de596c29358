"""The accounting of disclosures: what left the house about somebody, or about anybody, and when
(42 CFR § 2.25; 45 CFR 164.528).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.consents import DisclosureRow, disclosures
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Account:
    """The rows of a period, oldest first; `person` is empty where it is of the whole house."""

    house_id: int
    first: date
    last: date
    person: str
    rows: tuple[DisclosureRow, ...]

    @property
    def counted(self) -> tuple[DisclosureRow, ...]:
        """Those that stand: something was handed out."""
        return tuple(row for row in self.rows if not row.void_why)


@needs(Permission.SEE_AUDIT)
def disclosure_account(
    session: Session, house_id: int, first: date, last: date, resident_id: int | None = None,
) -> Account:  # fmt: skip
    """What was told in these days, both included; for those who manage people, and for auditors."""
    rows = disclosures(session, house_id, first, last, resident_id)
    name = ""
    if resident_id is not None:
        person = session.get(Resident, resident_id)
        if person is None or person.voided_at is not None:
            raise NotFound(_("This person is not on record any more."))
        name = full_name(person.legal_first, person.legal_last, person.preferred_name)
    return Account(house_id, first, last, name, tuple(reversed(rows)))
