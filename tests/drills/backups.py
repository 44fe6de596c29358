"""Drills of what is kept: ten years of backups under a clock that jumps, and restores that are
killed in the middle.
"""

import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.backups.backup import HOURLY, BackupFile, back_up, backups, thin_out
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.copies import read_contents
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.work import utc_now
from tests.drills.houses import Drilled, add_note, drilled
from tests.drills.kills import Tell, child

BEGIN = datetime(2026, 1, 1, 3, tzinfo=UTC)
BESIDE = 23 + 6  # of days, weeks and months, and of a clock ahead of time
JUMPS = (timedelta(days=-400), timedelta(days=400), timedelta(days=-31), timedelta(hours=-3),
         timedelta(days=3650))  # fmt: skip
Thin = Callable[[Path, str, datetime], object]


def backup_years(quick: bool) -> dict[str, object]:
    """Ten years of backups, thinned out after each: honest ones have every month of the last year,
    and whatever the clock does, the one just made is there with its keys.
    """
    days = 150 if quick else 3653
    honest = _years(days, jumps=False, thin=thin_out)
    jumping = _years(days, jumps=True, thin=thin_out)
    control = _years(150, jumps=True, thin=_keep_last)
    told = Counter({name: honest[name] + jumping[name] for name in ("made", "dropped", "months",
                                                                    "too_many")})  # fmt: skip
    faults = told["dropped"] + told["months"] + told["too_many"]
    return {
        "ok": not faults and jumping["jumps"] > 1 and control["dropped"] > 0,
        "years": round(days / 365.25, 1), "made": told["made"], "jumps": jumping["jumps"],
        "newest_dropped": told["dropped"], "months_missing": told["months"],
        "too_many": told["too_many"], "most_kept": max(honest["most"], jumping["most"]),
        "control_dropped": control["dropped"],
    }  # fmt: skip


def _years(days: int, *, jumps: bool, thin: Thin) -> Counter[str]:
    rng, found = random.Random(15), Counter[str]()
    now, lived, months = BEGIN, timedelta(0), set[tuple[int, int]]()
    with tempfile.TemporaryDirectory(prefix="sobrhouse-years-") as name:
        folder = Path(name)
        while lived < timedelta(days=days):
            step = timedelta(hours=rng.choice((1, 1, 2, 14, 40)))
            now, lived = now + step, lived + step
            if jumps and rng.random() < 0.01:
                now += rng.choice(JUMPS)
                found["jumps"] += 1
            made = _made(folder, now)
            months.add((now.year, now.month))
            thin(folder, "house", now)
            there = backups(folder, "house")
            found["made"] += 1
            found["dropped"] += not (made.exists() and key_file(made).exists())
            found["most"] = max(found["most"], len(there))
            recent = sum(now - HOURLY < file.made_at <= now for file in there)
            found["too_many"] += len(there) - recent > BESIDE or recent > 25
        if not jumps:
            kept = {(file.made_at.year, file.made_at.month) for file in there}
            found["months"] = len(set(sorted(months)[-12:]) - kept)
    return found


def _made(folder: Path, now: datetime) -> Path:
    """A file with the name that a backup of that moment has, and one with that of its keys."""
    stamp, number = now.strftime("%Y%m%dT%H%M%SZ"), 2
    path = folder / f"house-{stamp}.db"
    while path.exists():
        path, number = folder / f"house-{stamp}-{number}.db", number + 1
    path.touch()
    key_file(path).touch()
    return path


def _keep_last(folder: Path, stem: str, _now: datetime) -> None:
    """The control: the last so many by their names, as a plain rule would have it."""
    for file in backups(folder, stem)[25 + BESIDE :]:
        _remove(file)


def _remove(file: BackupFile) -> None:
    file.path.unlink()
    key_file(file.path).unlink()


def kill_restores(quick: bool) -> dict[str, object]:
    """kill -9 while a backup is put in the database's place: what stands there is whole, the one or
    the other, and what stood before is never gone.
    """
    rng, kills = random.Random(16), 6 if quick else 100
    with drilled(notes=10, length=20_000) as house:
        done = back_up(house.path, house.dek, house.folder / "backups", utc_now())
        with house.open() as store:
            store.write(SYSTEM, add_note, "newer than the backup")
        newer = _digest(house.path, house.dek)
        kept = house.folder / "kept.db"
        shutil.copy(house.path, kept)
        begun = time.perf_counter()
        restore(done.path, house.path, house.dek, utc_now())
        whole = time.perf_counter() - begun
        counts = Counter[str]()
        while counts["kills"] < kills or (
            not (counts["old"] and counts["new"]) and counts["kills"] < 5 * kills
        ):
            _put_back(house, kept)
            with child(_restoring(house, done.path)) as (_pid, _told):
                time.sleep(rng.uniform(0, 2 * whole))
            counts["kills"] += 1
            stood = _what_stands(house, newer, done.digest)
            whole *= {"old": 1.2, "new": 0.8}.get(stood, 1)  # however busy the computer is
            counts[stood] += 1
            counts["gone"] += not _somewhere(house, newer)
        control = _naive_restores(house, done.path, kept)
    broken = counts["broken"] + counts["gone"]
    return {
        "ok": not broken and counts["old"] > 0 and counts["new"] > 0 and control > 0,
        "kills": counts["kills"], "old_stood": counts["old"], "new_stood": counts["new"],
        "broken": counts["broken"], "older_gone": counts["gone"], "control_broken": control,
    }  # fmt: skip


def _restoring(house: Drilled, backup: Path) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        restore(backup, house.path, house.dek, utc_now())
        tell("done")
        time.sleep(60)  # until it is killed

    return work


def _put_back(house: Drilled, kept: Path) -> None:
    """As before the restore; what earlier ones left beside is swept."""
    for left in house.folder.glob("house-replaced-*"):
        left.unlink()
    for tail in ("-wal", "-shm", "-journal"):
        Path(f"{house.path}{tail}").unlink(missing_ok=True)
    house.path.unlink(missing_ok=True)
    shutil.copy(kept, house.path)


def _what_stands(house: Drilled, old: str, new: str) -> str:
    try:
        found = _digest(house.path, house.dek)
    except Exception:
        return "broken"
    return {old: "old", new: "new"}.get(found, "broken")


def _somewhere(house: Drilled, old: str) -> bool:
    """Whether what stood before is there still: in its place, or aside."""
    candidates: Iterable[Path] = (house.path, *house.folder.glob("house-replaced-*.db"))
    return any(path.exists() and _digest(path, house.dek) == old for path in candidates)


def _naive_restores(house: Drilled, backup: Path, kept: Path) -> int:
    """The control: a restore that copies over the database in its place must leave a broken one."""
    whole = _digest(backup, house.dek)
    older = _digest(kept, house.dek)
    data = backup.read_bytes()

    def work(tell: Tell) -> None:
        with house.path.open("wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            tell("half of it")
            time.sleep(60)  # until it is killed

    _put_back(house, kept)
    with child(work) as (_pid, told):
        os.read(told, 64)
    return int(_what_stands(house, older, whole) == "broken")


def _digest(path: Path, dek: bytes) -> str:
    if not path.is_file():
        raise FileNotFoundError(path.name)
    driver = raw_connection(path, database_key(dek))
    try:
        return read_contents(driver).digest
    finally:
        driver.close()
