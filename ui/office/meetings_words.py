"""What the list of house meetings says of each: its state, its day and hour, who came."""

from datetime import date, datetime

from sobrhouse.domain.meeting_series import KIND_WORDS, Stand
from sobrhouse.domain.phrases import near_date, nice_date, nice_duration, nice_time
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.words import _, n_


def state(row: MeetingRow, now: datetime) -> tuple[str, str]:
    """A word or two and the kind of chip."""
    if row.stand is Stand.CANCELLED:
        return _("Cancelled"), "bad"
    if row.stand is Stand.HOLIDAY:
        return _("Holiday"), "mute"
    if row.finished_at is not None:
        return _("Finished"), "ok"
    if row.open and row.ended_at is None and row.day == now.astimezone(row.at.tzinfo).date():
        return _("Going on"), "brand"
    if row.started_at is not None:
        return _("Minutes to finish"), "warn"
    if row.ends_at < now:
        return _("Not written down"), "warn"
    if row.stand is Stand.MOVED:
        return _("Moved"), "info"
    if row.meeting_id is not None and row.series_id is not None:
        return _("Prepared"), "info"
    return _("Planned"), "mute"


def day(row: MeetingRow, today: date) -> str:
    """ "Today", "Sun, Nov 22"."""
    return near_date(row.day, today)


def hours(row: MeetingRow) -> str:
    """ "7:30 PM, 1 h"."""
    return f"{nice_time(row.at)}, {nice_duration(row.length_minutes)}"


def second(row: MeetingRow, today: date) -> str:
    """What stands below the name: the place, where it was moved from, or why it is off."""
    parts = [row.place]
    if row.stand is Stand.MOVED and row.on is not None and row.on != row.day:
        parts.append(_("Instead of {day}").format(day=nice_date(row.on, today)))
    parts.append(row.reason)
    return ". ".join(part.rstrip(".") for part in parts if part)


def name(row: MeetingRow) -> str:
    """What the meeting is called."""
    return row.title or _(KIND_WORDS[row.kind])


def came(row: MeetingRow) -> str:
    """ "10 of 12", or nothing where nobody is marked."""
    return _("{n} of {all}").format(n=row.came, all=row.marked) if row.marked else ""


def context(rows: tuple[MeetingRow, ...]) -> str:
    """ "2 house meetings this week, 1 to finish"."""
    held = [row for row in rows if not row.off]
    unfinished = sum(row.open for row in held)
    words = n_("{n} house meeting", "{n} house meetings", len(held)).format(n=len(held))
    if not unfinished:
        return words
    return f"{words}, " + _("{n} with minutes to finish").format(n=unfinished)
