"""Printing: pages on sheets of another size or the other way round keep their shape."""

import io
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from sobrhouse.problems import Problem
from ui.widgets.printing import print_pages, printer_words, ready_printer, usual_printer


def square_on(*sizes: tuple[float, float]) -> bytes:
    """Pages with a black square of an inch, its corner an inch from the upper left one."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(72, size[1] - 144, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_printer(path: Path) -> QPrinter:
    """A printer for letter sheets that writes a PDF, coarse, for only shapes are looked at."""
    printer = ready_printer("letter")
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def ink(path: Path) -> QRect:
    """Where there is ink on the last sheet, in points from its upper left corner."""
    document = QPdfDocument()
    document.load(str(path))
    last = document.pageCount() - 1
    points = document.pagePointSize(last)
    assert (round(points.width()), round(points.height())) == (612, 792)
    image = document.render(last, QSize(612, 792))
    dark = [
        QRect(x, y, 1, 1)
        for y in range(0, 792, 2)
        for x in range(0, 612, 2)
        if image.pixelColor(x, y).alpha() > 128 and image.pixelColor(x, y).lightness() < 128
    ]
    box = QRect(dark[0])
    for one in dark:
        box = box.united(one)
    return box


@pytest.mark.parametrize(
    ("sizes", "left", "top", "side"),
    [
        ([LETTER], 72, 72, 72),
        ([LETTER, landscape(LETTER)], 612 - 144, 72, 72),  # turned to the right, as the sheet lies
        ([A4], 94, 68, 68),  # smaller, for a letter sheet is less high, and in the middle
    ],
)
def test_a_page_keeps_its_shape_on_a_letter_sheet(
    sizes: list[tuple[float, float]],
    left: int,
    top: int,
    side: int,
    tmp_path: Path,
    qapp: QApplication,
) -> None:
    path = tmp_path / "printed.pdf"
    assert print_pages(square_on(*sizes), pdf_printer(path)) == len(sizes)
    box = ink(path)
    assert abs(box.width() - box.height()) <= 3
    assert abs(box.width() - side) <= 4
    assert abs(box.left() - left) <= 4 and abs(box.top() - top) <= 4


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told_in_plain_words(
    tmp_path: Path, qapp: QApplication
) -> None:
    with pytest.raises(Problem, match="The printer did not answer"):
        print_pages(square_on(LETTER), pdf_printer(tmp_path / "no such folder" / "printed.pdf"))


def test_with_no_printer_there_is_none_to_use_and_a_sentence_says_so(qapp: QApplication) -> None:
    assert usual_printer("Weekly packet", "letter", "A printer that was there once") is None
    assert printer_words("A printer that was there once") == (
        "No printer is set up on this computer. You can save the PDF."
    )
