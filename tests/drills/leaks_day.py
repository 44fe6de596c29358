"""python -m tests.drills.leaks_day FOLDER [--weak] [--fall]: a day in the real office over a house
with planted words; one line of JSON tells what was on the screen and the clipboard.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse.services.staff import set_pin
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from tests import make
from tests.drills.leaks_found import FIRST, HALF, LAST, NOTE, OWN, PASSPHRASE, PHONE, PIN
from tests.drills.leaks_seen import Thrown, crash_windows, on_screen, reads_wrong, writes_wrong
from ui import clip
from ui.app import start
from ui.app.arguments import Arguments, parse
from ui.app.only_one import only_one
from ui.crash.window import GO_ON
from ui.office.lock import LockPage
from ui.office.papers.court_card import show_court_card
from ui.office.papers.dialog import show_face_sheet
from ui.office.profile.view import ProfileView

Steps = Iterator[Callable[[], bool]]
TURN_MS, LONGEST_TURNS = 5, 40_000


def planted(path: Path) -> dict[str, str]:
    """A house with one resident, of whom nobody outside may hear; what opens it is told."""
    made = found(path, Founder("Olive Owner", PASSPHRASE), costs=FLOOR)
    store = made.store
    owner = store.actor(staff_id=made.staff_id)
    house = make.house(store, "Elm House")
    person = make.resident(store, FIRST, LAST, phone=f"+1{PHONE}", preferred_name=None)
    stay = make.stay(store, person, house)
    make.assignment(store, stay, make.bed(store, make.room(store, house)))
    make.note(store, house, f"{NOTE} and {OWN}", person)
    store.write(owner, set_pin, PIN)
    told = {"dek": store.dek.hex(), "code": made.recovery_code}
    store.close()
    return told


class Day(QObject):
    """Goes through the steps, each once what it waits for is so."""

    def __init__(self, going: start.Going, falls: bool) -> None:
        super().__init__()
        self.going, self.falls = going, falls
        self.told: dict[str, Any] = {}
        self.at = "start"
        self._steps = self.steps()
        self._waits_for: Callable[[], bool] = lambda: True
        self._turns = 0
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self.step)
        self._timer.start()

    def step(self) -> None:
        """One step further, if it is time."""
        self._turns += 1
        if self._turns > LONGEST_TURNS:
            self._timer.stop()
            self.told["stuck"] = self.at
            QGuiApplication.quit()
        if self._waits_for():
            self._waits_for = bool  # an event loop within a step must not take the next one
            try:
                self._waits_for = next(self._steps)
                self._turns = 0
            except StopIteration:
                self._timer.stop()
                self.going._app.quit()
            except Exception as problem:
                self._timer.stop()
                self.told["stuck"] = repr(problem)
                self.going._app.quit()

    def idle(self) -> Callable[[], bool]:
        """Whether both lanes have done what they were given until now."""
        done: list[int] = []
        jobs = self.going.session.desk.jobs  # type: ignore[union-attr]
        jobs.database(self, int, done.append, None)
        jobs.slow(self, int, done.append, None)
        return lambda: len(done) == 2

    def steps(self) -> Steps:
        """Unlock, look at everything, copy, type, fail, lock."""
        yield self.is_offered
        yield from self.unlock()
        yield from self.look_around()
        self.told["shown"] = on_screen()
        clip.copy_for_now(PHONE)
        self.told["copied"] = QGuiApplication.clipboard().text()
        yield from self.type_half()
        if self.falls:
            os.kill(os.getpid(), signal.SIGSEGV)
        yield from self.fail()
        self.going.session.lock()  # type: ignore[union-attr]
        yield self.is_offered
        yield self.idle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.told["left"] = on_screen()
        self.told["clipboard"] = QGuiApplication.clipboard().text()

    def is_offered(self) -> bool:
        """The lock page stands, and knows who there is."""
        session = self.going.session
        page = self.going._window.content()
        return session is not None and isinstance(page, LockPage) and page.who.count() > 0

    def unlock(self) -> Steps:
        """By passphrase, and the PIN beside it."""
        self.at = "unlock"
        page = self.going._window.content()
        assert isinstance(page, LockPage)
        page.secret.setText(PASSPHRASE)
        page.pin.setText(PIN)
        page.go.click()
        frame = self.going._window.frame_shown
        yield lambda: frame() is not None and bool(frame().pages)  # type: ignore[union-attr]
        yield self.idle()

    def look_around(self) -> Steps:
        """Every place, then the resident's own page with each of its tabs."""
        frame = self.going._window.frame_shown()
        assert frame is not None
        for place in frame.offered:
            self.at = place
            frame.go(place, None)
            yield self.idle()
        frame.open_palette(FIRST[:4])
        frame.go("residents", 1)
        yield self.idle()
        for profile in frame.findChildren(ProfileView):
            for tab in ("details", "consents", "words", "timeline"):
                profile.tabs.show_tab(tab)
                yield self.idle()
        yield from self.offer_papers(frame)

    def offer_papers(self, frame: QWidget) -> Steps:
        """Papers of one person: what a system would keep of their names in its recent lists."""
        names: list[str] = []
        for show in (show_face_sheet, show_court_card):
            self.at = show.__name__
            dialog = show(self.going.session.desk, frame, 1)  # type: ignore[union-attr]
            yield lambda dialog=dialog: dialog.shown is not None  # type: ignore[misc]
            assert dialog.shown is not None
            names.append(dialog.shown.file_name)
            dialog.close()
        self.told["names"] = names

    def type_half(self) -> Steps:
        """Half a note, which a draft keeps."""
        self.at = "type_half"
        frame = self.going._window.frame_shown()
        assert frame is not None
        frame.run_verb("note")
        yield self.idle()
        QGuiApplication.clipboard().setText(f"{LAST} {HALF}")
        for box in frame.findChildren(QWidget):
            if hasattr(box, "setPlainText") and box.isVisible() and not box.isReadOnly():
                box.setPlainText(HALF)
        yield self.idle()

    def fail(self) -> Steps:
        """In a slot, in a query, in a statement, in a thread's lane; the details are copied."""
        self.at = "fail"
        import logging

        desk = self.going.session.desk  # type: ignore[union-attr]
        copied: list[str] = []
        for fails in (
            lambda: QTimer.singleShot(0, self, lambda: int(LAST)),
            lambda: desk.ask(self, reads_wrong, LAST, done=print),
            lambda: desk.do(self, writes_wrong, LAST),
            lambda: desk.slow(self, lambda: {}[LAST], done=print),
        ):
            fails()
            self.at = f"failure {len(copied)}"
            yield lambda: bool(crash_windows())
            (window,) = crash_windows()
            window.copy.click()
            copied.append(QGuiApplication.clipboard().text())
            window.verbs.get(GO_ON, next(iter(window.verbs.values()))).click()
            yield lambda: not crash_windows()
        Thrown()  # gone at once, and what fails then nobody can catch
        logging.getLogger("sobrhouse.drill").error("cannot find %s", LAST)
        logging.getLogger("PIL.Image").error("cannot open %s", LAST)
        QGuiApplication.clipboard().setText(f"{LAST} {PHONE}")  # as Ctrl+C does
        self.told["details"] = copied


def live(app: QApplication, arguments: Arguments, falls: bool) -> dict[str, Any]:
    """One day from the first paint to the end; what it told."""
    days: list[Day] = []
    usual = start.Going

    class Watched(usual):  # type: ignore[misc,valid-type]  # the start makes one of these
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            days.append(Day(self, falls))

    start.Going = Watched  # type: ignore[misc]
    try:
        start._run(app, arguments, only_one(arguments))
    finally:
        start.Going = usual  # type: ignore[misc]
    return days[0].told


def main(words: list[str]) -> int:
    """Live the day in the folder that is named."""
    folder = Path(words[0])
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = planted(data / "house.db")
    (folder / "key.txt").write_text(json.dumps(told), "utf-8")
    if "--weak" in words:
        from tests.drills.leaks_weak import leave_behind, weaken

        weaken()
    app = QApplication(["sobrhouse"])
    told = live(app, parse(["--data", str(data)]), "--fall" in words)
    if "--weak" in words:
        leave_behind(folder)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # how the interpreter takes itself apart is not looked at here
