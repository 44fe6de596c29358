"""A command on a practice house lives on that house's evening, as its window does."""

import shutil
from argparse import Namespace
from datetime import timedelta

from sobrhouse.cli.opening import opened
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange.practice_clock import evening
from sobrhouse.queries.clock import clock_standing
from sobrhouse.services.passphrases import note_recovery_code
from sobrhouse.storage.keys.keys import key_file
from tests.storage.test_released import FILES


def test_a_command_writes_on_the_evening_of_the_practice_house(tmp_path, monkeypatch):
    monkeypatch.delenv("SOBRHOUSE_PASSPHRASE", raising=False)
    path = tmp_path / "practice.db"
    shutil.copy(FILES[-1], path)
    shutil.copy(key_file(FILES[-1]), key_file(path))
    with opened(Namespace(db=str(path), data=None, staff=None)) as house:
        before = evening(house.store)
        house.store.write(SYSTEM, note_recovery_code)
        assert before <= evening(house.store) < before + timedelta(minutes=2)
        standing = house.store.read(SYSTEM, clock_standing)
    assert standing is None
