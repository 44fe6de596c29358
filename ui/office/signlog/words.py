"""Words of the sign log: when, how late, what state, by whom."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.phrases import month_day, nice_time
from sobrhouse.domain.signins import WAY_WORDS, difference_words
from sobrhouse.queries.signins import SignRow
from sobrhouse.words import _, n_


def when(moment: datetime | None, zone: ZoneInfo, today: date) -> str:
    """ "5:10 PM"; on another day "Nov 21, 5:10 PM"."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    clock = nice_time(local)
    return clock if local.date() == today else f"{month_day(local.date(), today)}, {clock}"


def clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """ "5:10 PM"."""
    return nice_time(moment.astimezone(zone)) if moment is not None else ""


def day_beside(moment: datetime | None, other: datetime | None, zone: ZoneInfo, today: date) -> str:
    """The day below a time: nothing where it is that of the other, or today's."""
    if moment is None:
        return ""
    day = moment.astimezone(zone).date()
    known = other.astimezone(zone).date() if other is not None else today
    return "" if day == known else month_day(day, today)


def out_words(row: SignRow, zone: ZoneInfo, today: date) -> str:
    """When they went, or that nobody knows."""
    return when(row.out_at, zone, today) or _("Not signed out")


def in_words(row: SignRow, zone: ZoneInfo, today: date) -> str:
    """When they came; the day only where it is not that of going out."""
    day = row.out_at.astimezone(zone).date() if row.out_at else today
    if row.in_at is not None and row.in_at.astimezone(zone).date() == day:
        return nice_time(row.in_at.astimezone(zone))
    return when(row.in_at, zone, today)


def due_words(row: SignRow, zone: ZoneInfo, today: date) -> str:
    """Until when; the day only where it is not that of going out."""
    day = row.out_at.astimezone(zone).date() if row.out_at else today
    if row.expected_at is not None and row.expected_at.astimezone(zone).date() == day:
        return nice_time(row.expected_at.astimezone(zone))
    return when(row.expected_at, zone, today)


def off_words(row: SignRow) -> str:
    """ "42 min late", "On time"."""
    return difference_words(row.minutes_off, is_out=row.in_at is None)


def state(row: SignRow) -> tuple[str, str]:
    """The chip's words and kind."""
    if row.clock_doubted and row.late_minutes and not row.acked:
        return _("Late? Ask"), "warn"
    if row.in_at is None:
        if row.late_minutes:
            return (_("Late, seen"), "warn") if row.acked else (_("Late"), "bad")
        return (_("On pass"), "brand") if row.pass_id else (_("Out"), "info")
    if row.late_minutes:
        return (_("Late, seen"), "mute") if row.acked else (_("Back late"), "warn")
    return _("Came back"), "ok"


def by_words(row: SignRow) -> str:
    """Who wrote it down: "Kiosk", "Dana Ruiz", "Paper"; both where they differ; and whether by a
    clock that had jumped.
    """
    words = _writers(row)
    return _("{ways}, unsure").format(ways=words) if row.clock_doubted else words


def _writers(row: SignRow) -> str:
    first = row.by if row.out_by == "staff" and row.by else _(WAY_WORDS[row.out_by])
    if row.in_by is None:
        return first
    unnamed = first if row.in_by == row.out_by else _(WAY_WORDS[row.in_by])
    last = row.signed_in_by or unnamed
    return first if last == first else f"{first}, {last}"


def count_words(out: Sequence[SignRow]) -> str:
    """The header's grey line: "5 people are out, 1 late."."""
    if not out:
        return _("Everybody is in.")
    words = n_("{n} person is out", "{n} people are out", len(out)).format(n=len(out))
    late = sum(1 for row in out if row.late_minutes)
    return _("{words}, {n} late.").format(words=words, n=late) if late else f"{words}."


def facts(row: SignRow, zone: ZoneInfo, today: date) -> tuple[tuple[str, str], ...]:
    """Label and words of all that a line says."""
    off = off_words(row)
    known = (
        (_("Where"), _(row.destination)),
        (_("With"), row.with_whom),
        (_("Out"), out_words(row, zone, today)),
        (_("Due"), due_words(row, zone, today)),
        (_("In"), in_words(row, zone, today) or _("Not yet")),
        (_("Difference"), off),
        (_("Written by"), by_words(row)),
        (_("Clock"), _("It had moved. These times may be wrong.") if row.clock_doubted else ""),
    )
    return tuple((label, words) for label, words in known if words)


def out_line(destination: str, out_at: datetime | None, zone: ZoneInfo, today: date) -> str:
    """ "out at Work since 5:10 PM"."""
    since = when(out_at, zone, today)
    if not destination:
        return _("out since {time}").format(time=since)
    return _("out ({place}) since {time}").format(place=destination, time=since)
