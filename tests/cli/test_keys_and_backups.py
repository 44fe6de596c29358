"""The commands that keep a house open to its staff and safe from loss."""

import argparse
import json
from types import ModuleType

import pytest

from sobrhouse.cli import (
    audit_log,
    backup,
    backups,
    check,
    main,
    passphrase,
    recover,
    restore,
    salvage,
)
from sobrhouse.problems import Busy, NotAllowed, NotFound, Problem, WrongPassphrase
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from tests import make
from tests.conftest import PASSPHRASE, Template

NEW = "a new one for Olive"


@pytest.fixture
def house(store, monkeypatch):
    """A house of which no window is open: its path, with the passphrase in the environment."""
    make.house(store)
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    store.close()
    return store.path


def run(command: ModuleType, path, *words: str, staff: str | None = None) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args(words, argparse.Namespace(db=str(path), staff=staff, data=None))
    return command.run(args)


def test_a_passphrase_is_changed_and_the_change_recorded(house, monkeypatch, capsys):
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    assert run(passphrase, house) == 0
    assert "Olive Owner has a new passphrase." in capsys.readouterr().out
    with pytest.raises(WrongPassphrase):
        run(check, house)
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", NEW)
    assert run(audit_log, house, "verify") == 0
    assert "4 entries" in capsys.readouterr().out  # one that the clock is another than the maker's


@pytest.mark.parametrize("command", [check, salvage, backups, recover, passphrase, backup])
def test_a_house_that_a_service_copies_elsewhere_is_not_even_looked_at(house, command):
    place = house.parent / "Dropbox"
    place.mkdir()
    for file in (house, key_file(house)):
        file.rename(place / file.name)
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    with pytest.raises(Problem, match="Dropbox copies the folder of this house"):
        run(command, place / house.name)
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before


def test_a_short_new_passphrase_changes_nothing(house, monkeypatch):
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", "short")
    with pytest.raises(Problem, match="12 characters"):
        run(passphrase, house)
    assert run(check, house) == 0


def test_the_recovery_code_lets_a_person_in_once(house, monkeypatch, capsys, template: Template):
    monkeypatch.delenv("SOBRHOUSE_PASSPHRASE")
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    monkeypatch.setenv("SOBRHOUSE_RECOVERY_CODE", template.code.lower().replace("-", " "))
    assert run(recover, house) == 0
    code = capsys.readouterr().out.splitlines()[1]
    assert len(code.replace("-", "")) == 28
    assert code != template.code
    with pytest.raises(WrongPassphrase):
        run(recover, house)
    monkeypatch.setenv("SOBRHOUSE_RECOVERY_CODE", code)
    assert run(recover, house) == 0
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", NEW)
    assert run(check, house) == 0


def test_a_slip_in_the_code_is_told_from_the_wrong_code(house, monkeypatch, template: Template):
    last = "2" if template.code[-1] != "2" else "3"
    monkeypatch.setenv("SOBRHOUSE_RECOVERY_CODE", template.code[:-1] + last)
    with pytest.raises(Problem, match="slip in it"):
        run(recover, house)


def test_recovering_asks_who_where_there_are_several(house, monkeypatch, template: Template):
    keys = Keys.open(key_file(house))
    dek = keys.unlock_with_passphrase(PASSPHRASE).dek
    keys.add_slot(dek, "Sam", "staple under the stairs", FLOOR)
    monkeypatch.setenv("SOBRHOUSE_RECOVERY_CODE", template.code)
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    with pytest.raises(Problem, match=r"--staff NAME. There are: Olive Owner, Sam"):
        run(recover, house)
    assert run(recover, house, staff="olive owner") == 0


