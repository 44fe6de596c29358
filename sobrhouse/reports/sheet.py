"""The sheet: pages with header, footer and numbers, on which every paper of a house is laid out."""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib.pagesizes import A3, A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from sobrhouse.reports import text as t
from sobrhouse.reports.canvas import Mark, prepared, set_bookmarks
from sobrhouse.reports.faces import BOLD, SEMIBOLD
from sobrhouse.reports.pen import RULE, Pen
from sobrhouse.reports.qr import code_squares
from sobrhouse.reports.shaping import REPLACED, clean
from sobrhouse.words import _, language

MARGIN = 43.2  # 0.6 in
SIZES = {"letter": LETTER, "a4": A4, "a3": A3}
# A poster is laid out as the smaller page of the same shape, and then everything is enlarged.
_LAID_OUT = {"letter": LETTER, "a4": A4, "a3": A4}
HEADING = 15.0  # height of a section's heading
_LARGE_MARGIN = 36.0  # on the paper itself, half an inch
_FOOT = 36.0  # height of the footer above the lower margin's edge
_BAND = 26.0  # height of the small band on later pages
_QR_SIDE = 28.0
_CODE = t.Style(11.5, BOLD)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the foot of every page says, in ready words: where and when it was made, and the proofs.

    `anchor` binds the paper to the audit log (safety.md D7) at its entry `anchor_seq`. `code` is
    the paper code of a form, by which it is found again when it is typed in. `notice` is what the
    rule wants on each page of what leaves the house, word for word; it goes first.
    """

    house: str
    made: str
    address: str = ""
    anchor: str = ""
    anchor_seq: int = 0
    backup: str = ""
    confidential: bool = True
    code: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the first page: house and paper on the left, the time it is about on the right.

    `black` is for papers that hang on a wall and are copied: nothing of it is grey.
    """

    title: str
    subtitle: str
    period: str = ""
    about: str = ""
    black: bool = False

    def style(self, style: t.Style) -> t.Style:
        """A soft style as this head has it."""
        return replace(style, grey=0.0, weight=SEMIBOLD) if self.black else style


