"""Soak: a hundred thousand visits to one kiosk, one after the other, on real records: what the
process holds (memory, files, references) and how long the log before the database grows.
"""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import HouseMessage, SignOut
from tests import make
from tests.conftest import NOW, PASSPHRASE, Clock
from tests.ui.kiosk.house import PIN, Kiosk, KioskHouse, Leaving, Seconds, fourteen, settle
from tests.ui.kiosk.storm import LeakyWindow, resident_mib
from ui import theme
from ui.jobs import InlineJobs
from ui.kiosk.card import CardScreen
from ui.kiosk.door import Door
from ui.kiosk.ends import Done
from ui.kiosk.going import Going
from ui.kiosk.names import Names
from ui.kiosk.number import Pin
from ui.kiosk.window import KioskWindow

VISITS, WARM, EACH = 100_000, 10_000, 1_000  # visits; before the first look; between looks
QUICK = (30, 10, 10)
FLAT_MIB, LONGEST_LOG = 20.0, 8 * 1024 * 1024
CONTROL = 150
FILLING = 140  # messages of 300,000 letters: more than a cache of 32 MB holds
DRAWN = 50  # one visit in so many is drawn, as in a storm
MORTAL_NONE = sys.version_info < (3, 12)  # since then nobody counts the references to None
MINUTES = 5.0  # between two visits: a hundred thousand of them are a year


@dataclass(frozen=True)
class Held:
    """What the process holds at one look."""

    visits: int
    mib: float
    files: int
    nothings: int  # references to None, of which a binding may lose some at each call
    log_bytes: int


@dataclass
class Soak:
    """One kiosk, and somebody who comes and goes."""

    kiosk: Kiosk
    store: Store
    narrow: Store
    house: KioskHouse
    log: Path
    visits: int = 0
    looks: list[Held] = field(default_factory=list)
    longest_log: int = 0

    def run(self, visits: int, each: int) -> None:
        """So many visits, and a look at what is held now and then."""
        for _visit in range(visits):
            self.kiosk.window.setUpdatesEnabled(self.visits % DRAWN == 0)
            self.visit()
            self.visits += 1
            self.longest_log = max(self.longest_log, self.log.stat().st_size)
            if self.visits % each == 0:
                self.look()

    def fill_caches(self) -> None:
        """Give the kiosk's two connections more pages than they keep (32 MB each): what grows
        afterwards is not a cache that fills.
        """
        for _row in range(FILLING):
            _add_page(self)
        self.visit()
        everything = "SELECT text FROM house_message"
        with self.narrow._reader.connect() as reader:
            reader.exec_driver_sql(everything).fetchall()
        kept: Any = self.narrow._writing._kept
        kept.connection.driver_connection.execute(everything).fetchall()

    def look(self) -> None:
        """What is held now."""
        held = Held(
            self.visits, resident_mib(), len(list(Path("/proc/self/fd").iterdir())),
            sys.getrefcount(None), self.log.stat().st_size,
        )  # fmt: skip
        self.looks.append(held)
        sys.stderr.write(f"{held}\n")  # a run of hours says how far it is
        sys.stderr.flush()

    def visit(self) -> None:
        """In by name and PIN, out or in, and away: each screen must be there, or it is no visit."""
        window, kiosk = self.kiosk.window, self.kiosk
        if not isinstance(kiosk.screen, Names):  # the first, or after a rest
            window.flow.begin()
        names = self._now(Names)
        next(tile for tile in names.tiles if tile.text() == "Marcus T.").click()
        pin = self._now(Pin)
        for digit in PIN:
            kiosk.seconds.forward(0.3)
            pin.typed(digit)
        self._now(CardScreen).big.click()
        if isinstance(kiosk.screen, Going):
            going = self._now(Going)
            going.choose(where=next(iter(going.places)))
            going.choose(when=30)
            going.go.click()
        self._now(Done).done.click()
        kiosk.seconds.forward(1)
        kiosk.clock.forward(minutes=MINUTES)
        window.tick()

    def _now(self, screen: type[Any]) -> Any:
        """The screen that must be there, drawn and settled, half a second after it came."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert isinstance(self.kiosk.screen, screen), (self.visits, type(self.kiosk.screen))
        self.kiosk.seconds.forward(0.5)
        return self.kiosk.screen


def soak(quick: bool) -> dict[str, object]:
    """A hundred thousand visits: memory, open files and the log stay as they are, and None keeps
    its references; a window that keeps each screen, a file left open at each visit and a reader who
    never ends must each be seen.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["kiosk"])
    assert isinstance(app, QApplication)
    theme.apply(app)
    visits, warm, each = QUICK if quick else (VISITS, WARM, EACH)
    with _soaking(KioskWindow) as run:
        if not quick:
            run.fill_caches()
        run.run(warm, warm)
        run.run(visits - warm, each)
        written = run.store.read(SYSTEM, signs)
    first, last = run.looks[0], run.looks[-1]
    grown = max(held.mib for held in run.looks) - first.mib
    files = max(held.files for held in run.looks) - first.files
    lost = first.nothings - last.nothings
    seen = _controls(quick)
    flat = quick or grown <= FLAT_MIB  # a short run still fills its caches
    return {
        "ok": (flat and files == 0 and run.longest_log <= LONGEST_LOG and lost <= visits // 10
               and written >= visits and all(seen.values())),
        "visits": run.visits, "signs": written, "grown_mib": round(grown, 1),
        "files_more": files, "longest_log_mib": round(run.longest_log / 2**20, 2),
        "none_references_lost": lost, "controls_seen": seen,
    }  # fmt: skip


