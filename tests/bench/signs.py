"""G4 to G7: a sign-in that is on disk, through the program and through the bare driver; a PIN."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from argon2 import extract_parameters
from argon2.low_level import Type, hash_secret_raw
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.services.kiosk import sign_in, sign_out
from sobrhouse.storage import dialects
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.pin_hashes import hash_kiosk_pin, kiosk_pin_fits
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests import make
from tests.bench.figures import Figure, interleaved, median
from tests.source import ROOT

VISITS = 40  # a round of each side; the sides take turns
FOLDER = ROOT / "out" / "bench"  # the disk that is measured, not a folder in memory
AWAY = timedelta(hours=2)
Side = Callable[[], float]  # one sign-in: seconds


def signs(rounds: int) -> list[Figure]:
    """The sign-in beside its floors, the syncs it makes, and the check of a PIN."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as name:
        folder = Path(name)
        sides = (_ours(folder / "a.db"), _bare(folder / "b.db"), _unencrypted(folder / "c.db"))
        took: list[list[float]] = [[] for _side in sides]
        for number in range(rounds + 1):
            for side, results in zip(sides, took, strict=True):
                done = [side() for _visit in range(VISITS)]
                results += done if number else []
    mine, floor, plain = (sorted(results) for results in took)
    last = int(len(mine) * 0.99)
    pin, bare_pin = _pin(rounds)
    return [
        _figure("G4", "sign-in on disk, p50", median(mine), median(floor), 1.8),
        _figure("G4", "sign-in on disk, p99", mine[last], floor[last], 1.7),
        Figure("G5", "syncs of the disk a sign-in", _syncs(), None, "syncs", 1.05),
        _figure("G6", "encrypted sign-in, plain beside", median(mine), median(plain), 2.0),
        Figure("G7", "check of a PIN", pin, None, "ms", 60),
        Figure("G7", "check of a PIN, Argon2's own beside", pin, bare_pin, "ms", 1.1),
    ]


def _figure(goal: str, what: str, ours: float, floor: float, limit: float) -> Figure:
    return Figure(goal, what, ours * 1000, floor * 1000, "ms", limit)


def _house(path: Path) -> tuple[bytes, Actor, int]:
    """A new house in which one person lives."""
    store = found(path, Founder("Olive Owner", "correct horse battery"), costs=FLOOR).store
    house = make.house(store)
    person = make.resident(store)
    stay, dek = make.stay(store, person, house), store.dek
    store.close()
    return dek, Actor(ActorKind.RESIDENT, person, "Marcus T.", None, frozenset({house})), stay


def _ours(path: Path) -> Side:
    """Through the program, as the kiosk does it."""
    dek, me, stay = _house(path)
    return _through(Store.open(path, dek, narrow=True), me, stay)


def _unencrypted(path: Path) -> Side:
    """The same code on the same records, of which the file is not encrypted."""
    dek, me, stay = _house(path)
    plain, usual = path.with_suffix(".plain"), dialects.raw_connection
    driver = usual(path, database_key(dek))
    driver.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    driver.execute("SELECT sqlcipher_export('plain')")
    driver.close()

    def without_key(path: Path, _key: bytes, *, wait: float = 0.0) -> Any:
        return sqlcipher.connect(
            str(path), timeout=wait, check_same_thread=False, isolation_level=None
        )

    dialects.raw_connection = without_key
    try:
        once = _through(Store.open(plain, dek, narrow=True), me, stay)
        once()  # from now on its connections are open
    finally:
        dialects.raw_connection = usual
    return once


def _through(store: Store, me: Actor, stay: int) -> Side:
    def once() -> float:
        store.write(me, sign_out, stay, "Work", store.now() + AWAY)
        begun = time.perf_counter()
        store.write(me, sign_in, stay)
        return time.perf_counter() - begun

    return once


def _bare(path: Path) -> Side:
    """The same rows through the driver alone: the open line closed, one audit row, one commit."""
    dek, me, stay = _house(path)
    store = Store.open(path, dek)
    _through(store, me, stay)()
    store.close()
    driver = dialects.raw_connection(path, database_key(dek))
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        driver.execute("PRAGMA " + pragma)
    line = driver.execute("SELECT * FROM sign_out").fetchone()
    entry = driver.execute("SELECT * FROM audit_entry ORDER BY seq DESC").fetchone()
    names = [d[0] for d in driver.execute("SELECT * FROM sign_out").description]
    again = [
        None if name in ("id", "in_at", "in_by") else v for name, v in zip(names, line, strict=True)
    ]
    add_line, add_entry = _insert("sign_out", len(line)), _insert("audit_entry", len(entry))

    def write(statement: str, values: Any) -> None:
        driver.execute("BEGIN IMMEDIATE")
        driver.execute(_OPEN, (stay,)).fetchone()
        driver.execute(statement, values)
        last = driver.execute(_NEWEST).fetchone()
        driver.execute(add_entry, (last[0] + 1, last[1], *entry[2:]))
        driver.execute("COMMIT")

    def once() -> float:
        write(add_line, again)
        begun = time.perf_counter()
        write(_CLOSE, ("2099-01-01 00:00:00.000000", stay))
        return time.perf_counter() - begun

    return once


_NEWEST = "SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1"
_OPEN = (
    "SELECT s.house_id, s.resident_id, o.id, o.out_at, o.expected_return_at FROM stay s LEFT JOIN"
    " sign_out o ON o.stay_id = s.id AND o.in_at IS NULL AND o.void_at IS NULL WHERE s.id = ?"
)
_CLOSE = (
    "UPDATE sign_out SET in_at = ?, in_by = 'kiosk'"
    " WHERE stay_id = ? AND in_at IS NULL AND void_at IS NULL"
)


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _syncs() -> float:
    """How often a sign-in or sign-out makes the disk write down what it has, by the system's own
    count.
    """
    if shutil.which("strace") is None:
        raise RuntimeError("strace is not here to count the syncs")
    visits = 100
    begun, ended = _syncs_of(0), _syncs_of(visits)
    return (ended - begun) / (2 * visits)


def _syncs_of(visits: int) -> int:
    with TemporaryDirectory(dir=FOLDER) as name:
        said = Path(name) / "calls"
        trace = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(said)]
        me = [sys.executable, "-m", "tests.bench.signs", str(Path(name) / "house.db"), str(visits)]
        subprocess.run([*trace, *me], cwd=ROOT, check=True)
        return len(re.findall(r"sync\(", said.read_text("utf-8", "replace")))


def _pin(rounds: int) -> tuple[float, float]:
    """Milliseconds to check one PIN, and for Argon2 alone at the same cost."""
    key = b"k" * 32
    kept = hash_kiosk_pin(key, "907164")
    cost = extract_parameters(kept)

    def timed(run: Callable[[], object]) -> float:
        begun = time.perf_counter()
        run()
        return time.perf_counter() - begun

    def bare() -> object:
        return hash_secret_raw(
            b"p" * 64, b"s" * 16, cost.time_cost, cost.memory_cost, cost.parallelism, 32, Type.ID
        )

    ours, floor = interleaved(
        rounds * 3,
        lambda: timed(lambda: kiosk_pin_fits(key, "907164", kept)),
        lambda: timed(bare),
    )
    return median(ours) * 1000, median(floor) * 1000


if __name__ == "__main__":  # what `_syncs_of` watches
    visit = _ours(Path(sys.argv[1]))
    visit()
    for _visit in range(int(sys.argv[2])):
        visit()
