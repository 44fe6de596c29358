"""Single days of a series: cancel one, move it, hold it on a holiday after all, or leave it as the
series says.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select

from sobrhouse.domain.meeting_series import (
    LONGEST_PLACE,
    LONGEST_REASON,
    Change,
    Occurrence,
    Stand,
    occurrence,
)
from sobrhouse.domain.public_holidays import holiday
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.meeting_rows import zone_of
from sobrhouse.services.meeting_series import plan_of
from sobrhouse.storage.tables import HouseMeeting, MeetingException, MeetingSeries
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a meeting stands: a day and time of the house, and a place."""

    on: date
    at: time
    place: str = ""


def cancel_day(work: Work, series_id: int, on: date, reason: str) -> int:
    """No meeting on one day, and why; gives the change. Problem where it has begun."""
    work.require(Permission.RECORD_DAILY)
    words = _reason(reason)
    series = _series(work, series_id)
    row = _change(work, series, on, MeetingException(kind="cancelled", reason=words))
    work.record("meeting.cancelled", row)
    _place(work, series, on)
    return row.id


def move_day(work: Work, series_id: int, on: date, spot: Spot, reason: str) -> int:
    """One meeting at another time or place; gives the change. Problem where it has begun."""
    work.require(Permission.RECORD_DAILY)
    series = _series(work, series_id)
    place = " ".join(spot.place.split())[:LONGEST_PLACE]
    row = _change(
        work, series, on,
        MeetingException(
            kind="moved", new_on=spot.on, new_at=f"{spot.at:%H:%M}", new_place=place,
            reason=_reason(reason),
        ),
    )  # fmt: skip
    work.record("meeting.moved", row)
    _place(work, series, on)
    return row.id


def keep_day(work: Work, series_id: int, on: date, reason: str = "") -> int:
    """The meeting is held although it is a holiday; gives the change."""
    work.require(Permission.RECORD_DAILY)
    series = _series(work, series_id)
    if not (series.skips_holidays and holiday(on)):
        raise Problem(_("That meeting is planned as it is. Nothing was changed."))
    words = " ".join(reason.split())[:LONGEST_REASON]
    row = _change(work, series, on, MeetingException(kind="kept", reason=words))
    work.record("meeting.kept", row)
    _place(work, series, on)
    return row.id


def drop_change(work: Work, change_id: int) -> None:
    """The day is as the series says again; what was prepared for it comes back."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(MeetingException, change_id)
    if row.voided_at is not None:
        raise Problem(_("That day is as the series says already. Nothing was changed."))
    _drop(work, row, None)


def take_back_change(work: Work, change_id: int) -> None:
    """The inverse of changing a day: it stands as it stood just before, changed earlier or not."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(MeetingException, change_id)
    if row.voided_at is not None:
        raise Problem(_("That day was changed meanwhile. Nothing was changed."))
    _drop(work, row, _replaced_by(work, row))


