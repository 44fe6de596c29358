"""A backup that was made is there after a power cut, with the folder that was made for it."""

import random
from pathlib import Path

import pytest

from sobrhouse.storage.backup import back_up, backups
from sobrhouse.storage.keys import key_file
from sobrhouse.storage.store import Store
from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import NOW
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
