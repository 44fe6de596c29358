"""Who supports somebody at the kiosk: their own ties, contacts, steps, help, people and BARC-10, on
the narrow connection, and nobody else's.
"""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries import kiosk as queries
from sobrhouse.services import kiosk_own, kiosk_support, support_choices
from sobrhouse.services.network_people import Known
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, SponsorContact, Sponsorship, SupportChoice
from tests import make, make_circle
from tests.conftest import OWNER

TODAY = make.SUNDAY
DAY = timedelta(days=1)
here = pytest.mark.sqlite_only  # nothing in it depends on the database


class House:
    """Marcus, who has a sponsor and a buddy; Sam, who has a sponsor of his own; and Dee."""

    def __init__(self, store):
        self.id = make.house(store)
        self.people = {
            "Marcus": make.resident(store),
            "Sam": make.resident(store, "Sam", "Okafor"),
            "Dee": make.resident(store, "Dee", "Lane"),
        }
        self.stays = {n: make.stay(store, who, self.id) for n, who in self.people.items()}
        self.ron = make_circle.sponsorship(store, self.people["Marcus"], phone="+15550104000")
        self.buddy = make_circle.sponsorship(
            store, self.people["Marcus"], kind="house_buddy", peer_resident_id=self.people["Sam"]
        )
        self.theirs = make_circle.sponsorship(store, self.people["Sam"], name="Cora D.")

    def me(self, name="Marcus"):
        """Somebody at the kiosk."""
        return Actor(ActorKind.RESIDENT, self.people[name], name, houses=frozenset({self.id}))


@pytest.fixture
def house(store):
    return House(store)


@pytest.fixture
def do(kiosk, house):
    """A use case of somebody at the kiosk."""

    def use(use_case, *args, name="Marcus", **more):
        return kiosk.write(house.me(name), use_case, house.stays[name], *args, **more)

    return use


@pytest.fixture
def ask(kiosk, house, clock):
    """What the kiosk tells somebody now."""

    def asked(query, name="Marcus", *, now=True):
        args = (clock(),) if now else ()
        return kiosk.read(house.me(name), query, house.id, house.stays[name], *args)

    return asked


@needs(Permission.START, house_free=True)
def payloads(session):
    """All that the audit log tells."""
    return " ".join(session.scalars(select(AuditEntry.payload)))


@needs(Permission.START, house_free=True)
def kept(session):
    """The newest tie."""
    return session.scalars(select(Sponsorship).order_by(Sponsorship.id.desc())).first()


def test_who_supports_one_now(ask, store, house):
    make_circle.touch(store, house.id, house.ron, on_date=TODAY - 7 * DAY)
    make_circle.touch(store, house.id, house.ron, on_date=TODAY - DAY)
    make_circle.touch(store, house.id, house.ron, kind="no_answer")
    make_circle.helping(store, house.id, house.stays["Marcus"])
    make_circle.helping(store, house.id, house.stays["Dee"],
                        receiver_stay_id=house.stays["Marcus"])  # fmt: skip
    make_circle.helping(store, house.id, house.stays["Dee"])
    mine = ask(queries.my_circle)
    ron, sam = mine.ties
    assert (ron.kind, ron.name, ron.phone, ron.shared) == (
        "sponsor",
        "Ron B.",
        "+15550104000",
        True,
    )
    assert (ron.last_on, ron.week) == (TODAY - DAY, 1)
    assert (sam.kind, sam.name, sam.own, sam.last_on) == ("house_buddy", "Sam O.", False, None)
    assert (mine.has_sponsor, mine.given, mine.received) == (True, 1, 1)
    assert ask(queries.my_circle, "Sam").buddy_of == ("Marcus T.",)
    assert ask(queries.card).buddy == "Sam O."
    assert ask(queries.card, "Dee").buddy == "" and not ask(queries.my_circle, "Dee").ties