def change_again(work: Work, change_id: int) -> None:
    """The inverse of `drop_change`: the day is changed as it was."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(MeetingException, change_id)
    series = _series(work, row.series_id)
    if row.voided_at is None or _live_change(work, series, row.on_date) is not None:
        raise Problem(_("That day was changed meanwhile. Nothing was changed."))
    row.voided_at = None
    work.record("meeting.changed_again", row)
    _place(work, series, row.on_date)


def occurrence_on(work: Work, series: MeetingSeries, on: date) -> Occurrence:
    """What is planned for one day of a series; Problem where its rule gives no such day."""
    plan = plan_of(series)
    if not plan.days(on, on):
        raise Problem(_("The series has no meeting on that day. Nothing was changed."))
    row = _live_change(work, series, on)
    change = None if row is None else change_of(row)
    return occurrence(plan, on, change, zone_of(work, series.house_id), holiday)


def change_of(row: MeetingException) -> Change:
    """What is different on one day."""
    new_at = time.fromisoformat(row.new_at) if row.new_at else None
    return Change(row.id, row.on_date, row.kind, row.new_on, new_at, row.new_place, row.reason)


def _series(work: Work, series_id: int) -> MeetingSeries:
    row = work.get(MeetingSeries, series_id)
    if row.voided_at is not None:
        raise Problem(_("This series was taken back. Nothing was changed."))
    return row


def _live_change(work: Work, series: MeetingSeries, on: date) -> MeetingException | None:
    query = select(MeetingException).where(
        MeetingException.series_id == series.id,
        MeetingException.on_date == on,
        MeetingException.voided_at.is_(None),
    )
    return work.session.scalars(query).one_or_none()


def _change(work: Work, series: MeetingSeries, on: date, row: MeetingException) -> MeetingException:
    """The change of a day in place of the one that it may have had."""
    if not plan_of(series).days(on, on):
        raise Problem(_("The series has no meeting on that day. Nothing was changed."))
    before = _live_change(work, series, on)
    if before is not None:
        _take_off(work, before)
    row.house_id, row.series_id, row.on_date = series.house_id, series.id, on
    return work.add(row)


def _prepared(work: Work, series: MeetingSeries, on: date) -> HouseMeeting | None:
    """The meeting of that day, where it is written down; Problem where it has begun."""
    query = select(HouseMeeting).where(
        HouseMeeting.series_id == series.id,
        HouseMeeting.series_on == on,
        HouseMeeting.voided_at.is_(None),
    )
    row = work.session.scalars(query).one_or_none()
    if row is not None and (row.started_at or row.finished_at):
        raise Problem(_("This meeting has begun, so its day stands. Nothing was changed."))
    return None if row is None else work.watch(row)


def _drop(work: Work, row: MeetingException, before: MeetingException | None) -> None:
    """Take a change off, put the one before it back, and what was prepared in its place."""
    series = _series(work, row.series_id)
    _take_off(work, row)
    if before is not None:
        work.watch(before).voided_at = None
        work.record("meeting.changed_again", before)
    _place(work, series, row.on_date)


def _take_off(work: Work, row: MeetingException) -> None:
    """The change counts no more; what it set aside when it began is back."""
    since = row.updated_at or row.created_at
    work.watch(row).voided_at = work.now
    work.record("meeting.put_back", row)
    if row.kind == "cancelled":
        _bring_back(work, row, since)


def _replaced_by(work: Work, row: MeetingException) -> MeetingException | None:
    """The change of the same day that this one replaced, in the same moment."""
    query = select(MeetingException).where(
        MeetingException.series_id == row.series_id,
        MeetingException.on_date == row.on_date,
        MeetingException.voided_at == row.created_at,
        MeetingException.id < row.id,
    )
    return work.session.scalars(query.order_by(MeetingException.id.desc()).limit(1)).first()


def _bring_back(work: Work, change: MeetingException, since: datetime) -> None:
    """The meeting that was set aside when this day was cancelled stands again; not one that
    somebody had taken back before.
    """
    query = select(HouseMeeting).where(
        HouseMeeting.series_id == change.series_id,
        HouseMeeting.series_on == change.on_date,
        HouseMeeting.voided_at == since,
    )
    row = work.session.scalars(query.order_by(HouseMeeting.id.desc()).limit(1)).first()
    if row is not None:
        work.watch(row).voided_at = None
        work.record("meeting.restored", row)


def _place(work: Work, series: MeetingSeries, on: date) -> None:
    """Put what was prepared where the day now stands, or aside where there is no meeting. Problem
    where it has begun.
    """
    row = _prepared(work, series, on)
    if row is None:
        return
    now = occurrence_on(work, series, on)
    if now.stand is Stand.CANCELLED:
        row.voided_at = work.now
        work.record("meeting.set_aside", row)
        return
    at = now.at.astimezone(UTC)  # two times that look alike in autumn equal no other zone's
    if (row.planned_at, row.place) != (at, now.place):
        row.planned_at, row.place = at, now.place
        work.record("meeting.moved", row)


def _reason(reason: str) -> str:
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not words:
        raise Problem(_("Say why, in a few words."), field="reason")
    return words
