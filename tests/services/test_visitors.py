"""The visitor log: in, out, put right, and back again."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.visitors import hosts, visitors_of
from sobrhouse.services import visitors
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, staff


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def test_somebody_comes_and_goes(store, house, clock):
    marcus = make.stay(store, make.resident(store), house)
    visit = store.write(
        OWNER, visitors.visitor_in, house, " Lena  Tate ", host_stay_id=marcus, agreed=True
    )
    (row,) = store.read(OWNER, visitors_of, house)
    assert (row.name, row.host_name, row.agreed, row.in_at) == ("Lena Tate", "Marcus T.", True, NOW)
    clock.forward(hours=1)
    store.write(OWNER, visitors.visitor_out, visit)
    assert store.read(OWNER, visitors_of, house)[0].out_at == store.now()
    with pytest.raises(Problem, match="left already"):
        store.write(OWNER, visitors.visitor_out, visit)
    store.write(OWNER, visitors.still_here, visit)
    assert store.read(OWNER, visitors_of, house)[0].out_at is None


def test_a_visitor_says_at_least_a_name(store, house):
    with pytest.raises(Problem) as told:
        store.write(OWNER, visitors.visitor_in, house, "  ")
    assert told.value.field == "name"


@pytest.mark.parametrize("off", [timedelta(minutes=-30), timedelta(days=1)])
def test_nobody_leaves_before_they_came_or_tomorrow(store, house, off):
    visit = store.write(OWNER, visitors.visitor_in, house, "Lena")
    with pytest.raises(Problem) as told:
        store.write(OWNER, visitors.visitor_out, visit, NOW + off)
    assert told.value.field == "out_at"


def test_put_right_and_taken_back(store, house):
    marcus = make.stay(store, make.resident(store), house)
    visit = store.write(OWNER, visitors.visitor_in, house, "Lina", "Markus")
    before = store.write(OWNER, visitors.change_visit, visit, 1, "Lena", "", marcus, agreed=True)
    assert before == ("Lina", "Markus", None, False)
    with pytest.raises(Stale):
        store.write(OWNER, visitors.change_visit, visit, 1, "X", "", None, agreed=False)
    store.write(OWNER, visitors.take_back, visit)
    assert store.read(OWNER, visitors_of, house) == ()
    store.write(OWNER, visitors.put_back, visit)
    assert store.read(OWNER, visitors_of, house)[0].host_name == "Marcus T."


def test_a_host_lives_in_the_house(store, house):
    other = make.house(store, "Oak House")
    stranger = make.stay(store, make.resident(store, "Sam", "Okafor"), other)
    with pytest.raises(Problem) as told:
        store.write(OWNER, visitors.visitor_in, house, "Lena", host_stay_id=stranger)
    assert told.value.field == "host_stay_id"
    assert store.read(OWNER, hosts, house) == ()


def test_the_log_is_read_a_page_at_a_time_and_searched(store, house, clock):
    for name in ("Ann", "Ben", "Cal", "100%_Dee"):
        store.write(OWNER, visitors.visitor_in, house, name)
        clock.forward(minutes=1)
    page = store.read(OWNER, visitors_of, house, limit=2)
    assert [r.name for r in page] == ["100%_Dee", "Cal"]
    rest = store.read(
        OWNER, visitors_of, house, before=(page[-1].in_at, page[-1].visitor_id), limit=2
    )
    assert [r.name for r in rest] == ["Ben", "Ann"]
    assert [r.name for r in store.read(OWNER, visitors_of, house, text="%_")] == ["100%_Dee"]


def test_only_staff_of_the_house(store, house):
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, 99), visitors.visitor_in, house, "Lena")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR, house), visitors.visitor_in, house, "Lena")
