"""The picture of the circle on paper: people on a ring, and lines of different width and dashes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, Member, Tie
from sobrhouse.domain.circle_layout import Curve, Spot, curves, level, rooms, spots, spots_around
from sobrhouse.reports import text as t
from sobrhouse.reports.pen import Pen, Point
from sobrhouse.reports.sheet import Sheet

# Line width in points, dashes, and whether it has a direction.
SAMPLES: dict[str, tuple[float, str, bool]] = {
    ties_of.SPONSORSHIP: (1.9, "", True),
    ties_of.BUDDY: (1.6, "7 3", True),
    ties_of.HELPING: (1.1, "6 2 1 2", True),
    ties_of.MEETINGS: (0.9, "0.9 2", False),
    ties_of.CHORES: (0.6, "2.6 2.2", False),
    ties_of.ROOM: (3.4, "", False),
}
_NAME = replace(t.BODY, size=9.4)
_MOST_NAME = 96.0
_HIGHEST, _LOWEST = 440.0, 280.0  # of the picture of a house, and of one person or few
_HEAD = 6.5  # of an arrow
_BELOW, _LINE = 120.0, 24.0  # what stands below: legend and headings, and each who is named there
_BELOW_LEAST = 16.0  # of a page that is too low for both


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the ring is on the page, and how large its people are."""

    x: float
    y: float
    radius: float
    half: float
    style: t.Style
    level: bool

    def at(self, point: Point) -> Point:
        """A place of the layout on the page, whose y goes up."""
        return self.x + point[0] * self.radius, self.y - point[1] * self.radius


def draw_picture(sheet: Sheet, circle: Circle, ties: Sequence[Tie], middle: str = "") -> None:
    """Draw it over the whole width, and go on below it."""
    at = spots_around(circle, middle) if middle else spots(circle)
    if not at:
        return
    place = _place(sheet, circle, at)
    pen = sheet.pen
    if not middle:
        for first, last in rooms(circle, at):
            _draw_room(pen, place, first, last)
        ties = [tie for tie in ties if tie.kind != ties_of.ROOM]
    for kind in reversed(SAMPLES):
        for way in curves([tie for tie in ties if tie.kind == kind], at):
            _draw_tie(pen, place, way)
    lost = set() if middle else {m.key for m in circle.without}
    for member in circle.members:
        _draw_person(pen, place, at[member.key], member, lost=member.key in lost,
                     private=not middle or member.key == middle)  # fmt: skip
    sheet.y = place.y - _reach(place, circle, at, 1) - 8


def _place(sheet: Sheet, circle: Circle, at: Mapping[str, Spot]) -> _Place:
    """As large as the names leave room for."""
    count = max(3, len(at))
    longest = min(_MOST_NAME, max(t.measure(m.name, _NAME) for m in circle.members) + 6)
    alone = any(spot.middle for spot in at.values())
    wanted = _LOWEST if alone or len(at) <= 8 else _HIGHEST
    below = _BELOW + _LINE * len((*circle.without, *circle.by_house))
    least = min(_LOWEST, sheet.room - _BELOW_LEAST)
    high = min(wanted, max(sheet.room - below, least)) / 2
    style, half = _NAME, 7.0
    radius = min(sheet.width / 2 - longest - half - 4, high - half - 10)
    flat = level(count, radius, _NAME.size * 1.2)
    if not flat:
        half = 4.0
        radius = min(sheet.width / 2, high) - longest - half
        step = math.tau * radius / count
        style = replace(_NAME, size=max(5.6, min(_NAME.size, step / 1.15)))
        half = min(half, step * 0.3)
    placed = _Place(sheet.left + sheet.width / 2, 0.0, radius, half, style, flat)
    return replace(placed, y=sheet.y - 4 - _reach(placed, circle, at, -1))


def _reach(place: _Place, circle: Circle, at: Mapping[str, Spot], way: int) -> float:
    """How far the picture, names included, goes down (1) or up (-1) from its middle."""
    names = {m.key: t.measure(m.name, place.style) for m in circle.members}
    far = place.half + place.style.size
    for key, spot in at.items():
        down = spot.y * way
        reach = place.radius * down + place.half + place.style.size * 0.7
        if not place.level and not spot.middle:
            reach += down * min(names[key], _MOST_NAME)
        far = max(far, reach + (place.style.size if spot.middle else 0.0))
    return far


