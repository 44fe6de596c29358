"""Calendars: house meetings as an iCalendar file (RFC 5545) that calendar programs read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sobrhouse.domain.meeting_series import Change, Plan
from sobrhouse.domain.recurrence import instant
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_calendar import CalendarOut, SeriesOut, SingleOut
from sobrhouse.words import _

if TYPE_CHECKING:
    from icalendar import Event

# icalendar is imported where it is used: 50 ms that nobody who makes no calendar waits for.


def check_calendar_name(path: Path) -> None:
    """Problem for a file name that no calendar program would open."""
    if path.suffix.lower() != ".ics":
        raise Problem(_("Choose a name that ends in .ics."))


def calendar_file(out: CalendarOut, now: datetime) -> bytes:
    """The calendar as bytes; `now` is the instant written beside each entry.

    A cancelled day and a holiday that is skipped are EXDATE, a moved one is an entry of its own
    with RECURRENCE-ID; reasons stay in the program.
    """
    from icalendar import Calendar

    zone = ZoneInfo(out.time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//sobrhouse//house meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", out.house)
    calendar.add("x-wr-timezone", out.time_zone)
    for series in out.series:
        for event in _series(series, zone, now):
            calendar.add_component(event)
    for single in out.singles:
        calendar.add_component(_single(single, zone, now))
    if len(out) and out.time_zone != "UTC":
        starts = [s.series.plan.starts_on for s in out.series] + [s.at.date() for s in out.singles]
        calendar.add_missing_timezones(first_date=min(starts) - timedelta(days=366))
    made: bytes = calendar.to_ical()
    return made


def write_calendar(path: Path, out: CalendarOut, now: datetime) -> None:
    """The calendar into a file; an old one is replaced. Problem if that cannot be."""
    check_calendar_name(path)
    data = calendar_file(out, now)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem(
            _("The file {name} cannot be written. Choose another place.").format(name=path.name),
            details=str(error),
        ) from error


def _series(out: SeriesOut, zone: ZoneInfo, now: datetime) -> Iterator[Event]:
    from icalendar import vRecur

    series, plan = out.series, out.series.plan
    uid = _uid("series", series.series_id, series.created_at)
    event = _event(uid, plan.title, plan.place, series.version, now)
    _when(event, instant(plan.starts_on, plan.starts_at, zone), plan.length_minutes)
    rule = vRecur.from_ical(plan.rule)
    if plan.until_on is not None:
        rule["UNTIL"] = instant(plan.until_on, plan.starts_at, zone).astimezone(UTC)
    event.add("rrule", rule)
    off = [c.on for c in series.changes if c.kind == "cancelled" and plan.days(c.on, c.on)]
    for day in sorted({*off, *out.days_off}):
        event.add("exdate", instant(day, plan.starts_at, zone))
    yield event
    for change in sorted(series.changes, key=lambda c: c.on):
        if change.kind == "moved" and change.new_on is not None and plan.days(change.on, change.on):
            yield _moved(uid, plan, change, change.new_on, (zone, now, series.version))


def _moved(
    uid: str, plan: Plan, change: Change, to: date, known: tuple[ZoneInfo, datetime, int]
) -> Event:
    zone, now, version = known
    event = _event(uid, plan.title, change.new_place or plan.place, version, now)
    event.add("recurrence-id", instant(change.on, plan.starts_at, zone))
    _when(event, instant(to, change.new_at or plan.starts_at, zone), plan.length_minutes)
    return event


def _single(single: SingleOut, zone: ZoneInfo, now: datetime) -> Event:
    uid = _uid("meeting", single.meeting_id, single.created_at)
    event = _event(uid, single.title, single.place, single.version, now)
    _when(event, single.at.astimezone(zone), single.length_minutes)
    return event


def _event(uid: str, title: str, place: str, version: int, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", version - 1)
    event.add("summary", title)
    if place:
        event.add("location", place)
    return event


def _when(event: Event, at: datetime, minutes: int) -> None:
    event.add("dtstart", at)
    event.add("duration", timedelta(minutes=minutes))


def _uid(kind: str, number: int, made: datetime) -> str:
    """The same for the same record in every file, and another in another house's database."""
    return f"{kind}-{number}-{made.astimezone(UTC):%Y%m%dT%H%M%S%f}@sobrhouse"
