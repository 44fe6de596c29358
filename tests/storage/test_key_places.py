"""The same key slots in a table of PostgreSQL."""

import threading

import pytest
from sqlalchemy import text

from sobrhouse.problems import Damaged, Problem, WrongPassphrase
from sobrhouse.storage.dialects import server_engine
from sobrhouse.storage.keys.keys import Keys
from sobrhouse.storage.keys.places import RowPlace
from sobrhouse.storage.keys.slots import FLOOR
from tests.conftest import PASSPHRASE


@pytest.fixture
def server(server_template, request):
    """A database of its own on the private server: its address and data key."""
    postgres, dek = server_template
    name = f"keys_{abs(hash(request.node.nodeid)) % 10**12}"
    yield postgres.create_database(name, template="sobr_template"), dek
    postgres.drop_database(name)


@pytest.fixture
def place(server):
    return RowPlace(server_engine(server[0], write=True))


def rows(url: str, command: str) -> None:
    engine = server_engine(url, write=True)
    with engine.begin() as connection:
        connection.execute(text(command))
    engine.dispose()


def test_slots_on_a_server_open_change_and_refuse_like_those_in_a_file(server, place):
    dek = server[1]
    keys = Keys.open(place)
    assert keys.unlock_with_passphrase(PASSPHRASE, "Olive Owner").dek == dek
    slot = keys.add_slot(dek, "Sam", "staple under the stairs", FLOOR)
    keys.change_passphrase(slot, "staple under the stairs", "a new one for Sam", FLOOR)
    code = keys.new_recovery_code(dek)
    again = Keys.open(place)
    assert again.unlock_with_code(code) == dek
    assert again.unlock_with_passphrase("a new one for Sam").slot_id == slot
    with pytest.raises(WrongPassphrase):
        again.unlock_with_passphrase("staple under the stairs", "Sam")
    again.remove_slot(slot)
    assert [s.label for s in Keys.open(place).staff_slots] == ["Olive Owner"]
    with pytest.raises(Problem, match="already"):
        Keys.create(place, "Dana", PASSPHRASE, costs=FLOOR)


def test_two_computers_adding_staff_at_once_lose_nobody(server, place):
    url, dek = server
    names = [f"Person {n}" for n in range(6)]
    opened = [Keys.open(RowPlace(server_engine(url, write=True))) for _ in names]

    def add(keys: Keys, name: str) -> None:
        keys.add_slot(dek, name, "staple under the stairs", FLOOR)

    adding = [
        threading.Thread(target=add, args=pair) for pair in zip(opened, names, strict=True)
    ]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join()
    assert {s.label for s in Keys.open(place).staff_slots} == {"Olive Owner", *names}


@pytest.mark.parametrize("command", [
    "UPDATE key_slot SET body = replace(body, '65536', '1024')",
    "UPDATE key_slot SET body = replace(body, 'Olive', 'Other')",
    "UPDATE key_slot SET body = 'x' WHERE slot_id <> 'header'",
    "DELETE FROM key_slot WHERE slot_id <> 'header'",
    "DELETE FROM key_slot WHERE slot_id = 'header'",
    "DELETE FROM key_slot",
])
def test_slots_changed_on_the_server_are_damaged(server, place, command):
    rows(server[0], command)
    with pytest.raises(Damaged):
        Keys.open(place)
