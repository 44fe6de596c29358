"""Starting the program for real: another process, from the command line to live rows."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from sobrhouse.exchange.practice import make_practice_house
from sobrhouse.storage.keys.slots import FLOOR
from tests.source import ROOT
from ui.app.arguments import parse
from ui.app.only_one import Called, OnlyOne, only_one
from ui.office.window import Ground, OfficeWindow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a practice house."""
    folder = tmp_path_factory.mktemp("data")
    path = folder / "practice.db"
    make_practice_house(path, "practice house", date(2026, 11, 22), costs=FLOOR).store.close()
    return folder


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The client's command, without a display."""
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", **env},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_a_measured_start_tells_its_figures(data: Path) -> None:
    done = run("--practice", "--data", str(data), SOBRHOUSE_BENCH=repr(time.time()))
    assert done.returncode == 0, done.stderr
    line = next(x for x in done.stdout.splitlines() if x.startswith("{"))
    told = json.loads(line)
    assert 0 < told["first_paint_ms"] < told["live_from_key_ms"] < told["live_data_ms"]
    assert told["pss_kb"] > 10_000 and told["worst_gap_ms"] > 0


def test_wrong_usage_is_exit_code_2() -> None:
    assert run("--no-such-thing").returncode == 2


def test_a_second_window_on_the_same_house_is_refused(data: Path) -> None:
    arguments = parse(["--practice", "--data", str(data)])
    first = only_one(arguments)
    assert first.taken
    assert not only_one(arguments).taken
    kiosk = only_one(parse(["--practice", "--data", str(data), "--kiosk"]))
    assert kiosk.taken
    first.release()
    again = only_one(arguments)
    assert again.taken
    for lock in (kiosk, again):
        lock.release()


def test_a_second_window_by_another_name_of_the_file_is_refused_too(data: Path) -> None:
    target = parse(["--practice", "--data", str(data)]).target
    other = data / "other.db"
    other.symlink_to(target)
    first = only_one(parse(["--db", str(target)]))
    assert first.taken and not only_one(parse(["--db", str(other)])).taken
    first.release()


@pytest.mark.parametrize("left", [
    f"{os.getpid()}\npython3\nanother-computer\n", "4194000\npython3\n\n", "", "\0" * 40,
], ids=["another computer's", "nobody's", "empty", "zeros"])
def test_a_lock_that_was_left_over_keeps_nobody_out(tmp_path: Path, left: str) -> None:
    """By a crash, an earlier start of the computer, or a folder copied from another one."""
    lock = tmp_path / "house.office-0.lock"
    lock.write_text(left, "utf-8")
    assert OnlyOne(lock).taken


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL")
def test_a_killed_window_leaves_no_lock(tmp_path: Path) -> None:
    lock = tmp_path / "house.office-0.lock"
    code = (
        "import sys; from pathlib import Path; from ui.app.only_one import OnlyOne; "
        "only = OnlyOne(Path(sys.argv[1])); print(only.taken, flush=True); input()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout is not None and child.stdout.readline() == b"True\n"
    assert not OnlyOne(lock).taken
    child.kill()
    child.communicate()
    assert OnlyOne(lock).taken


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_calls_the_first_which_comes_forward(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = (OnlyOne(tmp_path / "house.office-0.lock") for _start in range(2))
    assert first.taken and not second.taken
    assert not second.call(patience=0)  # nobody listens yet
    settings = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings, Ground("#ffffff", "#222222", 200))
    qtbot.addWidget(window)
    window.showMinimized()
    called = Called(first, window)
    heard: list[bool] = []
    called.called.connect(window.come_forward)
    called.called.connect(lambda: heard.append(True))
    called.look()
    assert not heard  # the call that nobody heard is over
    with ThreadPoolExecutor(1) as beside:
        answered = beside.submit(second.call, 30)
        qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
        assert answered.result()
    assert window.isVisible() and not window.isMinimized()
    first.release()


@pytest.mark.skipif(sys.platform == "win32" or not os.getuid(), reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_keeps_nobody_out(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert OnlyOne(tmp_path / "house.office-0.lock").taken
    assert OnlyOne(tmp_path / "not there" / "house.office-0.lock").taken
    tmp_path.chmod(0o700)


def test_a_url_is_taken_for_a_server_and_a_name_for_a_file(tmp_path: Path) -> None:
    assert parse(["--db", "postgresql://here/sobr"]).target == "postgresql://here/sobr"
    named = parse(["--db", str(tmp_path / "x.db")])
    assert named.target == tmp_path / "x.db"
    assert parse(["--practice", "--data", str(tmp_path)]).target == tmp_path / "practice.db"
