"""The directory: by the house's clock, with distances, and what a weekday's board shows."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.meeting_groups import directory, group_named, groups_on
from sobrhouse.queries.week_board import week_board
from sobrhouse.services import meeting_groups as groups
from sobrhouse.services.settings import change_setting
from tests import make
from tests.conftest import OWNER, staff

SUMMER, WINTER = date(2026, 7, 1), date(2026, 12, 1)


@pytest.fixture
def house(store):
    return make.house(store)


def names(rows):
    return [row.name for row in rows]


def test_a_weekday_shows_its_meetings_by_time_and_only_those_of_the_board(store, house):
    make.meeting_group(store, house, "Late", weekday=2, starts_at="22:00")
    make.meeting_group(store, house, "Early", weekday=2, starts_at="06:30")
    make.meeting_group(store, house, "Hidden", weekday=2, starts_at="12:00", on_board=False)
    make.meeting_group(store, house, "Thursday", weekday=3)
    make.meeting_group(store, house, "Ask us", weekday=None, starts_at="")
    assert names(store.read(OWNER, groups_on, house, 2)) == ["Early", "Late"]
    assert names(store.read(OWNER, groups_on, house, 2, board=False)) == [
        "Early", "Hidden", "Late"]
    assert names(store.read(OWNER, directory, house)) == [
        "Early", "Hidden", "Late", "Thursday", "Ask us"]


def test_a_meeting_of_another_zone_stands_at_the_houses_hour_and_day(store, house):
    make.meeting_group(store, house, "Tokyo", weekday=5, starts_at="08:00", timezone="Asia/Tokyo")
    for on, hour in ((SUMMER, "19:00"), (WINTER, "18:00")):
        (row,) = store.read(OWNER, groups_on, house, 4, on)
        assert (row.weekday, row.starts_at) == (4, hour)
        assert store.read(OWNER, groups_on, house, 5, on) == ()


def test_the_distance_is_known_once_the_house_says_where_it_is(store, house):
    make.meeting_group(store, house, latitude=34.0522, longitude=-118.2437)
    make.meeting_group(store, house, "Nowhere")
    assert [row.miles for row in store.read(OWNER, directory, house)] == [None, None]
    store.write(OWNER, change_setting, house, "house_place", "https://map.example/@40.7128,-74.006,9z")
    far = [row.miles for row in store.read(OWNER, directory, house)]
    # 3,935.75 km between these two points by the haversine formula on a sphere of 6,371 km
    assert far[0] == pytest.approx(3935.75 / 1.609344, rel=1e-3)
    assert far[1] is None


@pytest.mark.parametrize("typed", ["nowhere", "40.7", "200, 3", "0, 0", "a, b"])
def test_what_is_no_place_is_refused_beside_the_field(store, house, typed):
    with pytest.raises(Problem, match="latitude and longitude") as refused:
        store.write(OWNER, change_setting, house, "house_place", typed)
    assert refused.value.field == "house_place"


def test_a_meeting_is_changed_by_whoever_saw_it_last(store, house):
    group_id = make.meeting_group(store, house)
    row = store.read(OWNER, group_named, house, group_id)
    store.write(OWNER, groups.change_group, group_id, row.version, row.facts)
    assert store.write(OWNER, groups.hide_from_board, [group_id]) == (group_id,)
    with pytest.raises(Stale):
        store.write(OWNER, groups.change_group, group_id, row.version, row.facts)
    store.write(OWNER, groups.put_on_board, [group_id])
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, groups.put_on_board, [group_id])


def test_another_houses_directory_is_closed(store, house):
    group_id = make.meeting_group(store, house)
    other = staff(Role.MANAGER, make.house(store, "Oak House"))
    for query, args in ((directory, (house,)), (groups_on, (house, 6)),
                        (group_named, (house, group_id)), (week_board, (house, SUMMER))):
        with pytest.raises(NotAllowed):
            store.read(other, query, *args)
    for service in (groups.hide_from_board, groups.take_off_list, groups.put_back_on_list):
        with pytest.raises(NotAllowed):
            store.write(other, service, [group_id])
    auditor = staff(Role.AUDITOR, house)
    with pytest.raises(NotAllowed):
        store.write(auditor, groups.take_off_list, [group_id])
    assert names(store.read(auditor, directory, house)) == ["Noon Group"]
