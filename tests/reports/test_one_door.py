"""There is one way to set text on paper: through reports/text.py, whatever paper it is.

What people type is never read as markup, because nothing that reads markup is within reach of a
report; and no report draws letters round the door, where they would neither be cleaned nor joined,
ordered and found in a font that has them.
"""

import ast
import re
from collections.abc import Iterator

from tests.source import ROOT, Source, sources

# Of ReportLab: only what makes the file, and the squares of a QR code.
MAY_IMPORT = {
    "sobrhouse/reports/sheet.py": {"lib.pagesizes", "pdfgen.canvas"},
    "sobrhouse/reports/canvas.py": {"pdfbase"},
    "sobrhouse/reports/faces.py": {"pdfbase"},
    "sobrhouse/reports/qr.py": {"graphics.barcode.qrencoder"},
}
SETS_TEXT = {
    "drawString", "drawRightString", "drawCentredString", "drawAlignedString", "drawInlineImage",
    "drawImage", "beginText", "textOut", "textLine", "textLines", "Paragraph", "Preformatted",
    "XPreformatted", "drawText", "insertHtml", "setHtml",
}  # fmt: skip
LITERALS = {"addLiteral": "sobrhouse/reports/sheet.py"}
WRITES = {"sobrhouse/reports/text.py", "sobrhouse/reports/pen.py"}
PEN, SHEET = "sobrhouse/reports/pen.py", "sobrhouse/reports/sheet.py"


def round_the_door(source: Source) -> Iterator[str]:
    """Every place in a file of the reports where text could get on paper by another way."""
    yield from _imports(source)
    for node in source.nodes(ast.Call):
        assert isinstance(node, ast.Call)
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(
            node.func, "id", "")  # fmt: skip
        if called in SETS_TEXT or (called in LITERALS and source.name != LITERALS[called]):
            yield source.at(node, called)
        of_a_pen = called == "write" and isinstance(node.func, ast.Attribute) and _is_pen(
            node.func.value)  # fmt: skip
        if of_a_pen and source.name not in WRITES:
            yield source.at(node, "pen.write")
    if source.name != PEN:
        for node in source.nodes(ast.Attribute) if source.name != SHEET else ():
            if isinstance(node, ast.Attribute) and node.attr == "drawn" and _is_pen(node.value):
                yield source.at(node, "pen.drawn")
        for said in source.strings():
            if re.search(r"(^|\s)(Tj|TJ|BT)(\s|$)", str(said.value)):
                yield source.at(said, "operators of text")


def _imports(source: Source) -> Iterator[str]:
    allowed = {f"reportlab.{name}" for name in MAY_IMPORT.get(source.name, ())}
    for node, name in source.imports():
        if name.split(".")[0] == "reportlab" and not any(
            name == one or name.startswith(f"{one}.") for one in allowed
        ):
            yield source.at(node, name)


def _is_pen(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "pen") or (
        isinstance(node, ast.Attribute) and node.attr in {"pen", "_pen"}
    )


def test_no_report_sets_text_round_the_door() -> None:
    papers = list(sources("sobrhouse/reports"))
    assert len(papers) > 40
    assert [found for source in papers for found in round_the_door(source)] == []


def test_reportlab_is_nowhere_but_in_the_reports() -> None:
    imports = re.compile(r"^\s*(from|import) reportlab\b", re.MULTILINE)
    homes = {
        path.relative_to(ROOT).as_posix()
        for folder in ("sobrhouse", "ui")
        for path in (ROOT / folder).rglob("*.py")
        if imports.search(path.read_text("utf-8"))
    }
    assert homes == set(MAY_IMPORT)


CARELESS = """
from reportlab.platypus import Paragraph, Table
from reportlab.pdfgen import canvas
def paper(sheet, pen, name):
    sheet.pen.write(1, 2, name, 9)
    pen.drawn.append(f"BT 0 g /F1 9 Tf ({name}) Tj ET")
    page = canvas.Canvas("x.pdf")
    page.drawString(1, 2, name)
    page.drawRightString(1, 2, name)
    page.beginText().textLine(name)
    page.drawImage(name, 1, 2)
    page.addLiteral(f"({name}) Tj")
    return Paragraph(name)
"""


def test_a_careless_report_would_be_noticed() -> None:
    """The control: each of its ways round is told."""
    source = Source("sobrhouse/reports/careless.py", CARELESS, ast.parse(CARELESS))
    told = " ".join(round_the_door(source))
    for way in ("reportlab.platypus", "reportlab.pdfgen", "pen.write", "pen.drawn", "drawString",
                "drawRightString", "beginText", "textLine", "drawImage", "addLiteral", "Paragraph",
                "operators of text"):  # fmt: skip
        assert way in told, way
