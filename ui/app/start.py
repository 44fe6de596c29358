"""Start: from the command line to the first painted window, then, on a thread, all the rest.

Before the first paint it imports Qt and next to nothing else: even Qt's namespace `Qt` with its
hundred enumerations waits (performance.md, G1).
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from sobrhouse.paths import resource
from ui.app.arguments import Arguments, parse
from ui.app.only_one import Called, OnlyOne, only_one
from ui.crash.left import STANDS_S, Ended, Run
from ui.office.window import Ground, OfficeWindow

if TYPE_CHECKING:
    from logging import Handler

    from ui.app.bench import Bench
    from ui.app.session import Session
    from ui.crash.catching import Catcher
    from ui.turns import Steps

USUAL_TURN = sys.getswitchinterval()
TWICE = 2  # so many failures in a row, and safe mode is offered before anything else
TURN_SECONDS = 0.001  # the window has its turn sooner while modules are imported beside it


def start(argv: list[str]) -> int:
    """Run the client until it ends."""
    arguments = parse(argv[1:])
    if arguments.kiosk:
        from ui.app.kiosk import start_kiosk

        return start_kiosk(argv, arguments)
    draws = arguments.pictures is not None or arguments.self_test
    if draws:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(argv[:1])
    app.setApplicationName("sobrhouse")
    if draws:
        from ui.app.pictures import run

        return run(app, arguments)
    arguments.folders.data.mkdir(parents=True, exist_ok=True)
    only = only_one(arguments)
    if not only.taken:
        return 0 if only.call() else _say_already_open(app, arguments)
    code, again = _run(app, arguments, only)
    only.release()
    if again:
        from ui.app.safe import start_again

        start_again(argv[1:], again)
    return code


def _run(app: QApplication, arguments: Arguments, only: OnlyOne) -> tuple[int, str]:
    """The exit code, and how to start again ("safe" or "usual") where somebody asked for that."""
    gc.disable()  # a start makes a million objects and throws none away; `Going` switches it on
    run = Run(arguments.folders.logs, arguments.log_name)
    ended = run.begin()
    settings = QSettings(str(arguments.folders.data / "ui.ini"), QSettings.Format.IniFormat)
    if _is_safe(app, arguments, settings, ended):
        from ui.app.safe import Forgetful

        arguments, settings = replace(arguments, safe=True), Forgetful(settings)
    window = OfficeWindow(settings, _ground(app, settings))
    going = Going(app, arguments, settings, window)
    going.run, going.ended = run, ended
    if "SOBRHOUSE_BENCH" in os.environ:
        from ui.app.bench import Bench

        going.bench = Bench(app, window)
    window.show()
    called = Called(only, window)
    called.called.connect(window.come_forward)
    code = app.exec()
    going.end()
    run.end()
    return code, going.again


def _is_safe(app: QApplication, arguments: Arguments, settings: QSettings, ended: Ended) -> bool:
    """Whether to start in safe mode: told so, or asked for after two failures in a row."""
    if arguments.safe or ended.in_a_row < TWICE or "SOBRHOUSE_BENCH" in os.environ:
        return arguments.safe
    from ui.app.safe import wants_safe

    language = arguments.language or str(settings.value("look/language", "en"))
    return wants_safe(app, language, ended)


class Going(QObject):
    """What follows the first paint: the modules on a thread, then the look, then the session."""

    _loaded = Signal()

    def __init__(
        self, app: QApplication, arguments: Arguments, settings: QSettings, window: OfficeWindow
    ) -> None:
        super().__init__()
        self._app, self._arguments = app, arguments
        self._settings, self._window = settings, window
        self.bench: Bench | None = None
        self.session: Session | None = None
        self.catcher: Catcher | None = None
        self.run: Run | None = None
        self.ended = Ended()
        self.again = ""
        self._shift = False
        self._log: Handler | None = None
        self._loaded.connect(self._on_loaded)
        window.painted.connect(self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        from ui.app.safe import is_shift_held

        self._shift = self.run is not None and not self._arguments.safe and is_shift_held()
        sys.setswitchinterval(TURN_SECONDS)
        threading.Thread(target=self._load, name="sobrhouse start", daemon=True).start()

    def _load(self) -> None:
        from sobrhouse.storage.hardening import harden

        harden()
        import ui.app.session
        import ui.office.frame

        del ui
        self._loaded.emit()

    @Slot()
    def _on_loaded(self) -> None:
        from ui.turns import Turns

        Turns(self, self._steps())

    def _steps(self) -> Steps:
        from ui.theme.fonts import load
        from ui.turns import DRAWN

        self._speak()
        yield
        load()
        yield
        self._dress()
        yield
        self._clothe()
        yield
        session = self._prepare()
        yield
        session.show_first()
        yield DRAWN  # one turn lays it out, the next one paints it
        yield DRAWN
        self._begin(session)
        yield

    def _speak(self) -> None:
        from sobrhouse import words
        from ui.app.qt_words import speak_qt

        if self.bench is None:  # a measured start that fails says so and ends
            self._catch()
        words.speak(self._arguments.language or str(self._settings.value("look/language", "en")))
        speak_qt(self._app)

    def _catch(self) -> None:
        from sobrhouse import logs
        from ui.crash.catching import Catcher
        from ui.crash.telling import Teller

        if self.run is None:
            return
        self._log = logs.begin(self._arguments.folders.logs, self._arguments.log_name)
        self.catcher = Catcher(self.run, self)
        self.catcher.install()
        Teller(self.catcher, self.run, self).safe_wanted.connect(self.start_safe)
        QTimer.singleShot(STANDS_S * 1000, self, self.run.stands)

    def _dress(self) -> None:
        from ui import theme

        theme.apply(
            self._app, str(self._settings.value("look/mode", "light")), _scale(self._settings)
        )
        self._window.setWindowIcon(theme.icon("logo", "primary", 64))

    def _clothe(self) -> None:
        from ui import theme

        theme.dress(self._window)

    def _prepare(self) -> Session:
        from ui.app.session import Session
        from ui.desk import Desk
        from ui.jobs import Jobs

        jobs: Jobs = self.bench.jobs() if self.bench is not None else Jobs()
        desk = Desk(jobs)
        self.session = Session(self._app, self._arguments, self._window, desk, self._settings)
        if self._arguments.safe:
            from ui.app.safe import calm

            calm(self.session)
        if self.bench is not None:
            self.bench.watch(self.session)
        self.session.ready.connect(self._on_ready)
        desk.wanted.connect(self._on_wanted)
        return self.session

    def _begin(self, session: Session) -> None:
        from ui.app.printed_head import PrintedHead

        target = str(self._arguments.target)
        PrintedHead(session.desk, self._settings, target, session.ready, session)
        session.load()
        self._ask_first()

    def _ask_first(self) -> None:
        """What may stand over the first page: Shift was held, or the last run failed."""
        from ui.crash.window import SAFE, ask, earlier, how_to_start

        if self._shift and ask(how_to_start(0)) == SAFE:
            self.start_safe()
        elif self.ended.details and self.ended.in_a_row < TWICE:  # else it was told before
            ask(earlier(), self.ended.details)

    @Slot(str, object)
    def _on_wanted(self, what: str, value: object) -> None:
        if what == "again":
            self.again = str(value)
            self._app.quit()

    @Slot()
    def start_safe(self) -> None:
        """End, and start again in safe mode."""
        self._on_wanted("again", "safe")

    @Slot()
    def _on_ready(self) -> None:
        if not gc.isenabled():
            gc.freeze()  # what the start made stays; no collection need walk through it again
            gc.enable()
            sys.setswitchinterval(USUAL_TURN)

    def end(self) -> None:
        """Close the session, where it came so far."""
        gc.enable()
        if self.session is not None:
            self.session.end()
        if self.catcher is not None:
            from sobrhouse import logs

            self.catcher.release()
            logs.end(self._log)


def _ground(app: QApplication, settings: QSettings) -> Ground:
    """The empty window's colours, from the tokens; the look itself comes after the paint."""
    tokens: dict[str, Any] = json.loads(resource("styles/tokens.json").read_text("utf-8"))
    mode = str(settings.value("look/mode", "light"))
    if mode not in ("light", "dark"):
        mode = "dark" if app.palette().window().color().lightness() < 128 else "light"
    width = round(tokens["size"]["nav"] * _scale(settings))
    return Ground(tokens[mode]["bg"], tokens[mode]["navBg"], width)


def _scale(settings: QSettings) -> float:
    """The text size kept on this computer; 1.0 where none is, or none that we know."""
    try:
        kept = float(str(settings.value("look/scale", 1.0)))
    except ValueError:
        return 1.0
    return kept if 1.0 <= kept <= 1.5 else 1.0


def _say_already_open(app: QApplication, arguments: Arguments) -> int:
    from PySide6.QtWidgets import QMessageBox

    from sobrhouse import words
    from ui import theme

    settings = QSettings(str(arguments.folders.data / "ui.ini"), QSettings.Format.IniFormat)
    words.speak(arguments.language or str(settings.value("look/language", "en")))
    theme.apply(app, str(settings.value("look/mode", "light")), _scale(settings))
    sentence = words._(
        "sobrhouse is open for this house already, but its window does not answer. Nothing was "
        "changed. Wait a moment and try again. If it stays so, restart this computer."
    )
    box = QMessageBox(QMessageBox.Icon.Information, "sobrhouse", sentence)
    theme.dress(box)
    box.exec()
    return 1
