"""Commands for a bad day: a damaged file, a key that leaked, a folder of backups."""

import shutil

import pytest

from sobrhouse.cli import backup, backups, check, restore, rotate, salvage
from sobrhouse.problems import NotFound, Problem, WrongPassphrase
from sobrhouse.storage.keys.keys import Keys, key_file
from tests.cli.test_keys_and_backups import house, run
from tests.conftest import PASSPHRASE

__all__ = ["house"]
SECOND = "staple under the stairs"


def _flip(path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * (page - 1) + 9] ^= 1
    path.write_bytes(bytes(data))


def test_a_whole_database_is_left_alone(house, capsys):
    assert run(salvage, house) == 0
    assert capsys.readouterr().out == "The database is whole. Nothing was changed.\n"


def test_a_damaged_one_is_put_right_from_its_newest_backup(house, capsys):
    assert run(backup, house) == 0
    capsys.readouterr()
    _flip(house, 31)
    damaged = house.read_bytes()
    assert run(salvage, house) == 0
    said = capsys.readouterr().out
    assert "stands in place of the damaged database." in said
    assert said.endswith("Nothing is lost.\n")
    assert run(check, house) == 0
    [aside] = house.parent.glob("*-damaged-*.db")
    assert aside.read_bytes() == damaged
    assert {p.name for p in house.parent.iterdir() if p.name.startswith(house.name)} == {
        house.name, house.name + ".turns",
    }


def test_damaged_keys_come_back_from_beside_a_backup(house, capsys):
    keys = key_file(house).read_bytes()
    key_file(house).write_bytes(keys[:-9])
    with pytest.raises(NotFound, match="no copy of it was found"):
        run(salvage, house)
    key_file(house).write_bytes(keys)
    assert run(backup, house) == 0
    key_file(house).unlink()
    capsys.readouterr()
    assert run(salvage, house) == 0
    assert capsys.readouterr().out == (
        "The key file is back, from beside a backup.\n"
        "The database is whole. Nothing was changed.\n"
    )
    assert key_file(house).read_bytes() == keys


def test_without_a_backup_nothing_is_touched(house):
    _flip(house, 31)
    damaged = house.read_bytes()
    with pytest.raises(NotFound, match="No backup here is whole"):
        run(salvage, house)
    assert house.read_bytes() == damaged


def test_what_is_lost_is_said_and_the_command_ends_with_one(house, capsys):
    assert run(backup, house) == 0
    _flip(house, 1)
    capsys.readouterr()
    assert run(salvage, house, str(house.parent / "backups")) == 1
    assert "Lost: what was recorded from entry" in capsys.readouterr().out


def test_another_key_takes_two_people(house, monkeypatch, capsys):
    keys = Keys.open(key_file(house))
    dek = keys.unlock_with_passphrase(PASSPHRASE).dek
    with pytest.raises(Problem, match="say why you do this alone"):
        run(rotate, house)
    why = ("--why", "The laptop was stolen")
    assert run(rotate, house, *why, "--to", str(house.parent / "before")) == 0
    said = capsys.readouterr().out
    assert "opens with the old one." in said
    code = said.splitlines()[2]
    assert Keys.open(key_file(house)).unlock_with_code(code) != dek
    assert run(check, house) == 0
    with pytest.raises(WrongPassphrase):
        monkeypatch.setenv("SOBRHOUSE_SECOND_PASSPHRASE", SECOND)
        run(rotate, house, "--second", "Olive Owner")


def test_backups_are_listed_and_a_folder_is_enough_to_restore(house, capsys, tmp_path):
    with pytest.raises(NotFound, match="no backup of this house"):
        run(backups, house, str(tmp_path))
    assert run(backup, house, str(house.parent / "backups")) == 0
    capsys.readouterr()
    assert run(backups, house) == 0
    assert "whole\n1 backup checked." in capsys.readouterr().out
    elsewhere = tmp_path / "stick"
    shutil.copytree(house.parent / "backups", elsewhere)
    fresh = tmp_path / "newpc" / "mine.db"
    assert run(restore, fresh, str(elsewhere)) == 0
    assert run(check, fresh) == 0
    [name] = elsewhere.glob("*.db")
    _flip(name, 5)
    assert run(backups, house, str(elsewhere)) == 1


def test_a_server_is_told_apart(monkeypatch):
    for command in (salvage, rotate, backups):
        with pytest.raises(Problem, match="on a server"):
            run(command, "postgresql://nobody@localhost/none")
