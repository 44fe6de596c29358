"""Matching: for whom the house looks for a sponsor, mentor or buddy, and who would fit and why."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain import match_words
from sobrhouse.domain.assigning import best_set
from sobrhouse.domain.matching import BUDDY_DAYS, SPONSOR_DAYS, Guide, Match, Seeker, Table, Weights
from sobrhouse.domain.names import plain
from sobrhouse.domain.sobriety import add_months
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import SPONSOR_KINDS, codes
from sobrhouse.queries.people import People
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.supporters import SupporterRow, supporter_list
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Introduction,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
    SupportChoice,
)

BUDDY = "house_buddy"
_TONGUES = {"espanol": "spanish", "ingles": "english", "castellano": "spanish"}


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who would fit a resident: a supporter of the list, or for a buddy a housemate's
    stay; `why` is a sentence, `reasons` the codes that an introduction keeps; `points` of `most`.
    """

    name: str
    why: str
    reasons: str
    points: int
    most: int
    supporter_id: int | None = None
    peer_stay_id: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody for whom a sponsor or buddy is looked for: since how many days they live here, who
    would fit best, whom they were introduced to (until which day it is asked after).
    """

    stay_id: int
    resident_id: int
    name: str
    days_here: int
    offers: tuple[Offer, ...]
    introduced_to: str = ""
    check_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paired:
    """One pair of the best set for several at once; `offer` None where nobody is left for them."""

    stay_id: int
    resident_id: int
    name: str
    offer: Offer | None


@needs(Permission.SEE_HOUSE)
def needs_match(session: Session, house_id: int, today: date) -> tuple[Need, ...]:
    """Everybody without a sponsor who looks for one, longest here first, with their best three."""
    return _needs(session, house_id, "sponsor", today)


@needs(Permission.SEE_HOUSE)
def needs_buddy(session: Session, house_id: int, today: date) -> tuple[Need, ...]:
    """Every newcomer without a buddy, newest first, with their best three."""
    return _needs(session, house_id, BUDDY, today)


@needs(Permission.SEE_HOUSE)
def matches_for(
    session: Session, house_id: int, stay_id: int, kind: str, today: date, most: int = 3
) -> tuple[Offer, ...]:
    """Who would fit one resident as this kind, best first."""
    house = _House(session, house_id, kind, today)
    person = next((p for p in house.people if p.stay_id == stay_id), None)
    return () if person is None else house.offers(person, most)


@needs(Permission.SEE_HOUSE)
def best_pairs(session: Session, house_id: int, kind: str, today: date) -> tuple[Paired, ...]:
    """The best set for everybody who looks for this kind and was not introduced yet, not the best
    for the first in line; in the order of `needs_match`.
    """
    house = _House(session, house_id, kind, today)
    open_ = [p for p in house.looking() if p.resident_id not in house.introduced]
    rows = [house.table.row(house.seeker(p)) for p in open_]
    chosen = best_set(rows, [g.room for g in house.table.guides])
    return tuple(
        Paired(p.stay_id, p.resident_id, house.names[p.resident_id],
               None if at is None else house.offer(house.table.explain(house.seeker(p), at)))
        for p, at in zip(open_, chosen, strict=True)
    )  # fmt: skip


def _needs(session: Session, house_id: int, kind: str, today: date) -> tuple[Need, ...]:
    house = _House(session, house_id, kind, today)
    found = []
    for person in house.looking():
        asked = house.introduced.get(person.resident_id)
        found.append(
            Need(person.stay_id, person.resident_id, house.names[person.resident_id],
                 (today - person.move_in_on).days, () if asked else house.offers(person),
                 asked.name if asked else "", asked.check_on if asked else None)
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    check_on: date


class _House:
    """One house's people, ties and supporters, read once for a kind of support."""

    def __init__(self, session: Session, house_id: int, kind: str, today: date) -> None:
        self.kind, self.today = kind, today
        chosen = house_settings(session, house_id)
        self.newcomer_days: int = chosen.get("buddy_days")
        asked = {"house": house_id, "kind": kind}
        self.people = session.execute(_people(), asked).all()
        self.names = People.short(self.people)
        ties = session.execute(_ties(), asked).all()
        self.have = {t.resident_id for t in ties if self._counts(t.kind)}
        self.never: dict[int, set[int]] = defaultdict(set)
        buddy = kind == BUDDY
        for t in ties:
            key = t.peer_resident_id if buddy else t.supporter_id
            if key is not None:
                self.never[t.resident_id].add(key)
        load = Counter(t.peer_resident_id for t in ties if t.kind == BUDDY)
        self.supporters: Mapping[int, SupporterRow] = {}
        if buddy:
            guides = self._housemates(load, chosen.get("buddy_most"))
        else:
            rows = supporter_list(session, house_id, today)
            self.supporters = {r.supporter_id: r for r in rows}
            guides = [_guide(r) for r in rows if r.state == "active" and kind in r.kinds]
        self.introduced = self._read_introduced(session, asked)
        least = 0 if buddy else (today - add_months(today, -chosen.get("mentor_months"))).days
        full = BUDDY_DAYS if buddy else SPONSOR_DAYS
        self.table = Table(guides, weights(chosen), today, full, least)

    def looking(self) -> Sequence[Any]:
        """Who looks for this kind: without a sponsor, longest here first; new without a buddy,
        newest first.
        """
        without = [p for p in self.people if p.resident_id not in self.have]
        if self.kind == BUDDY:
            new = [p for p in without if (self.today - p.move_in_on).days < self.newcomer_days]
            return sorted(new, key=lambda p: (-p.move_in_on.toordinal(), p.stay_id))
        asked = [p for p in without if p.looking is not False]
        return sorted(asked, key=lambda p: (p.move_in_on, p.stay_id))

    def seeker(self, person: Any) -> Seeker:
        """A resident as matching sees them."""
        own = {person.resident_id} if self.kind == BUDDY else {
            r.supporter_id for r in self.supporters.values()
            if r.resident_id == person.resident_id}  # fmt: skip
        return Seeker(
            person.resident_id, tongues(person.languages), _groups(person.pathway),
            person.gender or "", person.wants_gender or "", frozenset(codes(person.hours or "")),
            person.sober_on, frozenset(self.never[person.resident_id] | own),
        )  # fmt: skip

    def offers(self, person: Any, most: int = 3) -> tuple[Offer, ...]:
        """Who would fit somebody best."""
        return tuple(self.offer(m) for m in self.table.best(self.seeker(person), most))

    def offer(self, match: Match) -> Offer:
        """A match with the name and the words that people see."""
        why, codes_ = match_words.sentence(match), match_words.stored(match)
        most = self.table.weights.most
        if self.kind == BUDDY:
            stays = {p.resident_id: p.stay_id for p in self.people}
            return Offer(self.names[match.key], why, codes_, match.points, most,
                         peer_stay_id=stays[match.key])  # fmt: skip
        name = self.supporters[match.key].name
        return Offer(name, why, codes_, match.points, most, supporter_id=match.key)

    def _counts(self, kind: str) -> bool:
        if self.kind in SPONSOR_KINDS:
            return kind in SPONSOR_KINDS
        return kind == self.kind

    def _housemates(self, load: Counter[Any], most: int) -> list[Guide]:
        """Who lives here no longer as a newcomer, with what room they have left as buddies."""
        found = []
        for p in self.people:
            if (self.today - p.move_in_on).days < self.newcomer_days or p.sober_on is None:
                continue
            room = (most if p.buddies is None else p.buddies) - load[p.resident_id]
            found.append(
                Guide(p.resident_id, tongues(p.languages), _groups(p.pathway), p.gender or "",
                      frozenset(codes(p.hours or "")), p.sober_on, room, load[p.resident_id])
            )  # fmt: skip
        return found

    def _read_introduced(self, session: Session, asked: dict[str, Any]) -> dict[int, _Asked]:
        """Whom each was introduced to and is asked after; with whom it did not fit is never
        offered again.
        """
        found: dict[int, _Asked] = {}
        for r in session.execute(_introductions(), asked):
            key = r.peer_resident_id if self.kind == BUDDY else r.supporter_id
            if r.outcome in ("no_fit", "no_answer"):
                self.never[r.resident_id].add(key)
            elif r.outcome is None and self._counts(r.kind):
                known = self.supporters.get(r.supporter_id)
                name = self.names.get(r.peer_resident_id, "") if known is None else known.name
                found[r.resident_id] = _Asked(name, r.check_on)
        return found


