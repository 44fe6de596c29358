"""Sobriety: how long, which milestones, and when; calendar-true, from civil dates.

The computation is that of measures.md 5.3.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, takewhile

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _, n_

LONGEST_YEARS = 100
PATHWAYS = ("AA", "NA", "SMART", "faith", "MAT", "other")
PATHWAY_WORDS = {
    "AA": N_("12 steps, AA"), "NA": N_("12 steps, NA"), "SMART": N_("SMART Recovery"),
    "faith": N_("Faith based"), "MAT": N_("With medication (MAT)"), "other": N_("Another way"),
}


class LeapDay(StrEnum):
    """Where the yearly milestone of a February 29 falls in a year without one."""

    FEB_28 = "feb28"
    MAR_1 = "mar1"


class Token(StrEnum):
    """What is given for a milestone."""

    CHIP = "chip"
    MEDALLION = "medallion"
    KEY_TAG = "key_tag"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A length of sobriety that people celebrate: so many days, or else so many calendar months."""

    days: int = 0
    months: int = 0
    token: Token = Token.CHIP
    colour: str = ""

    @property
    def code(self) -> str:
        """How records name it: d90, m6, y2."""
        if self.days:
            return f"d{self.days}"
        return f"m{self.months}" if self.months % 12 else f"y{self.months // 12}"

    def falls_on(self, start: date, leap_day: LeapDay = LeapDay.FEB_28) -> date:
        """The day on which somebody sober since `start` reaches it."""
        if self.days:
            return start + timedelta(days=self.days)
        return add_months(start, self.months, leap_day)


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone and the day it is reached on."""

    milestone: Milestone
    on: date


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Whole years, whole months after them, and the days left over."""

    years: int
    months: int
    days: int


AA = (
    *(Milestone(days=d) for d in (1, 30, 60, 90)),
    *(Milestone(months=m) for m in range(4, 12)),
)
NA = (
    Milestone(days=1, token=Token.KEY_TAG, colour=N_("white")),
    Milestone(days=30, token=Token.KEY_TAG, colour=N_("orange")),
    Milestone(days=60, token=Token.KEY_TAG, colour=N_("green")),
    Milestone(days=90, token=Token.KEY_TAG, colour=N_("red")),
    Milestone(months=6, token=Token.KEY_TAG, colour=N_("blue")),
    Milestone(months=9, token=Token.KEY_TAG, colour=N_("yellow")),
    Milestone(months=12, token=Token.KEY_TAG, colour=N_("glow-in-the-dark")),
    Milestone(months=18, token=Token.KEY_TAG, colour=N_("gray")),
)
SETS: dict[str, tuple[Milestone, ...]] = {"aa": AA, "na": NA}  # by the value of the setting


def set_for(pathway: str, house_set: str = "aa") -> str:
    """Which preset counts for somebody: that of their own fellowship, else the house's."""
    return pathway.lower() if pathway.lower() in SETS else house_set


