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
    try:
        told = json.loads(ordinary_bytes(keys, _LARGEST) or b"{}")
        return frozenset({str(told["file"]), *(str(slot["id"]) for slot in told["slots"])})
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()


def another_house(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether these are surely the marks of two houses; what cannot be read is not."""
    return bool(ours and theirs) and not ours & theirs
