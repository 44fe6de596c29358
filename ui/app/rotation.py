"""Rotation: closes the records, gives the house another key in their lane, and opens them again."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.jobs import when_alone

if TYPE_CHECKING:
    from sobrhouse.storage.rotating import Rotated
    from ui.app.session import Session
    from ui.office.safety.rotation_page import RotationPage

Second = tuple[int, str] | None


class Rotation(QObject):
    """One at a time; whatever happens, the records open again with the key that fits."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._page: RotationPage | None = None
        self._stop = threading.Event()
        self._key: Any = None  # the one that opens what stands now
        self._code = ""
        self._trouble = ""
        session.desk.wanted.connect(self._on_wanted)
        session.ready.connect(self._on_ready)

    @Slot(str, object)
    def _on_wanted(self, what: str, value: Any) -> None:
        if what == "rotate":
            self._begin(*value)

    def _begin(self, passphrase: str, second: Second, reason: str = "") -> None:
        from sobrhouse.storage.backups.places import places_of
        from sobrhouse.storage.rotating import people_present
        from ui.app.vault import Key
        from ui.office.safety.rotation_page import RotationPage

        session = self._session
        vault, desk = session.vault, session.desk
        frame = session.window.frame_shown()
        if vault is None or not isinstance(vault.target, Path) or not desk.is_open or not frame:
            return
        folder = places_of(vault.target).home
        dek, me = vault.dek(), desk.me
        self._key = Key(dek, staff_id=me.id)
        session.remember(frame.where())
        session.idle.stop()
        desk.shut()
        self._stop.clear()
        page = self._page = RotationPage(session.window)
        page.stopped.connect(self._stop.set)
        page.opened.connect(self._on_opened)
        session.window.show_content(page)
        typed = [(me.id, passphrase), *([second] if second else [])]

        def work() -> Rotated:
            from sobrhouse.storage.rotating import rotate
            from sobrhouse.storage.work import utc_now

            target = Path(vault.target)
            present = people_present(target, dek, typed)
            return rotate(
                target, dek, present, folder, utc_now(), tell=self._tell, reason=reason
            )

        when_alone(desk.jobs, self, work, partial(self._on_done, me.id), self._on_refused)

    def _tell(self, stage: str) -> None:
        from sobrhouse.domain.stages import stopped

        if self._stop.is_set():
            raise stopped()
        if self._page is not None:
            self._page.heard.emit(stage)

    def _on_done(self, me: int, done: Rotated) -> None:
        from ui.app.vault import Key
        from ui.office.safety.rotation_page import KeyChanged

        self._key, self._code = Key(done.dek, staff_id=me), done.recovery_code
        if self._session.vault is not None:
            self._session.vault.forget_pins()
        if self._page is not None:
            self._page.show_done(KeyChanged(done.backup.path.name, done.without_key))

    def _on_refused(self, problem: BaseException) -> None:
        if isinstance(problem, Problem):
            self._trouble = problem.sentence
        else:
            self._session.desk.fail(problem)
            self._trouble = _("The key was not changed. The records are as they were.")
        self._on_opened()

    @Slot()
    def _on_opened(self) -> None:
        key, self._key, self._page = self._key, None, None
        if key is not None:
            self._session.new_code.show_once(self._code)
            self._code = ""
            self._session.open_with(key)

    @Slot()
    def _on_ready(self) -> None:
        trouble, self._trouble = self._trouble, ""
        if trouble:
            self._session.desk.tell(trouble, urgent=True)
