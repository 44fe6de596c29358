"""The kiosk's door holds against values that no screen gives, in small; the drill has the rest."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.drills.door import called
from ui.kiosk.door import Door


def test_hostile_calls_raise_nothing_and_reach_nobody_else(tmp_path: Path, qtbot: QtBot) -> None:
    storm = called(tmp_path / "door", Door, 60)
    assert (storm.raised, storm.told, storm.changed) == ([], [], 0)
    assert storm.chain and storm.done and storm.refused