def test_a_contact_is_one_touch_and_taken_back_for_a_moment(ask, do, clock, house):
    row = do(kiosk_support.log_touch, house.ron, "call")
    assert ask(queries.my_circle).ties[0].last_on == TODAY
    do(kiosk_support.undo_touch, row)
    assert ask(queries.my_circle).ties[0].last_on is None
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_support.undo_touch, row)
    late = do(kiosk_support.log_touch, house.buddy, "meet")
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_support.undo_touch, late)
    with pytest.raises(Problem, match="Choose one from the list"):
        do(kiosk_support.log_touch, house.ron, "quarrel")


def test_i_have_a_sponsor_and_staff_see_what_one_chose(store, ask, do, house):
    tie = do(kiosk_support.say_supported, "sponsor", "Walter Quigley", "existence", name="Dee")
    row = store.read(SYSTEM, kept)
    assert (row.id, row.name, row.share, row.started_on) == (tie, "Walter Q.", "existence", TODAY)
    assert row.resident_verified_on == TODAY and row.staff_verified_on is None
    assert "Walter" not in store.read(SYSTEM, payloads)
    assert ask(queries.my_circle, "Dee").ties[0].name == "Walter Q."
    with pytest.raises(Problem, match="You have one already"):
        do(kiosk_support.say_supported, "sponsor", "Bill W.", name="Dee")
    do(kiosk_support.undo_supported, tie, name="Dee")
    assert ask(queries.my_circle, "Dee").ties == ()
    do(kiosk_support.say_supported, "mentor", name="Dee")
    row = store.read(SYSTEM, kept)
    assert (row.name, row.share, row.kind) == ("", "existence", "mentor")
    with pytest.raises(Problem, match="did not say who"):
        do(kiosk_support.choose_share, row.id, "name", name="Dee")


def test_it_ended_and_goes_on_after_all(ask, do, clock, house):
    do(kiosk_support.say_ended, house.ron, "moved_away")
    assert [tie.kind for tie in ask(queries.my_circle).ties] == ["house_buddy"]
    with pytest.raises(Problem, match="ended already"):
        do(kiosk_support.log_touch, house.ron, "call")
    with pytest.raises(Problem, match="ended already"):
        do(kiosk_support.say_ended, house.ron, "moved_away")
    do(kiosk_support.undo_ended, house.ron)
    assert ask(queries.my_circle).has_sponsor
    do(kiosk_support.say_ended, house.ron, "no_fit")
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_support.undo_ended, house.ron)
    with pytest.raises(Problem, match="The house gave you this buddy"):
        do(kiosk_support.say_ended, house.buddy, "no_fit")


def test_what_staff_may_see_goes_both_ways(ask, do, house):
    assert do(kiosk_support.choose_share, house.ron, "existence") == "name"
    assert not ask(queries.my_circle).ties[0].shared
    assert do(kiosk_support.choose_share, house.ron, "name") == "existence"
    assert ask(queries.my_circle).ties[0].shared
    with pytest.raises(Problem, match="The house gave you this buddy"):
        do(kiosk_support.choose_share, house.buddy, "existence")


def test_steps_are_ones_own_until_shared(store, ask, do):
    assert do(kiosk_own.set_step, 4, "working") is None
    assert do(kiosk_own.set_step, 4, "done") == "working"
    mine = ask(queries.my_steps, now=False)
    assert (mine.shared, mine.states) == (False, {4: "done"})
    assert do(kiosk_own.share_steps, True) is False
    assert do(kiosk_own.set_step, 4, None) == "done"
    mine = ask(queries.my_steps, now=False)
    assert (mine.shared, mine.states) == (True, {})
    assert do(kiosk_own.share_steps, False) is True
    assert "working" not in store.read(SYSTEM, payloads)
    with pytest.raises(Problem, match="Choose one from the list"):
        do(kiosk_own.set_step, 13, "done")


@here
def test_one_statement_tells_the_card_who_supports_one(kiosk, store, house):
    for name in ("Ann A.", "Bea B."):
        make_circle.sponsorship(store, house.people["Marcus"], kind="mentor", name=name)
    said = []
    event.listen(kiosk._reader, "before_cursor_execute", lambda *a: said.append(a[2]))
    card = kiosk.read(house.me(), queries.card, house.id, house.stays["Marcus"], store.now())
    assert card.buddy == "Sam O." and len([sql for sql in said if "sponsorship" in sql]) == 1
    asked = ("assessment", "step_progress", "network_person", "support_choice", "helping_event")
    assert not [sql for sql in said if any(table in sql for table in asked)]


