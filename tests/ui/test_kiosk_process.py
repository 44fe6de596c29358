"""The kiosk's process for real: the key goes over standard input alone, and a plain sentence comes
back where it cannot be opened.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.access import needs
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.conftest import OWNER, Clock, Template
from ui.app.handover import Packet, cannot_open, command, end, hand_over, read_packet

PIN = "246810"
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A database with one house and one staff member with a PIN, closed."""
    path = copied(tmp_path, template)
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.write(OWNER, set_pin, PIN)
    store.close()
    return path


def copied(folder: Path, template: Template) -> Path:
    path = folder / "house.db"
    shutil.copyfile(template.path, path)
    shutil.copyfile(key_file(template.path), key_file(path))
    return path


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[str]"]]:
    """Kiosks without a display, each ended with the test."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    opened: list[subprocess.Popen[str]] = []
    yield opened
    for child in opened:
        end(child)


def packet(dek: bytes, house_id: int = 1) -> Packet:
    return Packet(dek, house_id, 1, AT)


@needs(Permission.OWN_ACCOUNT, house_free=True)
def written(session: Session) -> list[tuple[str, str, str]]:
    rows = session.execute(
        select(AuditEntry.action, AuditEntry.actor_name, AuditEntry.station)
        .where(AuditEntry.action.like("kiosk.%"))
        .order_by(AuditEntry.seq)
    )
    return [tuple(row) for row in rows]


def test_the_office_opens_it_and_nobody_reads_the_key(
    house: Path, template: Template, clock: Clock, children: list["subprocess.Popen[str]"]
) -> None:
    words = command(house, house.parent)
    child = hand_over(words, packet(template.dek))
    children.append(child)
    assert child.poll() is None
    store = Store.open(house, template.dek, clock)
    try:
        assert store.read(OWNER, written) == [("kiosk.opened", OWNER.name, "kiosk")]
    finally:
        store.close()
    key = template.dek.hex()
    seen = Path(f"/proc/{child.pid}/cmdline").read_text("utf-8").split("\0")[:-1]
    assert seen == words and not any(key in word for word in seen)
    with suppress(PermissionError):  # hardened, so only root may look
        assert key.encode() not in Path(f"/proc/{child.pid}/environ").read_bytes()

    with pytest.raises(Problem, match="A kiosk is already open for this house"):
        hand_over(words, packet(template.dek))


@pytest.mark.parametrize("dek", [bytes(32), b"short"])
def test_a_key_that_does_not_open_ends_in_one_sentence(
    house: Path, dek: bytes, children: list["subprocess.Popen[str]"]
) -> None:
    with pytest.raises(Problem) as refused:
        hand_over(command(house, house.parent), packet(dek))
    assert refused.value.sentence.endswith(".")
    assert dek.hex() not in refused.value.sentence + refused.value.details
    log = house.parent / "logs" / "kiosk.log"
    assert not log.exists() or dek.hex() not in log.read_text("utf-8")


def test_a_house_without_any_staff_pin_gets_no_kiosk_that_nobody_could_leave(
    tmp_path: Path, template: Template, clock: Clock, children: list["subprocess.Popen[str]"]
) -> None:
    path = copied(tmp_path, template)
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.close()
    with pytest.raises(Problem, match="nobody here has one yet"):
        hand_over(command(path, tmp_path), packet(template.dek))


def test_a_program_that_is_not_there_is_one_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        hand_over([str(tmp_path / "nothing")], packet(bytes(32)))
    assert refused.value.sentence == cannot_open()


def test_a_child_that_says_nothing_in_time_is_ended() -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(Problem) as refused:
        hand_over(sleeper, packet(bytes(32)), wait_s=0.3)
    assert refused.value.sentence == cannot_open()


def test_a_packet_comes_back_as_it_was_and_hides_its_key(tmp_path: Path) -> None:
    given = packet(bytes(range(32)), 7)
    path = tmp_path / "line"
    path.write_text(given.line() + "\nmore\n")
    with path.open() as source:
        assert read_packet(source) == given
    assert given.dek.hex() not in repr(given)


@pytest.mark.parametrize(
    "line", ["", "{}", "[1]", "x" * 9000, '{"key": "zz", "house": 1, "staff": 1, "now": "x"}']
)
def test_anything_else_on_standard_input_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "line"
    path.write_text(line + "\n")
    with path.open() as source, pytest.raises(Problem):
        read_packet(source)
