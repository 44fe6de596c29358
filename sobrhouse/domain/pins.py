"""Kiosk PINs: what a resident may choose, and how long to wait after wrong ones (safety.md 4.4)."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sobrhouse.problems import Problem
from sobrhouse.words import _

PIN_LENGTHS = range(4, 9)
USUAL_LENGTH = 6
WAITS = {5: 30, 6: 60, 7: 5 * 60, 8: 15 * 60, 9: 60 * 60}  # seconds after so many wrong tries
LOCKED_AT = 10
HOUR = 60 * 60
STATION_TRIES = 30  # wrong ones an hour at one station, of whomever

_LENGTH_MARK = "#"
_UNKNOWN_BOOT = "process-"  # where the system does not tell one start from another
# What people choose most that no rule below finds, from published lists of leaked PINs.
_LISTED = (
    "1004 1010 1101 1110 1120 1210 1211 1225 1230 1300 1313 2468 2469 2580 3691 3825 4200 5150 5683"
    " 6420 7410 8520 8675 9510 9512 9630 0852 0911 0420 0007 1379 1397 1739 3179 7931 7391"
    " 12321 12369 14789 15987 24680 13579 25802 36987 74123 78963 95123 90210"
    " 010203 102030 112358 123123 123321 123654 123698 131313 142536 147258 147369 147852 159357"
    " 159753 159951 202122 246810 246813 258369 258456 314159 321654 369258 420420 456123 456789"
    " 520131 520520 654123 741852 753159 753951 789456 852456 963852 987456 951753"
    " 1029384 1357924 1593578 8675309 2468101 3141592 1472583 7894561 7418529"
    " 01020304 10203040 12340987 12344321 12345679 13572468 14725836 14789632 24681357 31415926"
    " 74108520 78945612 87651234 98761234 11235813"
)
_FAVOURITES = frozenset(_LISTED.split())


@dataclass(frozen=True, slots=True)
class Mark:
    """An instant by two clocks: the wall's, and that which has run since the computer started."""

    at: datetime
    boot: str
    mono_ms: int


def passed(since: Mark, now: Mark) -> float:
    """Seconds that have passed for certain: setting the wall clock forward adds none, starting the
    computer anew no more than it has been running since.
    """
    ran = (now.mono_ms - since.mono_ms) / 1000
    if since.boot == now.boot:
        return max(0.0, ran)
    unknown = since.boot.startswith(_UNKNOWN_BOOT) or now.boot.startswith(_UNKNOWN_BOOT)
    sure = ran if unknown and ran >= 0 else now.mono_ms / 1000
    wall = (now.at - since.at).total_seconds()
    return min(sure, wall) if wall >= 0 else sure


def wait_after(failures: int) -> int:
    """Seconds to wait after this many wrong tries in a row."""
    return 0 if failures < min(WAITS) else WAITS.get(failures, HOUR)


def locked(failures: int) -> bool:
    """Whether no try counts until staff clear it."""
    return failures >= LOCKED_AT


def left(failures: int, since: Mark, now: Mark) -> int:
    """Seconds until the next try of one person counts."""
    wait = wait_after(failures)
    return max(0, math.ceil(wait - passed(since, now))) if wait else 0


def left_at_station(wrong: Sequence[Mark], now: Mark) -> int:
    """Seconds until the next try at a station counts, from its newest thirty wrong ones."""
    if len(wrong) < STATION_TRIES:
        return 0
    return max(0, math.ceil(HOUR - max(passed(mark, now) for mark in wrong)))


def too_easy(pin: str) -> bool:
    """Whether this is one of the PINs that everybody tries first: by rule, and by list."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    half = (len(pin) + 1) // 2
    blocks = any(
        len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size)
        for size in range(1, len(pin) // 2 + 1)
    )
    pairs = len(pin) % 2 == 0 and all(pin[i] == pin[i + 1] for i in range(0, len(pin), 2))
    mirrored = pin[:half] == pin[::-1][:half]
    year = len(pin) == 4 and pin[:2] in ("19", "20")
    few = len(pin) > 4 and len(set(pin)) < 3
    return len(steps) == 1 or blocks or pairs or mirrored or year or few or pin in _FAVOURITES


def of_birth(pin: str, born: date) -> bool:
    """Whether it is the birth date, in any of the ways in which people write one."""
    days, months = {f"{born.day}", f"{born.day:02}"}, {f"{born.month}", f"{born.month:02}"}
    years = {f"{born.year}", f"{born.year % 100:02}"}
    orders = [(months, days), (days, months), (months, days, years), (days, months, years)]
    orders += [(years, months, days), (years, days, months), (months, years), (years, months)]
    written = {""}
    for order in orders:
        texts = {""}
        for part in order:
            texts = {text + piece for text in texts for piece in part}
        written |= texts
    return pin in written or pin == f"{born.year}"


def check_pin(pin: str, length: int, born: date | None = None, number: str = "") -> None:
    """Refuse a PIN that a resident may not choose; `number` is what they type instead of a name."""
    if not (pin.isascii() and pin.isdigit() and len(pin) == length):
        raise Problem(_("Type {n} numbers.").format(n=length), field="pin")
    if born is not None and of_birth(pin, born):
        raise Problem(_("Not your birthday. Choose other numbers."), field="pin")
    if pin == number or too_easy(pin):
        raise Problem(_("Too easy to guess. Choose other numbers."), field="pin")


def with_length(hashed: str, pin: str) -> str:
    """What is stored of a PIN: its hash and how many numbers it has, since a house may ask for
    another length later.
    """
    return f"{hashed}{_LENGTH_MARK}{len(pin)}"


def length_of(stored: str) -> int:
    """How many numbers a stored PIN has."""
    said = stored.partition(_LENGTH_MARK)[2]
    return int(said) if said.isdigit() else USUAL_LENGTH


def hash_in(stored: str) -> str:
    """The hash alone."""
    return stored.partition(_LENGTH_MARK)[0]


def badge_hash(code: str) -> str:
    """What is stored of a badge: its code is long and random, so a plain hash tells nothing."""
    letters = "".join(c for c in code.upper() if c.isascii() and c.isalnum())
    return hashlib.sha256(f"badge|{letters}".encode()).hexdigest()
