"""Clip: the way to the clipboard. What is copied of a person is gone ten seconds later, and at
lock and quit whatever else was copied here; histories of the clipboard are asked to leave it out.
"""

from functools import partial

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 10_000  # as KeePassXC does by default (safety.md 1.3)
_NUMBER, _PUBLIC = "application/x-sobrhouse-copy", "application/x-sobrhouse-public"
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
}


def copy_for_now(text: str) -> None:
    """Put something of a person where it can be pasted, for ten seconds."""
    clipboard = QGuiApplication.clipboard()
    number = int(clipboard.property("copies") or 0) + 1
    clipboard.setProperty("copies", number)
    data = QMimeData()
    data.setText(text)
    data.setData(_NUMBER, str(number).encode())
    for name, value in _HINTS.items():
        data.setData(name, value)
    clipboard.setMimeData(data)
    QTimer.singleShot(KEPT_MS, clipboard, partial(_let_go, str(number).encode()))


def copy_public(text: str) -> None:
    """Put something that is about nobody where it can be pasted, for as long as one likes."""
    data = QMimeData()
    data.setText(text)
    data.setData(_PUBLIC, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take back what was copied here and is not public, and what was marked with the mouse."""
    clipboard = QGuiApplication.clipboard()
    if _is_ours(clipboard) and not _marked(clipboard, _PUBLIC):
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _let_go(number: bytes) -> None:
    """Ten seconds are over; something else may have been copied since."""
    clipboard = QGuiApplication.clipboard()
    if _marked(clipboard, _NUMBER) == number:
        clipboard.clear()


def _marked(clipboard: QClipboard, name: str) -> bytes:
    data: QMimeData | None = clipboard.mimeData()  # there is none where nothing was copied yet
    return bytes(data.data(name).data()) if data is not None else b""


def _is_ours(clipboard: QClipboard) -> bool:
    """Whether this program put there what is there; without a screen nobody else can."""
    return clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
