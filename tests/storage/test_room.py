"""Room: a day begins only where the disk takes it; after a fault the disk is read again."""

import errno
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import Damaged, DiskFault, DiskFull
from sobrhouse.storage import room
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.room import ENOUGH_BYTES, MEGABYTE, missing_bytes
from sobrhouse.storage.store import Store
from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import add_house, add_note, texts

pytestmark = pytest.mark.sqlite_only


class Disk:
    """How much is free, as the system would say it."""

    def __init__(self) -> None:
        self.free = 10**12

    def disk_usage(self, _place: Any) -> Any:
        class Usage:
            free = self.free

        return Usage


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    told = Disk()
    monkeypatch.setattr(room.shutil, "disk_usage", told.disk_usage)
    return told


@pytest.mark.parametrize(
    ("size", "free", "missing"),
    [
        (5 * MEGABYTE, 15 * MEGABYTE, 0),
        (5 * MEGABYTE, 14 * MEGABYTE, MEGABYTE),
        (400 * MEGABYTE, ENOUGH_BYTES, 0),
        (400 * MEGABYTE, ENOUGH_BYTES - 1, 1),
    ],
)
def test_500_mb_or_three_times_the_database_are_enough(
    disk: Disk, tmp_path: Path, size: int, free: int, missing: int
) -> None:
    file = tmp_path / "house.db"
    with file.open("wb") as out:
        out.truncate(size)
    disk.free = free
    assert missing_bytes(file) == missing


def test_what_the_system_does_not_say_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unknown(_place: Any) -> Any:
        raise OSError(errno.ENOSYS, "not here")

    monkeypatch.setattr(room.shutil, "disk_usage", unknown)
    assert not missing_bytes(tmp_path / "house.db")


def test_the_first_write_of_a_day_waits_for_room_and_the_next_does_not_ask(
    store: Store, disk: Disk
) -> None:
    days = [datetime(2026, 11, 23, 23, tzinfo=UTC), datetime(2026, 11, 24, 1, tzinfo=UTC)]
    today = iter(days[:1] * 3 + days[1:] * 2)
    store.write(SYSTEM, add_house)
    store._clock = lambda: next(today)
    store.write(SYSTEM, add_note, "begun")
    disk.free = 0
    store.write(SYSTEM, add_note, "the same day")
    store.write(SYSTEM, add_note, "still")
    with pytest.raises(DiskFull, match=r"Free \d+ MB"):
        store.write(SYSTEM, add_note, "the next day")
    assert store.read(SYSTEM, texts) == {"begun", "the same day", "still"}
    disk.free = 10**12
    store.write(SYSTEM, add_note, "with room")
    assert "with room" in store.read(SYSTEM, texts)


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_after_a_failed_sync_the_log_is_read_again_before_the_next_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(SYSTEM, add_house)
    path, dek = store.path, store.dek
    assert path is not None
    looked: list[str] = []
    look_again = store._look_again
    monkeypatch.setattr(store, "_look_again", lambda: (looked.append("looked"), look_again())[1])
    syncs: list[Call] = []

    def fail(call: Call) -> int:
        if call.name == "fsync" and call.path.endswith("-wal"):
            syncs.append(call)
            return errno.EIO
        return 0

    store._writing.drop()
    with calls_seen(path.parent, fail), pytest.raises(DiskFault, match="disk"):
        store.write(SYSTEM, add_note, "not told as saved")
    assert syncs
    assert not looked
    store.write(SYSTEM, add_note, "saved")
    store.write(SYSTEM, add_note, "saved too")
    assert looked == ["looked"]
    assert store.read(SYSTEM, texts) == {"saved", "saved too"}

    store._doubted = True  # and where what is found is not what was written, nothing more is saved
    driver = raw_connection(path, database_key(dek))
    driver.execute("PRAGMA recursive_triggers=OFF")
    for (name,) in driver.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
    ).fetchall():
        driver.execute(f'DROP TRIGGER "{name}"')
    driver.execute("UPDATE audit_entry SET action = 'other.thing' WHERE seq = 2")
    driver.close()
    with pytest.raises(Damaged, match="audit log"):
        store.write(SYSTEM, add_note, "never")
    assert "never" not in store.read(SYSTEM, texts)


@pytest.mark.skipif(bool(why_not()), reason=why_not())
@pytest.mark.parametrize(("free", "kind"), [(10**12, DiskFault), (0, DiskFull)])
def test_what_the_disk_does_not_open_is_no_missing_right(
    store: Store, disk: Disk, free: int, kind: type[Exception]
) -> None:
    store.write(SYSTEM, add_house)
    path, dek = store.path, store.dek
    assert path is not None
    store.close()
    disk.free = free

    def refuse(call: Call) -> int:
        return errno.EIO if call.name == "open64" and call.path.endswith("-wal") else 0

    with calls_seen(path.parent, refuse), pytest.raises(kind, match="disk"):
        Store.open(path, dek)
    disk.free = 10**12
    Store.open(path, dek).close()
