"""Drills that end a program in the middle of its work, as a power button does."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.backups.backup import back_up, backups
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.copies import read_contents
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.work import utc_now
from tests.drills.houses import Drilled, add_note, drilled, texts

Tell = Callable[[str], None]
# Acknowledged words that say something; a busy computer needs more kills for them.
QUICK_ENOUGH, ENOUGH = 200, 40_000
REOPEN_MS = 100.0  # the middle one, on a calm computer
AT_ONCE = 25  # backups of one house under load


@contextmanager
def child(work: Callable[[Tell], None]) -> Iterator[tuple[int, int]]:
    """A process that does `work` and tells its parent things by a pipe; killed at the end."""
    told, telling = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        try:
            work(lambda word: os.write(telling, word.encode() + b"\n") and None)
        except BaseException as error:  # the parent sees that it ended too soon
            os.write(2, f"child: {type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os.close(telling)
    try:
        yield pid, told
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(told)


def heard(told: int) -> list[str]:
    """Everything the child had said before it ended; a word cut short was never said."""
    data = b""
    while piece := os.read(told, 65536):
        data += piece
    return [line.decode() for line in data.split(b"\n")[:-1]]


def write_on(house: Drilled, run: int, early: bool, pause: float = 0) -> Callable[[Tell], None]:
    """Write notes without end; each is told after its COMMIT, or, for the control, before."""

    def work(tell: Tell) -> None:
        with house.open() as store:
            for number in range(100_000):
                word = f"{run}-{number}"
                if early:
                    tell(word)
                store.write(SYSTEM, add_note, word)
                if not early:
                    tell(word)
                time.sleep(pause)

    return work


def killed_once(house: Drilled, run: int, rng: random.Random, early: bool = False) -> list[str]:
    """Start a writer, wait for its first word, kill it a moment later; what it had told."""
    with child(write_on(house, run, early)) as (pid, told):
        first = os.read(told, 1)
        time.sleep(rng.uniform(0, 0.06))
        os.kill(pid, signal.SIGKILL)
        said = heard(told)
    if said:
        said[0] = first.decode() + said[0]
    return said


def kill_writes(quick: bool) -> dict[str, object]:
    """kill -9 while notes are written: nothing that was acknowledged is lost, the file opens."""
    rng, kills, enough = random.Random(1), 60 if quick else 1000, QUICK_ENOUGH if quick else ENOUGH
    acknowledged: set[str] = set()
    run, lost, faults = 0, 0, 0
    reopens: list[float] = []
    with drilled() as house:
        while run < kills or (len(acknowledged) < enough and run < 5 * kills):
            acknowledged |= set(killed_once(house, run, rng))
            begun = time.perf_counter()
            with house.open() as store:
                reopens.append(time.perf_counter() - begun)
                lost += len(acknowledged - store.read(SYSTEM, texts))
            run += 1
            if run % 10 == 0:
                faults += not check(house.path, house.dek).ok
        faults += not check(house.path, house.dek).ok
        control = _early_words_lost(house, rng)
    reopened = median(reopens) * 1000
    return {
        "ok": (not lost and not faults and control > 0 and len(acknowledged) >= enough
               and (quick or reopened <= REOPEN_MS)),
        "kills": run, "acknowledged": len(acknowledged), "lost": lost, "faults": faults,
        "median_reopen_ms": round(reopened, 1),
        "slowest_reopen_ms": round(max(reopens) * 1000, 1), "control_lost": control,
    }


def _early_words_lost(house: Drilled, rng: random.Random) -> int:
    """The control: a writer that tells before COMMIT must lose something."""
    lost = 0
    for run in range(40):
        said = set(killed_once(house, 10_000 + run, rng, early=True))
        with house.open() as store:
            lost += len(said - store.read(SYSTEM, texts))
        if lost:
            break
    return lost


def kill_backups(quick: bool) -> dict[str, object]:
    """kill -9 while backups are made: each file with a backup's name is whole and has its keys."""
    rng, kills = random.Random(2), 6 if quick else 100
    with drilled(notes=60, length=20_000) as house:
        folder = house.folder / "backups"

        def make(tell: Tell) -> None:
            tell("begun")
            for number in range(1000):
                back_up(house.path, house.dek, folder, utc_now() + timedelta(seconds=number))

        began = time.perf_counter()
        back_up(house.path, house.dek, house.folder / "unhurried", utc_now())
        whole = time.perf_counter() - began  # this computer's, as busy as it is now
        done, found = 0, backups(folder, "house")
        while done < kills or (not found and done < 5 * kills):
            with child(make) as (_pid, told):
                os.read(told, 1)
                time.sleep(rng.uniform(0, 2 * whole))
            done, found = done + 1, backups(folder, "house")
        halves = sum(
            not examine(file.path, house.dek).ok or not key_file(file.path).exists()
            for file in found
        )
        control = _naive_halves(house, rng)
    return {
        "ok": not halves and bool(found) and control > 0,
        "kills": done, "backups": len(found), "halves": halves, "control_halves": control,
    }


