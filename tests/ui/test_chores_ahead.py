"""Once a day the office plans chores on by itself, and only where somebody planned them first."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.services.chore_plans import plan_chores
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreAssignment
from tests import make
from tests.conftest import Clock
from tests.ui.conftest import SmallHouse
from ui.app.chores_ahead import ChoresAhead
from ui.desk import Desk


def last_planned(store: Store) -> object:
    with Session(store._reader) as session:
        return session.scalar(select(func.max(ChoreAssignment.period_end)))


def test_a_day_later_there_are_weeks_enough_again_and_only_once_a_day(
    store: Store, small_house: SmallHouse, desk: Desk, clock: Clock
) -> None:
    ahead = ChoresAhead(desk)
    ahead.look()
    assert last_planned(store) is None
    make.chore(store, small_house.house_id, make.rotation(store, small_house.house_id))
    store.write(SYSTEM, plan_chores, small_house.house_id, desk.today())
    planned = last_planned(store)
    clock.forward(days=14)
    ahead.look()
    further = last_planned(store)
    assert further > planned  # type: ignore[operator]
    clock.forward(hours=1)
    ahead.look()
    assert last_planned(store) == further
    desk.shut()
    clock.forward(days=14)
    ahead.look()
    assert last_planned(store) == further
