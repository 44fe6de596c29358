"""Planning chores: period after period, what stays as it is, what is given up, and what is dealt.

A plan deals whole periods anew. A redealing gives up only what must change: turns that somebody
cannot have any more, turns of chores that changed; and it lets people who joined take turns over
from the next period on. Neither touches what was given by hand, swapped, covered or marked, nor
what lies behind.
"""

from collections.abc import Iterable
from datetime import date

from sobrhouse.domain.chore_book import Book, Plan
from sobrhouse.domain.chore_days import periods
from sobrhouse.domain.chore_house import House, tasks_of
from sobrhouse.domain.chore_period import Period


def plan(house: House, first_on: date, last_on: date) -> Plan:
    """Deal every period that begins between two days anew; one that is going on keeps what it has,
    and what nobody has there is dealt from the first day on.
    """
    return _made(Book(house, first_on, last_on))


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
