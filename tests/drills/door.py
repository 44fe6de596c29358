"""The kiosk's door: statements that no kiosk needs, and ten thousand calls with hostile values
(T8).
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from sobrhouse.domain.staff import SYSTEM, Actor
from sobrhouse.queries.kiosk import Claim
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests.conftest import NOW, PASSPHRASE, Clock
from tests.drills.door_storm import Storm
from tests.storage.test_allow import forbidden, runs
from tests.ui.kiosk.house import KioskHouse, Leaving, fourteen, with_chores, with_support
from ui.jobs import InlineJobs
from ui.kiosk.door import Door

QUICK, WHOLE, LEAKY = 250, 10_000, 800


def kiosk_door(quick: bool) -> dict[str, object]:
    """Not one forbidden statement runs on a kiosk's connection, and nearly all on an ordinary one;
    no hostile call raises, is given another's words or changes another's rows, and a door that
    asks as the program itself is found out.
    """
    app = QCoreApplication.instance() or QCoreApplication(["kiosk"])
    folder = Path(tempfile.mkdtemp(prefix="sobrhouse-drill-"))
    try:
        tried, ran, plain = _statements(folder)
        storm = called(folder / "door", Door, QUICK if quick else WHOLE)
        leaky = called(folder / "leaky", LeakyDoor, LEAKY)
    finally:
        shutil.rmtree(folder)
        app.processEvents()
    held = not (ran or storm.raised or storm.told or storm.changed) and storm.chain
    return {
        "ok": held and plain > 0.95 * tried and bool(leaky.told) and storm.done > 0,
        "statements": tried, "ran": ran, "control_ran": plain, "calls": storm.calls,
        "done": storm.done, "refused": storm.refused, "on_paper": dict(storm.on_paper),
        "raised": storm.raised[:3], "others_words": storm.told[:3], "others_rows": storm.changed,
        "control_others_words": len(leaky.told),
    }  # fmt: skip


def _statements(folder: Path) -> tuple[int, int, int]:
    """How many are forbidden; how many of them ran on a kiosk's connections, on an ordinary one."""
    store = _house(folder / "statements")[0]
    narrow = Store.open(store.target, store.dek, store.now, narrow=True)
    ran = plain = 0
    kept = [s for s in forbidden(folder) if "RECURSIVE" not in s and "key=" not in s]
    try:
        for engine in (narrow._writer, narrow._reader):
            driver = engine.raw_connection().driver_connection
            ran += sum(runs(driver, statement) for statement in forbidden(folder))
        driver = store._writer.raw_connection().driver_connection
        for statement in kept:
            plain += runs(driver, statement)
            if driver.in_transaction:  # type: ignore[union-attr]
                driver.rollback()  # type: ignore[union-attr]
    finally:
        narrow.close()
        store.close()
    return len(kept), ran, plain


def _house(folder: Path) -> tuple[Store, KioskHouse]:
    folder.mkdir()
    founder = Founder("Olive Owner", PASSPHRASE)
    store = found(folder / "house.db", founder, clock=Clock(NOW), costs=FLOOR).store
    house = fourteen(store)
    with_chores(store, house)
    with_support(store, house)
    return store, house


class LeakyDoor(Door):
    """The control: a door made wrong, which asks for whoever is named, as the program itself."""

    def _me(self, _claim: Claim) -> Actor:
        return SYSTEM


def called(folder: Path, kind: type[Door], times: int) -> Storm:
    """A storm of so many calls over a new house's door, and what came of it."""
    store, house = _house(folder)
    narrow = Store.open(store.target, store.dek, store.now, narrow=True)
    try:
        storm = Storm(kind(InlineJobs(), narrow, house.house_id, "kiosk", Leaving()), house, 1)
        before = _of_others(store, house)
        storm.run(times)
        storm.changed = len(before ^ _of_others(store, house))
        storm.chain = store.verify_log().ok
    finally:
        narrow.close()
        store.close()
    return storm


def _of_others(store: Store, house: KioskHouse) -> set[tuple[Any, ...]]:
    """All rows that are about Luis, in every table that names a stay or a resident."""
    driver = store._reader.raw_connection().driver_connection
    found: set[tuple[Any, ...]] = set()
    for column, who in (("stay_id", house.stays["Luis"]), ("resident_id", house.people["Luis"])):
        for table in _tables_with(driver, column):
            rows = driver.execute(f'SELECT * FROM "{table}" WHERE {column} = ?', (who,))
            found |= {(table, *row) for row in rows.fetchall()}
    return found


def _tables_with(driver: Any, column: str) -> list[str]:
    names = driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        name for (name,) in names
        if name not in ("pin_throttle", "audit_entry")  # tries may be made for anybody
        and any(row[1] == column for row in driver.execute(f'PRAGMA table_info("{name}")'))
    ]  # fmt: skip