def _draw_room(pen: Pen, place: _Place, first: float, last: float) -> None:
    radius = 1 - (place.half + 4) / place.radius
    parts = max(3, round((last - first) * 24))
    angles = [first + (last - first) * n / parts for n in range(parts + 1)]
    points = [place.at((radius * math.cos(a), radius * math.sin(a))) for a in angles]
    pen.path(points, SAMPLES[ties_of.ROOM][0])


def _draw_tie(pen: Pen, place: _Place, way: Curve) -> None:
    width, dash, arrow = SAMPLES[way.tie.kind]
    if not place.level:
        width *= 0.7
    begin, bend, end = place.at(way.begin), place.at(way.bend), place.at(way.end)
    tip, back = _stop(bend, end, place.half + 1.5)
    if way.end == (0.0, 0.0) and back[1] < -0.3:  # the name of whoever is in the middle is below
        tip, back = _stop(bend, end, place.half + place.style.size * 1.5)
    pen.curve(begin, bend, tip, width, dash)
    if arrow:
        _draw_head(pen, tip, back, _HEAD if place.level else _HEAD * 0.7)


def _stop(bend: Point, end: Point, before: float) -> tuple[Point, Point]:
    """Where a line ends at the edge of who it reaches, and the way back from there."""
    x, y = bend[0] - end[0], bend[1] - end[1]
    length = max(math.hypot(x, y), 1e-6)
    back = (x / length, y / length)
    before = min(before, length * 0.8)
    return (end[0] + back[0] * before, end[1] + back[1] * before), back


def _draw_head(pen: Pen, tip: Point, back: Point, long: float) -> None:
    x, y = tip[0] + back[0] * long, tip[1] + back[1] * long
    side = (-back[1] * long * 0.42, back[0] * long * 0.42)
    pen.path([tip, (x + side[0], y + side[1]), (x - side[0], y - side[1])], filled=True)


def _draw_person(
    pen: Pen, place: _Place, spot: Spot, member: Member, *, lost: bool, private: bool
) -> None:
    x, y = place.at((spot.x, spot.y))
    half = place.half
    if member.private and private:
        toward = (-spot.x, spot.y) if not spot.middle else (0.7, 0.7)
        far = half + 13
        draw_private(pen, (x, y), (x + toward[0] * far, y + toward[1] * far))
    if member.outside:
        side = half * 0.86
        pen.fill(x - side, y - side, 2 * side, 2 * side, 1.0)
        pen.frame(x - side, y - side, 2 * side, 2 * side, 1.3 if place.level else 0.9)
    elif lost:
        pen.disc(x, y, half, 1.0, 1.4 if place.level else 1.0, "2 1.4")
        pen.disc(x, y, half * 0.4)
    else:
        pen.disc(x, y, half * (0.8 if place.level else 1.0))
    style = t.set_bold(place.style) if lost or spot.middle else place.style
    _write_name(pen, place, spot, member.name, style)


def _write_name(pen: Pen, place: _Place, spot: Spot, name: str, style: t.Style) -> None:
    x, y = place.at((spot.x, spot.y))
    away, down = place.half + 3.5, style.size * 0.34
    if spot.middle:
        wide = t.measure(name, style)
        base = y - place.half - style.size
        pen.fill(x - wide / 2 - 2, base - 2, wide + 4, style.size + 2, 1.0)
        t.cell(pen, x - wide / 2, base, name, style, _MOST_NAME * 2)
        return
    side = "right" if spot.turned else "left"
    left = -away - _MOST_NAME if spot.turned else away
    if place.level:
        lift = abs(spot.y) ** 6 * spot.y * style.size * 0.5
        t.cell(pen, x + left, y - lift - down, name, style, _MOST_NAME, side)
        return
    degrees = -math.degrees(spot.angle) + (180 if spot.turned else 0)
    with pen.turned(x, y, degrees):
        t.cell(pen, left, -down, name, style, _MOST_NAME, side)


def draw_sample(pen: Pen, kind: str, x: float, y: float, long: float) -> None:
    """A piece of a kind's line, as the legend shows it."""
    width, dash, arrow = SAMPLES[kind]
    end = x + long - (_HEAD * 0.8 if arrow else 0)
    pen.path([(x, y), (end, y)], width, dash)
    if arrow:
        _draw_head(pen, (x + long, y), (-1.0, 0.0), _HEAD)


def draw_private(pen: Pen, begin: Point, end: Point) -> None:
    """A short line with an open end: there is somebody, and no more."""
    pen.path([begin, end], 1.5)
    pen.disc(*end, 2.6, 1.0, 1.1)
