"""Supporters: the house's list of who is willing, how many they have, and when there was contact.

Of a tie that a resident keeps to themselves, the list counts only that somebody has a place less.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_name
from sobrhouse.domain.sobriety import days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import UNANSWERED, codes
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Introduction,
    MentorCheck,
    Resident,
    SobrietyPeriod,
    SponsorContact,
    Sponsorship,
    Staff,
    Stay,
    Supporter,
)

FULL = "full"


@dataclass(frozen=True, slots=True)
class SupporterRow:
    """One supporter; `state` is active, full, paused or stopped. `days` sober and `last_contact_on`
    are None where unknown; `unmet` is what the last check found missing, `checked_on` None where
    nobody looked yet. `load` counts those they support, `asked` those they were introduced to and
    are asked after.
    """

    supporter_id: int
    version: int
    resident_id: int | None
    lives_here: bool
    name: str
    kinds: tuple[str, ...]
    fellowships: tuple[str, ...]
    pathways: tuple[str, ...]
    languages: str
    gender: str
    hours: tuple[str, ...]
    sober_on: date | None
    days: int | None
    phone: str
    phone_agreed: bool
    capacity: int
    load: int
    asked: int
    state: str
    paused_until: date | None
    last_contact_on: date | None
    checked_on: date | None
    checked_by: str
    unmet: tuple[str, ...]
    note: str

    @property
    def room(self) -> int:
        """How many more they take."""
        return max(0, self.capacity - self.load - self.asked)


@dataclass(frozen=True, slots=True)
class SupportedRow:
    """Somebody whom a supporter supports, or did; `last_contact_on` None where there was none."""

    sponsorship_id: int
    resident_id: int
    name: str
    kind: str
    started_on: date
    ended_on: date | None
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One look at a supporter against the criteria, as they stood that day."""

    check_id: int
    on: date
    by: str
    criteria: tuple[str, ...]
    unmet: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SupporterCard:
    """One supporter with whom they support; `private` are more, who keep it to themselves."""

    row: SupporterRow
    supports: tuple[SupportedRow, ...]
    private: int
    past: tuple[SupportedRow, ...]
    checks: tuple[CheckRow, ...]


@needs(Permission.SEE_HOUSE)
def supporter_list(session: Session, house_id: int, today: date) -> tuple[SupporterRow, ...]:
    """Everybody on the house's list, by name."""
    found = session.execute(_supporters(), {"house": house_id}).all()
    taken = {r.supporter_id: r for r in session.execute(_taken(), {"house": house_id})}
    asked = Counter(session.execute(_asked(), {"house": house_id}).scalars())
    checks = {r.supporter_id: r for r in session.execute(_checks(), {"house": house_id})}
    rows = (
        _row(r, taken.get(r.id), asked[r.id], checks.get(r.id), today) for r in found
    )
    return tuple(sorted(rows, key=lambda r: (r.name.casefold(), r.supporter_id)))


@needs(Permission.SEE_HOUSE)
def supporter_card(
    session: Session, house_id: int, supporter_id: int, today: date
) -> SupporterCard | None:
    """One of the house's supporters, with whom they support and how they were checked; None where
    they are not on the list any more.
    """
    row = next(
        (r for r in supporter_list(session, house_id, today) if r.supporter_id == supporter_id),
        None,
    )
    if row is None:
        return None
    ties = session.execute(_ties(), {"supporter": supporter_id}).all()
    names = People.short(ties)
    shown = [t for t in ties if t.share == "name"]
    people = [
        SupportedRow(t.id, t.resident_id, names[t.resident_id], t.kind, t.started_on, t.ended_on,
                     t.last_on)
        for t in shown
    ]  # fmt: skip
    return SupporterCard(
        row,
        tuple(p for p in people if p.ended_on is None),
        sum(t.share != "name" and t.ended_on is None for t in ties),
        tuple(p for p in people if p.ended_on is not None),
        tuple(
            CheckRow(c.id, c.on_date, c.name or "", _lines(c.criteria), _lines(c.unmet), c.note)
            for c in session.execute(_checks_of(), {"supporter": supporter_id})
        ),
    )


def _row(r: Any, taken: Any, asked: int, check: Any, today: date) -> SupporterRow:
    load, last_on = (int(taken.load), taken.last_on) if taken else (0, None)
    since = r.period_start if r.resident_id is not None else r.sober_on
    name = short_name(r.legal_first, r.legal_last, r.preferred_name) if r.resident_id else r.name
    return SupporterRow(
        supporter_id=r.id, version=r.version, resident_id=r.resident_id,
        lives_here=bool(r.lives_here), name=name, kinds=codes(r.kinds),
        fellowships=codes(r.fellowships), pathways=codes(r.pathways), languages=r.languages,
        gender=r.gender, hours=codes(r.hours), sober_on=since,
        days=None if since is None else days_sober(since, today), phone=r.phone,
        phone_agreed=r.phone_agreed, capacity=r.capacity, load=load, asked=asked,
        state=_state(r, load + asked, today), paused_until=r.paused_until, last_contact_on=last_on,
        checked_on=check.on_date if check else None, checked_by=check.name or "" if check else "",
        unmet=_lines(check.unmet) if check else (), note=r.note,
    )  # fmt: skip


