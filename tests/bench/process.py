"""Processes under the clock: start one, and read the line of JSON that it tells."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.source import ROOT

PATIENCE = 60.0


def told(command: Sequence[str | Path], env: dict[str, str]) -> dict[str, Any]:
    """Run a command to its end and give the last line of JSON that it printed.

    SOBRHOUSE_BENCH tells it that it is measured, and when it was started.
    """
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=os.environ | env | {"SOBRHOUSE_BENCH": repr(time.time())},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise RuntimeError(f"{command[0]} told nothing in {PATIENCE:.0f} s") from late
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"it told nothing: {done.stdout[-500:]}{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found
