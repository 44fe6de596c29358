"""House meetings that come again: add a series, change all of it or from one day on, end it.

What is written down already stands: a meeting that has begun keeps its day and hour; one that was
only prepared goes with its series.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlalchemy import select

from sobrhouse.domain.meeting_series import LONGEST_PLACE, LONGEST_TITLE, Plan
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.recurrence import first_day, instant, pattern_of
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.meeting_rows import zone_of
from sobrhouse.storage.tables import HouseMeeting, MeetingException, MeetingSeries
from sobrhouse.storage.work import Work
from sobrhouse.words import _

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Split:
    """What "this and after" made: the series that begins, and the last day that the old one had."""

    series_id: int
    old_id: int
    old_until: date | None


def add_series(work: Work, house_id: int, plan: Plan) -> int:
    """A meeting that comes again from the plan's first day on; gives the series.

    `starts_on` may be any day: the series starts with the first meeting from it on.
    """
    work.require(Permission.MANAGE_HOUSE, house_id)
    row = MeetingSeries(house_id=house_id)
    _write(row, _checked(plan))
    work.add(row)
    work.record("series.added", row)
    return row.id


def change_series(work: Work, series_id: int, version: int | None, plan: Plan) -> Plan:
    """Another plan for all of a series, from its first day on; gives the plan before, for the
    undo. Stale where somebody has changed it meanwhile.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, series_id, version)
    before = plan_of(row)
    _write(row, _checked(plan))
    work.record("series.changed", row)
    _carry(work, row, row, row.starts_on)
    return before


def change_from(work: Work, series_id: int, version: int | None, on: date, plan: Plan) -> Split:
    """Another plan from the meeting of one day on: the series ends the day before, and another
    begins that continues it. Problem where that day is none of its days or its first.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, series_id, version)
    if on not in plan_of(row).days(on, on):
        raise Problem(_no_such_day())
    if on == row.starts_on:
        raise Problem(_("This is the first meeting of the series. Change all of them instead."))
    made = MeetingSeries(house_id=row.house_id, continues_id=row.id, agenda_json=row.agenda_json)
    _write(made, _checked(replace(plan, starts_on=max(plan.starts_on, on))))
    work.add(made)
    split = Split(made.id, row.id, row.until_on)
    row.until_on = on - DAY
    work.record("series.ended", row)
    work.record("series.added", made)
    _carry(work, row, made, on)
    return split


def rejoin(work: Work, split: Split) -> None:
    """The inverse of `change_from`: the old series goes on, the new one is taken back."""
    work.require(Permission.MANAGE_HOUSE)
    made = _live(work, split.series_id)
    old = _live(work, split.old_id)
    since = (old.until_on or made.starts_on) + DAY
    made.voided_at = work.now
    old.until_on = split.old_until
    work.record("series.removed", made)
    work.record("series.changed", old)
    _carry(work, made, old, min(since, made.starts_on))


def end_series(
    work: Work, series_id: int, version: int | None, until_on: date | None
) -> date | None:
    """Its last day, included, or None: no end; gives the last day before, for the undo."""
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, series_id, version)
    if until_on is not None and until_on < row.starts_on:
        raise Problem(
            _("That is before its first meeting. Remove the series instead."), field="until_on"
        )
    before, row.until_on = row.until_on, until_on
    work.record("series.ended", row)
    return before


def remove_series(work: Work, series_id: int) -> None:
    """A series that should never have been. Problem where one of its meetings was held: then it
    can only end.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, series_id)
    held = select(HouseMeeting.id).where(
        HouseMeeting.series_id == series_id,
        HouseMeeting.started_at.is_not(None),
        HouseMeeting.voided_at.is_(None),
    )
    if work.session.execute(held.limit(1)).first() is not None:
        raise Problem(_("Meetings of this series were held, so it stays. End it instead."))
    row.voided_at = work.now
    work.record("series.removed", row)


