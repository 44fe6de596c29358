"""Lists for the drill of files from outside: workbooks, text, feeds and key files, and bombs."""

import csv
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date

from tests.exchange.feeds import REAL, as_json, entry, na_entry
from tests.exchange.files import changed, ods, xlsx, zipped

Named = tuple[str, bytes]
Bomb = tuple[str, Callable[[], bytes]]  # made when its turn comes

ROWS = (["Name", "DOB", "Bed"], ["Jay Porter", date(1985, 3, 7), "1A"], ["=1+1", "x", 5])
MOST = 25 << 20  # bytes of a feed
BOOK = "xl/worksheets/sheet1.xml"
PLACES = (
    "../../evil.csv", "/etc/sobrhouse-evil", "C:\\evil.csv", "..\\..\\evil", "CON", "nul.xml",
    "xl/../../evil", "a" * 300, "evil\0.xml", "xl/worksheets/Sheet1.xml", "\u202egpj.exe", "COM1",
)
DOCTYPE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">'
    '<!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>')


def workbooks(count: int, rng: random.Random) -> Iterator[Named]:
    """So many workbooks, whole ones and such as somebody made who means no good."""
    for n in range(count):
        rows = (ROWS[0], *([rng.choice(("Jay", 5, "é" * 40, "")) for _ in ROWS[0]]
                           for _ in range(n % 30)))
        book = (xlsx, ods)[n % 2](*rows)
        if n % 5 == 1:
            yield f"{n}.xlsx", with_member(book, PLACES[n % len(PLACES)])
        elif n % 5 == 3:
            yield f"{n}.xlsx", changed(xlsx(*ROWS), (BOOK, "xl/sharedStrings.xml")[n % 2], DOCTYPE)
        else:
            yield f"{n}.xlsx", book


def with_member(book: bytes, name: str) -> bytes:
    """The workbook with one more part of a name that leads elsewhere: a file, and a link."""
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr(zipfile.ZipInfo(name), "evil")
        link = zipfile.ZipInfo(f"link-{len(name)}")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return out.getvalue()


