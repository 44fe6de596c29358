"""Writers of one file take turns: nobody is overtaken, and whoever dies gives way."""

import os
import signal
import sys
import threading

import pytest

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import Busy
from sobrhouse.storage.turns import PLACES, Turns, turns_file, turns_of
from tests import make
from tests.conftest import OWNER
from tests.drills.houses import add_house
from tests.drills.kills import child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the other program is a fork")


def holding(path):
    """What another program does that has its turn and does not end."""

    def work(tell):
        with turns_of(path).mine(5):
            tell("mine")
            signal.pause()

    return work


def is_taken(path, place):
    """Whether another program stands there."""
    import fcntl

    with turns_file(path).open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            return True
        return False


def test_the_one_in_front_is_not_overtaken_by_who_has_just_written(tmp_path):
    path = tmp_path / "house.db"

    def once(tell):
        with turns_of(path).mine(5):
            tell("mine")
        signal.pause()

    turns = turns_of(path)
    with child(holding(path)) as (first, told):
        os.read(told, 8)
        with child(once) as (_second, said):
            while not is_taken(path, PLACES - 2):  # until the second stands right behind
                pass
            os.kill(first, signal.SIGKILL)
            with turns.mine(5):  # comes later than the second, asks at once
                os.set_blocking(said, False)
                assert os.read(said, 8) == b"mine\n"


def test_a_program_that_is_killed_gives_way_and_patience_ends(tmp_path):
    path = tmp_path / "house.db"
    turns = turns_of(path)
    with child(holding(path)) as (pid, told):
        os.read(told, 8)
        with pytest.raises(Busy), turns.mine(0.01):
            pass
        os.kill(pid, signal.SIGKILL)
        with turns.mine(5):
            pass


def test_threads_of_one_program_wait_for_one_another(tmp_path):
    turns = turns_of(tmp_path / "house.db")
    assert turns_of(tmp_path / "house.db") is turns
    said = []

    def later():
        with turns.mine(5):
            said.append("second")

    with turns.mine(5):
        thread = threading.Thread(target=later)
        thread.start()
        with pytest.raises(Busy), turns.mine(0.01):
            pass
        said.append("first")
    thread.join()
    assert said == ["first", "second"]


def test_where_no_line_can_be_made_there_is_none(tmp_path):
    turns_file(tmp_path / "house.db").mkdir()
    with Turns(tmp_path / "house.db").mine(0.01):
        pass


@pytest.mark.sqlite_only
def test_a_store_that_cannot_have_its_turn_says_so_and_goes_on_later(store, monkeypatch):
    monkeypatch.setattr("sobrhouse.storage.writer.PATIENCE_SECONDS", 0.01)
    with child(holding(store.path)) as (pid, told):
        os.read(told, 8)
        with pytest.raises(Busy, match="still writing"):
            store.write(SYSTEM, add_house)
        os.kill(pid, signal.SIGKILL)
        monkeypatch.undo()
        make.house(store)
    assert turns_file(store.path).stat().st_size == 0


@pytest.mark.sqlite_only
def test_a_connection_that_cannot_roll_back_is_not_used_again(store):
    before = store.write(SYSTEM, add_house)

    def lose_it(work):
        work.require(Permission.MANAGE_HOUSE)
        work.transaction.driver.close()
        raise LookupError

    with pytest.raises(LookupError):
        store.write(OWNER, lose_it)
    assert store.write(SYSTEM, add_house) != before
