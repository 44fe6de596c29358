"""Drill of files from outside: pictures, lists, feeds, keys and bombs, at the program's own doors.

Safety.md T12: nothing ends the program, no child takes more than 300 MB or 2 s of a processor, and
of a picture nothing is kept but its pixels.
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from sobrhouse.exchange.meeting_feeds import read_feed_file
from sobrhouse.exchange.spreadsheets import read_file
from sobrhouse.problems import Problem
from sobrhouse.services.photos import make_safe_file
from sobrhouse.storage.backups.backup import back_up, verify_backup
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import Keys
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.outside.pictures import SafePicture
from tests.drills import outside_lists as lists
from tests.drills.houses import NOW, drilled
from tests.drills.outside_pictures import CANARY, jpeg, picture_bombs, pictures, png_of

MOST_MB, MOST_SECONDS = 300, 2.0
QUICK = ("says-fifty.png", "steps.jpg", "strings.xlsx", "laughs.xlsx", "brackets.json")
Door = Callable[[Path], Any]
File = tuple[Door, str, bytes]

# Each bare reader is what our own doors keep within limits; the file's name is its argument.
BARE = {
    "aborts": "import sys, python_calamine as c; c.load_workbook(sys.argv[1])"
              ".get_sheet_by_index(0).to_python()",
    "eats": "import sys; from PIL import Image; Image.MAX_IMAGE_PIXELS = None;"
            " Image.open(sys.argv[1]).load()",
}


@dataclass
class Tally:
    """What became of the files."""

    files: int = 0
    read: int = 0
    refused: int = 0
    crashes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # pictures that kept more than pixels
    slow: list[str] = field(default_factory=list)
    most_seconds: float = 0.0


def files(quick: bool) -> dict[str, object]:
    """500 files of a corpus, 2,000 changed ones, and every bomb."""
    tally, rng = Tally(), random.Random(12)
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-") as name, _without_main():
        folder = Path(name)
        doors = folder / "in"
        doors.mkdir()
        corpus = list(_corpus(2 if quick else 100, rng, folder))
        _all(corpus, doors, tally)
        _all(_changed(corpus, 4 if quick else 2_000, rng), doors, tally)
        _all(_bombs(quick), doors, tally)
        _elsewhere(doors, tally)
        left = sorted(path.name for path in doors.iterdir())
        most = max(_peak_of_children(), _peak_here())
        controls = _controls(folder, rng)
    held = not (tally.crashes or tally.told or tally.slow or left) and most <= MOST_MB
    return {"ok": held and tally.read > 0 and tally.refused > 0 and all(controls.values()),
            "files": tally.files, "read": tally.read, "refused": tally.refused,
            "crashes": tally.crashes, "kept_more_than_pixels": tally.told, "slow": tally.slow,
            "left_behind": left, "most_mb": most, "most_seconds": round(tally.most_seconds, 2),
            "control_noticed": controls}


def _corpus(each: int, rng: random.Random, folder: Path) -> Iterator[File]:
    """Five hundred where `each` is 100: of these, half are pictures."""
    yield from ((make_safe_file, *one) for one in pictures(each * 5 // 2, rng))
    yield from ((read_file, *one) for one in lists.workbooks(each, rng))
    yield from ((read_file, *one) for one in lists.texts(each // 2, rng))
    yield from ((read_feed_file, *one) for one in lists.feeds(each // 2, rng))
    made = folder / "made.keys"
    Keys.create(made, "Olive Owner", "correct horse battery", costs=FLOOR)
    keys = made.read_bytes()
    yield from ((Keys.open, f"{n}.keys", keys + b"\n" * n) for n in range(each // 4))
    yield from _backups(each // 4, rng, folder)


def _backups(count: int, rng: random.Random, folder: Path) -> Iterator[File]:
    """Backups as they are, in the first places what somebody made with their key who means harm;
    and bytes that are none.
    """
    with drilled(notes=3) as house:
        dek, door = house.dek, lambda path: verify_backup(path, house.dek)
        real = back_up(house.path, dek, folder / "backups", NOW).path.read_bytes()
        yield door, "poisoned.db", _poisoned(folder / "poisoned.db", real, dek)
        yield door, "another.db", _another(folder / "another.db", dek)
        for n in range(count):
            yield door, f"{n}.db", rng.randbytes(4096 * n) if n % 4 == 3 else real


def _poisoned(path: Path, real: bytes, dek: bytes) -> bytes:
    """A backup whose key is right, with a view that never ends, and a trigger that would load a
    program.
    """
    path.write_bytes(real)
    driver = raw_connection(path, database_key(dek))
    driver.executescript(
        "CREATE TABLE junk (x); INSERT INTO junk VALUES (zeroblob(200000));"
        "CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
        " SELECT * FROM r;"
        "CREATE TRIGGER more AFTER INSERT ON junk BEGIN SELECT load_extension('x'); END"
    )
    driver.close()
    return path.read_bytes()


def _another(path: Path, dek: bytes) -> bytes:
    """A database of somebody else's program under the right key."""
    driver = raw_connection(path, database_key(dek))
    driver.executescript("CREATE TABLE resident (id TEXT); CREATE TABLE audit_entry (seq BLOB);"
                         "INSERT INTO audit_entry VALUES (zeroblob(9))")
    driver.close()
    return path.read_bytes()


