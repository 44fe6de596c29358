"""Idle: no touch, a sleep, a clock that was set, or twelve hours: each tells once."""

import ctypes
from ctypes import wintypes

import pytest

from ui.widgets import idle as module
from ui.widgets.idle import Idle
from ui.widgets.session_lock import leaves


class Clocks:
    """The wall clock and the steady one, moved by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 5_000.0

    def time(self) -> float:
        return self.wall

    def monotonic(self) -> float:
        return self.steady

    def go(self, seconds: float, asleep: bool = False) -> None:
        self.wall += seconds
        self.steady += 0 if asleep else seconds


@pytest.fixture
def clocks(monkeypatch):
    made = Clocks()
    monkeypatch.setattr(module, "time", made)
    return made


@pytest.fixture
def idle(clocks, qapp):
    made = Idle(qapp, 5)
    made.times = []
    made.told.connect(lambda: made.times.append(clocks.wall))
    made.start(5)
    yield made
    made.stop()
    made.deleteLater()


def sit(idle, clocks, seconds, touches=True):
    """Somebody sits here, or nobody does, while it ticks."""
    for _n in range(int(seconds // 5)):
        clocks.go(5)
        if touches:
            idle._touched = module._Since()
        idle.look()


def test_five_minutes_without_a_touch_tell_once(idle, clocks):
    sit(idle, clocks, 295, touches=False)
    assert not idle.times
    sit(idle, clocks, 600, touches=False)
    assert len(idle.times) == 1


def test_a_wall_clock_set_back_does_not_put_it_off(idle, clocks):
    sit(idle, clocks, 200, touches=False)
    clocks.wall -= 100
    sit(idle, clocks, 100, touches=False)
    assert len(idle.times) == 1


@pytest.mark.parametrize("jump", [121, -121, 3600, -3600])
def test_a_jump_of_the_clock_tells(idle, clocks, jump):
    sit(idle, clocks, 60)
    clocks.wall += jump
    sit(idle, clocks, 5)
    assert len(idle.times) == 1


def test_a_small_correction_of_the_clock_does_not(idle, clocks):
    clocks.wall += 50
    sit(idle, clocks, 60)
    clocks.wall -= 100
    sit(idle, clocks, 60)
    assert not idle.times


def test_a_sleep_tells_whether_or_not_the_steady_clock_slept_too(idle, clocks):
    for asleep in (True, False):
        idle.times.clear()
        idle.start(5)
        clocks.go(130, asleep)
        idle.look()
        assert len(idle.times) == 1


def test_twelve_hours_of_work_tell_and_a_new_setting_does_not_put_that_off(idle, clocks):
    sit(idle, clocks, 6 * 3600)
    idle.allow(30)
    sit(idle, clocks, 6 * 3600 - 10)
    assert not idle.times
    sit(idle, clocks, 10)
    assert len(idle.times) == 1


def test_windows_says_that_the_screen_was_locked_or_the_computer_sleeps():
    def says(message, what):
        msg = wintypes.MSG()
        msg.message, msg.wParam = message, what
        return leaves(ctypes.addressof(msg))

    assert says(0x02B1, 0x7) and says(0x02B1, 0x2) and says(0x0218, 0x4)
    assert not says(0x02B1, 0x8) and not says(0x0218, 0x12) and not says(0x0200, 0x7)


def test_leaving_tells_only_while_it_counts(idle):
    idle.leave()
    idle.leave()
    assert len(idle.times) == 1
