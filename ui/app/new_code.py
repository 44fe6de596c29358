"""New code: a recovery code that ended the old one is shown once, and never left on a locked
screen; whoever had no time to print it is told that another is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog

from sobrhouse.domain.staff import Permission
from sobrhouse.words import _
from ui.desk import Trouble

if TYPE_CHECKING:
    from ui.app.session import Session

WANTED = "recovery_code"  # said with one of these
MAKING, FAILED, LOST, KEPT = "making", "failed", "lost", "kept"


class NewCode(QObject):
    """Waits with the code until the office stands, and remembers whether it came to paper."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._code = ""
        self._is_lost = self._was_lost = False
        session.ready.connect(self._on_ready)
        session.desk.wanted.connect(self._on_wanted)

    def show_once(self, code: str) -> None:
        """A new recovery code, once the office stands."""
        self._code = code

    @Slot()
    def _on_ready(self) -> None:
        if self._code:
            QTimer.singleShot(0, self, self._show)
        elif self._is_lost and self._session.desk.may(Permission.MANAGE_STAFF):
            self._session.desk.trouble("code", _lost())

    @Slot()
    def _show(self) -> None:
        from ui.office.safety.recovery_dialog import RecoveryDialog

        code, self._code = self._code, ""
        RecoveryDialog(self._session.desk, code, self._session.window).open()

    @Slot(str, object)
    def _on_wanted(self, what: str, value: object) -> None:
        if what == WANTED:
            if value == MAKING:
                self._was_lost = self._is_lost
            self._is_lost = self._was_lost if value == FAILED else value in (MAKING, LOST)
            if value == KEPT:
                self._session.desk.trouble("code", None)


def _lost() -> Trouble:
    """What happened, and what to do; the code itself is nowhere any more."""
    return Trouble(
        _("The program was locked before the new recovery code was on paper, and the old one may "
          "open nothing any more. Make another one and print it."),
        _("See keys"), ("settings", "keys"), icon="key-round",
    )  # fmt: skip


def put_away_dialogs(app: QApplication) -> None:
    """Close what stands over the window: the screen is locked, or the records cannot be read."""
    for window in app.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            put_away = getattr(window, "put_away", window.reject)
            put_away()
