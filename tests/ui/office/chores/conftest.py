"""The picture's week of chores on a page: made once, each test with a copy of its file."""

import shutil

import pytest

from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import Clock
from tests.ui.office.chore_house import chore_house
from tests.ui.office.chore_page import desk_of
from ui.office.chores.place import ChoresPage


@pytest.fixture(scope="module")
def made(template, tmp_path_factory):
    """The picture's week, made once; every test has a copy of its file."""
    path = tmp_path_factory.mktemp("chores") / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
    store = Store.open(path, template.dek, Clock())
    house = chore_house(store, make.house(store))
    store.close()
    return path, house


@pytest.fixture
def house(made):
    return made[1]


@pytest.fixture
def records(made, template, tmp_path):
    path = tmp_path / "house.db"
    shutil.copy(made[0], path)
    shutil.copy(made[0].with_suffix(".keys"), path.with_suffix(".keys"))
    opened = Store.open(path, template.dek, Clock())
    yield opened
    opened.close()


@pytest.fixture
def desk(records, qapp):
    at_once = desk_of(records)
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def page(desk, shown):
    return shown(ChoresPage(desk))


@pytest.fixture
def grid(page):
    page.weekly.grid.setFocus()
    return page.weekly.grid
