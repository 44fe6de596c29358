"""The four marks of a roll on the screen: keys in both languages, words, colours, and how many
segments fit.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from sobrhouse.words import _, language, p_
from ui import theme

PAD, GAP = 9, 5  # px at 100 %


@dataclass(frozen=True, slots=True)
class MarkLook:
    """One mark as it is shown; `kind` is the family of its colour when it is set."""

    status: str
    kind: str


MARKS = (
    MarkLook("present", "ok"),
    MarkLook("late", "warn"),
    MarkLook("excused", "info"),
    MarkLook("absent", "bad"),
)
BY_STATUS = {mark.status: mark for mark in MARKS}
_ENGLISH = {"P": "present", "L": "late", "E": "excused", "A": "absent"}
_SPANISH = {"T": "late", "C": "excused"}  # Tarde, Con excusa; P and A begin alike


def word(status: str) -> str:
    """The word on the segment."""
    return {
        "present": p_("roll", "Present"),
        "late": p_("roll", "Late"),
        "excused": p_("roll", "Excused"),
        "absent": p_("roll", "Absent"),
    }[status]


def status_of(key: str) -> str:
    """What a letter marks; the English letters always, the Spanish ones in Spanish."""
    letter = key.upper()
    if language() == "es" and letter in _SPANISH:
        return _SPANISH[letter]
    return _ENGLISH.get(letter, "")


def keys_words() -> str:
    """ "Keys: P L E A", as the words begin in the language spoken."""
    return _("Keys: {letters}").format(letters="  ".join(word(m.status)[:1] for m in MARKS))


class SegmentRow:
    """Where the four segments of a line are, in words where they fit, else in letters."""

    def __init__(self, room: float) -> None:
        """`room` is the width of the line; at least a third of it stays for the name."""
        metrics = QFontMetricsF(theme.font("small", weight=700))
        pad, self.gap = PAD * theme.scale(), GAP * theme.scale()
        self.texts = [word(m.status) for m in MARKS]
        self.wide = [metrics.horizontalAdvance(text) + 2 * pad for text in self.texts]
        if self.total() > room * 0.66:
            self.texts = [text[:1] for text in self.texts]
            self.wide = [max(metrics.horizontalAdvance(t) + 2 * pad, 28.0) for t in self.texts]

    def total(self) -> float:
        """How wide the four are with the gaps between them."""
        return sum(self.wide) + self.gap * (len(self.wide) - 1)

    def places(self, line: QRectF) -> list[QRectF]:
        """The four at the right end of a line."""
        high = theme.size("controlSmall")
        top = line.center().y() - high / 2
        left = line.right() - self.total()
        found = []
        for wide in self.wide:
            found.append(QRectF(left, top, wide, high))
            left += wide + self.gap
        return found

    def paint(self, painter: QPainter, line: QRectF, status: str, hint: str) -> None:
        """Draw them: the mark that is set, and a dashed line round the one that is suggested."""
        for mark, text, place in zip(MARKS, self.texts, self.places(line), strict=True):
            self._one(painter, place, text, mark, mark.status == status, mark.status == hint)

    def _one(
        self, painter: QPainter, place: QRectF, text: str, mark: MarkLook, on: bool, hinted: bool
    ) -> None:
        family = theme.KINDS[mark.kind]
        pen = QPen(theme.colour("border"), 1)
        painter.setBrush(theme.colour("surface"))
        if on:
            pen = QPen(theme.colour(family), 1)
            painter.setBrush(theme.colour(f"{family}Soft"))
        elif hinted:
            pen = QPen(theme.colour("borderStrong"), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        radius = theme.radius("segment")
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(theme.font("small", weight=700 if on else 600 if hinted else 500))
        painter.setPen(theme.colour(f"{family}Ink" if on else "text" if hinted else "muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
