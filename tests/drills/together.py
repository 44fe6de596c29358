"""A busy evening: two kiosks and an office sign people, while backups are made and a
report reads for five seconds; and a window that must go on while another program writes.
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.dialects import begin_immediate, raw_connection
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, SignOut
from sobrhouse.storage.work import utc_now
from tests.drills.houses import Drilled, add_note
from tests.drills.kills import Tell, child, heard
from tests.drills.signs import COMING, PEOPLE, busy, late, lived_in, middle, signs, together

REPORT_SECONDS = 5.0
EVERY = 30.0  # seconds between two backups, and two reports: in life they are an hour apart
HOLDS, HELD_SECONDS = 20, 0.4  # how often, and how long, another program keeps the write lock
SMOOTH_MS = 50.0  # the longest that a window may stand still


@needs(Permission.START, house_free=True)
def long_report(session: Session, seconds: float) -> bool:
    """Read the whole log over and over, as a long paper does; whether all of it was one moment."""
    newest = select(func.max(AuditEntry.seq)).scalar_subquery()
    query = select(func.count(SignOut.id), func.count(SignOut.in_at), newest)
    first = session.execute(query).one()
    give_up, same = time.monotonic() + seconds, True
    while time.monotonic() < give_up:
        same = same and session.execute(query).one() == first
        time.sleep(0.02)
    return same


@needs(Permission.START, house_free=True)
def log_times(session: Session) -> list[tuple[str, int]]:
    """Start of the computer and running clock of every entry, in the log's own order."""
    rows = session.execute(
        select(AuditEntry.boot_id, AuditEntry.monotonic_ms).order_by(AuditEntry.seq)
    )
    return [(row.boot_id, row.monotonic_ms) for row in rows]


def in_order(times: Sequence[tuple[str, int]]) -> bool:
    """Whether the log's order is the order in which things were done."""
    return all(a[0] != b[0] or a[1] <= b[1] for a, b in pairwise(times))


def _backing_up(house: Drilled, folder: str, every: float) -> Callable[[Tell], None]:
    """A backup every so many seconds without end, each told once it is verified."""

    def work(tell: Tell) -> None:
        while True:
            done = back_up(house.path, house.dek, house.folder / folder, utc_now())
            tell(done.path.name)
            time.sleep(every)

    return work


def _reporting(house: Drilled, seconds: float, every: float) -> Callable[[Tell], None]:
    """A long report every so many seconds; each tells whether it saw one moment."""

    def work(tell: Tell) -> None:
        with house.open() as store:
            while True:
                tell(str(store.read(SYSTEM, long_report, seconds)))
                time.sleep(every)

    return work


def busy_evening(quick: bool) -> dict[str, object]:
    """10,000 events by three programs beside backups and a long report: none lost, nobody sees
    *locked*, the log in the order of what was done; and a window stands still for nobody.
    """
    events, seconds, every = (60, 0.3, 0.0) if quick else (3334, REPORT_SECONDS, EVERY)
    with lived_in(3 * PEOPLE) as (house, people):
        alone = _alone(house, people[:PEOPLE], 50 if quick else 500)
        with ExitStack() as stack:
            _pid, saved = stack.enter_context(child(_backing_up(house, "backups", every)))
            _pid, read = stack.enter_context(child(_reporting(house, seconds, every)))
            took, troubles = together(house, people, events, 0.0 if quick else COMING)
            backups, reports = _so_far(saved), _so_far(read)
        with house.open() as store:
            whole, log = store.verify_log().ok, store.read(SYSTEM, signs)
            times = store.read(SYSTEM, log_times)
    window = smooth_window(quick)
    expected = 3 * events + (50 if quick else 500)
    p99, slowest = late(took), took[-1] * 1000
    # a slow or busy computer is slow alone too: nobody waits much longer than that
    in_time = p99 <= max(20, 8 * alone) and slowest <= max(1000, 40 * alone)
    blind = in_order([*times[1:], times[0]])  # the control: one entry in another place
    return {
        "ok": bool(whole and not troubles and log == expected and in_order(times) and not blind
                   and "False" not in reports and window["smooth"] and (quick or (
                       in_time and backups and reports))),
        "events": expected, "written": log, "troubles": troubles[:3], "backups": len(backups),
        "reports": len(reports), "alone_p99_ms": alone, "p99_ms": p99,
        "max_ms": round(slowest, 1), "median_ms": middle(took),
        "in_order": in_order(times), "control_in_order": blind, **window,
    }  # fmt: skip