def restore_series(work: Work, series_id: int) -> None:
    """The inverse: it counts again."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(MeetingSeries, series_id)
    row.voided_at = None
    work.record("series.restored", row)


def plan_of(row: MeetingSeries) -> Plan:
    """What a series says."""
    return Plan(
        row.title, row.rule, row.starts_on, time.fromisoformat(row.starts_at), row.until_on,
        row.kind, row.length_minutes, row.place, row.skips_holidays,
    )  # fmt: skip


def _write(row: MeetingSeries, plan: Plan) -> None:
    row.title, row.kind, row.rule = plan.title, plan.kind, plan.rule
    row.starts_on, row.until_on = plan.starts_on, plan.until_on
    row.starts_at = f"{plan.starts_at:%H:%M}"
    row.length_minutes, row.place = plan.length_minutes, plan.place
    row.skips_holidays = plan.skips_holidays


def _checked(plan: Plan) -> Plan:
    """The plan as it may be stored, beginning with a day that its rule gives."""
    title = " ".join(plan.title.split())[:LONGEST_TITLE]
    if not title:
        raise Problem(_("Give the meeting a name."), field="title")
    if not 1 <= plan.length_minutes <= 24 * 60:
        raise Problem(_("A meeting takes 1 to {n} minutes.").format(n=24 * 60), field="length")
    starts_on = first_day(pattern_of(plan.rule), plan.starts_on)
    if plan.until_on is not None and plan.until_on < starts_on:
        raise Problem(
            _("It would end before its first meeting, {day}.").format(day=nice_date(starts_on)),
            field="until_on",
        )
    place = " ".join(plan.place.split())[:LONGEST_PLACE]
    return replace(plan, title=title, place=place, starts_on=starts_on)


def _live(work: Work, series_id: int, version: int | None = None) -> MeetingSeries:
    row = work.get(MeetingSeries, series_id, version)
    if row.voided_at is not None:
        raise Problem(_("This series was taken back. Nothing was changed."))
    return row


def _carry(work: Work, old: MeetingSeries, new: MeetingSeries, since: date) -> None:
    """Take along what was only prepared: changes of single days that the new plan has too, and
    meetings not begun, each to its day or else to the nearest that is free.
    """
    plan, zone = plan_of(new), zone_of(work, new.house_id)
    changes = {row.on_date: row for row in _changes(work, old.id, since)}
    for on, change in changes.items():
        if new is not old and plan.days(on, on):
            work.watch(change).series_id = new.id
            work.record("meeting.carried", change)
    rows = _prepared(work, old.id, since)
    taken = {row.series_on for row in rows} if new is old else set()
    for row in rows:
        day = _near(plan, row.series_on or since, work.today(new.house_id), taken)
        if day is None:
            continue
        taken = (taken - {row.series_on}) | {day}
        moved = changes.get(day)
        work.watch(row)
        row.series_id, row.series_on, row.title, row.kind = new.id, day, new.title, new.kind
        row.length_minutes = new.length_minutes
        if moved is None or moved.kind != "moved":
            row.planned_at, row.place = instant(day, plan.starts_at, zone), new.place
        work.record("meeting.carried", row)


def _near(plan: Plan, on: date, today: date, taken: set[date | None]) -> date | None:
    """The day itself where the plan has it, else its nearest free one that has not passed."""
    if plan.days(on, on):
        return on
    free = (day for day in plan.days(min(on, today), on + 31 * DAY) if day not in taken)
    return min(free, key=lambda day: abs(day - on), default=None)


def _prepared(work: Work, series_id: int, since: date) -> list[HouseMeeting]:
    """The meetings of a series that are written down and have not begun."""
    query = select(HouseMeeting).where(
        HouseMeeting.series_id == series_id,
        HouseMeeting.series_on >= since,
        HouseMeeting.started_at.is_(None),
        HouseMeeting.finished_at.is_(None),
        HouseMeeting.voided_at.is_(None),
    )
    return list(work.session.scalars(query.order_by(HouseMeeting.series_on)).all())


def _changes(work: Work, series_id: int, since: date) -> list[MeetingException]:
    query = select(MeetingException).where(
        MeetingException.series_id == series_id,
        MeetingException.on_date >= since,
        MeetingException.voided_at.is_(None),
    )
    return list(work.session.scalars(query).all())


def _no_such_day() -> str:
    return _("The series has no meeting on that day. Nothing was changed.")
