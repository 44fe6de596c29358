"""Safe: a start without what this computer remembers and without work in the background, so that
neither can keep the program from its records.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.crash.left import Ended

if TYPE_CHECKING:
    from ui.app.session import Session

KEPT = ("look/language", "look/name")  # how to speak, and whom to greet: these cannot do harm


class Forgetful(QSettings):
    """What this computer remembers, but for little; and nothing is remembered anew."""

    def __init__(self, remembered: QSettings) -> None:
        super().__init__(remembered.fileName(), QSettings.Format.IniFormat)

    def value(self, key: str, default: Any = None, kind: Any = None) -> Any:
        """Only what is kept; of the rest the default."""
        return super().value(key, default) if key in KEPT else default

    def setValue(self, key: str, value: Any) -> None:
        """Nothing is kept."""


def is_shift_held() -> bool:
    """Whether Shift is down now, wherever the cursor is."""
    return bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def wants_safe(app: QApplication, language: str, ended: Ended) -> bool:
    """Ask, before there is a window: in safe mode, or as usual?"""
    from sobrhouse import words
    from ui import theme
    from ui.crash.window import SAFE, ask, how_to_start
    from ui.theme.fonts import load

    words.speak(language)
    load()
    theme.apply(app)
    app.setQuitOnLastWindowClosed(False)  # it is the first window, not the last
    answer = ask(how_to_start(ended.in_a_row), ended.details)
    app.setQuitOnLastWindowClosed(True)
    return answer == SAFE


def calm(session: Session) -> None:
    """Stop what works by itself: the look for news, backups by the hour, the check by night,
    planning and loading ahead.
    """
    session.desk.safe = True
    session.ready.disconnect(session.rest.begin)
    for part in (session.backups, session.chores_ahead, session.righting):
        for timer in part.findChildren(QTimer):
            timer.stop()


def start_again(given: Sequence[str], how: str) -> None:
    """Start this program anew, once it has let go of its records: "safe" or "usual"."""
    words = [word for word in given if word != "--safe"] + ["--safe"] * (how == "safe")
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "ui"]
    import subprocess  # no start waits for it

    subprocess.Popen(
        [*program, *words],
        stdin=subprocess.DEVNULL,
        cwd=None if frozen else Path(__file__).resolve().parents[2],
        start_new_session=sys.platform != "win32",
    )
