"""Reading files: every encoding and kind that people have, and a sentence for each bad one."""

from datetime import date

import pytest

from sobrhouse.exchange import sheets, workbooks
from sobrhouse.exchange.delimited import rows_of
from sobrhouse.exchange.spreadsheets import read_bytes, read_file
from sobrhouse.problems import Problem
from tests.exchange.files import changed, ods, xlsx, zipped

PEOPLE = "Name;Born\r\nJosé Núñez;3/7/85\r\n"


def cells(data: bytes) -> list[tuple[object, ...]]:
    (sheet,) = read_bytes(data)
    return [line.cells for line in sheet.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "cp1252"])
def test_every_encoding_reads_alike(encoding):
    assert cells(PEOPLE.encode(encoding)) == [("Name", "Born"), ("José Núñez", "3/7/85")]


def test_utf_16_with_its_mark_big_end_first():
    assert cells(b"\xfe\xff" + PEOPLE.encode("utf-16-be"))[1] == ("José Núñez", "3/7/85")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_first_line(delimiter):
    text = delimiter.join(["Name", "Note"]) + "\n" + delimiter.join(["Jay", '"a, b; c | d"']) + "\n"
    assert cells(text.encode()) == [("Name", "Note"), ("Jay", "a, b; c | d")]


def test_a_delimiter_inside_quotation_marks_does_not_count():
    assert cells(b'"Last, First, Middle";Born\nA;B\n')[0] == ("Last, First, Middle", "Born")


def test_the_hint_that_excel_writes_is_followed():
    assert cells(b"sep=|\r\nName|Bed\r\nJay|2A\r\n") == [("Name", "Bed"), ("Jay", "2A")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending_reads_alike(end):
    assert len(cells(end.join(["Name,Bed", "Jay,2A", "Sam,2B"]).encode())) == 3


def test_line_breaks_within_quotation_marks_stay_in_the_cell():
    assert cells(b'Name,Notes\nJay,"one\ntwo"\n')[1] == ("Jay", "one\ntwo")


def test_rows_keep_the_number_that_a_spreadsheet_shows():
    (sheet,) = read_bytes(b"Name\n\n\nJay\n,,\nSam\n")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (1, ("Name",)), (4, ("Jay",)), (6, ("Sam",))]


def test_pasted_lines_read_like_a_file():
    assert [line.cells for line in rows_of("Jay Porter\nSam Ortiz").lines] == [
        ("Jay Porter",), ("Sam Ortiz",)]


@pytest.mark.parametrize(("data", "words"), [
    (b"", "empty"),
    (b"\n \n,,\n", "empty"),
    (b"Name,Born\nJ\x00y,1\n", "cannot be read as text"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "cannot be read as text"),
    (b"Name\n\x81\x8d\n", "cannot be read as text"),
    ("Name\nJay".encode("utf-32"), "cannot be read as text"),
    (b"\xff\xfeN\x00a", "cannot be read as text"),
    (b'Name,Note\nJay,"open\n', "quotation marks"),
    (b'Name,Note\nJay,"a"b\n', "quotation marks"),
    (b"%PDF-1.7\n1 0 obj", "not a spreadsheet"),
    (b"<!DOCTYPE html><table><tr><td>Jay", "not a spreadsheet"),
    (b"<html><table><tr><td>Jay", "not a spreadsheet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
    (b"PK\x03\x04 and then nothing", "damaged"),
    (zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}), "not a spreadsheet"),
    (b"x" * (sheets.MAX_BYTES + 1), "larger than 10 MB"),
    (b"a,b\n" * (sheets.MAX_ROWS + 1), "10,000 rows"),
    (b"," * 300 + b"x\n", "200 columns"),
    (b'"' + b"x" * 200_000 + b'"', "far too long"),
], ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes")
def test_a_bad_file_is_refused_in_one_sentence(data, words):
    with pytest.raises(Problem, match=words) as problem:
        read_bytes(data)
    assert "\n" not in problem.value.sentence


