"""The kiosk: what its screens may know, before a PIN and after it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.curfew import curfew_at, curfew_of
from sobrhouse.domain.houses import house_day
from sobrhouse.domain.kiosk_rules import kiosk_rules
from sobrhouse.domain.names import plain
from sobrhouse.domain.pins import badge_hash, length_of
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.kiosk_card import (
    Card,
    LastOut,
    MessageRow,
    OutRow,
    Supporter,
    card,
)
from sobrhouse.queries.kiosk_chore_pages import (
    Housemate,
    StepRow,
    TheirTurn,
    chores_of_mine,
    housemates,
    steps_to_done,
    turns_of_housemate,
)
from sobrhouse.queries.kiosk_chores import Asked, ChoreTurn, MyChores, Share
from sobrhouse.queries.kiosk_meetings import MeetingTile, ToLog, meetings_to_log
from sobrhouse.queries.kiosk_own import (
    MyAnswers,
    MyPerson,
    MySteps,
    MyWishes,
    my_answers,
    my_life,
    my_steps,
    my_wishes,
)
from sobrhouse.queries.kiosk_people import LIVING, living, shown_names
from sobrhouse.queries.kiosk_support import MyCircle, MyTie, my_circle
from sobrhouse.queries.kiosk_votes import VoteRow
from sobrhouse.queries.meetings_today import MeetingToday, house_meetings_on
from sobrhouse.queries.own_words import MyWeek, my_week
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Blob, House, KioskAccess, Stay, Visitor

__all__ = [
    "Asked", "Card", "ChoreTurn", "Claim", "HouseFacts", "Housemate", "LastOut", "MeetingTile",
    "MessageRow", "MyAnswers", "MyChores", "MyCircle", "MyPerson", "MySteps", "MyTie", "MyWeek",
    "MyWishes", "NameTile", "OutRow", "Share", "StepRow", "Supporter", "TheirTurn", "ToLog",
    "VisitorTile", "VoteRow", "card", "chores_of_mine", "claim_by_badge", "claim_by_name",
    "claim_by_number", "house_facts", "housemates", "meetings_to_log", "my_answers", "my_circle",
    "my_life", "my_steps", "my_week", "my_wishes", "names", "steps_to_done",
    "turns_of_housemate", "visitors_in",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """What everybody may know of a house: nothing here is about a person.

    `destinations` and `visitor_rules` are as the house wrote them, or our own English words: show
    them through `_`. `in_charge` is empty where nobody is named. `curfew` is that of the house
    tonight; `curfew_at` in UTC. A new PIN has `pin_length` numbers; those of the people here have
    one of `pin_lengths`.
    """

    house_id: int
    name: str
    phone: str
    language: str
    pin_length: int
    pin_lengths: tuple[int, ...]
    shows_names: bool
    shows_photos: bool
    destinations: tuple[str, ...]
    in_charge: str
    curfew: time | None
    curfew_at: datetime | None
    visitor_rules: str
    zone: str
    meetings: tuple[MeetingToday, ...] = ()  # the house's own of today


@dataclass(frozen=True, slots=True)
class NameTile:
    """One of the names that can be touched; `photo` is a JPEG, where the house shows photos."""

    stay_id: int
    resident_id: int
    shown: str
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says they are. `stay_id` None is a number or badge that nobody has: the PIN
    screen looks just the same, as `name` is empty for every number and badge.

    Hand `stay_id` and `typed` to `begin_try`. `chooses`: staff let this person choose a PIN now
    (asked with `now`).
    """

    stay_id: int | None
    name: str
    speaks: str
    resident_id: int | None = None
    typed: str = ""
    chooses: bool = False


@dataclass(frozen=True, slots=True)
class VisitorTile:
    """A visitor who is in the house now, for signing out again."""

    visitor_id: int
    shown: str
    in_at: datetime


@needs(Permission.KIOSK)
def house_facts(session: Session, house_id: int, now: datetime) -> HouseFacts:
    """The house as the rest screen shows it."""
    house = session.execute(
        select(House.name, House.phone, House.timezone).where(House.id == house_id)
    ).one()
    chosen, zone = house_settings(session, house_id), ZoneInfo(house.timezone)
    night, rules = house_day(now, zone), kiosk_rules(chosen)
    curfew = curfew_of(night, chosen.get("curfew_weekdays"), chosen.get("curfew_weekend"))
    return HouseFacts(
        house_id=house_id,
        name=house.name,
        phone=house.phone,
        language=rules.language,
        pin_length=rules.pin_length,
        pin_lengths=_lengths(session, house_id, rules.pin_length),
        shows_names=rules.names,
        shows_photos=rules.photos,
        destinations=rules.destinations,
        in_charge=rules.in_charge,
        curfew=curfew,
        curfew_at=curfew_at(night, curfew, zone).astimezone(UTC),
        visitor_rules=rules.visitor_rules,
        zone=house.timezone,
        meetings=house_meetings_on(session, house_id, now.astimezone(zone).date(), now, zone),
    )


