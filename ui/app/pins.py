"""Pins: what becomes of a PIN that was typed: to unlock, to confirm something, or as a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from sobrhouse.words import _

if TYPE_CHECKING:
    from ui.app.session import Session
    from ui.app.vault import Pin


class Pins(QObject):
    """Counts the wrong ones, lets a new one open the lock, and says which one does not."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._typed: Pin | None = None
        session.desk.wanted.connect(self._on_wanted)

    def unlocked_with(self, typed: Pin) -> None:
        """This became of the PIN beside the passphrase; `say` tells, once there are toasts."""
        self._typed = typed

    def say(self) -> None:
        """Say that the PIN typed to unlock will not open the lock, if it will not."""
        typed, self._typed = self._typed, None
        words = {
            "wrong": _("That PIN was not yours, so it does not open the lock. "
                       "Your passphrase does."),
            "unset": _("You have no PIN yet, so only your passphrase opens the lock. "
                       "Set one in Settings, Keys."),
        }  # fmt: skip
        if typed is not None and typed.value in words:
            self._session.desk.tell(words[typed.value], urgent=True)

    @Slot(str, object)
    def _on_wanted(self, what: str, value: Any) -> None:
        vault = self._session.vault
        if vault is None:
            return
        if what == "pin":
            desk = self._session.desk
            desk.slow(self, vault.remember_pin, str(value), done=lambda _nothing: None)
        elif what == "pin_gone":
            vault.pins.forget(int(value))
        elif what == "pin_typed" and value:
            vault.pins.count_right()
        elif what == "pin_typed" and not vault.pins.count_wrong():
            # as at the lock page: five in a row, and only a passphrase opens (safety.md 4.1)
            self._session.lock(why=_("Five wrong PINs in a row. Type your passphrase."))
