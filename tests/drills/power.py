"""Drill of the power cut: every write is recorded, and what was not synced is lost or torn."""

import hashlib
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage import dialects
from sobrhouse.storage.backups.backup import back_up, backups
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import NOW, Drilled, add_note, copied, drilled, texts
from tests.drills.torn_disk import Disk

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # the states need no real disk
EVERY = 25  # so many states, and one is checked by the program's own check too


@dataclass(frozen=True, slots=True)
class Index:
    """The head of the log's index in shared memory: a copy of it may lie on the disk."""

    head: bytes


Happened = Call | str | Index  # a call, or the word of what was just acknowledged


@dataclass(slots=True)
class Found:
    """What became of the states that were looked at."""

    states: int = 0
    lost: int = 0
    faults: int = 0
    unopenable: int = 0
    half_backups: int = 0
    said: list[str] = field(default_factory=list)
    backups: dict[bytes, bool] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        """States in which anything was wrong."""
        return self.lost + self.faults + self.unopenable + self.half_backups


@contextmanager
def weakened(synchronous: str) -> Iterator[None]:
    """The control: connections that sync less than ours do."""
    kept = dialects._PRAGMAS
    dialects._PRAGMAS = tuple(  # type: ignore[assignment]
        f"synchronous={synchronous}" if p.startswith("synchronous=") else p for p in kept
    )
    try:
        yield
    finally:
        dialects._PRAGMAS = kept


def _evening(house: Drilled, run: int, notes: int, tell: Callable[[str], None]) -> None:
    """An evening in a house: notes short and long, a slot of another name, a backup, a restart."""
    rng = random.Random(run)
    for half in range(2):
        with house.open() as store:
            for number in range(notes // 2):
                word = f"{run}-{half}-{number} " + "z" * rng.choice((20, 20, 20, 3000, 9000))
                store.write(SYSTEM, add_note, word)
                tell(word)
                if number % 12 == 11:
                    _checkpoint(house, "RESTART" if number % 24 == 23 else "PASSIVE")
        if half == 0:
            keys = Keys.open(key_file(house.path))
            keys.rename_slot(keys.staff_slots[0].slot_id, f"Olive {run}")
            tell("key")
            back_up(house.path, house.dek, house.folder / "backups", NOW)
            tell("backup")


def _checkpoint(house: Drilled, mode: str) -> None:
    """Bring the log into the file, as SQLite does by itself once it is long."""
    driver = dialects.raw_connection(house.path, database_key(house.dek))
    try:
        for pragma in dialects._PRAGMAS:
            driver.execute("PRAGMA " + pragma)
        driver.execute(f"PRAGMA wal_checkpoint({mode})")
    finally:
        driver.close()


def _recorded(house: Drilled, run: int, notes: int) -> tuple[Disk, list[Happened]]:
    """All that an evening did to the disk, in its order, with what was acknowledged between."""
    disk, happened = Disk(house.folder), []
    index = house.folder / f"{house.path.name}-shm"

    def tell(word: str) -> None:
        if index.exists():
            happened.append(Index(index.read_bytes()[:4096]))
        happened.append(word)

    with calls_seen(house.folder, lambda _call: 0, happened.append):
        _evening(house, run, notes, tell)
    return disk, happened


def _cut(house: Drilled, run: int, notes: int, states: int, found: Found) -> None:
    """Look at so many states, at random moments of one evening."""
    rng = random.Random(1000 + run)
    disk, happened = _recorded(house, run, notes)
    moments = sorted(rng.randrange(len(happened) + 1) for _ in range(states))
    told: set[str] = set()
    indexes: list[bytes] = []
    done = 0
    for moment in moments:
        for event in happened[done:moment]:
            if isinstance(event, str):
                told.add(event)
            elif isinstance(event, Index):
                indexes = [*indexes[-3:], event.head]
            else:
                disk.happen(event)
        done = moment
        with tempfile.TemporaryDirectory(prefix="sobrhouse-cut-", dir=MEMORY) as name:
            disk.torn(rng, Path(name))
            if indexes and rng.random() < 0.5:  # of now, or of some writes ago
                index = Path(name) / f"{house.path.name}-shm"
                index.write_bytes(rng.choice(indexes).ljust(32768, b"\0"))
            _look(Drilled(Path(name), Path(name) / house.path.name, house.dek), told, found)


def _look(state: Drilled, told: set[str], found: Found) -> None:
    """Open what was found as the program does, look for every acknowledged word, check it whole."""
    found.states += 1
    try:
        Keys.open(key_file(state.path))
        with state.open() as store:
            lost = {word for word in told if " " in word} - store.read(SYSTEM, texts)
        faults = _faults(state)
        if found.states % EVERY == 0:
            faults += check(state.path, state.dek).faults
    except Exception as error:
        found.unopenable += 1
        found.said.append(f"{type(error).__name__}: {error}"[:200])
        return
    found.lost += bool(lost)
    found.faults += bool(faults)
    found.said += faults
    kept = backups(state.folder / "backups", "house")
    whole = all(_whole(backup.path, state.dek, found) for backup in kept)
    found.half_backups += not whole or ("backup" in told and not kept)


def _faults(state: Drilled) -> tuple[str, ...]:
    """What `check` asks of pages, tables and links, on one connection; the log was walked before.

    Each connection reads the whole schema first, which is most of the time that a check takes.
    """
    driver = dialects.raw_connection(state.path, database_key(state.dek))
    try:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        bad = driver.execute("PRAGMA cipher_integrity_check").fetchall()
        bad += driver.execute("PRAGMA foreign_key_check").fetchall()
        bad += [r for r in driver.execute("PRAGMA integrity_check").fetchall() if r != ("ok",)]
    finally:
        driver.close()
    return tuple(str(row[0]) for row in bad)


def _whole(backup: Path, dek: bytes, found: Found) -> bool:
    """Whether a backup is one, with its keys; the same bytes are looked at once."""
    keys = key_file(backup)
    if not keys.exists() or not Keys.open(keys).staff_slots:
        return False
    content = hashlib.sha256(backup.read_bytes()).digest()
    if content not in found.backups:
        found.backups[content] = examine(backup, dek).ok
    return found.backups[content]


def _states(
    template: Drilled, runs: int, notes: int, states: int, synchronous: str = "FULL"
) -> Found:
    found = Found()
    for run in range(runs):
        with tempfile.TemporaryDirectory(prefix="sobrhouse-cut-", dir=MEMORY) as name:
            house = copied(template, Path(name))
            with weakened(synchronous):
                _cut(house, run, notes, states // runs, found)
    return found


def power_cuts(quick: bool) -> dict[str, object]:
    """Cut the power 10,000 times: what was acknowledged is there, and every file opens and is
    whole; with less syncing, words are lost, and with none, pages.
    """
    if reason := why_not():
        return {"ok": True, "left_out": reason}
    with drilled() as house:
        held = _states(house, *((1, 26, 20) if quick else (10, 72, 10_000)))
        less = _states(house, *((1, 26, 12) if quick else (1, 72, 500)), "NORMAL")
        none = _states(house, *((1, 26, 12) if quick else (1, 72, 500)), "OFF")
    return {
        "ok": not held.bad and less.lost > 0 and none.faults + none.unopenable > 0,
        "states": held.states, "lost": held.lost, "faults": held.faults,
        "unopenable": held.unopenable, "half_backups": held.half_backups,
        "said": sorted(set(held.said))[:5],
        "control_normal_lost": less.lost, "control_off_damaged": none.faults + none.unopenable,
        "control_states": less.states,
    }  # fmt: skip