def test_a_file_that_is_not_there_or_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(Problem, match=r"no file people\.csv"):
        read_file(tmp_path / "people.csv")
    with pytest.raises(Problem, match="is not an ordinary file"):
        read_file(tmp_path)


def test_a_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(xlsx(["Name"], ["Jay"]))
    assert read_file(path)[0].lines[1].cells == ("Jay",)


def test_excel_cells_keep_their_types():
    rows = cells(xlsx(["Name", "Born", "Phone", "Pays"],
                      ["Jay", date(1985, 3, 7), 5550104471, 12.5]))
    assert rows[1] == ("Jay", date(1985, 3, 7), 5550104471, 12.5)


def test_a_formula_gives_the_value_that_it_showed():
    assert cells(xlsx(["Name"], ["=1+1"]))[1] == (0,)


def test_every_visible_sheet_with_something_in_it_is_read():
    read = read_bytes(xlsx(["Name"], ["Jay"], sheet="Here", Left=[["Name"], ["Sam"]], Empty=[]))
    assert [sheet.name for sheet in read] == ["Here", "Left"]


def test_open_document_sheets_read_with_dates_and_numbers():
    rows = cells(ods(["Name", "Born", "Bed"], ["José <b>", date(1985, 3, 7), 4]))
    assert rows == [("Name", "Born", "Bed"), ("José <b>", date(1985, 3, 7), 4)]


def test_an_empty_million_of_rows_below_the_list_does_no_harm():
    body = ('<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p>'
            "</table:table-cell></table:table-row>"
            '<table:table-row table:number-rows-repeated="1048574">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>')
    assert cells(ods(body=body)) == [("Name",)]


SHEET = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
         "{}</sheetData></worksheet>")


@pytest.mark.parametrize("data", [
    pytest.param(changed(xlsx(["Name"]), "xl/worksheets/sheet1.xml", SHEET.format(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )), id="a grid from A1 to XFD1048576"),
    pytest.param(changed(xlsx(["Name"]), "xl/worksheets/sheet1.xml", SHEET.format(
        "<row><c r='XFD1'><v>1</v></c></row><row r='900000'><c><v>1</v></c></row>"
    )), id="the same without references"),
    pytest.param(ods(body='<table:table-row table:number-rows-repeated="1000000">'
                     '<table:table-cell office:value-type="string"><text:p>x</text:p>'
                     "</table:table-cell></table:table-row>"), id="one row a million times"),
    pytest.param(ods(body="<table:table-row>"
                     '<table:table-cell office:value-type="string"'
                     ' table:number-columns-repeated="16000000"><text:p>x</text:p>'
                     "</table:table-cell></table:table-row>"), id="one cell 16 million times"),
    pytest.param(changed(xlsx(["Name"]), "xl/media/image1.png", b"\0" * (101 * 1024 * 1024)),
                 id="a zip bomb"),
    pytest.param(changed(xlsx(["Name"]), "xl/worksheets/sheet1.xml",
                         '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
                         + SHEET.format('<row><c t="str"><v>&c;</v></c></row>')), id="entities"),
])
def test_a_bomb_is_refused_before_it_is_opened(data, monkeypatch):
    monkeypatch.setattr(workbooks.calamine, "load_workbook", None)
    with pytest.raises(Problem):
        read_bytes(data)


def test_a_cut_or_broken_workbook_is_refused():
    whole = xlsx(["Name", "Born"], ["Jay", date(1985, 3, 7)])
    for end in range(0, len(whole), 97):
        with pytest.raises(Problem):
            read_bytes(whole[:end])
    with pytest.raises(Problem, match="damaged"):
        read_bytes(changed(whole, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"))


def test_reading_never_writes_to_the_file(tmp_path):
    path = tmp_path / "people.xlsx"
    path.write_bytes(xlsx(["Name"], ["Jay"]))
    before = path.stat().st_mtime_ns, path.read_bytes()
    read_file(path)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
