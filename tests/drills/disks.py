"""Drills with a disk that is full, on a real small disk, and with files of which the system takes
no more, or none at all.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange.aside import write_after
from sobrhouse.problems import DiskFault, DiskFull, Problem, ReadOnly
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.checks import check
from sobrhouse.storage.keys.keys import Keys, key_file
from tests.drills.houses import NOW, Drilled, add_note, drilled, texts

NOBODY = 65534


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


@contextlib.contextmanager
def without_rights(folder: Path, *, file_only: str = "") -> Iterator[None]:
    """Nobody may write in the folder (or only to one file), and root does as nobody does: root is
    never refused.
    """
    for path in [folder, *folder.rglob("*")]:
        taken = file_only in ("", path.name)
        mode = 0o444 if taken else 0o666
        path.chmod(mode | 0o111 if path.is_dir() else mode)
    root = os.geteuid() == 0
    if root:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
            os.setegid(0)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


@contextlib.contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Each file of this program ends there (setrlimit(2): EFBIG; Python leaves the signal out)."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refusing_places(_quick: bool) -> dict[str, object]:
    """A folder or file that may not be written to, and files that may not grow: said in a sentence,
    nothing changed, and on it goes once it is over.
    """
    if not hasattr(os, "fork"):
        return {"ok": True, "left_out": "needs a system with users and limits like Unix"}
    wrong: list[str] = []
    control = 0
    with drilled(notes=2) as house:
        paper = house.folder / "papers"
        paper.mkdir()
        for name in ("", house.path.name, key_file(house.path).name):
            before = _content(house)
            with without_rights(house.folder, file_only=name):
                told = {what: _told(act) for what, act in _acts(house, paper)}
            expected = _REFUSED[name and Path(name).suffix]
            wrong += [f"{name}: {what} {told[what]}" for what in expected
                      if told[what] is not ReadOnly]
            wrong += [f"{name}: {what} {kind}" for what, kind in told.items()
                      if kind not in (ReadOnly, None)]
            if "write" in expected and _content(house) != before:
                wrong.append(f"{name or 'folder'}: the database was changed")
            control += sum(kind is None for kind in told.values())
            wrong += _limited(house)
        wrong += [] if check(house.path, house.dek).ok else ["not whole"]
        wrong += [f"after: {what}" for what, act in _acts(house, paper) if _told(act) is not None]
    return {"ok": not wrong and control > 0, "wrong": wrong, "control_done": control}


_REFUSED = {  # in a folder, a database and a key file without rights
    "": ("write", "backup", "paper", "keys"), ".db": ("write",), ".keys": (),
}  # fmt: skip


def _acts(house: Drilled, paper: Path) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What a house does with its files."""
    def write() -> None:
        with house.open() as store:
            store.write(SYSTEM, add_note, "one more")

    def rename() -> None:
        keys = Keys.open(key_file(house.path))
        keys.rename_slot(keys.staff_slots[0].slot_id, "Other")

    return (
        ("write", write),
        ("backup", lambda: back_up(house.path, house.dek, house.folder / "backups", NOW)),
        ("paper", lambda: write_after(b"%PDF", paper / "week.pdf", lambda: None)),
        ("keys", rename),
    )


def _told(act: Callable[[], object]) -> type[BaseException] | None:
    try:
        act()
    except Exception as error:
        return type(error)
    return None


def _content(house: Drilled) -> str:
    return hashlib.sha256(house.path.read_bytes()).hexdigest()


def _limited(house: Drilled) -> list[str]:
    """Write until the system lets no file grow; then on, once it does."""
    kept: list[str] = []
    wrong = []
    with house.open() as store:
        store.write(SYSTEM, add_note, "before")
        sentence = ""
        with no_file_longer_than(house.path.stat().st_size + 100_000):
            try:
                for number in range(200):
                    kept.append(f"{number} " + "l" * 9000)
                    store.write(SYSTEM, add_note, kept[-1])
            except (DiskFull, DiskFault) as problem:
                kept.pop()
                sentence = problem.sentence
            except Exception as error:
                wrong.append(f"limit: {type(error).__name__}")
        wrong += [] if "disk" in sentence else [f"limit: names no disk: {sentence}"]
        store.write(SYSTEM, add_note, "after")
        lost = {*kept, "before", "after"} - store.read(SYSTEM, texts)
    return wrong + [f"limit: {len(lost)} lost"] * bool(lost)


def full_disk(quick: bool) -> dict[str, object]:
    """Fill the disk by writing: said in one sentence, nothing lost, and on it goes with room."""
    rounds = 3 if quick else 30
    with small_disk(8) as disk:
        if disk is None:
            return {"ok": True, "left_out": "no right to mount a disk here"}
        with drilled(place=disk) as house:
            control, _wrong = _fill(house, disk, 0, early=True)
        found, whole = [], True
        for number in range(rounds):  # each in a house of its own: it has to have room to begin
            with drilled(place=disk) as house:
                found.append(_fill(house, disk, number))
                whole = whole and check(house.path, house.dek).ok
    lost, wrong = sum(f[0] for f in found), sum(f[1] for f in found)
    return {
        "ok": not lost and not wrong and whole and control > 0,
        "rounds": rounds, "lost": lost, "wrong": wrong, "control_lost": control,
    }


def _fill(house: Drilled, disk: Path, number: int, *, early: bool = False) -> tuple[int, int]:
    """One round: how many acknowledged notes were lost, how many other things went wrong. For the
    control a note is told `early`, before it is written.
    """
    ballast, acknowledged, wrong = disk / "ballast", [], 0
    with house.open() as store:
        store.write(SYSTEM, add_note, f"{number} begun")  # a day is not begun on a disk so full
        ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - 700_000))
        with contextlib.suppress(DiskFull):
            for note in range(2000):
                word = f"{number}-{note} " + "y" * 5000
                acknowledged += [word] * early
                store.write(SYSTEM, add_note, word)
                acknowledged += [word] * (not early)
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
