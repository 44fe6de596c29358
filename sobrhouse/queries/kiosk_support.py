"""What the kiosk tells somebody of who supports them: their own ties, contacts and help, after the
PIN, and nothing of anybody else's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Integer, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.support import KIND_WORDS, REACHED, SPONSOR_KINDS
from sobrhouse.queries.kiosk_people import living, own_row, shown_names
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Assessment,
    HelpingEvent,
    House,
    Resident,
    SponsorContact,
    Sponsorship,
    Stay,
    Supporter,
)

WEEK, MONTH = timedelta(days=6), timedelta(days=29)  # before today, which is the last day
_ORDER = {kind: place for place, kind in enumerate(KIND_WORDS)}


@dataclass(frozen=True, slots=True)
class MyTie:
    """Somebody who supports one now. `name` is empty where nobody was named; `shared` whether staff
    may see who it is; `week` counts contacts of the last seven days.
    """

    sponsorship_id: int
    kind: str
    name: str
    phone: str
    shared: bool
    started_on: date
    last_on: date | None
    week: int

    @property
    def own(self) -> bool:
        """Whether it is one's own to end, and to tell or not; the house gives buddies."""
        return self.kind != "house_buddy"


@dataclass(frozen=True, slots=True)
class MyCircle:
    """Who supports one, whose buddy one is, and how often help went either way in thirty days."""

    today: date
    ties: tuple[MyTie, ...] = ()
    buddy_of: tuple[str, ...] = ()
    given: int = 0
    received: int = 0
    asked: bool = False  # whether the house asks for a BARC-10 by now

    @property
    def has_sponsor(self) -> bool:
        """Whether somebody is their sponsor, for good or for a time."""
        return any(tie.kind in SPONSOR_KINDS for tie in self.ties)


@needs(Permission.KIOSK)
def my_circle(
    session: Session, house_id: int, stay_id: int, now: datetime, *, actor: Actor
) -> MyCircle:
    """One's own; somebody else's is refused."""
    people = living(session, house_id)
    me = own_row(people, stay_id, actor)
    names = shown_names(people)
    today = day_of(session, house_id, now)
    helped = session.execute(_helped(), {"stay": stay_id, "since": today - MONTH}).one()
    buddy_of = session.execute(_buddy_of(), {"who": me.resident_id}).scalars()
    return MyCircle(
        today=today,
        ties=own_ties(session, me.resident_id, names, today),
        buddy_of=tuple(sorted(names[who] for who in buddy_of if who in names)),
        given=helped[0] or 0,
        received=helped[1] or 0,
        asked=_asked(session, house_id, me.resident_id, today),
    )


def own_ties(
    session: Session, resident_id: int, names: Mapping[int, str], today: date
) -> tuple[MyTie, ...]:
    """Who supports somebody now, the sponsor first, in one statement; a part of queries, which have
    asked. `names` are those of the house's people by resident.
    """
    rows = session.execute(_ties(), {"who": resident_id, "week": today - WEEK}).all()
    ties = [
        MyTie(
            r.id, r.kind, _name(r, names), r.supporter_phone or r.phone, r.share == "name",
            r.started_on, r.last_on, r.week or 0,
        )
        for r in rows
    ]  # fmt: skip
    return tuple(sorted(ties, key=lambda t: (_ORDER[t.kind], t.started_on, t.sponsorship_id)))


def _name(row: Any, names: Mapping[int, str]) -> str:
    if row.person_id is None:
        return str(row.supporter_name or row.name)
    known = names.get(row.person_id)
    return known or short_name(row.legal_first, row.legal_last, row.preferred_name)


def day_of(session: Session, house_id: int, now: datetime) -> date:
    """The civil date in the house's zone; a part of queries, which have asked."""
    zone = session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    return now.astimezone(ZoneInfo(zone)).date()


def _asked(session: Session, house_id: int, resident_id: int, today: date) -> bool:
    """Whether so many days have gone by since the last BARC-10 as the house has between two."""
    days = house_settings(session, house_id).get("barc_days")
    last = session.execute(
        select(func.max(Assessment.on_date))
        .join(Stay, Stay.id == Assessment.stay_id)
        .where(Stay.resident_id == resident_id, Assessment.void_at.is_(None))
    ).scalar()
    return bool(days) and (last is None or today >= last + timedelta(days=days))


_WHO = bindparam("who", type_=Integer)
_OPEN = and_(Sponsorship.ended_on.is_(None), Sponsorship.voided_at.is_(None))


@cache
def _ties() -> Any:
    person = aliased(Resident)
    reached = and_(SponsorContact.sponsorship_id == Sponsorship.id,
                   SponsorContact.voided_at.is_(None),
                   SponsorContact.kind.in_(REACHED))  # fmt: skip
    last = select(func.max(SponsorContact.on_date)).where(reached).scalar_subquery()
    week = bindparam("week", type_=Date)
    count = select(func.count()).where(reached, SponsorContact.on_date >= week).scalar_subquery()
    return (
        select(Sponsorship.id, Sponsorship.kind, Sponsorship.name, Sponsorship.phone,
               Sponsorship.share, Sponsorship.started_on, Supporter.name.label("supporter_name"),
               Supporter.phone.label("supporter_phone"), person.id.label("person_id"),
               person.legal_first, person.legal_last, person.preferred_name,
               last.label("last_on"), count.label("week"))
        .outerjoin(Supporter, Supporter.id == Sponsorship.supporter_id)
        .outerjoin(person, or_(person.id == Sponsorship.peer_resident_id,
                               person.id == Supporter.resident_id))
        .where(Sponsorship.resident_id == _WHO, _OPEN)
    )  # fmt: skip


@cache
def _buddy_of() -> Any:
    return select(Sponsorship.resident_id).where(
        Sponsorship.peer_resident_id == _WHO, Sponsorship.kind == "house_buddy", _OPEN
    )


@cache
def _helped() -> Any:
    me = bindparam("stay", type_=Integer)
    given, received = HelpingEvent.giver_stay_id == me, HelpingEvent.receiver_stay_id == me
    return select(func.count(case((given, 1))), func.count(case((received, 1)))).where(
        or_(given, received),
        HelpingEvent.on_date >= bindparam("since", type_=Date),
        HelpingEvent.voided_at.is_(None),
    )
