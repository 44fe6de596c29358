"""Beds and nights: who may sleep where, what a census counts, and which bed fits whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sobrhouse.problems import Problem
from sobrhouse.words import _

HOUSE_DAY_BEGINS = timedelta(hours=4)  # the night before 04:00 belongs to the day before
LEAVING_SOON_DAYS = 7


def house_day(now: datetime, zone: ZoneInfo) -> date:
    """The day whose night this is (data-model.md, Conventions)."""
    return (now.astimezone(zone) - HOUSE_DAY_BEGINS).date()


@dataclass(frozen=True, slots=True)
class Nights:
    """Nights from that of `start` up to, not with, that of `end`; without an end they go on."""

    start: date
    end: date | None = None

    @property
    def none(self) -> bool:
        """Whether not one night is in it: come and gone on the same day."""
        return self.end is not None and self.end <= self.start

    def covers(self, night: date) -> bool:
        """Whether this night is one of them."""
        return self.start <= night and (self.end is None or night < self.end)

    def meets(self, other: "Nights") -> bool:
        """Whether they share a night."""
        if self.none or other.none:
            return False
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def count(self, upto: date) -> int:
        """How many nights have passed before the night of `upto`."""
        end = upto if self.end is None else min(self.end, upto)
        return max(0, (end - self.start).days)


class BedState(StrEnum):
    """What a bed is on one night."""

    FREE = "free"
    FILLED = "filled"
    AWAY = "away"  # filled by somebody who sleeps elsewhere; the bed is kept
    HELD = "held"  # nobody's yet, kept for somebody who is coming
    OUT = "out"  # cannot be used

    @property
    def taken(self) -> bool:
        """Whether somebody has the bed, even while away."""
        return self in (BedState.FILLED, BedState.AWAY)


def bed_state(*, filled: bool, away: bool, held: bool, out: bool) -> BedState:
    """What a bed is: a person in it counts first, so that nobody ever drops out of a census."""
    if filled:
        return BedState.AWAY if away else BedState.FILLED
    if out:
        return BedState.OUT
    return BedState.HELD if held else BedState.FREE


@dataclass(frozen=True, slots=True)
class Census:
    """The beds of a house on one night, counted; `filled` counts people away too."""

    beds: int = 0
    filled: int = 0
    away: int = 0
    held: int = 0
    free: int = 0
    out: int = 0
    leaving: int = 0

    @property
    def usable(self) -> int:
        """Beds that could be slept in."""
        return self.beds - self.out

    @property
    def occupancy(self) -> float:
        """Filled beds of those that can be used, 0 to 1; a house without any is 0."""
        return self.filled / self.usable if self.usable else 0.0


def take_census(states: Iterable[BedState], leaving: int = 0) -> Census:
    """Count the beds of one night by what they are."""
    all_of_them = list(states)
    return Census(
        beds=len(all_of_them),
        filled=sum(s.taken for s in all_of_them),
        away=all_of_them.count(BedState.AWAY),
        held=all_of_them.count(BedState.HELD),
        free=all_of_them.count(BedState.FREE),
        out=all_of_them.count(BedState.OUT),
        leaving=leaving,
    )


def leaving_soon(leaves_on: date | None, night: date) -> bool:
    """Whether somebody's planned last day is near, or has gone by without a move out."""
    return leaves_on is not None and (leaves_on - night).days <= LEAVING_SOON_DAYS


def wants(text: str) -> tuple[str, ...]:
    """The single wishes in "ground floor, lower bunk", as they were typed."""
    return tuple(w for part in text.split(",") if (w := " ".join(part.split())))


def unmet(needs: str, floor: str, features: str) -> tuple[str, ...]:
    """Which needs a bed does not meet: the house's own words, compared without regard to case."""
    has = {w.casefold() for w in (*wants(floor), *wants(features))}
    return tuple(w for w in wants(needs) if w.casefold() not in has)


class Fit(StrEnum):
    """Why a person on the waitlist can have a bed now, or what they wait for."""

    HELD = "held"  # a bed is kept for them
    FITS = "fits"  # a free bed meets the needs
    LATER = "later"  # a free bed fits; the person is not ready yet
    WAITS = "waits"  # beds that fit are all taken
    FULL = "full"  # no needs, and nothing is free
    NEVER = "never"  # no bed of the house meets the needs


