"""The practice house of the Sunday on which its tests read it: made once, and never written to."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from sobrhouse.exchange.practice import PUBLIC_PASSPHRASE, Practice, make_practice_house
from sobrhouse.storage.keys.slots import FLOOR

ON = date(2026, 11, 22)


@pytest.fixture(scope="session")
def maple(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Maple Street with its whole year."""
    path = tmp_path_factory.mktemp("maple") / "practice.db"
    practice = make_practice_house(path, PUBLIC_PASSPHRASE, ON, costs=FLOOR)
    yield practice
    practice.store.close()


@pytest.fixture
def session(maple: Practice) -> Iterator[Session]:
    """A reading of it."""
    with Session(maple.store._reader) as opened:
        yield opened
