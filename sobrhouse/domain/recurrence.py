"""Recurrence: on which days something comes again, as an RFC 5545 rule, and which days a rule
gives.

A day is a day of the house; the clock is put to it by `instant`, so that half past seven stays half
past seven on both changes of the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from sobrhouse.problems import Problem
from sobrhouse.words import _

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
MOST_APART = 12  # weeks or months
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Every(StrEnum):
    """What a pattern counts."""

    WEEK = "WEEKLY"
    MONTH = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every `apart` weeks on `weekdays` (0 Monday), or every `apart` months on the `nth` such
    weekday (1 to 4, -1 the last), or on day `day` of the month (1 to 31, -1 the last).

    A month without that day is left out, as RFC 5545 has it.
    """

    every: Every = Every.WEEK
    apart: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    day: int = 0

    @property
    def whole(self) -> bool:
        """Whether it says days at all, and none that cannot be."""
        if not 1 <= self.apart <= MOST_APART or any(d not in range(7) for d in self.weekdays):
            return False
        if self.every is Every.WEEK:
            return bool(self.weekdays) and not self.nth and not self.day
        if self.day:
            return not self.weekdays and not self.nth and self.day in (LAST, *range(1, 32))
        return bool(self.weekdays) and self.nth in (LAST, 1, 2, 3, 4)


def rule_of(pattern: Pattern, week_starts_on: int = 0) -> str:
    """The pattern as an RFC 5545 rule; Problem where it says no days."""
    if not pattern.whole:
        raise Problem(_("Choose at least one day of the week."), field="weekdays")
    parts = [f"FREQ={pattern.every.value}"]
    if pattern.apart > 1:
        parts.append(f"INTERVAL={pattern.apart}")
    if pattern.day:
        parts.append(f"BYMONTHDAY={pattern.day}")
    else:
        nth = str(pattern.nth) if pattern.nth else ""
        parts.append("BYDAY=" + ",".join(nth + CODES[d] for d in sorted(set(pattern.weekdays))))
    # Which week a day is in matters only when weeks are left out.
    if pattern.every is Every.WEEK and pattern.apart > 1 and week_starts_on:
        parts.append(f"WKST={CODES[week_starts_on]}")
    return ";".join(parts)


@lru_cache(maxsize=256)
def pattern_of(rule: str) -> Pattern:
    """The pattern that `rule_of` wrote so. ValueError for any other rule, which is a bug."""
    named = dict(part.split("=", 1) for part in rule.split(";"))
    days = named.get("BYDAY", "").split(",") if "BYDAY" in named else []
    numbers = {day[:-2] for day in days}
    pattern = Pattern(
        Every(named["FREQ"]),
        int(named.get("INTERVAL", 1)),
        tuple(CODES.index(day[-2:]) for day in days),
        int(numbers.pop() or 0) if len(numbers) == 1 else 0,
        int(named.get("BYMONTHDAY", 0)),
    )
    if not pattern.whole or numbers:
        raise ValueError(f"not a rule of ours: {rule}")
    return pattern


@lru_cache(maxsize=1024)
def rule_days(
    rule: str, starts_on: date, until_on: date | None, first: date, last: date
) -> tuple[date, ...]:
    """The days from `first` to `last` that the rule gives, counted from `starts_on`; all four are
    included.
    """
    begin = max(first, starts_on)
    end = last if until_on is None else min(last, until_on)
    pattern = pattern_of(rule)
    if begin > end or not _weekday_between(pattern, begin, end):
        return ()
    if pattern.every is Every.WEEK and pattern.apart == 1:
        # What most houses have needs no library, whose 30 ms the first screen would wait for.
        days = (begin + _DAY * n for n in range((end - begin).days + 1))
        return tuple(day for day in days if day.weekday() in pattern.weekdays)
    from dateutil.rrule import rrulestr

    start = datetime.combine(_just_before(pattern, starts_on, begin), time())
    found = rrulestr(rule, dtstart=start).between(
        datetime.combine(begin, time()),
        datetime.combine(end, time()),
        inc=True,
    )
    return tuple(moment.date() for moment in found)


def _weekday_between(pattern: Pattern, first: date, last: date) -> bool:
    """Whether one of the pattern's weekdays lies between the days at all."""
    weekdays = pattern.weekdays
    if not weekdays or last - first >= _WEEK:
        return True
    return any((day - first.weekday()) % 7 <= (last - first).days for day in weekdays)


def _just_before(pattern: Pattern, starts_on: date, begin: date) -> date:
    """A day no later than `begin` from which the rule gives the same days as from `starts_on`, so
    that twenty years need not be walked through.
    """
    if pattern.every is Every.WEEK:
        step = _WEEK * pattern.apart
        return starts_on + step * ((begin - starts_on) // step)
    months = (begin.year - starts_on.year) * 12 + begin.month - starts_on.month
    months -= months % pattern.apart
    if months <= 0:
        return starts_on
    number = starts_on.year * 12 + starts_on.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def first_day(pattern: Pattern, from_on: date) -> date:
    """The first day of the pattern from a day on, from which its weeks or months are counted."""
    near = Pattern(pattern.every, 1, pattern.weekdays, pattern.nth, pattern.day)
    return rule_days(rule_of(near), from_on, None, from_on, from_on + _WEEK * 10)[0]


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When the house's clock shows that time on that day, in the house's zone.

    A time that the spring change leaves out is as long after midnight as it would be without the
    change (2:30 is 3:30); of two alike in autumn it is the first (RFC 5545, 3.3.5).
    """
    return datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)
