"""The circle of a house: who lives in it, who supports whom, who shares a room, meetings or chores,
and who helped. For staff alone.

Of a tie that a resident keeps to themselves it says only that there is one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Integer, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.chores import State
from sobrhouse.domain.circle import Circle, Member, Tie
from sobrhouse.domain.names import plain, short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.chore_turns import turns_between
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import ResidentRow, residents_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Attendance,
    Bed,
    BedAssignment,
    HelpingEvent,
    House,
    Resident,
    Sponsorship,
    Stay,
    Supporter,
)

_DONE = frozenset({State.PASSED, State.INSPECT, State.REDO})  # whoever did nothing shared nothing


@needs(Permission.SEE_HOUSE)
def circle(session: Session, house_id: int, now: datetime) -> Circle:
    """Everybody who lives in the house now and whoever supports them, with the ties of today."""
    chosen = house_settings(session, house_id)
    zone = ZoneInfo(session.execute(_zone(), {"house": house_id}).scalar_one())
    today = now.astimezone(zone).date()
    days = chosen.get("circle_days")
    first = today - timedelta(days=days - 1)
    people = residents_of(session, house_id, today, Celebration.by(chosen))
    asked = {"house": house_id, "first": first, "last": today}
    made = _Made(people, {r.stay_id: r.room_id for r in session.execute(_rooms(), asked)}, today)
    made.support(session.execute(_ties(), asked))
    made.same_room()
    made.shared(ties_of.MEETINGS, _met(session.execute(_went(), asked)), ties_of.LEAST_MEETINGS)
    turns = turns_between(session, house_id, first, today, now)
    done = ((t.stay_id, (t.chore_id, t.on)) for t in turns
            if t.stay_id is not None and t.state in _DONE)  # fmt: skip
    made.shared(ties_of.CHORES, done, 1)
    made.helped(session.execute(_helping(), asked))
    return Circle(today, days, made.members(), made.ties())


class _Made:
    """A circle while it is being put together."""

    def __init__(self, people: Sequence[ResidentRow], rooms: dict[int, int], today: date) -> None:
        self._key = {p.stay_id: f"r{p.resident_id}" for p in people}
        self._known = {
            f"r{p.resident_id}": Member(
                f"r{p.resident_id}", p.name, resident_id=p.resident_id,
                days=None if p.sober.since is None else p.sober.days,
                days_here=(today - p.moved_in).days, room=p.room, room_id=rooms.get(p.stay_id, 0),
                full_name=p.full_name, bed=p.bed,
            )
            for p in people
        }  # fmt: skip
        self._ties: list[Tie] = []

    def members(self) -> tuple[Member, ...]:
        """Residents by name, then those outside by name."""
        return tuple(sorted(self._known.values(), key=lambda m: (m.outside, plain(m.name), m.key)))

    def ties(self) -> tuple[Tie, ...]:
        """By kind as they are listed, then by who it is."""
        order = list(ties_of.TIE_WORDS)
        names = {m.key: n for n, m in enumerate(self.members())}
        return tuple(
            sorted(self._ties, key=lambda t: (order.index(t.kind), names[t.one], names[t.other],
                                              t.word))
        )  # fmt: skip

    def support(self, rows: Iterable[Any]) -> None:
        """Sponsors, mentors and buddies; of one that is kept private only that there is one."""
        seen = set()
        for r in rows:
            mine = f"r{r.resident_id}"
            if r.share != "name":
                member = self._known[mine]
                self._known[mine] = replace(member, private=member.private + 1)
                continue
            key = self._supporter(r)
            kind = ties_of.BUDDY if r.kind == "house_buddy" else ties_of.SPONSORSHIP
            if key != mine and (key, mine, r.kind) not in seen:
                seen.add((key, mine, r.kind))
                word = r.kind if kind == ties_of.SPONSORSHIP else ""
                self._ties.append(Tie(kind, key, mine, word=word))

    def _supporter(self, r: Any) -> str:
        """The key of who supports, put among those outside where they do not live here."""
        who = r.peer_id or r.own_id
        if f"r{who}" in self._known:
            return f"r{who}"
        key = f"p{who}" if who else f"s{r.supporter_id}" if r.supporter_id else f"t{r.id}"
        name = r.name or r.supporter_name or ""
        if who:
            name = short_name(r.legal_first, r.legal_last, r.preferred_name)
        self._known.setdefault(
            key, Member(key, name, outside=True, supporter_id=r.supporter_id, resident_id=who)
        )
        return key

    def same_room(self) -> None:
        """Who sleeps in one room."""
        held: dict[int, list[str]] = defaultdict(list)
        for member in self._known.values():
            if member.room_id:
                held[member.room_id].append(member.key)
        for keys in held.values():
            self._ties += [Tie(ties_of.ROOM, *pair) for pair in combinations(sorted(keys), 2)]

    def shared(self, kind: str, done: Iterable[tuple[int, Any]], least: int) -> None:
        """Who did the same thing at the same time, `least` times or more."""
        there: dict[Any, set[str]] = defaultdict(set)
        for stay_id, what in done:
            if stay_id in self._key:
                there[what].add(self._key[stay_id])
        counted = Counter(pair for keys in there.values() for pair in combinations(sorted(keys), 2))
        self._ties += [
            Tie(kind, *pair, times=n) for pair, n in counted.items() if n >= least
        ]  # fmt: skip

    def helped(self, rows: Iterable[Any]) -> None:
        """Who helped whom, where both are named."""
        for r in rows:
            if r.giver_stay_id in self._key and r.receiver_stay_id in self._key:
                giver, receiver = self._key[r.giver_stay_id], self._key[r.receiver_stay_id]
                self._ties.append(Tie(ties_of.HELPING, giver, receiver, times=r.times))


def _met(rows: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each meeting that somebody was at, told from others by day, group and time."""
    for r in rows:
        group = r.meeting_group_id or plain(r.group_text)
        if group:
            at = "" if r.meeting_group_id else r.started_at
            yield r.stay_id, (r.attended_on, group, at)


