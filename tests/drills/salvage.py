"""The drill of salvaging: a bit flips anywhere in the file, and whatever was acknowledged is there
again, or is named as lost.
"""

import random
import shutil
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.audit import Verdict
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.checks import check
from sobrhouse.storage.damage.salvaging import Salvaged, salvage
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from tests.drills.flips import flipped
from tests.drills.houses import NOW, Drilled, add_note, drilled, texts


def salvages(quick: bool) -> dict[str, object]:
    """Every note that was acknowledged is there after a bit flipped anywhere, or a gap in the log
    says so; the damaged file stays byte for byte. Control: a plain restore loses what is newer.
    """
    rng, times = random.Random(11), 6 if quick else 300
    tally = {"whole": 0, "gap_said": 0, "lost_unsaid": 0, "not_kept": 0, "log_broken": 0}
    with drilled(notes=60, length=400) as house:
        made = back_up(house.path, house.dek, house.folder / "backups", NOW)
        wanted = _lived_on(house)
        for number in range(times):
            _once(house, made.path, wanted, rng, number, tally)
        control = _restored(house, made.path, wanted)
    bad = tally["lost_unsaid"] + tally["not_kept"] + tally["log_broken"]
    return {"ok": not bad and control > 0, "flips": times, **tally, "control_lost": control}


def _lived_on(house: Drilled) -> frozenset[str]:
    with house.open() as store:
        for number in range(60):
            store.write(SYSTEM, add_note, f"later {number} " + "y" * 400)
        wanted = store.read(SYSTEM, texts)
    assert check(house.path, house.dek).ok  # folds the log into the file
    return wanted


def _torn_copy(house: Drilled, number: int, data: bytes) -> Path:
    path = house.folder / f"torn{number}.db"
    path.write_bytes(data)
    shutil.copy(key_file(house.path), key_file(path))
    return path


def _once(
    house: Drilled, backup: Path, wanted: frozenset[str], rng: random.Random, number: int,
    tally: dict[str, int],
) -> None:
    data = flipped(house.path.read_bytes(), rng)
    path = _torn_copy(house, number, data)
    done = salvage(path, backup, house.dek, NOW)
    found, verdict = _read(path, house.dek)
    tally["not_kept"] += done.aside.read_bytes() != data
    tally["log_broken"] += not verdict.ok
    tally["lost_unsaid" if _unsaid(wanted - found, done) else
          "whole" if done.lossless else "gap_said"] += 1
    for file in (path, key_file(path), done.aside, key_file(done.aside)):
        file.unlink()


def _unsaid(missing: frozenset[str], done: Salvaged) -> bool:
    """More is missing than the result owns up to."""
    spans = [*done.lost_entries, *(span for _name, theirs in done.lost_rows for span in theirs)]
    if any(last is None for _first, last in spans):
        return False
    return len(missing) > sum((last or 0) - first + 1 for first, last in spans)


def _read(path: Path, dek: bytes) -> tuple[frozenset[str], Verdict]:
    store = Store.open(path, dek)
    try:
        return store.read(SYSTEM, texts), store.verify_log()
    finally:
        store.close()


def _restored(house: Drilled, backup: Path, wanted: frozenset[str]) -> int:
    """The control: how many notes a plain restore of the same backup loses."""
    path = _torn_copy(house, -1, flipped(house.path.read_bytes(), random.Random(3)))
    restore(backup, path, house.dek, NOW)
    return len(wanted - _read(path, house.dek)[0])
