"""What a weekly report tells of meetings: the house's own by their marks, and recovery ones."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sobrhouse.domain.weekly import AttendanceLine, AttendanceWeek, PaperName
from sobrhouse.queries.recovery_week import PersonWeek, recovery_week

_WORST = ("absent", "excused", "late", "present")  # of two meetings on one day this one shows


def attendance_of(
    session: Session,
    house_id: int,
    week_start: date,
    as_of: date,
    names: Mapping[int, PaperName],
    order: Mapping[int, int],
) -> AttendanceWeek:
    """The week's meetings of these people up to `as_of`, in the order of the roster; nothing where
    nobody was at any, and no roll was taken.
    """
    people = [p for p in recovery_week(session, house_id, week_start, as_of)
              if p.resident_id in names]  # fmt: skip
    marks = [mark for person in people for mark in person.house_marks]
    if not marks and not any(person.meetings for person in people):
        return AttendanceWeek()
    days = [week_start + timedelta(days=n) for n in range(7)]
    people.sort(key=lambda p: (order.get(p.resident_id, len(order)), p.name.casefold()))
    return AttendanceWeek(
        tuple(_line(person, days, names[person.resident_id]) for person in people),
        frozenset(mark.on for mark in marks),
        sum(mark.status in ("present", "late") for mark in marks),
        len(marks),
    )


def _line(person: PersonWeek, days: list[date], name: PaperName) -> AttendanceLine:
    return AttendanceLine(
        person.resident_id, name, tuple(_mark(person, day) for day in days), person.tally.done,
        person.tally.asked,
    )  # fmt: skip


def _mark(person: PersonWeek, day: date) -> str:
    """The house's mark of the day, else whether they went to a recovery meeting."""
    marked = [mark.status for mark in person.house_marks if mark.on == day]
    if marked:
        return min(marked, key=_WORST.index)
    return "went" if any(row.counts for row in person.on(day)) else ""
