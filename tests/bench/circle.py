"""The circle of 16 and of 60 people: how long the picture takes from the ties to the painted page,
beside as many plain lines, rounds and words of Qt's own; and its paper.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from sobrhouse.domain.circle import Circle, drawn
from sobrhouse.reports.circle import CirclePaper, circle_page
from tests.bench.figures import Figure, interleaved, median
from tests.reports.made import OPTIONS
from tests.reports.made_circle import circle
from ui import theme
from ui.office.circle.view import CircleView

SIZE = (760, 520)
DRAWN_MS = 100.0
HOUSES = {16: circle(12, 4), 60: circle(44, 16)}


def surface() -> QImage:
    """An empty picture."""
    made = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(theme.colour("surface"))
    return made


def ours(data: Circle) -> float:
    """Milliseconds from the ties to the painted picture, laid out anew."""
    view = CircleView()
    view.resize(*SIZE)
    page = surface()
    begun = time.perf_counter()
    view.show_circle(data)
    view.render(page, QPointF().toPoint())
    taken = (time.perf_counter() - begun) * 1e3
    view.deleteLater()
    return taken


def floor(data: Circle) -> float:
    """Milliseconds for as many straight lines, rounds and names, nothing laid out."""
    page = surface()
    begun = time.perf_counter()
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("text"), 1.5))
    painter.setFont(theme.font("small"))
    for number, _tie in enumerate(drawn(data)):
        painter.drawLine(QPointF(40 + number % 300, 40), QPointF(700 - number % 300, 480))
    for number, member in enumerate(data.members):
        painter.drawEllipse(QPointF(20 + number * 12, 20), 9, 9)
        painter.drawText(QPointF(20, 20 + number * 8), member.name)
    painter.end()
    return (time.perf_counter() - begun) * 1e3


def paper(data: Circle) -> float:
    """Milliseconds for the page as a file."""
    begun = time.perf_counter()
    circle_page(CirclePaper(data), OPTIONS)
    return (time.perf_counter() - begun) * 1e3


def drawn_in(rounds: int) -> list[Figure]:
    """Both houses, on screen and on paper."""
    known = QApplication.instance()
    one = known if isinstance(known, QApplication) else QApplication([])
    theme.apply(one, "light", 1.0)
    found = []
    for people, data in HOUSES.items():
        taken, bare, printed = interleaved(
            rounds, lambda d=data: ours(d), lambda d=data: floor(d), lambda d=data: paper(d)
        )
        note = f"{len(drawn(data))} ties; as many plain lines and words {median(bare):.1f} ms"
        found += [
            Figure("circle", f"{people} people drawn", median(taken), None, "ms", DRAWN_MS, note),
            Figure("circle", f"{people} people on paper", median(printed), None, "ms", 250.0),
        ]
    return found
