"""One period of a rotation as it is planned: what stays, what goes, and who gets the rest."""

from collections.abc import Iterable
from datetime import date

from sobrhouse.domain.chore_book import Book, Dealt
from sobrhouse.domain.chore_days import due_days, numbers
from sobrhouse.domain.chore_dealing import Deal, Slot, deal_evenly, deal_round, mixed
from sobrhouse.domain.chore_exchange import exchange, vary
from sobrhouse.domain.chore_house import (
    AUTO,
    BY_HAND,
    FIXED,
    MEMORY_WEEKS,
    ROUND_ROBIN,
    WINDOW_WEEKS,
    Hand,
    Round,
    Task,
)
from sobrhouse.domain.chore_joining import take_over
from sobrhouse.domain.chore_shares import SCALE, Part, members


class Period:
    """One period of one rotation as it is planned."""

    def __init__(self, book: Book, one: Round, tasks: list[Task], start: date, end: date) -> None:
        self.book, self.one, self.start, self.end = book, one, start, end
        self.tasks = {task.chore_id: task for task in tasks}
        self.span = book.days.span(start, end)
        self.begin = book.days.number(start)
        self.hands = [
            h for h in book.house.hands if h.chore_id in self.tasks and start <= h.start <= end
        ]
        self.slots: list[Slot] = []
        self.prefer: dict[int, list[int]] = {}
        self.gone: dict[int, Hand] = {}  # hands that are given up

    def deal(self) -> None:
        """Settle what stays, give up what must go, deal what nobody has, and write it down."""
        book = self.book
        before = [
            book.counted[h.assignment_id] for h in self.hands if h.assignment_id in book.counted
        ]
        due = {chore_id: self._due(task) for chore_id, task in self.tasks.items()}
        for hand in sorted(self.hands, key=lambda h: -h.assignment_id):
            self._settle(hand, due[hand.chore_id])
        for chore_id, task in self.tasks.items():
            self._fill(task, due[chore_id])
        vacant = [slot for slot in self.slots if slot.stay is None]
        if not (vacant or self.gone or self._joiners_may_come()):
            self._note()
            return
        book.ledger.carry(before, -1)
        book.ledger.owe(self.span, before, -1)
        planned = [self._part(slot, slot.stay or 0) for slot in self.slots]
        book.ledger.owe(self.span, planned)
        self._deal(planned)
        after = [self._part(s, s.stay) for s in self.slots if s.stay is not None]
        book.ledger.owe(self.span, planned, -1)
        book.ledger.owe(self.span, after)
        book.ledger.carry(after)
        self._write()
        self._note()

    def _due(self, task: Task) -> int:
        days = due_days(task.rule, task.starts_on, task.until_on, self.start, self.end)
        return self.book.days.of(self.book.days.number(day) for day in days)

    # what stays and what goes

    def _settle(self, hand: Hand, due: int) -> None:
        """Keep an assignment, or give it up, or let others stand in on some of its days."""
        book, task = self.book, self.tasks[hand.chore_id]
        own = book.own[hand.assignment_id]
        if self.book.loose(hand):
            if self.one.strategy == BY_HAND and not book.anew:
                pass
            elif book.anew and self.start >= book.first_on:
                self._give_up(hand)
                return
            elif self._changed(hand, due, task):
                self._give_up(hand)
                if not self._most_gone(hand, own & due):
                    self.prefer.setdefault(hand.chore_id, []).insert(0, hand.stay_id)
                return
            elif self._most_gone(hand, own):
                self._give_up(hand)
                return
        self._keep(hand, own, due)

    def _give_up(self, hand: Hand) -> None:
        self.gone[hand.assignment_id] = hand

    def _keep(self, hand: Hand, own: int, due: int) -> None:
        part = self.book.parts.get(hand.assignment_id)
        lost = self._lost(hand, own, due)
        if part is not None and part.days & ~lost:
            slot = self._slot(hand.chore_id, part.days & ~lost, hand.turn)
            slot.stay, slot.kept, slot.hand = hand.stay_id, True, hand
            self.slots.append(slot)
        if lost and self.one.strategy != BY_HAND:
            slot = self._slot(hand.chore_id, lost, hand.turn)
            slot.instead = hand
            self.slots.append(slot)

    def _changed(self, hand: Hand, due: int, task: Task) -> bool:
        """Whether the chore is another than when it was dealt: other minutes, days or people; or
        its person could have days of it that nobody has.
        """
        own = self.book.own[hand.assignment_id]
        if (hand.minutes, hand.weight) != (task.minutes, task.weight) or own & ~due:
            return True
        short, over = self._crowd(task, due & self.book.ahead)
        can = self.book.able.can(hand.stay_id, hand.chore_id)
        return bool(own & over or short & can & ~self._theirs(hand))

    def _crowd(self, task: Task, due: int) -> tuple[int, int]:
        """The days on which fewer and those on which more people are on a chore than it wants."""
        count = dict.fromkeys(numbers(due), 0)
        for hand in self.hands:
            if hand.chore_id == task.chore_id and hand.assignment_id not in self.gone:
                for number in numbers(self.book.own[hand.assignment_id] & due):
                    count[number] += 1
        of = self.book.days.of
        short = of(n for n, people in count.items() if people < task.people)
        return short, of(n for n, people in count.items() if people > task.people)

    def _theirs(self, hand: Hand) -> int:
        """All days of a chore in this period that the person of one of its assignments has."""
        days = 0
        for other in self.hands:
            if (other.chore_id, other.stay_id) == (hand.chore_id, hand.stay_id):
                days |= self.book.own[other.assignment_id]
        return days

    def _most_gone(self, hand: Hand, own: int) -> bool:
        """Whether somebody cannot have most of these days, or is away on most of them."""
        cannot = self._cannot(hand, own)
        away = own & self.book.able.away.get(hand.stay_id, 0)
        return max(cannot.bit_count(), away.bit_count()) * 2 > own.bit_count()

    def _cannot(self, hand: Hand, own: int) -> int:
        """The days on which somebody may not have a chore: gone, left out, or beside somebody from
        whom they are kept apart and who had it first.
        """
        able = self.book.able
        cannot = own & ~able.may(hand.stay_id, hand.chore_id)
        if apart := able.apart.get(hand.stay_id):
            for other in self.hands:
                if (
                    other.chore_id == hand.chore_id and other.stay_id in apart
                    and other.assignment_id < hand.assignment_id
                    and other.assignment_id not in self.gone
                ):  # fmt: skip
                    days = self.book.own[other.assignment_id] & apart[other.stay_id]
                    cannot |= own & days
        return cannot

    def _lost(self, hand: Hand, own: int, due: int) -> int:
        """The days ahead of an assignment that others must take."""
        lost = self._cannot(hand, own)
        away = own & self.book.able.away.get(hand.stay_id, 0)
        if hand.source == AUTO and away.bit_count() * 2 > own.bit_count():
            lost |= away
        begin = self.book.days.number(hand.start)
        done = self.book.days.of(begin + n for n in hand.seen)
        return lost & self.book.ahead & due & ~done

    # what nobody has

    def _fill(self, task: Task, due: int) -> None:
        """Slots for the days of a chore on which there are too few people."""
        short = dict.fromkeys(numbers(due & self.book.ahead), task.people)
        for hand in self.hands:
            if hand.chore_id == task.chore_id and hand.assignment_id not in self.gone:
                for number in numbers(self.book.own[hand.assignment_id]):
                    if number in short:
                        short[number] -= 1
        while days := self.book.days.of(n for n, people in short.items() if people > 0):
            if self.one.strategy == BY_HAND:
                self.book.by_hand += sum(n for n in short.values() if n > 0)
                return
            self.slots.append(self._slot(task.chore_id, days, task.turn))
            for number in numbers(days):
                short[number] -= 1

    def _slot(self, chore_id: int, days: int, turn: int) -> Slot:
        load = days.bit_count() * turn * SCALE
        return Slot(chore_id, days, load, self.tasks[chore_id].position)

    def _part(self, slot: Slot, stay: int) -> Part:
        return Part(stay, slot.chore_id, slot.days, slot.load // SCALE // slot.days.bit_count())

    # dealing

    def _joiners_may_come(self) -> bool:
        return not self.book.anew and self.start > self.book.first_on and bool(self.book.joining)

    def _deal(self, planned: list[Part]) -> None:
        book = self.book
        who = members(book.able, self.span, planned)
        others = [s for s, days in book.able.able.items() if days & self.span and s not in who]
        rank = {s: mixed(self.one.seed, self.begin_number, s) for s in who or others}
        need = {s: self._need(s) for s in rank}
        most = {s: self._most(s) for s in rank}
        deal = Deal(book.able, need, rank, self.slots, self._lately(), most)
        self._preferred(deal)
        if self.one.strategy == ROUND_ROBIN and book.anew:
            deal_round(deal, self._ring(rank))
        else:
            deal_evenly(deal)
            exchange(deal)
            vary(deal)
        self._divide(deal, list(rank))
        self._divide(deal, others)
        if self._joiners_may_come() and self.one.strategy != FIXED:
            loose = [s for s in self.slots if s.hand is not None and self.book.loose(s.hand)]
            for slot in take_over(deal, book.joining, loose):
                if slot.hand is not None:
                    self._give_up(slot.hand)
                    slot.hand = None

    @property
    def begin_number(self) -> int:
        """Which period of its rotation it is, counted from the anchor."""
        return (self.start - self.one.anchor_on).days // (7 * self.one.weeks)

    def _need(self, stay: int) -> int:
        """How far somebody is below their share of the last year and this period."""
        end = self.begin + 7 * self.one.weeks
        return -self.book.ledger.balance(stay, self.begin - 7 * MEMORY_WEEKS, end)

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
                    self.prefer.setdefault(chore_id, []).extend(stays)
        for slot in [s for s in deal.slots if s.stay is None and s.instead is None]:
            for stay in self.prefer.get(slot.chore_id, ()):
                days = slot.days & self.book.able.can(stay, slot.chore_id)
                if stay in deal.need and (days := self._beside(deal, stay, slot, days)):
                    self._cut(slot, days)
                    deal.put(slot, stay)
                    slot.kept = True
                    break

    def _cut(self, slot: Slot, days: int) -> Slot | None:
        """Leave only these days in a slot; gives another one with the rest, if there is any."""
        turn = slot.load // slot.days.bit_count()
        rest = slot.days & ~days
        slot.days, slot.load = days, days.bit_count() * turn
        if not rest:
            return None
        more = Slot(slot.chore_id, rest, rest.bit_count() * turn, slot.position)
        more.instead = slot.instead
        self.slots.append(more)
        return more

    def _divide(self, deal: Deal, people: list[int]) -> None:
        """Divide by days what nobody could have as a whole, the most days to one person first."""
        line = [slot for slot in self.slots if slot.stay is None]
        for slot in line:
            best = self._widest(deal, people, slot)
            if best is None:
                continue
            stay, days = best
            if (more := self._cut(slot, days)) is not None:
                line.append(more)
            deal.put(slot, stay)
            self._join(deal, slot)

    def _join(self, deal: Deal, slot: Slot) -> None:
        """Who has two parts of one chore in a period has them as one assignment."""
        stay = slot.stay
        if stay is None or slot.instead is not None:
            return
        for other in self.slots:
            if other is slot or (other.chore_id, other.stay) != (slot.chore_id, stay):
                continue
            if other.instead is None:
                if other.hand is not None:
                    self._give_up(other.hand)
                deal.take(other)
                deal.take(slot)
                slot.days, slot.load = slot.days | other.days, slot.load + other.load
                deal.put(slot, stay)
                self.slots.remove(other)

    def _widest(self, deal: Deal, people: list[int], slot: Slot) -> tuple[int, int] | None:
        """Who can have the most days of a slot, and which."""
        best: tuple[int, int, int, int] | None = None
        for stay in people:
            days = slot.days & self.book.able.can(stay, slot.chore_id)
            if days and (days := self._beside(deal, stay, slot, days)):
                found = (days.bit_count(), deal.need.get(stay, 0), -stay, days)
                best = max(best, found) if best else found
        return None if best is None else (-best[2], best[3])

    def _beside(self, deal: Deal, stay: int, slot: Slot, days: int) -> int:
        """Of these days those on which somebody can be on a chore beside who is on it already."""
        apart = self.book.able.apart.get(stay, {})
        for other in deal.on.get(slot.chore_id, ()):
            if other.stay == stay:
                days &= ~other.days
                if slot.instead is None and other.hand and not self.book.loose(other.hand):
                    return 0
            elif other.stay is not None and other.stay in apart:
                days &= ~(other.days & apart[other.stay])
        return days

    # writing it down

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
