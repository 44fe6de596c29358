"""The drill of copies: every page of every paper, letter and A4, after a photocopier: in black and
white points, a hundred to the inch, into pictures to look at; and a control that must be lost.
"""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
from PySide6.QtGui import QImage

from tests.drills.papers import of_a_house
from tests.reports.copied import INK, Copy, copied, shapes
from tests.reports.every_paper import Asked
from tests.reports.facts import SIZES
from tests.source import ROOT

FOLDER = ROOT / "out" / "copies"
QUICK = 3  # papers
KEPT = 0.9  # of the black of a page is still there where a copier is set lighter
LIGHTER, USUAL, SHARP = 112, 128, 300
LETTER = 3  # points high at least, else it is a speck


def copies(quick: bool) -> dict[str, object]:
    """Nothing that says something is so pale or thin that a copier loses it."""
    every = of_a_house()
    told, pages, pictures = [], 0, 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for number, given in enumerate(every[:QUICK] if quick else every):
        for size in SIZES:
            pdf = given.sized(size).drawn()
            with pikepdf.open(io.BytesIO(pdf)) as file:
                count = len(file.pages)
            for page in range(count):
                pages += 1
                name = f"{number:02d}-{given.name}-{size}-{page + 1}"
                told += [f"{name} {what}" for what in lost(pdf, page)]
                pictures += draw(copied(pdf, page), FOLDER / f"{name}.png")
    noticed = bool(list(lost(pale(every[0]), 0)))
    return {
        "ok": not told and noticed and pages > 0, "papers": len(every), "pages": pages,
        "pictures": pictures, "lost": len(told), "told": told[:20], "control_noticed": noticed,
    }  # fmt: skip


def lost(pdf: bytes, page: int) -> list[str]:
    """What a copier that is set lighter does not see any more, in words."""
    usual = copied(pdf, page)
    black, lighter = ink(usual), ink(copied(pdf, page, light=LIGHTER))
    sharp = letters(copied(pdf, page, dpi=SHARP), SHARP)
    seen = letters(usual, 100)
    told = []
    if black and lighter < KEPT * black:
        told.append(f"keeps {lighter / black:.0%} of its black")
    if sharp and seen < sharp * 0.7:
        told.append(f"keeps {seen} of {sharp} letters")
    return told


def ink(copy: Copy) -> int:
    """How many points are black."""
    return sum(row.count(INK) for row in copy.rows)


def letters(copy: Copy, dpi: int) -> int:
    """How many shapes there are of a letter's size."""
    by = dpi / 100
    return sum(
        LETTER * by <= shape.high < 40 * by and shape.wide < 60 * by for shape in shapes(copy, INK)
    )


def pale(given: Asked) -> bytes:
    """The control: the same paper with every letter in a pale grey."""
    with pikepdf.open(io.BytesIO(given.drawn())) as file:
        for page in file.pages:
            drawn = page.Contents.read_bytes().replace(b"BT 0.267 g", b"BT 0.6 g")
            page.Contents = file.make_stream(drawn.replace(b"BT 0 g", b"BT 0.6 g"))
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def draw(copy: Copy, path: Path) -> bool:
    """Write the copy as a picture of one bit a point."""
    wide, high = len(copy.rows[0]), len(copy.rows)
    picture = QImage(b"".join(copy.rows), wide, high, wide, QImage.Format.Format_Grayscale8)
    return picture.convertToFormat(QImage.Format.Format_Mono).save(str(path))


__all__ = ["copies", "replace"]
