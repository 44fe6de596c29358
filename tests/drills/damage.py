"""The drill of damage (T4): one bit anywhere in the database, the log, the keys or a backup is
noticed when the house is opened, with the right words, a way out, and no wrong record shown.
"""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import KeysDamaged, PagesDamaged, Problem
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.checks import check, page_faults
from sobrhouse.storage.damage.key_return import key_copies, needs_keys
from sobrhouse.storage.damage.left_log import refuse_torn_log
from sobrhouse.storage.damage.salvaging import newest_good, salvage
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Note
from tests.drills.flips import flipped
from tests.drills.houses import NOW, PASSPHRASE, Drilled, add_note, drilled

PAGE = 4096
SHARES = {"database": 0.55, "log": 0.2, "keys": 0.1, "backup": 0.15}
Truth = dict[int, str]


@dataclass
class Left:
    """The files of a house as a killed program left them, a backup, and what the records say."""

    house: Drilled
    folder: Path
    files: dict[str, bytes]
    backup: Path
    older: Path
    truth: Truth
    count: int = 0

    def laid_out(self, kind: str, rng: random.Random) -> Path:
        """A copy with one bit of one kind of file changed; the log is folded in unless it is what
        was changed.
        """
        self.count += 1
        path = self.folder / f"d{self.count}.db"
        tails = ("", "-wal", "-shm") if kind == "log" else ("folded",)
        for tail in tails:
            name = f"{path}{tail if tail != 'folded' else ''}"
            Path(name).write_bytes(self.files[tail])
        key_file(path).write_bytes(self.files["keys"])
        hit = {"database": path, "log": Path(f"{path}-wal"), "keys": key_file(path)}.get(kind)
        if hit is not None:
            hit.write_bytes(flipped(hit.read_bytes(), rng))
        return path

    def sweep(self) -> None:
        """Take the copies away."""
        for file in self.folder.glob("d*"):
            file.unlink()


@needs(Permission.START, house_free=True)
def note_text(session: Session, note_id: int) -> str | None:
    """One note."""
    return session.execute(select(Note.text).where(Note.id == note_id)).scalar()


def damage(quick: bool) -> dict[str, object]:
    """1,000 bits. Controls: the bare driver shows wrong text, and SQLite forgets the log's end."""
    rng, times = random.Random(17), 7 if quick else 1000
    tally: dict[str, int] = {
        "noticed": 0, "meaningless": 0, "missed": 0, "wrong_words": 0, "no_way": 0,
        "wrong_data": 0, "touched": 0,
    }  # fmt: skip
    flips = dict.fromkeys(SHARES, 0)
    with drilled(notes=12, length=9000) as house:
        left = _lived_on(house)
        for number in range(times):
            kind = _kind(number / times)
            flips[kind] += 1
            _LOOKS[kind](left, rng, tally)
            left.sweep()
        shown, forgotten = _bare(left), _silent(left)
    bad = sum(tally[name] for name in tally if name not in ("noticed", "meaningless"))
    return {
        "ok": not bad and tally["noticed"] > 0.9 * times and shown > 0 and forgotten > 0,
        "flips": flips, **tally, "control_wrong_data": shown, "control_forgotten": forgotten,
    }  # fmt: skip


def _kind(part: float) -> str:
    for kind, share in SHARES.items():
        part -= share
        if part < 0:
            return kind
    return "backup"


def _lived_on(house: Drilled) -> Left:
    older = back_up(house.path, house.dek, house.folder / "backups", NOW.replace(day=1)).path
    with house.open() as store:
        for number in range(6):
            store.write(SYSTEM, add_note, f"later {number} " + "y" * 9000)
    backup = back_up(house.path, house.dek, house.folder / "backups", NOW).path
    files: dict[str, bytes] = {"keys": key_file(house.path).read_bytes()}
    with house.open() as store:
        for number in range(6):
            store.write(SYSTEM, add_note, f"last {number} " + "z" * 9000)
        truth = {n: store.read(SYSTEM, note_text, n) or "" for n in range(1, 25)}
        for tail in ("", "-wal", "-shm"):
            files[tail] = Path(f"{house.path}{tail}").read_bytes()
    assert check(house.path, house.dek).ok
    files["folded"] = house.path.read_bytes()
    folder = house.folder / "left"
    folder.mkdir()
    return Left(house, folder, files, backup, older, truth)


