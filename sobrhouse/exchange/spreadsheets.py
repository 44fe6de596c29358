"""Spreadsheets: the one door for a file somebody picked, whatever its kind and its name."""

from pathlib import Path

from sobrhouse.exchange.delimited import read_delimited
from sobrhouse.exchange.sheets import MAX_BYTES, Sheet
from sobrhouse.problems import Problem
from sobrhouse.words import _

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file on disk. Problem if it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Problem(_too_large())
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Problem(_("There is no file {name}.").format(name=path.name)) from error
    except OSError as error:
        raise Problem(
            _("The file {name} cannot be opened.").format(name=path.name), details=str(error)
        ) from error
    return read_bytes(data, path.stem)


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
