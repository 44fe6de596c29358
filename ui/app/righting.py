"""Righting: notices that the records or their keys are damaged, holds every write, and shows the
page that puts them right.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse.problems import DatabaseGone, KeysDamaged, KeysMissing, PagesDamaged, Problem
from sobrhouse.words import _
from ui.app.new_code import put_away_dialogs
from ui.jobs import when_alone

if TYPE_CHECKING:
    from ui.app.putting_right import Righted
    from ui.app.session import Session
    from ui.office.safety.damage_page import DamagePage
    from ui.office.safety.damage_values import Backups, Damage, Wanted

AFTER_MS = 6_000  # this long after the office stands
LOOK_MS = 60 * 60 * 1000
DRIVES_MS = 2_000
EVERY_SECONDS = 20 * 3600  # the whole of it again: once a night, or at the next unlock


class Righting(QObject):
    """Looks at the pages after each start and once a day, and at once where a read has failed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.damage: Damage | None = None  # known and not put right yet
        self.page: DamagePage | None = None
        self._details = ""
        self._checked = 0.0
        self._checking = False
        self._stop = threading.Event()
        self._righted: Righted | None = None
        self._secret = ""
        self._surveying = False
        self._seen: Backups | None = None
        session.ready.connect(self._on_ready)
        session.desk.wanted.connect(self._on_wanted)
        session.idle.told.connect(self._on_idle)
        self._nightly = QTimer(self, interval=LOOK_MS)
        self._nightly.timeout.connect(self._check_if_due)
        self._nightly.start()
        self._drives = QTimer(self, interval=DRIVES_MS)
        self._drives.timeout.connect(self._survey)

    # Noticing

    def takes(self, problem: Problem) -> bool:
        """Show the page for a problem that kept the records from opening; False for any other."""
        from ui.app.looking import is_practice

        target = self._session.arguments.target
        damage = _kind(problem)
        if damage is None or isinstance(target, str) or is_practice(target):
            return False
        if damage.of_keys and not target.exists():
            return False
        self._found(damage, problem.details, may_look=False)
        return True

    @Slot()
    def _on_ready(self) -> None:
        if self.damage is not None:
            self._say_held()
        else:
            QTimer.singleShot(AFTER_MS, self, self._check_if_due)

    @Slot(str, object)
    def _on_wanted(self, what: str, _value: object) -> None:
        if what == "damaged" and self.damage is None:
            self.check()

    @Slot()
    def _check_if_due(self) -> None:
        if not self._checked or time.monotonic() - self._checked > EVERY_SECONDS:
            self.check()

    def check(self) -> None:
        """Look at every page, on the slow lane; the practice house has nothing to lose."""
        session = self._session
        vault, desk = session.vault, session.desk
        if self._checking or vault is None or not desk.is_open or desk.practice:
            return
        if isinstance(vault.target, Path) and self.damage is None:
            from sobrhouse.storage.checks import page_faults
            from ui.app.putting_right import look_whole

            again, self._checking = bool(self._checked), True
            look = look_whole if again else lambda path, dek: (page_faults(path, dek), ())
            work = partial(look, vault.target, vault.dek())
            desk.jobs.slow(self, work, self._on_checked, self._on_not_checked)

    def _on_checked(self, found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self._checking = False
        self._checked = time.monotonic()
        faults, others = found
        if others:
            self._session.desk.tell(" ".join(others), urgent=True)
        if faults:
            from ui.office.safety.damage_values import Damage

            self._found(Damage.PAGES, "\n".join(faults), may_look=self._session.desk.is_open)

    def _on_not_checked(self, _problem: BaseException) -> None:
        self._checking = False  # busy or locked meanwhile: the next look comes

    # The page

    def _found(self, damage: Damage, details: str, *, may_look: bool) -> None:
        """Nothing is written from here on; what is half typed waits in memory."""
        session = self._session
        self.damage, self._details = damage, details
        session.desk.held = True
        if session.vault is not None:
            session.vault.hold(True)
        self.show(may_look=may_look)

    def show(self, *, may_look: bool) -> None:
        """The page instead of whatever stands there."""
        from ui.office.safety.damage_page import DamagePage

        session = self._session
        assert self.damage is not None
        frame = session.window.frame_shown()
        if frame is not None and session.desk.is_open and frame.classes:
            session.remember(frame.where())
        put_away_dialogs(session.app)
        page = DamagePage(self.damage, self._details, may_look=may_look, parent=session.window)
        page.right.connect(self._on_right)
        page.stopped.connect(self._stop.set)
        page.look.connect(self._on_look)
        page.opened.connect(self._on_opened)
        session.window.show_content(page)
        self.page, self._seen = page, None
        self._survey()
        self._drives.start()

    @Slot()
    def _survey(self) -> None:
        """See what backups there are, whenever a drive came or went."""
        from ui.app.putting_right import survey

        session, page = self._session, self.page
        target = session.arguments.target
        if page is None or session.window.content() is not page or isinstance(target, str):
            self._drives.stop()
        elif not self._surveying and self.damage is not None:
            self._surveying = True
            look = partial(survey, target, keys=self.damage.of_keys)
            session.desk.jobs.slow(self, look, self._on_survey, self._on_no_survey)

    def _on_survey(self, found: Backups) -> None:
        self._surveying = False
        if self.page is not None and found != self._seen:
            self._seen = found
            self.page.show_backups(found)

    def _on_no_survey(self, _problem: BaseException) -> None:
        self._surveying = False  # a drive that went while it was looked at: look again

    @Slot()
    def _on_idle(self) -> None:
        session = self._session
        if self.page is not None and session.window.content() is self.page:
            session.desk.shut()
            self.page.no_look()

    @Slot()
    def _on_look(self) -> None:
        self._drives.stop()
        self.page = None
        self._session.show_office()

    def _say_held(self) -> None:
        """The banner of an office in which nothing can be saved."""
        from ui.widgets.banner import Banner

        frame = self._session.window.frame_shown()
        if frame is not None:
            frame.banners.addWidget(Banner(
                _("The records are damaged. You can look, and nothing is saved."), "bad",
                _("Put it right"), partial(self.show, may_look=True),
            ))  # fmt: skip

    # Putting right

    def _on_right(self, wanted: Wanted) -> None:
        from ui.app.putting_right import bring_back, put_keys_back, put_right
        from ui.office.safety.damage_values import Damage

        session, damage = self._session, self.damage
        target = session.arguments.target
        if damage is None or isinstance(target, str):
            return
        session.idle.stop()
        if session.desk.is_open:
            session.desk.shut()
        if self.page is not None:
            self.page.no_look()
        self._stop.clear()
        self._secret = wanted.secret
        work = partial(put_right, target, wanted, self._tell)
        if damage is Damage.GONE:
            work = partial(bring_back, target, wanted, self._tell)
        elif damage.of_keys:
            work = partial(put_keys_back, target, wanted)

        when_alone(session.desk.jobs, self, work, self._on_righted, self._on_refused)

    def _tell(self, stage: str) -> None:
        """On the lane: how far it is; here somebody's Cancel ends it."""
        from sobrhouse.domain.stages import stopped

        if self._stop.is_set():
            raise stopped()
        if self.page is not None:
            self.page.heard.emit(stage)

    def _on_righted(self, righted: Righted) -> None:
        self._righted = righted
        self.damage = None
        self._checked = 0.0
        self._drives.stop()
        self._session.desk.held = False
        if self._session.vault is not None:
            self._session.vault.hold(False)
        if self.page is not None:
            self.page.show_done(righted.told)

    def _on_refused(self, problem: BaseException) -> None:
        self._secret = ""
        if not isinstance(problem, Problem):
            self._session.desk.fail(problem)
            problem = Problem(_("It did not work. Nothing was changed. Try again, or choose "
                                "another backup."))  # fmt: skip
        if self.page is not None:
            self.page.refuse(problem)

    @Slot()
    def _on_opened(self) -> None:
        righted, secret = self._righted, self._secret
        self._righted, self._secret, self.page = None, "", None
        if righted is not None:
            self._session.open_with(righted.key, "" if righted.key else secret)


def _kind(problem: Problem) -> Damage | None:
    from ui.office.safety.damage_values import Damage

    if isinstance(problem, PagesDamaged):
        return Damage.LOG if problem.details.startswith("write-ahead") else Damage.PAGES
    if isinstance(problem, KeysDamaged):
        return Damage.KEYS
    if isinstance(problem, DatabaseGone):
        return Damage.GONE
    return Damage.NO_KEYS if isinstance(problem, KeysMissing) else None