@needs(Permission.KIOSK)
def names(session: Session, house_id: int) -> tuple[NameTile, ...]:
    """The names to touch, A to Z; none where the house hides them. Who is out is not told."""
    rules = kiosk_rules(house_settings(session, house_id))
    if not rules.names:
        return ()
    rows = session.execute(LIVING.where(KioskAccess.hidden.is_not(True)), {"house": house_id})
    people = rows.all()
    shown = shown_names(people)
    photos = _photos(session, people) if rules.photos else {}
    tiles = (
        NameTile(r.stay_id, r.resident_id, shown[r.resident_id], photos.get(r.photo_blob_id))
        for r in people
    )
    return tuple(sorted(tiles, key=lambda t: (plain(t.shown), t.stay_id)))


@needs(Permission.KIOSK)
def claim_by_name(
    session: Session, house_id: int, stay_id: int, now: datetime | None = None
) -> Claim:
    """Who touched a name."""
    people = living(session, house_id)
    found = next((r for r in people if r.stay_id == stay_id), None)
    language = kiosk_rules(house_settings(session, house_id)).language
    if found is None:
        return Claim(None, "", language, typed=f"stay {stay_id}")
    name = shown_names(people)[found.resident_id]
    return Claim(stay_id, name, found.speaks, found.resident_id, chooses=_chooses(found, now))


@needs(Permission.KIOSK)
def claim_by_number(
    session: Session, house_id: int, text: str, now: datetime | None = None
) -> Claim:
    """Who typed a number, or nobody."""
    typed = "".join(text.split()).encode("utf-8", "replace").decode("utf-8")  # half a letter, too
    return _claim(session, house_id, KioskAccess.number == typed, f"number {typed}", now)


@needs(Permission.KIOSK)
def claim_by_badge(
    session: Session, house_id: int, text: str, now: datetime | None = None
) -> Claim:
    """Whose badge was scanned, or nobody's."""
    hashed = badge_hash(text)
    return _claim(session, house_id, KioskAccess.badge_hash == hashed, f"badge {hashed}", now)


@needs(Permission.KIOSK)
def visitors_in(session: Session, house_id: int) -> tuple[VisitorTile, ...]:
    """The visitors who have not left, oldest first."""
    rows = session.execute(
        select(Visitor.id, Visitor.name, Visitor.in_at)
        .where(Visitor.house_id == house_id, Visitor.out_at.is_(None), Visitor.voided_at.is_(None))
        .order_by(Visitor.in_at, Visitor.id)
    )
    return tuple(VisitorTile(*row) for row in rows)


def _claim(session: Session, house_id: int, who: Any, typed: str, now: datetime | None) -> Claim:
    """The same statement and the same answer for a number that somebody has and one that nobody
    has.
    """
    found = session.execute(LIVING.where(who), {"house": house_id}).first()
    language = kiosk_rules(house_settings(session, house_id)).language
    if found is None:
        return Claim(None, "", language, typed=typed)
    return Claim(
        found.stay_id, "", language, found.resident_id, typed=typed, chooses=_chooses(found, now)
    )


def _lengths(session: Session, house_id: int, now: int) -> tuple[int, ...]:
    """How many numbers a PIN may have that somebody types here; who has which is not told."""
    stored = session.execute(
        select(KioskAccess.pin_hash)
        .join(Stay, Stay.resident_id == KioskAccess.resident_id)
        .where(
            Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None),
            KioskAccess.pin_hash.is_not(None),
        )
    ).scalars()  # fmt: skip
    return tuple(sorted({now, *(length_of(pin_hash or "") for pin_hash in stored)}))


def _chooses(row: Any, now: datetime | None) -> bool:
    return now is not None and row.choose_until is not None and row.choose_until > now


def _photos(session: Session, people: Any) -> dict[int, bytes]:
    wanted = {r.photo_blob_id for r in people if r.photo_blob_id is not None}
    rows = session.execute(select(Blob.id, Blob.bytes).where(Blob.id.in_(wanted)))
    return {row.id: row.bytes for row in rows}
