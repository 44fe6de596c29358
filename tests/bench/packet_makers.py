"""The makers of files that are measured, each drawing the same packet: ours, as every report does;
the bare canvas, which is the floor; and two others where they are installed.
"""

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.sheet import Head, Sheet, Stamp
from tests.bench.packet_content import DAYS, Content, Table

_STAMP = Stamp("Maple House", "Printed Sun, Jun 28, 2026, 7:12 PM by Dana Ruiz.", "214 Maple St")
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
_HIGH = 12.6  # a row, in points


def ours(data: Content) -> bytes:
    """With the sheet, the tables and the text of every report."""
    sheet = Sheet(Head(data.house, "Weekly packet", "24-30 June 2026"), _STAMP)
    sheet.turn()
    _our_table(sheet, data.roster)
    _our_table(sheet, data.attendance)
    sheet.turn()
    _our_table(sheet, data.chores)
    sheet.gap(13)
    sheet.heading("Attendance %")
    sheet.y -= 160
    for number, bar in enumerate(data.bars):
        x = sheet.left + 30 + number * 57
        sheet.pen.fill(x, sheet.y, 40, bar * 1.4, 0.4)
        t.cell(sheet.pen, x + 4, sheet.y - 10, DAYS[number], t.SMALL)
    sheet.turn()
    _our_table(sheet, data.log)
    sheet.turn()
    for title, said in data.incidents:
        sheet.gap(8)
        sheet.heading(title)
        sheet.paragraph(said)
    return sheet.save()


def _our_table(sheet: Sheet, table: Table) -> None:
    sheet.gap(13)
    sheet.heading(table.title)
    head, *rows = table.rows
    columns = [tables.Column(*one) for one in zip(head, table.widths, strict=True)]
    tables.draw(sheet, columns, rows)