# Built once: building a statement takes longer than running it.

_HOUSE = bindparam("house", type_=Integer)
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_LIVES = (Stay.house_id == _HOUSE, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))


@cache
def _zone() -> Any:
    return select(House.timezone).where(House.id == _HOUSE)


@cache
def _rooms() -> Any:
    return (
        select(BedAssignment.stay_id, Bed.room_id)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .where(*_LIVES, BedAssignment.end_on.is_(None), BedAssignment.void_at.is_(None))
    )


@cache
def _ties() -> Any:
    peer, own = aliased(Resident), aliased(Resident)
    return (
        select(Sponsorship.id, Sponsorship.resident_id, Sponsorship.kind, Sponsorship.share,
               Sponsorship.name, Sponsorship.supporter_id, peer.id.label("peer_id"),
               own.id.label("own_id"), Supporter.name.label("supporter_name"),
               func.coalesce(peer.legal_first, own.legal_first).label("legal_first"),
               func.coalesce(peer.legal_last, own.legal_last).label("legal_last"),
               func.coalesce(peer.preferred_name, own.preferred_name).label("preferred_name"))
        .join(Stay, Stay.resident_id == Sponsorship.resident_id)
        .outerjoin(Supporter, Supporter.id == Sponsorship.supporter_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .outerjoin(peer, peer.id == Sponsorship.peer_resident_id)
        .where(*_LIVES, Sponsorship.ended_on.is_(None), Sponsorship.voided_at.is_(None))
        .order_by(Sponsorship.started_on, Sponsorship.id)
    )  # fmt: skip


@cache
def _went() -> Any:
    return select(
        Attendance.stay_id, Attendance.attended_on, Attendance.meeting_group_id,
        Attendance.group_text, Attendance.started_at,
    ).where(
        Attendance.house_id == _HOUSE, Attendance.attended_on.between(_FIRST, _LAST),
        Attendance.void_at.is_(None),
    )  # fmt: skip


@cache
def _helping() -> Any:
    return (
        select(HelpingEvent.giver_stay_id, HelpingEvent.receiver_stay_id,
               func.count().label("times"))
        .where(HelpingEvent.house_id == _HOUSE, HelpingEvent.on_date.between(_FIRST, _LAST),
               HelpingEvent.voided_at.is_(None), HelpingEvent.giver_stay_id.is_not(None),
               HelpingEvent.receiver_stay_id.is_not(None))
        .group_by(HelpingEvent.giver_stay_id, HelpingEvent.receiver_stay_id)
    )  # fmt: skip
