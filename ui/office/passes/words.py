"""Words of passes: status, when, how the rules are met, and the facts of one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.passes import (
    KIND_WORDS,
    STATUS_WORDS,
    clock_on,
    nights_of,
    nights_words,
)
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import day_name, month_day, nice_time
from sobrhouse.domain.signins import WAY_WORDS
from sobrhouse.queries.passes import PassRow
from sobrhouse.words import _

_KINDS = {
    "requested": "warn",
    "approved": "ok",
    "denied": "bad",
    "cancelled": "mute",
    "out": "brand",
    "returned": "mute",
}


def state(row: PassRow, now: datetime) -> tuple[str, str]:
    """The chip's words and kind."""
    if row.overdue(now):
        return _("Not back"), "bad"
    return _(STATUS_WORDS[row.status]), _KINDS[row.status]


def span(row: PassRow, zone: ZoneInfo, today: date) -> str:
    """ "Nov 27, 6:00 PM to Nov 29, 8:00 PM": in a list that goes far back and ahead, by date."""
    leave, back = row.depart_at.astimezone(zone), row.return_by.astimezone(zone)
    start = f"{month_day(leave.date(), today)}, {nice_time(leave)}"
    end = nice_time(back)
    if back.date() != leave.date():
        end = f"{month_day(back.date(), today)}, {end}"
    return _("{start} to {end}").format(start=start, end=end)


def nights(row: PassRow, zone: ZoneInfo) -> str:
    """ "2 nights"."""
    return nights_words(len(nights_of(row.depart_at, row.return_by, zone)))


def days(row: PassRow, zone: ZoneInfo) -> str:
    """ "Fri to Sun, 2 nights"."""
    first, last = (at.astimezone(zone).date() for at in (row.depart_at, row.return_by))
    if first == last:
        return f"{day_name(first)}, {nights(row, zone).lower()}"
    named = _("{start} to {end}").format(start=day_name(first), end=day_name(last))
    return f"{named}, {nights(row, zone).lower()}"


def place(row: PassRow) -> str:
    """Where, and with whom."""
    return ", ".join(part for part in (_(row.destination), row.host) if part)


def rules(row: PassRow) -> str:
    """ "3 of 4"; nothing where no rule asks."""
    if not row.criteria:
        return ""
    met = sum(c.ok for c in row.criteria)
    return _("{n} of {m}").format(n=met, m=len(row.criteria))


def rules_kind(row: PassRow) -> str:
    """Green where all are met."""
    return "ok" if row.eligible else "warn"


def rules_said(row: PassRow) -> str:
    """The rules that are not met, for who cannot see the colour."""
    against = "; ".join(c.words for c in row.criteria if not c.ok)
    return f"{rules(row)}: {against}" if against else rules(row)


def first_facts(row: PassRow, zone: ZoneInfo, today: date) -> tuple[tuple[str, str], ...]:
    """Label and words of what one decides by, and of how it ended."""
    back = clock_on(row.return_by, today, zone)
    came = clock_on(row.returned_at, today, zone) if row.returned_at is not None else ""
    known = (
        (_("Leaves"), clock_on(row.depart_at, today, zone)),
        (_("Back by"), f"{back}, {nights(row, zone).lower()}"),
        (_("Goes to"), _(row.destination)),
        (_("Why"), row.reason),
        (_("Answer"), row.decision_reason),
        (_("Came back"), came),
    )
    return tuple((label, words) for label, words in known if words)


def more_facts(row: PassRow, zone: ZoneInfo, today: date) -> tuple[tuple[str, str], ...]:
    """Label and words of the rest."""
    decided = ""
    if row.decided_at is not None:
        decided = _("{name}, {when}").format(
            name=row.decided_by, when=clock_on(row.decided_at, today, zone)
        )
    way = _(WAY_WORDS[row.requested_by]).lower()
    if row.requested_by == "paper":
        way = _("transcribed from paper by {name}").format(name=row.written_by or "–")
    asked = _("{when}, {way}").format(when=clock_on(row.requested_at, today, zone), way=way)
    known = (
        (_("Kind"), _(KIND_WORDS[row.kind])),
        (_("Stays with"), row.host),
        (_("Phone there"), nice_phone(row.host_phone)),
        (_("Travels with"), row.companion),
        (_("How"), row.transport),
        (_("Asked"), asked),
        (_("Decided"), decided),
    )
    return tuple((label, words) for label, words in known if words)
