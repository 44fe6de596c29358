"""Lists out: no cell that a spreadsheet would take for a formula, and every type kept."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.exchange.lists_out import as_csv, as_xlsx, write_list, writer_for
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.problems import Problem

HEADERS = ("Name", "Born", "Days")
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("begin", [*BEGINNINGS, " =", "\u3000＝", "\u00a0-"])
def test_no_csv_cell_begins_like_a_formula(begin):
    data = as_csv([begin + "x"], [[begin + "cmd|' /C calc'!A1"]])
    assert all(cell.startswith("'") for row in csv_cells(data) for cell in row)


def test_csv_has_the_mark_and_quotes_that_excel_needs():
    data = as_csv(HEADERS, [("José, “Pepe”", date(1985, 3, 7), 90), (None, None, -5)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_cells(data)[1:] == [["José, “Pepe”", "1985-03-07", "90"], ["", "", "-5"]]
    assert data.count(b'"') == 18


def test_xlsx_has_no_formula_and_no_link_and_keeps_types():
    words = "=HYPERLINK(\"http://x\")"
    data = as_xlsx(HEADERS, [(words, date(1985, 3, 7), 90), ("https://x.example", None, -5)])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert not any("rels/sheet" in name for name in names)
    (read,) = read_bytes(data)
    assert [line.cells for line in read.lines][1:] == [
        (words, date(1985, 3, 7), 90), ("https://x.example", "", -5)]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_is_written_is_never_a_formula(rows):
    for row in csv_cells(as_csv(("a", "b"), rows)):
        assert not [cell for cell in row if cell.lstrip(" \u00a0\u3000").startswith(BEGINNINGS)]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(("a", "b"), rows))) as book:
        assert not re.search(rb"<f[ >]", book.read("xl/worksheets/sheet1.xml"))


def test_an_unguarded_list_would_be_noticed():
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(["=1+1"])
    assert csv_cells(out.getvalue().encode())[0][0].startswith(BEGINNINGS)


def test_the_file_name_says_the_kind(tmp_path):
    write_list(tmp_path / "a.XLSX", HEADERS, [])
    assert read_bytes((tmp_path / "a.XLSX").read_bytes())[0].lines[0].cells == HEADERS
    with pytest.raises(Problem, match=r"\.csv or \.xlsx"):
        writer_for(tmp_path / "a.txt")
