"""What the list of house meetings says of each: its state, its day and hour, who came."""

from datetime import date, datetime

from sobrhouse.domain.meeting_series import KIND_WORDS, Stand
from sobrhouse.domain.phrases import near_date, nice_date, nice_duration, nice_time
from sobrhouse.queries.meeting_series import SeriesSeen
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
        return _("Not written down"), "mute"
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


def opening(row: MeetingRow) -> tuple[str, str]:
    """The verb that opens the meeting, and its icon."""
    if row.finished_at is not None:
        return _("Read the minutes"), "book-open"
    if row.started_at is not None:
        return _("Go on with the meeting"), "arrow-right"
    return _("Open the meeting"), "arrow-right"


def series(seen: SeriesSeen, today: date) -> str:
    """ "Next: Sun, Nov 29. Living room. Not on public holidays. Until Dec 20"."""
    plan = seen.plan
    parts = [_("No date ahead")]
    if seen.next_at is not None:
        parts = [_("Next: {day}").format(day=near_date(seen.next_at.date(), today))]
    parts += [nice_duration(plan.length_minutes), plan.place]
    if plan.skips_holidays:
        parts.append(_("Not on public holidays"))
    if plan.until_on is not None:
        parts.append(_("Until {day}").format(day=nice_date(plan.until_on, today)))
    return ". ".join(part for part in parts if part)


def titled(row: MeetingRow, today: date) -> str:
    """ "House meeting, Sun, Nov 29"."""
    return f"{name(row)}, {nice_date(row.day, today)}"


def change_title(seen: SeriesSeen, since: date | None, today: date) -> str:
    """What of a series is changed."""
    if since is None:
        return _("All of {title}").format(title=seen.plan.title)
    day = nice_date(since, today)
    return _("{title} from {day} on").format(title=seen.plan.title, day=day)


def context(rows: tuple[MeetingRow, ...]) -> str:
    """ "2 house meetings this week, 1 to finish"."""
    held = [row for row in rows if not row.off]
    unfinished = sum(row.open for row in held)
    words = n_("{n} house meeting", "{n} house meetings", len(held)).format(n=len(held))
    if not unfinished:
        return words
    return f"{words}, " + _("{n} with minutes to finish").format(n=unfinished)
