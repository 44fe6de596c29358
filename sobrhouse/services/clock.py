"""The clock: somebody has looked at it and says that it is right."""

from datetime import timedelta

from sqlalchemy import select

from sobrhouse.domain.clocks import Jump, is_in_doubt
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.prepared import Prepared
from sobrhouse.storage.tables import ClockJump
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def settle_clock(work: Work) -> int:
    """From here on the clock is believed again; gives the entry of the log that says so. What was
    written in between stays marked.
    """
    work.require(Permission.RECORD_DAILY)
    rows = _rows(work, None)
    if not rows:
        raise Problem(_("Somebody has said so already. Nothing was changed."))
    seq = work.record("clock.settled", None, jumps=[row.seq for row in rows])
    for row in rows:
        row.settled_at, row.settled_by, row.settled_seq = work.now, work.actor.id, seq
    work.flush()
    return seq


def doubt_clock_again(work: Work, seq: int) -> None:
    """The inverse: the same jumps are in doubt again."""
    work.require(Permission.RECORD_DAILY)
    rows = _rows(work, seq)
    if not rows:
        raise Problem(_("The clock is in doubt already. Nothing was changed."))
    for row in rows:
        row.settled_at = row.settled_by = row.settled_seq = None
    work.record("clock.doubted", None, jumps=[row.seq for row in rows])


def _rows(work: Work, seq: int | None) -> list[ClockJump]:
    """The jumps that this entry settled; those that none has."""
    query = select(ClockJump).where(
        ClockJump.settled_seq.is_(None) if seq is None else ClockJump.settled_seq == seq
    )
    return list(work.session.execute(query.order_by(ClockJump.seq)).scalars())


def doubts_now(work: Work) -> bool:
    """Whether nobody has said since a jump that the clock is right. A part of use cases, which have
    asked for leave; what the last entry found is known to it.
    """
    rows = _JUMPS.all(work.transaction, {})
    return is_in_doubt(Jump(r.seq, timedelta(seconds=r.by_seconds), r.settled_seq) for r in rows)


_JUMPS = Prepared(select(ClockJump.seq, ClockJump.by_seconds, ClockJump.settled_seq))
