"""Agendas: the standing order of business, filled with what is open, and turns that are fair."""

from datetime import date

from sobrhouse.domain.agendas import (
    MANAGER_RUN,
    PEER_RUN,
    READINGS,
    TEMPLATES,
    Matters,
    OpenItem,
    StandingItem,
    as_json,
    build,
    next_reading,
    standing,
)
from sobrhouse.domain.rotas import Turns, in_turn

MOVED_IN = date(2026, 8, 1)


def test_a_peer_run_house_follows_the_oxford_order():
    titles = [i.title for i in TEMPLATES[PEER_RUN]]
    said = " / ".join(titles)
    for earlier, later in (
        ("Call to order", "Tradition"), ("Tradition", "Secretary"), ("Secretary", "Treasurer"),
        ("Treasurer", "Comptroller"), ("Comptroller", "Coordinator"),
        ("Coordinator", "Old business"), ("Old business", "Housing services"),
        ("Housing services", "New business"), ("New business", "Motions to accept"),
    ):  # fmt: skip
        assert 0 <= said.index(earlier) < said.index(later)


def test_a_series_may_have_an_order_of_its_own():
    own = (StandingItem("other", "Coffee", 10), StandingItem("new", "Round the table"))
    assert standing(as_json(own), MANAGER_RUN) == own
    assert standing("", PEER_RUN) == TEMPLATES[PEER_RUN]
    for broken in ("{", "[1]", '[{"kind": "x", "title": "y"}]', '[{"kind": "new"}]', '"new"'):
        assert standing(broken, MANAGER_RUN) == TEMPLATES[MANAGER_RUN]


def test_what_is_open_stands_under_its_line_and_what_was_not_reached_after_old_business():
    order = (StandingItem("old", "Old business"), StandingItem("new", "New business"))
    carried = (
        OpenItem(7, "new", "Thanksgiving", "Who cooks", 15),
        OpenItem(8, "new", "New business"),
    )
    lines = build(order, Matters({"old": ("Fix the fan (Ray H.)", "Buy salt (No owner)")}, carried))
    assert [(line.title, line.carried_from_id) for line in lines] == [
        ("Old business", None), ("Thanksgiving", 7), ("New business", None),
    ]  # fmt: skip
    assert lines[0].text == "Fix the fan (Ray H.)\nBuy salt (No owner)"
    assert (lines[1].text, lines[1].minutes) == ("Who cooks", 15)
    assert [line.title for line in build((), Matters(carried=carried[:1]))] == ["Thanksgiving"]


def test_readings_come_in_turn_and_begin_again():
    traditions = READINGS[PEER_RUN]
    assert next_reading(traditions, "") == "Tradition 1"
    assert next_reading(traditions, "tradition 4") == "Tradition 5"
    assert next_reading(traditions, "Tradition 9") == "Tradition 1"
    assert next_reading(traditions, "Something else") == "Tradition 1"
    assert next_reading((), "x") == ""


def test_who_led_least_and_longest_ago_leads_next():
    people = [
        Turns(1, "Ray", MOVED_IN, 2, date(2026, 10, 4)),
        Turns(2, "Ann", MOVED_IN, 1, date(2026, 11, 8)),
        Turns(3, "Bea", MOVED_IN, 1, date(2026, 9, 6)),
        Turns(4, "Cy", date(2026, 11, 1)),
        Turns(5, "Di", date(2026, 10, 1)),
    ]
    assert [p.stay_id for p in in_turn(people)] == [5, 4, 3, 2, 1]
    assert [p.stay_id for p in in_turn(people, but=[5, None])] == [4, 3, 2, 1]
    assert people[0].words(date(2026, 11, 22)) == "2 times, last Oct 4"
    assert people[3].words(date(2026, 11, 22)) == "Not yet"


def test_over_many_meetings_everybody_leads_as_often():
    led = {stay: (0, None) for stay in range(14)}
    for week in range(14 * 3):
        on = date.fromordinal(MOVED_IN.toordinal() + 7 * week)
        turn = in_turn(Turns(s, str(s), MOVED_IN, n, last) for s, (n, last) in led.items())[0]
        led[turn.stay_id] = (led[turn.stay_id][0] + 1, on)
    assert {n for n, _last in led.values()} == {3}
