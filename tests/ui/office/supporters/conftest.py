"""The house and its list of who supports: written once, each test with a copy of its file."""

import shutil
from datetime import timedelta

import pytest

from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import Clock
from tests.make_circle import TODAY
from tests.ui.conftest import SmallHouse
from ui.office.sponsors.place import SponsorsPage

PEOPLE = (("Marcus", "Tate"), ("Sam", "Okafor"))


@pytest.fixture(scope="module")
def made(template, tmp_path_factory):
    """The house and its list, written once: Bill W. supports Marcus, and Sam, who keeps it private;
    Ana R. of NA is full, Cal D. stopped.
    """
    path = tmp_path_factory.mktemp("support") / "house.db"
    opened = copied(template.path, path, template)
    house_id = make.house(opened)
    people = {first: make.resident(opened, first, last) for first, last in PEOPLE}
    for resident_id in people.values():
        make.stay(opened, resident_id, house_id)
    listed = {
        "Bill": make_circle.supporter(
            opened, house_id, "Bill W.", kinds="sponsor,mentor", phone="+15185550142",
            phone_agreed=True, languages="English, Español", capacity=3,
        ),
        "Ana": make_circle.supporter(opened, house_id, "Ana R.", fellowships="NA", capacity=0),
        "Cal": make_circle.supporter(opened, house_id, "Cal D.", state="stopped"),
    }  # fmt: skip
    tie = make_circle.sponsorship(opened, people["Marcus"], supporter_id=listed["Bill"])
    make_circle.touch(opened, house_id, tie, on_date=TODAY - timedelta(days=1))
    make_circle.sponsorship(
        opened, people["Sam"], supporter_id=listed["Bill"], share="existence", kind="mentor"
    )
    opened.close()
    return path, SmallHouse(house_id, 0, {}, people), listed


def copied(source, path, template):
    shutil.copy(source, path)
    shutil.copy(source.with_suffix(".keys"), path.with_suffix(".keys"))
    return Store.open(path, template.dek, Clock())


@pytest.fixture
def store(made, template, tmp_path):
    """Each test has a copy of its own."""
    opened = copied(made[0], tmp_path / "house.db", template)
    yield opened
    opened.close()


@pytest.fixture
def small_house(made):
    return made[1]


@pytest.fixture
def house(made):
    return made[1]


@pytest.fixture
def people(made):
    return made[2]


@pytest.fixture
def page(desk, shown, people):
    return shown(SponsorsPage(desk))


@pytest.fixture
def tab(page):
    return page.tab("people")
