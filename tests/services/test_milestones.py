"""Who gives the chip, that it was given, that it stays quiet; what an old date leaves behind."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries import milestones as asked
from sobrhouse.services import milestones, sobriety
from sobrhouse.services.milestones import Giver, Reaching
from tests import make, make_circle
from tests.conftest import OWNER, staff

TODAY = make.SUNDAY
SINCE = TODAY - timedelta(days=90)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def ana(store, house):
    person = make.resident(store, "Ana", "Ruiz", pathway="AA")
    make.stay(store, person, house, SINCE)
    make.sobriety(store, person, SINCE)
    return person


@pytest.fixture
def ninety(house, ana):
    return Reaching(house, ana, "d90", TODAY)


def rows(store, house, first=TODAY, last=TODAY):
    return store.read(OWNER, asked.milestones_of_house, house, first, last)


def programme(store, house):
    return store.read(OWNER, asked.milestone_programme, house, TODAY).rows


def test_a_giver_is_named_and_was_named_before(store, house, ana, ninety):
    bo = make.resident(store, "Bo", "Lund")
    make.stay(store, bo, house)
    name = milestones.name_giver
    assert store.write(OWNER, name, ninety, Giver(bo)) == Giver()
    assert rows(store, house)[0].giver == "Bo L."
    before = store.write(OWNER, name, ninety, Giver(text="Bill Wilson"))
    assert before == Giver(bo)
    assert rows(store, house)[0].giver == "Bill W."
    back = milestones.name_giver_back
    with pytest.raises(Problem, match="changed again since"):
        store.write(OWNER, back, ninety, Giver(), Giver(bo))
    assert store.write(OWNER, back, ninety, before, Giver(text="Bill Wilson")).text == "Bill W."
    assert [(r.giver, r.giver_resident_id) for r in rows(store, house)] == [("Bo L.", bo)]


def test_what_cannot_be_is_refused_in_a_sentence(store, house, ana, ninety):
    stranger = make.resident(store, "Cy")
    tomorrow = TODAY + timedelta(days=1)
    for use_case, of, what, kind in (
        (milestones.name_giver, ninety, Giver(ana), Problem),
        (milestones.name_giver, ninety, Giver(stranger), NotFound),
        (milestones.name_giver, ninety, Giver(stranger, "Bill"), Problem),
        (milestones.mark_given, ninety, TODAY - timedelta(days=1), Problem),
        (milestones.mark_given, ninety, tomorrow, Problem),
        (milestones.announce, Reaching(house, ana, "d60", TODAY), False, Problem),
        (milestones.announce, Reaching(house, ana, "d90", tomorrow), False, Problem),
        (milestones.announce, Reaching(house, stranger, "d90", TODAY), False, NotFound),
    ):
        with pytest.raises(kind) as refused:
            store.write(OWNER, use_case, of, what)
        assert refused.value.sentence
    elsewhere = staff(Role.MANAGER, make.house(store, "Oak"))
    with pytest.raises(NotAllowed):
        store.write(elsewhere, milestones.mark_given, ninety, TODAY)


def test_the_programme_leaves_out_what_is_quiet_and_what_was_given(store, house, ana, ninety):
    assert [r.milestone.code for r in programme(store, house)] == ["d90"]
    assert store.write(OWNER, milestones.announce, ninety, False) is True
    assert programme(store, house) == ()
    quiet = store.read(OWNER, asked.quiet_milestones, house, TODAY, TODAY)
    assert quiet == {(ana, "d90", TODAY)}
    assert [r.announced for r in rows(store, house)] == [False]
    store.write(OWNER, milestones.announce, ninety, True)
    assert store.write(OWNER, milestones.mark_given, ninety, TODAY) is None
    assert programme(store, house) == ()
    assert store.write(OWNER, milestones.mark_given, ninety, None) == TODAY
    assert len(programme(store, house)) == 1


def test_a_new_date_counts_anew_and_leaves_what_was_given(store, house, ana, ninety):
    store.write(OWNER, milestones.mark_given, ninety, TODAY)
    chips = (asked.chips_given, ana, house)
    assert [g.earlier for g in store.read(OWNER, *chips)] == [False]
    store.write(OWNER, sobriety.new_date, ana, TODAY - timedelta(days=3))
    given = store.read(OWNER, *chips)
    assert [(g.milestone.code, g.due_on, g.earlier) for g in given] == [("d90", TODAY, True)]
    assert rows(store, house) == ()
    ahead = rows(store, house, TODAY, TODAY + timedelta(days=30))
    assert [(r.milestone.code, r.on) for r in ahead] == [("d30", TODAY + timedelta(days=27))]


def test_who_could_give_it_are_those_who_share_their_name_then_the_longest_sober(store, house, ana):
    for first, since in (("Bo", SINCE + timedelta(days=9)), ("Cy", SINCE - timedelta(days=400))):
        person = make.resident(store, first, "Lund")
        make.stay(store, person, house)
        make.sobriety(store, person, since)
    make_circle.sponsorship(store, ana, name="Ron B.")
    make_circle.sponsorship(store, ana, kind="mentor", share="existence")
    found = store.read(OWNER, asked.giver_choices, house, ana, SINCE, TODAY)
    assert [(g.name, g.further) for g in found] == [
        ("Ron B.", True), ("Cy L.", True), ("Bo L.", False),
    ]  # fmt: skip
