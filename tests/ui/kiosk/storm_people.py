"""The people of a storm, and what keeps the kiosk worth coming to: nobody is locked out, and there
is always something to vote on and to answer.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select, update

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.services import motions
from sobrhouse.services.motions import Asked
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Assessment,
    ChoreAssignment,
    ChoreTrade,
    PinThrottle,
    StationTry,
)
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import OWNER
from tests.ui.kiosk.house import OTHER_PIN, PIN, KioskHouse, with_chores, with_support

DAY = timedelta(days=1)


@dataclass
class Person:
    """Somebody whose PIN the storm knows, and the words that only they may ever see."""

    shown: str
    pin: str
    secrets: tuple[str, ...]
    resident_id: int


def known_people(house: KioskHouse) -> tuple[Person, ...]:
    """The two whose PINs are known, and what only they may see."""
    return (
        Person("Marcus T.", PIN,
               ("Ridge Auto", "late pass", "Ron B.", "Welcome back, Marcus", "greasy stove",
                "Old Tony from work", "30 on Fri, Oct 23", "Two buses broke"),
               house.people["Marcus"]),
        Person("Luis G.", OTHER_PIN,
               ("blue form", "Sam O. asks you to cover", "Walter Q.", "Reina next door",
                "Your buddy: Ray H.", "Le acompaña", "50 on Fri, Oct 23"),
               house.people["Luis"]),
    )  # fmt: skip


class House:
    """What the storm blows over: chores, a circle, a meeting to log on each day, a secret vote."""

    def __init__(self, store: Store, house: KioskHouse) -> None:
        self._store, self._vote = store, 0
        with_chores(store, house)
        with_support(store, house)
        for weekday in range(7):
            make.meeting_group(store, house.house_id, f"Group {weekday}", weekday=weekday)
        self._meeting = make.house_meeting(store, house.house_id, started_at=store.now())
        self.renew()

    def renew(self) -> None:
        """Forget wrong PINs and what was answered today, also to who asks to be covered, and put
        something else to the vote: the storm does much, and should still see what lies behind it.
        """
        self._store.write(SYSTEM, _forgive)
        if self._vote:
            self._store.write(OWNER, motions.close_vote, self._vote)
        asked = Asked(text="Let Al move in", secret=True, kind="admission")
        self._vote = self._store.write(OWNER, motions.propose, self._meeting, asked)
        self._store.write(OWNER, motions.open_vote, self._vote)


def _forgive(work: Work) -> None:
    work.require(Permission.START)
    work.session.execute(delete(PinThrottle))
    work.session.execute(delete(StationTry))
    again = update(Assessment).where(
        Assessment.on_date >= work.now.date() - DAY, Assessment.void_at.is_(None)
    )
    work.session.execute(again.values(void_at=work.now, void_by=0, void_why="again"))
    first = work.session.scalar(select(func.min(ChoreTrade.id)))  # who asks one of the two
    asked = update(ChoreTrade).where(ChoreTrade.id == first)
    work.session.execute(asked.values(answer=None, answered_at=None, answered_way=None))
    given = update(ChoreAssignment).where(
        ChoreAssignment.source == "cover", ChoreAssignment.voided_at.is_(None)
    )
    work.session.execute(given.values(voided_at=work.now))
    work.record("test.forgiven", None)