def _changed(corpus: list[File], count: int, rng: random.Random) -> Iterator[File]:
    """Files of the corpus with bytes turned, cut off, put in, put twice or wiped."""
    for n in range(count):
        door, name, data = rng.choice(corpus)
        changed = bytearray(data or b"\0")
        for _time in range(rng.randint(1, 4)):
            at, length = rng.randrange(len(changed) or 1), rng.choice((1, 2, 4, 40, 400))
            if n % 5 == 0:
                changed = changed[:at] or bytearray(b"\xff")
            elif n % 5 == 1:
                changed[at:at] = rng.randbytes(length)
            elif n % 5 == 2:
                changed[at:at] = changed[at:at + length]
            elif n % 5 == 3:
                changed[at:at + length] = bytes(min(length, len(changed) - at))
            else:
                changed[at] ^= 1 << rng.randrange(8)
        yield door, name, bytes(changed)


def _bombs(quick: bool) -> Iterator[File]:
    for door, bombs in ((make_safe_file, picture_bombs()), (read_file, lists.list_bombs()),
                        (read_feed_file, lists.feed_bombs())):
        for name, made in bombs:
            if not quick or name in QUICK:
                yield door, name, made()


def _all(those: Iterable[File], folder: Path, tally: Tally) -> None:
    for number, (door, name, data) in enumerate(those):
        path = folder / f"{number}-{Path(name).name}"
        path.write_bytes(data)
        del data
        _one(door, path, tally)
        path.unlink()


def _one(door: Door, path: Path, tally: Tally) -> None:
    """Let one file in, or not; what it cost, and what it left."""
    tally.files += 1
    began = _seconds()
    try:
        made = door(path)
        tally.read += 1
        if isinstance(made, SafePicture) and tells_more(made.jpeg):
            tally.told.append(path.name)
    except Problem as problem:
        tally.refused += 1
        if not problem.sentence or "\n" in problem.sentence:
            tally.crashes.append(f"{path.name}: {problem.sentence!r}")
    except Exception as error:
        tally.crashes.append(f"{path.name}: {type(error).__name__}")
    took = _seconds() - began
    tally.most_seconds = max(tally.most_seconds, took)
    if took > MOST_SECONDS:
        tally.slow.append(f"{path.name}: {took:.1f}")


def _elsewhere(folder: Path, tally: Tally) -> None:
    """Names that lead to no file: each is said at once."""
    pipe, link, endless = folder / "pipe.csv", folder / "round.csv", folder / "endless.csv"
    os.mkfifo(pipe)
    link.symlink_to(link)
    endless.symlink_to("/dev/zero")
    for path in (pipe, link, endless, folder):
        for door in (make_safe_file, read_file, read_feed_file, Keys.open):
            _one(door, path, tally)
    for path in (pipe, link, endless):
        path.unlink()


def tells_more(content: bytes) -> bool:
    """Whether a JPEG holds any segment that is not needed to show it, or a word of ours."""
    with Image.open(io.BytesIO(content)) as picture:
        kept = {name for name, _data in getattr(picture, "applist", ())}
        more = set(picture.info) - {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        return bool(kept - {"APP0"} or more or picture.getexif()) or CANARY in content


def _controls(folder: Path, rng: random.Random) -> dict[str, bool]:
    """The same files at doors without limits: one ends its reader, one takes more than it may, and
    a picture that is only made smaller tells where it was taken.
    """
    strings, black = folder / "strings.xlsx", folder / "black.png"
    strings.write_bytes(lists.strings())
    black.write_bytes(png_of(20_000, 20_000, kind=0))
    aborted, _mb = _bare("aborts", strings, 3)
    _code, eaten = _bare("eats", black, 1)
    with Image.open(io.BytesIO(jpeg("RGB", (640, 480), rng))) as picture:
        kept = io.BytesIO()
        picture.save(kept, "JPEG", exif=picture.info["exif"])
    return {"abort": aborted < 0, "memory": eaten > MOST_MB, "exif": tells_more(kept.getvalue())}


def _bare(reader: str, path: Path, gigabytes: int) -> tuple[int, int]:
    """How a reader ends whose only limit spares the computer, and the MB that it took."""
    limit = (f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({gigabytes << 30},) * 2);"
             " resource.setrlimit(resource.RLIMIT_CORE, (0, 0));")
    # What a new process is said to have used at most begins with what its parent had, but here.
    tell = ";print([l.split()[1] for l in open('/proc/self/status') if 'VmHWM' in l][0])"
    child = subprocess.run(
        [sys.executable, "-c", limit + BARE[reader] + tell, str(path)], check=False,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return child.returncode, int(child.stdout or 0) // 1024


def _peak_of_children() -> int:
    """MB at most, of any child so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _peak_here() -> int:
    """MB at most, of this process itself: `ru_maxrss` would begin with what its parent had."""
    told = Path("/proc/self/status")
    if not told.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(line for line in told.read_text("ascii").splitlines() if line[:6] == "VmHWM:")
    return int(line.split()[1]) // 1024


def _seconds() -> float:
    """Seconds of a processor, this process's and its children's: no other program's work counts."""
    ours, theirs = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


@contextmanager
def _without_main() -> Iterator[None]:
    """A child does not load the drills first, which are no part of the program."""
    main = sys.modules["__main__"]
    kept = {name: vars(main).pop(name, None) for name in ("__file__", "__spec__")}
    vars(main)["__spec__"] = None
    try:
        yield
    finally:
        vars(main).update(kept)
