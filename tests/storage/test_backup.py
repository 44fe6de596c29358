"""Backups: verified before they have a name, kept by age, restored whole or not at all."""

import os
import random
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import Busy, Damaged, NewerFile, NotFound, Problem
from sobrhouse.queries.backups import backup_safety
from sobrhouse.storage.backups import backup as backups_of
from sobrhouse.storage.backups.backup import (
    BackupFile,
    back_up,
    backups,
    kept,
    thin_out,
    verify_backup,
)
from sobrhouse.storage.backups.keeping import back_up_if_due, note_restore
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.checks import check
from sobrhouse.storage.copies import copy_whole, read_contents
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, PASSPHRASE

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def filled(store):
    """A house with a few people and notes long enough to fill overflow pages."""
    house = make.house(store)
    for number in range(5):
        resident = make.resident(store, first=f"Person {number}")
        make.note(store, house, "word " * 2000, resident)
    return store


def contents(path: Path, dek: bytes):
    driver = raw_connection(path, database_key(dek))
    try:
        return read_contents(driver)
    finally:
        driver.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_of_a_database_in_use_is_one_whole_file_with_its_keys(filled, tmp_path):
    folder = tmp_path / "backups"
    done = back_up(filled.path, filled.dek, folder, NOW)
    assert names(folder) == ["house-20261123T001200Z.db", "house-20261123T001200Z.keys"]
    assert contents(done.path, filled.dek) == contents(filled.path, filled.dek)
    assert done.digest == contents(filled.path, filled.dek).digest
    assert dict(done.rows)["note"] == 5
    assert done.bytes == done.path.stat().st_size
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600
    assert Keys.open(key_file(done.path)).unlock_with_passphrase(PASSPHRASE).dek == filled.dek


def test_a_second_backup_in_the_same_second_takes_another_name(filled, tmp_path):
    first = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    second = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    assert first.path != second.path
    assert [f.made_at for f in backups(tmp_path / "b", "house")] == [NOW, NOW]


def test_a_backup_says_nothing_in_the_open(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path, NOW)
    data = done.path.read_bytes()
    for word in (b"Person 1", b"word word", b"SQLite format", b"Olive Owner", b"CREATE TABLE"):
        assert word not in data


def test_half_copies_of_an_ended_program_are_swept_away(filled, tmp_path):
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "house-20260101T000000Z.part").write_bytes(b"half")
    (folder / "other-20260101T000000Z.part").write_bytes(b"another's")
    for part in folder.iterdir():
        os.utime(part, times=(0, (NOW - timedelta(hours=7)).timestamp()))
    (folder / "house-20261123T001100Z.part").write_bytes(b"made by another window just now")
    os.utime(folder / "house-20261123T001100Z.part", times=(0, NOW.timestamp()))
    back_up(filled.path, filled.dek, folder, NOW)
    assert [name for name in names(folder) if "part" in name] == [
        "house-20261123T001100Z.part", "other-20260101T000000Z.part",
    ]


def damage(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + random.Random(page).randrange(4096)] ^= 4
    path.write_bytes(data)


def test_no_backup_is_made_of_any_database_with_a_damaged_page(filled, tmp_path):
    """SQLCipher copies a bad page as zeros without a word; wherever it is, nothing gets a name. The
    first pages, where the schema is, one by one, then every fifth.
    """
    copy = tmp_path / "copy.db"
    pages = copy_whole(filled.path, copy, database_key(filled.dek)) and copy.stat().st_size // 4096
    whole = copy.read_bytes()
    folder = tmp_path / "b"
    in_use, tried = 0, [*range(1, 6), *range(6, pages + 1, 5)]
    for page in tried:
        copy.write_bytes(whole)
        damage(copy, page)
        try:
            done = back_up(copy, filled.dek, folder, NOW)
        except Damaged:
            in_use += 1
            continue
        # A page that holds no rows (free, or an index built anew) may be bad without loss.
        assert contents(done.path, filled.dek) == contents(filled.path, filled.dek)
        assert verify_backup(done.path, filled.dek).ok
    assert in_use > len(tried) // 2
    assert not [name for name in names(folder) if "part" in name]


