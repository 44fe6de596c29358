"""Counting chores: what each person's share of some weeks was, and what they carried of it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sobrhouse.domain.chore_days import Days, numbers
from sobrhouse.domain.chore_fairness import Fairness, FairPerson, FairWeek, Less
from sobrhouse.domain.chore_house import Able, House, in_force
from sobrhouse.domain.chore_shares import SCALE, Part, by_period, members, parts_of, shares

_LONGEST = timedelta(weeks=12)  # a period
_WEEK = timedelta(days=7)

Names = Mapping[int, tuple[int, str]]  # stay: resident and short name


def fairness_of(
    house: House, first_on: date, last_on: date, names: Names, chores: Mapping[int, str]
) -> Fairness:
    """How the chores of these weeks were shared; `chores` are the names of chores. People without
    a name are left out.
    """
    count = _Count(house, first_on, last_on)
    lived = [s for s, days in count.able.lives.items() if days & count.window and s in names]
    people = [_person(count, stay, *names[stay], chores) for stay in lived]
    people.sort(key=lambda p: (p.name.casefold(), p.stay_id))
    loads = [p.load for p in people if p.always]
    whole = [
        part.days.bit_count() * part.turn
        for part in count.parts.values()
        if part.days & count.window
    ]
    return Fairness(
        first_on, last_on, tuple(people), max(loads, default=0) - min(loads, default=0),
        max(whole, default=0), count.nobody(),
    )  # fmt: skip


class _Count:
    """What was read of a house, as sets of days: parts by stay, shares by stay and day.

    `shared` are the days on which each took part, `left_out` those who did not in all of it.
    """

    def __init__(self, house: House, first_on: date, last_on: date) -> None:
        self.house, self.first_on, self.last_on = house, first_on, last_on
        # a period that began before these weeks was dealt to those who were there by then
        self.days = Days.between(first_on - _LONGEST, last_on)
        self.able = Able(house, self.days)
        self.window = self.days.span(first_on, last_on)
        self.parts = parts_of(house, self.days, self.able)
        self.minutes = {hand.assignment_id: hand.minutes for hand in house.hands}
        self.of_stay: dict[int, list[tuple[int, Part]]] = {}
        for key, part in self.parts.items():
            self.of_stay.setdefault(part.stay_id, []).append((self.minutes[key], part))
        self.owed: dict[int, dict[int, int]] = {}
        self.shared: dict[int, int] = {}
        self.left_out: set[int] = set()
        for _one, span, there in by_period(house, self.days, self.parts):
            if span & self.window:
                self._share(span, tuple(there))

    def _share(self, span: int, there: tuple[Part, ...]) -> None:
        who = members(self.able, span, there)
        inside = span & self.window
        for stay, days in who.items():
            self.shared[stay] = self.shared.get(stay, 0) | days & inside
        self.left_out |= {stay for stay in self.able.lives if inside & ~who.get(stay, 0)}
        for stay, number, share in shares(self.able, span, there):
            if inside >> number & 1:
                line = self.owed.setdefault(stay, {})
                line[number] = line.get(number, 0) + share

    def nobody(self) -> int:
        """The load of turns whose person was gone."""
        own, lives = in_force(self.house.hands, self.days), self.able.lives
        return sum(
            (own[h.assignment_id] & self.window & ~lives.get(h.stay_id, 0)).bit_count() * h.turn
            for h in self.house.hands
        )


def _person(
    count: _Count, stay: int, resident_id: int, name: str, chores: Mapping[int, str]
) -> FairPerson:
    barred = any(days & count.window for days in count.able.barred.get(stay, {}).values())
    shared = count.shared.get(stay, 0)
    return FairPerson(
        stay, resident_id, name, tuple(_weeks(count, stay, shared)), shared.bit_count(),
        bool(shared) and stay not in count.left_out and not barred,
        tuple(_less(count, stay, chores)),
    )  # fmt: skip


def _weeks(count: _Count, stay: int, shared: int) -> Iterator[FairWeek]:
    owed = count.owed.get(stay, {})
    start = count.first_on
    while start <= count.last_on:
        span = count.days.span(start, start + _WEEK - timedelta(days=1))
        turns = load = plain = 0
        for minutes, part in count.of_stay.get(stay, ()):
            if many := (part.days & span).bit_count():
                turns, load, plain = turns + many, load + many * part.turn, plain + many * minutes
        share = sum(owed.get(number, 0) for number in numbers(span))
        days = (shared & span).bit_count()
        yield FairWeek(start, days, turns, plain, load, round(share / SCALE))
        start += _WEEK


def _less(count: _Count, stay: int, chores: Mapping[int, str]) -> Iterator[Less]:
    """Why a share was smaller, or could be."""
    days, window, able = count.days, count.window, count.able
    lives = able.lives[stay]
    person = next(p for p in count.house.people if p.stay_id == stay)
    if person.from_on > count.first_on:
        yield Less(
            "came", (days.span(count.first_on, person.from_on) & window & ~lives).bit_count()
        )
    if person.until_on is not None and (gone := days.span(person.until_on, None) & window):
        yield Less("left", gone.bit_count())
    early = days.of(range(days.number(person.from_on), able.since[stay])) & lives & window
    if early:
        yield Less("new", early.bit_count())
    for bar in (*count.house.bars, *count.house.away):
        if bar.stay_id == stay and (out := able.days_of(bar) & lives & window):
            name = chores.get(bar.chore_id, "") if bar.chore_id is not None else ""
            yield Less(bar.kind, out.bit_count(), bar.reason, name)
