"""Sign hints: the log suggests marks with a reason; it never sets one."""

from datetime import timedelta

import pytest

from sobrhouse.domain.rolls import Whereabouts, guess
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.queries.rotas import rota
from sobrhouse.queries.sign_hints import sign_hints
from sobrhouse.services import house_meetings, passes, signins
from sobrhouse.services.pass_rows import Plan
from tests import make
from tests.conftest import NOW, OWNER


@pytest.fixture
def house(store):
    return make.house(store)


def person(store, house, first):
    return make.stay(store, make.resident(store, first, "Hall"), house)


def test_the_log_gives_each_person_a_mark_to_accept_and_why(store, house, clock):
    home, store_run, away, late, soon = (
        person(store, house, first) for first in ("Ann", "Bea", "Cy", "Di", "Ed")
    )
    wanted = store.write(OWNER, passes.ask, away, Plan(NOW, NOW + timedelta(days=1), "Home"))
    store.write(OWNER, passes.approve, wanted)
    store.write(OWNER, passes.leave, wanted)
    for stay in (store_run, late, soon):
        store.write(OWNER, signins.sign_out, stay, "Store", NOW + timedelta(hours=2))
    clock.forward(minutes=20)
    meeting = make.house_meeting(store, house)
    store.write(OWNER, house_meetings.begin_meeting, meeting)
    clock.forward(minutes=4)
    store.write(OWNER, signins.sign_in, soon)
    clock.forward(minutes=7)
    store.write(OWNER, signins.sign_in, late)
    clock.forward(minutes=1)
    hints = store.read(OWNER, sign_hints, house, meeting, store.now())
    assert {h.stay_id: (h.status, h.why) for h in hints.values()} == {
        home: ("present", "Signed in"),
        store_run: ("absent", "Store until 9:12 PM"),
        away: ("excused", "On a pass"),
        late: ("late", "Signed in 7:43 PM"),
        soon: ("present", "Signed in"),
    }
    assert store.read(OWNER, meeting_run, house, meeting).nobody_marked


def test_a_meeting_of_last_week_is_guessed_from_the_log_of_then(store, house, clock):
    ann = person(store, house, "Ann")
    store.write(OWNER, signins.sign_out, ann, "Work", NOW + timedelta(hours=2))
    meeting = make.house_meeting(store, house, started_at=NOW, ended_at=NOW + timedelta(hours=1))
    clock.forward(hours=2)
    store.write(OWNER, signins.sign_in, ann)
    clock.forward(days=7)
    (hint,) = store.read(OWNER, sign_hints, house, meeting, store.now()).values()
    assert hint.status == "absent"


def test_who_came_in_within_five_minutes_is_not_late():
    assert guess(Whereabouts(back_at=NOW + timedelta(minutes=5)), NOW) == "present"
    assert guess(Whereabouts(back_at=NOW + timedelta(minutes=6)), NOW) == "late"
    assert guess(Whereabouts(out=True, on_pass=True), NOW) == "excused"
    assert guess(Whereabouts(on_pass=True), NOW) == "present"


def test_the_rota_names_who_led_least_and_longest_ago_first(store, house):
    ann, bea, cy = (person(store, house, first) for first in ("Ann", "Bea", "Cy"))
    for weeks, chair in ((1, ann), (2, bea), (3, ann)):
        make.house_meeting(
            store, house, chair_stay_id=chair, planned_at=NOW - timedelta(weeks=weeks),
            finished_at=NOW, finished_by=1,
        )  # fmt: skip
    today = (NOW - timedelta(hours=5)).date()
    turns = store.read(OWNER, rota, house, "chair", today)
    assert [t.stay_id for t in turns] == [cy, bea, ann]
    assert [t.words(today) for t in turns] == [
        "Not yet",
        "1 time, last Nov 8",
        "2 times, last Nov 15",
    ]
    assert all(not t.times for t in store.read(OWNER, rota, house, "reader", today))
