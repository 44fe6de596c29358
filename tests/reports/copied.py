"""A photocopier: pages as black and white points, and the shapes that are still on them."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

DPI = 100
INK, PAPER = b"\x00", b"\xff"


@dataclass(frozen=True)
class Copy:
    """One page of black and white points; `rows` from the top."""

    rows: tuple[bytes, ...]
    dpi: int

    def patch(self, x: float, y: float, side: float, high: float) -> list[bytes]:
        """The square whose lower left corner is (x, y) in points of a page `high` points high."""
        by = self.dpi / 72
        left, top, size = round(x * by), round((high - y - side) * by), round(side * by)
        return [row[left : left + size] for row in self.rows[top : top + size]]


@dataclass(frozen=True)
class Shape:
    """Points of one kind that hang together: where, and how many."""

    left: int
    top: int
    right: int
    bottom: int
    points: int

    @property
    def wide(self) -> int:
        """In points of the copy."""
        return self.right - self.left

    @property
    def high(self) -> int:
        """In points of the copy."""
        return self.bottom - self.top


def copied(pdf: bytes, page: int = 0, dpi: int = DPI, light: int = 128) -> Copy:
    """A page as a copier sees it: what is darker than `light` (0 black, 255 white) is black."""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    paper = QImage(size, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    document.close()
    tones = bytes(paper.constBits()).translate(bytes(255 * (t >= light) for t in range(256)))
    step, wide = paper.bytesPerLine(), size.width()
    return Copy(tuple(tones[at : at + wide] for at in range(0, len(tones), step)), dpi)


def shapes(copy: Copy, kind: bytes) -> list[Shape]:
    """What hangs together: ink also by its corners, paper only by its sides."""
    reach = 1 if kind == INK else 0
    found: list[list[int]] = []  # left, top, right, bottom, points of each run's shape
    parent: list[int] = []

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    above: list[tuple[int, int, int]] = []
    pattern = re.compile(re.escape(kind) + b"+")
    for y, row in enumerate(copy.rows):
        here = []
        at = 0
        for run in pattern.finditer(row):
            left, right = run.span()
            number = len(parent)
            parent.append(number)
            found.append([left, y, right, y + 1, right - left])
            while at < len(above) and above[at][1] + reach <= left:
                at += 1
            near = at
            while near < len(above) and above[near][0] < right + reach:
                one, other = root(above[near][2]), root(number)
                if one != other:
                    parent[other] = one
                    mine, more = found[one], found[other]
                    mine[:] = [
                        min(mine[0], more[0]),
                        min(mine[1], more[1]),
                        max(mine[2], more[2]),
                        max(mine[3], more[3]),
                        mine[4] + more[4],
                    ]
                near += 1
            here.append((left, right, number))
        above = here
    return [Shape(*found[n]) for n in range(len(parent)) if parent[n] == n]


def apart(one: list[bytes], other: list[bytes]) -> int:
    """In how many points two patches differ, where they fit best within one point."""
    return min(_shifted(one, other, dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _shifted(one: list[bytes], other: list[bytes], dx: int, dy: int) -> int:
    high, wide = len(one), len(one[0])
    count = 0
    for y in range(1, high - 1):
        a, b = one[y][1 : wide - 1], other[min(max(y + dy, 0), len(other) - 1)]
        b = b[1 + dx : wide - 1 + dx]
        count += sum(p != q for p, q in zip(a, b, strict=False))
    return count
