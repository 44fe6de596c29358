"""Corrections: the row of evidence that stands for another, and letting one count no more; a part
of use cases, which have asked.
"""

from typing import TypeVar

from sqlalchemy import select

from sobrhouse.domain.signins import UNDONE
from sobrhouse.problems import NotFound
from sobrhouse.storage.tables import (
    Assessment,
    Attendance,
    ChoreMark,
    Consent,
    ConsentEnd,
    Inspection,
    SignOut,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

Row = TypeVar("Row", SignOut, Attendance, ChoreMark, Inspection, Assessment, Consent, ConsentEnd)


def staff_id(work: Work) -> int:
    """Who on the staff acts; 0 for a resident at the kiosk."""
    return work.actor.id if work.actor.role else 0


def standing(work: Work, table: type[Row], row_id: int) -> Row:
    """The row, if it still counts; what undo wrote in its place stands for it, so that steps are
    undone and done again in their order.
    """
    row: Row | None = work.get(table, row_id)
    corrections = 0  # that nobody has taken back
    while row is not None and row.void_at is not None:
        row = correction_of(work, row)
        if row is not None:
            undone = row.amend_reason == UNDONE
            corrections = max(0, corrections - 1) if undone else corrections + 1
    if row is None or corrections:
        raise NotFound(_("This line was corrected or taken back meanwhile. Look again."))
    return row


def correction_of(work: Work, row: Row) -> Row | None:
    """The row that stands in the place of this one, if there is any."""
    table = type(row)
    query = select(table).where(table.corrects_id == row.id)
    found: Row | None = work.session.execute(query).scalar_one_or_none()
    return None if found is None else work.watch(found)


def latest(work: Work, table: type[Row], row_id: int) -> Row:
    """The last row of a line's history, whether it counts or not."""
    row: Row = work.get(table, row_id)
    while (after := correction_of(work, row)) is not None:
        row = after
    return row


def void(work: Work, row: Row, why: str) -> None:
    """Let a row count no more."""
    row.void_at, row.void_by, row.void_why = work.now, staff_id(work), why
    work.session.flush()
