"""Picked: an ordinary file is read, and nothing else, whatever a name leads to."""

import json
import os
import sys

import pytest

from sobrhouse.exchange.meeting_feeds import read_feed_file
from sobrhouse.exchange.spreadsheets import read_file
from sobrhouse.problems import Damaged, NotFound, Problem
from sobrhouse.services.photos import make_safe_file
from sobrhouse.storage.keys.keys import Keys
from sobrhouse.storage.keys.places import FilePlace
from sobrhouse.storage.outside.picked import names_device, read_picked

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
DOORS = (read_file, read_feed_file, make_safe_file)


def led_elsewhere(folder, way):
    """A name in a folder that leads to no file one could read."""
    path = folder / "list.csv"
    if way == "pipe":
        os.mkfifo(path)
    elif way == "folder":
        path.mkdir()
    elif way == "round":
        path.symlink_to(path)
    else:
        path.symlink_to(way)
    return path


@POSIX
@pytest.mark.parametrize("way", ["pipe", "folder", "round", "/dev/zero", "/dev/null"])
def test_a_name_that_leads_elsewhere_is_said_at_once_at_every_door(tmp_path, way):
    path = led_elsewhere(tmp_path, way)
    for door in DOORS:
        with pytest.raises(Problem) as caught:
            door(path)
        assert path.name in caught.value.sentence


@POSIX
@pytest.mark.parametrize("way", ["pipe", "folder", "/dev/zero"])
def test_a_key_file_that_is_none_is_damaged_and_nobody_waits(tmp_path, way):
    with pytest.raises(Damaged):
        Keys.open(led_elsewhere(tmp_path, way))


def test_no_more_is_read_than_asked_for(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 11)
    assert read_picked(path, 11, "too large") == b"x" * 11
    with pytest.raises(Problem, match="too large"):
        read_picked(path, 10, "too large")
    with pytest.raises(NotFound, match="There is no file b"):
        read_picked(tmp_path / "b", 10, "too large")


@pytest.mark.parametrize("name", ["a\0b.csv", "\udcff.csv", "x" * 5000, "<img src=x>.csv", "\n"])
def test_an_odd_name_is_a_sentence(tmp_path, name):
    with pytest.raises(Problem) as caught:
        read_picked(tmp_path / name, 10, "too large")
    caught.value.sentence.encode()


@pytest.mark.parametrize("name", [
    "CON", "con.csv", "NUL", "nul.tar.gz", "Aux .txt", "COM1", "com9.jpg", "LPT³", "CONIN$",
    "prn:stream",
])
def test_what_windows_takes_for_a_device_is_known(name):
    assert names_device(name)


@pytest.mark.parametrize("name", ["console.csv", "icon", "com10", "nula.csv", "list.con", "a nul"])
def test_what_only_looks_like_a_device_is_none(name):
    assert not names_device(name)


@pytest.mark.parametrize("waiting", [
    b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"salt": 3, "database": "house.db", "keys": {}}',
    {"salt": "", "database": "house.db", "keys": {}},
    {"salt": "00" * 16, "database": "../house.db", "keys": {}},
    {"salt": "00" * 16, "database": "..", "keys": {}},
    {"salt": "00" * 16, "database": "house.db", "keys": []},
])
def test_keys_that_wait_and_are_not_ours_change_nothing(tmp_path, waiting):
    keys = tmp_path / "house.keys"
    stood = b'{"the keys": "that stand"}'
    keys.write_bytes(stood)
    data = waiting if isinstance(waiting, bytes) else json.dumps(waiting).encode()
    (tmp_path / "house.keys.next").write_bytes(data)
    with pytest.raises(Damaged):
        FilePlace(keys).load()
    assert keys.read_bytes() == stood
