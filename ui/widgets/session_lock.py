"""Session lock: on Windows, hears at once that the screen was locked, another user came, or the
computer goes to sleep; elsewhere `Idle` notices afterwards, by the clocks.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QTimer

_POWER, _SUSPENDS = 0x0218, 0x0004  # WM_POWERBROADCAST, PBT_APMSUSPEND
_SESSION, _GONE = 0x02B1, {0x2, 0x4, 0x7}  # WM_WTSSESSION_CHANGE: console or remote left, locked


class SessionLock(QAbstractNativeEventFilter):
    """Calls `left` when nobody sits at the screen any more."""

    def __init__(self, app: QCoreApplication, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left
        self._told: set[int] = set()
        app.installNativeEventFilter(self)

    def register(self, window: int) -> None:
        """Have Windows tell this native window of session changes, once."""
        if sys.platform == "win32" and window not in self._told:
            self._told.add(window)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG" and leaves(message):
            QTimer.singleShot(0, self._left)  # not within the message: the window goes away
        return False, 0


def leaves(message: int) -> bool:
    """Whether the MSG at this address says that nobody sits at the screen any more."""
    msg = wintypes.MSG.from_address(int(message))
    power = msg.message == _POWER and msg.wParam == _SUSPENDS
    return power or (msg.message == _SESSION and msg.wParam in _GONE)
