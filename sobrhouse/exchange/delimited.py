"""Delimited text: CSV and its cousins, in the encodings and with the delimiters people have."""

import codecs
import csv
import io
from collections.abc import Iterator

from sobrhouse.exchange.sheets import Sheet, sheet
from sobrhouse.problems import Problem
from sobrhouse.words import _

DELIMITERS = ",;\t|"
_ODD = frozenset(chr(n) for n in range(32)) - set("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f")
_TEXT_OF_THE_WEB = ("<!doctype", "<html", "<?xml", "<table", "{\\rtf", "%pdf-")


def read_delimited(data: bytes, name: str = "") -> Sheet:
    """The rows of a text file; its first line shows the delimiter. Problem if it is none."""
    return rows_of(decoded(data), name)


def rows_of(words: str, name: str = "") -> Sheet:
    """The rows of text that is already decoded, such as lines that somebody pasted."""
    if words.lstrip()[:12].lower().startswith(_TEXT_OF_THE_WEB):
        raise Problem(_("This is not a spreadsheet. Use a CSV, XLSX or ODS file."))
    words, delimiter = _delimiter(words)
    return sheet(name, _records(words, delimiter))


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; anything else is refused (Problem)."""
    encoding = _encoding(data)
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem(_unreadable(), details=str(error)) from error
    # Any bytes at all pass for Windows-1252; control characters show that they are no text.
    if "\0" in words or (encoding == "cp1252" and not _ODD.isdisjoint(words)):
        raise Problem(_unreadable())
    return words.removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data:
        return _unmarked_utf_16(data[:400])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _unmarked_utf_16(start: bytes) -> str:
    """UTF-16 without its mark shows by the empty half of each Latin letter; other NULs are none."""
    even, odd = start[0::2], start[1::2]
    if odd.count(0) > 0.8 * len(odd) and 0 not in even:
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and 0 not in odd:
        return "utf-16-be"
    return "utf-8"


def _unreadable() -> str:
    return _("This file cannot be read as text. Save it as CSV UTF-8, XLSX or ODS and try again.")


def _delimiter(words: str) -> tuple[str, str]:
    """The delimiter that the first line with words uses most, outside quotation marks."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return words[words.index(first) + len(first):].lstrip("\r\n"), first[4]
    bare = "".join(first.split('"')[::2])
    best = max(DELIMITERS, key=bare.count)
    return words, best if best in bare else _commonest(words)


def _commonest(words: str) -> str:
    """For a first line that is only a title: the delimiter of the lines after it."""
    sample = words[:20_000]
    return max(DELIMITERS, key=sample.count)


def _records(words: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise Problem(
            _("Line {n} of this file has quotation marks that do not match, or is far too long.")
            .format(n=reader.line_num),
            details=str(error),
        ) from error
