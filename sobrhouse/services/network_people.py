"""People in a resident's life: who is part of recovery, and, for the resident alone, whom they stay
away from. Of what is private the audit log tells that it changed, and nothing else.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import CATEGORY_WORDS, STANCE_WORDS
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Contact, NetworkPerson
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 60
_HIDDEN = ("label", "category", "stance", "last_contact_on")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in a resident's own life, in the resident's own words."""

    label: str
    category: str = "other"
    stance: str = "supports"
    last_contact_on: date | None = None
    private: bool = True


def set_part_of_recovery(work: Work, contact_id: int, supports: bool) -> bool:
    """Whether a contact is part of the resident's recovery; gives what it was before, so that the
    same call is the way back.
    """
    work.require(Permission.RECORD_DAILY)
    contact = work.get(Contact, contact_id)
    query = select(NetworkPerson).where(
        NetworkPerson.contact_id == contact.id, NetworkPerson.voided_at.is_(None)
    )
    row = work.session.scalars(query).one_or_none()
    if supports == (row is not None):
        return supports
    if row is not None:
        work.watch(row).voided_at = work.now
        work.record("network_person.taken_back", row)
        return True
    made = NetworkPerson(
        resident_id=contact.resident_id, contact_id=contact.id, private=False,
        category=contact.kind if contact.kind in CATEGORY_WORDS else "other",
    )  # fmt: skip
    work.record("network_person.added", work.add(made))
    return False


def put_person(work: Work, resident_id: int, known: Known, person_id: int | None = None) -> int:
    """Write somebody down, or change them, for the resident; a part of use cases, which have
    asked.
    """
    label = " ".join(known.label.split())[:LONGEST]
    if not label:
        raise Problem(_("Say who it is, in your own words."), field="label")
    if known.category not in CATEGORY_WORDS or known.stance not in STANCE_WORDS:
        raise Problem(_("Choose one from the list."), field="category")
    row = NetworkPerson(resident_id=resident_id) if person_id is None else own(
        work, resident_id, person_id)  # fmt: skip
    was_private = person_id is not None and row.private
    row.label, row.category, row.stance = label, known.category, known.stance
    row.last_contact_on = known.last_contact_on
    row.private = known.private or known.stance == "avoid"
    if person_id is None:
        work.add(row)
    action = "network_person.added" if person_id is None else "network_person.changed"
    work.record(action, row, hide=_HIDDEN if was_private or row.private else ())
    return row.id


def own(work: Work, resident_id: int, person_id: int) -> NetworkPerson:
    """Somebody in this resident's life whom they wrote down themselves; a part of use cases."""
    row = work.get(NetworkPerson, person_id)
    if row.resident_id != resident_id or row.contact_id is not None or row.voided_at is not None:
        raise NotFound(_("This was removed meanwhile."))
    return row


def record_person(work: Work, action: str, row: NetworkPerson) -> None:
    """Record what was done, and of whom only what staff may see; a part of use cases."""
    work.record(action, row, hide=_HIDDEN if row.private else ())
