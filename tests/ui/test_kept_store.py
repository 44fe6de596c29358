"""The kiosk's store: a file that is gone, replaced, damaged or held is noticed, and it recovers."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sobrhouse.problems import Busy, Damaged, Problem
from sobrhouse.queries.todos import open_todos
from sobrhouse.services.todos import add_todo
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, Clock, Template
from ui.app.kept_store import KeptStore


@pytest.fixture
def path(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A database with a house, closed."""
    path = tmp_path / "house.db"
    shutil.copyfile(template.path, path)
    shutil.copyfile(key_file(template.path), key_file(path))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.close()
    return path


@pytest.fixture
def kept(path: Path, template: Template, clock: Clock) -> Iterator[KeptStore]:
    kept = KeptStore(path, lambda: Store.open(path, template.dek, clock), clock)
    yield kept
    kept.close()


def texts(kept: KeptStore) -> list[str]:
    return [todo.text for todo in kept.read(OWNER, open_todos, 1)]


def add(kept: KeptStore, text: str) -> None:
    kept.write(OWNER, add_todo, 1, text)


def moved(path: Path) -> Path:
    """The file and what stands beside it, elsewhere."""
    away = path.with_name("away.db")
    for end in ("", "-wal", "-shm"):
        beside = Path(f"{path}{end}")
        if beside.exists():
            beside.rename(f"{away}{end}")
    return away


def test_a_file_that_is_gone_takes_no_write_and_comes_back(kept: KeptStore, path: Path) -> None:
    add(kept, "First")
    away = moved(path)
    with pytest.raises(Damaged, match="not where it was"):
        add(kept, "Nowhere")
    with pytest.raises(Damaged):
        texts(kept)
    assert not path.exists(), "it must not make an empty database in its place"
    for end in ("", "-wal", "-shm"):
        beside = Path(f"{away}{end}")
        if beside.exists():
            beside.rename(f"{path}{end}")
    assert texts(kept) == ["First"]
    add(kept, "Second")
    assert texts(kept) == ["First", "Second"]


def test_a_file_that_was_replaced_is_opened_anew(
    kept: KeptStore, path: Path, tmp_path: Path
) -> None:
    add(kept, "First")
    kept.close()
    backup = tmp_path / "backup.db"
    shutil.copyfile(path, backup)
    again = KeptStore(path, kept._opens, kept._clock)
    add(again, "Lost by the restore")
    moved(path)
    backup.rename(path)
    assert texts(again) == ["First"]
    again.close()


def test_a_write_into_a_file_that_goes_away_meanwhile_is_not_acknowledged(
    kept: KeptStore, path: Path
) -> None:
    def writes_as_it_goes(work: object) -> None:
        add_todo(work, 1, "Half")  # type: ignore[arg-type]
        moved(path)

    with pytest.raises(Damaged):
        kept.write(OWNER, writes_as_it_goes)


def test_damage_is_said_and_a_good_file_works_again(kept: KeptStore, path: Path) -> None:
    add(kept, "First")
    kept._drop()
    whole = path.read_bytes()
    path.write_bytes(os.urandom(len(whole)))
    with pytest.raises(Problem):
        texts(kept)
    path.write_bytes(whole)
    assert texts(kept) == ["First"]


def test_a_refusal_keeps_the_connection(kept: KeptStore) -> None:
    open_one = kept.store()
    with pytest.raises(Problem, match=r"says nothing|Write"):
        add(kept, "")
    assert kept.store() is open_one


def test_after_its_end_nothing_opens_it_again(kept: KeptStore) -> None:
    add(kept, "First")
    kept.close()
    with pytest.raises(Busy):
        add(kept, "Second")
