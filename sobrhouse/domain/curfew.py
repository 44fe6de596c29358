"""Curfew: until when people are home, by the night that it is, their phase and their own rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_WEEKEND = (4, 5)  # the nights of Friday and Saturday
_MORNING = time(4, 0)  # a curfew before this hour falls on the next civil day
LATE_EDGE = time(0, 0)  # where nobody asks for an hour, a night is asked for at midnight


class Source(StrEnum):
    """Where somebody's curfew comes from: the nearest to the person counts."""

    HOUSE = "house"
    PHASE = "phase"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One person's own curfew: `time` "23:30", or "" for none, on one weekday or every night."""

    weekday: int | None
    time: str
    from_on: date
    to_on: date | None = None
    reason: str = ""

    def holds(self, night: date) -> bool:
        """Whether it is about this night."""
        if self.weekday is not None and self.weekday != night.weekday():
            return False
        return self.from_on <= night and (self.to_on is None or night <= self.to_on)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of one person: the house's two settings, the phase's times by weekday (0 is
    Monday), and their own rules, oldest first.
    """

    weekdays: str
    weekend: str
    phase: Mapping[int, str] = field(default_factory=dict)
    phase_name: str = ""
    own: Iterable[OwnRule] = ()


@dataclass(frozen=True, slots=True)
class Curfew:
    """One person's curfew on one night; `time` None asks for no hour. `because` names the phase,
    or says why it is their own.
    """

    time: time | None
    source: Source = Source.HOUSE
    because: str = ""


def curfew_of(night: date, weekdays: str, weekend: str) -> time:
    """The wall-clock time of a night's curfew, from the two settings of the house ("22:30")."""
    return wall_clock(weekend if night.weekday() in _WEEKEND else weekdays)


def curfew_at(night: date, curfew: time, zone: ZoneInfo) -> datetime:
    """The instant of it: midnight and after belong to the night that began the evening before."""
    day = night + timedelta(days=1) if curfew < _MORNING else night
    return datetime.combine(day, curfew, zone)


def curfew_for(night: date, rules: Rules) -> Curfew:
    """One person's curfew: their own rule before that of the phase before that of the house.

    Of several own rules one for this weekday goes before one for every night, the newest first.
    """
    held = [rule for rule in rules.own if rule.holds(night)]
    if held:
        dated = [rule for rule in held if rule.weekday is not None] or held
        own = dated[-1]
        return Curfew(wall_clock(own.time) if own.time else None, Source.OWN, own.reason)
    by_phase = rules.phase.get(night.weekday())
    if by_phase:
        return Curfew(wall_clock(by_phase), Source.PHASE, rules.phase_name)
    return Curfew(curfew_of(night, rules.weekdays, rules.weekend))


def asked_at(night: date, curfew: time | None, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a night is asked for: who is on a pass then is excused."""
    return curfew_at(night, LATE_EDGE if curfew is None else curfew, zone).astimezone(UTC)


def wall_clock(text: str) -> time:
    """A stored "22:30" as a time."""
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))
