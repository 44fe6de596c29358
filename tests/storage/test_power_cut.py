"""After a power cut: a backup is there with its folder, and a half-written log is no damage."""

import random
import shutil
from pathlib import Path

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.backups.backup import back_up, backups
from sobrhouse.storage.damage.left_log import forgets
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import NOW, add_house, add_note
from tests.drills.torn_disk import Disk

pytestmark = [
    pytest.mark.sqlite_only, pytest.mark.skipif(bool(why_not()), reason=why_not()),
]  # fmt: skip


def test_a_backup_in_a_new_folder_is_there_after_a_power_cut(store: Store, tmp_path: Path) -> None:
    path, dek = store.path, store.dek
    assert path is not None
    store.close()
    disk, happened = Disk(path.parent), list[Call]()
    with calls_seen(path.parent, lambda _call: 0, happened.append):
        made = back_up(path, dek, path.parent / "backups" / "of the house", NOW)
    content = made.path.read_bytes()
    for call in happened:
        disk.happen(call)
    for number in range(12):
        found = tmp_path / f"found{number}"
        found.mkdir()
        disk.torn(random.Random(number), found)
        [kept] = backups(found / "backups" / "of the house", path.stem)
        assert kept.path.read_bytes() == content
        assert key_file(kept.path).exists()


def test_a_log_that_was_being_written_over_an_older_one_is_no_damage(store: Store) -> None:
    path, dek = store.path, store.dek
    assert path is not None
    log = path.with_name(f"{path.name}-wal")
    store.write(SYSTEM, add_house)
    for number in range(8):
        store.write(SYSTEM, add_note, f"of the log's first life {number}")
    driver = raw_connection(path, database_key(dek))
    driver.execute("PRAGMA wal_checkpoint(RESTART)")
    looked = 0
    for number in range(2):
        before = log.read_bytes()
        store.write(SYSTEM, add_note, f"of its second life {number}")
        after = log.read_bytes()
        starts = range(32, len(before), 24 + 4096)
        frames = [at for at in starts if before[at : at + 24] != after[at : at + 24]]
        assert len(frames) > 3
        for lost in frames:
            torn = bytearray(after)
            torn[lost : lost + 4120] = before[lost : lost + 4120]
            looked += 1
            copy = path.parent / "torn" / path.name
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(path, copy)
            copy.with_name(log.name).write_bytes(torn)
            assert not forgets(copy), (number, lost)
    assert looked > 8
    driver.close()
