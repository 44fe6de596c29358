"""The agenda of a house meeting says what is celebrated and who gives the chips, and counts the
help of the week; what is wanted quiet is not on it.
"""

from datetime import timedelta

from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import house_meetings
from sobrhouse.services.helping import Help, log_help, take_back_help
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import OWNER
from tests.make import SUNDAY

DAY = timedelta(days=1)


def lines(store: Store, house: int, meeting: int) -> dict[str, str]:
    """What stands under each line of an agenda."""
    return {a.title: a.text for a in store.read(OWNER, meeting_run, house, meeting).agenda}


def sober(store: Store, house: int, first: str, days: int) -> int:
    """Somebody of the house who reaches so many days on the Sunday; gives the person."""
    who = make.resident(store, first, "Lane")
    make.stay(store, who, house)
    make.sobriety(store, who, SUNDAY - days * DAY)
    return who


def test_milestones_name_who_gives_the_chip_and_leave_out_what_is_quiet(store: Store) -> None:
    house = make.house(store)
    make.meeting_series(store, house)
    ray = sober(store, house, "Ray", 400)
    named, text = sober(store, house, "Ann", 90), sober(store, house, "Ben", 60)
    quiet = sober(store, house, "Cal", 30)
    sober(store, house, "Dee", 29)
    make_circle.award(store, named, due_on=SUNDAY, giver_resident_id=ray)
    make_circle.award(store, text, "d60", due_on=SUNDAY, giver_text="Hank M.")
    make_circle.award(store, quiet, "d30", due_on=SUNDAY, announced=False)
    made = store.write(OWNER, house_meetings.open_meeting, house, 1, SUNDAY)
    assert lines(store, house, made)["Milestones"].splitlines() == [
        "Ann L.: 90 days, Sun, Nov 22 (Ray L. gives the chip)",
        "Ben L.: 60 days, Sun, Nov 22 (Hank M. gives the chip)",
        "Dee L.: 30 days, Mon, Nov 23",
    ]


def test_help_of_the_week_is_counted_without_names(store: Store) -> None:
    house, other = make.house(store), make.house(store, "Elm Street House")
    make.meeting_series(store, house)
    ann = make.stay(store, make.resident(store, "Ann", "Lane"), house)
    ben = make.stay(store, make.resident(store, "Ben", "Moor"), house)
    for days, kind in ((0, "ride"), (2, "ride"), (6, "listening"), (7, "meal"), (30, "ride")):
        make_circle.helping(store, house, ann, receiver_stay_id=ben, kind=kind,
                            on_date=SUNDAY - days * DAY)  # fmt: skip
    elsewhere = make.stay(store, make.resident(store, "Cal", "Nash"), other)
    make_circle.helping(store, other, elsewhere, kind="job")
    made = store.write(OWNER, house_meetings.open_meeting, house, 1, SUNDAY)
    assert lines(store, house, made)["How we helped"] == (
        "In the last 7 days: 2 rides, 1 time listening."
    )


def test_what_came_since_is_told_when_the_meeting_begins(store: Store) -> None:
    house = make.house(store)
    make.meeting_series(store, house)
    ann = make.stay(store, make.resident(store, "Ann", "Lane"), house)
    made = store.write(OWNER, house_meetings.open_meeting, house, 1, SUNDAY)
    assert lines(store, house, made)["How we helped"] == ""
    done = store.write(OWNER, log_help, house, Help("meal", ann))
    store.write(OWNER, house_meetings.begin_meeting, made)
    assert lines(store, house, made)["How we helped"] == "In the last 7 days: 1 meal."
    store.write(OWNER, take_back_help, done)  # it was said in the meeting, and stays as it was
    assert lines(store, house, made)["How we helped"] == "In the last 7 days: 1 meal."
