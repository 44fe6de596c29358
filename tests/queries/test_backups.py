"""How safe the records are, as the log has it, and the row of Today when nothing left the house."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.attention import Reason
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.backups import backup_safety, backups_in_log
from sobrhouse.queries.readiness import get_ready
from sobrhouse.queries.today import today_of
from sobrhouse.storage.backups.backup import BackupDone
from sobrhouse.storage.backups.keeping import note_backup
from sobrhouse.storage.backups.restore_tests import Tried, note_restore_test
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, Clock

ZONE = ZoneInfo("America/New_York")


def made(store: Store, label: str, *, away: bool = False) -> None:
    """A backup as it is written down."""
    name = f"house-{store.now():%Y%m%dT%H%M%SZ}.db"
    done = BackupDone(Path("x") / name, "regular", store.now(), 4096, "0" * 64, 3, ())
    store.write(SYSTEM, note_backup, done, label, away=away)


def row(store: Store, house: int) -> Reason | None:
    now = store.now()
    found = store.read(OWNER, today_of, house, now.astimezone(ZONE).date(), now)
    return next((r for r in found.reasons if r.code == "backup.away"), None)


@pytest.mark.sqlite_only
def test_a_week_in_which_no_backup_left_the_computer_is_a_row_of_today(
    store: Store, clock: Clock
) -> None:
    house = make.house(store)
    clock.forward(days=6)
    made(store, "backups")
    assert row(store, house) is None
    clock.forward(days=1)
    made(store, "backups")
    told = row(store, house)
    assert told is not None and told.what == "No backup has left this computer for 7 days"
    assert (told.place, told.target) == ("settings", "backup")
    made(store, "KINGSTON", away=True)
    assert row(store, house) is None
    clock.forward(days=7)
    assert row(store, house) is not None


def test_the_newest_is_told_by_the_log_and_not_by_a_clock_that_was_ahead(
    store: Store, clock: Clock
) -> None:
    make.house(store)
    safety = store.read(OWNER, backup_safety)
    assert safety.last is None and safety.since == safety.begun is not None
    clock.forward(days=400)
    made(store, "KINGSTON", away=True)
    clock.forward(days=-400)
    made(store, "backups")
    safety = store.read(OWNER, backup_safety)
    assert (safety.last, safety.last_away) == (NOW, NOW + timedelta(days=400))


def test_the_list_knows_which_were_tested(store: Store, clock: Clock) -> None:
    house = make.house(store)
    made(store, "backups")
    label = f"backups/house-{NOW:%Y%m%dT%H%M%SZ}.db"
    assert store.read(OWNER, backups_in_log)[label].tested is None
    store.write(SYSTEM, note_restore_test, Tried(label, store.now(), (), "0" * 64, 12))
    assert store.read(OWNER, backups_in_log)[label].tested == NOW
    store.write(SYSTEM, note_restore_test, Tried(label, store.now(), ("Bad.",), "", 12))
    logged = store.read(OWNER, backups_in_log)[label]
    assert logged.tested is None and logged.faults == ("Bad.",)
    assert store.read(OWNER, backup_safety).faults == ("Bad.",)
    ready = {item.code: item.done for item in store.read(OWNER, get_ready, house)}
    assert not ready["backup"], "one on this computer is none on a stick"
    made(store, "KINGSTON", away=True)
    ready = {item.code: item.done for item in store.read(OWNER, get_ready, house)}
    assert ready["backup"]