@dataclass
class Sheet:
    """Lays a paper out from top to bottom; `y` is how far it has come, in points from below.

    `large` is large print: the page lies on its side, so that what is as wide as on an upright one
    stands there in larger letters. `called` is what the file is called, else as its head says.
    """

    head: Head
    stamp: Stamp
    size: str = "letter"
    tight: float = 1.0  # below 1 draws rows and gaps closer together
    footed: bool = True  # what is given away, a certificate, has no foot
    pen: Pen = field(default_factory=lambda: one_pen())
    pages: list[list[str]] = field(default_factory=list)
    y: float = 0.0
    large: bool = False
    called: str = ""
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._draw_head()

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.paper[0] - 2 * self.margin

    @property
    def margin(self) -> float:
        """From the edge of the page as it is laid out."""
        return _LARGE_MARGIN / self.enlarged if self.large else MARGIN

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page as it is laid out."""
        wide, high = _LAID_OUT[self.size]
        if self.large:
            wide, high = high / self.enlarged, wide / self.enlarged
        return float(wide), float(high)

    @property
    def enlarged(self) -> float:
        """How many times larger everything is on the paper than it is laid out."""
        if self.large:
            wide, high = SIZES[self.size]
            return float((high - 2 * _LARGE_MARGIN) / (wide - 2 * MARGIN))
        return math.sqrt(2) if self.size == "a3" else 1.0

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height of the paper itself."""
        wide, high = SIZES[self.size]
        return (float(high), float(wide)) if self.large else (float(wide), float(high))

    @property
    def name(self) -> str:
        """What the file calls itself: house, paper and time, never a resident."""
        parts = (self.stamp.house, self.called or self.head.subtitle, self.head.period)
        return clean(", ".join(part for part in parts if part)).replace(REPLACED, " ")

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.margin

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.paper[0] - self.margin

    @property
    def bottom(self) -> float:
        """Nothing but the footer stands lower."""
        return self.margin + _FOOT + 6

    @property
    def room(self) -> float:
        """What is left of this page."""
        return self.y - self.bottom

    @property
    def count(self) -> int:
        """How many pages there are so far."""
        return len(self.pages) + 1

    @property
    def full_page(self) -> float:
        """What a later page holds."""
        return self.paper[1] - self.margin - _BAND - self.bottom

    def gap(self, points: float) -> None:
        """Leave white space."""
        self.y -= points * self.tight

    def need(self, points: float) -> bool:
        """Turn the page unless so much room is left; whether it was turned."""
        if points <= self.room:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """Go on at the top of a new page, under a small band that says what this is."""
        self.pages.append(self.pen.turn_page())
        top = self.paper[1] - self.margin
        half = self.width / 2 - 10
        t.cell(self.pen, self.left, top - 9, self.head.title, t.STRONG, half)
        parts = (self.called or self.head.subtitle, self.head.period)
        says = "  ·  ".join(part for part in parts if part)
        t.cell(self.pen, self.right - half, top - 9, says, self.head.style(t.SOFT), half, "right")
        self.pen.rule(self.left, top - 15, self.right, top - 15, RULE)
        self.y = top - _BAND

    def mark(self, title: str, level: int = 0) -> None:
        """Set a bookmark here."""
        self.marks.append(Mark(len(self.pages), self.y, clean(title).replace("\n", " "), level))

    def _draw_head(self) -> None:
        top = self.paper[1] - self.margin
        has_right = bool(self.head.period or self.head.about)
        right = self.width * 0.42 if has_right else 0.0
        left = self.width - right - (14 if has_right else 0)
        sizes = (replace(t.TITLE, size=size) for size in (t.TITLE.size, 19.0, 17.0, 15.0))
        title = next((s for s in sizes if t.fits(self.head.title, s, left)), t.PERIOD)
        soft = self.head.style(t.SUBTITLE)
        t.cell(self.pen, self.left, top - 16.5, self.head.title, title, left)
        t.cell(self.pen, self.left, top - 30.5, self.head.subtitle, soft, left)
        if has_right:
            sizes = (replace(t.PERIOD, size=size) for size in (t.PERIOD.size, 12.6, 11.4, 10.4))
            period = next((s for s in sizes if t.fits(self.head.period, s, right)), t.PERIOD)
            x = self.right - right
            t.cell(self.pen, x, top - 16, self.head.period, period, right, "right")
            t.cell(self.pen, x, top - 30.5, self.head.about, soft, right, "right")
        self.pen.rule(self.left, top - 38.5, self.right, top - 38.5, 1.4)
        self.y = top - 38.5

    def heading(
        self, title: str, aside: str = "", x: float | None = None, width: float | None = None
    ) -> None:
        """A section's heading with a soft remark at the right end."""
        x, width = self.left if x is None else x, self.width if width is None else width
        base = self.y - HEADING * self.tight + 4
        wide = t.cell(self.pen, x, base, title, t.HEADING, width)
        if aside and width - wide > 60:
            small = self.head.style(t.SMALL)
            t.cell(self.pen, x + wide + 10, base, aside, small, width - wide - 10, "right")
        self.y -= HEADING * self.tight

    def paragraph(self, string: str, style: t.Style = t.BODY, indent: float = 0.0) -> None:
        """Wrapped text that goes on over as many pages as it needs."""
        width = self.width - indent
        for line in t.text(string, style, width):
            self.need(style.step)
            t.write_lines(self.pen, self.left + indent, self.y - style.size, [line], style, width)
            self.y -= style.step

    def save(self) -> bytes:
        """The finished file; the same content always gives the same bytes. Within `one_file` it is
        put aside for that, and nothing is given yet.
        """
        self.pages.append(self.pen.turn_page())
        bound = _BOUND.get()
        if bound is None:
            return _written(self.name, [self])
        bound.sheets.append(self)
        return b""


@dataclass
class Bound:
    """Papers that go into one file, one after the other, each with pages numbered of its own."""

    pen: Pen = field(default_factory=Pen)
    sheets: list[Sheet] = field(default_factory=list)

    def save(self, title: str) -> bytes:
        """The file with all of them; a reader's list of contents names each. All have one size."""
        return _written(clean(title).replace(REPLACED, " "), self.sheets)


_BOUND: ContextVar[Bound | None] = ContextVar("bound", default=None)


@contextmanager
def one_file() -> Iterator[Bound]:
    """Whatever papers are made within go into one file, which what is given then saves."""
    bound = Bound()
    before = _BOUND.set(bound)
    try:
        yield bound
    finally:
        _BOUND.reset(before)


def one_pen() -> Pen:
    """The pen of the file that is being bound, whose letters all its papers share; or a new one."""
    bound = _BOUND.get()
    return Pen() if bound is None else bound.pen


