"""What the services write of chores is what Today tells, on both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sobrhouse.queries.today import Today, today_of
from sobrhouse.services import chore_marks, chore_trades
from sobrhouse.services.chore_trades import Trade
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, Clock
from tests.make import SUNDAY

ZONE = ZoneInfo("America/New_York")


def told(store: Store, house: int) -> Today:
    now = store.now()
    return store.read(OWNER, today_of, house, now.astimezone(ZONE).date(), now)


def what(store: Store, house: int) -> list[str]:
    return [r.what for r in told(store, house).reasons if r.code.startswith("chore.")]


def test_a_day_of_one_chore(store: Store, clock: Clock) -> None:
    house = make.house(store)
    stays = [make.stay(store, make.resident(store, *who), house)
             for who in (("Marcus", "Tate"), ("Dee", "Lawson"))]  # fmt: skip
    chore = make.chore(store, house, make.rotation(store, house), due_at="22:00")
    mine = make.chore_assignment(store, house, chore, stays[0], days="5,6")
    assert what(store, house) == ["Kitchen is late"]
    store.write(OWNER, chore_marks.inspect, mine, SUNDAY - timedelta(days=1), "missed")
    assert what(store, house) == ["Marcus T.: 1 chore missed in 28 days"]
    asked = Trade(assignment_id=mine, other_stay_id=stays[1], on=SUNDAY)
    trade = store.write(OWNER, chore_trades.ask_trade, asked)
    assert "Marcus T. asks Dee L. to cover: Kitchen" in what(store, house)
    store.write(OWNER, chore_trades.answer_trade, trade, agreed=True)
    (turn,) = told(store, house).chores.of_today
    assert turn.assignment_id not in (None, mine)
    assert turn.name == "Dee L."
    hers = turn.assignment_id or 0
    store.write(OWNER, chore_marks.mark_done, hers, SUNDAY)
    assert told(store, house).chores.to_inspect == 1
    redo_by = NOW + timedelta(hours=1)
    store.write(OWNER, chore_marks.inspect, hers, SUNDAY, "redo", redo_by=redo_by)
    assert told(store, house).chores.done == 0
    clock.forward(hours=2)
    assert what(store, house)[0] == "Kitchen was to be done again"
