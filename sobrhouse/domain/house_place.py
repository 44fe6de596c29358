"""House place: where the house stands on the map, and how far it is from there."""

import re
from math import asin, cos, radians, sin, sqrt

from sobrhouse.domain.meeting_groups import GroupFacts, on_the_globe
from sobrhouse.problems import Problem
from sobrhouse.words import _

Place = tuple[float, float]

_EARTH_MILES = 3958.8  # mean radius of the earth
_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEWO]?)"
_PAIR = re.compile(rf"\(?\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*\)?", re.IGNORECASE)
_IN_A_LINK = re.compile(r"[@=/](-?\d{1,3}\.\d+),\s*(-?\d{1,3}\.\d+)")


def read_place(text: str) -> Place | None:
    """Latitude and longitude in degrees as somebody typed or pasted them: "40.71, -74.01",
    "40.71° N, 74.01° W", or a link of a map. None for nothing; Problem when it is no place.
    """
    words = " ".join(text.split())
    if not words:
        return None
    if found := _IN_A_LINK.search(words) if "://" in words else None:
        pair = float(found[1]), float(found[2])
    elif found := _PAIR.fullmatch(words):
        pair = _signed(found[1], found[2]), _signed(found[3], found[4])
        if found[2].upper() in ("E", "W", "O") and found[4].upper() in ("N", "S"):
            pair = pair[1], pair[0]
    else:
        raise Problem(_unreadable())
    if not on_the_globe(*pair):
        raise Problem(_unreadable())
    return pair


def known_place(text: str) -> Place | None:
    """The same of what is stored: None where it cannot be read."""
    try:
        return read_place(text)
    except Problem:
        return None


def written(place: Place) -> str:
    """A place as it is stored and shown: "40.71278, -74.00594", to about three feet."""
    return f"{place[0]:.5f}, {place[1]:.5f}"


def miles(one: Place, other: Place) -> float:
    """The distance in miles as the crow flies (the haversine formula)."""
    (lat1, long1), (lat2, long2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((long2 - long1) / 2) ** 2
    return 2 * _EARTH_MILES * asin(min(1.0, sqrt(half)))


def near(facts: GroupFacts, place: Place, limit: float) -> bool:
    """Whether a meeting is within so many miles; one that is only online is near everywhere, one
    whose place nobody gave is not.
    """
    if facts.format == "online":
        return True
    if facts.latitude is None or facts.longitude is None:
        return False
    return miles(place, (facts.latitude, facts.longitude)) <= limit


def _signed(number: str, letter: str) -> float:
    value = float(number)
    return -abs(value) if letter.upper() in ("S", "W", "O") else value


def _unreadable() -> str:
    return _("Type latitude and longitude as in 40.71278, -74.00594, or paste the link of a map.")
