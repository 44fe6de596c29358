"""Chores as Today tells of them, in one statement: how the day's turns stand, what waits for
somebody from the days before, who was asked to swap or cover, whose missed turns add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_hands import LONGEST_PERIOD, Hands, hands
from sobrhouse.domain.chore_ladder import Missed, ladder_steps, proposed, window
from sobrhouse.domain.chores import Seen, State, state_of
from sobrhouse.domain.recurrence import instant, rule_days
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.chores_today_rows import everything
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.settings import HouseSettings

LOOK_BACK = timedelta(days=6)  # with today a week: what waits longer stands with the chores alone
DONE = frozenset({State.PASSED, State.INSPECT})


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A turn of today, or one of the days before that is not settled; `due` and what else is an
    instant in the house's zone. `stay_id` is None where nobody has it.
    """

    chore_id: int
    assignment_id: int | None
    stay_id: int | None
    resident_id: int | None
    chore: str
    name: str
    on: date
    due: datetime
    state: State
    marked_at: datetime | None = None
    redo_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingTrade:
    """A swap or a cover that somebody was asked for and has not answered."""

    trade_id: int
    kind: str
    assignment_id: int
    chore: str
    on: date
    name: str
    other: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the ladder proposes for somebody; `missed` turns within `days`, the last on `on`."""

    stay_id: int
    resident_id: int
    name: str
    missed: int
    days: int
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Ladder:
    """The house's ladder: its steps, and how long a missed turn counts."""

    steps: tuple[str, ...] = ()
    days: int = 28

    @classmethod
    def of(cls, settings: HouseSettings) -> Ladder:
        """As the house has set it."""
        return cls(ladder_steps(settings.get("chore_ladder")), settings.get("chore_ladder_days"))


@dataclass(frozen=True, slots=True)
class ChoresToday:
    """What Today tells of chores; `turns` by day, then in the order of the chores."""

    begun: bool = False  # whether the house has any chore
    turns: tuple[OpenTurn, ...] = ()
    trades: tuple[WaitingTrade, ...] = ()
    proposals: tuple[NextStep, ...] = ()
    today: date = date.min

    @property
    def of_today(self) -> tuple[OpenTurn, ...]:
        """Today's turns, but for those that were excused or are not needed."""
        off = (State.EXCUSED, State.SKIPPED)
        return tuple(t for t in self.turns if t.on == self.today and t.state not in off)

    @property
    def done(self) -> int:
        """How many of today's are said to be done or passed."""
        return sum(turn.state in DONE for turn in self.of_today)

    @property
    def to_inspect(self) -> int:
        """How many of today's wait for somebody to look."""
        return sum(turn.state is State.INSPECT for turn in self.of_today)


def chores_today(
    session: Session, house_id: int, now: datetime, people: Iterable[ResidentRow],
    meetings: Iterable[MeetingToday], ladder: Ladder,
) -> ChoresToday:  # fmt: skip
    """The chores of a house; `now` in its zone, `people` who live there, `meetings` today's; a part
    of queries.
    """
    today = now.date()
    asked = {
        "house": house_id, "today": today, "since": today - LOOK_BACK,
        "back": today - LOOK_BACK - LONGEST_PERIOD, "counts": window(ladder.days, today),
    }  # fmt: skip
    by_tag: dict[str, list[Any]] = {tag: [] for tag in "camixqt"}
    for row in session.execute(everything(), asked):
        by_tag[row.tag].append(row)
    if not by_tag["c"]:
        return ChoresToday(today=today)
    first = min((m.at for m in meetings), default=None)
    return _Reading(now, by_tag, {p.stay_id: p for p in people}, first, ladder).told()


