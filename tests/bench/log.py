"""G10: a jump in a sign log of five million rows, beside one in a list of a hundred thousand."""

import hashlib
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.signins import SignRow
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.storage import bulk
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests import make
from tests.bench.figures import Figure, interleaved, median
from tests.bench.houses import FOLDER, PASSPHRASE
from tests.source import sources

ROWS = 5_000_000
LIST = 100_000
AT_ONCE = 250_000  # rows of one transaction
NEWEST = datetime(2026, 11, 22, 20, tzinfo=UTC)
APART = timedelta(seconds=120)  # from one row to the next: nineteen years in all
PEOPLE = 14
PLACES = ("Work", "Meeting", "Store", "Doctor", "School", "Family", "Walk", "Other")
COLUMNS = (
    "house_id", "stay_id", "at", "out_at", "out_by", "destination", "with_whom", "contact_phone",
    "note", "expected_return_at", "in_at", "in_by", "created_at", "created_by",
)  # fmt: skip


def log(rounds: int) -> list[Figure]:
    """Both tables shown side by side in turn, each jumping to places of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 1.0)
    store = opened()
    try:
        return [measured(store, rounds)]
    finally:
        store.close()


def measured(store: Store, rounds: int) -> Figure:
    """Milliseconds from the wish to the painted rows."""
    from PySide6.QtWidgets import QApplication

    from ui.desk import Desk, Opened
    from ui.jobs import InlineJobs
    from ui.office.signlog.tables import LogTable, columns
    from ui.widgets.table import Table

    me = store.actor(staff_id=1)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))
    ours = LogTable(desk)
    floor = Table(columns(desk), lambda row: row.id, name="bench", label="bench")
    for table in (ours, floor):
        table.resize(1130, 560)
        table.show()
    ours.show_day(None)
    floor.show_rows(tuple(listed(ours.rows.row(0))))
    QApplication.processEvents()
    days = (ROWS * APART) // timedelta(days=1)
    choose = random.Random(7)

    def jump() -> float:
        begun = time.perf_counter()
        ours.show_day(None, NEWEST.date() - timedelta(days=choose.randrange(days - 1)))
        ours.table.view.viewport().repaint()
        return (time.perf_counter() - begun) * 1e3

    def scroll() -> float:
        begun = time.perf_counter()
        view = floor.view
        view.scrollTo(floor.rows.index(choose.randrange(LIST), 0), view.ScrollHint.PositionAtCenter)
        view.viewport().repaint()
        return (time.perf_counter() - begun) * 1e3

    jumps, scrolls = interleaved(rounds, jump, scroll)
    note = f"{ROWS:,} rows; a list of {LIST:,}"
    return Figure("G10", "jump in the sign log", median(jumps), median(scrolls), "ms", 1.2, note)


def listed(like: SignRow) -> Iterator[SignRow]:
    """Rows of a list, each of its own time."""
    from dataclasses import replace

    for number in range(LIST):
        out = NEWEST - APART * number
        yield replace(like, id=number, out_at=out, in_at=out + timedelta(hours=1),
                      expected_at=out + timedelta(hours=1, minutes=5 - number % 9))  # fmt: skip


def opened() -> Store:
    """The database, made where it is not there yet."""
    path = FOLDER / f"log-{ROWS}-{schema()}" / "house.db"
    if not path.with_suffix(".made").exists():
        for old in FOLDER.glob(f"log-{ROWS}-*"):
            shutil.rmtree(old)
        made(path)
        path.with_suffix(".made").touch()
    dek = Keys.open(key_file(path)).unlock_with_passphrase(PASSPHRASE).dek
    return Store.open(path, dek, lambda: NEWEST)


def schema() -> str:
    """Changes when the schema does."""
    digest = hashlib.sha256()
    for source in sources("sobrhouse/storage/tables", "sobrhouse/storage/migrations"):
        digest.update(source.text.encode())
    return digest.hexdigest()[:12]


def made(path: Path) -> None:
    """One house of fourteen people who go out every two minutes for nineteen years."""
    path.parent.mkdir(parents=True)
    store = found(path, Founder("Olive Owner", PASSPHRASE), clock=lambda: NEWEST, costs=FLOOR).store
    house = make.house(store)
    on = date(2000, 1, 1)
    stays = [make.stay(store, make.resident(store, f"Person{n}", f"Number{n}"), house, on)
             for n in range(PEOPLE)]  # fmt: skip

    def put(work: Work, first: int) -> None:
        work.require(Permission.START)
        rows = [row(house, stays[n % PEOPLE], ROWS - n) for n in range(first, first + AT_ONCE)]
        bulk.insert_rows(work.session, bulk.Rows("sign_out", COLUMNS, rows))
        work.record("test.made", None, house_id=house)

    for first in range(0, ROWS, AT_ONCE):
        store.write(SYSTEM, put, first)
        print(f"log: {first + AT_ONCE:,} rows", file=sys.stderr, flush=True)
    store.close()


def row(house: int, stay: int, back: int) -> tuple[object, ...]:
    """One absence, so many steps back."""
    out = NEWEST - APART * back
    at, due, came = (text(out + timedelta(minutes=m)) for m in (0, 25, 20 + back % 12))
    return (house, stay, at, at, "kiosk", PLACES[back % 8], "", "", "", due, came, "kiosk", at, 0)


def text(moment: datetime) -> str:
    """An instant as SQLite keeps it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
