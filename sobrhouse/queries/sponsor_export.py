"""Supporters to take along: the house's list with whom each supports; names as they are kept, no
note of staff, and nobody who keeps it to themselves.
"""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import GENDER_WORDS, HOURS, KIND_WORDS, STATE_WORDS
from sobrhouse.queries.exports import ListOut
from sobrhouse.queries.people import People
from sobrhouse.queries.supporters import FULL, SupporterRow, supporter_list
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, Sponsorship, Supporter
from sobrhouse.words import N_, _

_HEADINGS = (
    N_("Name"), N_("Willing to be"), N_("Fellowships"), N_("Sober since"), N_("Days sober"),
    N_("Languages"), N_("Gender"), N_("Has time"), N_("How many they take"), N_("Supports now"),
    N_("Introduced to"), N_("Whom they support"), N_("State"), N_("Paused until"), N_("Phone"),
    N_("Last contact"), N_("Criteria looked at"), N_("Looked at by"), N_("Not met"),
)  # fmt: skip


@needs(Permission.EXPORT)
def sponsors_list(session: Session, house_id: int, today: date) -> ListOut:
    """Everybody on the house's list, by name; phones only where they agreed."""
    people = session.execute(_supported(), {"house": house_id}).all()
    names = People.short(people)
    supports: dict[int, list[str]] = defaultdict(list)
    for r in people:
        supports[r.supporter_id].append(names[r.resident_id])
    rows = tuple(
        _cells(r, sorted(supports[r.supporter_id]))
        for r in supporter_list(session, house_id, today)
    )
    return ListOut(tuple(_(heading) for heading in _HEADINGS), rows)


def _cells(r: SupporterRow, supports: list[str]) -> tuple[Any, ...]:
    shown = r.state if r.state != FULL else "active"
    return (
        r.name, _listed(KIND_WORDS, r.kinds), ", ".join(fellowship_name(c) for c in r.fellowships),
        r.sober_on, r.days, r.languages, _(GENDER_WORDS[r.gender]) if r.gender else "",
        _listed(HOURS, r.hours), r.capacity, r.load, r.asked, ", ".join(supports),
        _(STATE_WORDS[shown]), r.paused_until if r.state == "paused" else None,
        nice_phone(r.phone) if r.phone_agreed else "", r.last_contact_on, r.checked_on,
        r.checked_by, ", ".join(r.unmet),
    )  # fmt: skip


def _listed(words: dict[str, str], chosen: tuple[str, ...]) -> str:
    return ", ".join(_(words[code]) for code in chosen)


@cache
def _supported() -> Any:
    return (
        select(Sponsorship.supporter_id, Sponsorship.resident_id, *People.names())
        .join(Supporter, Supporter.id == Sponsorship.supporter_id)
        .join(Resident, Resident.id == Sponsorship.resident_id)
        .where(Supporter.house_id == bindparam("house", type_=Integer),
               Sponsorship.share == "name", Sponsorship.ended_on.is_(None),
               Sponsorship.voided_at.is_(None))
        .order_by(Sponsorship.id)
    )  # fmt: skip