@dataclass(slots=True)
class _Reading:
    """What follows from the rows of one house."""

    now: datetime
    rows: Mapping[str, list[Any]]
    people: Mapping[int, ResidentRow]
    meeting_at: datetime | None
    ladder: Ladder
    chores: dict[int, Any] = field(default_factory=dict)

    def told(self) -> ChoresToday:
        """All of it."""
        rows = sorted(self.rows["c"], key=lambda row: (row.e, row.id))
        self.chores = {row.id: row for row in rows}
        held = hands(_Held(r.id, r.b, r.c, r.d1, r.s1, r.n, r.s2 or "") for r in self.rows["a"])
        marks, seen = _newest(self.rows["m"]), _newest(self.rows["i"])
        turns = [*self._dealt(held, marks, seen), *self._nobody(held)]
        order = {chore_id: n for n, chore_id in enumerate(self.chores)}
        turns.sort(key=lambda t: (t.on, order[t.chore_id], t.name))
        return ChoresToday(
            True, tuple(turns), tuple(self._trades()), tuple(self._steps()), self.now.date()
        )

    def _dealt(
        self, held: Hands[_Held], marks: Mapping[Any, Any], seen: Mapping[Any, Any]
    ) -> Iterator[OpenTurn]:
        """Today's turns, and those of the days before that are not settled."""
        today = self.now.date()
        for root in held.roots:
            chore = self.chores.get(root.chore_id)
            for on in held.days(root) if chore is not None else ():
                if not today - LOOK_BACK <= on <= today or not _there(chore, on):
                    continue
                hand = held.holder(root, on)
                mark, look = marks.get((hand.id, on)), seen.get((hand.id, on))
                if on == today or mark or look or on.isoformat() not in hand.looked_at:
                    turn = self._turn(chore, hand, on, mark, look)
                    if on == today or mark or look or turn.stay_id is not None:
                        yield turn

    def _turn(self, chore: Any, hand: _Held, on: date, mark: Any, look: Any) -> OpenTurn:
        due, person = self._due(chore, on), self.people.get(hand.stay_id)
        last = None if look is None else Seen(look.s1, look.t1)
        state = state_of(due, self.now, mark.t1 if mark else None, last)
        redo_by = look.t2 if look is not None and state is State.REDO else None
        zone = self.now.tzinfo
        return OpenTurn(
            chore.id, hand.id, person.stay_id if person else None,
            person.resident_id if person else None, shown(chore.s1), person.name if person else "",
            on, due, state, mark.t1.astimezone(zone) if mark else None,
            redo_by.astimezone(zone) if redo_by else None,
        )  # fmt: skip

    def _nobody(self, held: Hands[_Held]) -> Iterator[OpenTurn]:
        """Today's turns that were dealt to nobody."""
        today = self.now.date()
        dealt: dict[int, int] = {}
        for root in held.roots:
            if today in held.days(root):
                dealt[root.chore_id] = dealt.get(root.chore_id, 0) + 1
        for chore in self.chores.values():
            if rule_days(chore.s2, chore.d1, chore.d2, today, today):
                due = self._due(chore, today)
                for _more in range(chore.n - dealt.get(chore.id, 0)):
                    yield OpenTurn(chore.id, None, None, None, shown(chore.s1), "", today, due,
                                   state_of(due, self.now, None, None))  # fmt: skip

    def _due(self, chore: Any, on: date) -> datetime:
        """By when it is done; on an earlier day nobody asks for the minute."""
        zone = self.now.tzinfo
        assert isinstance(zone, ZoneInfo)
        if chore.b is not None and self.meeting_at is not None and on == self.now.date():
            return self.meeting_at - timedelta(minutes=chore.b)
        return instant(on, time.fromisoformat(chore.s3), zone)

    def _steps(self) -> Iterator[NextStep]:
        """What the ladder proposes for people who are here."""
        missed: dict[int, list[Missed]] = {}
        for row in self.rows["x"]:
            missed.setdefault(row.b, []).append(Missed(row.d1, row.t1))
        decided: dict[int, datetime] = {}
        for row in self.rows["q"]:
            decided[row.b] = max(row.t1, decided.get(row.b, row.t1))
        for stay_id, turns in missed.items():
            person = self.people.get(stay_id)
            step = proposed(self.ladder.steps, turns, decided.get(stay_id))
            if person is not None and step is not None:
                yield NextStep(stay_id, person.resident_id, person.name, step.missed,
                               self.ladder.days, step.words, max(t.on for t in turns))  # fmt: skip

    def _trades(self) -> Iterator[WaitingTrade]:
        """Those of people who are here, of days that have not passed."""
        for row in self.rows["t"]:
            mine, other = self.people.get(row.b), self.people.get(row.c)
            chore = self.chores.get(row.n)
            if mine is None or other is None or chore is None:
                continue
            on = row.d1 or row.d2
            if on >= self.now.date():
                asked = row.t1.astimezone(self.now.tzinfo)
                yield WaitingTrade(row.id, row.s1, row.e, shown(chore.s1), on, mine.name,
                                   other.name, asked)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Held:
    """One assignment that stands, as `chore_hands` needs it."""

    id: int
    chore_id: int
    stay_id: int
    period_start: date
    days: str
    replaces_id: int | None
    looked_at: str  # days before today


def _there(chore: Any, on: date) -> bool:
    return bool(chore.d1 <= on) and (chore.d2 is None or on <= chore.d2)


def _newest(rows: Iterable[Any]) -> dict[tuple[int, date], Any]:
    """The newest of each turn."""
    found: dict[tuple[int, date], Any] = {}
    for row in rows:
        key = (row.b, row.d1)
        if key not in found or (found[key].t1, found[key].id) < (row.t1, row.id):
            found[key] = row
    return found