def _state(r: Any, taken: int, today: date) -> str:
    if r.state == "stopped":
        return "stopped"
    if r.state == "paused" and (r.paused_until is None or r.paused_until >= today):
        return "paused"
    return FULL if taken >= r.capacity else "active"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


_HOUSE = bindparam("house", type_=Integer)
_SUPPORTER = bindparam("supporter", type_=Integer)


@cache
def _supporters() -> Any:
    lives = exists(Stay.id).where(
        Stay.resident_id == Supporter.resident_id, Stay.house_id == _HOUSE,
        Stay.discharged_on.is_(None), Stay.voided_at.is_(None),
    )  # fmt: skip
    return (
        select(Supporter.__table__, *People.names(), lives.label("lives_here"),
               SobrietyPeriod.start_on.label("period_start"))
        .outerjoin(Resident, Resident.id == Supporter.resident_id)
        .outerjoin(SobrietyPeriod, and_(
            SobrietyPeriod.resident_id == Supporter.resident_id,
            SobrietyPeriod.voided_at.is_(None), SobrietyPeriod.end_on.is_(None)))
        .where(Supporter.house_id == _HOUSE, Supporter.voided_at.is_(None))
        .order_by(Supporter.sort_name, Supporter.id)
    )  # fmt: skip


def _last_contact() -> Any:
    """The day of a tie's last contact, from the end of its index: years of them cost nothing."""
    return (
        select(SponsorContact.on_date)
        .where(SponsorContact.sponsorship_id == Sponsorship.id,
               SponsorContact.voided_at.is_(None), SponsorContact.kind != UNANSWERED)
        .order_by(SponsorContact.on_date.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
    )  # fmt: skip


@cache
def _taken() -> Any:
    """How many each supports now, and their last contact with somebody who shares their name."""
    last = _last_contact()
    return (
        select(Sponsorship.supporter_id,
               func.sum(case((Sponsorship.ended_on.is_(None), 1), else_=0)).label("load"),
               func.max(case((Sponsorship.share == "name", last))).label("last_on"))
        .join(Supporter, Supporter.id == Sponsorship.supporter_id)
        .where(Supporter.house_id == _HOUSE, Sponsorship.voided_at.is_(None))
        .group_by(Sponsorship.supporter_id)
    )  # fmt: skip


@cache
def _asked() -> Any:
    return select(Introduction.supporter_id).where(
        Introduction.house_id == _HOUSE, Introduction.supporter_id.is_not(None),
        Introduction.outcome.is_(None), Introduction.voided_at.is_(None),
    )  # fmt: skip


@cache
def _checks() -> Any:
    later = MentorCheck.__table__.alias("later")
    newer = exists(later.c.id).where(
        later.c.supporter_id == MentorCheck.supporter_id, later.c.void_at.is_(None),
        or_(later.c.on_date > MentorCheck.on_date,
            and_(later.c.on_date == MentorCheck.on_date, later.c.id > MentorCheck.id)),
    )  # fmt: skip
    return (
        select(MentorCheck.supporter_id, MentorCheck.on_date, MentorCheck.unmet, Staff.name)
        .outerjoin(Staff, Staff.id == MentorCheck.created_by)
        .where(MentorCheck.house_id == _HOUSE, MentorCheck.void_at.is_(None), ~newer)
    )


@cache
def _checks_of() -> Any:
    return (
        select(MentorCheck.id, MentorCheck.on_date, MentorCheck.criteria, MentorCheck.unmet,
               MentorCheck.note, Staff.name)
        .outerjoin(Staff, Staff.id == MentorCheck.created_by)
        .where(MentorCheck.supporter_id == _SUPPORTER, MentorCheck.void_at.is_(None))
        .order_by(MentorCheck.on_date.desc(), MentorCheck.id.desc())
    )  # fmt: skip


@cache
def _ties() -> Any:
    return (
        select(Sponsorship.id, Sponsorship.resident_id, Sponsorship.kind, Sponsorship.share,
               Sponsorship.started_on, Sponsorship.ended_on, *People.names(),
               _last_contact().label("last_on"))
        .join(Resident, Resident.id == Sponsorship.resident_id)
        .where(Sponsorship.supporter_id == _SUPPORTER, Sponsorship.voided_at.is_(None))
        .order_by(Sponsorship.started_on.desc(), Sponsorship.id.desc())
    )  # fmt: skip