def _controls(quick: bool) -> dict[str, bool]:
    """What must be seen: the same looks at three kiosks made wrong."""
    visits = 10 if quick else CONTROL
    with _soaking(LeakyWindow) as run:
        run.run(5, 5)
        before = len(run.kiosk.window.findChildren(CardScreen))
        run.run(visits, visits)
        keeps = len(run.kiosk.window.findChildren(CardScreen)) - before >= visits - 1
        grown = run.looks[-1].mib - run.looks[0].mib
        screens = keeps and (quick or grown > FLAT_MIB * visits / VISITS)
    with _soaking(KioskWindow) as run:
        kept: list[IO[bytes]] = []
        run.run(5, 5)
        _each(run, 5, lambda: kept.append(run.log.open("rb")))
        run.look()
        files = run.looks[-1].files - run.looks[0].files == len(kept)
        for file in kept:
            file.close()
        reader = run.store._reader.connect()
        reader.exec_driver_sql("SELECT max(seq) FROM audit_entry").scalar()
        for _row in range(40):
            _add_page(run)
        run.run(1, 1)
        log = run.longest_log > LONGEST_LOG
        reader.close()
    return {"kept_screens": screens, "open_files": files, "endless_reader": log,
            "dropped_nothings": not MORTAL_NONE or _dropping_is_seen()}


def _dropping_is_seen() -> bool:
    """What a binding does that drops a reference to None at each call, and back again."""
    drop, keep = ctypes.pythonapi.Py_DecRef, ctypes.pythonapi.Py_IncRef
    for each in (drop, keep):
        each.argtypes, each.restype = [ctypes.py_object], ctypes.c_int  # c_int: no None comes back
    before = sys.getrefcount(None)
    for _time in range(CONTROL):
        drop(None)
    lost = before - sys.getrefcount(None)
    for _time in range(CONTROL):
        keep(None)
    return lost > CONTROL // 10


def _add_page(run: Soak) -> None:
    """A long message to somebody who does not come."""
    make.row(run.store, HouseMessage(
        house_id=run.house.house_id, text="x" * 300_000, sent_at=run.store.now(),
        stay_id=run.house.stays["Ben"],
    ))  # fmt: skip


def _each(run: Soak, visits: int, wrong: Callable[[], object]) -> None:
    for _visit in range(visits):
        run.visit()
        wrong()


@contextmanager
def _soaking(kind: type[KioskWindow]) -> Iterator[Soak]:
    """A kiosk over a new house, on a connection that does only what a kiosk needs."""
    folder = Path(tempfile.mkdtemp(prefix="sobrhouse-drill-"))
    clock, seconds = Clock(NOW), Seconds()
    founder = Founder("Olive Owner", PASSPHRASE)
    store = found(folder / "house.db", founder, clock=clock, costs=FLOOR).store
    house = fourteen(store)
    narrow = Store.open(store.target, store.dek, clock, narrow=True)
    window = kind(Door(InlineJobs(), narrow, house.house_id, "kiosk", Leaving()), seconds)
    window.show()
    settle()
    try:
        yield Soak(Kiosk(window, seconds, clock), store, narrow, house, folder / "house.db-wal")
    finally:
        window.let_go()
        window.deleteLater()
        settle()
        narrow.close()
        store.close()
        shutil.rmtree(folder)


@needs(Permission.START, house_free=True)
def signs(session: Session) -> int:
    """How many times somebody went out or came in."""
    counted = select(func.count(SignOut.out_at), func.count(SignOut.in_at))
    return sum(session.execute(counted).one())