class _Bare:
    """The floor: ReportLab's canvas and nothing else; nothing is measured, wrapped or looked up."""

    def __init__(self, house: str) -> None:
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=(612, 792))
        self.house, self.number, self.y = house, 1, 740.0

    def turn(self) -> None:
        self.foot()
        self.canvas.showPage()
        self.number, self.y = self.number + 1, 750.0

    def foot(self) -> None:
        self.canvas.setFont(_PLAIN, 8)
        self.canvas.drawString(36, 20, f"{self.house} - page {self.number}")

    def head(self, title: str) -> None:
        self.canvas.setFont(_BOLD, 14)
        self.canvas.drawString(36, self.y, title)
        self.y -= 8

    def table(self, table: Table) -> None:
        self.head(table.title)
        head, *rows = table.rows
        while rows:
            fit = int((self.y - 40) / _HIGH) - 1
            part, rows = [head, *rows[:fit]], rows[fit:]
            self._part(part, table.widths)
            if rows:
                self.turn()
                self.y -= 10

    def _part(self, rows: Sequence[tuple[str, ...]], widths: Sequence[float]) -> None:
        canvas, top, edges = self.canvas, self.y, [36.0]
        for width in widths:
            edges.append(edges[-1] + width)
        canvas.setFillGray(0.83)
        canvas.rect(36, top - _HIGH, sum(widths), _HIGH, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(0.25)
        canvas.grid(edges, [top - n * _HIGH for n in range(len(rows) + 1)])
        canvas.setFont(_BOLD, 8 if len(widths) < 12 else 5.5)
        for number, row in enumerate(rows):
            if number == 1:
                canvas.setFont(_PLAIN, 8)
            for x, said in zip(edges, row, strict=False):
                canvas.drawString(x + 3, top - (number + 1) * _HIGH + 3, said)
        self.y = top - len(rows) * _HIGH - 24


def bare(data: Content) -> bytes:
    """On the bare canvas, in a font that every reader has."""
    page = _Bare(data.house)
    page.canvas.setFont(_BOLD, 18)
    page.canvas.drawCentredString(306, 520, data.house)
    page.canvas.drawCentredString(306, 490, "Weekly packet, 24-30 June 2026")
    page.turn()
    page.table(data.roster)
    page.table(data.attendance)
    page.turn()
    page.table(data.chores)
    page.head("Attendance %")
    page.y -= 160
    for number, bar in enumerate(data.bars):
        page.canvas.setFillGray(0.4)
        page.canvas.rect(66 + number * 57, page.y, 40, bar * 1.4, fill=1)
        page.canvas.setFillGray(0)
        page.canvas.drawString(70 + number * 57, page.y - 10, DAYS[number])
    page.turn()
    page.table(data.log)
    page.turn()
    page.head("Incidents")
    page.y -= 20
    for title, said in data.incidents:
        page.canvas.setFont(_BOLD, 12)
        page.canvas.drawString(36, page.y, title)
        page.y -= 14
        page.canvas.setFont(_PLAIN, 10)
        for line in simpleSplit(said, _PLAIN, 10, 540):
            page.canvas.drawString(36, page.y, line)
            page.y -= 12
        page.y -= 6
    page.foot()
    page.canvas.save()
    return page.out.getvalue()


_NEXT_LINE = {"new_x": "LMARGIN", "new_y": "NEXT"}


def by_fpdf2(data: Content) -> bytes:
    """By fpdf2's own tables; ImportError where it is not installed."""
    from fpdf import FPDF

    pdf = FPDF(format="letter", unit="pt")
    pdf.footer = lambda: _fpdf2_foot(pdf, data.house)
    pdf.set_margins(36, 36)
    pdf.set_auto_page_break(True, 40)
    pdf.add_page()
    pdf.set_font("helvetica", "B", 18)
    pdf.set_y(260)
    pdf.cell(0, 22, data.house, align="C", **_NEXT_LINE)
    pdf.cell(0, 22, "Weekly packet", align="C")
    pdf.add_page()
    _fpdf2_table(pdf, data.roster)
    _fpdf2_table(pdf, data.attendance, 6)
    pdf.add_page()
    _fpdf2_table(pdf, data.chores)
    low = pdf.get_y() + 170
    for number, bar in enumerate(data.bars):
        pdf.set_fill_color(100)
        pdf.rect(66 + number * 57, low - bar * 1.4, 40, bar * 1.4, style="F")
    pdf.add_page()
    _fpdf2_table(pdf, data.log)
    pdf.add_page()
    for title, said in data.incidents:
        pdf.set_font("helvetica", "B", 12)
        pdf.cell(0, 16, title, **_NEXT_LINE)
        pdf.set_font("helvetica", size=10)
        pdf.multi_cell(0, 12, said, **_NEXT_LINE)
    return bytes(pdf.output())


def _fpdf2_foot(pdf: Any, house: str) -> None:
    pdf.set_y(-10)
    pdf.set_font("helvetica", size=8)
    pdf.cell(0, 5, f"{house} - page {pdf.page_no()}")


def _fpdf2_table(pdf: Any, table: Table, size: float = 8) -> None:
    from fpdf.fonts import FontFace

    pdf.set_font("helvetica", "B", 14)
    pdf.cell(0, 18, table.title, **_NEXT_LINE)
    pdf.set_font("helvetica", size=size)
    style = FontFace(emphasis="B", fill_color=(211, 211, 211))
    with pdf.table(table.rows, col_widths=table.widths, line_height=_HIGH, headings_style=style):
        pass


_STYLE = (
    "@page{size:letter;margin:36pt}body{font:10pt Helvetica}table{border-collapse:collapse;"
    "font-size:8pt;width:100%}td,th{border:.25pt solid #888;padding:1pt 3pt}th{background:#ddd}"
    ".b{page-break-before:always}"
)


def by_weasyprint(data: Content) -> bytes:
    """By WeasyPrint from HTML; ImportError or OSError where it is not installed."""
    from weasyprint import HTML

    made: bytes = HTML(string=_html(data)).write_pdf()
    return made


def _html(data: Content) -> str:
    bars = "".join(
        f"<rect x='{30 + n * 57}' y='{150 - bar * 1.4}' width='40' height='{bar * 1.4}'/>"
        for n, bar in enumerate(data.bars)
    )
    told = "".join(f"<h2>{escape(head)}</h2><p>{escape(said)}</p>" for head, said in data.incidents)
    parts = (
        f"<h1>{escape(data.house)}</h1><h1>Weekly packet</h1>",
        _html_table(data.roster, " class=b"), _html_table(data.attendance),
        _html_table(data.chores, " class=b"),
        f"<h2>Attendance %</h2><svg width='450' height='160'>{bars}</svg>",
        _html_table(data.log, " class=b"), f"<h2 class=b>Incidents</h2>{told}",
    )  # fmt: skip
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _html_table(table: Table, more: str = "") -> str:
    head, *rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<h2{more}>{escape(table.title)}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
