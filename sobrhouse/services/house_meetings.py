"""House meetings: write one down, begin it, take the roll, change it, finish it."""

from collections.abc import Iterable
from datetime import UTC, date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.rolls import MARKS, Mark
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import agendas, meeting_rows
from sobrhouse.services.meeting_days import occurrence_on
from sobrhouse.storage.tables import (
    HouseMeeting,
    HouseMeetingMark,
    MeetingSeries,
    Motion,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

FIELDS = frozenset({"chair_stay_id", "reader_stay_id", "reading", "place", "title"})


def open_meeting(work: Work, house_id: int, series_id: int, on: date) -> int:
    """Write down the meeting that a series plans for a day (the rule's day, also where it was
    moved), with its agenda and whose turn it is to lead and to read; the one there is, if it was
    written down before. Gives it.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    there = select(HouseMeeting.id).where(
        HouseMeeting.series_id == series_id, HouseMeeting.series_on == on,
        HouseMeeting.voided_at.is_(None),
    )  # fmt: skip
    if (known := work.session.scalars(there).first()) is not None:
        return known
    series = work.get(MeetingSeries, series_id)
    if series.house_id != house_id or series.voided_at is not None:
        raise NotFound(_("That meeting is not planned any more. Nothing was changed."))
    planned = occurrence_on(work, series, on)
    if planned.stand.off:
        raise Problem(_("There is no meeting on this day. Plan it again first."))
    row = work.add(
        HouseMeeting(
            house_id=house_id, series_id=series_id, series_on=on, kind=series.kind,
            title=series.title, planned_at=planned.at.astimezone(UTC),
            length_minutes=series.length_minutes, place=planned.place,
        )
    )  # fmt: skip
    agendas.prepare(work, row, series.agenda_json)
    work.record("meeting.opened", row)
    return row.id


def take_back_meeting(work: Work, meeting_id: int) -> None:
    """Undo writing a meeting down; refused once somebody is marked or votes, or minutes were
    written.
    """
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    if row.minutes or _standing(work, meeting_id) or _voted_on(work, meeting_id):
        raise Problem(_("This meeting has minutes, marks or votes already. It stays on record."))
    row.voided_at = work.now
    work.record("meeting.voided", row)


def put_back_meeting(work: Work, meeting_id: int) -> None:
    """The inverse: the meeting stands again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(HouseMeeting, meeting_id)
    twin = select(HouseMeeting.id).where(
        HouseMeeting.series_id == row.series_id, HouseMeeting.series_on == row.series_on,
        HouseMeeting.voided_at.is_(None),
    )  # fmt: skip
    if row.series_id is not None and work.session.scalars(twin).first() is not None:
        raise Problem(_("This meeting was written down again meanwhile. Nothing was changed."))
    row.voided_at = None
    work.record("meeting.restored", row)


def begin_meeting(work: Work, meeting_id: int) -> None:
    """It begins now. Lines of the agenda that nobody touched say what is open now. Problem before
    its day: a meeting ahead can be prepared, not held.
    """
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    if row.started_at is not None:
        raise Problem(_("This meeting has begun already."))
    zone = meeting_rows.zone_of(work, row.house_id)
    day, today = row.planned_at.astimezone(zone).date(), work.now.astimezone(zone).date()
    if today < day:
        raise Problem(
            _("This meeting is on {day}. It begins on that day. Or move it to today first.")
            .format(day=nice_date(day, today))
        )
    row.started_at = work.now
    agendas.freshen(work, row)
    work.record("meeting.begun", row)


def take_back_begin(work: Work, meeting_id: int) -> None:
    """Undo the beginning."""
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    row.started_at = None
    work.record("meeting.not_begun", row)


def change_meeting(work: Work, meeting_id: int, **fields: Any) -> dict[str, Any]:
    """Who leads, who reads, what is read, where, the title; gives what stood before."""
    work.require(Permission.RECORD_DAILY)
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"a meeting has no {unknown}")
    row = meeting_rows.going(work, meeting_id)
    for name in ("chair_stay_id", "reader_stay_id"):
        meeting_rows.check_stay(work, row.house_id, fields.get(name))
    for name in {"reading", "place", "title"} & set(fields):
        fields[name] = meeting_rows.one_line(fields[name], field=name)
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    work.record("meeting.changed", row)
    return before


# The roll


