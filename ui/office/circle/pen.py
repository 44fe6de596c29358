"""How the circle is painted: where each person and name stands on a surface, each tie's line."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, Member
from sobrhouse.domain.circle_layout import Curve, Spot, curves, level
from ui import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.focus import paint_ring


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of tie is drawn: a colour of the theme, px at 100 %, and a dash pattern."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    arrow: bool = False


LOOKS = {
    ties_of.SPONSORSHIP: Look("primary", 2.4, arrow=True),
    ties_of.BUDDY: Look("accent", 2.2, (5, 2.5), arrow=True),
    ties_of.HELPING: Look("info", 1.7, (5, 2, 1, 2), arrow=True),
    ties_of.MEETINGS: Look("muted", 1.5, (1, 2)),
    ties_of.CHORES: Look("warn", 1.2, (2.5, 2.5)),
    ties_of.ROOM: Look("borderStrong", 4.0),
}
ORDER = (ties_of.CHORES, ties_of.MEETINGS, ties_of.ROOM, ties_of.HELPING, ties_of.BUDDY,
         ties_of.SPONSORSHIP)  # fmt: skip
_BIGGEST, _SMALLEST = 15.0, 4.5  # a person's half width, px at 100 %
_LONGEST = 132.0  # of a name
_FAINT = 0.16  # of ties that are not of whoever is chosen
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def tie_pen(kind: str, *, fine: bool = False) -> QPen:
    """The pen of a kind of tie, thinner where there are many."""
    look = LOOKS[kind]
    pen = QPen(theme.colour(look.colour), look.width * theme.scale() * (0.72 if fine else 1.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look.dash:
        pen.setDashPattern(look.dash)
    return pen


class Drawing:
    """A circle laid out on a surface of a size."""

    def __init__(
        self, circle: Circle, at: Mapping[str, Spot], ways: Sequence[Curve],
        arcs: Sequence[tuple[float, float]], size: QSize, lost: Collection[str] = (),
        kinds: Collection[str] = tuple(ties_of.TIE_WORDS),
    ) -> None:  # fmt: skip
        self.circle, self.at, self.ways, self.arcs = circle, at, ways, arcs
        self.scale = theme.scale()
        self.lost, self.kinds = lost, kinds
        self._measure(size)
        self.places = {key: self.point(spot.x, spot.y) for key, spot in at.items()}
        self.names = {key: self._name_room(key) for key in at}

    def _measure(self, size: QSize) -> None:
        """The ring's radius: as large as the names leave room for."""
        around, most = max(1, len(self.at)), _BIGGEST * self.scale
        self.centre = QPointF(size.width() / 2, size.height() / 2)
        wide, high = (side - 8 * self.scale for side in (self.centre.x(), self.centre.y()))
        self.font = theme.font("small")
        line = self._lengths()
        self.radius = min(wide - self.longest - 6 * self.scale - most, high - most - line / 2)
        self.level = level(around, self.radius, line)
        part = 0.82 * math.sin(math.pi / max(around, 3))  # of the radius: a person's half width
        if not self.level:
            for _attempt in range(2):  # a second time where the names must be smaller
                beside = self.longest + 8 * self.scale
                self.radius = (min(wide, high) - beside) / (1 + part)
                step = math.tau * self.radius * (1 + part) / around
                if step >= line * 0.86:
                    break
                self.font = QFont(self.font)
                self.font.setPixelSize(max(9, int(step / 1.18)))
                line = self._lengths()
        self.radius = max(self.radius, 40 * self.scale)
        self.half = max(_SMALLEST * self.scale, min(most, self.radius * part))

    def _lengths(self) -> float:
        """Measure the longest name that is shown whole; gives the height of a line."""
        metrics = QFontMetricsF(self.font)
        wide = [metrics.horizontalAdvance(m.name) for m in self.circle.members]
        self.longest = min(_LONGEST * self.scale, max(wide, default=0.0) + 2)
        return metrics.height()

    def point(self, x: float, y: float) -> QPointF:
        """A place of the layout on the surface."""
        return QPointF(self.centre.x() + x * self.radius, self.centre.y() + y * self.radius)

    def _name_room(self, key: str) -> QRectF:
        """Where a name stands; along a ray it is turned about the middle of its ring place."""
        spot, place = self.at[key], self.places[key]
        high = QFontMetricsF(self.font).height()
        away = self.half + (7 if key in self.lost else 4) * self.scale
        if spot.middle:
            return QRectF(place.x() - self.longest / 2, place.y() + self.half + 2, self.longest,
                          high)  # fmt: skip
        if not self.level:
            left = -away - self.longest if spot.turned else away
            return QRectF(left, -high / 2, self.longest, high)
        lift = abs(spot.y) ** 6 * spot.y * high * 0.4  # names at top and bottom keep clear
        left = place.x() - away - self.longest if spot.turned else place.x() + away
        return QRectF(left, place.y() + lift - high / 2, self.longest, high)

    def mine(self, current: str) -> list[Curve]:
        """All ties of one person, also those that a large house leaves out."""
        if not current:
            return []
        room = not any(spot.middle for spot in self.at.values())
        ties = [t for t in self.circle.of(current)
                if t.kind in self.kinds and not (room and t.kind == ties_of.ROOM)]  # fmt: skip
        return curves(ties, self.at)

    # Finding

    def key_at(self, place: QPointF) -> str:
        """Whoever stands at a place of the surface, or whose name does."""
        near = self.half + 4 * self.scale
        best = min(self.places, default="", key=lambda k: _apart(self.places[k], place))
        if best and _apart(self.places[best], place) <= near:
            return best
        for key, room in self.names.items():
            if room.contains(self._unturned(key, place)):
                return key
        return ""

    def _unturned(self, key: str, place: QPointF) -> QPointF:
        """A place as it is seen from a name that stands along its ray."""
        spot = self.at[key]
        if self.level or spot.middle:
            return place
        angle = -(spot.angle + (math.pi if spot.turned else 0.0))
        x, y = place.x() - self.places[key].x(), place.y() - self.places[key].y()
        return QPointF(x * math.cos(angle) - y * math.sin(angle),
                       x * math.sin(angle) + y * math.cos(angle))  # fmt: skip

    # Painting

    def paint(self, painter: QPainter, current: str = "", *, ringed: bool = False) -> None:
        """Ties below, people above; those of `current` stand out."""
        self._paint_rooms(painter, current)
        mine = self.mine(current)
        painter.setOpacity(_FAINT if current else 1.0)
        self._paint_ties(painter, [c for c in self.ways if c not in mine])
        painter.setOpacity(1.0)
        if current:
            self._paint_ties(painter, mine)
        near = set(self.at)
        if current:
            near = {current, *(t.beside(current) for t in self.circle.of(current))}
        for key in self.at:
            member = self.circle.by_key[key]
            painter.setOpacity(1.0 if key in near else 0.45)
            self._paint_person(painter, member)
            self._paint_name(painter, member, bold=key == current or key in self.lost)
        painter.setOpacity(1.0)
        if current:
            place, side = self.places[current], self.half + 4 * self.scale
            ring = QRectF(place.x() - side, place.y() - side, 2 * side, 2 * side)
            if ringed:
                paint_ring(painter, ring, side)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("primary"), 2))
                painter.drawEllipse(ring.adjusted(1, 1, -1, -1))

    def _paint_rooms(self, painter: QPainter, current: str) -> None:
        """An arc just within the ring for each room that people share."""
        painter.setPen(tie_pen(ties_of.ROOM))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(_FAINT * 2 if current else 1.0)
        radius = self.radius - self.half - 5 * self.scale
        room = QRectF(self.centre.x() - radius, self.centre.y() - radius, 2 * radius, 2 * radius)
        for first, last in self.arcs:
            begin, across = -math.degrees(first), -math.degrees(last - first)
            painter.drawArc(room, round(begin * 16), round(across * 16))
        painter.setOpacity(1.0)

    def _paint_ties(self, painter: QPainter, ways: Sequence[Curve]) -> None:
        """Kind by kind, each line by itself: many dashes in one path are slow."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind in ORDER:
            heads = QPainterPath()
            painter.setPen(tie_pen(kind, fine=not self.level))
            for way in ways:
                if way.tie.kind == kind:
                    painter.drawPath(self._line(way, heads))
            if not heads.isEmpty():
                painter.fillPath(heads, theme.colour(LOOKS[kind].colour))

    def _line(self, way: Curve, heads: QPainterPath) -> QPainterPath:
        """A tie's line; where it has a direction, a head is added to `heads`."""
        begin, bend, end = self.point(*way.begin), self.point(*way.bend), self.point(*way.end)
        # The line ends at the edge of who it reaches, so that its head can be seen.
        length = max(_apart(bend, end), 1.0)
        back, stop = (bend - end) / length, self.half + 2 * self.scale
        if way.end == (0.0, 0.0) and back.y() > 0.3:  # the name of who is in the middle is below
            stop += QFontMetricsF(self.font).height()
        stop = min(stop, length * 0.8)
        tip = end + back * stop
        path = QPainterPath(begin)
        path.quadTo(bend, tip)
        if LOOKS[way.tie.kind].arrow:
            side, long = QPointF(-back.y(), back.x()), 8 * self.scale
            heads.moveTo(tip)
            heads.lineTo(tip + back * long + side * long * 0.42)
            heads.lineTo(tip + back * long - side * long * 0.42)
            heads.closeSubpath()
        return path

    def _paint_person(self, painter: QPainter, member: Member) -> None:
        place, half = self.places[member.key], self.half
        room = QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half)
        alone = any(spot.middle for spot in self.at.values())
        if member.private and (not alone or self.at[member.key].middle):
            self._paint_private(painter, member)
        if member.outside:
            painter.setPen(QPen(theme.colour("primary"), 1.6 * self.scale))
            painter.setBrush(theme.colour("surface"))
            inside = room.adjusted(half * 0.18, half * 0.18, -half * 0.18, -half * 0.18)
            painter.drawRoundedRect(inside, 3, 3)
            core = inside.adjusted(half * 0.5, half * 0.5, -half * 0.5, -half * 0.5)
            painter.fillRect(core, theme.colour("primary"))
            return
        if half >= 9 * self.scale:
            paint_avatar(painter, room, member.resident_id or 0, member.name)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text"))
            painter.drawEllipse(room.adjusted(half * 0.3, half * 0.3, -half * 0.3, -half * 0.3))
        if member.key in self.lost:
            pen = QPen(theme.colour("accent"), 2 * self.scale)
            pen.setDashPattern([2.4, 1.8])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(room.adjusted(-2.5, -2.5, 2.5, 2.5))

    def _paint_private(self, painter: QPainter, member: Member) -> None:
        """A short line into the ring, open at its end: there is somebody, and no more."""
        spot, place = self.at[member.key], self.places[member.key]
        toward = QPointF(-spot.x, -spot.y) if not spot.middle else QPointF(0.7, -0.7)
        end = place + toward * (self.half + 16 * self.scale)
        painter.setPen(QPen(theme.colour("primary"), 2.0 * self.scale))
        painter.drawLine(place, end)
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(end, 3.5 * self.scale, 3.5 * self.scale)

    def _paint_name(self, painter: QPainter, member: Member, *, bold: bool) -> None:
        spot, room = self.at[member.key], self.names[member.key]
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        shown = QFontMetricsF(font).elidedText(
            member.name, Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignHCenter
        if not spot.middle:
            side = _RIGHT if spot.turned else _LEFT
        if spot.middle:  # lines run behind it
            wide = QFontMetricsF(font).horizontalAdvance(shown) / 2 + 3
            ground = QRectF(room.center().x() - wide, room.top(), 2 * wide, room.height())
            painter.fillRect(ground, theme.colour("surface"))
        if self.level or spot.middle:
            painter.drawText(room, side | _MIDDLE, shown)
            return
        painter.save()
        painter.translate(self.places[member.key])
        painter.rotate(math.degrees(spot.angle) + (180 if spot.turned else 0))
        painter.drawText(room, side | _MIDDLE, shown)
        painter.restore()


def _apart(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
