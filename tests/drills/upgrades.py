"""Drill of upgrades: from every schema, killed in the middle, and by a program that is too old."""

import os
import random
import shutil
import signal
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.problems import NewerFile
from sobrhouse.storage import schema
from sobrhouse.storage.backups.backup import UPGRADES, backups
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from tests.drills.calls import Call, calls_seen, why_not
from tests.drills.houses import Drilled
from tests.drills.old_files import RELEASED, filled, kept, missing, released, to_revision


def _with_house(make: Callable[[Path], Drilled], look: Callable[[Drilled], Any]) -> Any:
    with tempfile.TemporaryDirectory(prefix="sobrhouse-upgrade-") as name:
        return look(make(Path(name)))


def _upgraded(house: Drilled) -> list[str]:
    """What is wrong after an upgrade."""
    before = kept(house.path, house.dek)
    with house.open() as store:
        wrong = [] if store.verify_log().ok else ["the log"]
    wrong += missing(before, kept(house.path, house.dek))
    wrong += check(house.path, house.dek).faults
    made = backups(house.folder / "backups" / UPGRADES, "house")
    if len(made) != 1 or missing(before, kept(made[0].path, house.dek)):
        wrong.append("the backup before it")
    elif not examine(made[0].path, house.dek).ok:
        wrong.append("the backup's pages")
    return wrong


def _killed(at: int, work: Callable[[], object], folder: Path) -> None:
    """Do it in a process that is killed at its so manieth call to the disk."""
    pid = os.fork()
    if pid == 0:
        left = [at]

        def decide(_call: Call) -> int:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return 0

        try:
            with calls_seen(folder, decide):
                work()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _open_and_close(house: Drilled) -> None:
    Store.open(house.path, house.dek).close()


def _without_transaction(house: Drilled) -> None:
    """The control: each statement of the steps is on disk by itself."""
    made = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=partial(raw_connection, house.path, database_key(house.dek)),
    )
    to_revision(made, "head")


def _after_kill(work: Callable[[Drilled], None], at: int, house: Drilled) -> tuple[bool, bool]:
    """Whether it was found in the old schema, and whether anything was half or lost."""
    before = kept(house.path, house.dek)
    _killed(at, partial(work, house), house.folder)
    found = kept(house.path, house.dek)
    old = found["alembic_version"] == before["alembic_version"]
    half = bool(missing(before, found)) or (old and set(found) != set(before))
    try:
        _open_and_close(house)
        half = half or bool(missing(before, kept(house.path, house.dek)))
        half = half or not check(house.path, house.dek).ok
    except Exception:
        half = True
    return old, half


def _calls(house: Drilled, work: Callable[[Drilled], None]) -> int:
    seen: list[Call] = []
    with calls_seen(house.folder, lambda _call: 0, seen.append):
        work(house)
    return len(seen)


def _kills(times: int, work: Callable[[Drilled], None], rng: random.Random) -> tuple[int, int]:
    """Killed so many times, spread over the whole upgrade: how often it was found in the old
    schema, and how often half.
    """
    make = partial(released, RELEASED[0])
    most = _with_house(make, partial(_calls, work=work))
    moments = [round((n + rng.random()) * most / times) or 1 for n in range(times)]
    found = [_with_house(make, partial(_after_kill, work, at)) for at in moments]
    return sum(old for old, _half in found), sum(half for _old, half in found)


def refused_untouched(log: bool, file: Path) -> bool:
    """Whether a newer file is refused and every byte beside it is as it was; `log` leaves the
    write-ahead log there, as after a power cut.
    """
    with tempfile.TemporaryDirectory(prefix="sobrhouse-newer-") as first:
        house = released(file, Path(first))
        driver = raw_connection(house.path, database_key(house.dek))
        driver.execute(f"PRAGMA journal_mode={'WAL' if log else 'DELETE'}")
        driver.execute("UPDATE alembic_version SET version_num = '9999'")
        with tempfile.TemporaryDirectory(prefix="sobrhouse-newer-") as second:
            for path in house.folder.iterdir():
                if not path.name.endswith("-shm"):
                    shutil.copy(path, second)
            driver.close()
            newer = Drilled(Path(second), Path(second) / "house.db", house.dek)
            before = _bytes(newer.folder)
            try:
                _open_and_close(newer)
            except NewerFile:
                after = _bytes(newer.folder)
                return all(after.get(name) == content for name, content in before.items())
            return False


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def upgrades(quick: bool) -> dict[str, object]:
    """From every schema with data nothing is lost; killed in the middle, it is old or new and
    opens; a newer file is refused and not touched.
    """
    if reason := why_not():
        return {"ok": True, "left_out": reason}
    rng = random.Random(17)
    wrong = {}
    for revision in ("0001",) if quick else schema.KNOWN[:-1]:
        if found := _with_house(partial(filled, revision), _upgraded):
            wrong[revision] = found
    times = 2 if quick else 50
    old, half = _kills(times, _open_and_close, rng)
    control = _kills(2 if quick else 10, _without_transaction, rng)[1]
    newer = [(log, file) for file in RELEASED[: 1 if quick else None] for log in (False, True)]
    refused = sum(refused_untouched(log, file) for log, file in newer)
    return {
        "ok": not wrong and not half and control > 0 and refused == len(newer),
        "schemas": 1 if quick else len(schema.KNOWN[:-1]), "wrong": wrong, "kills": times,
        "found_old": old, "found_new": times - old, "half": half, "control_half": control,
        "newer": len(newer), "refused_untouched": refused,
    }  # fmt: skip
