"""Sponsorships: who supports one resident, who did, how often they are in touch, and what the
resident lets staff see.

Where a resident shares only that there is somebody, no query for staff gives who: the name is taken
out here, before anything else sees the row.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import REACHED, SPONSOR_KINDS, codes
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Contact,
    Introduction,
    NetworkPerson,
    Resident,
    SponsorContact,
    Sponsorship,
    Staff,
    Stay,
    StepProgress,
    SupportChoice,
    Supporter,
)

RECENT = 30  # contacts that are listed one by one


@dataclass(frozen=True, slots=True)
class TieRow:
    """One who supports a resident, or did. `name` and `phone` are empty where staff may not see
    who; contacts of the last seven days are in `week`.
    """

    sponsorship_id: int
    version: int
    kind: str
    name: str
    phone: str
    supporter_id: int | None
    peer_resident_id: int | None
    own_name: str  # as it was typed for somebody who is not on the list
    own_phone: str
    shared: bool
    fellowship: str
    how_met: str
    started_on: date
    ended_on: date | None
    end_kind: str
    end_note: str
    resident_verified_on: date | None
    staff_verified_on: date | None
    staff_verified_by: str
    last_contact_on: date | None
    week: int
    note: str


@dataclass(frozen=True, slots=True)
class TouchRow:
    """One contact: that it was, and how."""

    contact_id: int
    sponsorship_id: int
    kind: str
    on: date
    minutes: int | None
    way: str
    by: str  # who of the staff wrote it down


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A newcomer whose buddy somebody is."""

    sponsorship_id: int
    resident_id: int
    name: str
    started_on: date


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An introduction that is asked after on a day."""

    introduction_id: int
    kind: str
    name: str
    introduced_on: date
    check_on: date
    sponsorship_id: int | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a resident chose about support; as it is before anybody chose."""

    gender: str = ""
    wants_gender: str = ""
    hours: tuple[str, ...] = ()
    buddies: int | None = None
    looking: bool = True
    looking_why: str = ""
    shares_steps: bool = False
    shares_answers: bool = False


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A contact or somebody shared from a resident's own life, and what they may be told."""

    contact_id: int | None
    label: str
    category: str
    relationship: str
    phone: str
    may_be_told: str
    supports: bool


@dataclass(frozen=True, slots=True)
class ResidentSupport:
    """What staff may see of who supports a resident. `steps` pair step and state, and are empty
    where the resident keeps them.
    """

    resident_id: int
    ties: tuple[TieRow, ...]
    past: tuple[TieRow, ...]
    buddy_of: tuple[PeerRow, ...]
    asked: tuple[AskedRow, ...]
    touches: tuple[TouchRow, ...]
    choices: Choices
    steps: tuple[tuple[int, str], ...]
    people: tuple[RelationRow, ...]

    @property
    def sponsor(self) -> TieRow | None:
        """The sponsor, or else the temporary one."""
        sponsors = [t for t in self.ties if t.kind in SPONSOR_KINDS]
        return min(sponsors, key=lambda t: SPONSOR_KINDS.index(t.kind), default=None)


@needs(Permission.SEE_HOUSE)
def resident_support(session: Session, resident_id: int, today: date) -> ResidentSupport:
    """Everything that staff may see of who supports this resident."""
    asked = {"who": resident_id, "week": today - timedelta(days=6)}
    ties = [tie_row(r) for r in session.execute(_ties(), asked)]
    choices = choices_of(session, resident_id)
    peers = session.execute(_buddy_of(), asked).all()
    names = People.short(peers)
    return ResidentSupport(
        resident_id=resident_id,
        ties=tuple(t for t in ties if t.ended_on is None),
        past=tuple(t for t in ties if t.ended_on is not None),
        buddy_of=tuple(
            PeerRow(r.id, r.resident_id, names[r.resident_id], r.started_on) for r in peers
        ),
        asked=tuple(_asked_row(r) for r in session.execute(_asked(), asked)),
        touches=tuple(
            TouchRow(r.id, r.sponsorship_id, r.kind, r.on_date, r.minutes, r.way, r.by or "")
            for r in session.execute(_touches(), asked)
        ),
        choices=choices,
        steps=_steps(session, resident_id) if choices.shares_steps else (),
        people=tuple(
            RelationRow(r.contact_id, r.label or r.name, r.category, r.relationship or "",
                        r.phone or "", r.may_be_told or "none", r.supports)
            for r in session.execute(_people(), asked)
        ),
    )  # fmt: skip


