"""What this computer remembers of printing: its printer, and the sheets it makes packets for."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

_PRINTER, _SIZE, _LARGE = "paper/printer", "paper/size", "paper/large"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The printer that was used last, the size of paper (empty: the house's own), large print."""

    printer: str = ""
    size: str = ""
    large: bool = False


def _settings(data: Path) -> QSettings:
    return QSettings(str(data / "ui.ini"), QSettings.Format.IniFormat)


def remembered(data: Path) -> Remembered:
    """What was kept; nothing where there is no data folder, as in a look around."""
    if data == Path():
        return Remembered()
    kept = _settings(data)
    return Remembered(
        str(kept.value(_PRINTER, "") or ""),
        str(kept.value(_SIZE, "") or ""),
        str(kept.value(_LARGE, "false")) == "true",
    )


def keep_printer(data: Path, name: str) -> None:
    """Use this printer from now on."""
    if data != Path() and name:
        _settings(data).setValue(_PRINTER, name)


def keep_sheets(data: Path, size: str, *, large: bool) -> None:
    """Make packets for these sheets from now on."""
    if data != Path():
        kept = _settings(data)
        kept.setValue(_SIZE, size)
        kept.setValue(_LARGE, "true" if large else "false")
