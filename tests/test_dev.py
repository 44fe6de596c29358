"""The developers' door: what it does where something is missing, and what it installs."""

import ast
import os
import re
import socket
import sys
import tomllib

import pytest

import dev
from tests.source import ROOT

NOWHERE = {"libnothing-of-the-kind.so.9": "libnothing9"}


@pytest.fixture
def apt_get(tmp_path, monkeypatch):
    """A stand-in for Debian's installer, which writes down what it is asked for."""
    log = tmp_path / "asked"
    script = tmp_path / "apt-get"
    script.write_text(f'#!/bin/sh\necho "$@" >> {log}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return log


linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries of Qt")


@linux
def test_root_gets_the_missing_packages_installed(apt_get, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.need_libraries(NOWHERE)
    update, install = apt_get.read_text(encoding="utf-8").splitlines()
    assert update.split()[0] == "update"
    assert install.split()[0] == "install"
    assert "libnothing9" in install.split()


@linux
def test_others_are_told_the_one_command_and_nothing_is_installed(apt_get, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        dev.need_libraries(NOWHERE)
    told = r"sudo sh -c 'apt-get update && apt-get install .*libnothing9'$"
    assert re.search(told, str(stopped.value), re.M)
    assert not apt_get.exists()


@linux
def test_libraries_that_are_there_ask_for_nothing(apt_get):
    dev.need_libraries({"libc.so.6": "libc6"})
    assert not apt_get.exists()


@linux
def test_a_bundle_is_made_only_where_it_finds_what_a_display_needs(apt_get, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "X_LIBRARIES", NOWHERE)
    with pytest.raises(SystemExit, match="libnothing9"):
        dev.task_build([])


@linux
def test_a_display_counts_only_when_somebody_answers_there(tmp_path, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert not dev.has_display()
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert dev.has_display()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not dev.has_display()
    monkeypatch.setenv("DISPLAY", "elsewhere:0")
    assert dev.has_display()


def test_a_task_that_does_not_exist_is_wrong_usage(capsys):
    assert dev.main(["dance"]) == 2
    assert "usage: python3 dev.py" in capsys.readouterr().err


def test_the_door_names_every_task(capsys):
    assert dev.main(["help"]) == 0
    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines()[2:]] == list(dev.TASKS)


def test_the_lock_pins_every_package_with_its_hashes_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert all(re.match(r"[a-z0-9._-]+==\S+ ", block) for block in blocks)
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.M))

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    locked = {plain(name): version for name, version in locked.items()}
    for requirement in asked:
        parts = re.match(r"([\w-]+)(?:\[\w+\])?(?:==([\d.]+?)(?:\.\*)?$)?", requirement)
        name, exact = parts.groups()
        assert locked[plain(name)].startswith(exact or ""), requirement


def test_a_process_that_the_command_line_starts_is_no_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bundle's first lines, as build.spec writes them."""
    spec = ast.parse((ROOT / "build.spec").read_text("utf-8"))
    (hook,) = (
        node.value for node in ast.walk(spec)
        if isinstance(node, ast.Constant) and "sobrhouse.cli import main" in str(node.value)
    )  # fmt: skip
    monkeypatch.setattr("sobrhouse.cli.main", lambda: 0)
    tracker = "from multiprocessing.resource_tracker import main;main(3)"
    for words in (["--multiprocessing-fork", "pipe_handle=4"], ["-B", "-c", tracker]):
        monkeypatch.setattr(sys, "argv", ["/bundle/sobrhouse-cli", *words])
        exec(str(hook), {})  # goes on to the program, which lets the child do its work
    monkeypatch.setattr(sys, "argv", ["/bundle/sobrhouse-cli", "report", "list"])
    with pytest.raises(SystemExit):
        exec(str(hook), {})
