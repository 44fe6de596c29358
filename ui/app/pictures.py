"""Pictures: every screen as PNG and this week's report as PDF, drawn without a display; also the
self-test.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse import words
from sobrhouse.paths import resource
from sobrhouse.problems import Problem
from sobrhouse.storage.outside.pictures import make_safe
from ui import theme
from ui.app.arguments import Arguments
from ui.app.houses_to_draw import empty_house, practice_house, report
from ui.app.pictures_within import within
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.contents import PAGES
from ui.office.first_run.step import FoundBackup
from ui.office.first_run.view import FirstRun
from ui.office.keys_card import KeysCard
from ui.office.lock import LockPage
from ui.office.where import Where
from ui.office.window import OfficeWindow

TURNS = 5  # a page draws itself in steps, one a turn
SETTLE_S = 1.0  # the PDF view draws in a worker


@dataclass(frozen=True, slots=True)
class Look:
    """One way to draw everything."""

    mode: str = "light"
    language: str = "en"
    width: int = 1366
    height: int = 690
    scale: float = 1.0

    @property
    def name(self) -> str:
        """The part of a file's name that says how it was drawn."""
        size = "" if self.width == 1366 else f"-{self.width}x{self.height}"
        text = f"-{round(self.scale * 100)}" if self.scale != 1 else ""
        return f"{self.mode}-{self.language}{size}{text}"


WHOLE = (Look(), Look(mode="dark"), Look(language="es"))
FEW = (Look(width=1024, height=600), Look(scale=1.5))


def run(app: QApplication, arguments: Arguments) -> int:
    """Draw what was asked for; 0 when all of it was drawn, 1 with a sentence when not."""
    try:
        with tempfile.TemporaryDirectory(prefix="sobrhouse-") as folder:
            if arguments.pictures is not None:
                return _pictures(app, arguments, Path(folder), arguments.pictures)
            make_safe(resource("images/logo.png").read_bytes())  # a child process that must start
            return _pictures(app, arguments, Path(folder), Path(folder) / "out")
    except Problem as problem:
        sys.stderr.write(problem.sentence + "\n")
        return 1


def _pictures(app: QApplication, arguments: Arguments, folder: Path, out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    looks = WHOLE if not arguments.self_test else WHOLE[:1]
    with _desk(practice_house(arguments, folder)) as desk:
        for look in looks:
            _places(app, desk, look, out)
        for look in FEW:
            _places(app, desk, look, out)
        _beside(app, desk, out)
        pdf = report(desk, out)
    with _desk(empty_house(folder)) as desk:
        for look in looks[:1]:
            _places(app, desk, look, out, "empty-")
    drawn = sorted(out.glob("*.png"))
    sys.stdout.write(f"{len(drawn)} pictures and {pdf.name} in {out}\n")
    return 0 if drawn and pdf.stat().st_size else 1


class _NoSetup:
    """First steps that are only looked at."""

    on_server = False

    def found(self, *_args: object) -> None:
        """Nothing is made."""

    def backups_about(self) -> tuple[FoundBackup, ...]:
        """No drive is looked at."""
        return ()

    def restore(self, *_args: object) -> None:
        """Nothing is put anywhere."""


@contextmanager
def _desk(opened: Opened) -> Iterator[Desk]:
    desk = Desk(InlineJobs(), opened)
    try:
        yield desk
    finally:
        desk.shut()


def _places(app: QApplication, desk: Desk, look: Look, out: Path, kind: str = "") -> None:
    words.speak(look.language)
    theme.apply(app, look.mode, look.scale)
    window = OfficeWindow()
    window.resize(look.width, look.height)
    window.show()
    frame = window.new_frame(desk)
    frame.fill(PAGES, Where())
    for place in frame.offered:
        frame.go(place, None)
        settle(app, SETTLE_S if place == "reports" else 0.0)
        _save(window, out / f"{kind}{place}-{look.name}.png")
    if not kind:
        within(frame, partial(_take, app, window, out, look))
    window.close()
    window.deleteLater()
    settle(app)


def _take(app: QApplication, window: QWidget, out: Path, look: Look, name: str) -> None:
    settle(app)
    _save(window, out / f"{name}-{look.name}.png")


def _beside(app: QApplication, desk: Desk, out: Path) -> None:
    """What is not a place: the lock page, the palette, the keys card."""
    words.speak("en")
    theme.apply(app, "light", 1.0)
    window = OfficeWindow()
    window.show()
    frame = window.new_frame(desk)
    frame.fill(PAGES, Where())
    settle(app)
    frame.open_palette("ma")
    settle(app)
    _save(window, out / "palette-light-en.png")
    card = KeysCard(frame)
    card.show()
    settle(app)
    _save(card, out / "keys-light-en.png")
    card.close()
    for at in ("start", "you"):
        window.show_content(FirstRun(desk, _NoSetup(), window, at=at))
        settle(app)
        _save(window, out / f"first-steps-{at}-light-en.png")
    page = LockPage(locked=True, parent=window)
    window.show_content(page)
    page.offer((desk.me.name, "Luz Ortega"), desk.me.name)
    settle(app)
    _save(window, out / "lock-light-en.png")
    window.close()
    window.deleteLater()
    settle(app)


def settle(app: QApplication, seconds: float = 0.0) -> None:
    """Let everything that is waiting be laid out and drawn."""
    for _turn in range(TURNS):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.01)
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _save(widget: QWidget, path: Path) -> None:
    if not widget.grab().save(str(path)):
        raise Problem(words._("The picture {name} could not be written.").format(name=path.name))
