"""Planning chores: period after period, what stays as it is, what is given up, and what is dealt.

A plan deals whole periods by their rule; where chores are dealt evenly and what stands is as even
as a new dealing, it stays. A redealing gives up only what must change: turns that somebody cannot
have any more, turns of chores that changed; and it lets people who joined take turns over from the
next period on. Neither touches what was given by hand, swapped, covered or marked, nor what lies
behind.
"""

from collections.abc import Iterable
from datetime import date

from sobrhouse.domain.chore_book import Book, Plan
from sobrhouse.domain.chore_days import periods
from sobrhouse.domain.chore_house import AUTO, BALANCED, House, tasks_of
from sobrhouse.domain.chore_period import Period
from sobrhouse.domain.chore_shares import SCALE
from sobrhouse.domain.chores import period_of

# A dealing must be by this much more even for people to get other chores than they were told.
FAIRER = 0.75


def plan(house: House, first_on: date, last_on: date) -> Plan:
    """Deal every period that begins between two days by its rule; one that is going on keeps what
    it has, and what nobody has there is dealt from the first day on. In rotations that even what
    people carry the turns that stand are dealt anew only where that is clearly fairer.
    """
    standing = _standing(house, first_on, last_on)
    keeping = Book(house, first_on, last_on, keeps=standing)
    kept = _made(keeping)
    if not standing:
        return kept
    uneven = keeping.uneven()
    ahead = (hand for hand in house.hands if hand.start >= first_on)
    heaviest = max((len(hand.days) * hand.turn for hand in ahead), default=0) * SCALE
    even = uneven <= heaviest  # as close as the heaviest chore lets it be
    if even and not kept.changes:
        return kept
    dealing = Book(house, first_on, last_on)
    anew = _made(dealing)
    if not anew.changes:
        return anew  # all stands as it would be dealt
    return anew if not even and dealing.uneven() < FAIRER * uneven else kept


def _standing(house: House, first_on: date, last_on: date) -> frozenset[int]:
    """The rotations that even and have turns ahead, all of them in periods as they are now."""
    rounds = {task.chore_id: task.rotation_id for task in house.tasks}
    even = {one.rotation_id: one for one in house.rounds if one.strategy == BALANCED}
    has: set[int] = set()
    other: set[int] = set()
    for hand in house.hands:
        one = even.get(rounds.get(hand.chore_id, 0))
        if one is None or hand.source != AUTO or hand.replaces_id is not None:
            continue
        if first_on <= hand.start <= last_on:
            period = period_of(one.anchor_on, one.weeks, hand.start)
            (has if period == (hand.start, hand.end) else other).add(one.rotation_id)
    return frozenset(has - other)


def redeal(house: House, first_on: date, last_on: date, joining: Iterable[int] = ()) -> Plan:
    """Change what must change between two days; `joining` stays are new or back and may take
    turns over.
    """
    return _made(Book(house, first_on, last_on, frozenset(joining)))


def _made(book: Book) -> Plan:
    """Go through the periods in their order."""
    house, tasks = book.house, tasks_of(book.house)
    todo = sorted(
        (start, number, end)
        for number, one in enumerate(house.rounds)
        for start, end in periods(one.anchor_on, one.weeks, book.first_on, book.last_on)
    )
    book.remember(todo[0][0] if todo else book.first_on)
    for start, number, end in todo:
        one = house.rounds[number]
        Period(book, one, tasks[one.rotation_id], start, end).deal()
    return Plan(
        book.first_on, book.last_on, tuple(book.dealt), tuple(sorted(book.released)),
        book.nobody, book.by_hand,
    )  # fmt: skip