def _written(title: str, sheets: Sequence[Sheet]) -> bytes:
    out = io.BytesIO()
    first = sheets[0]
    canvas = Canvas(
        out, first.sides, pageCompression=1, invariant=1, pdfVersion=(1, 5), lang=language(),
    )  # fmt: skip
    canvas.setTitle(title)
    document = prepared(canvas)
    for at, sheet in enumerate(sheets):
        if len(sheets) > 1:
            canvas.bookmarkPage(f"part{at}")
            canvas.addOutlineEntry(clean(sheet.head.subtitle), f"part{at}")
        _put_pages(canvas, sheet)
    document.delayedFonts.extend(first.pen.fonts.values())
    canvas.save()
    return out.getvalue()


def _put_pages(canvas: Any, sheet: Sheet) -> None:
    large = sheet.enlarged
    begin = [f"{large:.6g} 0 0 {large:.6g} 0 0 cm"] if large > 1 else []
    for number, page in enumerate(sheet.pages, 1):
        if sheet.footed:
            _draw_foot(sheet, number)
        canvas.addLiteral("\n".join([*begin, *page, *sheet.pen.turn_page()]))
        set_bookmarks(canvas, sheet.marks, number - 1, (sheet.paper[1], large))
        canvas.showPage()


def _draw_foot(sheet: Sheet, number: int) -> None:
    """The foot of one page, drawn when it is known how many there are."""
    stamp, pen, base = sheet.stamp, sheet.pen, sheet.margin
    top = base + _FOOT
    pen.rule(sheet.left, top, sheet.right, top, RULE)
    room = sheet.width
    if stamp.code or stamp.anchor:
        _draw_code(pen, sheet.right - _QR_SIDE, top - 6 - _QR_SIDE, stamp)
        room -= _QR_SIDE + 8
    count = _("Page {n} of {m}").format(n=number, m=len(sheet.pages))
    wide = t.measure(count, t.set_bold(t.FOOT))
    count_style = replace(t.set_bold(t.FOOT), grey=0.0)
    style = replace(t.FOOT, grey=0.0) if stamp.code else t.FOOT  # forms are copied again and again
    t.cell(pen, sheet.left + room - wide, top - 11, count, count_style)
    if stamp.code:
        wide = max(wide, _draw_paper_code(sheet, sheet.left + room, top - 33))
    beside = room - wide - 12
    for i, says in enumerate(_foot_lines(stamp)):
        free = beside if stamp.code or not i else room  # below the count there is room
        t.cell(pen, sheet.left, top - 11 - i * 9.4, says, style, free)


def _foot_lines(stamp: Stamp) -> list[str]:
    lines = []
    if stamp.notice:
        lines.append(stamp.notice)
    elif stamp.confidential:
        lines.append(
            _(
                "Confidential resident information. Share only with people the resident "
                "agreed to, or as the law requires."
            )
        )
    place = ", ".join(part for part in (stamp.house, stamp.address) if part)
    shreds = stamp.confidential and not stamp.notice
    shred = _("Shred when no longer needed.") + "  " if shreds else ""
    proof = [stamp.made] if stamp.code else []  # a form's code takes room from the line above
    lines.append(f"{shred}{place}." if stamp.code else f"{shred}{place}.  {stamp.made}")
    if stamp.anchor:
        proof.append(
            _("Audit code {code}, entry {n}.").format(code=stamp.anchor, n=f"{stamp.anchor_seq:,}")
        )
    if stamp.backup and not stamp.code:
        proof.append(stamp.backup)
    if proof:
        lines.append("  ".join(proof))
    return lines


def _draw_code(pen: Pen, x: float, y: float, stamp: Stamp) -> None:
    """The audit code for a phone's camera, beside the same letters for people."""
    proof = f"{stamp.anchor} {stamp.anchor_seq}"
    across, dark = code_squares(f"SOBRHOUSE {f'FORM {stamp.code}' if stamp.code else proof}")
    pen.squares(x, y, _QR_SIDE / across, dark)


def _draw_paper_code(sheet: Sheet, right: float, base: float) -> float:
    """The code of a form for people, its end at `right`; gives its width."""
    label = replace(t.FOOT, grey=0.0)
    said = _("Paper code")
    code = t.measure(sheet.stamp.code, _CODE)
    wide = max(code, t.measure(said, label))
    t.cell(sheet.pen, right - wide, base + 11.4, said, label, wide, "right")
    t.cell(sheet.pen, right - code, base, sheet.stamp.code, _CODE)
    return wide