def choices_of(session: Session, resident_id: int) -> Choices:
    """What a resident chose, else as it is before."""
    query = select(SupportChoice).where(
        SupportChoice.resident_id == resident_id, SupportChoice.voided_at.is_(None)
    )
    r = session.scalars(query).one_or_none()
    if r is None:
        return Choices()
    return Choices(r.gender, r.wants_gender, codes(r.hours), r.buddies, r.looking, r.looking_why,
                   r.shares_steps, r.shares_answers)  # fmt: skip


def tie_row(r: Any) -> TieRow:
    """A row of `tie_columns` as staff may see it."""
    shared = r.share == "name"
    name = r.name or r.supporter_name or ""
    if r.person_first is not None:
        name = short_name(r.person_first, r.person_last, r.person_preferred)
    return TieRow(
        sponsorship_id=r.id, version=r.version, kind=r.kind, name=name if shared else "",
        phone=(r.supporter_phone or r.phone) if shared else "",
        supporter_id=r.supporter_id if shared else None,
        peer_resident_id=r.peer_resident_id if shared else None,
        own_name=r.name if shared else "", own_phone=r.phone if shared else "", shared=shared,
        fellowship=r.fellowship, how_met=r.how_met, started_on=r.started_on, ended_on=r.ended_on,
        end_kind=r.end_kind or "", end_note=r.end_note if shared else "",
        resident_verified_on=r.resident_verified_on, staff_verified_on=r.staff_verified_on,
        staff_verified_by=r.staff_name or "", last_contact_on=r.last_on, week=r.week or 0,
        note=r.note if shared else "",
    )  # fmt: skip


_WHO = bindparam("who", type_=Integer)


