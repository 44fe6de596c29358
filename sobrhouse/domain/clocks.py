"""Clocks: whether the computer's clock can be believed, told by one that nobody can set
(safety.md 4.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from sobrhouse.domain.phrases import nice_days, nice_duration
from sobrhouse.domain.pins import Mark
from sobrhouse.words import _

JUMP = timedelta(seconds=120)  # a clock that drifts or is put right by the network moves less
_UNKNOWN_BOOT = "process-"  # where the system does not tell one start from another


def jumped(last: Mark, now: Mark, *, shared: bool = False) -> timedelta | None:
    """By how much the wall's clock went wrong since the last entry of the log: forward positive,
    back negative; None where it can be believed.

    Within one start of the computer the two clocks must have moved alike, by two minutes. Over a
    start only one thing is sure: that it is not earlier now than it was. `shared` are records that
    several computers write, whose clocks differ a little.
    """
    wall = now.at - last.at
    if last.boot == now.boot:
        off = wall - timedelta(milliseconds=now.mono_ms - last.mono_ms)
        return off if abs(off) > JUMP else None
    unknown = last.boot.startswith(_UNKNOWN_BOOT) or now.boot.startswith(_UNKNOWN_BOOT)
    least = -JUMP if unknown or shared else timedelta()
    return wall if wall < least else None


def jump_words(by: timedelta) -> str:
    """ "1 h back", "2 days ahead": which way a clock was moved, and how far."""
    minutes = int(abs(by).total_seconds() // 60)
    days = minutes // (24 * 60)
    span = nice_days(days) if days else nice_duration(minutes)
    if by < timedelta():
        return _("{span} back").format(span=span)
    return _("{span} ahead").format(span=span)


@dataclass(frozen=True, slots=True)
class Jump:
    """One jump of the clock: the entry of the log from which on it counts, by how much, and the
    entry by which somebody said that the clock is right, None until then.
    """

    seq: int
    by: timedelta
    settled_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """The entries of the log, from `first` up to and not with `end`, whose times may be wrong; the
    doubt goes on where there is no `end`.
    """

    first: int
    end: int | None

    def has(self, seq: int) -> bool:
        """Whether this entry is one of them."""
        return self.first <= seq and (self.end is None or seq < self.end)


def doubts(jumps: Iterable[Jump]) -> tuple[Doubt, ...]:
    """Which entries cannot be believed by the clock: from a jump until somebody says that the
    clock is right, or until it jumps back to where it would have been.
    """
    found: list[Doubt] = []
    first, off = 0, timedelta()
    settled: int | None = None
    for jump in sorted(jumps, key=attrgetter("seq")):
        if first and settled is not None and settled <= jump.seq:
            found.append(Doubt(first, settled))
            first, off = 0, timedelta()
        first, off, settled = first or jump.seq, off + jump.by, jump.settled_seq
        if abs(off) <= JUMP:
            found.append(Doubt(first, jump.seq))
            first, off, settled = 0, timedelta(), None
    if first:
        found.append(Doubt(first, settled))
    return tuple(found)


def is_in_doubt(jumps: Iterable[Jump]) -> bool:
    """Whether the clock cannot be believed now."""
    found = doubts(jumps)
    return bool(found) and found[-1].end is None
