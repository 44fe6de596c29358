"""The kiosk's use cases: in and out, what people ask for, visitors; each about oneself alone."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission, Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.kiosk import card, visitors_in
from sobrhouse.services import kiosk as signs
from sobrhouse.services import kiosk_asks
from sobrhouse.services.clock import settle_clock
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    AuditEntry,
    Base,
    BedHold,
    HouseMessage,
    MessageRead,
    Pass,
    SignOut,
    SupportCall,
    Visitor,
)
from tests import make
from tests.conftest import staff
from tests.storage.test_clock_watch import TwoClocks

VISITOR = Actor(ActorKind.VISITOR, 0, "", None, frozenset())


class Person:
    """Somebody at the kiosk of their house."""

    def __init__(self, store, kiosk, house, first="Marcus", last="Tate"):
        self.store, self.house = kiosk, house
        self.id = make.resident(store, first, last)
        self.stay = make.stay(store, self.id, house)
        self.actor = Actor(ActorKind.RESIDENT, self.id, first, None, frozenset({house}))

    def does(self, use_case, *args, **more):
        return self.store.write(self.actor, use_case, self.stay, *args, **more)

    def goes_out(self, hours=2, place="Work"):
        return self.does(signs.sign_out, place, self.store.now() + timedelta(hours=hours))

    def card(self):
        return self.store.read(self.actor, card, self.house, self.stay, self.store.now())


@needs(Permission.SEE_HOUSE, house_free=True)
def _rows(session, table: type[Base]):
    in_order = table.__table__.select().order_by(*table.__table__.primary_key.columns)
    return [dict(row) for row in session.execute(in_order).mappings()]


def rows(store, table):
    return store.read(SYSTEM, _rows, table)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def marcus(store, kiosk, house):
    return Person(store, kiosk, house)


def last_entry(store):
    return rows(store, AuditEntry)[-1]


def test_out_and_in_again_is_one_line_with_how_late(store, marcus, clock):
    out = marcus.goes_out(2)
    assert marcus.card().out.destination == "Work"
    clock.forward(hours=2, minutes=42)
    done = marcus.does(signs.sign_in)
    assert done == signs.Signed(out.row_id, 42)
    (row,) = rows(store, SignOut)
    assert (row["in_by"], row["out_by"], row["in_at"]) == ("kiosk", "kiosk", store.now())
    entry = last_entry(store)
    assert (entry["action"], entry["resident_id"], entry["table_name"], entry["row_id"]) == (
        "sign.in",
        marcus.id,
        "sign_out",
        out.row_id,
    )
    assert entry["actor_kind"] == "resident"


def test_nobody_is_late_for_sure_by_a_clock_in_doubt(store, kiosk, house, marcus, clock):
    clocks = TwoClocks(clock, store, kiosk)

    def comes_back(set_by=timedelta()):
        marcus.goes_out(1)
        clocks.pass_by(timedelta(hours=2))
        clocks.set_by(set_by)
        signed = marcus.does(signs.sign_in)
        clocks.pass_by()
        return signed.late_minutes, signed.sure

    assert comes_back() == (60, True)
    assert comes_back(set_by=timedelta(hours=1)) == (120, False), "it moved just now"
    assert comes_back() == (60, False), "nobody has said yet that it is right"
    store.write(staff(Role.STAFF, house), settle_clock)
    assert comes_back() == (60, True)


def test_coming_in_in_time_is_not_late(marcus, clock):
    marcus.goes_out(2)
    clock.forward(hours=1)
    assert marcus.does(signs.sign_in).late_minutes is None


def test_coming_in_without_having_gone_out_leaves_out_unknown(store, marcus):
    marcus.does(signs.sign_in)
    (row,) = rows(store, SignOut)
    assert (row["out_at"], row["in_at"]) == (None, store.now())


def test_forgetting_to_sign_out_is_a_line_of_its_own(store, marcus, clock):
    marcus.does(signs.forgot_to_sign_out)
    marcus.goes_out()
    with pytest.raises(Problem):
        marcus.does(signs.forgot_to_sign_out)
    assert len(rows(store, SignOut)) == 2


def test_nobody_goes_out_twice(store, marcus):
    marcus.goes_out()
    with pytest.raises(Problem):
        marcus.goes_out()
    assert len(rows(store, SignOut)) == 1


@pytest.mark.parametrize("hours", [-1, 0, 24 * 32])
def test_back_is_ahead_and_within_a_month(store, marcus, hours):
    with pytest.raises(Problem):
        marcus.goes_out(hours)
    assert not rows(store, SignOut)


def test_a_clock_set_back_keeps_nobody_out(store, marcus, clock):
    marcus.goes_out()
    clock.forward(days=-1)
    marcus.does(signs.sign_in)
    (row,) = rows(store, SignOut)
    assert row["in_at"] == row["out_at"]


def test_undo_of_going_out_leaves_nobody_out(store, marcus, clock):
    out = marcus.goes_out()
    clock.forward(seconds=4)
    marcus.does(signs.undo_sign, out.row_id)
    assert marcus.card().out is None
    (row,) = rows(store, SignOut)
    assert row["void_why"] == "undone at once"


def test_undo_of_coming_in_leaves_the_same_absence_open(store, marcus, clock):
    out = marcus.goes_out(3)
    before = marcus.card().out
    clock.forward(hours=1)
    marcus.does(signs.sign_in)
    marcus.does(signs.undo_sign, out.row_id)
    now = marcus.card().out
    assert (now.out_at, now.destination, now.expected_at) == (
        before.out_at,
        before.destination,
        before.expected_at,
    )
    assert now.row_id != out.row_id
    clock.forward(hours=3)
    assert marcus.does(signs.sign_in).late_minutes == 60


def test_coming_in_is_not_undone_once_one_went_out_again(store, marcus):
    first = marcus.goes_out()
    marcus.does(signs.sign_in)
    marcus.goes_out()
    with pytest.raises(NotFound, match="too late"):
        marcus.does(signs.undo_sign, first.row_id)
    assert sum(row["in_at"] is None and row["void_at"] is None for row in rows(store, SignOut)) == 1


def test_undo_is_for_at_once_and_for_oneself(store, house, marcus, clock):
    out = marcus.goes_out()
    other = Person(store, marcus.store, house, "Ana", "Ruiz")
    with pytest.raises(NotFound):
        other.does(signs.undo_sign, out.row_id)
    clock.forward(minutes=1)
    with pytest.raises(NotFound):
        marcus.does(signs.undo_sign, out.row_id)
    assert marcus.card().out is not None


def test_nobody_signs_for_another(store, house, marcus):
    other = Person(store, marcus.store, house, "Ana", "Ruiz")
    late = store.now() + timedelta(hours=1)
    for actor in (other.actor, VISITOR, staff(Role.OWNER), staff(Role.STAFF, house)):
        for use_case, args in (
            (signs.sign_in, ()),
            (signs.sign_out, ("Work", late)),
            (signs.forgot_to_sign_out, ()),
            (signs.undo_sign, (1,)),
            (kiosk_asks.ask_support, ()),
            (kiosk_asks.read_message, (1,)),
            (kiosk_asks.ask_pass, (late, late, "Home")),
        ):
            with pytest.raises(NotAllowed):
                marcus.store.write(actor, use_case, marcus.stay, *args)
    assert not rows(store, SignOut)


def test_who_moved_out_signs_nothing(store, marcus):
    gone = Actor(ActorKind.RESIDENT, marcus.id, "", None, frozenset({marcus.house + 1}))
    with pytest.raises(NotAllowed):
        marcus.store.write(gone, signs.sign_in, marcus.stay)
    with pytest.raises(NotFound):
        marcus.store.write(marcus.actor, signs.sign_in, marcus.stay + 99)


def test_support_is_asked_for_once_until_somebody_came(store, marcus):
    assert marcus.does(kiosk_asks.ask_support) == marcus.does(kiosk_asks.ask_support)
    (row,) = rows(store, SupportCall)
    assert (row["kind"], row["stay_id"], row["seen_at"]) == ("support", marcus.stay, None)


def test_a_forgotten_pin_is_told_alike_for_a_number_that_nobody_has(store, house, marcus):
    for stay in (marcus.stay, marcus.stay, None, None, 4711):
        marcus.store.write(SYSTEM, kiosk_asks.forgot_pin, house, stay)
    assert [(r["kind"], r["stay_id"]) for r in rows(store, SupportCall)] == [
        ("pin", marcus.stay),
        ("pin", None),
    ]


def test_a_message_is_read_once_and_only_ones_own(store, house, marcus):
    other = Person(store, marcus.store, house, "Ana", "Ruiz")
    mine = make.row(
        store, HouseMessage(house_id=house, stay_id=marcus.stay, text="See me", sent_at=store.now())
    )
    everybodys = make.row(store, HouseMessage(house_id=house, text="All", sent_at=store.now()))
    for message in (mine, mine, everybodys):
        marcus.does(kiosk_asks.read_message, message)
    with pytest.raises(NotFound):
        other.does(kiosk_asks.read_message, mine)
    assert len(rows(store, MessageRead)) == 2
    assert [m.read for m in marcus.card().messages] == [True, True]
    assert [m.text for m in other.card().messages] == ["All"]


def test_a_pass_is_asked_for_once(store, marcus):
    leaves = store.now() + timedelta(days=3)
    asked = (leaves, leaves + timedelta(days=1), "Sister", "Lena", "555-0188", "Birthday")
    marcus.does(kiosk_asks.ask_pass, *asked)
    with pytest.raises(Problem):
        marcus.does(kiosk_asks.ask_pass, *asked)
    (row,) = rows(store, Pass)
    assert (row["status"], row["requested_by"], row["host"]) == ("requested", "kiosk", "Lena")


def test_a_pass_ends_after_it_begins_and_begins_ahead(store, marcus):
    now = store.now()
    for leaves, back in ((-2, 5), (5, 5), (5, 4), (5, 24 * 40), (24 * 400, 24 * 401)):
        with pytest.raises(Problem):
            marcus.does(
                kiosk_asks.ask_pass,
                now + timedelta(hours=leaves),
                now + timedelta(hours=back),
                "Home",
            )


def test_going_on_a_pass_uses_it_and_keeps_the_bed_until_one_is_back(store, marcus, clock):
    bed = make.bed(store, make.room(store, marcus.house))
    make.assignment(store, marcus.stay, bed)
    now = store.now()
    make.row(
        store,
        Pass(
            house_id=marcus.house,
            stay_id=marcus.stay,
            status="approved",
            requested_at=now,
            depart_at=now,
            return_by=now + timedelta(days=2),
            destination="Home",
        ),
    )

    def stands():
        hold = [h for h in rows(store, BedHold) if h["voided_at"] is None]
        return rows(store, Pass)[0]["status"], [h["ended_on"] is None for h in hold]

    out = marcus.goes_out(1)  # on an errand within it
    assert stands() == ("out", [True])
    marcus.does(signs.undo_sign, out.row_id)
    assert stands() == ("approved", [])
    out = marcus.goes_out(48, "Home")
    clock.forward(hours=40)
    marcus.does(signs.sign_in)
    assert stands() == ("returned", [False])
    marcus.does(signs.undo_sign, out.row_id)
    assert stands()[0] == "out"
    assert store.verify_log().ok


def test_an_errand_long_before_a_pass_is_none_of_it(store, marcus):
    leaves = store.now() + timedelta(days=1)
    make.row(
        store,
        Pass(
            house_id=marcus.house,
            stay_id=marcus.stay,
            status="approved",
            requested_at=store.now(),
            depart_at=leaves,
            return_by=leaves + timedelta(days=2),
            destination="Home",
        ),
    )
    marcus.goes_out(1)
    assert rows(store, Pass)[0]["status"] == "approved"
    assert rows(store, SignOut)[0]["pass_id"] is None


def test_visitors_come_and_leave(store, house, marcus, clock):
    visitor = Actor(ActorKind.VISITOR, 0, "", None, frozenset({house}))
    came = marcus.store.write(visitor, kiosk_asks.visitor_in, house, "Ann Lee", "marcus t.", True)
    assert rows(store, Visitor)[0]["host_stay_id"] == marcus.stay
    assert [v.visitor_id for v in marcus.store.read(visitor, visitors_in, house)] == [came]
    clock.forward(hours=1)
    for _twice in range(2):
        marcus.store.write(visitor, kiosk_asks.visitor_out, house, came)
    assert rows(store, Visitor)[0]["out_at"] == store.now()
    assert not marcus.store.read(visitor, visitors_in, house)


@pytest.mark.parametrize(
    ("name", "host", "agreed"),
    [("", "Marcus", True), ("Ann", "  ", True), ("Ann", "Marcus", False), ("A" * 500, "M", True)],
)
def test_a_visitor_says_who_and_agrees(house, marcus, name, host, agreed):
    with pytest.raises(Problem):
        marcus.store.write(SYSTEM, kiosk_asks.visitor_in, house, name, host, agreed)


def test_two_people_of_one_name_leave_the_host_open(store, house, marcus):
    Person(store, marcus.store, house, "Marcus", "Tull")
    marcus.store.write(SYSTEM, kiosk_asks.visitor_in, house, "Ann", "Marcus", True)
    marcus.store.write(SYSTEM, kiosk_asks.visitor_in, house, "Ann", "Marcus Tull", True)
    marcus.store.write(SYSTEM, kiosk_asks.visitor_in, house, "Ann", "Nobody", True)
    hosts = [r["host_stay_id"] for r in rows(store, Visitor)]
    assert hosts[0] is None and hosts[1] is not None and hosts[2] is None


def test_the_log_holds_after_all_of_it(store, marcus, clock):
    marcus.goes_out()
    clock.forward(hours=1)
    marcus.does(signs.sign_in)
    marcus.does(kiosk_asks.ask_support)
    assert store.verify_log().ok
