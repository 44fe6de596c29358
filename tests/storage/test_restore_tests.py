"""Restores that are tried: a good backup is said to be good, and each kind of bad one is not."""

import random
from datetime import timedelta

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import Damaged, Stopped
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.backups.comparing import compare
from sobrhouse.storage.backups.keeping import back_up_everywhere, back_up_if_due, home_of
from sobrhouse.storage.backups.restore_tests import last_tried, try_if_due, try_restore
from sobrhouse.storage.copies import copy_whole
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.sealing import database_key
from tests import make
from tests.conftest import NOW

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def kept(store):
    """A house with one backup in its usual place."""
    make.resident(store)
    (done,) = back_up_everywhere(store, drives=[]).made
    return done


def left(store) -> list[str]:
    return sorted(path.name for path in store.path.parent.iterdir() if "restore" in path.name)


def test_the_test_of_the_month_is_made_by_itself_and_written_down(store, kept, clock):
    head = store.verify_log().head_seq
    tried = try_if_due(store)
    assert tried is not None and tried.ok and tried.digest == kept.digest
    assert store.read(SYSTEM, last_tried).label == f"backups/{kept.path.name}"
    assert left(store) == [] and store.verify_log().head_seq == head + 1
    assert try_if_due(store) is None
    clock.forward(days=29)
    assert try_if_due(store) is None
    clock.forward(days=1)
    assert try_if_due(store) is not None
    clock.forward(days=-10)
    assert try_if_due(store) is not None, "one from a clock that was ahead counts for nothing"
    assert back_up_if_due(store, kept.path.parent, home_of(store)) is None, "a test is no change"


def test_without_a_backup_there_is_nothing_to_test(store):
    assert try_if_due(store) is None
    assert store.read(SYSTEM, last_tried) is None


@pytest.mark.parametrize("how", ["a bit", "no keys", "another's rows", "cut short"])
def test_a_backup_that_would_not_bring_everything_back_is_found(store, kept, how):
    data = bytearray(kept.path.read_bytes())
    if how == "a bit":
        data[random.Random(1).randrange(len(data))] ^= 16
        kept.path.write_bytes(data)
    elif how == "cut short":
        kept.path.write_bytes(data[: len(data) // 2])
    elif how == "no keys":
        key_file(kept.path).unlink()
    else:
        driver = raw_connection(kept.path, database_key(store.dek))
        driver.execute("UPDATE resident SET legal_first = 'Somebody'")
        driver.commit()
        driver.close()
    tried = try_restore(store, kept.path, home_of(store))
    assert not tried.ok and tried.faults[0]
    noted = store.read(SYSTEM, last_tried)
    assert noted.faults == tried.faults and left(store) == []


def test_a_test_can_be_stopped_and_leaves_nothing(store, kept):
    def stop(what, _n, _of):
        if what == "copying":
            raise Stopped("Stopped.")

    with pytest.raises(Stopped):
        try_restore(store, kept.path, home_of(store), stop)
    assert left(store) == [] and store.read(SYSTEM, last_tried) is None


def test_what_a_restore_would_take_away_is_counted_first(store, kept, clock):
    same = compare(kept.path, store.dek, store.path, store.dek)
    assert same.lost == 1 and same.last_then is not None, "that the backup was made, no more"
    assert all(kind.then == kind.now for kind in same.kinds)
    clock.forward(hours=3)
    make.resident(store, first="Later")
    seen = compare(kept.path, store.dek, store.path, store.dek)
    assert [(k.then, k.now) for k in seen.kinds if k.words == "Residents"] == [(1, 2)]
    assert seen.lost == 2 and not seen.same
    assert (seen.last_then, seen.last_now) == (NOW, NOW + timedelta(hours=3))


def test_what_stands_now_may_be_beyond_counting(store, kept, tmp_path):
    gone = compare(kept.path, store.dek, tmp_path / "nothing.db", store.dek)
    assert gone.lost is None and not (tmp_path / "nothing.db").exists()
    broken = tmp_path / "broken.db"
    copy_whole(store.path, broken, database_key(store.dek))
    broken.write_bytes(b"\0" * 4096 * 3)
    seen = compare(kept.path, store.dek, broken, store.dek)
    assert seen.lost is None and [k.now for k in seen.kinds] == [None] * len(seen.kinds)


def test_a_damaged_backup_is_not_compared(store, tmp_path):
    make.resident(store)
    done = back_up(store.path, store.dek, tmp_path / "b", NOW)
    done.path.write_bytes(done.path.read_bytes()[:-4096] + b"\1" * 4096)
    with pytest.raises(Damaged, match="Choose an older one"):
        compare(done.path, store.dek, store.path, store.dek)
