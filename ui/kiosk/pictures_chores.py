"""Pictures of the chores at the kiosk, drawn from made-up ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from sobrhouse.domain.chore_words import by_words
from sobrhouse.domain.chores import State
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.kiosk import (
    Asked,
    ChoreTurn,
    Claim,
    Housemate,
    MyChores,
    Share,
    StepRow,
    TheirTurn,
)
from sobrhouse.words import _
from ui.kiosk.chores_shown import ChoresShown
from ui.kiosk.door_chores import ChoreDoor

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

DAY = timedelta(days=1)
_STEPS = (
    "Dishes washed and put away", "Counters and stove wiped", "Sink clean", "Floor swept",
)  # fmt: skip


class DrawnChores(ChoreDoor):
    """The door's part for chores, telling of made-up ones."""

    def __init__(self, now: datetime, names: tuple[str, ...]) -> None:
        self._now, self._names = now, names

    def mine(self, owner: QObject, claim: Claim, done: Callable[[MyChores], None]) -> None:
        done(many_chores(self._now))

    def steps(
        self, owner: QObject, claim: Claim, turn: ChoreTurn,
        done: Callable[[tuple[StepRow, ...]], None],
    ) -> None:  # fmt: skip
        again = turn.state is State.REDO
        texts = [shown(text) for text in _STEPS] * (6 if turn.on < self._now.date() else 1)
        done(tuple(StepRow(t, n != 1 if again else None) for n, t in enumerate(texts)))

    def housemates(
        self, owner: QObject, claim: Claim, done: Callable[[tuple[Housemate, ...]], None]
    ) -> None:
        done(tuple(Housemate(n, n, name) for n, name in enumerate(self._names * 2, 1)))

    def theirs(
        self, owner: QObject, claim: Claim, other_stay_id: int,
        done: Callable[[tuple[TheirTurn, ...]], None],
    ) -> None:  # fmt: skip
        named = (shown("Trash and recycling"), shown("Downstairs bath"), shown("Refrigerator"))
        done(tuple(
            TheirTurn(n, named[n % 3], (self._now + n * DAY).date(),
                      self._now.replace(hour=20, minute=0) + n * DAY, 3)
            for n in range(1, 12)
        ))  # fmt: skip

    def tick(self, owner: QObject, claim: Claim, turn: ChoreTurn, done: Any, refused: Any) -> None:
        done(1)

    def answer(
        self, owner: QObject, claim: Claim, asked: Asked, agreed: bool, done: Any, refused: Any
    ) -> None:
        done(None)

    def ask_for(
        self, owner: QObject, claim: Claim, turn: tuple[int, date | None], other_stay_id: int,
        against: tuple[int, date | None] | None, done: Any, refused: Any,
    ) -> None:  # fmt: skip
        done(1)


def one_chore(now: datetime) -> MyChores:
    """A day with one chore."""
    kitchen = ChoreTurn(
        1, 1, shown("Kitchen, clean up"), "Kitchen", "", now.date(),
        now.replace(hour=21, minute=0), State.DUE, left=5,
    )  # fmt: skip
    return MyChores(now.date(), (kitchen,))


def many_chores(now: datetime) -> MyChores:
    """A week with all that there can be."""
    today = now.date()
    (kitchen,) = one_chore(now).turns
    bath = replace(
        kitchen, assignment_id=2, name=shown("Upstairs bath"), area="Bathrooms",
        due=now.replace(hour=12, minute=0), state=State.REDO, left=1,
        note=_("The stove is still greasy."), redo_by=now.replace(hour=21, minute=30),
    )  # fmt: skip
    late = replace(
        kitchen, assignment_id=3, name=shown("Trash and recycling"), on=today - DAY, due=now - DAY,
        state=State.LATE, left=1,
    )  # fmt: skip
    said = replace(
        kitchen, assignment_id=4, name=shown("Living room"), state=State.INSPECT, own_word=True,
        marked_at=now, left=1, instead_of="Sam O.",
    )  # fmt: skip
    later = tuple(
        replace(kitchen, on=today + n * DAY, due=kitchen.due + n * DAY, opens_on=today + n * DAY)
        for n in range(1, 8)
    )  # fmt: skip
    by = by_words("21:00")
    cover = Asked(1, True, "Sam O.", Share(kitchen.name, (today + 3 * DAY,), by))
    swap = Asked(
        2, False, "Will K.", Share(kitchen.name, tuple(t.on for t in later), by),
        Share(late.name, (today + DAY, today + 4 * DAY), by_words("07:00")),
    )  # fmt: skip
    no = replace(swap, trade_id=3, who="Andre W.", answer="declined")
    return MyChores(today, (late, bath, kitchen, said, *later), (cover,), (swap, no))


def chores(visit: Visit) -> Iterator[str]:
    """Walk through the pages of chores; gives each one's name while it is shown."""
    mine = many_chores(visit.flow.now())
    pages = ChoresShown(visit)
    pages.begin()
    yield "chores"
    window: Any = visit.flow.window
    for name, turn in zip(("late", "redo", "due", "said"), mine.turns, strict=False):
        pages.open(turn)
        yield f"chore_{name}"
    pages.open_asked(mine.of_me[0])
    yield "chore_asked"
    pages.open_asked(mine.by_me[0])
    yield "chore_asked_by_me"
    pages.open(mine.turns[2])
    window.screen_now.hand_over.click()
    yield "chore_how"
    window.screen_now.swap.click()
    yield "chore_whom"
    window.screen_now.tiles[0].click()
    yield "chore_against"
    window.screen_now.tiles[0].click()
    yield "done_chore_asked"
    pages.open(mine.turns[2])
    window.screen_now.done.click()
    yield "done_chore"