def test_why_somebody_goes_without_a_sponsor_stays_with_staff(store, do, house):
    person = house.people["Dee"]
    store.write(OWNER, support_choices.choose, person, "looking_why", "A reason of hers")
    assert do(kiosk_own.choose_wish, "looking", False, name="Dee") is True
    assert do(kiosk_own.choose_wish, "looking", True, name="Dee") is False
    kept = store.read(SYSTEM, chosen)
    assert (kept.looking_why, kept.looking, kept.version) == ("A reason of hers", True, 3)
    assert '"after":{"looking":false},"before":{"looking":true}' in store.read(SYSTEM, payloads)


@needs(Permission.START, house_free=True)
def chosen(session):
    """The one choice that there is."""
    return session.scalars(select(SupportChoice)).one()


def test_help_goes_both_ways_and_nobody_need_be_named(ask, do, clock, house):
    row = do(kiosk_own.say_help, "ride", True, house.stays["Sam"])
    do(kiosk_own.say_help, "meal", False)
    mine = ask(queries.my_circle)
    assert (mine.given, mine.received) == (1, 1)
    assert ask(queries.my_circle, "Sam").received == 1
    with pytest.raises(NotAllowed):
        do(kiosk_own.undo_help, row, name="Dee")
    do(kiosk_own.undo_help, row)
    assert ask(queries.my_circle).given == 0
    late = do(kiosk_own.say_help, "other", True)
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_own.undo_help, late)
    with pytest.raises(Problem, match="two people"):
        do(kiosk_own.say_help, "ride", True, house.stays["Marcus"])
    with pytest.raises(Problem, match="Choose one from the list"):
        do(kiosk_own.say_help, "gossip", True)


def test_wishes_are_kept_one_by_one(ask, do):
    assert ask(queries.my_wishes, now=False) == queries.MyWishes()
    assert do(kiosk_own.choose_wish, "looking", False) is True
    assert do(kiosk_own.choose_wish, "wants_gender", "same") == ""
    do(kiosk_own.choose_wish, "gender", "woman")
    do(kiosk_own.choose_wish, "hours", ("weekend_morning", "weekday_evening"))
    assert do(kiosk_own.choose_wish, "buddies", 2) is None
    assert ask(queries.my_wishes, now=False) == queries.MyWishes(
        False, "woman", "same", ("weekday_evening", "weekend_morning"), 2
    )
    assert ask(queries.my_wishes, "Dee", now=False) == queries.MyWishes()
    with pytest.raises(ValueError, match="shares_steps"):
        do(kiosk_own.choose_wish, "shares_steps", True)


def test_the_house_asks_for_barc10_after_its_days(store, ask, house):
    assert ask(queries.my_circle).asked
    make_circle.assessment(store, house.id, house.stays["Marcus"], on_date=TODAY - 29 * DAY)
    assert not ask(queries.my_circle).asked
    assert ask(queries.my_circle, "Sam").asked
    make_circle.assessment(store, house.id, house.stays["Sam"], on_date=TODAY - 30 * DAY)
    assert ask(queries.my_circle, "Sam").asked


@here
def test_help_is_between_people_of_one_house(store, do):
    other = make.house(store, "Oak House")
    far = make.stay(store, make.resident(store, "Lou", "Dorn"), other)
    with pytest.raises(NotFound, match="do not live here"):
        do(kiosk_own.say_help, "ride", True, far)