def test_a_check_answers_in_words_or_json_and_tells_damage(house, capsys):
    assert run(check, house) == 0
    assert capsys.readouterr().out.startswith("The database is whole.")
    assert run(check, house, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["rows"]["house"] == 1
    data = bytearray(house.read_bytes())
    data[4096 * 30 + 9] ^= 1
    house.write_bytes(data)
    assert run(check, house, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"][0] == "Page 31 is damaged."
    assert run(check, house) == 1
    assert capsys.readouterr().err.startswith("The database is not whole:")
    assert house.read_bytes() == data


def test_the_audit_log_is_verified_against_a_printed_code(house, capsys):
    assert run(audit_log, house, "verify") == 0
    code = capsys.readouterr().out.split()[-1].rstrip(".")
    assert run(audit_log, house, "verify", "--anchor", code.lower()) == 0
    assert "The printed code is in it." in capsys.readouterr().out
    assert run(audit_log, house, "verify", "--anchor", "0000-0000-0000") == 1
    assert "printed code is not in this log" in capsys.readouterr().err


@pytest.mark.parametrize("slip", ["ABCD", "-.-", "UUUU-UUUU-UUUU", "0000-0000-00000"])
def test_a_slip_in_a_printed_code_is_not_called_a_rewritten_log(house, slip):
    with pytest.raises(Problem, match="not a code from a printed report"):
        run(audit_log, house, "verify", f"--anchor={slip}")


def test_a_backup_is_made_checked_and_restored(house, capsys):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    assert str(made) in capsys.readouterr().out
    assert run(backup, house, "--verify") == 0
    assert "1 backup checked." in capsys.readouterr().out
    house.write_bytes(b"gone")
    assert run(restore, house, str(made)) == 0
    told = capsys.readouterr().out
    assert f"Restored from {made.name}." in told
    assert run(check, house) == 0
    assert run(backup, house, "--verify") == 0
    aside = next(house.parent.glob("house-replaced-*.db"))
    assert aside.read_bytes() == b"gone"


def test_a_restore_takes_the_passphrase_that_holds_now(house, monkeypatch):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    assert run(passphrase, house) == 0
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", NEW)
    assert run(restore, house, str(made)) == 0
    assert run(check, house) == 0


def test_a_house_is_restored_on_a_new_computer_by_the_backups_own_keys(house, tmp_path):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    new = tmp_path / "new" / "house.db"
    assert run(restore, new, str(made)) == 0
    assert run(check, new) == 0


def test_only_an_owner_restores(house):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    dek = Keys.open(key_file(house)).unlock_with_passphrase(PASSPHRASE).dek
    driver = raw_connection(made, database_key(dek))
    driver.execute("UPDATE staff SET role = 'manager'")
    driver.close()
    before = house.read_bytes()
    with pytest.raises(NotAllowed):
        run(restore, house, str(made))
    assert house.read_bytes() == before


def test_who_is_no_owner_any_more_restores_nothing_and_the_records_say_who_did(house):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    dek = Keys.open(key_file(house)).unlock_with_passphrase(PASSPHRASE).dek

    def as_is(role: str) -> None:
        driver = raw_connection(house, database_key(dek))
        driver.execute("UPDATE staff SET role = ?", (role,))
        driver.close()

    as_is("manager")
    with pytest.raises(NotAllowed):
        run(restore, house, str(made))
    assert not list(house.parent.glob("house-replaced-*.db"))
    as_is("owner")
    assert run(restore, house, str(made)) == 0
    driver = raw_connection(next(house.parent.glob("house-replaced-*.db")), database_key(dek))
    (said,) = driver.execute("SELECT action FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    driver.close()
    assert said == "database.restore_confirmed"


def test_a_restore_waits_for_open_windows_to_close(house):
    assert run(backup, house) == 0
    made = next((house.parent / "backups").glob("*.db"))
    dek = Keys.open(key_file(house)).unlock_with_passphrase(PASSPHRASE).dek
    window = raw_connection(house, database_key(dek))
    window.execute("PRAGMA journal_mode=WAL")
    window.execute("SELECT count(*) FROM house").fetchone()
    with pytest.raises(Busy, match="Close every window"):
        run(restore, house, str(made))
    window.close()
    assert run(restore, house, str(made)) == 0


def test_what_is_not_there_is_said_by_name(house, tmp_path):
    with pytest.raises(NotFound, match=r"nothing\.db"):
        run(check, tmp_path / "nothing.db")
    with pytest.raises(NotFound, match=r"none\.db"):
        run(restore, house, str(tmp_path / "none.db"))
    with pytest.raises(NotFound, match="Nobody called Kim"):
        run(check, house, staff="Kim")


def test_without_passphrase_and_terminal_the_variable_is_named(house, monkeypatch):
    monkeypatch.delenv("SOBRHOUSE_PASSPHRASE")
    with pytest.raises(Problem, match="SOBRHOUSE_PASSPHRASE"):
        run(check, house)


def test_a_house_on_a_server_is_checked_verified_and_given_a_passphrase(
    server_template, monkeypatch, capsys
):
    postgres, _dek = server_template
    url = postgres.create_database("cli_house", template="sobr_template")
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    assert run(passphrase, url) == 0
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", NEW)
    assert run(check, url, "--json") == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["audit_entries"] == 3  # with the one of the clock
    assert run(audit_log, url, "verify", "--anchor", told["anchor"]) == 0
    for command, words in ((backup, ()), (restore, ("house.db",))):
        with pytest.raises(Problem, match="server"):
            run(command, url, *words)
    postgres.drop_database("cli_house")


def test_a_problem_is_one_sentence_on_standard_error(house, monkeypatch, capsys):
    monkeypatch.setattr("sobrhouse.storage.hardening.harden", lambda: None)
    assert main(["--db", str(house), "check"]) == 0
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", "not the passphrase")
    assert main(["--db", str(house), "check"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("That passphrase does not open this house.")
    assert told.count("\n") == 1
    assert main(["--db", str(house), "check", "--nonsense"]) == 2
