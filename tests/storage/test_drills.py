"""The drills, with small numbers; `python -m tests.drills` runs them with large ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.__main__ import APART, DRILLS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize("name", [
    "kill-writes", "kill-signs", "sign-together", "kill-backups",
    "backups-under-load", "backup-years", "kill-restores", "damage", "keys", "recovery-slips",
    "full-disk", "power-cuts", "disk-faults", "outside-files",
])
def test_the_drill_holds(name):
    told = subprocess.run(
        [sys.executable, "-m", "tests.drills", "--quick", name],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=400,
    )
    assert told.stderr == ""
    assert json.loads(told.stdout)["ok"], told.stdout
    assert told.returncode == 0


def test_the_page_names_every_drill_and_every_figure():
    page = (ROOT / "tests" / "drills" / "README.md").read_text("utf-8")
    assert not [name for name, _function in DRILLS if f"`{name}`" not in page]
    rows = [f"| T{number} |" for number in ("1a", "1b", *range(2, 21))]
    assert not [row for row in rows if page.count(row) != 1]


def test_what_runs_by_name_alone_is_a_drill():
    assert {name for name, _function in DRILLS} > APART
