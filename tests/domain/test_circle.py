"""The circle: who may need a connection, what is drawn of a large house, where people stand."""

import math
import random
from itertools import combinations

import pytest

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, Member, Tie, around, drawn, facts, ties_in_words
from sobrhouse.domain.circle_layout import curves, rooms, spots, spots_around
from tests.make import SUNDAY


def person(number, days=10, **more):
    """A resident, so many days sober."""
    key = f"r{number}"
    return Member(key, f"Person {number}", resident_id=number, days=days, days_here=5, **more)


def outside(number):
    """Somebody outside who supports."""
    return Member(f"s{number}", f"Helper {number}", outside=True, supporter_id=number)


def house(people, *ties):
    """A circle of these."""
    return Circle(SUNDAY, 28, tuple(people), tuple(ties))


def any_house(seed, residents, outsiders):
    """A house with ties of every kind, drawn by lot."""
    chance = random.Random(seed)
    people = [
        person(n, chance.choice([None, *range(0, 900, 30)]), private=int(chance.random() < 0.1),
               room=f"Room {n // 3}", room_id=n // 3 + 1)
        for n in range(residents)
    ]  # fmt: skip
    beyond = [outside(n) for n in range(outsiders)]
    ties = [Tie(ties_of.SPONSORSHIP, s.key, chance.choice(people).key, word="sponsor")
            for s in beyond]  # fmt: skip
    for one, other in combinations(people, 2):
        if one.room == other.room:
            ties.append(Tie(ties_of.ROOM, one.key, other.key))
        for kind in (ties_of.MEETINGS, ties_of.CHORES, ties_of.HELPING, ties_of.BUDDY):
            if chance.random() < 0.06:
                ties.append(Tie(kind, one.key, other.key, chance.randint(1, 9)))
    return house([*people, *beyond], *ties)


@pytest.mark.parametrize("seed", range(40))
def test_who_may_need_a_connection_is_whoever_has_no_tie_to_somebody_further_along(seed):
    """Walked tie by tie, beside what the circle says."""
    made = any_house(seed, 14, 4)
    sober = {m.key: m.days for m in made.members}
    held = {m.key for m in made.members if m.private or m.outside}
    for tie in made.ties:
        for me, other in ((tie.one, tie.other), (tie.other, tie.one)):
            mine, theirs = sober[me], sober[other]
            if other[0] == "s" or (theirs is not None and (mine is None or theirs > mine)):
                held.add(me)
    assert {m.key for m in made.without} == {m.key for m in made.members} - held


def test_a_room_or_a_chore_alone_is_said_apart():
    young, old = person(1, 5), person(2, 500)
    made = house((young, old), Tie(ties_of.ROOM, "r1", "r2"), Tie(ties_of.CHORES, "r1", "r2"))
    assert made.by_house == (young,) and made.without == (old,)
    assert facts(made, young) == (
        "5 days in the house. 5 days sober. Only a room or chores with Person 2."
    )
    assert facts(made, old) == (
        "5 days in the house. 500 days sober. Nobody in the house is sober longer. "
        "Ties to people who are not sober longer: Person 1."
    )
    helped = house((young, old), *made.ties, Tie(ties_of.HELPING, "r2", "r1"))
    assert helped.by_house == ()


def test_without_a_date_nothing_is_said_of_who_is_sober_longer():
    new = Member("r1", "Person 1", resident_id=1, days=None, days_here=0)
    made = house((new, person(2, None)), Tie(ties_of.ROOM, "r1", "r2"))
    assert facts(made, new) == "Moved in today. No sobriety date. Ties: Person 2."


def test_a_sponsor_who_is_not_named_counts_and_is_said_without_a_name():
    made = house((person(1, 5, private=1), person(2, 3)))
    assert [m.key for m in made.without] == ["r2"]
    assert ties_in_words(made, made.members[0]) == ("A sponsor or mentor, not named",)


def test_ties_are_said_from_either_end():
    made = house(
        (person(1), person(2), outside(3)),
        Tie(ties_of.SPONSORSHIP, "s3", "r1", word="mentor"), Tie(ties_of.BUDDY, "r2", "r1"),
        Tie(ties_of.HELPING, "r1", "r2", 2), Tie(ties_of.MEETINGS, "r1", "r2", 3),
        Tie(ties_of.CHORES, "r1", "r2"), Tie(ties_of.ROOM, "r1", "r2"),
    )  # fmt: skip
    one, two, three = made.members
    assert ties_in_words(made, one) == (
        "Mentor: Helper 3", "Buddy: Person 2", "Helped Person 2 2 times",
        "Meetings together: Person 2 (3)", "Chores together: Person 2 (1)", "Same room: Person 2",
    )  # fmt: skip
    assert ties_in_words(made, two)[:2] == ("Buddy of Person 1", "Person 1 helped 2 times")
    assert ties_in_words(made, three) == ("Supports Person 1 (Mentor)",)


def test_where_many_share_meetings_only_the_most_frequent_of_each_person_are_drawn():
    made = any_house(7, 60, 5)
    shown = drawn(made)
    for kind in (ties_of.SPONSORSHIP, ties_of.BUDDY, ties_of.ROOM):
        assert sum(t.kind == kind for t in shown) == sum(t.kind == kind for t in made.ties)
    thinned = 0
    for kind in ties_of.OFTEN:
        many = [t for t in made.ties if t.kind == kind]
        left_out = [t for t in many if t not in shown]
        thinned += bool(left_out)
        assert sum(t.kind == kind for t in shown) <= len(made.members)
        for tie in left_out:
            for end in (tie.one, tie.other):
                assert tie.times <= max(t.times for t in made.of(end) if t in many)
        seen = {end for t in shown if t.kind == kind for end in (t.one, t.other)}
        assert seen == {end for t in many for end in (t.one, t.other)}  # nobody loses their last
    assert thinned
    assert drawn(made, [ties_of.BUDDY]) == tuple(t for t in made.ties if t.kind == ties_of.BUDDY)
    small = any_house(7, 12, 4)
    assert drawn(small) == small.ties


@pytest.mark.parametrize(("residents", "outsiders"), [(1, 0), (2, 0), (12, 4), (42, 18)])
def test_everybody_stands_on_the_ring_and_nobody_on_another(residents, outsiders):
    made = any_house(3, residents, outsiders)
    at = spots(made)
    assert set(at) == set(made.by_key)
    for spot in at.values():
        assert math.hypot(spot.x, spot.y) == pytest.approx(1)
    least = 2 * math.sin(math.pi / (len(at) + 4)) - 1e-9
    for one, other in combinations(at.values(), 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= least
    assert spots(made) == at  # the same house, the same picture


def test_roommates_stand_side_by_side_under_one_arc():
    made = any_house(3, 12, 4)
    at = spots(made)
    arcs = rooms(made, at)
    assert len(arcs) == 4
    for first, last in arcs:
        under = [m for m in made.residents if first <= at[m.key].angle <= last]
        assert len({m.room for m in under}) == 1 and len(under) == 3


@pytest.mark.parametrize("people", [2, 3, 7])
def test_ties_between_the_same_two_do_not_lie_on_each_other(people):
    """Also straight across the ring, and help that is given back."""
    all_of_them = [person(n) for n in range(people)]
    ties = [Tie(kind, "r0", "r1") for kind in ties_of.TIE_WORDS]
    ties.append(Tie(ties_of.HELPING, "r1", "r0"))
    made = house(all_of_them, *ties)
    bends = {curve.bend for curve in curves(made.ties, spots(made))}
    assert len(bends) == len(ties)


def test_one_person_stands_in_the_middle_and_kinds_run_apart():
    made = house((person(1), person(2)), *(Tie(kind, "r1", "r2") for kind in ties_of.TIE_WORDS))
    at = spots_around(made, "r1")
    assert at["r1"].middle and not at["r2"].middle
    assert len({curve.bend for curve in curves(made.ties, at)}) == len(made.ties)


def test_one_persons_circle_has_those_they_have_ties_to_and_nobody_else():
    made = any_house(11, 14, 5)
    for member in made.residents:
        mine = around(made, member.key)
        assert mine.ties == made.of(member.key)
        ends = {t.beside(member.key) for t in mine.ties} | {member.key}
        assert {m.key for m in mine.members} == ends
