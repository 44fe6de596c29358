"""Faces: the shipped fonts as paper uses them: coverage, shaping, and embedding in a file."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from sobrhouse.paths import resource

REGULAR, SEMIBOLD, BOLD, SERIF = "Regular", "SemiBold", "Bold", "Serif"

# Medium, because a copier loses the strokes of the regular font in small letters.
_FIRST = {
    REGULAR: "SourceSans3-Medium",
    SEMIBOLD: "SourceSans3-SemiBold",
    BOLD: "SourceSans3-Bold",
    SERIF: "SourceSerif4-SemiBold",
}
# Asked in this order after the first choice; emoji last, so that digits and © stay letters.
_LAST = ("NotoSansSC", "NotoSansKR", "NotoEmoji")
_NEEDED_IN_PDF = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"})


class Face:
    """One font file, opened once and never changed."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self._face)
        self.upem: int = self._face.upem
        self.covers: frozenset[int] = frozenset(self._face.unicodes)

    @cached_property
    def line(self) -> tuple[int, int]:
        """Ascender and descender in thousandths of the size."""
        extents = self.font.get_font_extents("ltr")
        return self.thousandths(extents.ascender), self.thousandths(extents.descender)

    @cached_property
    def letters(self) -> dict[str, tuple[int, int]]:
        """Glyph number and width of the letters drawn so far without shaping."""
        return _Letters(self)

    def thousandths(self, units: float) -> int:
        """Font units as PDF counts them."""
        return round(units * 1000 / self.upem)

    def advance(self, glyph: int) -> int:
        """A glyph's own width in thousandths."""
        return self.thousandths(self.font.get_glyph_h_advance(glyph))

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file with only these glyphs, under their old numbers."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *glyphs})
        drop = {str(tag) for tag in self._face.table_tags} - _NEEDED_IN_PDF
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            {int.from_bytes(tag.encode("ascii"), "big") for tag in drop}
        )
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        return bytes(wanted.subset(self._face).blob.data)


class _Letters(dict[str, tuple[int, int]]):
    def __init__(self, of: Face) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, letter: str) -> tuple[int, int]:
        glyph = self._of.font.get_nominal_glyph(ord(letter)) or 0
        self[letter] = glyph, self._of.advance(glyph)
        return self[letter]


@cache
def face(name: str) -> Face:
    """The shipped font with this file name."""
    return Face(resource(f"fonts/{name}.ttf"))


@cache
def _families() -> tuple[str, ...]:
    """Every shipped Noto family, the order in which a missing letter is looked for."""
    found = {p.stem.removesuffix("-Regular") for p in resource("fonts").glob("Noto*-Regular.ttf")}
    middle = sorted(found - set(_LAST))
    return (*middle, *(name for name in _LAST if name in found))


@cache
def chain(weight: str) -> tuple[str, ...]:
    """The fonts asked for a letter, first choice first."""
    heavy = weight in {BOLD, SEMIBOLD, SERIF}
    after = []
    for family in _families():
        bold = heavy and resource(f"fonts/{family}-Bold.ttf").exists()
        after.append(f"{family}-Bold" if bold else f"{family}-Regular")
    return (_FIRST[weight], *after)


_NOTHING = "\N{ZERO WIDTH SPACE}"
_HIDDEN = frozenset({0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})


def _invisible(code: int) -> bool:
    return code in _HIDDEN or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF


@lru_cache(maxsize=8192)
def face_for(cluster: str, weight: str) -> str | None:
    """The first font that has every visible letter of `cluster`, None where none has."""
    wanted = {ord(c) for c in cluster if not _invisible(ord(c))}
    asked = chain(weight)
    if "\ufe0f" in cluster or (cluster and unicodedata.category(cluster[0]) == "So"):
        asked = (asked[0], asked[-1], *asked[1:-1])  # pictures rather from the picture font
    return next((name for name in asked if wanted <= face(name).covers), None)


@dataclass
class Embedded:
    """One font as one file uses it: the glyphs drawn so far and what each says.

    ReportLab's own TrueType support numbers letters by code point and forgets what a shaped glyph
    meant; this writes a CID font over the glyph numbers, with a full ToUnicode table.
    """

    face: Face
    internal: str
    says: dict[int, str] = field(default_factory=dict)  # glyphs that stand for one letter
    about: dict[int, str] = field(default_factory=dict)  # parts of a letter, and several in one
    _plain: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def use(self, glyph: int, letter: str) -> bool:
        """Remember the glyph as this letter; False where it already stands for another."""
        return self.says.setdefault(glyph, letter) == letter

    def use_part(self, glyph: int, text: str) -> None:
        """Remember a glyph that says nothing by itself; `text` is what its whole cluster says."""
        self.about[glyph] = self.about.get(glyph) or text

    def plain(self, text: str) -> tuple[str, bool]:
        """The codes of letters that need no shaping, and whether they can be read back."""
        known = self._plain.get(text)
        if known is None:  # the same names and words stand on a paper again and again
            letters, says, true = self.face.letters, self.says, True
            for letter in text:
                true = says.setdefault(letters[letter][0], letter) == letter and true
            codes = "".join([f"{letters[letter][0]:04X}" for letter in text])
            known = self._plain[text] = codes, true
        return known

    @property
    def glyphs(self) -> dict[int, str]:
        """Every glyph drawn, with what it says."""
        return self.about | self.says

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it when the file is saved
        """Write the font's objects into the document."""
        tag = "".join(
            chr(65 + (sum(self.glyphs) // 26**i) % 26) for i in range(6)
        )  # marks a subset
        name = f"{tag}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": "/Identity",
                "DW": 0,
                "W": self._widths(),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name), f"descriptor:{name}"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"cid:{name}")]),
                "ToUnicode": doc.Reference(
                    _stream(doc, self._to_unicode().encode("ascii")), f"uni:{name}"
                ),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.internal] = doc.Reference(font, f"font:{name}")

    def _widths(self) -> Any:
        cells: list[Any] = []
        for glyph in sorted(self.glyphs):
            cells += [glyph, pdfdoc.PDFArray([self.face.advance(glyph)])]
        return pdfdoc.PDFArray(cells)

    def _descriptor(self, doc: Any, name: str) -> Any:
        data = self.face.subset(self.glyphs)
        stream = _stream(doc, data)
        stream.dictionary["Length1"] = len(data)
        up, down = self.face.line
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4,
                "ItalicAngle": 0,
                "Ascent": up,
                "Descent": down,
                "CapHeight": 660,
                "StemV": 80,
                "FontBBox": pdfdoc.PDFArray([-1000, down, 2000, up]),
                "FontFile2": doc.Reference(stream, f"file:{name}"),
            }
        )

    def _to_unicode(self) -> str:
        # A part says a zero-width space: a glyph that says nothing is read as any letter at all.
        pairs = [
            f"<{glyph:04X}> <{(says or _NOTHING).encode('utf-16-be').hex().upper()}>"
            for glyph, says in sorted(self.glyphs.items())
        ]
        blocks = []
        for at in range(0, len(pairs), 100):  # a block may hold a hundred
            part = pairs[at : at + 100]
            blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            + "\n".join(blocks)
            + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )


def _stream(doc: Any, data: bytes) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = data
    stream.filters = [pdfdoc.PDFZCompress] if doc.compression else []
    return stream