def test_a_flipped_bit_in_a_backup_is_found(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    assert verify_backup(done.path, filled.dek).ok
    damage(done.path, 7)
    result = verify_backup(done.path, filled.dek)
    assert result.faults[0] == "Page 7 is damaged."
    with pytest.raises(Damaged, match="Choose an older one"):
        restore(done.path, tmp_path / "new" / "house.db", filled.dek, NOW)
    assert not (tmp_path / "new" / "house.db").exists()
    with pytest.raises(NotFound):
        verify_backup(tmp_path / "nothing.db", filled.dek)


def test_a_backup_restores_equal_on_a_new_computer(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    target = tmp_path / "new computer" / "house.db"
    restored = restore(done.path, target, filled.dek, NOW)
    assert restored.aside is None
    assert restored.result.digest == done.digest
    assert contents(target, filled.dek).digest == done.digest
    dek = Keys.open(key_file(target)).unlock_with_passphrase(PASSPHRASE).dek
    opened = Store.open(target, dek, filled.now)
    opened.write(OWNER, note_restore, done.path.name, done.audit_seq)
    assert opened.verify_log().ok
    opened.close()


def test_restoring_keeps_the_old_file_aside_and_newer_passphrases(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    make.house(filled, name="Made after the backup")
    target, dek = filled.path, filled.dek
    filled.close()
    keys = Keys.open(key_file(target))
    keys.change_passphrase(keys.staff_slots[0].slot_id, PASSPHRASE, "a newer passphrase", FLOOR)
    before = contents(target, dek)
    restored = restore(done.path, target, dek, NOW)
    assert contents(target, dek).digest == done.digest
    assert restored.aside is not None
    assert contents(restored.aside, dek) == before
    assert Keys.open(key_file(target)).unlock_with_passphrase("a newer passphrase").dek == dek
    assert Keys.open(key_file(restored.aside)).file_id == keys.file_id
    assert not list(target.parent.glob("*-wal"))


def test_restoring_over_an_open_database_is_refused_and_changes_nothing(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    make.house(filled, name="Made after the backup")
    before = contents(filled.path, filled.dek)
    with pytest.raises(Busy, match="Close every window"):
        restore(done.path, filled.path, filled.dek, NOW)
    assert contents(filled.path, filled.dek) == before
    assert not list(filled.path.parent.glob("*replaced*"))
    make.house(filled, name="Still writable")


def test_restoring_over_a_damaged_file_keeps_it_aside_untouched(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    target, dek = filled.path, filled.dek
    filled.close()
    damage(target, 1)
    before = target.read_bytes()
    restored = restore(done.path, target, dek, NOW)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == before
    assert contents(target, dek).digest == done.digest
    assert check(target, dek).ok


def test_restoring_after_a_crash_keeps_what_was_only_in_the_log(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    crashed = tmp_path / "crashed" / "house.db"
    crashed.parent.mkdir()
    make.house(filled, name="Only in the log")
    for path in (filled.path, filled.path.with_name("house.db-wal"), key_file(filled.path)):
        shutil.copy(path, crashed.parent)
    restored = restore(done.path, crashed, filled.dek, NOW)
    assert restored.aside is not None
    assert contents(restored.aside, filled.dek) == contents(filled.path, filled.dek)
    assert contents(crashed, filled.dek).digest == done.digest
    assert not crashed.with_name("house.db-wal").exists()


def test_a_backup_of_a_newer_version_is_not_restored(filled, tmp_path):
    done = back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    driver = raw_connection(done.path, database_key(filled.dek))
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    driver.close()
    with pytest.raises(NewerFile):
        restore(done.path, tmp_path / "new" / "house.db", filled.dek, NOW)
    assert not (tmp_path / "new").exists()


def test_a_backup_is_written_down_and_the_next_waits_for_a_change(filled, tmp_path, clock):
    folder = tmp_path / "b"
    done = back_up_if_due(filled, folder)
    assert filled.read(SYSTEM, backup_safety).last == done.made_at == NOW
    assert back_up_if_due(filled, folder, leaving=True) is None
    make.house(filled, name="Another")
    assert back_up_if_due(filled, folder) is None, "an hour has not passed"
    clock.forward(hours=1)
    assert back_up_if_due(filled, folder).audit_seq > done.audit_seq
    clock.forward(hours=2)
    assert back_up_if_due(filled, folder) is None, "nothing changed"
    assert filled.verify_log().ok
    assert filled.read(SYSTEM, backup_safety).last == NOW + timedelta(hours=1)


@pytest.mark.parametrize("made", [
    "CREATE TABLE note (id INTEGER)",
    "CREATE TABLE audit_entry (seq INTEGER); CREATE TABLE secret (name TEXT)",
])
def test_another_programs_database_under_the_same_key_is_told_in_a_sentence(filled, tmp_path, made):
    path = tmp_path / "house-20261122T000000Z.db"
    driver = raw_connection(path, database_key(filled.dek))
    driver.executescript(made)
    driver.close()
    faults = verify_backup(path, filled.dek).faults
    assert [fault for fault in faults if "not a sobrhouse database" in fault] == list(faults) != []


def test_backups_before_an_upgrade_stand_apart_and_stay_ninety_days(filled, tmp_path):
    folder = tmp_path / "b"
    first = back_up(filled.path, filled.dek, folder, NOW, kind=backups_of.UPGRADE)
    second = back_up(
        filled.path, filled.dek, folder, NOW + timedelta(days=40), kind=backups_of.UPGRADE
    )
    assert first.path.parent.name == "upgrades"
    assert backups(folder, "house") == ()
    assert thin_out(folder, "house", NOW + timedelta(days=89)) == ()
    assert thin_out(folder, "house", NOW + timedelta(days=91)) == (first.path,)
    assert thin_out(folder, "house", NOW + timedelta(days=900)) == (), "no newer one is there"
    assert names(folder / "upgrades") == [second.path.name, key_file(second.path).name]
    back_up(filled.path, filled.dek, folder, NOW + timedelta(days=100))
    assert thin_out(folder, "house", NOW + timedelta(days=130)) == ()
    assert thin_out(folder, "house", NOW + timedelta(days=131)) == (second.path,)
    assert names(folder / "upgrades") == []


def test_backups_before_an_upgrade_go_also_where_backups_have_another_home(
    filled, tmp_path, clock
):
    before = back_up(
        filled.path, filled.dek, filled.path.parent / "backups", NOW, kind=backups_of.UPGRADE
    )
    clock.forward(days=89)
    back_up_if_due(filled, tmp_path / "b")
    assert before.path.exists()
    clock.forward(days=2)
    make.house(filled, name="Another")
    back_up_if_due(filled, tmp_path / "b")
    assert not before.path.exists() and not key_file(before.path).exists()


def test_thinning_removes_a_backup_with_its_keys_and_leaves_other_files(tmp_path):
    for days in range(40):
        stamp = (NOW - timedelta(days=days)).strftime("%Y%m%dT%H%M%SZ")
        (tmp_path / f"house-{stamp}.db").write_bytes(b"")
        (tmp_path / f"house-{stamp}.keys").write_bytes(b"")
    (tmp_path / "house-20200101T000000Z.txt").write_bytes(b"")
    (tmp_path / "maple-20200101T000000Z.db").write_bytes(b"")
    thin_out(tmp_path, "house", NOW)
    left = names(tmp_path)
    assert len([name for name in left if name.endswith(".db")]) == 1 + len(
        backups(tmp_path, "house")
    )
    assert len(backups(tmp_path, "house")) < 14
    assert "house-20200101T000000Z.txt" in left
    assert "maple-20200101T000000Z.db" in left
    assert all(key_file(file.path).exists() for file in backups(tmp_path, "house"))


def test_ten_years_of_backups_with_clock_jumps_never_lose_the_newest():
    rng = random.Random(4)
    now, files = datetime(2026, 1, 1, 3, tzinfo=UTC), []
    for _ in range(400):
        jump = rng.random()
        if jump < 0.01:
            now += timedelta(days=rng.choice([-400, 400]))
        else:
            now += timedelta(hours=rng.choice([1, 1, 14, 40, 160]))
        newest = BackupFile(Path(f"{len(files)}-{now.timestamp()}"), now)
        files = [f for f in [*files, newest] if f.path in kept([*files, newest], now)]
        assert newest.path in {f.path for f in files}
        recent = [f for f in files if now - timedelta(hours=24) < f.made_at <= now]
        assert len([f for f in files if f.made_at > now]) <= 6
        assert len(files) - len(recent) <= 23 + 6


def test_what_was_made_in_the_last_hour_stays_and_one_of_each_hour_before():
    files = [BackupFile(Path(str(m)), NOW - timedelta(minutes=m)) for m in range(0, 300, 10)]
    left = sorted(int(str(path)) for path in kept(files, NOW))
    assert left[:6] == [0, 10, 20, 30, 40, 50]
    assert len(left) <= 6 + 5
    many = [BackupFile(Path(str(m)), NOW - timedelta(minutes=m)) for m in range(50)]
    assert len(kept(many, NOW)) <= backups_of.MOST_YOUNG + 1


def test_what_a_year_of_hourly_backups_leaves():
    files = [BackupFile(Path(str(h)), NOW - timedelta(hours=h)) for h in range(24 * 400)]
    left = sorted(int(str(path)) for path in kept(files, NOW))
    assert left[:24] == list(range(24))
    assert 14 <= len(left) - 24 <= 23
    assert left[-1] > 24 * 320


def test_no_room_for_a_copy_is_said_before_anything_is_written(filled, tmp_path, monkeypatch):
    told = shutil.disk_usage(tmp_path)
    assert told.free > 0
    monkeypatch.setattr("sobrhouse.storage.copies.SPARE_BYTES", told.free * 2)
    with pytest.raises(Problem, match="disk is full"):
        back_up(filled.path, filled.dek, tmp_path / "b", NOW)
    assert names(tmp_path / "b") == []


