"""What must be true of the file of every paper, whatever it is about."""

import io
from collections.abc import Iterator

import pikepdf

SIZES = {"letter": (612, 792), "a4": (595, 842)}


def amiss(pdf: bytes, *, language: str = "en") -> Iterator[str]:
    """What a paper's file lacks: a title, its language; and what it must not have: who made it,
    fonts that stay behind, anything that acts by itself.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        facts = {str(key): str(value) for key, value in file.docinfo.items()}
        if not facts.get("/Title", "").strip():
            yield "has no title"
        if facts.keys() - {"/Title", "/Producer"}:
            yield f"tells {sorted(facts)} about itself"
        if str(file.Root.get("/Lang", "")) != language:
            yield f"says {file.Root.get('/Lang')!r} for its language"
        yield from (f"has {key}" for key in ("/OpenAction", "/AA", "/AcroForm", "/Names")
                    if _acts(file, key))  # fmt: skip
        if "/Metadata" in file.Root:
            yield "has facts in a second place"
        yield from _unembedded(file)


_DEEDS = ("/JS", "/JavaScript", "/Launch", "/URI", "/SubmitForm")


def _acts(file: pikepdf.Pdf, key: str) -> bool:
    """Whether there is script or action under this key of the catalogue."""
    found = file.Root.get(key)
    return found is not None and any(word in repr(found) for word in _DEEDS)


def _unembedded(file: pikepdf.Pdf) -> Iterator[str]:
    seen = set()
    for page in file.pages:
        for _name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items():
            for one in (*font.get("/DescendantFonts", ()), font):
                composite = one.get("/Subtype") == "/Type0"  # its file is its descendant's
                if not composite and "/FontFile2" not in one.get("/FontDescriptor", {}):
                    seen.add(str(one.get("/BaseFont")))
    yield from (f"leaves the font {name} behind" for name in sorted(seen))


def title(pdf: bytes) -> str:
    """What the file calls itself."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return str(file.docinfo.get("/Title", ""))


def page_size(pdf: bytes) -> set[tuple[int, int]]:
    """Width and height of its pages in points."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        boxes = [[float(n) for n in page.mediabox] for page in file.pages]
    return {(round(right - left), round(high - low)) for left, low, right, high in boxes}
