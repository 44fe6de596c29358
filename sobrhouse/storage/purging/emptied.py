"""Emptied: which entries of the audit log a lawful purge has emptied, as its own entry says it.

An empty entry that no purge names is a change like any other. The purge's entry is chained, so what
it names cannot be changed afterwards (safety.md 4.5).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from sobrhouse.storage.tables import AuditEntry

PURGED = ("resident.purged", "visitor.purged")
Spans = list[list[int]]


@dataclass
class Emptied:
    """What the purges say: whose content was emptied, and from which entries the name of who acted
    was taken, with the sum of these.
    """

    contents: set[int] = field(default_factory=set)
    nameless: dict[int, int] = field(default_factory=dict)  # entry -> the purge that says so
    sums: dict[int, str] = field(default_factory=dict)  # purge -> the sum over its entries
    _running: dict[int, Any] = field(default_factory=dict)

    def pass_over(self, seq: int, line: str) -> None:
        """Take an entry without its name into the sum of its purge, in the order of the log."""
        purge = self.nameless[seq]
        self._running.setdefault(purge, hashlib.sha256()).update(line.encode() + b"\n")

    def wrong(self) -> tuple[int, ...]:
        """The purges whose nameless entries are not what they were, once all were passed over."""
        none = hashlib.sha256()
        return tuple(
            purge for purge, said in sorted(self.sums.items())
            if self._running.get(purge, none).hexdigest() != said
        )  # fmt: skip


def sum_of(lines: Iterable[str]) -> str:
    """The sum over the lines of entries whose name was taken out."""
    whole = hashlib.sha256()
    for line in lines:
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def read_emptied(source: Session | Connection, after: int = 0) -> Emptied:
    """What every purge says whose entry comes after `after`; it comes after all that it emptied.
    An entry that cannot be read says nothing: the walk along the log names it.
    """
    found = Emptied()
    query = select(AuditEntry.seq, AuditEntry.payload).where(
        AuditEntry.seq > after, AuditEntry.action.in_(PURGED)
    )
    for seq, payload in source.execute(query.order_by(AuditEntry.seq)):
        told = told_by(payload, seq)
        if told is None:
            continue
        contents, nameless, said = told
        found.contents |= contents
        found.nameless |= dict.fromkeys(nameless - found.nameless.keys(), seq)
        if nameless:
            found.sums[seq] = said
    return found


def told_by(payload: str, seq: int) -> tuple[set[int], set[int], str] | None:
    """What the purge of an entry emptied, which entries lost a name, and the sum over these; None
    where it cannot be read.
    """
    try:
        told = json.loads(payload)
        contents = set(_numbers(told["emptied"], seq))
        nameless = set(_numbers(told["nameless"], seq))
        return contents, nameless, str(told["nameless_sum"])
    except (ValueError, TypeError, KeyError):
        return None


def spans(numbers: Iterable[int]) -> Spans:
    """Numbers as first and last of each run."""
    runs: Spans = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _numbers(runs: Sequence[Sequence[int]], before: int) -> Iterator[int]:
    """Every number of the runs. ValueError for one that was not there yet when they were told."""
    for first, last in runs:
        if not 0 < first <= last < before:
            raise ValueError("a purge that empties what comes after it")
        yield from range(first, last + 1)
