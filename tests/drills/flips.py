"""Drills that change single bits of the files, as a tired disk does."""

import random
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.recovery_codes import LETTERS, new_code, read_code
from sobrhouse.problems import Damaged, NewerFile, Problem
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.keys.keys import Keys, key_file
from tests.drills.houses import NOW, PASSPHRASE, Drilled, drilled


def flipped(data: bytes, rng: random.Random) -> bytes:
    """The data with one bit changed."""
    changed = bytearray(data)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def bit_flips(quick: bool) -> dict[str, object]:
    """One bit anywhere in the database, a backup or the key file is noticed, and never changed."""
    rng, times = random.Random(5), 60 if quick else 1000
    with drilled(notes=20, length=6000) as house:
        made = back_up(house.path, house.dek, house.folder / "backups", NOW)
        missed = {
            "database": _missed(house.path, house, rng, times),
            "backup": _missed(made.path, house, rng, times),
            "keys": _missed_keys(key_file(house.path), house, rng, times),
        }
        control = _missed_without_cipher(house, rng, 200)
    return {
        "ok": not any(missed.values()) and control > 0,
        "flips": 3 * times, "missed": missed, "control_missed_of_200": control,
    }


def _missed(path: Path, house: Drilled, rng: random.Random, times: int) -> int:
    whole, missed = path.read_bytes(), 0
    looked = check if path == house.path else examine
    for _ in range(times):
        bad = flipped(whole, rng)
        path.write_bytes(bad)
        missed += looked(path, house.dek).ok or path.read_bytes() != bad
    path.write_bytes(whole)
    return missed + (not looked(path, house.dek).ok)


def _missed_keys(path: Path, house: Drilled, rng: random.Random, times: int) -> int:
    """A changed key file is damaged; a changed blank means nothing, and then it still opens."""
    whole, missed = path.read_bytes(), 0
    for _ in range(times):
        path.write_bytes(flipped(whole, rng))
        try:
            opened = Keys.open(path).unlock_with_passphrase(PASSPHRASE)
        except (Damaged, NewerFile):
            continue
        except Problem:
            missed += 1  # a wrong passphrase would be the wrong thing to say
        else:
            missed += opened.dek != house.dek
    path.write_bytes(whole)
    return missed


def _missed_without_cipher(house: Drilled, rng: random.Random, times: int) -> int:
    """The control: the same rows in a plain SQLite file must hide some flips."""
    plain = house.folder / "plain.db"
    driver = sqlcipher.connect(str(plain), isolation_level=None)
    driver.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    for _ in range(20):
        driver.execute("INSERT INTO note (text) VALUES (?)", ("x" * 6000,))
    driver.close()
    whole, missed = plain.read_bytes(), 0
    for _ in range(times):
        plain.write_bytes(flipped(whole, rng))
        looking = sqlcipher.connect(str(plain), isolation_level=None)
        try:
            missed += looking.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlcipher.DatabaseError:
            pass
        finally:
            looking.close()
    return missed


def recovery_slips(quick: bool) -> dict[str, object]:
    """One or two wrong letters in a recovery code, or two that changed places: none is accepted.
    The control: each code without a slip is, else nothing was asked.
    """
    rng, times, accepted, right = random.Random(6), 2000 if quick else 10_000, 0, 0
    for _ in range(times):
        code = new_code()
        right += bool(read_code(code))
        letters = list(code.replace("-", ""))
        one, two = rng.sample(range(28), 2)
        if rng.random() < 0.3 and letters[one] != letters[two]:
            letters[one], letters[two] = letters[two], letters[one]
        else:
            for place in {one, rng.choice((one, two))}:
                letters[place] = rng.choice(LETTERS.replace(letters[place], ""))
        try:
            read_code("".join(letters))
        except Problem:
            continue
        accepted += 1
    return {
        "ok": not accepted and right == times,
        "slips": times, "accepted": accepted, "control_right_accepted": right,
    }
