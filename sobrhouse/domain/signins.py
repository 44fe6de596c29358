"""The sign log: how late somebody is, when two absences meet, and what a line says in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from sobrhouse.domain.phrases import month_day, nice_duration, nice_time, zone_if_twice
from sobrhouse.words import N_, _

UNDONE = N_("undone at once")  # why a row is void that somebody took back in the same breath
LONGEST = 80  # letters of a place or a name
SLACK = timedelta(minutes=2)  # by which another computer's clock may be ahead

WAY_WORDS: Mapping[str, str] = {
    "kiosk": N_("Kiosk"),
    "staff": N_("Staff"),
    "paper": N_("Paper"),
}


@dataclass(frozen=True, slots=True)
class Absence:
    """What of one line can be corrected; instants, `out_at` None where nobody signed out."""

    out_at: datetime | None
    in_at: datetime | None
    destination: str
    with_whom: str
    contact_phone: str
    expected_at: datetime | None


def minutes_off(
    expected_at: datetime | None, in_at: datetime | None, now: datetime | None
) -> int | None:
    """Whole minutes after the agreed time, negative before it; while out as of `now`; None without
    an agreed time.
    """
    at = in_at or now
    if expected_at is None or at is None:
        return None
    seconds = int((at - expected_at).total_seconds())
    return seconds // 60 if seconds >= 0 else -(-seconds // 60)


def minutes_late(
    expected_at: datetime | None, in_at: datetime | None, now: datetime | None
) -> int | None:
    """Whole minutes late, or None for who is not: a minute begun is not counted."""
    off = minutes_off(expected_at, in_at, now)
    return off if off is not None and off > 0 else None


def next_time(
    after: datetime, clock: time, zone: ZoneInfo, which: int | None = None
) -> datetime:
    """The first instant after another at which the clock of the house shows that time: of a night
    that gives an hour twice, each of the two, or the one asked for by `which` (0 or 1); where a
    spring night leaves it out, as long after midnight as it would have been.
    """
    day = after.astimezone(zone).date()
    for shown in (day, day + timedelta(days=1)):
        moment = datetime.combine(shown, clock.replace(fold=0), zone)
        passes = (moment, moment.replace(fold=1)) if zone_if_twice(moment) else (moment,)
        for at in passes if which is None or len(passes) == 1 else passes[which : which + 1]:
            if at.astimezone(UTC) > after:
                return at.astimezone(UTC)
    raise AssertionError("tomorrow comes after today")


class Line(Protocol):
    """What of a line says when it was written: a later one has a higher number."""

    @property
    def id(self) -> int:
        """Its number."""


_Line = TypeVar("_Line", bound=Line)


def as_written(
    lines: Iterable[_Line], wrong: Collection[int], sure: Collection[int]
) -> tuple[_Line, ...]:
    """Lines in the order of their times, those whose time a `wrong` clock told put where they were
    written: after the last of the lines written before them whose time is `sure` (safety.md 4.6).
    """
    found = list(lines)
    placed = [line for line in found if line.id not in wrong]
    for line in sorted((one for one in found if one.id in wrong), key=lambda one: one.id):
        before = [
            at for at, other in enumerate(placed)
            if other.id < line.id and (other.id in sure or other.id in wrong)
        ]  # fmt: skip
        placed.insert(before[-1] + 1 if before else 0, line)
    return tuple(placed)


def past_time(
    now: datetime, clock: time, zone: ZoneInfo, which: int | None = None
) -> datetime:
    """The last instant up to now at which the clock of the house showed that time; of one that came
    twice, the one asked for by `which`.
    """
    found = next_time(now - timedelta(days=1), clock, zone, which)
    again = next_time(found, clock, zone, which)
    return again if again <= now else found


def split_zone(text: str, zone: ZoneInfo, year: int) -> tuple[str, int | None]:
    """What was typed for a time, without the house's zone at its end, and which of two that says:
    "1:30 AM CST" is the second half past one, as the summer's time comes first.
    """
    before, _space, last = text.strip().rpartition(" ")
    for month in (1, 7):
        moment = datetime(year, month, 1, 12, tzinfo=zone)
        if before and last.upper() == moment.tzname():
            return before, 0 if moment.dst() else 1
    return text.strip(), None


def twice_words(day: date, clock: time, zone: ZoneInfo) -> str:
    """How to say which one is meant, where the clock shows this time twice that day; else nothing.
    """
    first = datetime.combine(day, clock.replace(fold=0), zone)
    if not zone_if_twice(first):
        return ""
    return _("This time comes twice: type {first} or {second}.").format(
        first=nice_time(first), second=nice_time(first.replace(fold=1))
    )


def meet(
    out_at: datetime | None,
    in_at: datetime | None,
    other_out: datetime | None,
    other_in: datetime | None,
) -> bool:
    """Whether two absences share time; one may begin at the instant at which the other ends."""
    begins, other_begins = out_at or in_at, other_out or other_in
    assert begins is not None and other_begins is not None
    if begins == other_begins and in_at == other_in:
        return True
    return (in_at is None or other_begins < in_at) and (other_in is None or begins < other_in)


def difference_words(off: int | None, *, is_out: bool) -> str:
    """ "42 min late", "5 min early", "On time"; for who is out and not yet due "in 1 h 15 min"."""
    if off is None:
        return ""
    if off > 0:
        return _("{time} late").format(time=nice_duration(off))
    if is_out:
        return _("in {time}").format(time=nice_duration(off)) if off else _("Due now")
    return _("{time} early").format(time=nice_duration(off)) if off else _("On time")


def changes(now: Absence, before: Absence, zone: ZoneInfo) -> tuple[str, ...]:
    """What a correction changed: "In 7:10 PM, was 7:12 PM"."""

    def when(moment: datetime | None, beside: datetime | None) -> str:
        if moment is None:
            return _("nothing")
        local = moment.astimezone(zone)
        other = beside.astimezone(zone) if beside else local
        day = "" if local.date() == other.date() else month_day(local.date(), other.date()) + ", "
        return day + nice_time(local)

    said = []
    times = (
        (_("Out"), now.out_at, before.out_at),
        (_("Due"), now.expected_at, before.expected_at),
        (_("In"), now.in_at, before.in_at),
    )
    for label, new, old in times:
        if new != old:
            said.append(
                _("{what} {now}, was {before}").format(
                    what=label, now=when(new, old), before=when(old, new)
                )
            )
    texts = (
        (_("Where"), now.destination, before.destination),
        (_("With"), now.with_whom, before.with_whom),
        (_("Phone"), now.contact_phone, before.contact_phone),
    )
    for label, text, was in texts:
        if text != was:
            said.append(
                _("{what} {now}, was {before}").format(
                    what=label, now=text or _("nothing"), before=was or _("nothing")
                )
            )
    return tuple(said)


def correction_words(
    changed: tuple[str, ...], who: str, at: datetime, why: str, zone: ZoneInfo, row_at: datetime
) -> str:
    """ "In 7:10 PM, was 7:12 PM. Changed by Dana, Nov 22, 7:40 PM: wrong clock"."""
    local = at.astimezone(zone)
    day = month_day(local.date(), row_at.astimezone(zone).date())
    what = "; ".join(changed) or _("Nothing else changed")
    why = _(why) if why == UNDONE else why
    return _("{what}. Changed by {who}, {day}, {time}: {why}").format(
        what=what, who=who, day=day, time=nice_time(local), why=why
    )
