"""A filled file of every released schema opens, whole, in this version."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.storage import schema
from sobrhouse.storage.backups.backup import UPGRADES
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Assessment,
    Attendance,
    Chore,
    ChoreAssignment,
    ChoreMark,
    ClockJump,
    Consent,
    ConsentEnd,
    CurfewCheck,
    Disclosure,
    FormPrint,
    HelpingEvent,
    Hold,
    HouseMeeting,
    HouseMeetingMark,
    Inspection,
    KioskAccess,
    MeetingGroup,
    MilestoneAward,
    Motion,
    Note,
    OwnWords,
    PacketPrint,
    PacketSet,
    Pass,
    Purge,
    RestoreTest,
    RetentionRule,
    SignOut,
    SponsorContact,
    Sponsorship,
    Stay,
    Supporter,
    Todo,
)
from tests.drills.old_files import filled, kept, missing
from tests.drills.upgrades import refused_untouched

SMALL = 1_000_000  # rows are compared one by one in files up to so many bytes; the drill does all
RELEASED = Path(__file__).parent / "released"
FILES = sorted(RELEASED.glob("*.db"))
TABLES = (
    Stay, Note, Todo, SignOut, Pass, CurfewCheck, KioskAccess,
    HouseMeeting, HouseMeetingMark, Motion, MeetingGroup, Attendance,
    Chore, ChoreAssignment, ChoreMark, Inspection,
    Supporter, Sponsorship, SponsorContact, HelpingEvent, Assessment, MilestoneAward,
    Consent, ConsentEnd, Disclosure, FormPrint, PacketSet, PacketPrint, OwnWords,
    Hold, RetentionRule, Purge, RestoreTest, ClockJump,
)  # fmt: skip
ROWS = {  # without what follows in tables that came later
    "0003": (44, 531, 4),
    "0005": (40, 429, 4, 3176, 51, 3470, 14),
    "0007": (38, 505, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2707),
    "0008": (38, 505, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2707, 12, 788, 2368, 2422),
    "0010": (38, 509, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2693, 12, 788, 2368, 2422,
             13, 56, 1411, 311, 129, 129),
    "0012": (40, 433, 57, 3217, 46, 3470, 14, 103, 984, 4, 31, 2278, 12, 793, 2351, 2409,
             13, 65, 1304, 257, 107, 109, 22, 2, 34, 12, 3, 2, 15),
    "0013": (38, 509, 58, 3495, 60, 4029, 14, 104, 1144, 4, 31, 2693, 12, 788, 2368, 2422,
             13, 56, 1411, 311, 129, 129, 20, 3, 38, 12, 3, 2, 15, 2, 1, 1, 1, 2),
}  # fmt: skip


def test_the_newest_schema_has_its_file() -> None:
    assert schema.HEAD in {file.stem for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_released_file_opens_whole(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "house.db"
    shutil.copy(file, path)
    shutil.copy(key_file(file), key_file(path))
    dek = Keys.open(key_file(path)).unlock_with_passphrase("practice house").dek
    before = kept(path, dek) if file.stat().st_size < SMALL else {}
    store = Store.open(path, dek)
    with Session(store._reader) as session:
        counts = tuple(session.scalar(select(func.count()).select_from(t)) for t in TABLES)
    expected = ROWS[file.stem]
    assert counts == (*expected, *(0,) * (len(TABLES) - len(expected)))
    assert store.verify_log().ok
    store.close()
    assert check(path, dek).ok
    assert missing(before, kept(path, dek)) == []
    backed_up = sorted((tmp_path / "backups" / UPGRADES).glob("house-*.db"))
    assert len(backed_up) == (file.stem != schema.HEAD), "one before each upgrade"
    for each in backed_up:
        assert examine(each, dek).ok and Keys.open(key_file(each)).practice


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with its log"])
def test_a_newer_file_is_refused_and_no_byte_of_it_is_touched(log: bool) -> None:
    assert refused_untouched(log, FILES[0])


def test_a_file_of_a_schema_before_the_first_release_is_brought_up_to_date_with_all_its_rows(
    tmp_path: Path,
) -> None:
    house = filled("0002", tmp_path)
    before = kept(house.path, house.dek)
    assert sum(rows.total() for rows in before.values()) > 250
    with house.open() as store:
        assert store.verify_log().ok
    after = kept(house.path, house.dek)
    assert missing(before, after) == []
    del after["resident"]  # the control
    assert missing(before, after) == ["table resident"]
