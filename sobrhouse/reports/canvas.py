"""The canvas: ReportLab's file without what it puts there unasked, and with bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.pdfbase import pdfdoc

from sobrhouse.reports.shaping import REPLACED


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: where in the file a part begins; `level` 1 is within one of level 0."""

    page: int
    y: float
    title: str
    level: int = 0


def set_bookmarks(
    canvas: Any, marks: Sequence[Mark], page: int, high: tuple[float, float]
) -> None:
    """The outline's entries of one page, whose height as it is laid out and how many times it is
    enlarged are `high`. A reader opens with the outline where there is any.
    """
    for number, mark in enumerate(marks):
        if mark.page == page:
            key = f"b{number}"
            top = min(mark.y + 12, high[0]) * high[1]
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
            canvas.addOutlineEntry(mark.title.replace(REPLACED, " "), key, mark.level)
            canvas.showOutline()


def prepared(canvas: Any) -> Any:
    """The canvas's document without Helvetica, which is there unasked, and without an author."""
    canvas._preamble = "1 0 0 1 0 0 cm"  # noqa: SLF001 - else every page begins by choosing Helvetica
    document = canvas._doc  # noqa: SLF001 - fonts of our own can only be put in here
    document.fontMapping.clear()
    document.idToObject["BasicFonts"].dict.clear()
    document.info.format = partial(_facts, document.info.title)
    return document


def _facts(title: str, document: Any) -> Any:
    """The file's facts: a title, and nothing about who made it or when."""
    facts = {"Title": pdfdoc.PDFString(title), "Producer": pdfdoc.PDFString("sobrhouse")}
    return pdfdoc.PDFDictionary(facts).format(document)
