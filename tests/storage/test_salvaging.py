"""A damaged database: what is newer than the backup comes back from what can be read."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission
from sobrhouse.problems import Busy, Damaged, NotFound
from sobrhouse.services.clock import settle_clock
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.checks import check
from sobrhouse.storage.damage import salvaging
from sobrhouse.storage.damage.salvaging import newest_good, salvage
from sobrhouse.storage.damage.torn import Torn
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.purging.finding import Found
from sobrhouse.storage.purging.out import carry_out
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, ClockJump
from sobrhouse.storage.work import Work
from tests.drills.houses import NOW, Drilled, add_note, drilled, texts

PAGE = 4096
MARCUS = Actor(ActorKind.RESIDENT, 1, "Marcus T.", houses=frozenset({1}))


class Lived:
    """A house with a backup, twelve notes before it and twelve after."""

    def __init__(self, house: Drilled) -> None:
        self.house = house
        self.begun = house.path.stat().st_size // PAGE
        with house.open() as store:
            for number in range(12):
                store.write(SYSTEM, add_note, f"first {number} " + "x" * 400)
            self.acted = store.write(MARCUS, at_the_kiosk)
        self.backup = back_up(house.path, house.dek, house.folder / "backups", NOW).path
        with house.open() as store:
            for number in range(12):
                store.write(SYSTEM, add_note, f"later {number} " + "y" * 400)
            store.write(SYSTEM, jump)
            store.write(SYSTEM, settle_clock)
            store.write(SYSTEM, purge, self.acted)
            self.wanted = store.read(SYSTEM, texts)
        assert check(house.path, house.dek).ok
        self.whole = house.path.read_bytes()
        self.count = 0

    def torn(self, *pages: int) -> Path:
        """A copy of the database with one bit of each of these pages flipped."""
        self.count += 1
        data = bytearray(self.whole)
        for page in pages:
            data[(page - 1) * PAGE + 200] ^= 4
        path = self.house.folder / f"torn{self.count}.db"
        path.write_bytes(bytes(data))
        shutil.copy(key_file(self.house.path), key_file(path))
        return path

    def page_of(self, statement: str) -> int:
        """The leaf without which this question has no answer: every root is older than the
        notes, so a leaf is looked for among the pages that came with them, by halves.
        """
        first, last = self.begun + 1, len(self.whole) // PAGE
        while first < last:
            middle = (first + last) // 2
            path = self.torn(*range(first, middle + 1))
            with Torn(path, database_key(self.house.dek)) as looked:
                said = looked.ask(statement)
            first, last = (first, middle) if said is None else (middle + 1, last)
        return first

    def told_of(self, path: Path) -> tuple[str, ...]:
        """Who acted in the entry that a purge emptied, and what it says, now."""
        with closing(Store.open(path, self.house.dek)) as store:
            return store.read(SYSTEM, told_in, self.acted)

    def read(self, path: Path) -> frozenset[str]:
        """The notes that stand now; the log holds."""
        store = Store.open(path, self.house.dek)
        try:
            assert store.verify_log().ok
            return store.read(SYSTEM, texts)
        finally:
            store.close()


def at_the_kiosk(work: Work) -> int:
    """What somebody did whose record is destroyed after the backup; gives the entry."""
    work.require(Permission.KIOSK)
    return work.record("sign.out", None, house_id=1, to="Work")


def purge(work: Work, acted: int) -> None:
    """Their record is destroyed: the entry before is emptied, and that says no name."""
    work.require(Permission.START)
    found = Found(log=[acted], acted=[acted])
    told = carry_out(work.connection, found, "resident.purged")
    work.record(
        "resident.purged", None, emptied=told.emptied, nameless=told.nameless,
        nameless_sum=told.nameless_sum,
    )  # fmt: skip


@needs(Permission.START, house_free=True)
def told_in(session: Session, seq: int) -> tuple[str, ...]:
    """Name, salt and content of an entry."""
    columns = (AuditEntry.actor_name, AuditEntry.salt, AuditEntry.payload)
    return tuple(session.execute(select(*columns).where(AuditEntry.seq == seq)).one())


def jump(work: Work) -> None:
    """The clock went an hour ahead."""
    work.require(Permission.START)
    seq = work.record("clock.jumped", None)
    work.add(ClockJump(seq=seq, at=work.now, was_at=work.now, by_seconds=3600))


@needs(Permission.START, house_free=True)
def jumped_by(session: Session) -> list[str]:
    """What the entries are to which the jump and its end point."""
    (row,) = session.execute(select(ClockJump)).scalars()
    wanted = (row.seq, row.settled_seq)
    query = select(AuditEntry.action).where(AuditEntry.seq.in_(wanted)).order_by(AuditEntry.seq)
    return list(session.execute(query).scalars())


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
    """One house for all that only copy it."""
    with drilled() as house:
        yield Lived(house)


def test_a_lost_page_of_notes_is_told_again_by_the_log(lived: Lived) -> None:
    page = lived.page_of("SELECT * FROM note NOT INDEXED WHERE rowid = 20")
    path = lived.torn(page)
    damaged = path.read_bytes()
    done = salvage(path, lived.backup, lived.house.dek, NOW)
    assert lived.read(path) == lived.wanted
    assert done.lossless and done.rebuilt > 0
    assert lived.told_of(path) == ("", "", "")
    assert done.aside.read_bytes() == damaged
    assert check(path, lived.house.dek).ok


def test_a_lost_page_of_the_log_is_said_by_its_numbers(lived: Lived) -> None:
    page = lived.page_of("SELECT * FROM audit_entry NOT INDEXED WHERE seq = 20")
    path = lived.torn(page)
    done = salvage(path, lived.backup, lived.house.dek, NOW)
    assert lived.read(path) == lived.wanted
    [(first, last)] = done.lost_entries
    assert first <= 20 <= (last or 0)
    assert not done.lossless
    with closing(Store.open(path, lived.house.dek)) as store:
        assert store.read(SYSTEM, jumped_by) == ["clock.jumped", "clock.settled"]
    assert lived.told_of(path) == ("", "", "")


def test_both_lost_is_lost_and_said(lived: Lived) -> None:
    log = lived.page_of("SELECT * FROM audit_entry NOT INDEXED WHERE seq = 20")
    note = lived.page_of("SELECT * FROM note NOT INDEXED WHERE rowid = 14")
    path = lived.torn(log, note)
    done = salvage(path, lived.backup, lived.house.dek, NOW)
    missing = lived.wanted - lived.read(path)
    assert missing
    assert len(missing) == sum(
        (last or 0) - first + 1 for _name, spans in done.lost_rows for first, last in spans
    )


def test_a_lost_page_of_the_schema_comes_from_the_backup(lived: Lived) -> None:
    page = next(
        page for page in range(2, 60)
        if not _tables(lived.torn(page), lived.house.dek)
    )
    path = lived.torn(page)
    done = salvage(path, lived.backup, lived.house.dek, NOW)
    assert done.lossless
    assert lived.read(path) == lived.wanted


def _tables(path: Path, dek: bytes) -> tuple[str, ...]:
    with Torn(path, database_key(dek)) as looked:
        return looked.tables()


def test_without_its_first_page_the_backup_stands_and_it_is_said(lived: Lived) -> None:
    path = lived.torn(1)
    done = salvage(path, lived.backup, lived.house.dek, NOW)
    assert done.lost_entries[0][1] is None
    assert len(lived.read(path)) == 12


def test_what_was_written_to_the_log_file_last_is_read_too(tmp_path: Path) -> None:
    """The program died before its write-ahead log was folded in, and a page is bad besides."""
    with drilled(notes=6) as house:
        backup = back_up(house.path, house.dek, tmp_path, NOW).path
        check(house.path, house.dek)
        with house.open() as store:
            store.write(SYSTEM, add_note, "in the write-ahead log alone")
            path = tmp_path / "torn.db"
            for tail in ("", "-wal"):
                shutil.copy(f"{house.path}{tail}", f"{path}{tail}")
        shutil.copy(key_file(house.path), key_file(path))
        data = bytearray(path.read_bytes())
        data[len(data) - PAGE + 7] ^= 1
        path.write_bytes(bytes(data))
        done = salvage(path, backup, house.dek, NOW)
        with closing(Store.open(path, house.dek)) as store:
            assert "in the write-ahead log alone" in store.read(SYSTEM, texts)
        assert done.aside.with_name(done.aside.name + "-wal").exists()


def test_while_a_window_has_it_open_nothing_is_done(lived: Lived) -> None:
    path = lived.torn(2)
    path.write_bytes(lived.whole)
    before = sorted(lived.house.folder.iterdir())
    script = (
        "import sys; from pathlib import Path; from sobrhouse.storage.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(path), lived.house.dek.hex()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    assert other.stdout is not None and other.stdout.readline() == b"open\n"
    with pytest.raises(Busy, match="open in a window"):
        salvage(path, lived.backup, lived.house.dek, NOW)
    other.communicate()
    assert {p for p in lived.house.folder.iterdir() if "-wal" not in p.name} >= set(before)


def test_a_damaged_backup_is_refused_and_nothing_changes(lived: Lived, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    data = bytearray(lived.backup.read_bytes())
    data[PAGE + 9] ^= 1
    bad.write_bytes(bytes(data))
    path = lived.torn(3)
    before = path.read_bytes()
    with pytest.raises(Damaged, match="Choose an older one"):
        salvage(path, bad, lived.house.dek, NOW)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(path.name + ".*"))


def test_the_newest_backup_that_is_whole_is_found(lived: Lived, tmp_path: Path) -> None:
    older = tmp_path / "house-20261101T000000Z.db"
    shutil.copy(lived.backup, older)
    newer = tmp_path / "house-20261102T000000Z.db"
    newer.write_bytes(lived.backup.read_bytes()[:-PAGE])
    assert newest_good(tmp_path, "house", lived.house.dek) == older
    older.unlink()
    with pytest.raises(NotFound, match="No backup here is whole"):
        salvaging.newest_good(tmp_path, "house", lived.house.dek)
