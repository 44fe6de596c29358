"""The agenda of a house meeting says what the week's chores left open and who has what next."""

from datetime import timedelta

from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import house_meetings
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)


def chores_line(store: Store, house: int) -> list[str]:
    made = store.write(OWNER, house_meetings.open_meeting, house, 1, SUNDAY)
    (line,) = [a for a in store.read(OWNER, meeting_run, house, made).agenda if a.kind == "chores"]
    return line.text.splitlines()


def test_a_house_without_chores_has_an_empty_line(store: Store) -> None:
    house = make.house(store)
    make.stay(store, make.resident(store), house)
    make.meeting_series(store, house)
    assert chores_line(store, house) == []


def test_the_coordinator_s_report(store: Store) -> None:
    house = make.house(store)
    make.meeting_series(store, house)
    marcus = make.stay(store, make.resident(store), house)
    dee = make.stay(store, make.resident(store, "Dee", "Lawson"), house)
    rotation = make.rotation(store, house)
    kitchen = make.chore(store, house, rotation, "Kitchen", starts_on=MONDAY - 7 * DAY)
    yard = make.chore(store, house, rotation, "Yard", position=2)
    mine = make.chore_assignment(store, house, kitchen, marcus, days="0,1,2,3")
    hers = make.chore_assignment(store, house, yard, dee, days="4,5")
    for day, result in ((0, "pass"), (1, "missed"), (2, "excused")):
        make.inspection(store, house, mine, result, MONDAY + day * DAY)
    make.chore_mark(store, house, hers, MONDAY + 4 * DAY)
    saturday = MONDAY + 5 * DAY
    make.chore_assignment(
        store, house, yard, marcus, days="0", period_start=saturday, period_end=saturday,
        replaces_id=hers, source="cover",
    )  # fmt: skip
    make.chore_assignment(store, house, kitchen, dee, period_start=SUNDAY + DAY,
                          period_end=SUNDAY + 7 * DAY)  # fmt: skip
    other = make.house(store, "Elm Street House")
    make.chore(store, other, make.rotation(store, other), "Roof")
    assert chores_line(store, house) == [
        "The last 7 days: 1 of 5 passed, 1 missed, 1 to inspect, 2 late.",
        "Marcus T.: Kitchen, Tue, missed",
        "Marcus T.: Kitchen, Thu, late",
        "Dee L.: Yard, Fri, to inspect",
        "Marcus T.: Yard, Sat, late",
        "The next 7 days: Kitchen: Dee L.",
    ]
