"""The command line knows the same places of backups as the office, and tries a restore like it."""

import argparse
import shutil
from types import ModuleType

import pytest

from sobrhouse.cli import backup, backups, check, recover, restore
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import WrongPassphrase
from sobrhouse.storage.backups import backup as made_by
from sobrhouse.storage.backups.places import add_place
from sobrhouse.storage.backups.restore_tests import last_tried
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import PASSPHRASE, Template

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def house(store, monkeypatch):
    """A closed house with a stick as second place."""
    make.resident(store)
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    stick = store.path.parent / "KINGSTON"
    add_place(store.path, stick / "b", "KINGSTON", stick)
    store.close()
    return store.path


def run(command: ModuleType, path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args(words, argparse.Namespace(db=str(path), staff=None, data=None))
    return command.run(args)


def test_a_backup_goes_to_every_place_and_who_is_away_is_named(house, capsys):
    assert run(backup, house) == 0
    told = capsys.readouterr().out
    assert told.count("Backup made and checked:") == 2 and str(house.parent / "KINGSTON") in told
    assert run(backups, house) == 0
    told = capsys.readouterr().out
    assert told.count("whole") == 2 and " MB " in told and "2 backups checked." in told
    shutil.move(house.parent / "KINGSTON", house.parent / "drawer")
    assert run(backup, house) == 0
    told = capsys.readouterr().out
    assert told.count("Backup made and checked:") == 1
    assert "KINGSTON is not plugged in." in told
    assert run(backup, house, "--verify") == 0
    assert "2 backups checked." in capsys.readouterr().out


def test_a_place_that_fails_is_said_and_the_other_is_made(house, capsys):
    (house.parent / "backups").write_text("in the way")
    assert run(backup, house) == 1
    told = capsys.readouterr().out
    assert told.count("Backup made and checked:") == 1
    assert "backups: That folder cannot be reached." in told


def test_a_restore_is_only_tried_and_what_it_would_lose_is_told(house, capsys):
    assert run(backup, house) == 0
    dek = Keys.open(key_file(house)).unlock_with_passphrase(PASSPHRASE).dek
    store = Store.open(house, dek)
    make.resident(store, first="Later")
    store.close()
    found = made_by.backups(house.parent / "KINGSTON" / "b", "house")[0].path
    capsys.readouterr()
    assert run(restore, house, str(found), "--try") == 0
    told = capsys.readouterr().out
    assert "Residents: 1 in the backup, 2 now" in told
    assert "entries of the log are newer than the backup." in told
    assert f"{found.name} can be restored: all of it came back." in told
    assert not list(house.parent.glob("house-replaced-*"))
    store = Store.open(house, dek)
    assert store.read(SYSTEM, last_tried).label == f"KINGSTON/{found.name}"
    store.close()
    found.write_bytes(found.read_bytes()[:-4096] + b"\1" * 4096)
    with pytest.raises(Exception, match="This backup is damaged"):
        run(restore, house, str(found), "--try")


def test_a_restore_is_tried_on_a_new_computer(house, capsys, tmp_path):
    assert run(backup, house) == 0
    new = tmp_path / "new computer" / "house.db"
    new.parent.mkdir()
    assert run(restore, new, str(house.parent / "backups"), "--try") == 0
    assert "can be restored" in capsys.readouterr().out
    assert list(new.parent.iterdir()) == []


def test_a_restore_is_tried_where_the_data_folder_is_not_there_yet(house, capsys, tmp_path):
    assert run(backup, house) == 0
    new = tmp_path / "new computer" / "sobrhouse" / "house.db"
    assert run(restore, new, str(house.parent / "backups"), "--try") == 0
    assert "can be restored" in capsys.readouterr().out
    assert not new.parent.parent.exists()


def test_on_a_new_computer_the_recovery_code_restores_where_the_passphrase_is_lost(
    house, capsys, tmp_path, monkeypatch, template: Template
):
    assert run(backup, house) == 0
    new = tmp_path / "new computer" / "house.db"
    stick = house.parent / "KINGSTON" / "b"
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", "not the one of this house")
    with pytest.raises(WrongPassphrase):
        run(restore, new, str(stick))
    assert not new.exists()
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", template.code.lower())
    assert run(restore, new, str(stick)) == 0
    assert "with the command recover" in capsys.readouterr().out
    with pytest.raises(WrongPassphrase):  # where records stand, the code is no passphrase
        run(restore, new, str(stick))
    monkeypatch.setenv("SOBRHOUSE_RECOVERY_CODE", template.code)
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", "a new one for Olive")
    assert run(recover, new) == 0
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", "a new one for Olive")
    assert run(check, new) == 0