def test_the_people_in_ones_life_are_ones_own(store, ask, do, clock):
    who = do(kiosk_own.write_person, Known("Rosa from the old place", "friend", "unsure"))
    do(kiosk_own.write_person, Known("Rosa from the old place", "friend", "avoid"), who)
    do(kiosk_own.write_person, Known("My sister", "family"))
    told = [(p.label, p.category, p.stance, p.private) for p in ask(queries.my_life, now=False)]
    assert told == [
        ("Rosa from the old place", "friend", "avoid", True),
        ("My sister", "family", "supports", True),
    ]
    do(kiosk_own.take_off, who)
    assert len(ask(queries.my_life, now=False)) == 1
    do(kiosk_own.put_on_again, who)
    assert len(ask(queries.my_life, now=False)) == 2
    do(kiosk_own.write_person, Known("Rosa from the old place", "friend", private=False), who)
    assert "Rosa" not in store.read(SYSTEM, payloads) and "avoid" not in store.read(
        SYSTEM, payloads
    )
    do(kiosk_own.take_off, who)
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_own.put_on_again, who)
    with pytest.raises(Problem, match="in your own words"):
        do(kiosk_own.write_person, Known("  "))


def test_barc10_is_kept_whole_once_a_day_and_taken_back(ask, do, clock):
    row = do(kiosk_own.fill_in, [4] * 10)
    mine = ask(queries.my_answers)
    assert (mine.totals, mine.done_today, mine.shared) == (((TODAY, 40),), True, False)
    with pytest.raises(Problem, match="You filled one in today"):
        do(kiosk_own.fill_in, [5] * 10)
    do(kiosk_own.undo_fill_in, row)
    assert ask(queries.my_answers).totals == ()
    with pytest.raises(Problem, match="no answer yet"):
        do(kiosk_own.fill_in, [4] * 9 + [None])
    late = do(kiosk_own.fill_in, [6] * 10)
    clock.forward(minutes=4)
    with pytest.raises(NotFound, match="too late"):
        do(kiosk_own.undo_fill_in, late)
    assert do(kiosk_own.share_answers, True) is False
    assert ask(queries.my_answers).shared


def test_nothing_of_anybody_else_is_read_or_written(kiosk, store, ask, do, house):
    touched = make_circle.touch(store, house.id, house.theirs)
    person = make_circle.network_person(store, house.people["Sam"], "His brother")
    filled = make_circle.assessment(store, house.id, house.stays["Sam"])
    make_circle.step(store, house.people["Sam"])
    for use_case, *args in (
        (kiosk_support.log_touch, house.theirs, "call"),
        (kiosk_support.undo_touch, touched),
        (kiosk_support.say_ended, house.theirs, "no_fit"),
        (kiosk_support.undo_ended, house.theirs),
        (kiosk_support.undo_supported, house.theirs),
        (kiosk_support.choose_share, house.theirs, "existence"),
        (kiosk_own.undo_fill_in, filled),
        (kiosk_own.put_on_again, person),
    ):
        with pytest.raises(NotAllowed):
            do(use_case, *args)
    for use_case, *args in (
        (kiosk_own.take_off, person),
        (kiosk_own.write_person, Known("x"), person),
    ):
        with pytest.raises(NotFound):
            do(use_case, *args)
    for query in (queries.my_circle, queries.my_answers, queries.my_steps, queries.my_life):
        args = (store.now(),) if query in (queries.my_circle, queries.my_answers) else ()
        with pytest.raises(NotAllowed):
            kiosk.read(house.me(), query, house.id, house.stays["Sam"], *args)
        with pytest.raises(NotAllowed):
            kiosk.write(house.me(), kiosk_own.set_step, house.stays["Sam"], 1, "done")
    seen = " ".join(
        str(ask(query, now=query in (queries.my_circle, queries.my_answers)))
        for query in (queries.my_circle, queries.my_answers, queries.my_steps, queries.my_life)
    )
    assert "Cora" not in seen and "brother" not in seen
    assert ask(queries.my_steps, now=False).states == {} and not ask(queries.my_answers).totals


@needs(Permission.START, house_free=True)
def touches(session):
    """How contacts were written down."""
    return [(r.kind, r.way, r.on_date) for r in session.scalars(select(SponsorContact))]


@here
def test_contacts_of_the_kiosk_say_so(store, do, house):
    do(kiosk_support.log_touch, house.ron, "step_work")
    assert store.read(SYSTEM, touches) == [("step_work", "kiosk", TODAY)]
