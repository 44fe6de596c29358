"""A filled file of every released schema opens, whole, in this version."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.storage import schema
from sobrhouse.storage.checks import check
from sobrhouse.storage.keys import Keys, key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Attendance,
    Chore,
    ChoreAssignment,
    ChoreMark,
    CurfewCheck,
    HouseMeeting,
    HouseMeetingMark,
    Inspection,
    KioskAccess,
    MeetingGroup,
    Motion,
    Note,
    Pass,
    SignOut,
    Stay,
    Todo,
)

RELEASED = Path(__file__).parent / "released"
FILES = sorted(RELEASED.glob("*.db"))
TABLES = (
    Stay, Note, Todo, SignOut, Pass, CurfewCheck, KioskAccess,
    HouseMeeting, HouseMeetingMark, Motion, MeetingGroup, Attendance,
    Chore, ChoreAssignment, ChoreMark, Inspection,
)  # fmt: skip
ROWS = {
    "0003": (44, 531, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "0005": (40, 429, 4, 3176, 51, 3470, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "0007": (38, 505, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2707, 0, 0, 0, 0),
    "0008": (38, 505, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2707, 12, 788, 2368, 2422),
}


def test_the_newest_schema_has_its_file() -> None:
    assert schema.HEAD in {file.stem for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_released_file_opens_whole(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "house.db"
    shutil.copy(file, path)
    shutil.copy(key_file(file), key_file(path))
    dek = Keys.open(key_file(path)).unlock_with_passphrase("practice house").dek
    store = Store.open(path, dek)
    with Session(store._reader) as session:
        counts = tuple(session.scalar(select(func.count()).select_from(t)) for t in TABLES)
    assert counts == ROWS[file.stem]
    assert store.verify_log().ok
    store.close()
    assert check(path, dek).ok
