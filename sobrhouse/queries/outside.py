"""What a paper for outside could say about one person, before the gate weighs it row by row."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.consents import Category, Given
from sobrhouse.domain.gate import Fact
from sobrhouse.domain.outside import TELLS, Found, FromHouse, Line, OutsidePaper
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.consents import ConsentRow, consents_of, house_consents
from sobrhouse.queries.outside_facts import GATHERED, About
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Consent, House, Resident, Stay
from sobrhouse.words import _, speaking


@dataclass(frozen=True, slots=True)
class Somebody:
    """One who can be chosen for a paper, and how many of their consents stand today."""

    resident_id: int
    name: str
    consents: int


@needs(Permission.MANAGE_PEOPLE)
def outside_facts(
    session: Session,
    house_id: int,
    resident_id: int,
    paper: OutsidePaper,
    first: date,
    last: date,
    now: datetime,
    language: str = "",
) -> Found:
    """Every row that this paper could have, of these days, both included; nothing is left out here
    but what no such paper tells. In the `language` of the paper, else in the screen's. NotFound
    where the person never lived in the house.
    """
    with speaking(language):
        return _found(session, house_id, resident_id, paper, (first, last), now)


def _found(
    session: Session,
    house_id: int,
    resident_id: int,
    paper: OutsidePaper,
    days: tuple[date, date],
    now: datetime,
) -> Found:
    about = About.read(session, house_id, resident_id, days, now, paper)
    wanted = TELLS[paper]
    facts: list[Fact[Line]] = []
    for category in Category:
        if category in wanted and category in GATHERED:
            facts += GATHERED[category](about)
    days = about.lived_within()  # nobody missed a meeting in weeks before they came
    return Found(resident_id, house_id, house_said(session, house_id), paper, *days, tuple(facts))


def house_said(session: Session, house_id: int) -> FromHouse:
    """Who tells; for queries that have asked for leave already."""
    row = session.execute(
        select(House.name, House.address, House.phone, House.part2_status).where(
            House.id == house_id
        )
    ).first()
    if row is None:
        raise NotFound(_("That house is not there any more."))
    return FromHouse(row.name, row.address, nice_phone(row.phone), row.part2_status)


@needs(Permission.MANAGE_PEOPLE)
def standing_consents(
    session: Session, house_id: int, resident_id: int, today: date
) -> tuple[ConsentRow, ...]:
    """The consents of one person that this house keeps and that stand today, the newest first."""
    live = [row for row in consents_of(session, resident_id, today) if row.is_live]
    mine = frozenset(_given_here(session, house_id, [row.given for row in live]))
    return tuple(row for row in live if row.given.id in mine)


def _given_here(session: Session, house_id: int, given: list[Given]) -> list[int]:
    query = select(Consent.id).where(
        Consent.house_id == house_id, Consent.id.in_([one.id for one in given])
    )
    return list(session.scalars(query))


@needs(Permission.MANAGE_PEOPLE)
def people_for_papers(session: Session, house_id: int, today: date) -> tuple[Somebody, ...]:
    """Everybody who lives or lived in the house, first those of whom a consent stands: a letter may
    be asked for years later.
    """
    lived = select(Stay.resident_id).where(Stay.house_id == house_id, Stay.voided_at.is_(None))
    rows = session.execute(
        select(Resident.id.label("resident_id"), *People.names())
        .where(Resident.id.in_(lived), Resident.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    ).all()
    names = People.short(rows)
    live: dict[int, int] = {}
    for row in house_consents(session, house_id, today):
        if row.is_live:
            live[row.given.resident_id] = live.get(row.given.resident_id, 0) + 1
    return tuple(
        Somebody(who, name, live.get(who, 0))
        for who, name in sorted(
            names.items(), key=lambda pair: (pair[0] not in live, pair[1].casefold(), pair[0])
        )
    )
