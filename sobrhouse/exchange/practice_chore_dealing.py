"""The chores of the practice house dealt as the program deals them: evenly, some weeks at a time,
knowing what became of the weeks before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sobrhouse.domain.chore_book import Dealt
from sobrhouse.domain.chore_house import BALANCED, Bar, Dweller, Hand, House, Pair, Round, Task
from sobrhouse.domain.chore_planning import plan
from sobrhouse.exchange.practice_chores import DAY, FIRST_DAYS, WEEK, Standing
from sobrhouse.exchange.practice_life import Lived

_AT_ONCE = 8  # weeks


@dataclass(slots=True)
class Dealing:
    """Deals week after week. `away` says on which days somebody is on a pass; weeks up to `today`
    were dealt before it was asked for.
    """

    rotation: Round
    standing: Sequence[Standing]
    lived: Sequence[Lived]
    away: Mapping[int, set[date]]
    today: date
    bars: list[Bar] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    hands: dict[int, Hand] = field(default_factory=dict)
    _weeks: dict[date, list[Dealt]] = field(default_factory=dict)
    _by_chore: dict[int, Standing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_chore = {one.chore: one for one in self.standing}

    @classmethod
    def of(
        cls, rotation_id: int, seed: int, anchor_on: date, standing: Sequence[Standing],
        lived: Sequence[Lived], away: Mapping[int, set[date]], today: date,
    ) -> "Dealing":  # fmt: skip
        """Of one rotation of a week."""
        return cls(Round(rotation_id, BALANCED, anchor_on, 1, seed), standing, lived, away, today)

    def bar(
        self, stay: int, chore: int | None, weekdays: str, first: date, last: date | None
    ) -> None:
        """Somebody is not asked for a chore (None: for any) between two days."""
        days = tuple(int(day) for day in weekdays.split(",") if day)
        self.bars.append(Bar(stay, first, last, chore, days))

    def apart(self, one: int, other: int, since: date) -> None:
        """Two people are not put on one chore together."""
        self.pairs.append(Pair(one, other, since))

    def week(self, monday: date) -> Iterator[tuple[Standing, int, tuple[date, ...]]]:
        """Who has what in a week, on which days, in the order of the chores."""
        if monday not in self._weeks:
            self._deal(monday)
        dealt = self._weeks[monday]
        for one in sorted(dealt, key=lambda d: (d.chore_id, d.stay_id)):
            yield (
                self._by_chore[one.chore_id],
                one.stay_id,
                tuple(one.start + timedelta(days=n) for n in one.days),
            )

    def keep(
        self, number: int, one: Standing, stay: int, start: date, days: Iterable[date],
        replaces: int | None = None,
    ) -> None:  # fmt: skip
        """An assignment that was written down."""
        u = one.usual
        end = start + 6 * DAY if replaces is None else max(days)
        offsets = tuple((day - start).days for day in days)
        self.hands[number] = Hand(
            number, one.chore, stay, start, end, offsets, u.minutes, u.weight, replaces_id=replaces,
            seen=offsets,
        )  # fmt: skip

    def free(self, number: int, on: date) -> None:
        """One day of an assignment counts for nobody."""
        hand = self.hands[number]
        self.hands[number] = replace(hand, free=(*hand.free, (on - hand.start).days))

    def able(self, chore: int, on: date) -> list[int]:
        """Who could be asked for a chore on a day, away or not."""
        here = (
            one.stay for one in self.lived
            if one.came + FIRST_DAYS <= on and (one.left is None or on < one.left)
        )  # fmt: skip
        return [stay for stay in here if not any(self._bars(bar, stay, chore, on)
                                                 for bar in self.bars)]  # fmt: skip

    @staticmethod
    def _bars(bar: Bar, stay: int, chore: int, on: date) -> bool:
        return (
            bar.stay_id == stay and bar.chore_id in (None, chore) and bar.from_on <= on
            and (bar.to_on is None or on <= bar.to_on)
            and (not bar.weekdays or on.weekday() in bar.weekdays)
        )  # fmt: skip

    def _deal(self, monday: date) -> None:
        ahead = (self.today - monday).days // 7 + 1  # a dealing ends with the week of today
        weeks = min(_AT_ONCE, ahead) if ahead > 0 else 2 * _AT_ONCE
        last = monday + weeks * WEEK - DAY
        for n in range(weeks):
            self._weeks[monday + n * WEEK] = []
        for one in plan(self._house(monday, last), monday, last).dealt:
            self._weeks[one.start].append(one)

    def _house(self, first: date, last: date) -> House:
        """What is known when some weeks are dealt."""
        memory = first - 61 * WEEK
        since = {hand.assignment_id: hand for hand in self.hands.values() if hand.start >= memory}
        tasks = tuple(
            Task(one.chore, self.rotation.rotation_id, place, one.usual.minutes, one.usual.weight,
                 one.usual.people, one.usual.rule, one.starts_on)
            for place, one in enumerate(self.standing, 1)
        )  # fmt: skip
        people = tuple(
            Dweller(one.stay, one.came, one.left) for one in self.lived
            if one.came <= last and (one.left is None or one.left > memory)
        )  # fmt: skip
        away = tuple(
            Bar(stay, day, day) for stay, days in self.away.items() for day in sorted(days)
            if first <= day <= last and first > self.today
        )  # fmt: skip
        return House(
            (self.rotation,), tasks, people, tuple(self.bars), away, tuple(self.pairs),
            tuple(since.values()), FIRST_DAYS.days,
        )  # fmt: skip
