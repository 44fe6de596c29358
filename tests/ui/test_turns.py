"""Turns: long drawing goes on turn by turn, and ends with whoever it was for."""

import time
from collections.abc import Iterator
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from tests.ui.conftest import let_go
from ui.turns import TURN_SECONDS, Turns, is_drawing


def drawing(got: list[object], name: str = "", count: int = 6) -> Iterator[None]:
    """Steps that each take half a turn."""
    try:
        for n in range(count):
            until = time.perf_counter() + TURN_SECONDS / 2
            while time.perf_counter() < until:
                pass
            got.append(f"{name}{n}")
            yield
    finally:
        got.append(f"{name}end")


def test_the_window_has_its_turn_between_the_steps(qtbot: QtBot) -> None:
    owner, got = QObject(), []
    tick = QTimer(owner, interval=0)
    tick.timeout.connect(lambda: got.append("tick"))
    tick.start()
    Turns(owner, drawing(got))
    assert is_drawing(owner) and not got
    qtbot.waitUntil(lambda: not is_drawing(owner))
    steps = [step for step in got if step != "tick"]
    assert steps == ["0", "1", "2", "3", "4", "5", "end"]
    at = [got.index(step) for step in steps]
    assert sum("tick" in got[a:b] for a, b in pairwise(at)) >= 2


def test_it_ends_with_its_owner(qtbot: QtBot) -> None:
    owner, got = QObject(), []
    Turns(owner, drawing(got, count=1000))
    qtbot.waitUntil(lambda: bool(got))
    shiboken6.delete(owner)
    before = len(got)
    let_go()
    assert [step for step in got[before:] if step != "end"] == []


def test_what_the_same_owner_was_still_at_is_dropped(qtbot: QtBot) -> None:
    owner, got = QObject(), []
    Turns(owner, drawing(got, "a", count=1000))
    qtbot.waitUntil(lambda: "a0" in got)
    Turns(owner, drawing(got, "b", count=2))
    assert got[-1] == "aend"
    qtbot.waitUntil(lambda: not is_drawing(owner))
    assert got[got.index("aend") :] == ["aend", "b0", "b1", "bend"]


def test_a_step_that_fails_is_told_and_ends_it(qtbot: QtBot) -> None:
    owner = QObject()

    def failing() -> Iterator[None]:
        yield
        raise ZeroDivisionError
        yield

    with capture_exceptions() as told:
        Turns(owner, failing())
        qtbot.waitUntil(lambda: not is_drawing(owner))
    assert [kind for kind, _problem, _trace in told] == [ZeroDivisionError]
