"""What the papers of support are made from: no name that a resident keeps, no phone that nobody
agreed to, and everybody who lives here.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace as Names

import pytest
from sqlalchemy import event

from sobrhouse.domain.staff import Role
from sobrhouse.domain.weekly import SponsorCell
from sobrhouse.problems import NotAllowed
from sobrhouse.queries import support_papers as papers
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import NOW, OWNER, Clock, Template, staff

MONDAY, SUNDAY = make.MONDAY, make.SUNDAY
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def shared(
    template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Names]]:
    """One house for the tests that only read."""
    opened = template.copied(tmp_path_factory.mktemp("support"), Clock())
    yield opened, made(opened)
    opened.close()


def made(store: Store) -> Names:
    """Marcus has a sponsor of the list and called three times, Sam keeps his to himself, Ty has
    nobody yet but Marcus as his buddy, Uri goes without; Old Vic has left.
    """
    house = make.house(store)
    people, stays = {}, {}
    for first, last, days in (("Marcus", "Tate", 87), ("Sam", "Ortiz", 40), ("Ty", "Cole", 15),
                              ("Uri", "Bell", 60)):  # fmt: skip
        people[first] = make.resident(store, first, last)
        stays[first] = make.stay(store, people[first], house, SUNDAY - days * DAY)
    vic = make.resident(store, "Vic", "Dean")
    make.stay(store, vic, house, discharged_on=SUNDAY - DAY, discharge_type="successful")
    room = make.room(store, house)
    make.assignment(store, stays["Marcus"], make.bed(store, room, "1A"))
    bill = make_circle.supporter(store, house, phone="(555) 010-7788", phone_agreed=True)
    tie = make_circle.sponsorship(store, people["Marcus"], supporter_id=bill, fellowship="AA")
    for back in (0, 2, 6, 7):
        make_circle.touch(store, house, tie, on_date=SUNDAY - back * DAY)
    make_circle.touch(store, house, tie, kind="no_answer")
    private = make_circle.sponsorship(store, people["Sam"], name="Zeno Q.", share="existence")
    make_circle.touch(store, house, private, on_date=SUNDAY - DAY)
    make_circle.sponsorship(store, people["Ty"], kind="house_buddy",
                            peer_resident_id=people["Marcus"])  # fmt: skip
    make_circle.support_choice(store, people["Uri"], looking=False)
    make_circle.sponsorship(store, vic, name="Ann C.")
    mentor = make_circle.supporter(store, house, "Dolores K.", kinds="sponsor,mentor", capacity=1,
                                   sober_on=date(2026, 3, 1))  # fmt: skip
    make_circle.sponsorship(store, people["Marcus"], kind="mentor", supporter_id=mentor)
    make_circle.supporter(store, house, "Pat S.", state="paused", paused_until=SUNDAY + DAY)
    gone = make_circle.supporter(store, house, "Quin T.", kinds="coach", state="stopped")
    make_circle.mentor_check(
        store,
        house,
        mentor,
        on_date=SUNDAY - 9 * DAY,
        criteria="Has a sponsor\nKeeps a confidence",
        unmet="Has a sponsor",
    )
    make_circle.mentor_check(store, house, mentor, on_date=SUNDAY - DAY,
                             criteria="Has a sponsor\nKeeps a confidence")  # fmt: skip
    make_circle.mentor_check(store, house, mentor, void_at=NOW, void_by=1, void_why="wrong one")
    make_circle.helping(store, house, stays["Marcus"])
    make_circle.helping(store, house, stays["Sam"], kind="meal", on_date=SUNDAY - 8 * DAY)
    return Names(house=house, people=people, stays=stays, gone=gone)


def test_the_list_has_everybody_who_lives_here_and_no_name_that_is_kept(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    data = store.read(OWNER, papers.sponsor_paper, house.house, SUNDAY)
    by_name = {line.name.short: line for line in data.lines}
    assert list(by_name) == ["Uri B.", "Ty C.", "Sam O.", "Marcus T."]  # by last name
    marcus, sam, ty, uri = (by_name[n] for n in ("Marcus T.", "Sam O.", "Ty C.", "Uri B."))
    assert marcus.sponsor is not None and marcus.sponsor.name == "Bill W."
    assert (marcus.sponsor.fellowship, marcus.contacts) == ("AA", 3)
    assert marcus.last_contact_on == SUNDAY and marcus.name.bed == "1A"
    assert sam.sponsor is not None and sam.sponsor.name == "" and sam.contacts == 1
    assert ty.buddy is not None and ty.buddy.full == "Marcus Tate" and ty.buddy.bed == "1A"
    assert "Zeno" not in repr(data)
    assert [line.name.short for line in data.lines if data.waits(line)] == ["Ty C."]
    assert not uri.looking and data.with_sponsor == 2


def test_the_board_has_those_with_room_first_and_nobody_who_stopped(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    board = store.read(OWNER, papers.mentor_board, house.house, SUNDAY)
    told = [(line.name, line.state, line.room, line.phone) for line in board.lines]
    assert told == [
        ("Bill W.", "active", 1, "(555) 010-7788"),
        ("Dolores K.", "full", 0, ""),
        ("Pat S.", "paused", 0, ""),
    ]


def test_the_record_has_mentors_with_each_check_the_newest_first(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    record = store.read(OWNER, papers.mentor_record, house.house, SUNDAY)
    assert record.months == 12 and "Keeps a confidence" in record.criteria
    (dolores,) = record.people
    assert dolores.line.name == "Dolores K." and dolores.long_enough is False
    assert [(c.on, c.unmet) for c in dolores.checks] == [
        (SUNDAY - DAY, ()), (SUNDAY - 9 * DAY, ("Has a sponsor",)),
    ]  # fmt: skip


def test_the_call_sheet_names_who_lives_here_at_the_week_s_end(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    sheet = store.read(OWNER, papers.call_sheet, house.house, MONDAY, SUNDAY)
    assert (sheet.first, sheet.last) == (MONDAY, SUNDAY)
    assert [n.short for n in sheet.names] == ["Uri B.", "Ty C.", "Sam O.", "Marcus T."]
    early = store.read(OWNER, papers.call_sheet, house.house, MONDAY, MONDAY)
    assert "Vic D." in [n.short for n in early.names]


def test_each_needs_to_print_and_refuses_another_house(shared: tuple[Store, Names]) -> None:
    store, house = shared
    stranger = staff(Role.MANAGER, house.house + 1)
    for query in (papers.sponsor_paper, papers.mentor_board, papers.mentor_record):
        with pytest.raises(NotAllowed):
            store.read(stranger, query, house.house, SUNDAY)
    with pytest.raises(NotAllowed):
        store.read(stranger, papers.call_sheet, house.house, MONDAY, SUNDAY)


def test_more_residents_need_no_more_statements(store: Store) -> None:
    house = make.house(store)
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute",
                 lambda _c, _cur, sql, *_rest: asked.append(sql))  # fmt: skip
    counted = []
    for more in range(2):
        for n in range(3):
            who = make.resident(store, f"Ned{more}{n}", "Ash")
            make.stay(store, who, house)
            kim = make_circle.supporter(store, house, f"Kim{more}{n} A.", kinds="mentor")
            make_circle.sponsorship(store, who, supporter_id=kim)
            make_circle.mentor_check(store, house, kim)
        asked.clear()
        for query in (papers.sponsor_paper, papers.mentor_board, papers.mentor_record):
            store.read(OWNER, query, house, SUNDAY)
        counted.append(len(asked))
    assert counted[0] == counted[1] > 0


def test_the_weekly_report_has_sponsors_contacts_and_help_of_its_week(
    shared: tuple[Store, Names],
) -> None:
    store, house = shared
    week = store.read(OWNER, weekly_report, house.house, MONDAY, SUNDAY)
    told = {line.name.short: line.sponsor for line in week.residents}
    assert told == {
        "Marcus T.": SponsorCell(True, "Bill W.", 3), "Sam O.": SponsorCell(True, "", 1),
        "Ty C.": SponsorCell(False), "Uri B.": SponsorCell(False),
    }  # fmt: skip
    assert week.helped == (("ride", 1),)
    assert "Zeno" not in repr(week)
    before = store.read(OWNER, weekly_report, house.house, MONDAY - 7 * DAY, SUNDAY)
    assert before.helped == (("meal", 1),)


def test_a_milestone_that_somebody_wants_quiet_is_not_on_the_weekly_report(store: Store) -> None:
    house = make.house(store)
    who = make.resident(store, "Ana", "Bell")
    make.stay(store, who, house)
    make.sobriety(store, who, SUNDAY - 90 * DAY)
    asked = (weekly_report, house, MONDAY, SUNDAY)
    assert [line.what for line in store.read(OWNER, *asked).milestones] == ["90-day chip"]
    make_circle.award(store, who, announced=False)
    data = store.read(OWNER, *asked)
    assert data.milestones == () and data.residents[0].milestone == ""
