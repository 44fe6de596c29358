"""Workbooks: XLSX and ODS files, measured before they are opened so that none eats all memory."""

import io
import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

import python_calamine as calamine

from sobrhouse.exchange.sheets import Sheet, check_size, sheet, too_much
from sobrhouse.problems import Problem
from sobrhouse.words import _

MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 1_000
MAX_ELEMENTS = 800_000  # of one XML part: cells that say something have two or three
MAX_DEPTH = 200
_BOOKS = frozenset({"xl/workbook.xml", "content.xml"})
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets that hold something, in the file's order. Problem if it is no workbook."""
    _measure(data)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        return _sheets(book)
    except calamine.PasswordError as error:
        raise Problem(_locked(), details=str(error)) from error
    except Problem:
        raise
    except BaseException as error:  # a panic of the reader's native code is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise Problem(_damaged(), details=str(error)) from error


def _sheets(book: calamine.CalamineWorkbook) -> tuple[Sheet, ...]:
    found = []
    for about in book.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.visible != calamine.SheetVisibleEnum.Visible:
            continue
        grid = book.get_sheet_by_name(about.name)
        first = grid.start[0] + 1 if grid.start else 1
        read = sheet(about.name, enumerate(grid.to_python(skip_empty_area=True), start=first))
        if read.lines:
            found.append(read)
    return tuple(found)


def _measure(data: bytes) -> None:
    """Refuse what would unpack to too much, or claims a grid that cannot be held."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            members = parts.infolist()
            if not _BOOKS.intersection(member.filename for member in members):
                raise Problem(_("This is not a spreadsheet. Use a CSV, XLSX or ODS file."))
            if len(members) > MAX_PARTS or sum(m.file_size for m in members) > MAX_UNPACKED:
                raise Problem(_("This file unpacks to far more than a list of people needs."))
            if any(member.flag_bits & 1 for member in members):
                raise Problem(_locked())
            for member in members:
                with parts.open(member) as part:
                    _measure_part(part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError,
            UnicodeError) as error:
        raise Problem(_damaged(), details=str(error)) from error


def _measure_part(part: IO[bytes]) -> None:
    start = part.read(4096)
    gauge = _Gauge()
    if not start.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0").startswith(b"<"):
        while part.read(1 << 20):  # reading to the end checks the sum and the size
            pass
        return
    try:
        gauge.feed(start)
        while block := part.read(1 << 18):
            gauge.feed(block)
        gauge.feed(b"", final=True)
    except expat.ExpatError as error:
        raise Problem(_damaged(), details=str(error)) from error


class _Gauge:
    """Counts the grid that one XML part of an XLSX or ODS file claims, while it streams by."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._row = self._column = self._width = 0
        self._elements = self._depth = 0
        self._repeat = 1
        self._filled = False

    def feed(self, block: bytes, *, final: bool = False) -> None:
        """Take the next bytes of the part."""
        self._parser.Parse(block, final)

    def _doctype(self, *_about: object) -> None:
        raise Problem(_damaged())

    def _start(self, tag: str, about: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise Problem(too_much())
        if self._depth > MAX_DEPTH:
            raise Problem(_damaged())
        name = tag.rpartition(":")[2]
        if name in ("table", "sheetData"):
            self._row = self._column = 0
        elif name.startswith("table-") or name in ("covered-table-cell", "p"):
            self._start_ods(name, about)
        else:
            self._start_xlsx(name, about)

    def _start_xlsx(self, name: str, about: dict[str, str]) -> None:
        if name == "c":
            self._place(about.get("r", ""))
        elif name in ("v", "t"):
            self._fill(self._row, self._column)
        elif name == "row":
            self._row = int(about.get("r") or self._row + 1)
            self._column = 0

    def _start_ods(self, name: str, about: dict[str, str]) -> None:
        if name == "table-row":
            self._repeat = _times(about, "number-rows-repeated")
            self._column = self._width = 0
            self._filled = False
        elif name.endswith("table-cell"):
            self._column += _times(about, "number-columns-repeated")
            self._filled_cell(any(key.endswith("value-type") for key in about))
        elif name == "p":
            self._filled_cell(True)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag.rpartition(":")[2] == "table-row":
            if self._filled:
                self._fill(self._row + self._repeat, self._width)
            self._row += self._repeat

    def _place(self, ref: str) -> None:
        if found := _REF.fullmatch(ref):
            self._column = 0
            for letter in found[1]:
                self._column = self._column * 26 + ord(letter) - 64
            self._row = int(found[2])
        else:
            self._column += 1

    def _filled_cell(self, filled: bool) -> None:
        if filled:
            self._filled = True
            self._width = max(self._width, self._column)

    @staticmethod
    def _fill(row: int, column: int) -> None:
        # Rows may start anywhere (a title, a gap), and the reader's grid spans all of it.
        check_size(row, column, 0)


def _times(about: dict[str, str], attribute: str) -> int:
    value = next((v for key, v in about.items() if key.endswith(attribute)), "1")
    return max(1, int(value))


def _damaged() -> str:
    return _("This spreadsheet is damaged or is of a kind that cannot be read.")


def _locked() -> str:
    return _("This spreadsheet is locked with a password. Save it without one and try again.")
