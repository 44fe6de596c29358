"""What every test may use: a real encrypted store, a fixed clock, staff of each role, a small
house.
"""

import gc
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sobrhouse.domain.staff import Actor, ActorKind, Role
from sobrhouse.storage import dialects
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys import pin_lock, slots
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests import network_spy
from tests.compiled import compiled_once
from tests.refilled import RefilledDatabase

PASSPHRASE = "correct horse battery"
NOW = datetime(2026, 11, 23, 0, 12, tzinfo=UTC)  # Sunday, Nov 22, 2026, 7:12 PM in New York


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's arguments."""
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Template:
    """A database made once in a session and copied for each test."""

    path: Path
    dek: bytes
    code: str

    def copied(self, folder: Path, clock: Clock) -> Store:
        """A copy of it in this folder, open."""
        path = folder / "house.db"
        shutil.copy(self.path, path)
        shutil.copy(self.path.with_suffix(".keys"), path.with_suffix(".keys"))
        return Store.open(path, self.dek, clock)


network_spy.begin()


@pytest.fixture(autouse=True, scope="session")
def nobody_called() -> Iterator[None]:
    """Nothing reached out of this computer, and nobody swallowed the news that it tried."""
    yield
    assert not network_spy.seen


@pytest.fixture(autouse=True, scope="session")
def backwards() -> Iterator[None]:
    """Files answer last row first wherever no order is asked for, as a server may any time."""
    plain = dialects.raw_connection

    def reversed_connection(*args: Any, **options: Any) -> Any:
        connection = plain(*args, **options)
        connection.execute("PRAGMA reverse_unordered_selects=ON")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialects, "raw_connection", reversed_connection)
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled() -> Iterator[None]:
    """A statement is compiled once in a session, not again for each test's store."""
    with compiled_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def small_computer() -> Iterator[None]:
    """New keys cost what a small computer gives them, which every reader takes: a fourth of the
    work. tests/storage/test_keys.py has the full costs.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "FULL", FLOOR)
        yield


@pytest.fixture(autouse=True, scope="session")
def stretched_once() -> Iterator[None]:
    """The same secret, salt and costs give the same key, which takes time and 64 MiB: copies of
    one database are unlocked over and over.
    """
    once = cache(slots.stretch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "stretch", once)
        patch.setattr(pin_lock, "stretch", once)
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts in English."""
    speak("en")
    yield
    speak("en")


@pytest.fixture
def clock() -> Clock:
    """Sunday evening, November 22, 2026."""
    return Clock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An empty encrypted database with one owner, Olive Owner."""
    path = tmp_path_factory.mktemp("template") / "house.db"
    made = found(path, Founder("Olive Owner", PASSPHRASE), clock=lambda: NOW, costs=FLOOR)
    dek, code = made.store.dek, made.recovery_code
    made.store.close()
    return Template(path, dek, code)


@pytest.fixture(scope="session")
def server_template() -> Iterator[tuple[object, bytes]]:
    """A private PostgreSQL server with an empty sobrhouse database to copy from."""
    from tests.servers import PrivatePostgres

    server = PrivatePostgres()
    server.start()
    try:
        url = server.create_database("sobr_template")
        made = found(url, Founder("Olive Owner", PASSPHRASE), clock=lambda: NOW, costs=FLOOR)
        dek = made.store.dek
        made.store.close()
        yield server, dek
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server_database(
    server_template: tuple[Any, bytes],
) -> Iterator[tuple[RefilledDatabase, bytes]]:
    """The database that the tests on PostgreSQL use, one after the other."""
    server, dek = server_template
    database = RefilledDatabase(server, "sobr_template", "refilled")
    yield database, dek
    database.close()


def pytest_collection_finish() -> None:
    """What is there once all tests are gathered stays: nobody need look through it for garbage."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Storage and service tests that use `store` run on both databases, unless marked
    sqlite_only.
    """
    if "store" not in metafunc.fixturenames:
        return
    folder = Path(str(metafunc.definition.path)).parent.name
    both = folder in {"storage", "services"} and not metafunc.definition.get_closest_marker(
        "sqlite_only"
    )
    metafunc.parametrize(
        "store", ["sqlcipher", "postgresql"] if both else ["sqlcipher"], indirect=True
    )


@pytest.fixture
def store(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, template: Template
) -> Iterator[Store]:
    """A fresh copy of the empty database, open."""
    if request.param == "sqlcipher":
        opened = template.copied(tmp_path, clock)
        yield opened
        opened.close()
        return
    database, dek = request.getfixturevalue("server_database")
    opened = Store.open(database.lend(), dek, clock)
    yield opened
    opened.close()


@pytest.fixture
def kiosk(store: Store) -> Iterator[Store]:
    """The same records as a kiosk's screens reach them: only through the allow-list."""
    opened = Store.open(store.target, store.dek, store._clock, narrow=True)
    opened.ticks = lambda: store.ticks()
    yield opened
    opened.close()


OWNER = Actor(ActorKind.STAFF, 1, "Olive Owner", Role.OWNER, None)


def staff(role: Role, *houses: int, staff_id: int = 2, name: str = "Dana Ruiz") -> Actor:
    """Somebody on the staff of these houses."""
    return Actor(ActorKind.STAFF, staff_id, name, role, frozenset(houses))