def _alone(house: Drilled, people: list[tuple[int, int]], events: int) -> float:
    """How long it takes here and now while nobody else writes, in ms: of a hundred the last but
    one.
    """
    with child(busy(house, people, events, kiosk=True)) as (_pid, pipe):
        [word] = heard(pipe)
    return late(json.loads(Path(word).read_text("utf-8"))["took"])


def _so_far(pipe: int) -> list[str]:
    """What a child that goes on has told until now."""
    os.set_blocking(pipe, False)
    data = b""
    try:
        while piece := os.read(pipe, 65536):
            data += piece
    except BlockingIOError:
        pass
    return data.decode().split("\n")[:-1]


def smooth_window(quick: bool) -> dict[str, object]:
    """Whether a window's thread goes on while its writes wait for another program; for the control
    the same writes are made on the window's own thread. What a thread that does nothing loses to
    the rest of the computer is counted off.
    """
    holds = 3 if quick else HOLDS
    with lived_in(1) as (house, _people):
        lanes, calm = _gaps(house, holds, direct=False)
        control, _calm = _gaps(house, 2, direct=True)
    held = HELD_SECONDS * 1000
    within = held / 2 if quick else max(SMOOTH_MS, 2 * calm)  # a busy computer is not our window
    return {
        "smooth": lanes <= within and control >= held * 0.6,
        "window_still_ms": round(lanes, 1), "idle_thread_still_ms": round(calm, 1),
        "control_still_ms": round(control, 1),
    }  # fmt: skip


def _gaps(house: Drilled, holds: int, *, direct: bool) -> tuple[float, float]:
    """The longest times, in ms, that a window's thread and an idle program stood still."""
    with child(_window(house, direct)) as (_pid, said), child(_idle) as (_idle_pid, calm):
        os.read(said, 2)  # it stands
        driver = raw_connection(house.path, database_key(house.dek))
        for _hold in range(holds):
            begin_immediate(driver)
            time.sleep(HELD_SECONDS)
            driver.execute("COMMIT")
            time.sleep(HELD_SECONDS)
        driver.close()
        return _longest(said), _longest(calm)


def _longest(pipe: int) -> float:
    return max((float(line) for line in _so_far(pipe) if line), default=0.0)


def _idle(tell: Tell) -> None:
    """A program that only looks at the clock."""
    last = time.monotonic()
    while True:
        time.sleep(0.005)
        now = time.monotonic()
        tell(f"{(now - last) * 1000:.1f}")
        last = now


def _window(house: Drilled, direct: bool) -> Callable[[Tell], None]:
    """A window's thread that looks at the clock, and writes a note ten times a second."""

    def work(tell: Tell) -> None:
        from PySide6.QtCore import QCoreApplication, QObject, QTimer

        from ui.jobs import InlineJobs, Jobs

        app = QCoreApplication([])
        store, owner, last = Store.open(house.path, house.dek), QObject(), [0.0]
        jobs = InlineJobs() if direct else Jobs()

        def look() -> None:
            now = time.monotonic()
            tell(f"{(now - last[0]) * 1000:.1f}")
            last[0] = now

        def write() -> None:
            jobs.database(owner, lambda: store.write(SYSTEM, add_note, "a note"), None, None)

        looking, writing = QTimer(interval=5), QTimer(interval=100)
        looking.timeout.connect(look)
        writing.timeout.connect(write)
        tell("")
        last[0] = time.monotonic()
        looking.start()
        writing.start()
        app.exec()

    return work
