"""Jobs: two lanes, answers on the GUI thread, none for who is gone."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.jobs import InlineJobs, Jobs, when_alone


def test_answers_come_on_the_gui_thread_in_the_order_asked(lanes: Jobs, qtbot: QtBot) -> None:
    owner, got = QObject(), []

    def done(n: int) -> None:
        got.append((n, threading.current_thread() is threading.main_thread()))

    for n in range(20):
        lanes.database(owner, lambda n=n: n, done, None)
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == [(n, True) for n in range(20)]


def test_work_runs_off_the_gui_thread_and_the_lanes_do_not_wait_for_one_another(
    lanes: Jobs, qtbot: QtBot
) -> None:
    owner, got, gate = QObject(), [], threading.Event()
    lanes.slow(owner, lambda: gate.wait(10), lambda _: got.append("slow"), None)
    lanes.database(owner, threading.current_thread, lambda t: got.append(t.name), None)
    qtbot.waitUntil(lambda: got == ["sobrhouse database"])
    gate.set()
    qtbot.waitUntil(lambda: got == ["sobrhouse database", "slow"])


def test_what_needs_the_records_for_itself_begins_once_the_slow_lane_is_done(
    lanes: Jobs, qtbot: QtBot
) -> None:
    owner, order, gate, got = QObject(), [], threading.Event(), []
    lanes.slow(owner, lambda: gate.wait(10) and order.append("check"), None, None)
    when_alone(lanes, owner, lambda: order.append("restore"), got.append, got.append)
    lanes.database(owner, lambda: None, lambda _: gate.set(), None)  # had it begun, it is done now
    qtbot.waitUntil(lambda: bool(got))
    assert order == ["check", "restore"]


def test_an_answer_to_a_deleted_widget_is_dropped(lanes: Jobs, qtbot: QtBot) -> None:
    import shiboken6

    gone, here, got = QObject(), QObject(), []
    gate = threading.Event()
    lanes.database(gone, lambda: gate.wait(10), lambda _: got.append("gone"), None)
    shiboken6.delete(gone)
    gate.set()
    lanes.database(here, lambda: None, lambda _: got.append("here"), None)
    qtbot.waitUntil(lambda: "here" in got)
    assert got == ["here"]


def test_a_failure_is_told_and_the_lane_goes_on(lanes: Jobs, qtbot: QtBot) -> None:
    owner, told = QObject(), []
    lanes.database(owner, lambda: 1 // 0, None, lambda p: told.append(type(p)))
    lanes.database(owner, lambda: "next", told.append, None)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [ZeroDivisionError, "next"]


def test_close_ends_both_threads_after_what_they_are_doing(qapp: object) -> None:
    jobs, done = Jobs(), []
    owner = QObject()
    jobs.slow(owner, lambda: done.append("slow"), None, None)
    jobs.database(owner, lambda: done.append("database"), None, None)
    jobs.close()
    assert sorted(done) == ["database", "slow"]
    assert not [t for t in threading.enumerate() if t.name.startswith("sobrhouse")]


def test_inline_jobs_answer_before_they_return(qapp: object) -> None:
    got: list[object] = []
    InlineJobs().database(QObject(), lambda: 7, got.append, None)
    assert got == [7]
