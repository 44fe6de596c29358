"""Shares of chores: what each person's equal part of the work is, and what they carried of it.

The work of each day is divided equally among those who can be asked on that day: who lives in the
house, has the first days behind them, is not left out of all of it and not away. Nobody owes more
of a day than all the chores that they may be asked for on it. Who joins in the middle of a period
owes nothing before the next one, as it was dealt without them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sobrhouse.domain.chore_days import Days, numbers, periods
from sobrhouse.domain.chore_house import Able, Hand, House, Round, in_force

SCALE = 5040  # shares are kept so much finer than loads: a load divides by 1 to 10 people


@dataclass(frozen=True, slots=True)
class Part:
    """Turns of one chore that somebody has: a set of days, and what each of them weighs."""

    stay_id: int
    chore_id: int
    days: int
    turn: int


def parts_of(house: House, days: Days, able: Able) -> dict[int, Part]:
    """What each assignment counts for whom: the days that are its own, without those that count
    for nobody and those after its person has left.
    """
    found: dict[int, Part] = {}
    own = in_force(house.hands, days)
    until = {task.chore_id: days.span(task.starts_on, task.until_on) for task in house.tasks}
    for hand in house.hands:
        mine = own[hand.assignment_id] & able.lives.get(hand.stay_id, 0)
        mine &= until.get(hand.chore_id, 0)
        if hand.free:
            begin = days.number(hand.start)
            mine &= ~days.of(begin + n for n in hand.free)
        if mine:
            found[hand.assignment_id] = Part(hand.stay_id, hand.chore_id, mine, hand.turn)
    return found


class Ledger:
    """What each person carried and owed, day by day, in loads times SCALE."""

    def __init__(self, able: Able) -> None:
        self.able, self.days = able, able.days
        self.carried: dict[int, list[int]] = {}
        self.owed: dict[int, list[int]] = {}
        for stay in able.lives:
            self.carried[stay] = [0] * self.days.length
            self.owed[stay] = [0] * self.days.length

    def carry(self, parts: Iterable[Part], sign: int = 1) -> None:
        """Somebody carries (or, with -1, does not carry any more) these turns."""
        for part in parts:
            line = self.carried.get(part.stay_id)
            if line is not None:
                load = sign * part.turn * SCALE
                for number in numbers(part.days):
                    line[number] += load

    def owe(self, span: int, parts: Iterable[Part], sign: int = 1) -> None:
        """Divide the work of one period of one rotation among those who take part in it."""
        for stay, number, share in shares(self.able, span, tuple(parts)):
            self.owed[stay][number] += sign * share

    def balance(self, stay: int, begin: int, end: int) -> int:
        """What somebody carried above their share on the days from a place up to another."""
        begin = max(begin, 0)
        return sum(self.carried[stay][begin:end]) - sum(self.owed[stay][begin:end])


def members(able: Able, span: int, parts: Iterable[Part]) -> dict[int, int]:
    """Who takes part in a period, and on which days: those who could be asked when it began, and
    whoever has turns in it all the same.
    """
    begin = (span & -span).bit_length() - 1
    has = {part.stay_id for part in parts}
    found = {}
    for stay, days in able.able.items():
        mine = days & span
        if mine and (able.since[stay] <= begin or stay in has):
            found[stay] = mine
    return found


def shares(able: Able, span: int, parts: tuple[Part, ...]) -> Iterator[tuple[int, int, int]]:
    """Each person's share of each day of a period: stay, place of the day, share times SCALE."""
    totals: dict[int, int] = {}
    for part in parts:
        for number in numbers(part.days & span):
            totals[number] = totals.get(number, 0) + part.turn
    who = members(able, span, parts)
    groups: dict[int, list[int]] = {}
    limited = []
    for stay, mine in who.items():
        if stay in able.barred and any(b & span for b in able.barred[stay].values()):
            limited.append(stay)
        else:
            groups.setdefault(mine, []).append(stay)
    for number, total in totals.items():
        bit = 1 << number
        full = [group for mine, group in groups.items() if mine & bit]
        some = [stay for stay in limited if who[stay] & bit]
        rest, left = total * SCALE, sum(map(len, full)) + len(some)
        if some:
            most = ((_most(able, stay, bit, parts) * SCALE, stay) for stay in some)
            for limit, stay in sorted(most):
                share = min(limit, rest // left)
                rest, left = rest - share, left - 1
                yield stay, number, share
        for group in full:
            for stay in group:
                yield stay, number, rest // left


def _most(able: Able, stay: int, bit: int, parts: Iterable[Part]) -> int:
    """What all the chores weigh that somebody may be asked for on a day, each of them once."""
    turns = {p.chore_id: p.turn for p in parts if p.days & bit and able.may(stay, p.chore_id) & bit}
    return sum(turns.values())


def by_period(
    house: House, days: Days, parts: dict[int, Part]
) -> Iterator[tuple[Round, int, list[Part]]]:
    """The parts of each period of each rotation that has some, with the period's days."""
    of_round = {task.chore_id: task.rotation_id for task in house.tasks}
    hands: dict[int, Hand] = {hand.assignment_id: hand for hand in house.hands}
    last = days.day(days.length - 1)
    for one in house.rounds:
        mine = [
            (part, hands[key]) for key, part in parts.items()
            if of_round.get(part.chore_id) == one.rotation_id
        ]  # fmt: skip
        mine.sort(key=_reach)
        reaches = {reach: [part for part, _hand in group] for reach, group in groupby(mine, _reach)}
        for start, end in periods(one.anchor_on, one.weeks, days.base, last):
            span = days.span(start, end)
            there = [
                p for (s, e), found in reaches.items() if s <= end and start <= max(s, e)
                for p in found if s >= start or p.days & span
            ]  # fmt: skip
            if there:
                yield one, span, there


def _reach(pair: tuple[Part, Hand]) -> tuple[date, date]:
    return pair[1].start, pair[1].end
