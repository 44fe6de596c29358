"""The drills, with small numbers; `python -m tests.drills` runs them with large ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
