"""A restore brings another key, and the power goes: whichever database stands, its keys do too."""

from contextlib import closing
from functools import cache
from typing import Any

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.backups import restoring
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.keys import slots
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.places import NEXT
from sobrhouse.storage.store import Store
from tests.drills.houses import NOW, PASSPHRASE, drilled, texts


class PowerCut(BaseException):
    """Nothing more is done."""


def cut(*_any: Any) -> None:
    """The power goes."""
    raise PowerCut


def test_a_power_cut_leaves_no_database_without_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "stretch", cache(slots.stretch))
    with drilled() as other, drilled(notes=1) as house:
        backup = back_up(other.path, other.dek, other.folder / "backups", NOW).path
        keys = key_file(house.path)
        begin = restoring.begin_exchange
        older, old_keys = house.path.read_bytes(), keys.read_bytes()

        def begin_and_cut(*given: Any) -> None:
            begin(*given)
            cut()

        for name, instead, wanted, notes in (
            ("begin_exchange", begin_and_cut, house.dek, 1),
            ("settle", cut, other.dek, 0),  # right after the rename
        ):
            with monkeypatch.context() as patched, pytest.raises(PowerCut):
                patched.setattr(restoring, name, instead)
                restore(backup, house.path, other.dek, NOW)
            assert keys.with_name(keys.name + NEXT).exists()
            assert Keys.open(keys).unlock_with_passphrase(PASSPHRASE).dek == wanted
            assert not keys.with_name(keys.name + NEXT).exists()
            with closing(Store.open(house.path, wanted)) as store:
                assert len(store.read(SYSTEM, texts)) == notes

        def begin_and_look(*given: Any) -> None:
            begin(*given)
            Keys.open(keys)  # another program takes the keys that wait for left over

        monkeypatch.setattr(restoring, "begin_exchange", begin_and_look)
        house.path.write_bytes(older)
        keys.write_bytes(old_keys)
        restore(backup, house.path, other.dek, NOW)
        assert Keys.open(keys).unlock_with_passphrase(PASSPHRASE).dek == other.dek
