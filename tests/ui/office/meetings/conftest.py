"""A meeting of twelve that has begun, on the office's window, for each test a copy of its own."""

import shutil

import pytest

from sobrhouse.services import house_meetings
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, Clock
from tests.ui.conftest import opened
from tests.ui.office.meeting_house import SUNDAY, Keys, fill, last_week, office
from ui.desk import Desk
from ui.jobs import InlineJobs


@pytest.fixture(scope="module")
def begun(template, tmp_path_factory):
    """Twelve people and a meeting that has begun, made once: file, house, meeting."""
    path = tmp_path_factory.mktemp("begun") / "house.db"
    shutil.copy(template.path, path)
    store = Store.open(path, template.dek, Clock())
    house = fill(store, make.house(store), 12)
    last_week(store, house)
    meeting = store.write(
        OWNER, house_meetings.open_meeting, house.house_id, house.series_id, SUNDAY
    )
    store.write(OWNER, house_meetings.begin_meeting, meeting)
    store.close()
    return path, house, meeting


@pytest.fixture
def store(request, begun, template, tmp_path, clock):
    """A copy of it, open."""
    path = tmp_path / "house.db"
    shutil.copy(begun[0], path)
    opened_store = Store.open(path, template.dek, clock)
    yield opened_store
    opened_store.close()


@pytest.fixture
def house(begun):
    return begun[1]


@pytest.fixture
def meeting(begun):
    return begun[2]


@pytest.fixture
def desk(store, qapp):
    at_once = Desk(InlineJobs(), opened(store))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def window(desk, meeting, qtbot):
    """The whole office, as keys such as Alt+V go through it."""
    made = office(desk, meeting)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keys(window):
    return Keys(window)


@pytest.fixture
def tab(window):
    return window.frame_shown().page().run
