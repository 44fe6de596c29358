"""Spreadsheets: the one door for a file somebody picked, whatever its kind and its name."""

from pathlib import Path

from sobrhouse.exchange.delimited import read_delimited
from sobrhouse.exchange.sheets import MAX_BYTES, Line, Sheet, too_much
from sobrhouse.problems import Problem
from sobrhouse.storage.outside.confined import Refusals, confined
from sobrhouse.storage.outside.picked import read_picked
from sobrhouse.words import _

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
LITTLE = 1024 * 1024  # bytes
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file on disk. Problem if it cannot be read. A workbook, and text of any
    size, is read in a child process with limits.
    """
    data = read_picked(path, MAX_BYTES, _too_large())
    if is_little_text(data):
        return read_bytes(data, path.stem)
    sheets: tuple[Sheet, ...] = confined(
        read_bytes, data, path.stem, made=(Sheet, Line), refused=refusals())
    return sheets


def is_little_text(data: bytes) -> bool:
    """Whether a file holds so little that reading it as text can need neither much memory nor much
    time; an archive is none, as nobody knows what it unpacks to.
    """
    return len(data) <= LITTLE and not data.startswith((*_ZIP, _OLD_OFFICE))


def refusals() -> Refusals:
    """What is said of a list that breaks its reader, or needs more than it may have."""
    return Refusals(
        _("This spreadsheet is damaged or is of a kind that cannot be read."),
        too_much(),
    )


def read_bytes(data: bytes, name: str = "") -> tuple[Sheet, ...]:
    """The sheets of a file's bytes; what they are decides, not what the file is called."""
    if len(data) > MAX_BYTES:
        raise Problem(_too_large())
    if data.startswith(_OLD_OFFICE):
        raise Problem(
            _("This is an old Excel file, or one locked with a password."
              " Save it as XLSX without a password and try again.")
        )
    if data.startswith(_ZIP):
        from sobrhouse.exchange.workbooks import read_workbook  # late: it loads native code

        sheets = read_workbook(data)
    else:
        read = read_delimited(data, name)
        sheets = (read,) if read.lines else ()
    if not sheets:
        raise Problem(_("This file is empty."))
    return sheets


def _too_large() -> str:
    return _("This file is larger than 10 MB, the most that can be read.")