def _opened(path: Path, left: Left) -> tuple[str, int]:
    """What a start of the office says of the house, and how many records it showed wrong before it
    said so; an empty text where it says nothing.
    """
    problem = needs_keys(path)
    if problem is not None:
        return problem.sentence, 0
    wrong = 0
    try:
        store = Store.open(path, left.house.dek)
    except Problem as refused:
        return (refused.sentence if isinstance(refused, PagesDamaged) else "?"), 0
    said = ""
    try:
        for note, text in left.truth.items():
            try:
                wrong += store.read(SYSTEM, note_text, note) not in (text, None)
            except PagesDamaged as refused:
                said = refused.sentence
    finally:
        store.close()
    return said or " ".join(page_faults(path, left.house.dek)), wrong


def _look_at_database(left: Left, rng: random.Random, tally: dict[str, int]) -> None:
    path = left.laid_out("database", rng)
    lying = path.read_bytes()
    said, wrong = _opened(path, left)
    _count(tally, said, "damaged", wrong, path.read_bytes() != lying)
    tally["no_way"] += newest_good(left.backup.parent, "house", left.house.dek) != left.backup


def _look_at_log(left: Left, rng: random.Random, tally: dict[str, int]) -> None:
    path = left.laid_out("log", rng)
    lying = Path(f"{path}-wal").read_bytes()
    said, wrong = _opened(path, left)
    touched = Path(f"{path}-wal").read_bytes() != lying if said else False
    _count(tally, said, "saved last", wrong, touched)
    if said:
        done = salvage(path, left.backup, left.house.dek, NOW)
        tally["no_way"] += not done.lost_entries


def _look_at_keys(left: Left, rng: random.Random, tally: dict[str, int]) -> None:
    path = left.laid_out("keys", rng)
    problem = needs_keys(path)
    if problem is None:  # a blank between two words became another: it means nothing
        opened = Keys.open(key_file(path)).unlock_with_passphrase(PASSPHRASE)
        tally["meaningless" if opened.dek == left.house.dek else "missed"] += 1
        return
    right = isinstance(problem, KeysDamaged)
    tally["noticed"] += 1
    tally["wrong_words"] += not right
    tally["no_way"] += not key_copies([left.backup.parent], "house")


def _look_at_backup(left: Left, rng: random.Random, tally: dict[str, int]) -> None:
    """A backup that is damaged is passed over for the older one, and refused where it is named."""
    folder = left.folder / "dbackups"
    shutil.copytree(left.backup.parent, folder)
    bad = folder / left.backup.name
    bad.write_bytes(flipped(bad.read_bytes(), rng))
    found = newest_good(folder, "house", left.house.dek)
    path = left.laid_out("", rng)
    said = ""
    try:
        salvage(path, bad, left.house.dek, NOW)
    except Problem as refused:
        said = refused.sentence
    _count(tally, said, "This backup is damaged", 0, False)
    tally["no_way"] += found.name != left.older.name
    shutil.rmtree(folder)


def _count(tally: dict[str, int], said: str, words: str, wrong: int, touched: bool) -> None:
    tally["noticed" if said else "missed"] += 1
    tally["wrong_words"] += bool(said) and words not in said
    tally["wrong_data"] += wrong
    tally["touched"] += touched


def _bare(left: Left) -> int:
    """The control: how often the bare driver answers a text that was never written, with one bit
    changed in each of the last pages, where the text of the last note lies.
    """
    shown, key, note = 0, database_key(left.house.dek), max(left.truth)
    whole = left.files["folded"]
    path = left.folder / "dbare.db"
    for page in range(len(whole) // PAGE, len(whole) // PAGE - 12, -1):
        data = bytearray(whole)
        data[(page - 1) * PAGE + 100] ^= 1
        path.write_bytes(data)
        with closing(raw_connection(path, key)) as driver:
            try:
                row = driver.execute("SELECT text FROM note WHERE id = ?", (note,)).fetchone()
                shown += row is not None and row[0] != left.truth[note]
            except sqlcipher.DatabaseError:
                pass
    path.unlink()
    return shown


def _silent(left: Left) -> int:
    """The control: notes that are gone without a word where nobody reads the log first."""
    path = left.laid_out("log", random.Random(1))
    data = bytearray(left.files["-wal"])
    data[32 + 24 + 100] ^= 1
    Path(f"{path}-wal").write_bytes(data)
    try:
        refuse_torn_log(path)
        return 0
    except PagesDamaged:
        pass
    with closing(raw_connection(path, database_key(left.house.dek))) as driver:
        count = int(driver.execute("SELECT count(*) FROM note").fetchone()[0])
    return len(left.truth) - count


_LOOKS: dict[str, Callable[[Left, random.Random, dict[str, int]], None]] = {
    "database": _look_at_database,
    "log": _look_at_log,
    "keys": _look_at_keys,
    "backup": _look_at_backup,
}
