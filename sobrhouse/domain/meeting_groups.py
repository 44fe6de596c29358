"""Meeting groups: what the directory knows of one outside meeting, and which rules that obeys."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sobrhouse.domain.names import plain
from sobrhouse.problems import Problem
from sobrhouse.words import N_, _

# codes as they are stored, in the order in which they are offered
FELLOWSHIP_NAMES: dict[str, str] = {
    "AA": N_("AA"),
    "NA": N_("NA"),
    "CA": N_("CA (Cocaine Anonymous)"),
    "CMA": N_("CMA (Crystal Meth Anonymous)"),
    "AL-ANON": N_("Al-Anon"),
    "SMART": N_("SMART Recovery"),
    "DHARMA": N_("Recovery Dharma"),
    "CELEBRATE": N_("Celebrate Recovery"),
    "OTHER": N_("Other"),
}
_SHORT = {"CA": "CA", "CMA": "CMA", "SMART": "SMART", "DHARMA": "Dharma", "CELEBRATE": "Celebrate"}
FORMAT_NAMES: dict[str, str] = {
    "": N_("Not known"),
    "in_person": N_("In person"),
    "online": N_("Online"),
    "hybrid": N_("In person and online"),
}
# the longest that each column keeps; what a feed says beyond is cut
LONGEST: dict[str, int] = {
    "name": 160, "place": 160, "address": 240, "area": 120, "language": 60, "types": 300,
    "topic": 120, "notes": 2000, "link": 500, "link_notes": 500, "dial_in": 200, "timezone": 60,
}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_STANDARD_WEEK = date(2026, 1, 5)  # a Monday in winter, where no day is given to reckon with


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """All that a feed or a form says about one meeting: a named group on one weekday at one time.

    `weekday` is 0 Monday … 6 Sunday and `starts_at` "19:30" by the clock of `timezone` ("": the
    house's); None and "" where it meets by appointment. `closed` and `accessible` are None where
    nobody knows.
    """

    name: str
    fellowship: str = "AA"
    weekday: int | None = None
    starts_at: str = ""
    length_minutes: int | None = None
    timezone: str = ""
    place: str = ""
    address: str = ""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    format: str = ""
    closed: bool | None = None
    accessible: bool | None = None
    language: str = ""
    types: str = ""
    topic: str = ""
    notes: str = ""
    link: str = ""
    link_notes: str = ""
    dial_in: str = ""


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(GroupFacts))


def fellowship_name(code: str, *, short: bool = False) -> str:
    """The fellowship in words; `short` for a chip or a narrow column."""
    return _SHORT.get(code, "") if short and code in _SHORT else _(FELLOWSHIP_NAMES[code])


def checked_facts(facts: GroupFacts) -> GroupFacts:
    """What somebody typed, tidied; a Problem beside the field that does not fit."""
    words: dict[str, Any] = {
        column: _tidy(getattr(facts, column), longest, lines=column == "notes")
        for column, longest in LONGEST.items()}
    tidy = replace(facts, **words)
    if not tidy.name:
        raise Problem(_("Give the meeting a name."), field="name")
    if tidy.fellowship not in FELLOWSHIP_NAMES:
        raise Problem(_("Choose a fellowship from the list."), field="fellowship")
    if tidy.format not in FORMAT_NAMES:
        raise Problem(_("Choose how people meet from the list."), field="format")
    if tidy.weekday is not None and not 0 <= tidy.weekday <= 6:
        raise Problem(_("Choose a day of the week, or by appointment."), field="weekday")
    if tidy.starts_at and not _CLOCK.fullmatch(tidy.starts_at):
        raise Problem(_("Type the time as in 7:30 PM."), field="starts_at")
    if tidy.length_minutes is not None and not 1 <= tidy.length_minutes <= 24 * 60:
        raise Problem(_("A meeting lasts from 1 minute to 24 hours."), field="length_minutes")
    if tidy.timezone and tidy.timezone not in known_zones():
        raise Problem(_("That time zone is not known. Type one as in America/New_York."),
                      field="timezone")
    if tidy.link and not is_link(tidy.link):
        raise Problem(_("Type the whole link. It starts with https://"), field="link")
    return _with_a_whole_place(tidy)


def _with_a_whole_place(facts: GroupFacts) -> GroupFacts:
    """Half a pair of coordinates says nothing; outside the globe neither."""
    pair = (facts.latitude, facts.longitude)
    if pair == (None, None) or on_the_globe(*pair):
        return facts
    raise Problem(_("Those coordinates are not a place on the map."), field="latitude")


def is_link(words: str) -> bool:
    """Whether this is an address on the web, and nothing that a click could run."""
    return re.fullmatch(r"https?://[^\s<>\"']+", words, re.IGNORECASE) is not None


@cache
def known_zones() -> frozenset[str]:
    """The names of all time zones that this computer knows."""
    return frozenset(available_timezones())


def on_the_globe(latitude: float | None, longitude: float | None) -> bool:
    """Whether two numbers are a place; 0, 0 is where programs put what they do not know."""
    if latitude is None or longitude is None:
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)


def house_clock(
    weekday: int, starts_at: str, zone: str, house_zone: ZoneInfo, on: date | None = None
) -> tuple[int, str]:
    """Weekday and "19:30" by the house's clock, of a meeting that keeps another zone's.

    Two zones may change their clocks on different nights, so the hour is that of the week of `on`;
    without it, of a week in winter.
    """
    if not zone or not starts_at or zone == house_zone.key or zone not in known_zones():
        return weekday, starts_at
    near = on or _STANDARD_WEEK
    day = near + timedelta(days=(weekday - near.weekday() + 3) % 7 - 3)
    hour, minute = map(int, starts_at.split(":"))
    there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    here = there.astimezone(house_zone)
    return here.weekday(), f"{here:%H:%M}"


def same_meeting(name: str, weekday: int | None, starts_at: str) -> tuple[str, int | None, str]:
    """What two records of one meeting agree on, however they were written down."""
    return plain(name), weekday, starts_at


def ends_at(starts_at: str, length_minutes: int | None) -> str:
    """The clock time at which a meeting ends; empty where start or length are not known."""
    if not starts_at or not length_minutes:
        return ""
    hour, minute = map(int, starts_at.split(":"))
    total = (hour * 60 + minute + length_minutes) % (24 * 60)
    return f"{total // 60:02}:{total % 60:02}"


def contains(haystack: Iterable[str], words: Sequence[str]) -> bool:
    """Whether each of the words, already `plain`, is somewhere in the texts."""
    text = plain(" ".join(haystack))
    return all(word in text for word in words)


def _tidy(words: str, longest: int, *, lines: bool = False) -> str:
    if lines:
        rows = (" ".join(row.split()) for row in words.splitlines())
        return "\n".join(row for row in rows if row)[:longest].strip()
    return " ".join(words.split())[:longest].strip()
