"""Where the people of the circle stand and how their ties run, the same on screen and on paper.

Lengths are parts of the ring's radius around (0, 0), y downward; angles are in radians, clockwise
from the right. Nothing here is left to chance: the same people always stand in the same places.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, Member, Tie
from sobrhouse.domain.names import plain

Point = tuple[float, float]
GAP = 1.6  # places left free between residents and those outside
_PULL = {
    ties_of.SPONSORSHIP: 0.30, ties_of.BUDDY: 0.42, ties_of.HELPING: 0.18,
    ties_of.MEETINGS: 0.56, ties_of.CHORES: 0.68, ties_of.ROOM: 1.0,
}  # fmt: skip
_BEND = {kind: number for number, kind in enumerate(_PULL)}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands; a spot in the middle has no angle of its own."""

    x: float
    y: float
    angle: float
    middle: bool = False

    @property
    def turned(self) -> bool:
        """Whether a name here ends at the ring, so that nothing stands on its head."""
        return math.cos(self.angle) < -1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """A tie's way from one to the other, bent toward a point."""

    tie: Tie
    begin: Point
    bend: Point
    end: Point


def level(people: int, radius: float, line: float) -> bool:
    """Whether names of so high a line can stand level beside a ring: at its top and bottom they
    would lie on each other where there are too many, and then they stand along the ray.
    """
    return people <= 0.95 * math.tau * math.sqrt(max(radius, 0.0) / line)


def spots(circle: Circle) -> dict[str, Spot]:
    """Everybody on one ring: residents room by room, those outside at the right, near whom they
    support.
    """
    residents = sorted(
        circle.residents, key=lambda m: (plain(m.room), m.room_id, plain(m.name), m.key)
    )
    outside = circle.outside
    places = len(residents) + len(outside) + (2 * GAP if outside else 0)
    if not places:
        return {}
    step = math.tau / places
    first = (len(outside) / 2 + GAP) * step if outside else 0.0
    found = {m.key: _at(first + (n + 0.5) * step) for n, m in enumerate(residents)}
    begin = -len(outside) / 2 * step
    for n, m in enumerate(_by_nearness(circle, outside, found)):
        found[m.key] = _at(begin + (n + 0.5) * step)
    return found


def _by_nearness(
    circle: Circle, outside: Sequence[Member], found: Mapping[str, Spot]
) -> list[Member]:
    """Who supports people below stands below: so that ties cross each other less."""

    def height(member: Member) -> tuple[float, str, str]:
        ends = [found[t.beside(member.key)] for t in circle.of(member.key)
                if t.beside(member.key) in found]  # fmt: skip
        mean = sum(spot.y for spot in ends) / len(ends) if ends else 0.0
        return (mean, plain(member.name), member.key)

    return sorted(outside, key=height)


def spots_around(circle: Circle, key: str) -> dict[str, Spot]:
    """One person in the middle and all the others on a ring, by kind of tie."""
    kinds = list(ties_of.TIE_WORDS)
    known = circle.by_key

    def nearest(member: Member) -> tuple[int, str, str]:
        first = min(kinds.index(t.kind) for t in circle.of(member.key))
        return (first, plain(member.name), member.key)

    others = sorted((m for m in circle.members if m.key != key), key=nearest)
    found = {key: Spot(0.0, 0.0, 0.0, middle=True)} if key in known else {}
    for n, m in enumerate(others):
        # nobody straight below, where the name of who is in the middle stands
        turn = (n + len(others) // 2) % len(others)  # the first one at the top
        found[m.key] = _at(math.pi / 2 + math.tau * (turn + 0.5) / len(others))
    return found


def curves(ties: Sequence[Tie], at: Mapping[str, Spot]) -> list[Curve]:
    """The way of each tie. Several between the same two run beside each other."""
    made = []
    between: dict[frozenset[str], int] = {}
    for tie in ties:
        if tie.one not in at or tie.other not in at:
            continue
        one, other = at[tie.one], at[tie.other]
        if one.middle or other.middle:
            number = between.setdefault(frozenset((tie.one, tie.other)), 0)
            between[frozenset((tie.one, tie.other))] += 1
            bend = _beside(one, other, number)
        else:
            bend = _inward(one, other, tie)
        made.append(Curve(tie, (one.x, one.y), bend, (other.x, other.y)))
    return made


def _inward(one: Spot, other: Spot, tie: Tie) -> Point:
    """The point within the ring through which a tie is bent. The nearer to each other two stand,
    the nearer it stays to the ring; kinds, and help given back, run apart even across the middle.
    """
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    middle = math.hypot(x, y)
    if middle < 1e-6:  # straight across: to the side
        x, y, middle = one.y, -one.x, 1.0
        away = 0.0
    else:
        away = middle * _PULL[tie.kind]
    away += (_BEND[tie.kind] + (0.5 if tie.one > tie.other else 0.0)) * 0.06 - 0.12
    return (x / middle * away, y / middle * away)


def _beside(one: Spot, other: Spot, number: int) -> Point:
    """The point through which one of several ties from the middle is bent, a little aside."""
    ring = other if one.middle else one
    aside = ((number + 1) // 2) * (0.22 if number % 2 else -0.22)
    return (ring.x / 2 - ring.y * aside, ring.y / 2 + ring.x * aside)


def rooms(circle: Circle, at: Mapping[str, Spot]) -> list[tuple[float, float]]:
    """The arc of each room that somebody shares, from angle to angle."""
    held: dict[int, list[float]] = {}
    for m in circle.residents:
        if m.room_id and m.key in at:
            held.setdefault(m.room_id, []).append(at[m.key].angle)
    return [(min(a), max(a)) for a in held.values() if len(a) > 1]


def _at(angle: float) -> Spot:
    return Spot(math.cos(angle), math.sin(angle), angle)
