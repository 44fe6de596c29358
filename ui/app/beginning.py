"""Beginning: shows the first steps where there is no house yet, and hands over to the office."""

from PySide6.QtCore import QObject, Signal, Slot

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.backups.keeping import note_restore
from ui.app.setup import Restored, Setup
from ui.app.vault import Vault
from ui.desk import Desk
from ui.office.first_run.view import FirstRun
from ui.office.window import OfficeWindow


class Beginning(QObject):
    """Owns what the first steps may do; the session hears how they ended."""

    finished = Signal(int)  # the house stands; idle minutes until it locks
    practice = Signal()
    restored = Signal(object, str)  # the key to what was restored; or None, and the recovery code

    def __init__(
        self, vault: Vault, desk: Desk, window: OfficeWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._unnoted: Restored | None = None
        self.setup = Setup(vault, desk, self._on_restored, self)

    def show(self, at: str) -> None:
        """Show the steps, from the start or where they were left."""
        page = FirstRun(self._desk, self.setup, self._window, at=at)
        page.done.connect(self._on_done)
        page.practice.connect(self.practice)
        self._window.show_content(page)

    @Slot()
    def _on_done(self) -> None:
        self.finished.emit(self.setup.idle_minutes)

    def _on_restored(self, done: Restored) -> None:
        if done.key is None:
            self._unnoted = done
        self.restored.emit(done.key, done.code)

    def note(self, desk: Desk) -> None:
        """Write down what was restored, as soon as somebody is in who may."""
        done = self._unnoted
        if done is not None and desk.may(Permission.MANAGE_STAFF):
            self._unnoted = None
            desk.do(self, note_restore, done.name, done.audit_seq)
