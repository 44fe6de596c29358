"""The drill of copies: every page of every paper, letter and A4, after a photocopier: in black and
white points, a hundred to the inch, as pictures to look at; and a control that must be lost.
"""

import io
from pathlib import Path

import pikepdf
from PySide6.QtGui import QImage

from tests.drills.papers import of_a_house
from tests.reports.copied import DPI, INK, Copy, copied, shapes
from tests.reports.every_paper import Asked
from tests.reports.facts import SIZES
from tests.source import ROOT

FOLDER = ROOT / "out" / "copies"
QUICK = 3  # papers
LIGHTER, USUAL = 112, 128  # a copier that is set lighter, and as usual
APART = {LIGHTER: 0.15, USUAL: 0.08}  # so many letters at most are broken, merged or lost
SHARP = 3 * DPI
_FOOT = 90  # points of the page: the squares of its code are no letters
_LEAST = 3  # points of a copy that a letter is high


def copies(quick: bool) -> dict[str, object]:
    """As many letters as on a sharp picture of the page, also where a copier is set lighter."""
    every = {given.name: given for given in of_a_house()}
    told: list[str] = []
    pages = pictures = 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for given in list(every.values())[: QUICK if quick else None]:
        for size in SIZES:
            pdf = given.sized(size).drawn()
            for page in range(page_count(pdf)):
                name = f"{given.name}-{size}-{page + 1}"
                told += [f"{name} {what}" for what in lost(pdf, page)]
                pictures += drawn(copied(pdf, page), FOLDER / f"{name}.png")
                pages += 1
    given = next(iter(every.values()))
    noticed = bool(lost(pale(given), 0, given.drawn()))
    return {
        "ok": not told and noticed and pages == pictures > 0, "papers": len(every),
        "pages": pages, "lost": len(told), "told": told[:20], "control_noticed": noticed,
    }  # fmt: skip


def lost(pdf: bytes, page: int, meant: bytes = b"") -> list[str]:
    """How a copy differs from the page, or from that of what was meant, in words: nothing where it
    does not.
    """
    sharp = letters(copied(meant or pdf, page, dpi=SHARP))
    told = []
    for light, most in APART.items():
        seen = letters(copied(pdf, page, light=light))
        if abs(seen - sharp) > max(3, most * sharp):
            told.append(f"has {seen} of {sharp} letters on a copy (light {light})")
    return told


def letters(copy: Copy) -> int:
    """How many shapes of a letter's size stand above the foot."""
    by = copy.dpi / DPI
    above = Copy(copy.rows[: round(len(copy.rows) - _FOOT * copy.dpi / 72)], copy.dpi)
    return sum(
        _LEAST * by <= shape.high < 40 * by and shape.wide < 60 * by for shape in shapes(above, INK)
    )


def pale(given: Asked) -> bytes:
    """The control: the same paper with every letter in a pale grey."""
    with pikepdf.open(io.BytesIO(given.drawn())) as file:
        for page in file.pages:
            drawn_so = page.Contents.read_bytes().replace(b"BT 0 g", b"BT 0.6 g")
            page.Contents = file.make_stream(drawn_so)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def drawn(copy: Copy, path: Path) -> bool:
    """Write the copy as a picture of one bit a point."""
    wide, high = len(copy.rows[0]), len(copy.rows)
    picture = QImage(b"".join(copy.rows), wide, high, wide, QImage.Format.Format_Grayscale8)
    return picture.convertToFormat(QImage.Format.Format_Mono).save(str(path))
