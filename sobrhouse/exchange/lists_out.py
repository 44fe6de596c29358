"""Lists out: what a screen or a query shows, as CSV or XLSX without a cell read as a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from sobrhouse.exchange.sheets import Cell
from sobrhouse.problems import Problem
from sobrhouse.words import _

Writer = Callable[[Sequence[str], Iterable[Sequence[Cell | None]]], bytes]

# What begins a formula in Excel, LibreOffice or Sheets, with the full-width forms that they fold.
_FORMULA = tuple("=+-@|%\t\r\n" + "＝＋－＠﹦﹢﹣﹫")
_LONGEST = 32_767  # letters that an Excel cell can hold
_CONTROLS = {n: None for n in range(32) if chr(n) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell | None]]) -> bytes:
    """UTF-8 with the mark that Excel needs, every cell quoted, a formula's beginning disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([disarmed(header) for header in headers])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Cell | None]]) -> bytes:
    """An Excel file: dates and numbers keep their type, text is never a formula or a link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        widths = [len(header) for header in headers]
        for c, header in enumerate(headers):
            page.write_string(0, c, _cell_text(header), bold)
        for r, row in enumerate(rows, start=1):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(r, c, cell, day)
                elif isinstance(cell, int | float):
                    page.write_number(r, c, cell)
                elif cell:
                    page.write_string(r, c, _cell_text(cell))
                widths[c] = max(widths[c], min(len(str(cell or "")), 40))
        for c, width in enumerate(widths):
            page.set_column(c, c, width + 2)
    return out.getvalue()


def writer_for(path: Path) -> Writer:
    """The writer for a file's ending; Problem for any but .csv and .xlsx."""
    writers: dict[str, Writer] = {".csv": as_csv, ".xlsx": as_xlsx}
    try:
        return writers[path.suffix.lower()]
    except KeyError:
        raise Problem(_("Choose a file name that ends in .csv or .xlsx.")) from None


def write_list(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell | None]]
) -> None:
    """Write a list to a file by its ending; Problem if that cannot be."""
    data = writer_for(path)(headers, rows)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Problem(
            _("The file {name} cannot be written. Choose another place.").format(name=path.name),
            details=str(error),
        ) from error


def disarmed(words: str) -> str:
    """Words with a quotation mark before what a spreadsheet would take for a formula."""
    return "'" + words if words.lstrip(" \u00a0\u3000").startswith(_FORMULA) else words


def _plain(cell: Cell | None) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return disarmed(cell.replace("\0", "")) if isinstance(cell, str) else cell


def _cell_text(words: str) -> str:
    """Words as an Excel cell can hold them."""
    clean = words.translate(_CONTROLS).encode("utf-8", "replace").decode()
    return clean[:_LONGEST]
