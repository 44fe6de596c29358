"""Reading papers back: their text as a reader finds it, and whether the file is sound."""

import io
import re

import pikepdf
import pypdf
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument


def read(pdf: bytes) -> str:
    """All text of a file, one space between words."""
    return re.sub(r"\s+", " ", " ".join(pages_of(pdf)))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as the viewer finds it: many times faster than pypdf does."""
    buffer, document = QBuffer(), QPdfDocument(None)  # type: ignore[call-overload]
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_, document.error()
    return [document.getAllText(n).text() for n in range(document.pageCount())]


def faults(pdf: bytes) -> list[str]:
    """What is wrong with the file's structure, after qpdf's own check."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return list(file.check_pdf_syntax())


def looked_at(pdf: bytes) -> tuple[list[str], int]:
    """What is wrong with the file's structure, and how many pages it has, in one look."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return list(file.check_pdf_syntax()), len(file.pages)


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def places(pdf: bytes, *words: str) -> dict[str, tuple[int, int]]:
    """Where on the first page these words begin, in whole points from the lower left corner."""
    found: dict[str, tuple[int, int]] = {}

    def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        if text.strip() in words:
            found.setdefault(text.strip(), (round(matrix[4]), round(matrix[5])))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=see)
    return found
