"""Home group, one at a time, and service commitments: set, ended, taken back."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.recovery_person import person_meetings
from sobrhouse.services import home_groups
from tests import make
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def person(store, house):
    who = make.resident(store)
    make.stay(store, who, house)
    return who


def seen(store, person):
    return store.read(OWNER, person_meetings, person, SUNDAY)


def test_a_new_home_group_ends_the_one_before_and_undo_brings_it_back(store, house, person):
    noon = make.meeting_group(store, house)
    store.write(OWNER, home_groups.set_home_group, person, MONDAY, group_id=noon)
    done = store.write(
        OWNER, home_groups.set_home_group, person, SUNDAY, group_text=" Beach  group "
    )
    found = seen(store, person)
    assert (found.home.name, found.past_homes[0].name) == ("Beach group", "Noon Group")
    with pytest.raises(Problem, match="home group already"):
        store.write(OWNER, home_groups.set_home_group, person, SUNDAY, group_text="Beach group")
    store.write(OWNER, home_groups.undo_home_group, done)
    found = seen(store, person)
    assert (found.home.name, found.past_homes) == ("Noon Group", ())
    with pytest.raises(Problem, match="changed again since"):
        store.write(OWNER, home_groups.undo_home_group, done)


def test_a_home_group_ends_and_goes_on(store, person):
    with pytest.raises(Problem, match="No home group"):
        store.write(OWNER, home_groups.end_home_group, person, SUNDAY)
    with pytest.raises(Problem, match="which group"):
        store.write(OWNER, home_groups.set_home_group, person, MONDAY)
    store.write(OWNER, home_groups.set_home_group, person, MONDAY, group_text="Beach group")
    with pytest.raises(Problem, match="before the start"):
        store.write(OWNER, home_groups.end_home_group, person, MONDAY - DAY)
    done = store.write(OWNER, home_groups.end_home_group, person, SUNDAY)
    assert seen(store, person).home is None
    store.write(OWNER, home_groups.undo_home_group, done)
    assert seen(store, person).home.name == "Beach group"


def test_service_is_added_ended_resumed_and_taken_off(store, house, person):
    with pytest.raises(Problem, match="what they do"):
        store.write(OWNER, home_groups.add_service, person, " ", MONDAY)
    job = store.write(OWNER, home_groups.add_service, person, "Coffee", MONDAY, where_text="Noon")
    store.write(OWNER, home_groups.end_service, job, SUNDAY)
    assert seen(store, person).service[0].to_on == SUNDAY
    with pytest.raises(Problem, match="ended already"):
        store.write(OWNER, home_groups.end_service, job, SUNDAY)
    store.write(OWNER, home_groups.resume_service, job)
    with pytest.raises(Problem, match="there already"):
        store.write(OWNER, home_groups.resume_service, job)
    store.write(OWNER, home_groups.take_back_service, job)
    assert seen(store, person).service == ()
    with pytest.raises(NotFound):
        store.write(OWNER, home_groups.end_service, job, SUNDAY)
    store.write(OWNER, home_groups.put_back_service, job)
    assert [s.role for s in seen(store, person).service] == ["Coffee"]


def test_nobody_of_another_house_and_no_reader_writes(store, house, person):
    other = make.house(store, "Elm Street House")
    job = store.write(OWNER, home_groups.add_service, person, "Coffee", MONDAY)
    for actor in (staff(Role.MANAGER, other), staff(Role.AUDITOR, house)):
        for use_case, args in (
            (home_groups.set_home_group, (person, MONDAY)),
            (home_groups.end_home_group, (person, MONDAY)),
            (home_groups.add_service, (person, "Chairs", MONDAY)),
            (home_groups.end_service, (job, SUNDAY)),
            (home_groups.take_back_service, (job,)),
        ):
            with pytest.raises(NotAllowed):
                store.write(actor, use_case, *args)
