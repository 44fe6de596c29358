"""What we bring with us: pinned with its hashes, of no known fault, and with nobody to call."""

import os
import re
import shutil
import socket
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests import network_spy
from tests.drills.network import CONTROLS, _spying
from tests.source import ROOT

# The oldest version without the faults that safety.md 1.11 names.
FAULTLESS = {"pillow": "12.2.0", "cryptography": "46.0.7", "reportlab": "3.6.13"}
# Modules by which a program calls another computer, or has somebody else call it.
CALLERS = (
    "asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "requests", "httpx", "aiohttp",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3",
    "webbrowser", "wsgiref", "xmlrpc", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
)
# Of Qt's network module only what speaks to a program on this computer.
LOCAL = {"QLocalServer", "QLocalSocket"}


@pytest.fixture(scope="module")
def locked():
    """Each locked package's version, and how many hashes it may have."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(str.strip, text.splitlines()):
        wanted, *hashes = re.split(r"\s+--hash=", line.strip())
        one = Requirement(wanted)
        found[canonicalize_name(one.name)] = (one, hashes)
    return found


def program():
    """Each file of the program, by its place and its text; not parsed, which takes seconds."""
    for folder in ("sobrhouse", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            yield path.relative_to(ROOT), path.read_text("utf-8")


def version(one: Requirement) -> str:
    (pin,) = one.specifier
    assert pin.operator == "=="
    return pin.version


def test_every_package_is_pinned_to_one_version_and_to_its_files(locked):
    assert len(locked) > 20
    for one, hashes in locked.values():
        assert version(one) and "*" not in version(one) and one.url is None
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", said) for said in hashes), one


def test_all_that_we_ask_for_is_locked_as_we_ask(locked):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for one in map(Requirement, asked):
        assert version(locked[canonicalize_name(one.name)][0]) in one.specifier, one


def test_what_is_installed_is_what_is_locked(locked):
    here = {canonicalize_name(one.name): one.version for one in metadata.distributions()}
    wrong = {
        name: here[name] for name, (one, _) in locked.items()
        if name in here and Version(here[name]) != Version(version(one))
    }
    assert not wrong


def test_no_package_is_as_old_as_a_fault_that_we_know_of(locked):
    for name, least in FAULTLESS.items():
        assert Version(version(locked[name][0])) >= Version(least), name


def test_the_program_has_no_way_to_call_anybody():
    callers = "|".join(map(re.escape, CALLERS))
    reach = re.compile(rf"^\s*(?:from|import)\s+(?:{callers})\b.*", re.MULTILINE)
    qt = re.compile(r"from PySide6\.QtNetwork import \(?([\w\s,]+)|import PySide6\.QtNetwork()")
    assert reach.search("x\n    import socket\n") and reach.search("from http.client import x")
    for file, text in program():
        assert not reach.findall(text), file
        for names in (found[1] or "?" for found in qt.finditer(text)):
            assert {name.strip() for name in names.split(",") if name.strip()} <= LOCAL, file


def test_pages_of_the_web_are_opened_nowhere():
    """Only a folder of ours is shown by the system's own window."""
    opened = [
        line.strip() for _file, text in program() for line in text.splitlines()
        if "openUrl(" in line or "setOpenExternalLinks" in line
    ]
    assert all("fromLocalFile" in line for line in opened), opened


@pytest.mark.parametrize("reach", [
    lambda: socket.create_connection(("192.0.2.1", 9), 0.1),
    lambda: socket.getaddrinfo("sobrhouse.invalid", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 9)),
    lambda: socket.socket().bind(("0.0.0.0", 0)),
], ids=["connect", "name", "sendto", "bind"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_test_that_reaches_out_is_stopped_and_seen(reach):
    before = len(network_spy.seen)
    with pytest.raises(network_spy.ReachedOutError):
        reach()
    assert len(network_spy.seen) == before + 1
    del network_spy.seen[before:]


def test_this_computer_itself_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(
        server.getsockname()
    ):
        assert not network_spy.leaves("::1") and not network_spy.leaves("localhost")


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None,
    reason="needs Linux and a C compiler")
def test_the_spy_of_the_drill_sees_what_python_is_not_told_of(tmp_path):
    with _spying("cc", tmp_path) as spy:
        assert spy.run("-c", CONTROLS["postgres"]) == 0
        assert any("192.0.2.1" in line for line in spy.told())
        assert spy.run("-c", "import os; os.getpid()") == 0 and spy.told() == []
    assert "SOBR_SPY" not in os.environ
