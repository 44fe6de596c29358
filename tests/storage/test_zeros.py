"""Nothing read off a damaged page is answered, saved or summed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import Damaged
from sobrhouse.storage.access import needs
from sobrhouse.storage.checks import check
from sobrhouse.storage.copies import read_contents
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Note
from sobrhouse.storage.work import Work
from tests.drills.houses import Drilled, add_note, drilled

PAGE = 4096
LONG = "x" * 6000


@needs(Permission.START, house_free=True)
def note_text(session: Session, note_id: int) -> str:
    """One note."""
    return session.execute(select(Note.text).where(Note.id == note_id)).scalar_one()


def write_again(work: Work, note_id: int) -> None:
    """What was read is written down a second time."""
    work.require(Permission.START)
    work.record(
        "test.read", work.add(Note(house_id=1, text=work.get(Note, note_id).text, at=work.now))
    )


def asked(path: Path, key: bytes, note_id: int) -> str | None:
    """What the bare driver answers; None where it refuses."""
    with closing(raw_connection(path, key)) as driver:
        try:
            return str(driver.execute("SELECT text FROM note WHERE id = ?", (note_id,)).fetchone())
        except sqlcipher.DatabaseError:
            return None


@pytest.fixture(scope="module")
def blind() -> Iterator[tuple[Drilled, int]]:
    """A house with one page damaged so that the bare driver answers a note with zeros in it."""
    with drilled() as house:
        with house.open() as store:
            note = store.write(SYSTEM, add_note, LONG)
        assert check(house.path, house.dek).ok
        whole, key = house.path.read_bytes(), database_key(house.dek)
        for page in range(len(whole) // PAGE, 1, -1):
            data = bytearray(whole)
            data[(page - 1) * PAGE + 100] ^= 1
            house.path.write_bytes(data)
            said = asked(house.path, key, note)
            if said is not None and LONG not in said:
                break
        else:
            pytest.fail("the bare driver was never wrong: the wall stands before nothing")
        yield house, note


def test_a_note_with_zeros_in_it_is_not_answered(blind: tuple[Drilled, int]) -> None:
    house, note = blind
    with house.open() as store:
        with pytest.raises(Damaged, match="database is damaged"):
            store.read(SYSTEM, note_text, note)
        with pytest.raises(Damaged):
            store.read(SYSTEM, note_text, note)


def test_and_not_saved_again(blind: tuple[Drilled, int]) -> None:
    house, note = blind
    with house.open() as store:
        with pytest.raises(Damaged, match="database is damaged"):
            store.write(SYSTEM, write_again, note)
        assert store.read(SYSTEM, count_notes) == 1


def test_and_not_summed(blind: tuple[Drilled, int]) -> None:
    house, _note = blind
    with (
        closing(raw_connection(house.path, database_key(house.dek))) as driver,
        pytest.raises(sqlcipher.DatabaseError),
    ):
        read_contents(driver)


def test_a_damaged_log_is_a_damaged_file_and_nobody_changed_it(blind: tuple[Drilled, int]) -> None:
    house, _note = blind
    data = house.path.read_bytes()
    seen = set()
    for page in range(2, len(data) // PAGE + 1, 23):
        torn = bytearray(data)
        torn[(page - 1) * PAGE + 300] ^= 8
        path = house.folder / "torn.db"
        path.write_bytes(torn)
        try:
            Store.open(path, house.dek).close()
        except Damaged as problem:
            seen.add(problem.sentence)
        path.unlink()
    assert seen
    assert all("outside the program" not in sentence for sentence in seen), seen


@needs(Permission.START, house_free=True)
def count_notes(session: Session) -> int:
    """How many notes there are, from an index that holds no text."""
    return len(session.execute(select(Note.id)).all())
