"""Checks: a healthy database is called healthy whatever is going on, a damaged one never is."""

import random
import shutil
import threading

import pytest

from sobrhouse.storage import checks
from sobrhouse.storage.checks import check, check_server, examine
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.sealing import database_key
from tests import make

PAGE = 4096


@pytest.fixture
def filled(store):
    house = make.house(store)
    for number in range(5):
        resident = make.resident(store, first=f"Person {number}")
        make.note(store, house, "word " * 2000, resident)
    return store


def test_a_healthy_database_in_use_is_healthy(filled):
    if filled.path is None:
        result = check_server(filled.target, filled.dek)
    else:
        result = check(filled.path, filled.dek)
        assert result.pages > 100
        assert len(result.digest) == 64
    assert result.ok
    assert dict(result.rows)["note"] == 5
    assert result.entries == result.head_seq == filled.verify_log().head_seq
    assert result.anchor == filled.verify_log().anchor


@pytest.mark.sqlite_only
def test_a_database_that_is_written_meanwhile_is_never_called_damaged(filled, monkeypatch):
    """Page checks read the main file behind the log's back: without care they cry wolf."""
    monkeypatch.setattr(checks, "STILL_SECONDS", 0.1)
    house, stop = make.house(filled, name="Busy"), threading.Event()

    def write() -> None:
        while not stop.is_set():
            make.note(filled, house, "busy " * 500)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        results = [check(filled.path, filled.dek) for _ in range(3)]
        monkeypatch.setattr(checks, "LARGEST_IN_PLACE", 0)
        results += [check(filled.path, filled.dek) for _ in range(2)]
    finally:
        stop.set()
        writer.join()
    assert [result.faults for result in results] == [()] * 5
    assert not list(filled.path.parent.glob("*.checked*"))


@pytest.mark.sqlite_only
def test_a_reader_that_stays_does_not_stop_the_check(filled, monkeypatch):
    monkeypatch.setattr(checks, "STILL_SECONDS", 0.1)
    reader = raw_connection(filled.path, database_key(filled.dek))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM note").fetchone()
    make.house(filled, name="After the reader began")
    try:
        assert check(filled.path, filled.dek).ok
    finally:
        reader.close()


@pytest.mark.sqlite_only
def test_every_flipped_bit_is_noticed_and_the_file_left_as_it_is(filled, tmp_path):
    path, dek = tmp_path / "still.db", filled.dek
    source = filled.path
    filled.close()
    shutil.copy(source, path)
    whole = path.read_bytes()
    rng = random.Random(11)
    for _ in range(40):  # the drill of flips has a thousand
        place, bit = rng.randrange(len(whole)), 1 << rng.randrange(8)
        flipped = bytearray(whole)
        flipped[place] ^= bit
        path.write_bytes(flipped)
        result = check(path, dek)
        assert not result.ok, f"bit {bit} of byte {place} on page {place // PAGE + 1}"
        assert path.read_bytes() == flipped
    path.write_bytes(whole)
    assert check(path, dek).ok


@pytest.mark.sqlite_only
def test_damage_to_many_pages_is_one_sentence(filled, tmp_path):
    source, dek = filled.path, filled.dek
    filled.close()
    path = tmp_path / "many.db"
    data = bytearray(source.read_bytes())
    for page in range(20, 60):
        data[page * PAGE + 100] ^= 1
    path.write_bytes(data)
    faults = check(path, dek).faults
    assert faults[0].startswith("40 pages are damaged: 21, 22, ")
    assert len(faults[0]) < 140


@pytest.mark.sqlite_only
def test_rows_that_point_to_nothing_and_changed_entries_are_named(filled, tmp_path):
    dek, path = filled.dek, filled.path
    filled.close()
    driver = raw_connection(path, database_key(dek))
    driver.execute("PRAGMA foreign_keys=OFF")
    for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        driver.execute(f'DROP TRIGGER "{name}"')
    driver.execute("UPDATE note SET resident_id = 999 WHERE id < 4")
    driver.execute("UPDATE audit_entry SET actor_name = 'Nobody' WHERE seq = 3")
    driver.close()
    result = examine(path, dek)
    assert "3 records in note point to something that is not there." in result.faults
    assert "Entry 3 was changed." in result.faults


@pytest.mark.sqlite_only
def test_another_houses_key_is_damage_and_not_a_crash(filled):
    result = check(filled.path, bytes(32))
    assert "pages are damaged" in result.faults[0]


@pytest.mark.sqlite_only
def test_a_file_that_is_no_database_is_damaged(tmp_path):
    for name, data in (("empty.db", b""), ("text.db", b"hello " * 5000)):
        path = tmp_path / name
        path.write_bytes(data)
        assert not check(path, bytes(32)).ok
        assert path.read_bytes() == data


