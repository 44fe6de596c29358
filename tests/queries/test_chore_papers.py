"""What papers of chores are made from, and the list of turns to take along."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace as Names

import pytest
from sqlalchemy import event

from sobrhouse.domain.chore_papers import ChoreChart, ChoreWeekLine
from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries import chore_papers as papers
from sobrhouse.queries.chore_export import chore_turns_list
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.services.chore_hands import give_turn
from sobrhouse.services.chore_marks import inspect, mark_done
from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests import make
from tests.conftest import NOW, OWNER, Clock, Template, staff

MONDAY, SUNDAY = make.MONDAY, make.SUNDAY
FRIDAY, SATURDAY = SUNDAY - timedelta(days=2), SUNDAY - timedelta(days=1)


@pytest.fixture(scope="module")
def shared(
    template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Names]]:
    """One house for the tests that only read."""
    opened = template.copied(tmp_path_factory.mktemp("chores"), Clock())
    yield opened, made(opened)
    opened.close()


@pytest.fixture
def house(store: Store) -> Names:
    """A house of its own."""
    return made(store)


def made(store: Store) -> Names:
    """Marcus has the kitchen every day, Sam and Ty the yard on Wednesday and Saturday together; a
    chore for next month has no turn yet.
    """
    house = make.house(store)
    rotation = make.rotation(store, house)
    people = {
        first: make.stay(store, make.resident(store, first, last), house)
        for first, last in (("Marcus", "Tate"), ("Sam", "Ortiz"), ("Ty", "Cole"))
    }
    kitchen = make.chore(store, house, rotation, "Kitchen, clean up", area="Kitchen", weight=3)
    for position, text in enumerate(("Floor swept", "Lids on the bins")):
        make.chore_step(store, house, kitchen, text, position)
    yard = make.chore(
        store, house, rotation, "Yard", position=2, people=2, rule="FREQ=WEEKLY;BYDAY=WE,SA",
        due_at="18:00", note="Rake in the shed",
    )  # fmt: skip
    make.chore(store, house, rotation, "Gutters", position=3, starts_on=date(2026, 12, 21))
    return Names(
        id=house, yard=yard, **people,
        cooks=make.chore_assignment(store, house, kitchen, people["Marcus"], weight=3),
        rakes=make.chore_assignment(store, house, yard, people["Sam"], days="2,5"),
        sweeps=make.chore_assignment(store, house, yard, people["Ty"], days="2,5"),
    )  # fmt: skip


def chart(store: Store, house: Names, first: date = MONDAY) -> ChoreChart:
    return store.read(OWNER, papers.chore_chart, house.id, first, NOW)


def named(line: ChoreWeekLine) -> str:
    return line.name.short if line.name is not None else ""


def test_a_chore_has_a_line_for_each_who_has_it_and_none_without_turns(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    data = chart(store, house)
    assert [(line.chore, named(line)) for line in data.lines] == [
        ("Kitchen, clean up", "Marcus T."), ("Yard", "Sam O."), ("Yard", "Ty C."),
    ]  # fmt: skip
    assert data.lines[0].when == "Every day, by 9 PM"
    assert data.lines[0].marks == (State.LATE,) * 6 + (State.DUE,)
    assert [day for day, mark in enumerate(data.lines[1].marks) if mark] == [2, 5]
    assert data.lines[0].name is not None
    assert data.lines[0].name.full == "Marcus Tate"


def test_who_covers_a_day_has_a_line_with_that_day(store: Store, house: Names) -> None:
    store.write(OWNER, give_turn, house.cooks, house.Sam, SUNDAY)
    mine, covers = chart(store, house).lines[:2]
    assert (named(mine), named(covers)) == ("Marcus T.", "Sam O.")
    assert mine.marks[6] is None
    assert covers.marks == (None,) * 6 + (State.DUE,)


def test_turns_that_nobody_has_stand_on_the_chart_of_days_ahead(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    ahead = chart(store, house, MONDAY + timedelta(days=7))
    assert [line.chore for line in ahead.lines] == ["Kitchen, clean up", "Yard", "Yard"]
    assert all(line.name is None for line in ahead.lines)
    assert [sum(mark is not None for mark in line.marks) for line in ahead.lines] == [7, 2, 2]


def test_the_weekly_report_has_the_same_lines(store: Store, house: Names) -> None:
    store.write(OWNER, inspect, house.cooks, FRIDAY, "pass")
    data = store.read(OWNER, weekly_report, house.id, MONDAY, SUNDAY, NOW)
    assert data.chores == chart(store, house).lines
    assert data.passed == (1, 10)


def test_cards_have_their_steps_in_order_and_own_words_in_no_other_language(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    cards = store.read(OWNER, papers.chore_cards, house.id, SUNDAY)
    assert [card.name for card in cards] == ["Kitchen, clean up", "Yard", "Gutters"]
    assert cards[0].steps == ("Floor swept", "Lids on the bins")
    assert (cards[1].people, cards[1].note, cards[1].steps) == (2, "Rake in the shed", ())
    speak("es")
    said = store.read(OWNER, papers.chore_cards, house.id, SUNDAY)
    assert said[1].name == "Yard"


def test_a_walk_sees_the_day_and_what_is_still_open_before_it(
    store: Store, house: Names, clock: Clock
) -> None:
    store.write(OWNER, inspect, house.cooks, FRIDAY, "redo", "Greasy stove")
    store.write(OWNER, mark_done, house.rakes, SATURDAY)
    data = store.read(OWNER, papers.look_round, house.id, SUNDAY, store.now())
    seen = [(line.card.name, line.due.date(), line.state) for line in data.lines]
    assert seen == [
        ("Kitchen, clean up", SUNDAY, State.DUE), ("Kitchen, clean up", FRIDAY, State.REDO),
        ("Yard", SATURDAY, State.INSPECT),
    ]  # fmt: skip
    assert [line.note for line in data.lines] == ["", "Greasy stove", ""]
    assert data.lines[0].card.steps == ("Floor swept", "Lids on the bins")


def test_the_fairness_page_has_names_as_paper_may_show_them_and_what_a_turn_counts(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    data = store.read(OWNER, papers.fair_paper, house.id, SUNDAY, 1)
    assert (data.fair.first_on, data.fair.last_on) == (MONDAY, SUNDAY)
    assert {data.names[p.stay_id].full for p in data.fair.people} == {
        "Marcus Tate", "Sam Ortiz", "Ty Cole",
    }  # fmt: skip
    loads = {data.names[p.stay_id].short: p.load for p in data.fair.people}
    assert loads == {"Marcus T.": 7 * 20 * 6, "Sam O.": 2 * 20 * 5, "Ty C.": 2 * 20 * 5}
    assert [(card.name, card.weight) for card in data.chores[:2]] == [
        ("Kitchen, clean up", 3), ("Yard", 1),
    ]  # fmt: skip


def test_every_turn_goes_out_with_who_looked_at_it(
    store: Store, house: Names, clock: Clock
) -> None:
    store.write(OWNER, mark_done, house.cooks, FRIDAY)
    clock.forward(minutes=5)
    store.write(OWNER, inspect, house.cooks, FRIDAY, "redo", "Greasy stove", score=2)
    store.write(OWNER, give_turn, house.cooks, house.Sam, SUNDAY)
    out = store.read(OWNER, chore_turns_list, house.id, store.now())
    rows = [dict(zip(out.headers, row, strict=True)) for row in out.rows]
    assert len(rows) == 7 + 2 + 2
    friday = next(row for row in rows if row["Day"] == FRIDAY)
    assert friday["Chore"] == "Kitchen, clean up" and friday["Area"] == "Kitchen"
    assert friday["Person"] == "Marcus Tate"
    assert (friday["How it stands"], friday["Note"]) == ("Redo", "Greasy stove")
    assert (friday["Inspected by"], friday["Score"]) == ("Olive Owner", 2)
    assert (friday["Said done: day"], friday["Said done"]) == (SUNDAY, "19:12")
    assert (friday["Inspected: day"], friday["Inspected"]) == (SUNDAY, "19:17")
    assert (friday["Minutes"], friday["Weight"], friday["Weighted minutes"]) == (20, 3, 30.0)
    given = [row for row in rows if row["Day"] == SUNDAY]
    assert [(row["Person"], row["Had by first"], row["How it came about"]) for row in given] == [
        ("Sam Ortiz", "Marcus T.", "Given by hand")
    ]


def test_some_days_of_turns_can_be_taken_along(shared: tuple[Store, Names]) -> None:
    store, house = shared
    out = store.read(OWNER, chore_turns_list, house.id, NOW, FRIDAY, SATURDAY)
    assert [row[0] for row in out.rows] == [FRIDAY, SATURDAY, SATURDAY, SATURDAY]


def test_a_house_without_chores_has_an_empty_list_and_an_empty_chart(store: Store) -> None:
    house = make.house(store)
    assert store.read(OWNER, chore_turns_list, house, NOW).rows == ()
    assert store.read(OWNER, papers.chore_chart, house, MONDAY, NOW).lines == ()
    assert store.read(OWNER, papers.look_round, house, SUNDAY, NOW).lines == ()


def test_papers_and_lists_stay_in_their_house(shared: tuple[Store, Names]) -> None:
    store, house = shared
    other = staff(Role.MANAGER, make.house(store, "Oak House"))
    for query, more in (
        (papers.chore_chart, (MONDAY, NOW)), (papers.chore_cards, (SUNDAY,)),
        (papers.look_round, (SUNDAY, NOW)), (papers.fair_paper, (SUNDAY,)),
        (chore_turns_list, (NOW,)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.read(other, query, house.id, *more)
    with pytest.raises(NotAllowed):
        store.read(staff(Role.AUDITOR, house.id), chore_turns_list, house.id, NOW)


def test_a_chart_needs_as_many_statements_for_few_chores_as_for_many(
    store: Store, house: Names
) -> None:
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute",
                 lambda _c, _cur, sql, *_rest: asked.append(sql))  # fmt: skip
    chart(store, house)
    few = len(asked)
    for number in range(20):
        more = make.chore(store, house.id, 1, f"More {number}", position=10 + number)
        make.chore_assignment(store, house.id, more, house.Sam)
    asked.clear()
    assert len(chart(store, house).lines) == 23
    assert len(asked) == few <= 12
