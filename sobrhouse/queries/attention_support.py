"""Who of the house needs somebody to think of their circle: no sponsor yet, no contact, no buddy,
an introduction to ask after, a temporary sponsor whose days end, signs of slipping away.

The number of statements is the same for ten residents and for a thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain import slipping
from sobrhouse.domain.attention import Urgency
from sobrhouse.domain.names import short_name
from sobrhouse.domain.phrases import near_date, nice_date, nice_days
from sobrhouse.domain.slipping import Sign, Weeks
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import KIND_WORDS, SPONSOR_KINDS
from sobrhouse.queries import support_statements as statements
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import ResidentRow, residents_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
from sobrhouse.words import _

BUDDY = "house_buddy"
ENDS_SOON = timedelta(days=14)  # before a temporary sponsor's days are over
FIRST_DAYS = 3  # in which a newcomer's buddy is a thing of today
KEPT_WITHIN = timedelta(days=28)  # a house without any contact for so long keeps no log of them


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """Somebody to think of: `what`, the facts in `why`, a kind next `step`, and the `verb` of the
    button that opens `place` with `target`. `since` is the day from which it is so.
    """

    code: str
    urgency: Urgency
    stay_id: int
    resident_id: int
    name: str
    what: str
    why: str
    step: str
    verb: str
    place: str
    target: object
    since: date


@needs(Permission.SEE_HOUSE)
def support_attention(session: Session, house_id: int, now: datetime) -> tuple[SupportNeed, ...]:
    """Everybody of the house to think of, one row for each thing, in the order of names."""
    chosen = house_settings(session, house_id)
    zone = ZoneInfo(session.execute(statements.zone(), {"house": house_id}).scalar_one())
    local = now.astimezone(zone)
    people = residents_of(session, house_id, local.date(), Celebration.by(chosen))
    return support_of(session, house_id, local, people, chosen)


def support_of(
    session: Session,
    house_id: int,
    now: datetime,
    people: Sequence[ResidentRow],
    chosen: HouseSettings,
) -> tuple[SupportNeed, ...]:
    """The same where residents and settings have been read already; `now` is in the house's zone.
    For queries that have asked for leave already.
    """
    seen = _Circle(session, house_id, now, people, chosen)
    return tuple(need for person in people for need in seen.needs_of(person))


@dataclass(slots=True)
class _Tie:
    """An open tie of a resident."""

    kind: str
    started_on: date
    last_on: date | None


@dataclass(slots=True)
class _Around:
    """What was read about one resident."""

    met: int = 0
    met_before: int = 0
    ties: list[_Tie] = field(default_factory=list)
    contacts_before: int = 0
    last_on: date | None = None  # with anybody who supports them, or did until lately

    @property
    def sponsors(self) -> list[_Tie]:
        """The ties to a sponsor of any kind."""
        return [t for t in self.ties if t.kind in SPONSOR_KINDS]


class _Circle:
    """One house's ties, contacts and meetings, read once."""

    def __init__(
        self, session: Session, house_id: int, now: datetime, people: Sequence[ResidentRow],
        chosen: HouseSettings,
    ) -> None:  # fmt: skip
        self.today, self.chosen = now.date(), chosen
        self.first, self.recent = slipping.spans(self.today)
        asked = {"house": house_id, "first": self.first, "recent": self.recent,
                 "today": self.today, "settled": slipping.settled(self.today)}  # fmt: skip
        self.around: dict[int, _Around] = defaultdict(_Around)
        self._read_around(session, asked)
        self.asked: dict[int, list[Any]] = defaultdict(list)
        for row in session.execute(statements.introductions(), asked):
            self.asked[row.stay_id].append(row)
        self.names = {p.stay_id: p.name for p in people}
        self.keeps_log = any(
            around.last_on is not None and around.last_on >= self.today - KEPT_WITHIN
            for around in self.around.values()
        )
        days = chosen.get("buddy_days")
        self.has_elders = any((self.today - p.moved_in).days >= days for p in people)
        self.signs = self._signs(session, people, now)
        self.alone = self._alone(session, people)

    def needs_of(self, person: ResidentRow) -> Iterator[SupportNeed]:
        """What there is to think of for one resident."""
        around = self.around[person.resident_id]
        yield from self._to_ask(person)
        yield from self._slipping(person)
        yield from self._sponsor(person, around)
        yield from self._buddy(person, around)

    def _read_around(self, session: Session, asked: Mapping[str, Any]) -> None:
        for row in session.execute(statements.around(), asked):
            around = self.around[row.resident_id]
            if not row.kind:
                around.met, around.met_before = row.recent, row.before
                continue
            around.contacts_before += row.before
            if row.last_on is not None:
                around.last_on = max(around.last_on or row.last_on, row.last_on)
            if row.ended_on is None:
                around.ties.append(_Tie(row.kind, row.started_on, row.last_on))

    def _alone(self, session: Session, people: Iterable[ResidentRow]) -> frozenset[int]:
        """Who walks without a sponsor; only those are asked about who would be spoken of."""
        asked = [p.resident_id for p in people if self._is_without(p)]
        if not asked:
            return frozenset()
        return frozenset(session.scalars(statements.walk_alone(), {"people": asked}))

    def _signs(
        self, session: Session, people: Iterable[ResidentRow], now: datetime
    ) -> dict[int, tuple[Sign, ...]]:
        """Who shows signs of slipping; late returns are only read of those with another sign."""
        found: dict[int, tuple[Sign | None, ...]] = {}
        spans: dict[int, int] = {}
        for p in people:
            days, around = slipping.days_before(p.moved_in, self.today), self.around[p.resident_id]
            met = Weeks(around.met, around.met_before, days)
            recent = around.last_on is not None and around.last_on >= self.recent
            spoke = Weeks(int(recent), around.contacts_before, days)
            signs: tuple[Sign | None, ...] = (
                slipping.fewer_meetings(met),
                slipping.no_contact(spoke, around.last_on, self.today),
            )
            if any(signs) and not p.away:
                found[p.stay_id], spans[p.stay_id] = signs, days
        if not found:
            return {}
        late = {r.stay_id: r for r in session.execute(statements.late(), self._of_log(found, now))}
        said = {}
        for stay_id, signs in found.items():
            row = late.get(stay_id)
            weeks = Weeks(row.late, row.late_before, spans[stay_id]) if row else Weeks(0, 0, 0)
            said[stay_id] = slipping.slipping(*signs, slipping.late_back(weeks))
        return said

    def _of_log(self, stays: Iterable[int], now: datetime) -> dict[str, Any]:
        midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}
        begins = now.replace(**midnight) - (self.today - self.first)  # type: ignore[arg-type]
        recent = now.replace(**midnight) - (self.today - self.recent)  # type: ignore[arg-type]
        return {"stays": list(stays), "begins": begins, "recent_at": recent, "now": now}

    def _to_ask(self, person: ResidentRow) -> Iterator[SupportNeed]:
        for row in self.asked.get(person.stay_id, ()):
            if row.check_on > self.today:
                continue
            other = self.names.get(row.peer_stay_id) or row.supporter or ""
            if not other and row.legal_first is not None:
                other = short_name(row.legal_first, row.legal_last, row.preferred_name)
            yield self._need(
                person, "support.ask", Urgency.TODAY,
                _("How is it going between {name} and {other}?").format(
                    name=person.name, other=other
                ),
                _("Introduced {when}: {kind}.").format(
                    when=nice_date(row.introduced_on, self.today), kind=_(KIND_WORDS[row.kind])
                ),
                _("Ask both, and write down what came of it."), _("Write it down"), "sponsors",
                {"tab": "buddies" if row.kind == BUDDY else "needs", "introduction": row.id},
                row.check_on,
            )  # fmt: skip

    def _slipping(self, person: ResidentRow) -> Iterator[SupportNeed]:
        signs = self.signs.get(person.stay_id, ())
        if signs:
            yield self._need(
                person, "support.circle", Urgency.TODAY,
                _("Check in with {name}").format(name=person.name),
                " ".join(sign.words for sign in signs),
                _("Sit down together and ask how it is going."), _("Open profile"), "residents",
                _sponsor_tab(person), self.today - timedelta(days=self.today.weekday()),
            )  # fmt: skip

    def _sponsor(self, person: ResidentRow, around: _Around) -> Iterator[SupportNeed]:
        ties = around.sponsors
        if not ties:
            yield from self._without(person)
            return
        if all(t.kind != "sponsor" for t in ties):
            yield from self._temporary(person, ties)
        quiet = any(sign.code == "contact" for sign in self.signs.get(person.stay_id, ()))
        if not quiet:  # else it has been said
            yield from self._silent(person, ties)

    def _is_without(self, person: ResidentRow) -> bool:
        """Whether somebody is here for the house's days and has met nobody yet."""
        wait = self.chosen.get("sponsor_days")
        if not wait or (self.today - person.moved_in).days < wait:
            return False
        met = any(row.kind in SPONSOR_KINDS for row in self.asked.get(person.stay_id, ()))
        return not met and not self.around[person.resident_id].sponsors

    def _without(self, person: ResidentRow) -> Iterator[SupportNeed]:
        wait = self.chosen.get("sponsor_days")
        here = (self.today - person.moved_in).days
        if self._is_without(person) and person.resident_id not in self.alone:
            yield self._need(
                person, "support.no_sponsor", Urgency.WEEK,
                _("{name} has no sponsor yet").format(name=person.name),
                _("{days} in the house.").format(days=nice_days(here)),
                _("See who would fit, and introduce them."), _("Find a match"), "sponsors",
                {"tab": "needs", "stay": person.stay_id}, person.moved_in + timedelta(days=wait),
            )  # fmt: skip

    def _temporary(self, person: ResidentRow, ties: Sequence[_Tie]) -> Iterator[SupportNeed]:
        days = timedelta(days=self.chosen.get("temporary_sponsor_days"))
        began = max(t.started_on for t in ties)
        ends = began + days
        if self.today < ends - ENDS_SOON:
            return
        when = near_date(ends, self.today)
        why = _("Began {day}. The {days} end: {when}.")
        if ends < self.today:
            why = _("Began {day}. The {days} were over: {when}.")
        yield self._need(
            person, "support.temporary", Urgency.WEEK,
            _("{name} has a temporary sponsor").format(name=person.name),
            why.format(day=nice_date(began, self.today), days=nice_days(days.days), when=when),
            _("Ask whether they go on together, or look for a sponsor who stays."),
            _("Open profile"), "residents", _sponsor_tab(person),
            ends - ENDS_SOON,
        )  # fmt: skip

    def _silent(self, person: ResidentRow, ties: Sequence[_Tie]) -> Iterator[SupportNeed]:
        most = self.chosen.get("sponsor_contact_days")
        last = max((t.last_on for t in ties if t.last_on is not None), default=None)
        since = last or min(t.started_on for t in ties)
        days = (self.today - since).days
        if not most or days <= most or (last is None and not self.keeps_log):
            return
        why = _("The last contact with the sponsor was {when}: {days} ago.").format(
            when=nice_date(since, self.today), days=nice_days(days)
        )
        if last is None:
            why = _("No contact with the sponsor is written down since {when}.").format(
                when=nice_date(since, self.today)
            )
        yield self._need(
            person, "support.no_contact", Urgency.WEEK,
            _("{name} and the sponsor: no contact lately").format(name=person.name), why,
            _("Ask how it is going, and offer time and a phone for a call."), _("Open profile"),
            "residents", _sponsor_tab(person), since,
        )  # fmt: skip

    def _buddy(self, person: ResidentRow, around: _Around) -> Iterator[SupportNeed]:
        here = (self.today - person.moved_in).days
        has = any(t.kind == BUDDY for t in around.ties)
        if has or here >= self.chosen.get("buddy_days") or not self.has_elders or here < 0:
            return
        moved = _("Moved in: {when}.").format(when=near_date(person.moved_in, self.today))
        yield self._need(
            person, "support.no_buddy", Urgency.TODAY if here < FIRST_DAYS else Urgency.WEEK,
            _("{name} has no buddy yet").format(name=person.name), moved,
            _("Ask a housemate to show them around and be there."), _("Find a buddy"), "sponsors",
            {"tab": "buddies", "stay": person.stay_id}, person.moved_in,
        )  # fmt: skip

    def _need(
        self, person: ResidentRow, code: str, urgency: Urgency, what: str, why: str, step: str,
        verb: str, place: str, target: object, since: date,
    ) -> SupportNeed:  # fmt: skip
        return SupportNeed(code, urgency, person.stay_id, person.resident_id, person.name, what,
                           why, step, verb, place, target, since)  # fmt: skip


def _sponsor_tab(person: ResidentRow) -> dict[str, object]:
    """Where ties and contacts of somebody stand."""
    return {"resident": person.resident_id, "tab": "sponsor"}