def _naive_halves(house: Drilled, rng: random.Random) -> int:
    """The control: copies written under their real name must leave a half one."""
    folder = house.folder / "naive"
    folder.mkdir()
    data = house.path.read_bytes()

    def copy(tell: Tell) -> None:
        tell("begun")
        for number in range(1000):
            with (folder / f"{number}.db").open("wb") as file:
                for start in range(0, len(data), 4096):
                    file.write(data[start:start + 4096])
                    file.flush()

    for _ in range(20):
        with child(copy) as (_pid, told):
            os.read(told, 1)
            time.sleep(rng.uniform(0, 0.05))
        halves = sum(path.stat().st_size != len(data) for path in folder.iterdir())
        if halves:
            return halves
    return 0


def backups_under_load(quick: bool) -> dict[str, object]:
    """Backups while another program writes: each is restored and equal to what was backed up. A new
    house after every 25, else the writer makes each backup longer than the one before.
    """
    wanted = 4 if quick else 200
    made = equal = noticed = 0
    while made < wanted:
        share = min(AT_ONCE, wanted - made)
        found = _under_load(share)
        made, equal, noticed = made + share, equal + found[0], noticed + found[1]
    return {
        "ok": equal == wanted == noticed, "backups": wanted, "equal": equal,
        "control_noticed": noticed,
    }


def _under_load(wanted: int) -> tuple[int, int]:
    """How many of so many backups came back equal, and of how many a changed letter was noticed."""
    equal = noticed = 0
    with (
        drilled(notes=20, length=5000) as house,
        child(write_on(house, 0, early=False, pause=0.05)) as (_, told),
    ):
        os.read(told, 1)
        os.set_blocking(told, False)
        for number in range(wanted):
            done = back_up(house.path, house.dek, house.folder / "backups", utc_now())
            target = house.folder / f"restored{number}" / "house.db"
            restore(done.path, target, house.dek, utc_now())
            equal += _digest(target, house.dek) == done.digest
            Keys.open(key_file(target))
            noticed += _digest_of_another(target, house.dek) != done.digest
            shutil.rmtree(target.parent)
            _drain(told)
    return equal, noticed


def _digest_of_another(path: Path, dek: bytes) -> str:
    """The control: one letter of one row is another, and the sum must tell."""
    driver = raw_connection(path, database_key(dek))
    driver.execute("UPDATE note SET text = 'y' || substr(text, 2) WHERE id = 1")
    driver.commit()
    driver.close()
    return _digest(path, dek)


def _drain(told: int) -> None:
    try:
        while os.read(told, 65536):
            pass
    except BlockingIOError:
        pass


def _digest(path: Path, dek: bytes) -> str:
    driver = raw_connection(path, database_key(dek))
    try:
        return read_contents(driver).digest
    finally:
        driver.close()