def set_mark(work: Work, meeting_id: int, stay_id: int, status: str, reason: str = "") -> Mark:
    """Mark one person; gives how they were marked before, for `put_marks`."""
    work.require(Permission.RECORD_DAILY)
    (before,) = _put(work, meeting_id, [Mark(stay_id, status, reason)])
    return before


def clear_mark(work: Work, meeting_id: int, stay_id: int) -> Mark:
    """Take somebody's mark away: they are not marked. Gives how they were marked before."""
    work.require(Permission.RECORD_DAILY)
    (before,) = _put(work, meeting_id, [Mark(stay_id, None)])
    return before


def put_marks(work: Work, meeting_id: int, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Mark several at once, or take marks away; gives how they were marked before, by which it is
    its own inverse.
    """
    work.require(Permission.RECORD_DAILY)
    return _put(work, meeting_id, marks)


def all_present(work: Work, meeting_id: int) -> tuple[Mark, ...]:
    """Everybody who is not marked yet is present; gives how they were marked before."""
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    marked = _standing(work, meeting_id)
    here = meeting_rows.living(work, row.house_id, meeting_rows.day_of(work, row))
    return _put(work, meeting_id, [Mark(s, "present") for s in here if s not in marked])


def finish_meeting(work: Work, meeting_id: int) -> None:
    """The meeting is over, and what was written down stands. Votes still open are withdrawn; who
    was not marked stays not marked.
    """
    work.require(Permission.RECORD_DAILY)
    row = meeting_rows.going(work, meeting_id)
    if row.started_at is None:
        raise Problem(_("This meeting has not begun. Begin it first."))
    open_votes = select(Motion).where(
        Motion.meeting_id == meeting_id, Motion.closed_at.is_(None), Motion.voided_at.is_(None)
    )
    for motion in work.session.scalars(open_votes):
        work.watch(motion)
        motion.outcome, motion.closed_at = "withdrawn", work.now
        work.record("motion.withdrawn", motion)
    marked = len(_standing(work, meeting_id))
    row.ended_at = max(work.now, row.started_at)
    row.finished_at, row.finished_by = work.now, work.actor.id
    work.record("meeting.finished", row, marked=marked)


def _put(work: Work, meeting_id: int, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    meeting = meeting_rows.going(work, meeting_id)
    standing = _standing(work, meeting_id)
    before: list[Mark] = []
    for mark in marks:
        row = standing.get(mark.stay_id)
        before.append(
            Mark(mark.stay_id, row.status, row.reason) if row else Mark(mark.stay_id, None)
        )
        _put_one(work, meeting, row, mark)
    _say_when(work, meeting)
    return tuple(before)


def _put_one(work: Work, meeting: HouseMeeting, row: HouseMeetingMark | None, mark: Mark) -> None:
    if mark.status is not None and mark.status not in dict(MARKS):
        raise ValueError(mark.status)
    reason = meeting_rows.one_line(mark.reason, field="reason")
    if mark.status is None:
        if row is not None:
            work.watch(row)
            row.void_at, row.void_by, row.void_why = work.now, work.actor.id, UNDONE
            work.record("meeting.unmarked", row)
        return
    if row is None:
        meeting_rows.check_stay(work, meeting.house_id, mark.stay_id)
        row = work.add(
            HouseMeetingMark(
                house_id=meeting.house_id, meeting_id=meeting.id, stay_id=mark.stay_id,
                status=mark.status, reason=reason, at=work.now,
            )
        )  # fmt: skip
    else:
        work.watch(row)
        row.status, row.reason, row.at = mark.status, reason, work.now
    work.record("meeting.marked", row)


def _say_when(work: Work, meeting: HouseMeeting) -> None:
    """When the roll was taken: at the first mark; not at all while nobody is marked."""
    anybody = bool(_standing(work, meeting.id))
    if anybody != (meeting.roll_taken_at is not None):
        meeting.roll_taken_at = work.now if anybody else None
        work.record("meeting.roll_taken", meeting)


def _voted_on(work: Work, meeting_id: int) -> bool:
    opened = select(Motion.id).where(
        Motion.meeting_id == meeting_id, Motion.opened_at.is_not(None), Motion.voided_at.is_(None)
    )
    return work.session.scalars(opened).first() is not None


def _standing(work: Work, meeting_id: int) -> dict[int, HouseMeetingMark]:
    work.flush()
    rows = work.session.scalars(
        select(HouseMeetingMark).where(
            HouseMeetingMark.meeting_id == meeting_id, HouseMeetingMark.void_at.is_(None)
        )
    )
    return {row.stay_id: row for row in rows}