def weights(chosen: HouseSettings) -> Weights:
    """What the house finds important."""
    return Weights(
        language=chosen.get("match_language"), fellowship=chosen.get("match_fellowship"),
        gender=chosen.get("match_gender"), years=chosen.get("match_years"),
        hours=chosen.get("match_hours"), room=chosen.get("match_room"),
    )  # fmt: skip


def tongues(words: str) -> frozenset[str]:
    """Languages as they are compared: without case, one word for each."""
    found = (plain(word) for word in words.split(","))
    return frozenset(_TONGUES.get(word, word) for word in found if word)


def _guide(r: SupporterRow) -> Guide:
    groups = frozenset(r.fellowships) | frozenset(p for p in r.pathways if p.islower())
    return Guide(r.supporter_id, tongues(r.languages), groups, r.gender, frozenset(r.hours),
                 r.sober_on, r.room, r.load + r.asked)  # fmt: skip


def _groups(pathway: str) -> frozenset[str]:
    return frozenset({pathway} if pathway else ())


@cache
def _people() -> Any:
    house = bindparam("house", type_=Integer)
    return (
        select(
            Stay.id.label("stay_id"), Stay.move_in_on, Resident.id.label("resident_id"),
            *People.names(), Resident.languages, Resident.pathway,
            SobrietyPeriod.start_on.label("sober_on"), SupportChoice.gender,
            SupportChoice.wants_gender, SupportChoice.hours, SupportChoice.buddies,
            SupportChoice.looking,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(SobrietyPeriod, and_(
            SobrietyPeriod.resident_id == Resident.id, SobrietyPeriod.voided_at.is_(None),
            SobrietyPeriod.end_on.is_(None)))
        .outerjoin(SupportChoice, and_(
            SupportChoice.resident_id == Resident.id, SupportChoice.voided_at.is_(None)))
        .where(Stay.house_id == house, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    )  # fmt: skip


@cache
def _ties() -> Any:
    return (
        select(Sponsorship.resident_id, Sponsorship.kind, Sponsorship.supporter_id,
               Sponsorship.peer_resident_id)
        .join(Stay, Stay.resident_id == Sponsorship.resident_id)
        .where(Stay.house_id == bindparam("house", type_=Integer), Stay.discharged_on.is_(None),
               Stay.voided_at.is_(None), Sponsorship.ended_on.is_(None),
               Sponsorship.voided_at.is_(None))
    )  # fmt: skip


@cache
def _introductions() -> Any:
    peer = aliased(Stay)
    return (
        select(Stay.resident_id, Introduction.kind, Introduction.supporter_id,
               Introduction.outcome, Introduction.check_on, Introduction.introduced_on,
               peer.resident_id.label("peer_resident_id"))
        .join(Stay, Stay.id == Introduction.stay_id)
        .outerjoin(peer, peer.id == Introduction.peer_stay_id)
        .where(Introduction.house_id == bindparam("house", type_=Integer),
               Stay.discharged_on.is_(None), Introduction.voided_at.is_(None))
        .order_by(Introduction.introduced_on, Introduction.id)
    )  # fmt: skip
