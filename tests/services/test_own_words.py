"""What residents add to their week: at the kiosk theirs alone, in the office on their word."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission, Role
from sobrhouse.domain.week_people import LONGEST_OWN
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.kiosk import my_week
from sobrhouse.queries.own_words import own_weeks
from sobrhouse.queries.week_people import week_people
from sobrhouse.services import own_words
from sobrhouse.services.kiosk_words import say_own_words
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, OwnWords
from tests import make, make_papers
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY

SAID = "I asked two people."


@needs(Permission.SEE_HOUSE)
def _kept(session, house_id):
    """Every row of own words: way, text, and whether it stands; and all that the log says."""
    rows = session.execute(
        select(OwnWords.way, OwnWords.text, OwnWords.voided_at).order_by(OwnWords.id)
    )
    log = session.execute(
        select(AuditEntry.action, AuditEntry.payload)
        .where(AuditEntry.action.startswith("own_words."))
        .order_by(AuditEntry.seq)
    ).all()
    return [(r.way, r.text, r.voided_at is None) for r in rows], log


class House:
    """Marcus and Sam, of one house; one of the staff of another."""

    def __init__(self, store):
        self.store = store
        self.id = make.house(store)
        self.other = make.house(store, "Oak House")
        self.people = {"Marcus": make.resident(store), "Sam": make.resident(store, "Sam", "Ode")}
        self.stays = {n: make.stay(store, who, self.id) for n, who in self.people.items()}

    def me(self, name="Marcus"):
        """Somebody at the kiosk."""
        return Actor(ActorKind.RESIDENT, self.people[name], name, houses=frozenset({self.id}))

    def do(self, use_case, *args, actor=OWNER):
        """A use case of the office."""
        return self.store.write(actor, use_case, *args)

    def kept(self):
        """The rows, and the log's actions with all that they say."""
        return self.store.read(SYSTEM, _kept, self.id)

    def on_paper(self):
        """What stands on the week's paper in Marcus's own words: heading, text, way."""
        (mine, _sam) = self.store.read(OWNER, week_people, self.id, MONDAY, SUNDAY)
        return [
            (h.code, x.text, x.way) for h in mine.headings for x in h.lines if x.kind == "own"
        ]


@pytest.fixture
def house(store):
    return House(store)


def test_what_staff_write_down_is_read_on_paper_as_the_residents_words(house):
    me = house.stays["Marcus"]
    made = house.do(own_words.write_down, me, SUNDAY, "sponsor", f"  {SAID}\n\n Both  said yes. ")
    house.do(own_words.write_down, me, MONDAY, "appointments", "Court on Friday.", "paper")
    assert house.on_paper() == [
        ("sponsor", f"{SAID}\nBoth said yes.", "staff"),
        ("appointments", "Court on Friday.", "paper"),
    ]
    was = house.do(own_words.change, made, 1, SAID)
    assert (was, house.on_paper()[0][1]) == (f"{SAID}\nBoth said yes.", SAID)
    with pytest.raises(Stale):
        house.do(own_words.change, made, 1, "Later.")
    house.do(own_words.take_back, made)
    assert [code for code, *_more in house.on_paper()] == ["appointments"]
    house.do(own_words.put_back, made)
    assert house.on_paper()[0] == ("sponsor", SAID, "staff")
    log = house.kept()[1]
    assert [row.action for row in log] == [
        "own_words.written", "own_words.written", "own_words.changed", "own_words.taken_back",
        "own_words.put_back",
    ]  # fmt: skip
    assert not any(said in row.payload for row in log for said in (SAID, "Court"))


def test_what_does_not_fit_is_refused_and_changes_nothing(house):
    me = house.stays["Marcus"]
    house.do(own_words.write_down, me, SUNDAY, "sponsor", SAID)
    before = house.kept()
    for args, field in (
        ((me, SUNDAY, "sponsor", "Again."), "heading"),
        ((me, SUNDAY, "chores", " \n "), "text"),
        ((me, SUNDAY, "chores", "x" * (LONGEST_OWN + 1)), "text"),
        ((me, date(2026, 5, 1), "chores", SAID), "on"),
        ((me, SUNDAY + timedelta(days=1), "chores", SAID), "on"),
    ):
        with pytest.raises(Problem) as caught:
            house.do(own_words.write_down, *args)
        assert caught.value.field == field
    for asked in (("kitchen", SAID), ("chores", SAID, "kiosk")):
        with pytest.raises(ValueError):
            house.do(own_words.write_down, me, SUNDAY, *asked)
    assert house.kept() == before


