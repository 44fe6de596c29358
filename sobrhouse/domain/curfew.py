"""Curfew: until when people are home, by the night that it is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKEND = (4, 5)  # the nights of Friday and Saturday
_MORNING = time(4, 0)  # a curfew before this hour falls on the next civil day


def curfew_of(night: date, weekdays: str, weekend: str) -> time:
    """The wall-clock time of a night's curfew, from the two settings of the house ("22:30")."""
    hours, minutes = (weekend if night.weekday() in _WEEKEND else weekdays).split(":")
    return time(int(hours), int(minutes))


def curfew_at(night: date, curfew: time, zone: ZoneInfo) -> datetime:
    """The instant of it: midnight and after belong to the night that began the evening before."""
    day = night + timedelta(days=1) if curfew < _MORNING else night
    return datetime.combine(day, curfew, zone)
