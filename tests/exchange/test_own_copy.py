"""The resident's own copy as a file: its row is there before it, and no file without one."""

import json
import os
from pathlib import Path
from types import SimpleNamespace as Names

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.exchange import own_copy
from sobrhouse.exchange.own_copy import Copy, own_copy_json, save_copy
from sobrhouse.problems import DiskFull, NotAllowed, Problem
from sobrhouse.queries.consents import disclosures
from sobrhouse.queries.held import own_copy as own_copy_of
from sobrhouse.services.own_copies import CONFIRMED_BY
from sobrhouse.services.pins import confirm
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

TODAY = make.SUNDAY


@pytest.fixture
def there(store: Store) -> Names:
    """Marcus, and his copy in memory."""
    house = make.house(store)
    who = make.resident(store, "Marcus", "Tate")
    make.stay(store, who, house)
    make.note(store, house, "Slept well.", resident_id=who)
    data = store.read(OWNER, own_copy_of, house, who, TODAY)
    content = own_copy_json(data, "Maple Street House")
    return Names(store=store, house=house, who=who, copy=Copy(data, content, "JSON"))


def rows(there: Names) -> list[tuple[str, str, str]]:
    found = there.store.read(OWNER, disclosures, there.house, TODAY, TODAY)
    return [(row.basis, row.sha256, row.void_why) for row in found]


def test_the_json_says_each_row_as_it_is_stored_and_in_words(there: Names) -> None:
    said = json.loads(there.copy.content)
    assert (said["person"], said["day"]) == ("Marcus Tate", "2026-11-22")
    notes = next(part for part in said["parts"] if part["table"] == "note")
    assert notes["rows"][0]["text"] == {"label": "Note", "value": "Slept well."}
    assert notes["rows"][0]["category"] == {
        "label": "About", "value": "general", "words": "General",
    }  # fmt: skip
    assert "audit_entry" in said["not_in_it"]


def test_the_row_is_there_before_the_file_has_its_name(
    there: Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[list[str], int]] = []
    place = Path.replace

    def look(part: Path, path: Path) -> Path:
        seen.append((sorted(p.name for p in tmp_path.iterdir() if "copy.json" in p.name),
                     len(rows(there))))  # fmt: skip
        return place(part, path)

    monkeypatch.setattr(Path, "replace", look)
    path = tmp_path / "copy.json"
    save_copy(there.store, OWNER, there.house, there.copy, path)
    assert seen == [([".copy.json.part"], 1)]
    assert path.read_bytes() == there.copy.content
    ((basis, sha, why),) = rows(there)
    assert (basis, why) == ("resident_copy", "")
    assert sha == own_copy.handed_of(there.copy).sha256


def test_a_file_that_cannot_be_placed_leaves_a_row_that_counts_no_more(
    there: Names, tmp_path: Path
) -> None:
    taken = tmp_path / "copy.json"
    taken.mkdir()
    with pytest.raises(Problem):
        save_copy(there.store, OWNER, there.house, there.copy, taken)
    (why,) = [why for _basis, _sha, why in rows(there)]
    assert "nothing was handed out" in why
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_without_the_right_there_is_neither_row_nor_file(there: Names, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    with pytest.raises(NotAllowed):
        save_copy(there.store, staff(Role.STAFF, there.house), there.house, there.copy, path)
    assert [p for p in tmp_path.iterdir() if "copy.json" in p.name] == []
    assert rows(there) == []


def test_a_full_disk_leaves_nothing(
    there: Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            save_copy(there.store, OWNER, there.house, there.copy, tmp_path / "copy.json")
    assert [p for p in tmp_path.iterdir() if "copy.json" in p.name] == []
    assert rows(there) == []


def test_who_has_a_pin_confirms_it_first(there: Names, tmp_path: Path) -> None:
    there.store.write(OWNER, set_pin, "246810")
    with pytest.raises(NotAllowed):
        save_copy(there.store, OWNER, there.house, there.copy, tmp_path / "copy.json")
    assert [p for p in tmp_path.iterdir() if "copy.json" in p.name] == []
    assert there.store.write(OWNER, confirm, "246810", CONFIRMED_BY)
    save_copy(there.store, OWNER, there.house, there.copy, tmp_path / "copy.json")
    assert len(rows(there)) == 1
