"""Starting the program for real: another process, from the command line to live rows."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from sobrhouse.exchange.practice import make_practice_house
from sobrhouse.storage.slots import FLOOR
from tests.source import ROOT
from ui.app.arguments import parse


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
    user = str(os.getuid())
    lock = QLockFile(str(arguments.lock_file(user)))
    assert lock.tryLock(0)
    other = QLockFile(str(arguments.lock_file(user)))
    other.setStaleLockTime(0)
    assert not other.tryLock(0)
    assert other.error() == QLockFile.LockError.LockFailedError
    lock.unlock()


def test_a_url_is_taken_for_a_server_and_a_name_for_a_file(tmp_path: Path) -> None:
    assert parse(["--db", "postgresql://here/sobr"]).is_server
    named = parse(["--db", str(tmp_path / "x.db")])
    assert named.target == tmp_path / "x.db" and not named.is_server
    assert parse(["--practice", "--data", str(tmp_path)]).target == tmp_path / "practice.db"