@dataclass(frozen=True, slots=True)
class BedOffer:
    """What a waiting person's needs are compared with."""

    bed_id: int
    label: str
    room: str
    floor: str
    features: str
    free: bool


@dataclass(frozen=True, slots=True)
class Fitting:
    """The verdict for one waiting person, with the beds or rooms that it is about."""

    fit: Fit
    beds: tuple[BedOffer, ...] = ()
    rooms: tuple[str, ...] = ()


def fitting(needs: str, ready_on: date | None, night: date, offers: Sequence[BedOffer]) -> Fitting:
    """Which free beds fit a waiting person; else what they wait for."""
    right = [o for o in offers if not unmet(needs, o.floor, o.features)]
    free = tuple(o for o in right if o.free)
    if free:
        later = ready_on is not None and ready_on > night
        return Fitting(Fit.LATER if later else Fit.FITS, free)
    if not right:
        return Fitting(Fit.NEVER if wants(needs) else Fit.FULL)
    if not wants(needs):
        return Fitting(Fit.FULL)
    return Fitting(Fit.WAITS, rooms=tuple(dict.fromkeys(o.room for o in right)))


def next_labels(room_name: str, taken: Iterable[str], count: int) -> list[str]:
    """Labels for new beds of a room: 4A, 4B … where the room has a number, else A, B …"""
    used = {label.casefold() for label in taken}
    numbers = re.findall(r"\d+", room_name)
    digits = numbers[-1] if numbers else ""
    labels: list[str] = []
    n = 0
    while len(labels) < count:
        label = digits + letters(n)
        n += 1
        if label.casefold() not in used:
            labels.append(label)
    return labels


def letters(n: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    text = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class RoomWish:
    """A room that is to be made, with so many beds."""

    name: str
    beds: int
    floor: str = ""


MOST_ROOMS, MOST_BEDS = 200, 40
_BEDS = r"(?:\s*(?:beds?|camas?))"
_MANY = re.compile(
    r"(?P<rooms>\d+)\s+(?:rooms?|cuartos?|habitaci[oó]n(?:es)?|rec[aá]maras?)\b\D*(?P<beds>\d+)"
    rf"{_BEDS}?(?:\s+\w+)?\s*(?:,\s*(?P<floor>.+))?$",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<name>\S.*?)\s*(?:[:=–,-]\s*(?P<n>\d+){_BEDS}?|\s(?P<m>\d+){_BEDS})"
    r"\s*(?:,\s*(?P<floor>.+))?$",
    re.IGNORECASE,
)


def parse_rooms(text: str, taken: Iterable[str] = ()) -> list[RoomWish]:
    """Rooms as people type them, one a line: "Room 1: 2 beds, upstairs", or "8 rooms with 2 beds".

    Rooms that are only counted get the next free numbers. Problem for a line that cannot be read.
    """
    names = {name.casefold() for name in taken}
    wishes: list[RoomWish] = []
    for line in re.split(r"[\n;]", text):
        line = " ".join(line.split())
        if not line:
            continue
        for wish in _wishes_of(line, names):
            if wish.name.casefold() in names:
                raise Problem(
                    _("There is a {room} already. Choose another name.").format(room=wish.name)
                )
            names.add(wish.name.casefold())
            wishes.append(wish)
    if len(wishes) > MOST_ROOMS:
        raise Problem(_("Add {n} rooms at most at a time.").format(n=MOST_ROOMS))
    return wishes


def _wishes_of(line: str, names: set[str]) -> list[RoomWish]:
    if found := _MANY.fullmatch(line):
        count, beds = int(found["rooms"]), _beds(found["beds"])
        numbers = (n for n in range(1, MOST_ROOMS * 10) if _numbered(n).casefold() not in names)
        floor = found["floor"] or ""
        return [
            RoomWish(_numbered(n), beds, floor)
            for n, _count in zip(numbers, range(min(count, MOST_ROOMS + 1)), strict=False)
        ]
    if found := _ONE.fullmatch(line):
        return [RoomWish(found["name"], _beds(found["n"] or found["m"]), found["floor"] or "")]
    raise Problem(
        _("Say how many beds {room} has, such as: {room}: 2 beds.").format(room=line[:40])
    )


def _numbered(n: int) -> str:
    return _("Room {n}").format(n=n)


def _beds(text: str) -> int:
    beds = int(text)
    if not 1 <= beds <= MOST_BEDS:
        raise Problem(_("A room takes 1 to {n} beds at a time.").format(n=MOST_BEDS))
    return beds