def add_months(start: date, months: int, leap_day: LeapDay = LeapDay.FEB_28) -> date:
    """The same day so many months on; a month too short gives its last day.

    `leap_day` moves only the yearly days of a February 29: Jan 31 and a month is always the end
    of February.
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    if start.day > last and leap_day is LeapDay.MAR_1 and start.month == 2 and months % 12 == 0:
        return date(year, 3, 1)
    return date(year, month0 + 1, min(start.day, last))


def days_sober(start: date, today: date) -> int:
    """Whole days since `start`; 0 on the day itself, and never less."""
    return max(0, (today - start).days)


def elapsed(start: date, today: date, leap_day: LeapDay = LeapDay.FEB_28) -> Elapsed:
    """How long since `start`, counted so that a year is full on the day its milestone falls."""
    if today <= start:
        return Elapsed(0, 0, 0)
    months = (today.year - start.year) * 12 + today.month - start.month
    while add_months(start, months, leap_day) > today:
        months -= 1
    rest = (today - add_months(start, months, leap_day)).days
    return Elapsed(months // 12, months % 12, rest)


def elapsed_words(start: date, today: date, leap_day: LeapDay = LeapDay.FEB_28) -> str:
    """The length in short words: "1 y 1 m 17 d"; parts that are nothing are left out."""
    e = elapsed(start, today, leap_day)
    parts = [
        _("{n} y").format(n=e.years) if e.years else "",
        _("{n} m").format(n=e.months) if e.months else "",
        _("{n} d").format(n=e.days) if e.days or not (e.years or e.months) else "",
    ]
    return " ".join(p for p in parts if p)


def milestones_of(preset: str) -> Iterator[Milestone]:
    """Every milestone of a preset, shortest first, years without end."""
    first = SETS[preset]
    yield from first
    token, colour = Token.MEDALLION, ""
    if preset == "na":
        token, colour = Token.KEY_TAG, N_("black")
    for years in count(2 if preset == "na" else 1):
        yield Milestone(months=12 * years, token=token, colour=colour)


def reached(start: date, preset: str, leap_day: LeapDay = LeapDay.FEB_28) -> Iterator[Reached]:
    """Every milestone of somebody sober since `start` with its day, for a hundred years."""
    lengths = takewhile(lambda m: m.months <= 12 * LONGEST_YEARS, milestones_of(preset))
    room = takewhile(lambda m: start.year + m.months // 12 < date.max.year, lengths)
    return (Reached(m, m.falls_on(start, leap_day)) for m in room)


def next_milestone(
    start: date, today: date, preset: str, leap_day: LeapDay = LeapDay.FEB_28
) -> Reached | None:
    """The milestone that comes next, one that falls today included."""
    return next((r for r in reached(start, preset, leap_day) if r.on >= today), None)


def milestones_between(
    start: date, first: date, last: date, preset: str, leap_day: LeapDay = LeapDay.FEB_28
) -> tuple[Reached, ...]:
    """The milestones that fall from `first` to `last`, both included."""
    upto = takewhile(lambda r: r.on <= last, reached(start, preset, leap_day))
    return tuple(r for r in upto if r.on >= first)


def milestone_by(code: str, preset: str) -> Milestone | None:
    """The milestone that records call so, as this preset gives it; None where no set has it."""
    for lengths in (preset, *SETS):
        upto = takewhile(lambda m: m.months <= 12 * LONGEST_YEARS, milestones_of(lengths))
        found = next((m for m in upto if m.code == code), None)
        if found is not None:
            return found
    return None


def length_words(milestone: Milestone) -> str:
    """How long it is: "90 days", "6 months", "2 years"."""
    if milestone.days == 1:
        return _("24 hours")
    if milestone.days:
        return n_("{n} day", "{n} days", milestone.days).format(n=milestone.days)
    if milestone.months % 12:
        return n_("{n} month", "{n} months", milestone.months).format(n=milestone.months)
    years = milestone.months // 12
    return n_("{n} year", "{n} years", years).format(n=years)


def token_words(milestone: Milestone) -> str:
    """What is given for it: "90-day chip", "2-year medallion", "orange key tag"."""
    if milestone.token is Token.KEY_TAG:
        return _("{colour} key tag").format(colour=_(milestone.colour))
    if milestone.days == 1:
        return _("24-hour chip")
    if milestone.days:
        return _("{n}-day chip").format(n=milestone.days)
    if milestone.token is Token.MEDALLION:
        years = milestone.months // 12
        return n_("{n}-year medallion", "{n}-year medallion", years).format(n=years)
    return _("{n}-month chip").format(n=milestone.months)


def next_words(coming: Reached | None, today: date) -> str:
    """What comes and when: "90-day chip in 3 days", "90-day chip today"."""
    if coming is None:
        return ""
    days = (coming.on - today).days
    token = token_words(coming.milestone)
    if days <= 0:
        return _("{chip} today").format(chip=token)
    return n_("{chip} in {d} day", "{chip} in {d} days", days).format(chip=token, d=days)


def date_label(pathway: str) -> str:
    """What people of this pathway call the day that sobriety is counted from."""
    return _("Clean date") if pathway == "NA" else _("Sobriety date")


def count_label(days: int) -> str:
    """The words beside the figure of days."""
    return n_("day sober", "days sober", days)


def check_start(start: date, today: date, birth_on: date | None = None) -> None:
    """Refuse a day that sobriety cannot be counted from: to come, or before somebody was born."""
    if start > today:
        raise Problem(
            _("This day has not come yet. Type today or an earlier day."), field="start_on")
    if start.year < today.year - LONGEST_YEARS or (birth_on is not None and start < birth_on):
        raise Problem(_("This day is too long ago. Check the year."), field="start_on")


def check_new_date(start: date, current: date, today: date) -> None:
    """Refuse a new date (return to use) that is not later than the one counted so far."""
    check_start(start, today)
    if start <= current:
        raise Problem(
            _("A new date is later than the one before. For a wrong date choose Correction."),
            field="start_on")
