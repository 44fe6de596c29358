"""Start: from the command line to the first painted window; imports nothing that the paint can do
without.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from sobrhouse import words
from sobrhouse.words import _
from ui import theme
from ui.app.arguments import Arguments, parse
from ui.app.session import Session
from ui.crash import Crash, CrashWindow
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.window import OfficeWindow


def start(argv: list[str]) -> int:
    """Run the client until it ends."""
    arguments = parse(argv[1:])
    if arguments.pictures is not None or arguments.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(argv[:1])
    app.setApplicationName("sobrhouse")
    app.setQuitOnLastWindowClosed(True)
    if arguments.pictures is not None or arguments.self_test:
        from ui.app.pictures import run

        return run(app, arguments)
    return _run(app, arguments)


def _run(app: QApplication, arguments: Arguments) -> int:
    arguments.folders.data.mkdir(parents=True, exist_ok=True)
    settings = QSettings(str(arguments.folders.data / "ui.ini"), QSettings.Format.IniFormat)
    words.speak(arguments.language or str(settings.value("look/language", "en")))
    theme.apply(app, str(settings.value("look/mode", "light")), _scale(settings))
    lock = _only_one(arguments)
    if lock is not None and lock.error() == QLockFile.LockError.LockFailedError:
        _say(_("sobrhouse is already open for this house. Look for its window."))
        return 1
    crash = Crash(arguments.folders.logs)
    earlier = crash.install()
    jobs: Jobs = Jobs()
    bench = None
    if "SOBRHOUSE_BENCH" in os.environ:
        from ui.app.bench import Bench

        bench = Bench(app)
        jobs = bench.jobs
    window = OfficeWindow(settings)
    session = Session(app, arguments, window, Desk(jobs), settings)
    if bench is not None:
        bench.watch(session)
    session.begin()
    window.show()
    if earlier and bench is None:
        CrashWindow(earlier, earlier=True).exec()
    code = app.exec()
    session.end()
    crash.release()
    if lock is not None:
        lock.unlock()
    return code


def _scale(settings: QSettings) -> float:
    try:
        kept = float(str(settings.value("look/scale", 1.0)))
    except ValueError:
        kept = 1.0
    return min(theme.SCALES, key=lambda size: abs(size - kept))


def _only_one(arguments: Arguments) -> QLockFile | None:
    """Try to be the only office of this user on this database; a folder that cannot be written is
    told later.
    """
    user = str(os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "user"))
    path = arguments.lock_file(user)
    if not Path(path.parent).is_dir():
        return None
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    lock.tryLock(0)
    return lock


def _say(sentence: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, "sobrhouse", sentence)
    box.exec()
