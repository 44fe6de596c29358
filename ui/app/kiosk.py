"""Kiosk: the residents' window as a process of its own. Its key comes from the office on standard
input, from a staff passphrase, or in the practice house from everybody.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from sobrhouse import logs, words
from sobrhouse.logs import describe
from sobrhouse.problems import Problem
from sobrhouse.storage.hardening import harden
from sobrhouse.words import _
from ui import theme
from ui.app.arguments import Arguments
from ui.app.handover import OPEN, Packet, read_packet
from ui.app.kiosk_leaving import STATION, Leaving
from ui.app.kiosk_station import Station, Wanted, open_station
from ui.app.only_one import Called, OnlyOne, only_one
from ui.app.vault import Key, Standing, Vault
from ui.crash.catching import Catcher
from ui.crash.left import Run
from ui.jobs import Jobs
from ui.kiosk.door import Door
from ui.kiosk.window import KioskWindow
from ui.office.lock import LockPage, Try
from ui.office.window import OfficeWindow

BACKUP_LOOK_MS = 10 * 60 * 1000
_log = logging.getLogger("sobrhouse.kiosk")


def start_kiosk(argv: list[str], arguments: Arguments) -> int:
    """Run the kiosk until a staff PIN ends it: 0; or 1 with a sentence on standard output."""
    if arguments.pictures is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(argv[:1])
    app.setApplicationName("sobrhouse")
    kept = _kept(arguments)
    words.speak(arguments.language or str(kept.value("look/language", "en")))
    theme.apply(app)
    if arguments.pictures is not None:
        return _draw(arguments.pictures)
    harden()
    arguments.folders.data.mkdir(parents=True, exist_ok=True)
    only = only_one(arguments)
    if not only.taken:
        only.call()
        say(_("A kiosk is already open for this house. Look for its window."))
        return 1
    app.setQuitOnLastWindowClosed(False)
    code = _run(app, arguments, only)
    only.release()
    return code


def _run(app: QApplication, arguments: Arguments, only: OnlyOne) -> int:
    """Run it, watched, from the key to the end."""
    run = Run(arguments.folders.logs, arguments.log_name)
    run.begin()
    log = logs.begin(arguments.folders.logs, arguments.log_name)
    kiosk = Kiosk(app, arguments)
    catcher = watched(run, kiosk)
    catcher.install()
    kiosk.finished.connect(app.exit)
    Called(only, kiosk).called.connect(kiosk.come_forward)
    QTimer.singleShot(0, kiosk, kiosk.begin)
    code = app.exec()
    kiosk.end()
    catcher.release()
    run.end()
    logs.end(log)
    return code


def watched(run: Run, kiosk: Kiosk) -> Catcher:
    """What nobody else caught is kept for the office, which can copy it in Settings; a kiosk never
    shows a window about it.
    """
    catcher = Catcher(run)
    catcher.happened.connect(run.keeps)
    catcher.happened.connect(kiosk.on_failure)
    return catcher


class Kiosk(QObject):
    """From the key to the window, and back; `finished` gives the exit code."""

    finished = Signal(int)

    def __init__(self, app: QApplication, arguments: Arguments) -> None:
        super().__init__()
        self.app, self.arguments = app, arguments
        self.jobs = Jobs()
        self.vault = Vault(arguments.target, arguments.folders.data)
        self.settings = _kept(arguments)
        self.unlock: OfficeWindow | None = None  # where staff type their passphrase
        self.window: KioskWindow | None = None
        self.station: Station | None = None
        self._packet: Packet | None = None
        self._practice = False
        self._ending = False
        self._backups = QTimer(self, interval=BACKUP_LOOK_MS)
        self._backups.timeout.connect(self.make_due)

    # The key

    @Slot()
    def begin(self) -> None:
        """Look who may open it."""
        self.jobs.slow(self, self.vault.look, self._on_standing, self._on_stuck)

    def _on_standing(self, standing: Standing) -> None:
        self._practice = standing.practice
        if self.arguments.handed:
            self.jobs.slow(self, _packet_from_input, self._on_packet, self._on_stuck)
        elif not standing.exists:
            self._on_stuck(Problem(_("There is no house yet. Set one up in the office first.")))
        elif standing.practice:
            self.jobs.slow(self, self.vault.practice_key, self._open, self._on_stuck)
        else:
            self._ask_passphrase(standing)

    def _on_packet(self, packet: Packet) -> None:
        self._packet = packet
        self._open(Key(packet.dek, staff_id=packet.staff_id))

    def _ask_passphrase(self, standing: Standing) -> None:
        """The unlock page, before the kiosk is one: an ordinary window, which can be closed."""
        self.unlock = OfficeWindow(self.settings)
        self.app.setQuitOnLastWindowClosed(True)
        page = LockPage(locked=False, parent=self.unlock)
        page.tried.connect(self._on_tried)
        self.unlock.show_content(page)
        page.offer(standing.names, str(self.settings.value("look/name", "")))
        self.unlock.show()

    @Slot(object)
    def _on_tried(self, tried: Try) -> None:
        self.jobs.slow(self, partial(self.vault.key, tried), self._open, self._on_stuck)

    def _open(self, key: Key) -> None:
        packet = self._packet
        house = packet.house_id if packet else int(str(self.settings.value("kiosk/house", 0)))
        wanted = Wanted(
            self.arguments.target, self.arguments.folders.data, self._practice,
            house or None, packet.now if packet else None,
        )  # fmt: skip
        self.jobs.database(self, partial(open_station, wanted, key), self._on_open, self._on_stuck)

    def _on_open(self, station: Station) -> None:
        self.station, self._packet = station, None
        self.settings.setValue("kiosk/house", station.house_id)
        self.app.setQuitOnLastWindowClosed(False)
        if self.unlock is not None:
            page = self.unlock.content()
            if isinstance(page, LockPage):
                page.wipe()
            self.unlock.close()
            self.unlock = None
        public = _public_pin() if station.practice else ""
        leaving = Leaving(self.jobs, station.wide, station.house_id, public, parent=self)
        self.jobs.slow(self, leaving.read, None, self._on_later_problem)
        door = Door(self.jobs, station.narrow, station.house_id, STATION, leaving, self)
        self.window = KioskWindow(door)
        self.window.left.connect(self._on_left)
        self.window.open_full()
        self._backups.start()
        say(OPEN)

    def _on_stuck(self, problem: BaseException) -> None:
        """Say on the unlock page what is in the way; without one, end with the sentence."""
        page = self.unlock.content() if self.unlock is not None else None
        sentence = problem.sentence if isinstance(problem, Problem) else _("Something went wrong.")
        if not isinstance(problem, Problem):
            _log.error("%s", describe(problem))
        if isinstance(page, LockPage):
            page.refuse(problem if isinstance(problem, Problem) else Problem(sentence))
            return
        say(sentence)
        self.finished.emit(1)

    # While it is open

    @Slot()
    def come_forward(self) -> None:
        """Somebody started it a second time: show the window that is open."""
        for window in (self.unlock, self.window):
            if window is not None:
                window.raise_()
                window.activateWindow()

    @Slot()
    def make_due(self) -> None:
        """The backup that is due; a failure is not for residents' eyes, and is tried again."""
        if self.station is not None:
            self.jobs.slow(self, self.station.back_up_if_due, None, self._on_later_problem)

    def _on_later_problem(self, problem: BaseException) -> None:
        _log.error("a backup or the staff's PINs: %s", describe(problem))

    @Slot(str)
    def on_failure(self, _details: str) -> None:
        """Something failed behind a screen: nobody's data stays on it, the first one comes back."""
        if self.window is not None and not self._ending:
            self.window.flow.over()

    # Leaving

    @Slot()
    def _on_left(self) -> None:
        if self._ending or self.station is None:
            return
        self._ending = True
        self._backups.stop()
        if self.window is not None:
            self.window.let_go()
        back_up = partial(self.station.back_up_if_due, leaving=True)
        self.jobs.slow(self, back_up, self._quit, self._quit)

    def _quit(self, _result: object) -> None:
        self.finished.emit(0)

    def end(self) -> None:
        """Close the records and end the lanes."""
        self._backups.stop()
        if self.station is not None:
            self.jobs.database(self, self.station.close, None, None)
        self.jobs.close()


def _kept(arguments: Arguments) -> QSettings:
    """What this computer remembers, of the office too: until the house's language is known the
    kiosk speaks as the office did, which also says its sentence where it cannot be opened.
    """
    return QSettings(str(arguments.folders.data / "ui.ini"), QSettings.Format.IniFormat)


def _draw(folder: Path) -> int:
    """Every screen as a picture, of a made-up house: 0 when all were drawn."""
    from ui.kiosk.pictures import draw

    try:
        say(f"{draw(folder)} pictures in {folder}")
    except Problem as problem:
        sys.stderr.write(problem.sentence + "\n")
        return 1
    return 0


def _public_pin() -> str:
    from sobrhouse.exchange.practice_words import KIOSK_PIN

    return KIOSK_PIN


def say(line: str) -> None:
    """Tell whoever started us; nobody may be listening."""
    with suppress(OSError):
        os.write(1, f"{line}\n".encode())


def _packet_from_input() -> Packet:
    with open(0, encoding="utf-8", closefd=False) as source:
        return read_packet(source)
