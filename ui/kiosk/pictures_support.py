"""Pictures of one's own people at the kiosk, drawn from made-up ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from sobrhouse.queries.kiosk import (
    Claim,
    MyAnswers,
    MyCircle,
    MyPerson,
    MySteps,
    MyTie,
    MyWeek,
    MyWishes,
)
from sobrhouse.words import _
from ui.kiosk.barc_shown import BarcShown
from ui.kiosk.door_support import SupportDoor
from ui.kiosk.helping import HelpShown
from ui.kiosk.life import LifeShown
from ui.kiosk.my_people_shown import MyPeopleShown
from ui.kiosk.steps import StepsShown
from ui.kiosk.week import WeekShown
from ui.kiosk.wishes import WishesShown

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

DAY = timedelta(days=1)
_SAID = ("I asked two people after the Tuesday meeting. One of them said yes, and we read the "
         "first step together on Thursday.")  # fmt: skip


class DrawnSupport(SupportDoor):
    """The door's part for one's own people, telling of made-up ones; `nobody` of none."""

    nobody = False

    def __init__(self, now: datetime) -> None:
        self._now = now

    def circle(self, owner: QObject, claim: Claim, done: Callable[[MyCircle], None]) -> None:
        done(MyCircle(self._now.date(), asked=True) if self.nobody else full_circle(self._now))

    def steps(self, owner: QObject, claim: Claim, done: Callable[[MySteps], None]) -> None:
        done(MySteps(False, {1: "shared", 2: "done", 3: "done", 4: "working"}))

    def life(
        self, owner: QObject, claim: Claim, done: Callable[[tuple[MyPerson, ...]], None]
    ) -> None:
        done(() if self.nobody else _life())

    def answers(self, owner: QObject, claim: Claim, done: Callable[[MyAnswers], None]) -> None:
        today = self._now.date()
        done(
            MyAnswers(today, False)
            if self.nobody
            else MyAnswers(today, True, tuple(
                (today - n * 30 * DAY, total) for n, total in ((4, 31), (3, 36), (2, 44), (1, 41))
            ))
        )  # fmt: skip

    def wishes(self, owner: QObject, claim: Claim, done: Callable[[MyWishes], None]) -> None:
        done(MyWishes(True, "", "same", ("weekday_evening", "weekend_morning"), 1))

    def week(self, owner: QObject, claim: Claim, done: Callable[[MyWeek], None]) -> None:
        today = self._now.date()
        texts = {} if self.nobody else {"sponsor": _SAID, "appointments": _SAID[:40]}
        done(MyWeek(today - 6 * DAY, texts))

    def do(
        self, owner: QObject, claim: Claim, deed: tuple[Any, ...], done: Any, refused: Any
    ) -> None:
        done(1)


def full_circle(now: datetime) -> MyCircle:
    """All that there may be at once."""
    today = now.date()
    return MyCircle(
        today,
        (
            MyTie(1, "sponsor", "Ron B.", "+15550104000", True, today - 60 * DAY, today, 3),
            MyTie(2, "temporary_sponsor", "", "", False, today - 20 * DAY, None, 0),
            MyTie(3, "mentor", "Maximilian W.", "+15550104001", False, today - 9 * DAY,
                  today - 6 * DAY, 1),
            MyTie(4, "house_buddy", "Sam O.", "", True, today - 5 * DAY, today - DAY, 2),
        ),
        ("Carlos M.", "Dee L."), 4, 11,
    )  # fmt: skip


def _life() -> tuple[MyPerson, ...]:
    named = ((_("My sister"), "family", "supports", False), ("Rosa", "partner", "unsure", True),
             ("Tony", "friend", "avoid", True))  # fmt: skip
    return tuple(MyPerson(n, *who) for n, who in enumerate(named * 3, 1))


def people(visit: Visit) -> Iterator[str]:
    """Walk through one's own people; gives each page's name while it is shown."""
    window: Any = visit.flow.window
    pages = MyPeopleShown(visit)
    pages.begin()
    yield "people"
    window.screen_now.touches["call"].click()
    yield "done_touch"
    pages.begin()
    window.screen_now.change.click()
    yield "people_one"
    window.screen_now.end.click()
    yield "people_ended"
    pages.ask_kind()
    yield "people_kind"
    pages.ask_name()
    yield "people_name"
    pages.ask_share()
    yield "people_share"
    drawn: Any = visit.door.support
    drawn.nobody = True
    pages.begin()
    yield "people_nobody"
    BarcShown(visit, pages.begin).begin()
    yield "going_first"
    LifeShown(visit, pages.begin).begin()
    yield "life_nobody"
    WeekShown(visit, pages.begin).begin()
    yield "week_empty"
    drawn.nobody = False
    yield from _own(visit, pages)


def _own(visit: Visit, pages: MyPeopleShown) -> Iterator[str]:
    window: Any = visit.flow.window
    wishes = WishesShown(visit, pages.begin)
    wishes.begin()
    yield "wishes_whom"
    wishes.turn(1)
    yield "wishes_when"
    StepsShown(visit, pages.begin).begin()
    yield "steps"
    window.screen_now.tiles[4].click()
    yield "step"
    helping = HelpShown(visit, pages.begin)
    helping.begin()
    yield "helping"
    helping.ask_kind()
    yield "helping_kind"
    window.screen_now.tiles["ride"].click()
    yield "helping_whom"
    window.screen_now.nobody.click()
    yield "done_helping"
    yield from _week(visit, pages)
    yield from _in_life(visit, pages)
    yield from _going(visit, pages)


def _week(visit: Visit, pages: MyPeopleShown) -> Iterator[str]:
    window: Any = visit.flow.window
    week = WeekShown(visit, pages.begin)
    week.begin()
    yield "week"
    week.write("participation", "")
    for letter in "i went on monday, i read. it was":
        window.screen_now.typed(letter)
    yield "week_write"
    window.screen_now.keys["123"].click()
    yield "week_marks"
    week.write("sponsor", _SAID * 3)
    yield "week_long"
    window.screen_now.verb.click()
    yield "done_week"


def _in_life(visit: Visit, pages: MyPeopleShown) -> Iterator[str]:
    window: Any = visit.flow.window
    life = LifeShown(visit, pages.begin)
    life.begin()
    yield "life"
    for place, name in enumerate(("shared", "private", "avoid")):
        life.begin()
        window.screen_now.tiles[place].click()
        yield f"life_{name}"
    life.ask_label()
    yield "life_name"
    for letter in "uncle":
        window.screen_now.typed(letter)
    window.screen_now.verb.click()
    yield "life_from"
    life.ask_stance()
    yield "life_stance"


def _going(visit: Visit, pages: MyPeopleShown) -> Iterator[str]:
    window: Any = visit.flow.window
    BarcShown(visit, pages.begin).begin()
    yield "going"
    window.screen_now.start.click()
    yield "going_1"
    for number in range(1, 11):
        if number == 6:
            yield "going_6"  # the longest sentence
        window.screen_now.answers[4].click()
    yield "going_keep"
    window.screen_now.keep.click()
    yield "going_total"
