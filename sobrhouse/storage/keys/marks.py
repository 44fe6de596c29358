"""Key marks: whether two key files are of one house, told without opening either.

A stick may serve several houses, and each calls its database "house". A key file has a mark of its
own, which another data key replaces, and one for each slot, which those who were there keep.
"""

import json
from pathlib import Path

from sobrhouse.storage.outside.picked import ordinary_bytes

_LARGEST = 1024 * 1024  # bytes of a key file


def marks_in(keys: Path) -> frozenset[str]:
    """The marks in a key file; none where it is not there or cannot be read."""
    told = _read(keys)
    return frozenset() if told is None else frozenset({told[0], *told[1]})


def another_key(ours: Path, theirs: Path) -> bool:
    """Whether two key files of one house surely hold two data keys: the house changed its key
    between them. What cannot be read is not.
    """
    one, other = _read(ours), _read(theirs)
    return one is not None and other is not None and one[0] != other[0]


def _read(keys: Path) -> tuple[str, tuple[str, ...]] | None:
    """The mark of the data key, and of each slot; None where the file cannot be read."""
    try:
        told = json.loads(ordinary_bytes(keys, _LARGEST) or b"{}")
        return str(told["file"]), tuple(str(slot["id"]) for slot in told["slots"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def another_house(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether these are surely the marks of two houses; what cannot be read is not."""
    return bool(ours and theirs) and not ours & theirs
