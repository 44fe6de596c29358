"""The key file is gone or damaged: its copy beside a backup takes its place, and no other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sobrhouse.problems import NotFound, WrongPassphrase
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.damage.key_return import key_copies, needs_keys, return_keys
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.slots import FLOOR
from tests.drills.houses import NOW, PASSPHRASE


class House:
    """A database with a backup; its key file is whatever a test makes of it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.backups = folder / "house.db", folder / "backups"
        made = found(self.path, Founder("Olive Owner", PASSPHRASE), costs=FLOOR)
        self.code, self.dek = made.recovery_code, made.store.dek
        made.store.close()
        self.keys = key_file(self.path).read_bytes()
        back_up(self.path, self.dek, self.backups, NOW)
        self.strange = folder / "strange"
        shutil.copytree(self.backups, self.strange)
        for keys in self.strange.glob("*.keys"):
            keys.unlink()
            Keys.create(keys, "Ann Other", PASSPHRASE, costs=FLOOR)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One house for all."""
    return House(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def house(made: House) -> Iterator[House]:
    """The house, with its own key file before and after."""
    yield made
    key_file(made.path).write_bytes(made.keys)


def test_damaged_keys_are_kept_aside_and_the_copy_takes_their_place(house: House) -> None:
    assert needs_keys(house.path) is None
    key_file(house.path).write_bytes(b"{" + house.keys[9:])
    assert "key file is damaged" in str(needs_keys(house.path))
    copies = key_copies([house.backups, house.backups], "house")
    unlocked, dek = return_keys(house.path, copies, PASSPHRASE, NOW)
    assert unlocked is not None
    assert (unlocked.label, dek) == ("Olive Owner", house.dek)
    assert key_file(house.path).read_bytes() == house.keys
    aside = next(house.path.parent.glob("house-damaged-*.keys"))
    assert aside.read_bytes() == b"{" + house.keys[9:]
    aside.unlink()


def test_lost_keys_come_back_by_the_recovery_code(house: House) -> None:
    key_file(house.path).unlink()
    assert "is missing" in str(needs_keys(house.path))
    unlocked, dek = return_keys(
        house.path, key_copies([house.backups], "house"), house.code.lower(), NOW
    )
    assert (unlocked, dek) == (None, house.dek)
    assert key_file(house.path).read_bytes() == house.keys


def test_another_house_s_keys_and_a_wrong_passphrase_change_nothing(house: House) -> None:
    key_file(house.path).unlink()
    with pytest.raises(NotFound, match="another database"):
        return_keys(house.path, key_copies([house.strange], "house"), PASSPHRASE, NOW)
    with pytest.raises(WrongPassphrase, match="none of the copies"):
        return_keys(house.path, key_copies([house.backups], "house"), "wrong horse battery", NOW)
    assert not key_file(house.path).exists()


def test_a_copy_that_is_damaged_too_is_passed_over(house: House, tmp_path: Path) -> None:
    shutil.copytree(house.backups, tmp_path / "b")
    for file in (tmp_path / "b").glob("*.keys"):
        file.write_bytes(b"")
    assert key_copies([tmp_path / "b"], "house") == ()
