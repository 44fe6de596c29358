"""Confined: a file that breaks its reader, or eats all it can get, ends its reader and no more."""

import ctypes
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sobrhouse.problems import Problem
from sobrhouse.storage.hardening import _JobLimits
from sobrhouse.storage.outside import confined as door
from sobrhouse.storage.outside.confined import Refusals, confined
from sobrhouse.words import _, speaking

REFUSED = Refusals("It is broken.", "It is too large.", "file")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="asks for POSIX limits")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader of these tests gives."""

    name: str
    parts: tuple[object, ...]


def look(way: str) -> object:
    """All that a reader may do, and much that it may not."""
    if way == "answer":
        return (Seen("a \ud800", (1, 2.5, None, True, date(2026, 2, 3), b"\xff\0", ("x",))),)
    if way == "words":
        raise Problem(_("This file is empty."), field="there", details="d")
    if way == "memory":
        return len(bytearray(2 << 30))
    if way == "abort":
        os.abort()
    if way == "panic":
        raise BaseException("the words of the file")
    if way == "write":
        Path(os.environ["SOBR_WRITES_TO"]).write_bytes(b"x" * 10)
    return way


def seen(way: str) -> object:
    return confined(look, way, made=(Seen,), refused=REFUSED)


def test_what_was_read_comes_back_as_it_was():
    assert seen("answer") == look("answer")


@pytest.mark.parametrize(("way", "said"), [
    ("memory", "It is too large."), ("abort", "It is too large."), ("panic", "It is broken."),
])
@POSIX
def test_a_reader_that_ends_badly_is_a_sentence(way, said, capfd):
    with pytest.raises(Problem) as caught:
        seen(way)
    assert (caught.value.sentence, caught.value.field) == (said, "file")
    assert "words of the file" not in caught.value.details
    assert capfd.readouterr() == ("", "")


def test_what_the_reader_says_is_said_in_the_language_of_who_asked():
    with speaking("es"), pytest.raises(Problem) as caught:
        seen("words")
    with speaking("es"):
        assert caught.value.sentence == _("This file is empty.") != "This file is empty."


@POSIX
def test_a_reader_writes_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SOBR_WRITES_TO", str(tmp_path / "out"))
    with pytest.raises(Problem):
        seen("write")
    assert not (tmp_path / "out").exists() or (tmp_path / "out").read_bytes() == b""


def test_an_answer_that_was_never_ours_is_refused():
    kinds = {"Seen": Seen}
    for entry in ({"#": "Popen", "v": ["rm"]}, {"#": "Seen", "v": 3}, {"no": 1}, {"#": "date"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            door._back(entry, kinds)


def test_the_limits_that_windows_is_told_lie_as_windows_reads_them():
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(_JobLimits) == 144
        assert (_JobLimits.flags.offset, _JobLimits.process_memory.offset) == (16, 112)
