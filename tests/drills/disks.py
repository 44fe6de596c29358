"""Drills with a disk that is full, on a real small disk."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import DiskFull, Problem
from sobrhouse.storage.backup import back_up
from sobrhouse.storage.checks import check
from tests.drills.houses import NOW, Drilled, add_note, drilled, texts


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A disk of its own in memory; None where the system does not let us mount one."""
    folder = Path(tempfile.mkdtemp(prefix="sobrhouse-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    can = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None
    mounted = can and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        folder.rmdir()


def full_disk(quick: bool) -> dict[str, object]:
    """Fill the disk by writing: said in one sentence, nothing lost, and on it goes with room."""
    rounds = 3 if quick else 30
    with small_disk(8) as disk:
        if disk is None:
            return {"ok": True, "left_out": "no right to mount a disk here"}
        with drilled(place=disk) as house:
            found = [_fill(house, disk, number) for number in range(rounds)]
            whole = check(house.path, house.dek).ok
    lost, wrong = sum(f[0] for f in found), sum(f[1] for f in found)
    return {"ok": not lost and not wrong and whole, "rounds": rounds, "lost": lost, "wrong": wrong}


def _fill(house: Drilled, disk: Path, number: int) -> tuple[int, int]:
    """One round: how many acknowledged notes were lost, how many other things went wrong."""
    ballast, acknowledged, wrong = disk / "ballast", [], 0
    with house.open() as store:
        ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - 700_000))
        with contextlib.suppress(DiskFull):
            for note in range(2000):
                word = f"{number}-{note} " + "y" * 5000
                store.write(SYSTEM, add_note, word)
                acknowledged.append(word)
            wrong += 1  # it was never full
        wrong += _refused_otherwise(house)
        ballast.unlink()
        store.write(SYSTEM, add_note, f"{number} after")
        lost = len({*acknowledged, f"{number} after"} - store.read(SYSTEM, texts))
    return lost, wrong


def _refused_otherwise(house: Drilled) -> int:
    """A backup on the full disk is refused for the disk too, and leaves nothing behind."""
    folder = house.folder / "backups"
    try:
        back_up(house.path, house.dek, folder, NOW)
    except DiskFull:
        return sum(1 for _ in folder.glob("*"))
    except Problem:
        return 1
    return 1
