"""Reading papers back: their text as a reader finds it, and whether the file is sound."""

import io
import re
import unicodedata

import pikepdf
import pypdf


def read(pdf: bytes) -> str:
    """All text of a file, one space between words."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def faults(pdf: bytes) -> list[str]:
    """What is wrong with the file's structure, after qpdf's own check."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return list(file.check_pdf_syntax())


def squeezed(text: str) -> str:
    """Letters without white space, in one spelling, for comparing what was read with what was meant."""
    return "".join(unicodedata.normalize("NFKC", text).split())
