"""Faults: what database and disk report becomes one plain sentence, and files stay whole."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import (
    Busy,
    DiskFault,
    DiskFull,
    NewerFile,
    NotFound,
    PagesDamaged,
    Problem,
    ReadOnly,
    WrongPassphrase,
)
from sobrhouse.storage.dialects import raw_connection, server_engine
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests.conftest import PASSPHRASE
from tests.drills.disks import small_disk, without_rights
from tests.drills.houses import add_house, add_note, drilled, texts


@pytest.fixture
def open_folder():
    """A folder that another user may walk to, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="sobrhouse-test-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def problem_of(act) -> Problem:
    with pytest.raises(Problem) as told:
        act()
    return told.value


def open_with(path: Path, passphrase: str = PASSPHRASE) -> Store:
    dek = Keys.open(key_file(path)).unlock_with_passphrase(passphrase).dek
    return Store.open(path, dek)


def copied(template, folder: Path) -> Path:
    for name in (template.path, key_file(template.path)):
        shutil.copy(name, folder)
    return folder / template.path.name


def test_five_things_that_go_wrong_are_five_sentences_and_touch_nothing(template, open_folder):
    told: dict[str, Problem] = {}

    path = copied(template, open_folder)
    before = snapshot(open_folder)
    told["wrong passphrase"] = problem_of(lambda: open_with(path, "not the passphrase"))
    assert snapshot(open_folder) == before

    with without_rights(open_folder):
        dek = Keys.open(key_file(path)).unlock_with_passphrase(PASSPHRASE).dek
        told["read-only folder"] = problem_of(lambda: Store.open(path, dek))
    open_folder.chmod(0o755)
    assert snapshot(open_folder) == before

    damaged = bytearray(before["house.db"])
    damaged[2000] ^= 1
    path.chmod(0o644)
    path.write_bytes(damaged)
    told["damaged page"] = problem_of(lambda: open_with(path))
    assert snapshot(open_folder) == {**before, "house.db": bytes(damaged)}

    path.write_bytes(before["house.db"])
    driver = raw_connection(path, database_key(dek))
    driver.execute("PRAGMA journal_mode=DELETE")
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    driver.close()
    before = snapshot(open_folder)
    told["newer file"] = problem_of(lambda: open_with(path))
    assert snapshot(open_folder) == before

    told["full disk"] = _full(open_folder)

    kinds = (WrongPassphrase, ReadOnly, PagesDamaged, NewerFile, DiskFull)
    assert tuple(type(problem) for problem in told.values()) == kinds
    assert len({problem.sentence for problem in told.values()}) == 5
    for problem in told.values():
        assert problem.sentence.endswith(".")
        assert not {"SQL", "errno", "Error", "Traceback"} & set(problem.sentence.split())


def _full(folder: Path) -> Problem:
    """A full disk: a real small one where we may mount it, else SQLite's own limit on pages."""
    with small_disk(8) as disk:
        if disk is None:
            driver = sqlcipher.connect(str(folder / "small.db"), isolation_level=None)
            driver.execute("PRAGMA max_page_count=2")
            try:
                driver.execute("CREATE TABLE much AS SELECT zeroblob(100000)")
            except sqlcipher.Error as error:
                told = as_problem(error)
                assert told is not None
                return told
            finally:
                driver.close()
        with drilled(place=disk) as house, house.open() as store:
            (disk / "ballast").write_bytes(b"\0" * (shutil.disk_usage(disk).free - 300_000))
            kept = []

            def fill() -> None:
                for number in range(1000):
                    store.write(SYSTEM, add_note, f"{number} " + "y" * 9000)
                    kept.append(number)

            told = problem_of(fill)
            assert {int(t.split()[0]) for t in store.read(SYSTEM, texts)} == set(kept)
            return told


def test_a_house_cannot_be_made_where_we_may_not_write(open_folder):
    with without_rights(open_folder):
        told = problem_of(
            lambda: Keys.create(open_folder / "house.keys", "Dana", PASSPHRASE, costs=FLOOR)
        )
    assert isinstance(told, ReadOnly)
    assert list(open_folder.iterdir()) == []


def test_a_passphrase_cannot_be_changed_where_we_may_not_write(template, open_folder):
    path = copied(template, open_folder)
    before = snapshot(open_folder)
    with without_rights(open_folder):
        keys = Keys.open(key_file(path))
        slot = keys.staff_slots[0].slot_id
        told = problem_of(lambda: keys.rename_slot(slot, "Someone else"))
    assert isinstance(told, ReadOnly)
    assert snapshot(open_folder) == before


@pytest.mark.sqlite_only
def test_a_writer_that_holds_the_database_is_told_as_busy(store):
    store.write(SYSTEM, add_house)
    holder = raw_connection(store.path, database_key(store.dek))
    holder.execute("BEGIN IMMEDIATE")
    other = raw_connection(store.path, database_key(store.dek))
    with pytest.raises(sqlcipher.OperationalError) as refused:
        other.execute("BEGIN IMMEDIATE")
    assert isinstance(as_problem(refused.value), Busy)
    other.close()
    holder.close()


@pytest.mark.parametrize(("number", "kind"), [
    (errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EROFS, ReadOnly),
    (errno.EACCES, ReadOnly), (errno.EIO, DiskFault),
])
def test_what_the_system_reports_has_its_own_sentence(number, kind):
    told = as_problem(OSError(number, os.strerror(number), "/home/dana/house.db"))
    assert type(told) is kind
    assert "dana" not in told.sentence + told.details


def test_a_wrapped_error_is_understood_and_its_values_are_not_repeated():
    inner = sqlcipher.OperationalError("database or disk is full")
    outer = OperationalError("INSERT INTO resident VALUES (?)", ("Marcus",), inner)
    told = as_problem(outer)
    assert type(told) is DiskFull
    assert "Marcus" not in told.details
    assert "INSERT" not in told.details


@pytest.mark.parametrize(("kind", "expected"), [
    (psycopg.errors.DiskFull, DiskFull), (psycopg.errors.ReadOnlySqlTransaction, ReadOnly),
    (psycopg.errors.LockNotAvailable, Busy), (psycopg.errors.DataCorrupted, PagesDamaged),
    (psycopg.errors.AdminShutdown, Busy), (psycopg.OperationalError, Busy),
])
def test_what_the_server_reports_has_the_same_sentences(kind, expected):
    assert type(as_problem(kind("said by the server"))) is expected


def test_a_server_that_is_not_there_is_said_in_words():
    engine = server_engine("postgresql://postgres@127.0.0.1:9/none", write=False)
    with pytest.raises(OperationalError) as refused, engine.connect():
        pass
    told = as_problem(refused.value)
    assert told is not None
    assert "does not answer" in told.sentence


def test_a_wrong_address_on_a_server_is_told_from_a_server_that_is_down(server_template):
    postgres, _dek = server_template
    engine = server_engine(postgres.url("no_such_house"), write=False)
    with pytest.raises(OperationalError) as refused, engine.connect():
        pass
    assert isinstance(as_problem(refused.value), NotFound)
    refusal = psycopg.OperationalError('FATAL: password authentication failed for user "x"')
    told = as_problem(refusal)
    assert told is not None
    assert "did not let us in" in told.sentence


@pytest.mark.parametrize("fault", [
    ValueError("x"), KeyError("x"), sqlcipher.OperationalError("no such table: resident"),
    psycopg.errors.UndefinedTable("x"), FileNotFoundError(2, "x"), AssertionError(),
])
def test_a_bug_stays_a_bug(fault):
    assert as_problem(fault) is None
