"""Kiosk link: the office opens the kiosk, locks itself, and comes back when the kiosk ends."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.office.lock import LockPage

if TYPE_CHECKING:
    import subprocess

    from ui.app.session import Session

LOOK_MS = 500


class KioskLink(QObject):
    """Starts the kiosk's process with the key that the office has, and watches for its end."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.child: subprocess.Popen[str] | None = None
        self._opening = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        session.desk.wanted.connect(self._on_wanted)

    @Slot(str, object)
    def _on_wanted(self, what: str, _value: Any) -> None:
        if what == "kiosk":
            self.open()

    def open(self) -> None:
        """Open the kiosk of the house on the screen."""
        session, desk = self._session, self._session.desk
        vault = session.vault
        if vault is None or not desk.is_open or self._opening:
            return
        if not (desk.house_id and desk.may(Permission.RECORD_DAILY)):
            return
        if desk.safe:
            desk.tell(_("The kiosk stays shut in safe mode. Start as usual first."), urgent=True)
        elif self.child is not None:
            desk.tell(_("The kiosk is open already. Look for its window."), urgent=True)
        elif not isinstance(vault.target, Path):
            desk.tell(
                _("The kiosk needs the records on this computer. Yours are on a server."),
                urgent=True,
            )
        elif not desk.practice or self._agreed():
            self._start(vault.target)

    def _start(self, target: Path) -> None:
        from ui.app.handover import Packet, command, hand_over

        session, desk = self._session, self._session.desk
        if session.vault is None:
            return
        packet = Packet(session.vault.dek(), desk.house_id, desk.staff_id, desk.now())
        self._opening = True
        desk.tell(_("Opening the kiosk"))
        words = command(target, session.arguments.folders.data)
        desk.jobs.slow(self, partial(hand_over, words, packet), self._on_open, self._on_failed)

    def _on_open(self, child: subprocess.Popen[str]) -> None:
        self._opening = False
        self.child = child
        self._timer.start()
        self._session.lock(note=_("The kiosk is open. It ends by a staff PIN."))
        self._session.window.showMinimized()

    def _on_failed(self, problem: BaseException) -> None:
        self._opening = False
        desk = self._session.desk
        if isinstance(problem, Problem):
            desk.tell(problem.sentence, urgent=True)
        else:
            desk.fail(problem)

    @Slot()
    def look(self) -> None:
        """Whether the kiosk has ended; then the office's lock page comes forward."""
        if self.child is None or self.child.poll() is None:
            return
        from ui.app.handover import end

        said = _("The kiosk was left. Unlock to go on.")
        if self.child.returncode != 0:
            said = _(
                "The kiosk ended suddenly. What was signed is saved. Unlock and open it again."
            )
        end(self.child)
        self.child = None
        self._timer.stop()
        window = self._session.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()  # as large as it was
        window.activateWindow()
        page = window.content()  # the lock page, as the office had left it
        if isinstance(page, LockPage):
            page.line.setText(said)

    def _agreed(self) -> bool:
        from sobrhouse.exchange.practice_words import KIOSK_PIN
        from ui.widgets.ask import confirm

        return confirm(
            self._session.window,
            _("Open the practice kiosk?"),
            _("It fills the screen. Everybody's PIN in it is {pin}. To leave it, touch its clock "
              "five times and type that PIN.").format(pin=KIOSK_PIN),
            _("Open kiosk"),
            _("Stay here"),
            danger=False,
        )  # fmt: skip

    def let_go(self) -> None:
        """The office ends; the kiosk goes on."""
        self._timer.stop()
        child, self.child = self.child, None
        if child is not None and child.stdout is not None:
            child.stdout.close()
