"""The command line beside an open office and an open kiosk: all three write, none is in the way."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.cli import audit_log, backup, check, passphrase
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.services import kiosk, signins
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.cli.test_keys_and_backups import NEW, run
from tests.conftest import PASSPHRASE
from tests.drills.signs import resident


@needs(Permission.START, house_free=True)
def actions(session: Session) -> list[str]:
    return list(session.execute(select(AuditEntry.action).order_by(AuditEntry.seq)).scalars())


def test_the_office_the_kiosk_and_a_command_write_in_turn(store, clock, monkeypatch, capsys):
    if store.path is None:
        pytest.skip("a file's own programs")
    house = make.house(store)
    people = [make.resident(store, name, "Hill") for name in ("Ann", "Ben")]
    stays = [make.stay(store, person, house) for person in people]
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SOBRHOUSE_NEW_PASSPHRASE", NEW)
    narrow = Store.open(store.path, store.dek, clock, narrow=True)
    before = len(store.read(SYSTEM, actions))
    due = store.now() + timedelta(hours=2)
    for command in (check, backup, passphrase):
        store.write(SYSTEM, signins.sign_out, stays[0], "Work", due)
        narrow.write(resident(people[1]), kiosk.sign_out, stays[1], "Shop", due)
        assert run(command, store.path) == 0
        narrow.write(resident(people[1]), kiosk.sign_in, stays[1])
        store.write(SYSTEM, signins.sign_in, stays[0])
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", NEW)
    assert run(audit_log, store.path, "verify") == 0
    done = store.read(SYSTEM, actions)[before:]
    assert done.count("sign.out") == done.count("sign.in") == 6
    assert len(done) > 12  # what the commands did stands among them
    narrow.close()
    assert store.verify_log().ok
