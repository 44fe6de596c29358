"""A log that was left is read before SQLite forgets what of it does not add up."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.domain.stages import STAGES, Stage, Stopped, stopped
from sobrhouse.problems import Damaged
from sobrhouse.storage import store as stores
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.damage.left_log import refuse_torn_log
from sobrhouse.storage.damage.salvaging import salvage, what_is_lost
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from tests.drills.houses import NOW, Drilled, add_note, drilled, texts

TAILS = ("", "-wal", "-shm")
FRAME = 24 + 4096


class Left:
    """The files of a house whose program was killed after the third note, to be copied."""

    def __init__(self, house: Drilled) -> None:
        self.house, self.count = house, 0
        self.folder = house.folder / "left"
        self.folder.mkdir()
        self.backup = back_up(house.path, house.dek, house.folder / "backups", NOW).path
        with house.open() as store:
            for number in range(3):
                store.write(SYSTEM, add_note, f"later {number}")
            self.wanted = store.read(SYSTEM, texts)
            for tail in TAILS:
                shutil.copy(f"{house.path}{tail}", self.folder / f"house.db{tail}")
        self.log = (self.folder / "house.db-wal").read_bytes()
        self.frames = (len(self.log) - 32) // FRAME

    def copy(self, log: bytes | None = None, *, index: bool = True) -> Path:
        """The files under another name, with another log where one is given."""
        self.count += 1
        path = self.house.folder / f"left{self.count}.db"
        for tail in TAILS[: 3 if index else 2]:
            shutil.copy(self.folder / f"house.db{tail}", f"{path}{tail}")
        if log is not None:
            Path(f"{path}-wal").write_bytes(log)
        return path

    def flipped(self, at: int) -> bytes:
        """The log with one bit changed."""
        data = bytearray(self.log)
        data[at] ^= 16
        return bytes(data)

    def read(self, path: Path) -> frozenset[str]:
        """The notes that open."""
        store = Store.open(path, self.house.dek)
        try:
            return store.read(SYSTEM, texts)
        finally:
            store.close()


@pytest.fixture(scope="module")
def left() -> Iterator[Left]:
    """One house for all that only copy it."""
    with drilled() as house:
        yield Left(house)


def test_a_log_that_was_left_whole_opens(left: Left) -> None:
    assert left.read(left.copy()) == left.wanted
    assert left.read(left.copy(index=False)) == left.wanted


@pytest.mark.parametrize("frame", [0, 1, -2, -1])
@pytest.mark.parametrize("where", [2, 9, 17, 24 + 1000])
def test_a_bit_of_any_frame_is_noticed_and_nothing_is_touched(
    left: Left, frame: int, where: int
) -> None:
    log = left.flipped(32 + (frame % left.frames) * FRAME + where)
    path = left.copy(log)
    with pytest.raises(Damaged, match="saved last"):
        left.read(path)
    assert Path(f"{path}-wal").read_bytes() == log


def test_without_the_look_before_the_last_note_would_be_gone_in_silence(left: Left) -> None:
    path = left.copy(left.flipped(32 + (left.frames - 1) * FRAME + 1000))
    stores._MET.add(path)  # the control: as if it had been looked at
    assert len(left.wanted - left.read(path)) == 1


@pytest.mark.parametrize("at", [1, 6, 14, 18, 22, 27])
def test_a_bit_of_the_head_of_the_log_is_noticed(left: Left, at: int) -> None:
    for index in (True, False):
        with pytest.raises(Damaged):
            refuse_torn_log(left.copy(left.flipped(at), index=index))


def test_without_its_index_all_but_the_last_save_is_noticed(left: Left) -> None:
    early = left.flipped(32 + 1000)
    with pytest.raises(Damaged):
        refuse_torn_log(left.copy(early, index=False))


def test_what_was_being_saved_when_the_power_went_is_no_damage(left: Left) -> None:
    for cut in (1, 500, FRAME - 1, FRAME, FRAME + 24):
        path = left.copy(left.log[:-cut], index=False)
        assert len(left.read(path)) in (2, 3)


def test_a_log_that_is_folded_in_already_has_nothing_to_lose(left: Left) -> None:
    folded = left.copy()
    assert left.read(folded) == left.wanted  # closing folds it in
    Path(f"{folded}-wal").write_bytes(left.flipped(20))
    refuse_torn_log(folded)


def test_what_the_log_lost_is_told_and_the_rest_comes_back(left: Left) -> None:
    path = left.copy(left.flipped(32 + (left.frames - 1) * FRAME + 1000))
    shutil.copy(key_file(left.house.path), key_file(path))
    done = salvage(path, left.backup, left.house.dek, NOW)
    assert len(left.wanted - left.read(path)) == 1
    ((first, last),) = done.lost_entries
    assert last is None
    assert what_is_lost(done) == [f"Lost: what was recorded from entry {first} of the log on."]


def test_a_salvage_can_be_stopped_until_the_swap_and_leaves_nothing(left: Left) -> None:
    for stage in STAGES[:-1]:
        path = left.copy(left.flipped(32 + 1000))
        shutil.copy(key_file(left.house.path), key_file(path))
        before = sorted((p.name, p.read_bytes()) for p in path.parent.glob(f"{path.stem}*"))

        def tell(now: Stage, at: Stage = stage) -> None:
            if now is at:
                raise stopped()

        with pytest.raises(Stopped):
            salvage(path, left.backup, left.house.dek, NOW, tell)
        assert sorted((p.name, p.read_bytes()) for p in path.parent.glob(f"{path.stem}*")) == before
