"""Who on the staff signed somebody in: a line of the sign log says only that staff did, the audit
log says who.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.signins import SLACK
from sobrhouse.storage.tables import AuditEntry

# Lines of how long a time are looked up: a page of the log spans days. One that was filtered may
# span years, whose audit log would take too long to read.
LONGEST = timedelta(days=14)
_LATE = timedelta(days=1)  # how long after somebody came in it is written down, mostly


def signed_in_by(
    session: Session, house_id: int, lines: Mapping[int, datetime]
) -> dict[int, str]:
    """The name of who signed in each of these rows, by their ids and when the person came in;
    those that are not known are left out.
    """
    if not lines or max(lines.values()) - min(lines.values()) > LONGEST:
        return {}
    first = _place(session, min(lines.values()) - SLACK)
    last = _place(session, max(lines.values()) + _LATE)
    found = session.execute(
        select(AuditEntry.row_id, AuditEntry.actor_name)
        .where(
            AuditEntry.house_id == house_id, AuditEntry.seq >= first, AuditEntry.seq <= last,
            AuditEntry.action == "sign.in", AuditEntry.actor_kind == "staff",
        )
        .order_by(AuditEntry.seq)
    )  # fmt: skip
    return {row.row_id: row.actor_name for row in found if row.row_id in lines}


def name_among(known: Mapping[int, str], ids: Iterable[int]) -> str:
    """The name of who signed in the newest of the forms of a line that has one."""
    return next((known[row_id] for row_id in ids if row_id in known), "")


def _place(session: Session, moment: datetime) -> int:
    """The first entry of the audit log from an instant on: its numbers have no gaps and rise with
    time, so a few looks find it. After the clock was set back it may miss, and names with it.
    """
    low, high = 1, int(session.execute(select(func.max(AuditEntry.seq))).scalar() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = session.execute(_AT, {"seq": middle}).scalar()
        if at is not None and at < moment:
            low = middle + 1
        else:
            high = middle
    return low


_AT = select(AuditEntry.at).where(AuditEntry.seq == bindparam("seq"))