def test_staff_of_another_house_and_auditors_write_nothing(house):
    me = house.stays["Marcus"]
    made = house.do(own_words.write_down, me, SUNDAY, "sponsor", SAID)
    for actor in (staff(Role.STAFF, house.other), staff(Role.AUDITOR, house.id)):
        for use_case, args in (
            (own_words.write_down, (me, SUNDAY, "chores", SAID)),
            (own_words.change, (made, 1, "Other.")),
            (own_words.take_back, (made,)),
        ):
            with pytest.raises(NotAllowed):
                house.do(use_case, *args, actor=actor)


def test_at_the_kiosk_each_saying_is_kept_and_the_same_call_is_the_way_back(house, kiosk, clock):
    def say(text, name="Marcus", heading="sponsor"):
        return kiosk.write(house.me(name), say_own_words, house.stays[name], heading, text)

    assert say(SAID) == ""
    assert say(SAID) == SAID  # again: nothing changes
    assert say("One said yes.") == SAID
    assert say(SAID) == "One said yes."
    assert house.kept()[0] == [
        ("kiosk", SAID, False), ("kiosk", "One said yes.", False), ("kiosk", SAID, True),
    ]  # fmt: skip
    week = kiosk.read(house.me(), my_week, house.id, house.stays["Marcus"], clock())
    assert (week.week_start, week.week_end, week.texts) == (MONDAY, SUNDAY, {"sponsor": SAID})
    assert house.on_paper() == [("sponsor", SAID, "kiosk")]
    assert say("") == SAID
    assert house.on_paper() == []
    with pytest.raises(Problem):
        say("x" * (LONGEST_OWN + 1))
    log = house.kept()[1]
    assert len(log) == 6 and not any("asked" in row.payload for row in log)


def test_at_the_kiosk_nobody_reads_or_writes_for_another(house, kiosk, clock):
    with pytest.raises(NotAllowed):
        kiosk.write(house.me("Sam"), say_own_words, house.stays["Marcus"], "sponsor", SAID)
    with pytest.raises(NotAllowed):
        kiosk.read(house.me("Sam"), my_week, house.id, house.stays["Marcus"], clock())


def test_what_they_wrote_themselves_staff_leave_alone_and_a_manager_may_take_off(house, kiosk):
    me = house.stays["Marcus"]
    kiosk.write(house.me(), say_own_words, me, "chores", SAID)
    (row,) = house.store.read(OWNER, own_weeks, me, SUNDAY).rows
    assert (row.heading, row.text, row.way) == ("chores", SAID, "kiosk")
    hand = staff(Role.STAFF, house.id)
    with pytest.raises(Problem, match="wrote this themselves"):
        house.do(own_words.change, row.own_words_id, row.version, "Other.")
    with pytest.raises(NotAllowed):
        house.do(own_words.take_back, row.own_words_id, actor=hand)
    house.do(own_words.take_back, row.own_words_id, actor=staff(Role.MANAGER, house.id))
    with pytest.raises(NotFound):
        house.do(own_words.take_back, row.own_words_id)
    kiosk.write(house.me(), say_own_words, me, "chores", "Written anew.")
    with pytest.raises(Problem, match="already"):
        house.do(own_words.put_back, row.own_words_id)


def test_a_profile_offers_the_weeks_of_the_stay_alone(house):
    store = house.store
    new = make.stay(store, make.resident(store, "New", "Comer"), house.id, SUNDAY)
    gone = make.stay(store, make.resident(store, "Gus", "Noble"), house.id, date(2026, 10, 1),
                     discharged_on=MONDAY - timedelta(days=1),
                     discharge_type="successful")  # fmt: skip
    make_papers.own_words(store, gone, week_start=MONDAY - timedelta(days=7))
    assert store.read(OWNER, own_weeks, new, SUNDAY).weeks == (MONDAY,)
    past = store.read(OWNER, own_weeks, gone, SUNDAY)
    assert past.weeks[0] == MONDAY - timedelta(days=7) and len(past.weeks) == 6
    assert [row.text for row in past.of(past.weeks[0])] == [SAID]
