"""Two houses keep their backups on one stick, and each calls its database "house"."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.backups.keeping import back_up_now
from sobrhouse.storage.backups.restore_tests import try_if_due
from sobrhouse.storage.keys.keys import Keys, Present, key_file
from sobrhouse.storage.keys.marks import another_house, marks_in
from sobrhouse.storage.keys.slots import FLOOR
from tests.conftest import PASSPHRASE, Clock

pytestmark = pytest.mark.sqlite_only


def left_by_another(folder: Path, clock: Clock, hours: float) -> Path:
    """A backup of the other house, with its keys."""
    path = folder / f"house-{clock.now - timedelta(hours=hours):%Y%m%dT%H%M%SZ}.db"
    path.write_bytes(b"\x9c" * 8192)
    key_file(path).write_text(json.dumps({"file": "0bad", "slots": [{"id": "5eed"}]}))
    return path


def test_neither_thins_out_lists_or_tests_the_backups_of_the_other(store, clock, tmp_path):
    stick = tmp_path / "backups"
    stick.mkdir()
    theirs = [left_by_another(stick, clock, hours) for hours in (-0.2, 30, 31, 32)]
    mine = [back_up_now(store, stick).path]
    for _hour in range(3):
        clock.forward(minutes=20)
        mine.append(back_up_now(store, stick).path)
    clock.forward(days=3)
    mine.append(back_up_now(store, stick).path)
    assert all(path.exists() and key_file(path).exists() for path in theirs)
    assert sum(path.exists() for path in mine) < len(mine), "its own are thinned out as ever"
    listed = [file.path for file in backups(stick, "house", key_file(store.path))]
    assert listed and set(listed) <= set(mine)
    assert len(backups(stick, "house")) == len(listed) + len(theirs)
    for path in theirs:
        shutil.move(path, path.with_name(path.name.replace("2026", "2027")))
        shutil.move(key_file(path), key_file(path).with_name(
            key_file(path).name.replace("2026", "2027")))  # fmt: skip
    tried = try_if_due(store)
    assert tried is not None and tried.ok, "the newest of this house, not of the stick"


def test_another_key_does_not_make_it_another_house(store, tmp_path):
    keys = Keys.open(key_file(store.path))
    slot = keys.staff_slots[0]
    present = [Present(slot.slot_id, slot.label, PASSPHRASE)]
    document, _code = keys.exchanged(b"\1" * 32, present, FLOOR)
    after = tmp_path / "after.keys"
    after.write_text(json.dumps(document))
    before = marks_in(key_file(store.path))
    assert before and not another_house(before, marks_in(after))
    assert another_house(before, frozenset({"0bad", "5eed"}))
    assert not another_house(before, marks_in(tmp_path / "lost.keys")), "nobody knows"
