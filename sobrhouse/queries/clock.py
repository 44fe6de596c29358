"""The clock: jumps that nobody has settled, and which lines of the sign log were written by a clock
that could not be believed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.clocks import Doubt, Jump, doubts, is_in_doubt
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, ClockJump

# Only these write down the time at which they are done; a correction is staff's own word.
_BY_THE_CLOCK = ("sign.out", "sign.in")


@dataclass(frozen=True, slots=True)
class Standing:
    """A doubt that stands: the newest jump, what the clock said before and after, in UTC."""

    seq: int
    by: timedelta
    was_at: datetime
    at: datetime


@needs(Permission.SEE_HOUSE, house_free=True)
def clock_standing(session: Session) -> Standing | None:
    """What the clock did, where nobody has said since that it is right; else None."""
    return standing_of(session)


def standing_of(session: Session) -> Standing | None:
    """The same, for queries that have asked for leave already."""
    rows = session.execute(select(ClockJump).order_by(ClockJump.seq)).scalars().all()
    if not is_in_doubt(_jump(row) for row in rows):
        return None
    last = rows[-1]
    return Standing(last.seq, timedelta(seconds=last.by_seconds), last.was_at, last.at)


def doubted_lines(
    session: Session, house_id: int, lines: Collection[int], out: Collection[int] = ()
) -> frozenset[int]:
    """Which of these rows of the sign log say a time that may be wrong; those of who is still `out`
    too while the clock is in doubt, since now is not sure either. For queries that have asked for
    leave already; a house whose clock never jumped costs one look at an empty table.
    """
    if not lines and not out:
        return frozenset()
    jumps = session.execute(select(ClockJump).order_by(ClockJump.seq)).scalars()
    wanted, found = frozenset(lines), set[int]()
    for doubt in doubts(_jump(row) for row in jumps):
        found |= wanted & _written_in(session, house_id, doubt)
        found |= frozenset(out) if doubt.end is None else frozenset()
    return frozenset(found)


def begun_in_doubt(
    session: Session, house_id: int, left: Collection[int], only_came: Collection[int]
) -> frozenset[int]:
    """Which of these rows a wrong clock put where they stand in the sign log: those who `left` by
    it, and of those of whom it is known only that they came, who came by it. For queries that have
    asked for leave already, about rows of which some are in doubt.
    """
    jumps = session.execute(select(ClockJump).order_by(ClockJump.seq)).scalars()
    outs, ins, found = frozenset(left), frozenset(only_came), set[int]()
    for doubt in doubts(_jump(row) for row in jumps):
        found |= outs & _written_in(session, house_id, doubt, ("sign.out",))
        found |= ins & _written_in(session, house_id, doubt, ("sign.in",))
    return frozenset(found)


def _written_in(
    session: Session, house_id: int, doubt: Doubt, actions: tuple[str, ...] = _BY_THE_CLOCK
) -> set[int]:
    query = select(AuditEntry.row_id).where(
        AuditEntry.house_id == house_id, AuditEntry.seq >= doubt.first,
        AuditEntry.table_name == "sign_out", AuditEntry.action.in_(actions),
    )  # fmt: skip
    if doubt.end is not None:
        query = query.where(AuditEntry.seq < doubt.end)
    return {row_id for row_id in session.execute(query).scalars() if row_id is not None}


def _jump(row: ClockJump) -> Jump:
    return Jump(row.seq, timedelta(seconds=row.by_seconds), row.settled_seq)
