"""One period of a rotation as it is planned: what stays, what goes, and who gets the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sobrhouse.domain.chore_book import Book, Dealt
from sobrhouse.domain.chore_days import numbers
from sobrhouse.domain.chore_dealing import Deal, Slot, deal_evenly, deal_round, mixed
from sobrhouse.domain.chore_exchange import exchange, vary
from sobrhouse.domain.chore_house import (
    FIXED,
    MEMORY_WEEKS,
    ROUND_ROBIN,
    WINDOW_WEEKS,
    Hand,
    Round,
    Task,
)
from sobrhouse.domain.chore_joining import take_over
from sobrhouse.domain.chore_keeping import Keeping, part_of
from sobrhouse.domain.chore_parting import beside, cut, divide, join
from sobrhouse.domain.chore_shares import Part, members


class Period:
    """One period of one rotation as it is planned."""

    def __init__(self, book: Book, one: Round, tasks: list[Task], start: date, end: date) -> None:
        self.book, self.one, self.start, self.end = book, one, start, end
        self.span = book.days.span(start, end)
        self.begin = book.days.number(start)
        self.keep = Keeping(book, one, tasks, start, end)
        self.tasks, self.slots, self.gone = self.keep.tasks, self.keep.slots, self.keep.gone

    def deal(self) -> None:
        """Settle what stays, give up what must go, deal what nobody has, and write it down."""
        book = self.book
        before = list(self._before())
        self.keep.settle()
        vacant = [slot for slot in self.slots if slot.stay is None]
        if not (vacant or self.gone or self._joiners_may_come()):
            self._note()
            return
        book.ledger.carry(before, -1)
        book.ledger.owe(self.span, before, -1)
        planned = [part_of(slot, slot.stay or 0) for slot in self.slots]
        book.ledger.owe(self.span, planned)
        self._deal(planned)
        after = [part_of(s, s.stay) for s in self.slots if s.stay is not None]
        book.ledger.owe(self.span, planned, -1)
        book.ledger.owe(self.span, after)
        book.ledger.carry(after)
        self._write()
        self._note()

    def _before(self) -> Iterator[Part]:
        """What counted of the assignments here; of an earlier period's its days in this one."""
        for hand in self.keep.hands:
            part = self.book.counted.get(hand.assignment_id)
            if part is not None:
                here = hand.start >= self.start
                yield part if here else replace(part, days=part.days & self.span)

    def _joiners_may_come(self) -> bool:
        return not self.book.anew and self.start > self.book.first_on and bool(self.book.joining)

    def _deal(self, planned: list[Part]) -> None:
        book = self.book
        who = members(book.able, self.span, planned)
        others = [s for s, days in book.able.able.items() if days & self.span and s not in who]
        rank = {s: mixed(self.one.seed, self.begin_number, s) for s in who or others}
        need = {s: self._need(s) for s in rank}
        most = {s: self._most(s) for s in rank}
        deal = Deal(book.able, need, rank, self.slots, self._lately(), most, self.keep.taken())
        self._preferred(deal)
        if self.one.strategy == ROUND_ROBIN and book.anew:
            deal_round(deal, self._ring(rank))
        else:
            deal_evenly(deal)
            exchange(deal)
            vary(deal)
        divide(self.keep, deal, list(rank))
        divide(self.keep, deal, others)
        if self._joiners_may_come() and self.one.strategy != FIXED:
            loose = [s for s in self.slots if s.hand is not None and self.keep.loose(s.hand)]
            for slot in take_over(deal, book.joining, loose):
                if slot.hand is not None:
                    self.keep.give_up(slot.hand)
                    slot.hand = None

    @property
    def begin_number(self) -> int:
        """Which period of its rotation it is, counted from the anchor."""
        return (self.start - self.one.anchor_on).days // (7 * self.one.weeks)

    def _need(self, stay: int) -> int:
        """How far somebody is below their share: two fifths of the eight weeks that end with this
        period, three of the year; of the year alone where periods are longer than a week. The eight
        weeks are what people look at; the year keeps them from drifting apart.
        """
        end, ledger = self.begin + 7 * self.one.weeks, self.book.ledger
        year = ledger.balance(stay, end - 7 * MEMORY_WEEKS, end)
        if self.one.weeks > 1:
            return -year
        return -(2 * ledger.balance(stay, end - 7 * WINDOW_WEEKS, end) + 3 * year) // 5

    def _most(self, stay: int) -> int:
        """What somebody is asked for at most, however far they are below: twice their share of this
        period, and one chore as it cannot be divided.
        """
        share = sum(self.book.ledger.owed[stay][self.begin : self.begin + 7 * self.one.weeks])
        return 2 * share + max((slot.load for slot in self.slots), default=0)

    def _lately(self) -> dict[tuple[int, int], int]:
        """How recently each had which chore: 8 for the last week, 1 for eight weeks ago."""
        found = {}
        for key, end in self.book.had.items():
            weeks = WINDOW_WEEKS - (self.begin - end - 1) // 7
            if weeks > 0 and key[1] in self.tasks:
                found[key] = weeks
        return found

    def _ring(self, people: Iterable[int]) -> list[int]:
        line = sorted(people)
        turn = (self.begin_number + self.one.seed) % max(len(line), 1)
        return line[turn:] + line[:turn]

    def _preferred(self, deal: Deal) -> None:
        """Who had a chore that changed keeps it; what is fixed stays with who had it last."""
        if self.one.strategy == FIXED:
            for chore_id in self.tasks:
                if chore_id in self.book.holders:
                    stays = sorted(self.book.holders[chore_id][1])
                    self.keep.prefer.setdefault(chore_id, []).extend(stays)
        for slot in [s for s in deal.slots if s.stay is None and s.instead is None]:
            for stay in self.keep.prefer.get(slot.chore_id, ()):
                days = slot.days & self.book.able.can(stay, slot.chore_id)
                if stay in deal.need and (days := beside(self.keep, deal, stay, slot, days)):
                    cut(self.keep, slot, days)
                    deal.put(slot, stay)
                    join(self.keep, deal, slot)
                    slot.kept = True
                    break

    def _write(self) -> None:
        """Put what was dealt and released on the lists; what came out as it was stays."""
        book = self.book
        made = [self._row(s) for s in self.slots if s.stay is not None and s.hand is None]
        same = {_said(hand): hand for hand in self.gone.values()}
        for one in made:
            if one.instead is None and (hand := same.pop(_told(one), None)) is not None:
                del self.gone[hand.assignment_id]
            else:
                book.dealt.append(one)
        book.released += self.gone
        book.nobody += sum(s.days.bit_count() for s in self.slots if s.stay is None)

    def _row(self, slot: Slot) -> Dealt:
        days, task, stay = self.book.days, self.tasks[slot.chore_id], slot.stay or 0
        if slot.instead is None:
            offsets = tuple(number - self.begin for number in numbers(slot.days))
            return Dealt(
                slot.chore_id, stay, self.start, self.end, offsets, task.minutes, task.weight
            )
        found, hand = list(numbers(slot.days)), slot.instead
        return Dealt(
            slot.chore_id, stay, days.day(found[0]), days.day(found[-1]),
            tuple(n - found[0] for n in found), hand.minutes, hand.weight, hand.assignment_id,
        )  # fmt: skip

    def _note(self) -> None:
        end = self.book.days.number(self.end)
        for slot in self.slots:
            if slot.stay is not None:
                self.book.note(slot.chore_id, slot.stay, self.start, end)


def _said(hand: Hand) -> tuple[object, ...]:
    return hand.chore_id, hand.stay_id, hand.start, hand.days, hand.minutes, hand.weight


def _told(one: Dealt) -> tuple[object, ...]:
    return one.chore_id, one.stay_id, one.start, one.days, one.minutes, one.weight
