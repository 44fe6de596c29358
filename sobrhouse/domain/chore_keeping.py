"""What stays of a period of chores when it is planned, what goes, and what nobody has."""

from datetime import date

from sobrhouse.domain.chore_book import Book
from sobrhouse.domain.chore_days import due_days, numbers
from sobrhouse.domain.chore_dealing import Slot
from sobrhouse.domain.chore_house import AUTO, BY_HAND, Hand, Round, Task
from sobrhouse.domain.chore_shares import SCALE, Part


class Keeping:
    """One period of one rotation as it stands: `slots` that people keep and that nobody has, `gone`
    the assignments that are given up, `prefer` who had a chore that changed.

    An assignment of an earlier period that reaches into this one, as where chores changed hands by
    the month and now do by the week, is kept.
    """

    def __init__(self, book: Book, one: Round, tasks: list[Task], start: date, end: date) -> None:
        self.book, self.one, self.start, self.end = book, one, start, end
        self.tasks = {task.chore_id: task for task in tasks}
        self.span = book.days.span(start, end)
        self.hands = [
            h for h in book.house.hands
            if h.chore_id in self.tasks and h.start <= end
            and (start <= h.start or (start <= h.end and self._reaches(h)))
        ]  # fmt: skip
        self.slots: list[Slot] = []
        self.prefer: dict[int, list[int]] = {}
        self.gone: dict[int, Hand] = {}

    def settle(self) -> None:
        """Settle each assignment, the newest first, and find what nobody has."""
        due = {chore_id: self._due(task) for chore_id, task in self.tasks.items()}
        for hand in sorted(self.hands, key=lambda h: -h.assignment_id):
            self._settle(hand, due[hand.chore_id])
        for chore_id, task in self.tasks.items():
            self._fill(task, due[chore_id])

    def loose(self, hand: Hand) -> bool:
        """Whether an assignment can be given up here as a whole."""
        return hand.start >= self.start and self.book.loose(hand)

    def _reaches(self, hand: Hand) -> bool:
        """Whether an assignment of an earlier period, which stands, has days in this one."""
        return bool(
            self.book.own[hand.assignment_id] & self.span
            and hand.assignment_id not in self.book.released
        )

    def give_up(self, hand: Hand) -> None:
        """An assignment is taken away."""
        self.gone[hand.assignment_id] = hand

    def taken(self) -> set[tuple[int, int]]:
        """Stays and chores of which an assignment begins here and stays, also one of which nothing
        is left: all its days are covered, excused or lost.
        """
        mine = {slot.hand.assignment_id for slot in self.slots if slot.hand is not None}
        return {
            (h.stay_id, h.chore_id) for h in self.hands
            if h.replaces_id is None and h.start >= self.start and h.assignment_id not in self.gone
            and not (self.loose(h) and h.assignment_id in mine)
        }  # fmt: skip

    def slot(self, chore_id: int, days: int, turn: int) -> Slot:
        """A slot that nobody has yet."""
        load = days.bit_count() * turn * SCALE
        return Slot(chore_id, days, load, self.tasks[chore_id].position)

    def _due(self, task: Task) -> int:
        days = due_days(task.rule, task.starts_on, task.until_on, self.start, self.end)
        return self.book.days.of(self.book.days.number(day) for day in days)

    def _settle(self, hand: Hand, due: int) -> None:
        """Keep an assignment, or give it up, or let others stand in on some of its days."""
        book, task = self.book, self.tasks[hand.chore_id]
        own = book.own[hand.assignment_id]
        if hand.start < self.start:
            own &= self.span
        if self.loose(hand):
            if self.one.strategy == BY_HAND and not book.anew:
                pass
            elif self._anew():
                self.give_up(hand)
                return
            elif self._changed(hand, due, task):
                self.give_up(hand)
                if not self._most_gone(hand, own & due):
                    self.prefer.setdefault(hand.chore_id, []).insert(0, hand.stay_id)
                return
            elif self._most_gone(hand, own):
                self.give_up(hand)
                return
        self._keep(hand, own, due)

    def _anew(self) -> bool:
        """Whether this period is dealt anew as a whole."""
        book = self.book
        kept = self.one.rotation_id in book.keeps
        return book.anew and not kept and self.start >= book.first_on

    def _keep(self, hand: Hand, own: int, due: int) -> None:
        part = self.book.parts.get(hand.assignment_id)
        lost = self._lost(hand, own, due)
        if part is not None and (days := part.days & own & ~lost):
            slot = self.slot(hand.chore_id, days, hand.turn)
            slot.stay, slot.kept, slot.hand = hand.stay_id, True, hand
            self.slots.append(slot)
        if lost and self.one.strategy != BY_HAND:
            slot = self.slot(hand.chore_id, lost, hand.turn)
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
                    cannot |= own & days & able.may(other.stay_id, other.chore_id)
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
            self.slots.append(self.slot(task.chore_id, days, task.turn))
            for number in numbers(days):
                short[number] -= 1


def part_of(slot: Slot, stay: int) -> Part:
    """What a slot counts for somebody."""
    return Part(stay, slot.chore_id, slot.days, slot.load // SCALE // slot.days.bit_count())
