"""Processes under the clock: start one, read the JSON line that it tells, and weigh it."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.source import ROOT

PATIENCE = 60.0


def since_start() -> float:
    """Milliseconds since the harness started this process; the clock is the whole machine's."""
    return (time.monotonic() - float(os.environ["SOBRHOUSE_BENCH_AT"])) * 1e3


def told(command: Sequence[str | Path], env: dict[str, str]) -> dict[str, Any]:
    """Run a command to its end and give the last JSON line that it printed."""
    with started(command, env, "1") as process:
        said, trouble = process.communicate(timeout=PATIENCE)
    return last_line(said, trouble)


def weighed(command: Sequence[str | Path], env: dict[str, str], idle: float = 2.0) -> float:
    """Run a command that stays, and give its PSS in MiB once it has told and idled a while."""
    with started(command, env, "stay") as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if line.startswith("{"):
                    break
            time.sleep(idle)
            return pss(process.pid)
        finally:
            process.kill()
            process.communicate()


def started(
    command: Sequence[str | Path], env: dict[str, str], way: str
) -> subprocess.Popen[str]:
    """A process that knows when it was started, and by SOBRHOUSE_BENCH that it is measured."""
    marks = {"SOBRHOUSE_BENCH": way, "SOBRHOUSE_BENCH_AT": repr(time.monotonic())}
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | env | marks,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def last_line(said: str, trouble: str) -> dict[str, Any]:
    """The last line of JSON among what was printed."""
    lines = [line for line in said.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"it told nothing: {said[-500:]}{trouble[-2000:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def pss(pid: int) -> float:
    """The proportional set size of a process in MiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel tells no PSS")