@cache
def tie_columns() -> Any:
    """Every live tie with who it is and its contacts; `week` is a bound date."""
    peer, own = aliased(Resident), aliased(Resident)
    week = bindparam("week", type_=SponsorContact.on_date.type)
    reached = and_(SponsorContact.sponsorship_id == Sponsorship.id,
                   SponsorContact.voided_at.is_(None),
                   SponsorContact.kind.in_(REACHED))  # fmt: skip
    last = select(func.max(SponsorContact.on_date)).where(reached).scalar_subquery()
    recent = (
        select(func.count()).where(reached, SponsorContact.on_date >= week).scalar_subquery()
    )
    return (
        select(
            Sponsorship.__table__, Supporter.name.label("supporter_name"),
            Supporter.phone.label("supporter_phone"), Staff.name.label("staff_name"),
            func.coalesce(peer.legal_first, own.legal_first).label("person_first"),
            func.coalesce(peer.legal_last, own.legal_last).label("person_last"),
            func.coalesce(peer.preferred_name, own.preferred_name).label("person_preferred"),
            last.label("last_on"), recent.label("week"),
        )
        .outerjoin(Supporter, Supporter.id == Sponsorship.supporter_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .outerjoin(peer, peer.id == Sponsorship.peer_resident_id)
        .outerjoin(Staff, Staff.id == Sponsorship.staff_verified_by)
        .where(Sponsorship.voided_at.is_(None))
    )  # fmt: skip


@cache
def _ties() -> Any:
    return (
        tie_columns()
        .where(Sponsorship.resident_id == _WHO)
        .order_by(Sponsorship.started_on.desc(), Sponsorship.id.desc())
    )


@cache
def _buddy_of() -> Any:
    return (
        select(Sponsorship.id, Sponsorship.resident_id, Sponsorship.started_on, *People.names())
        .join(Resident, Resident.id == Sponsorship.resident_id)
        .where(Sponsorship.peer_resident_id == _WHO, Sponsorship.kind == "house_buddy",
               Sponsorship.share == "name", Sponsorship.ended_on.is_(None),
               Sponsorship.voided_at.is_(None))
        .order_by(Sponsorship.started_on, Sponsorship.id)
    )  # fmt: skip


@cache
def _asked() -> Any:
    stay, other, peer, own = aliased(Stay), aliased(Stay), aliased(Resident), aliased(Resident)
    return (
        select(Introduction.id, Introduction.kind, Introduction.introduced_on,
               Introduction.check_on, Introduction.sponsorship_id, Supporter.name,
               func.coalesce(peer.legal_first, own.legal_first).label("person_first"),
               func.coalesce(peer.legal_last, own.legal_last).label("person_last"),
               func.coalesce(peer.preferred_name, own.preferred_name).label("person_preferred"))
        .join(stay, stay.id == Introduction.stay_id)
        .outerjoin(Supporter, Supporter.id == Introduction.supporter_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .outerjoin(other, other.id == Introduction.peer_stay_id)
        .outerjoin(peer, peer.id == other.resident_id)
        .where(stay.resident_id == _WHO, Introduction.outcome.is_(None),
               Introduction.voided_at.is_(None))
        .order_by(Introduction.check_on, Introduction.id)
    )  # fmt: skip


def _asked_row(r: Any) -> AskedRow:
    name = r.name or ""
    if r.person_first is not None:
        name = short_name(r.person_first, r.person_last, r.person_preferred)
    return AskedRow(r.id, r.kind, name, r.introduced_on, r.check_on, r.sponsorship_id)


@cache
def _touches() -> Any:
    return (
        select(SponsorContact.id, SponsorContact.sponsorship_id, SponsorContact.kind,
               SponsorContact.on_date, SponsorContact.minutes, SponsorContact.way,
               Staff.name.label("by"))
        .join(Sponsorship, Sponsorship.id == SponsorContact.sponsorship_id)
        .outerjoin(Staff, Staff.id == SponsorContact.created_by)
        .where(Sponsorship.resident_id == _WHO, Sponsorship.ended_on.is_(None),
               Sponsorship.voided_at.is_(None), SponsorContact.voided_at.is_(None))
        .order_by(SponsorContact.on_date.desc(), SponsorContact.id.desc())
        .limit(RECENT)
    )  # fmt: skip


def _steps(session: Session, resident_id: int) -> tuple[tuple[int, str], ...]:
    query = select(StepProgress.step, StepProgress.state).where(
        StepProgress.resident_id == resident_id, StepProgress.voided_at.is_(None)
    )
    return tuple((r.step, r.state) for r in session.execute(query.order_by(StepProgress.step)))


@cache
def _people() -> Any:
    """Contacts of the family kinds and whoever else is part of recovery; never a private person."""
    known: Any = (
        select(Contact.id.label("contact_id"), Contact.name, Contact.relationship, Contact.phone,
               Contact.may_be_told, NetworkPerson.label, Contact.kind.label("category"),
               NetworkPerson.id.is_not(None).label("supports"))
        .outerjoin(NetworkPerson, and_(
            NetworkPerson.contact_id == Contact.id, NetworkPerson.voided_at.is_(None)))
        .where(Contact.resident_id == _WHO, Contact.voided_at.is_(None),
               or_(Contact.kind.in_(("family", "friend", "emergency")),
                   NetworkPerson.id.is_not(None)))
    )  # fmt: skip
    shared: Any = select(
        NetworkPerson.contact_id, NetworkPerson.label.label("name"),
        func.coalesce(None, "").label("relationship"), func.coalesce(None, "").label("phone"),
        func.coalesce(None, "none").label("may_be_told"), NetworkPerson.label,
        NetworkPerson.category, (NetworkPerson.stance == "supports").label("supports"),
    ).where(NetworkPerson.resident_id == _WHO, NetworkPerson.voided_at.is_(None),
            NetworkPerson.private.is_(False), NetworkPerson.contact_id.is_(None))  # fmt: skip
    both = known.union_all(shared).subquery()
    return select(both).order_by(both.c.name, both.c.contact_id)
