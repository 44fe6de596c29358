"""The last resort: what it tells holds no values, it catches every thread, and what was not
answered is offered at the next start.
"""

import gc
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.logs import describe
from ui.crash import left, telling, window
from ui.crash.catching import Catcher
from ui.crash.left import Run, last_details
from ui.crash.telling import Teller
from ui.crash.window import GO_ON, QUIT, SAFE, CrashWindow, Said, earlier, how_to_start, now


def fail_with(name: str) -> BaseException:
    def inner(resident: str) -> int:
        return int(resident)

    try:
        try:
            inner(name)
        except ValueError as cause:
            raise KeyError(name) from cause
    except KeyError as problem:
        return problem


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = Run(tmp_path / "logs", "house-office")
    assert run.begin() == left.Ended()
    return run


@pytest.fixture
def catcher(run: Run, qapp: QApplication) -> Iterator[Catcher]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    catcher = Catcher(run)
    catcher.install()
    yield catcher
    catcher.release()
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def test_details_say_where_but_never_with_what() -> None:
    details = describe(fail_with("Marcus Tate"))
    assert "Marcus" not in details
    assert "KeyError" in details and "ValueError" in details and "test_crash.py" in details


# --- catching --------------------------------------------------------------------------------


def test_a_failure_in_a_thread_is_caught(catcher: Catcher, qtbot: QtBot) -> None:
    told: list[str] = []
    catcher.happened.connect(told.append)
    thread = threading.Thread(target=int, args=["Marcus"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert "ValueError" in told[0] and "Marcus" not in told[0]


def test_what_fails_while_it_is_thrown_away_is_noted_without_its_value(
    catcher: Catcher, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    class Thing:
        def __del__(self) -> None:
            int("Marcus")

    thing = Thing()
    del thing
    gc.collect()
    assert "ValueError" in caplog.text and "Marcus" not in caplog.text
    assert "Marcus" not in capsys.readouterr().err


def test_the_same_failure_fills_no_log(
    catcher: Catcher, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    told: list[str] = []
    catcher.happened.connect(told.append)
    for _ in range(20):
        problem = fail_with("Marcus")
        catcher.caught(type(problem), problem, None)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert caplog.text.count("KeyError") == 1


# --- what is left for the next start ---------------------------------------------------------


def test_a_fault_of_the_last_run_is_told_once(tmp_path: Path, run: Run) -> None:
    run.stands()
    fault = tmp_path / "logs" / "house-office-fault.log"
    fault.write_text(
        'Fatal Python error: Segmentation fault\n  File "/home/dana/x/ui/desk.py", line 3 in do\n',
        encoding="utf-8",
    )
    ended = Run(tmp_path / "logs", "house-office").begin()
    assert ended.in_a_row == 1
    assert "Segmentation" in ended.details and "dana" not in ended.details
    assert Run(tmp_path / "logs", "house-office").begin().details == ""
    assert last_details(tmp_path / "logs") == ended.details


def test_a_failure_that_was_not_answered_is_offered_again(tmp_path: Path, run: Run) -> None:
    run.fails("TypeError")
    run.end()
    ended = Run(tmp_path / "logs", "house-office").begin()
    assert (ended.details, ended.in_a_row) == ("TypeError", 1)


def test_one_that_was_answered_can_only_be_copied_in_settings(tmp_path: Path, run: Run) -> None:
    run.fails("TypeError")
    run.answered()
    run.end()
    assert Run(tmp_path / "logs", "house-office").begin() == left.Ended()
    assert last_details(tmp_path / "logs") == "TypeError"


def test_runs_that_never_stood_are_counted_until_one_ends_well(tmp_path: Path, run: Run) -> None:
    again = Run(tmp_path / "logs", "house-office")
    assert again.begin().in_a_row == 1
    again = Run(tmp_path / "logs", "house-office")
    assert again.begin().in_a_row == 2
    again.stands()  # and then the power goes: that is no failure of the program
    again = Run(tmp_path / "logs", "house-office")
    assert again.begin().in_a_row == 0
    again.end()
    assert Run(tmp_path / "logs", "house-office").begin().in_a_row == 0


def test_a_computer_that_was_switched_off_meanwhile_explains_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left, "_boot", lambda: "another start of the computer")
    assert Run(tmp_path / "logs", "house-office").begin().in_a_row == 0


@pytest.mark.parametrize("note", ["", "[]", "{", '{"in_a_row": "many"}', "\x00\xff"])
def test_a_note_that_cannot_be_read_stops_nothing(tmp_path: Path, note: str) -> None:
    (tmp_path / "x-run.json").write_text(note, "latin-1")
    run = Run(tmp_path, "x")
    assert run.begin() == left.Ended()
    assert json.loads((tmp_path / "x-run.json").read_text("utf-8"))["open"] is True


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", "utf-8")
    run = Run(tmp_path / "logs", "x")
    assert run.begin() == left.Ended()
    assert run.fault_file() is None
    run.fails("x")
    run.answered()
    run.stands()
    run.end()
    assert last_details(tmp_path / "logs") == ""


# --- the window ------------------------------------------------------------------------------


def test_copy_details_copies_and_keeps_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    shown = CrashWindow(now(often=False), "the details")
    qtbot.addWidget(shown)
    shown.show()
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == "the details"
    assert shown.isVisible()
    assert shown.copy.text() == "Copied"
    assert shown.box.isHidden()
    shown.more.click()
    assert shown.box.isVisible() and shown.box.toPlainText() == "the details"


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (now(often=False), [GO_ON, QUIT]),
        (now(often=True), [SAFE, GO_ON]),
        (earlier(), [GO_ON]),
        (how_to_start(2), [SAFE, GO_ON]),
    ],
)
def test_each_verb_gives_its_answer_and_esc_goes_on(
    said: Said, answers: list[str], qapp: QApplication, qtbot: QtBot
) -> None:
    for answer in answers:
        shown = CrashWindow(said)
        qtbot.addWidget(shown)
        shown.reject()
        assert shown.answer == GO_ON
        shown.verbs[answer].click()
        assert shown.answer == answer
    assert shown.verbs[answers[0]].isDefault()
    assert shown.copy.isHidden() and shown.more.isHidden()


def answers_of(
    catcher: Catcher, run: Run, monkeypatch: pytest.MonkeyPatch, *answers: str
) -> tuple[Teller, list[Said]]:
    said: list[Said] = []
    given = iter(answers)

    def ask(what: Said, _details: str, _copied: object) -> str:
        said.append(what)
        return next(given)

    monkeypatch.setattr(telling, "ask", ask)
    return Teller(catcher, run), said


def test_what_fails_again_and_again_leads_to_safe_mode(
    catcher: Catcher, run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    teller, said = answers_of(catcher, run, monkeypatch, GO_ON, GO_ON, SAFE)
    wanted: list[bool] = []
    teller.safe_wanted.connect(lambda: wanted.append(True))
    for number in range(3):
        problem = fail_with("Marcus")
        catcher.caught(type(problem), problem, None)
        qtbot.waitUntil(lambda number=number: len(said) == number + 1)
    assert [what.title for what in said] == ["Something went wrong"] * 2 + [
        "This keeps going wrong"
    ]
    assert wanted == [True]
    assert last_details(tmp_path / "logs")


def test_who_quits_is_offered_the_details_at_the_next_start(
    catcher: Catcher, run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _teller, said = answers_of(catcher, run, monkeypatch, QUIT)
    monkeypatch.setattr(telling.QGuiApplication, "quit", lambda: None)
    problem = fail_with("Marcus")
    catcher.caught(type(problem), problem, None)
    qtbot.waitUntil(lambda: bool(said))
    run.end()
    assert "KeyError" in Run(tmp_path / "logs", "house-office").begin().details


def test_a_window_that_cannot_be_made_is_no_second_failure(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_given: object) -> CrashWindow:
        raise RuntimeError

    monkeypatch.setattr(window, "CrashWindow", cannot)
    assert window.ask(now(often=False), "details") == GO_ON