def texts(count: int, rng: random.Random) -> Iterator[Named]:
    """So many lists in text, in every encoding and with every delimiter."""
    for n in range(count):
        out = io.StringIO()
        lines = [[rng.choice(("Jay", "é", "=1", "", "a\nb", '"', "2026-01-02")) for _ in range(4)]
                 for _ in range(n)]
        csv.writer(out, delimiter=",;\t|"[n % 4]).writerows([["Name", "Bed", "DOB", "x"], *lines])
        encoding = ("utf-8", "utf-8-sig", "utf-16", "cp1252")[n // 4 % 4]
        yield f"{n}.csv", out.getvalue().encode(encoding, "replace")


def feeds(count: int, rng: random.Random) -> Iterator[Named]:
    """Real feeds where there are some, and so many in all."""
    real = sorted(path for path in REAL.rglob("*.*") if path.suffix in (".json", ".csv"))
    for path in real[:count]:
        yield path.name, path.read_bytes()
    for n in range(count - len(real)):
        made = (entry, na_entry)[n % 2]
        yield f"{n}.json", as_json(*(made(rng.choice(("a", "b", 3, None))) for _ in range(n % 9)))


def list_bombs() -> Iterator[Bomb]:
    """Lists that are small and become very large, or are as large as may be and say little."""
    yield "thousand.xlsx", lambda: swollen(BOOK, "", "\0", 100, "")
    yield "media.xlsx", lambda: swollen("xl/media/image1.png", "", "\0", 105, "")
    yield "lies.xlsx", lambda: lying(swollen(BOOK, f"{_sheet('')}{' ' * 1024}", "x", 600, ""), BOOK)
    yield "parts.xlsx", lambda: zipped(_parts(xlsx(*ROWS), {f"x/{n}": b"" for n in range(2_000)}))
    yield "nested.xlsx", lambda: changed(xlsx(*ROWS), "xl/a.zip", swollen("c", "", "\0", 95, ""))
    yield "corner.xlsx", lambda: changed(
        xlsx(*ROWS), BOOK, _sheet('<c r="XFD1048576"><v>1</v></c>'))
    yield "strings.xlsx", strings
    yield "deep.xlsx", lambda: changed(xlsx(*ROWS), BOOK, "<a>" * 3_000_000)
    yield "laughs.xlsx", lambda: changed(xlsx(*ROWS), BOOK, _laughs())
    yield "wide.ods", lambda: ods(body=_ods_cells(2**31 - 1, 1))
    yield "high.ods", lambda: ods(body=_ods_cells(1, 2**31 - 1))
    yield "long-cell.xlsx", long_cell
    yield "elements.xlsx", lambda: swollen(BOOK, "<a>", "<b/>" * 4, 90, "</a>")
    yield "commas.csv", lambda: b"," * (10 << 20)
    yield "lines.csv", lambda: b"a\n" * (5 << 20)
    yield "one-cell.csv", lambda: b'"' + b"a" * ((10 << 20) - 1)
    yield "cells.csv", lambda: b"Name,Bed\n" + b"a,b,c,d,e,f,g,h,i,j\n" * 9_999
    yield "over.csv", lambda: b"a" * ((10 << 20) + 1)


def feed_bombs() -> Iterator[Bomb]:
    """The same for meetings."""
    yield "brackets.json", lambda: b"[" * MOST
    yield "empty-lists.json", lambda: b"[" + b"[]," * (MOST // 3 - 3) + b"[]]"
    yield "empty-entries.json", lambda: b"[" + b"{}," * (MOST // 3 - 3) + b"{}]"
    yield "entries.json", lambda: b"[" + b'{"name":"a","slug":"a","day":1},' * 9_999 + b"{}]"
    yield "keys.json", lambda: b"[{%s}]" % b",".join(b'"%d":%d' % (n, n) for n in range(900_000))
    yield "digits.json", lambda: b'[{"name":"a","slug":' + b"9" * (5 << 20) + b"}]"
    yield "objects.json", lambda: b'{"a":' * (MOST // 5)
    yield "escapes.json", lambda: b'[{"name":"' + b"\\u0041" * (4 << 20) + b'","slug":"a"}]'
    yield "days.json", lambda: json.dumps(
        [{"name": f"n{n}", "slug": f"s{n}", "day": [0, 1, 2, 3, 4, 5, 6]} for n in range(9_999)]
    ).encode()


def _parts(book: bytes, more: dict[str, bytes]) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    return parts | more


def _sheet(cells: str) -> str:
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<sheetData><row r="1">{cells}</row></sheetData></worksheet>')


def long_cell() -> bytes:
    """A workbook of 100 KB with 90 MB in one cell."""
    start, end = _sheet('<c r="A1" t="inlineStr"><is><t>@</t></is></c>').split("@")
    return swollen(BOOK, start, "x", 90, end)


def strings() -> bytes:
    """A workbook that says of itself how much memory it wants: 4,000,000,000 words."""
    says = '<sst count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    return changed(xlsx(*ROWS), "xl/sharedStrings.xml", says)


def swollen(name: str, start: str, again: str, megabytes: int, end: str) -> bytes:
    """A workbook with a part of so many megabytes; never held unpacked."""
    out, block = io.BytesIO(), (again * (-(-(1 << 20) // len(again))))[: 1 << 20].encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for other, content in _parts(xlsx(*ROWS), {}).items():
            if other != name:
                file.writestr(other, content)
        with file.open(name, "w", force_zip64=False) as part:
            for piece in (start.encode(), *[block] * megabytes, end.encode()):
                part.write(piece)
    return out.getvalue()


def lying(book: bytes, name: str) -> bytes:
    """The archive that says of one part that it unpacks to a kilobyte, with the sum of that."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        about = file.getinfo(name)
        with file.open(name) as part:
            start = part.read(1024)
    told = struct.pack("<I", about.CRC), struct.pack("<I", about.file_size)
    said = struct.pack("<I", zlib.crc32(start)), struct.pack("<I", 1024)
    for true, false in zip(told, said, strict=True):
        book = book.replace(true, false)
    return book


def _laughs() -> str:
    says = ['<!ENTITY a0 "ha">']
    says += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<?xml version='1.0'?><!DOCTYPE w [{''.join(says)}]><w>&a11;</w>"


def _ods_cells(columns: int, rows: int) -> str:
    return (f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
            f' table:number-columns-repeated="{columns}" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>")
