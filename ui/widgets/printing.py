"""Printing: a PDF's pages on a printer, or the file itself on a disk."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from sobrhouse.exchange.aside import put_in_place, write_aside
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.widgets.ask import choose_save, confirm

DPI = 300
_SIZES = {
    "letter": QPageSize.PageSizeId.Letter,
    "a4": QPageSize.PageSizeId.A4,
    "a3": QPageSize.PageSizeId.A3,
}


def printer_words(kept: str = "") -> str:
    """The line that says which printer would be used; `kept` is the one that was used last."""
    found = _usual(kept)
    if found is not None:
        return _("Printer: {name}.").format(name=found.description() or found.printerName())
    if QPrinterInfo.availablePrinterNames():
        return _("Choose the printer when you print.")
    return _("No printer is set up on this computer. You can save the PDF.")


def _usual(kept: str) -> QPrinterInfo | None:
    """The printer that was used last while it is there, else the system's own; or none."""
    if kept and kept in QPrinterInfo.availablePrinterNames():
        return QPrinterInfo.printerInfo(kept)
    found = QPrinterInfo.defaultPrinter()
    return None if found.isNull() else found


def usual_printer(title: str, size: str, kept: str = "") -> QPrinter | None:
    """The printer that needs no question: the one used last, else the system's own; or None."""
    found = _usual(kept)
    if found is None:
        return None
    printer = ready_printer(size)
    printer.setPrinterName(found.printerName())
    return _set_up(printer, title, size)


def _set_up(printer: QPrinter, title: str, size: str) -> QPrinter:
    """Our page again, as a printer that is chosen brings its own."""
    printer.setDocName(title)
    return _on_our_page(printer, size)


def _on_our_page(printer: QPrinter, size: str) -> QPrinter:
    printer.setResolution(DPI)
    printer.setPageLayout(QPageLayout(
        QPageSize(_SIZES[size]), QPageLayout.Orientation.Portrait, QMarginsF()
    ))  # fmt: skip
    printer.setFullPage(True)
    return printer


def ready_printer(size: str) -> QPrinter:
    """A printer set to our page: whole sheet, 300 dots an inch."""
    return _on_our_page(QPrinter(QPrinter.PrinterMode.HighResolution), size)


def ask_printer(
    parent: QWidget, title: str, size: str, pages: int, kept: str = ""
) -> QPrinter | None:
    """The printer that the person chose, or None. Call it only where there is a printer; `kept` is
    the one used last.
    """
    printer = usual_printer(title, size, kept) or ready_printer(size)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not chosen:
        return None
    printer.setFullPage(True)
    return printer


def has_printer() -> bool:
    """Whether any printer is set up; none is normal."""
    return bool(QPrinterInfo.availablePrinterNames())


def save_instead(parent: QWidget) -> bool:
    """Say that there is no printer; whether to save the file instead."""
    return confirm(
        parent,
        _("No printer is set up on this computer"),
        _(
            "Nothing was printed. Save the paper as a PDF and print it elsewhere, or set up a "
            "printer and print again."
        ),
        _("Save PDF"),
        _("Close"),
        danger=False,
    )


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Print a file's pages; gives how many. Runs on the slow lane: it touches no widget."""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    pages = _wanted(printer, document.pageCount())
    points = document.pagePointSize(0)
    if points.width() > points.height():  # large print lies on its side
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise Problem(
            _("The printer did not answer. Check the printer, then print again, or save the PDF.")
        )
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise Problem(_("The printer stopped. Check the paper, then print again."))
            image, place = _placed(
                painter.viewport(), _drawn(document, page, printer.resolution())
            )
            painter.drawImage(place, image)
    finally:
        painter.end()
        document.close()
    return len(pages)


def _placed(sheet: QRect, image: QImage) -> tuple[QImage, QRect]:
    """The page turned as the sheet lies, and where it stands on it: never stretched, and smaller
    only where the printer has smaller sheets.
    """
    if (image.width() > image.height()) != (sheet.width() > sheet.height()):
        image = image.transformed(QTransform().rotate(90))
    size = image.size()
    if size.width() > sheet.width() or size.height() > sheet.height():
        size = size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(), size)
    place.moveCenter(sheet.center())
    return image, place


def _wanted(printer: QPrinter, count: int) -> list[int]:
    first, last = printer.fromPage(), printer.toPage()
    if first and last:
        return list(range(max(1, first) - 1, min(last, count)))
    return list(range(count))


def _drawn(document: QPdfDocument, page: int, dpi: int) -> QImage:
    """One page in shades of grey, as a laser printer wants it."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    image = document.render(page, size)
    paper = QImage(size, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Where to save a paper that is first called `name`."""
    chosen = choose_save(parent, _("Save PDF"), name, _("PDF files (*.pdf)"))
    if chosen is None:
        return None
    return chosen if chosen.suffix.casefold() == ".pdf" else chosen.with_name(f"{chosen.name}.pdf")


def write_pdf(pdf: bytes, path: Path) -> Path:
    """Write the file whole or not at all; an older one of that name stays until then. Raises
    DiskFull or ReadOnly.
    """
    return put_in_place(write_aside(pdf, path), path)
