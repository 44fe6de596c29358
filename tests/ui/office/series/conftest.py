"""The Meetings place, with a series on Sundays or one on Thursdays that skips holidays."""

from collections.abc import Callable
from datetime import date, time

import pytest

from sobrhouse.domain.meeting_series import Plan
from sobrhouse.services import meeting_series
from sobrhouse.storage.store import Store
from tests.conftest import OWNER
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.meetings.house import HouseMeetingsTab
from ui.office.meetings.place import MeetingsPage

SUNDAYS = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 1), time(19, 30))
THURSDAYS = Plan("Check-in", "FREQ=WEEKLY;BYDAY=TH", date(2026, 11, 1), time(7, 0),
                 skips_holidays=True)  # fmt: skip


@pytest.fixture
def page(desk: Desk, shown: Callable[..., MeetingsPage]) -> MeetingsPage:
    return shown(MeetingsPage(desk))


@pytest.fixture
def tab(page: MeetingsPage) -> HouseMeetingsTab:
    house = page.tab("house")
    assert isinstance(house, HouseMeetingsTab)
    return house


@pytest.fixture
def sundays(store: Store, small_house: SmallHouse) -> int:
    return store.write(OWNER, meeting_series.add_series, small_house.house_id, SUNDAYS)


@pytest.fixture
def thursdays(store: Store, small_house: SmallHouse) -> int:
    return store.write(OWNER, meeting_series.add_series, small_house.house_id, THURSDAYS)
