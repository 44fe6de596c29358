"""The practice house: looked around in first, made where there is none, and made anew."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sobrhouse.words import _
from ui.office.wait import WaitPage

if TYPE_CHECKING:
    from ui.app.arguments import Arguments
    from ui.app.session import Session
    from ui.app.vault import Vault


class PracticeHouse(QObject):
    """The ways to the practice house, which has a database of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._before: tuple[Arguments, Vault | None] | None = None  # of the first steps
        session.desk.wanted.connect(self._on_wanted)

    @Slot()
    def look_around(self) -> None:
        """Out of the first steps: open it, made first where there is none."""
        from ui.app.vault import Vault

        session = self._session
        folders = session.arguments.folders
        self._before = (session.arguments, session.vault)
        session.desk.leads_back = True
        session.arguments = replace(session.arguments, practice=True, target=folders.practice)
        session.vault = Vault(folders.practice, folders.data)
        if folders.practice.exists():
            session.unlock(session.vault.practice_key)
        else:
            self.make()

    def make(self) -> None:
        """Make it where there is none."""
        session = self._session
        page = WaitPage(_("Making the practice house"), session.window)
        session.window.show_content(page)
        if session.vault is not None:
            make = partial(session.vault.make_practice, page.step.emit)
            session.desk.slow(self, make, done=self._on_made, failed=session.stuck)

    def _on_made(self, _path: object) -> None:
        if self._session.vault is not None:
            self._session.unlock(self._session.vault.practice_key)

    @Slot(str, object)
    def _on_wanted(self, what: str, _value: object) -> None:
        if what == "practice anew":
            self.make_anew()
        elif what == "own house":
            self.go_back()

    def go_back(self) -> None:
        """Out of it, to the first steps of a house of one's own."""
        session = self._session
        if self._before is None or not session.desk.practice:
            return
        session.idle.stop()
        session.desk.shut()
        session.desk.leads_back = False
        session.arguments, session.vault = self._before
        self._before = None
        session.start_afresh()

    def make_anew(self) -> None:
        """Close it; a new one takes its place, in the lane of the records, so after they closed."""
        from ui.app.practice_anew import replace_house

        session = self._session
        if session.vault is None or not session.desk.practice:
            return
        session.idle.stop()
        session.desk.shut()
        page = WaitPage(_("Making the practice house anew"), session.window)
        session.window.show_content(page)
        make = partial(replace_house, session.vault, page.step.emit)
        session.desk.jobs.database(self, make, self._on_replaced, session.refused)

    def _on_replaced(self, vault: Vault) -> None:
        self._session.vault = vault  # the old one knows staff and PINs of the old house
        self._session.unlock(vault.practice_key)
