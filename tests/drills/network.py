"""Drill of the network: the program's own rounds and other drills, with a spy before the C library.

Safety.md T20: nothing leaves the computer. Python, Qt and the libraries of databases all go through
the same few calls, in every child process too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("network_spy.c")
NOWHERE = "192.0.2.1"  # kept for examples by RFC 5737: nobody is there

# What each of them does that nobody may: three ways out of a program such as ours.
CONTROLS = {
    "python": "import socket; s = socket.socket(); s.settimeout(2);"
              f" s.connect_ex(('{NOWHERE}', 9))",
    "qt": "from PySide6.QtCore import QCoreApplication; from PySide6.QtNetwork import QTcpSocket;"
          f" a = QCoreApplication([]); s = QTcpSocket(); s.connectToHost('{NOWHERE}', 9);"
          " s.waitForConnected(2000)",
    "postgres": "import psycopg, contextlib\nwith contextlib.suppress(psycopg.Error):"
                f" psycopg.connect('host={NOWHERE} connect_timeout=2')",
    "names": "import socket, contextlib\nwith contextlib.suppress(OSError):"
             " socket.getaddrinfo('sobrhouse.invalid', 80)",
}
OTHERS = (
    "kill-writes", "kill-backups", "recovery-slips", "imports", "meeting-feeds", "searches",
    "exports", "kiosk-storms", "papers", "outside-files",
)


@dataclass
class Spy:
    """A compiled spy and the pipe that it tells."""

    library: Path
    pipe: Path
    reader: int

    def run(self, *words: str) -> int:
        """Run Python with the spy before it and before all its children; gives its exit code."""
        env = {**os.environ, "LD_PRELOAD": str(self.library), "SOBR_SPY": str(self.pipe),
               "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=env, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode

    def told(self) -> list[str]:
        """What was told since the last time."""
        try:
            return os.read(self.reader, 65_536).decode("utf-8", "replace").splitlines()
        except BlockingIOError:
            return []


def network(quick: bool) -> dict[str, object]:
    """The window, the command line and other drills: 0 calls that leave the computer."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        return {"ok": True, "left_out": "needs Linux and a C compiler"}
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-") as name, _spying(
        compiler, Path(name)
    ) as spy:
        failed = [" ".join(words[:4]) for words in _rounds(Path(name), quick) if spy.run(*words)]
        left = spy.told()
        controls = {way: _notices(spy, code) for way, code in CONTROLS.items()
                    if not quick or way != "names"}
    return {"ok": not left and not failed and all(controls.values()), "calls": left,
            "failed": failed, "control_noticed": controls}


def _rounds(folder: Path, quick: bool) -> Iterator[tuple[str, ...]]:
    """What is run: each once, one after the other."""
    database = str(folder / "practice.db")
    yield "-m", "sobrhouse", "--db", database, "demo"
    if quick:
        return
    yield "-m", "sobrhouse", "--db", database, "check"
    yield "-m", "sobrhouse", "--db", database, "backup", str(folder / "backups")
    yield "-m", "ui", "--self-test", "--data", str(folder / "data")
    for other in OTHERS:
        yield "-m", "tests.drills", "--quick", other


def _notices(spy: Spy, code: str) -> bool:
    spy.run("-c", code)
    return bool(spy.told())


@contextmanager
def _spying(compiler: str, folder: Path) -> Iterator[Spy]:
    library, pipe = folder / "spy.so", folder / "told"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
    os.mkfifo(pipe)
    # A child that reads a file from outside may write none, but may write to a pipe.
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        yield Spy(library, pipe, reader)
    finally:
        os.close(reader)
