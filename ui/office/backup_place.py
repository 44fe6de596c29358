"""Where this computer's backups go: chosen on this device, kept with its window settings."""

from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "backup/folder"


def _settings(data: Path) -> QSettings:
    return QSettings(str(data / "ui.ini"), QSettings.Format.IniFormat)


def chosen_folder(data: Path) -> Path | None:
    """The chosen folder while it can be reached, such as a USB stick that is plugged in; else
    None.
    """
    kept = str(_settings(data).value(_KEY, "") or "")
    return Path(kept) if kept and Path(kept).is_dir() else None


def keep_folder(data: Path, folder: Path) -> None:
    """Use this folder from now on."""
    _settings(data).setValue(_KEY, str(folder))
