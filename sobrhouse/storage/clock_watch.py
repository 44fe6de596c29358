"""Clock watch: each write compares the computer's clock with the last entry of the log, and notes
a jump before it writes anything by it (safety.md 4.6).
"""

from typing import Any

from sqlalchemy import insert

from sobrhouse.domain.clocks import jumped
from sobrhouse.domain.pins import Mark
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage import audit
from sobrhouse.storage.prepared import Link, Prepared
from sobrhouse.storage.tables import Base

_TABLE = Base.metadata.tables["clock_jump"]
_ADD = Prepared(
    insert(_TABLE), ("seq", "at", "was_at", "by_seconds", "created_at", "created_by")
)


def note_jump(link: Link, keys: audit.AuditKeys, last: Any, mark: Mark, station: str) -> bool:
    """Note that the clock jumped since the entry `last` (None in an empty log); whether it did."""
    if last is None:
        return False
    was = Mark(last.at, last.boot_id, last.monotonic_ms)
    by = jumped(was, mark, shared=link.driver is None)
    if by is None:
        return False
    seconds = int(by.total_seconds())
    seq = audit.append(
        link, keys, SYSTEM, mark.at, "clock.jumped", station=station, table_name="clock_jump",
        row_id=None, house_id=None, resident_id=None, mark=mark,
        payload={"by_seconds": seconds, "was_at": last.at},
    )  # fmt: skip
    _ADD.run(link, {
        "seq": seq, "at": mark.at, "was_at": last.at, "by_seconds": seconds,
        "created_at": mark.at, "created_by": 0,
    })  # fmt: skip
    return True
