"""A house is damaged after a purge, and the newest whole backup is of before it: who was destroyed
does not come back, and the log holds.
"""

from contextlib import closing
from pathlib import Path

import pytest

from sobrhouse.domain.staff import Actor, ActorKind, Permission
from sobrhouse.storage import guards
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.checks import check
from sobrhouse.storage.damage.salvaging import salvage
from sobrhouse.storage.dialects import file_engine
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import NOW, Clock
from tests.services.test_purges import There, nowhere_named, there

__all__ = ["there"]  # a fixture
pytestmark = pytest.mark.sqlite_only


def at_the_kiosk(work: Work, resident_id: int) -> None:
    """They signed out by themselves."""
    work.require(Permission.KIOSK)
    work.record("sign.out", None, resident_id=resident_id)


def lose_entry(path: Path, dek: bytes, seq: int) -> None:
    """An entry of the log is there no more."""
    engine = file_engine(path, database_key(dek), write=True)
    with engine.begin() as connection:
        guards.remove(connection, Base.metadata.tables)
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE seq = ?", (seq,))
    engine.dispose()


@pytest.mark.parametrize("gap", [False, True])
def test_who_was_destroyed_after_the_backup_does_not_come_back(
    there: There, clock: Clock, tmp_path: Path, gap: bool
) -> None:
    store, dek, path = there.store, there.store.dek, there.store.path
    assert path is not None
    me = Actor(ActorKind.RESIDENT, there.gone, "Zebby Q.", houses=frozenset({there.house}))
    store.write(me, at_the_kiosk, there.gone)
    made = back_up(path, dek, tmp_path / "backups", NOW)
    make.note(store, there.house, "After the backup.")
    there.destroy()
    store.close()
    if gap:
        lose_entry(path, dek, made.audit_seq + 1)
    done = salvage(path, made.path, dek, NOW)
    assert done.entries
    assert check(path, dek).ok
    with closing(Store.open(path, dek, clock)) as again:
        assert again.verify_log().ok
        assert nowhere_named(again) == []
