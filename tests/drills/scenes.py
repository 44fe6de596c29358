"""Scenes in which the disk fails: what a house does with its files, and what must hold after."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sobrhouse.domain.imports import Incoming, Outcome
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange.aside import write_after
from sobrhouse.problems import DiskFault, Problem
from sobrhouse.services.imports import import_residents
from sobrhouse.storage import schema
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.backups.keeping import back_up_now
from sobrhouse.storage.checks import check, examine
from sobrhouse.storage.dialects import file_engine
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from tests.drills.houses import Drilled, add_note, texts
from tests.drills.lists import counted
from tests.drills.old_files import RELEASED, kept, missing, released, to_revision

PAPER = b"%PDF-1.7 " + bytes(range(256)) * 400


@dataclass(slots=True)
class Tries:
    """What was tried while the disk failed: what was acknowledged, refused, or ended badly."""

    arm: Callable[[], None]
    lift: Callable[[], None]
    done: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)  # told as perhaps not saved
    sentences: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def do(self, act: Callable[[], Any], word: str) -> Any:
        """Do it; a Problem is a refusal, anything else would be a traceback on the screen."""
        try:
            result = act()
        except Problem as problem:
            self.refused.add(word)
            if isinstance(problem, DiskFault):
                self.unsure.add(word)
            self.sentences.add(problem.sentence)
            return None
        except Exception as error:
            self.refused.add(word)
            self.wrong.append(f"{word}: {type(error).__name__}: {error}"[:160])
            return None
        self.done.add(word)
        return result

    def must(self, act: Callable[[], Any], word: str) -> Any:
        """Do it with a disk that is well again: it has to work."""
        self.lift()
        refused = set(self.refused)
        result = self.do(act, word)
        if self.refused - refused:
            self.wrong.append(f"{word}: not even when the disk was well")
        return result

    def hold(self, told: bool, words: str) -> None:
        """Something that must be so afterwards."""
        if not told:
            self.wrong.append(words)


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that a house does: on which files, how, and what must hold after."""

    name: str
    act: Callable[[Drilled, Tries], None]
    old: bool = False  # on the file of an old schema, not on a house of today


def _open(house: Drilled, tries: Tries, word: str) -> Store | None:
    found: Store | None = tries.do(partial(Store.open, house.path, house.dek), word)
    return found


def writes(house: Drilled, tries: Tries) -> None:
    """Two sessions of notes, each opened and closed; the store goes on once the disk is well."""
    tries.arm()
    store = None
    for part in range(2):
        store = _open(house, tries, f"open {part}")
        for number in range(3 if store else 0):
            assert store is not None
            word = f"note {part} {number} " + "w" * (6000 if number == 1 else 30)
            tries.do(partial(store.write, SYSTEM, add_note, word), word)
        if store and part == 0:
            store.close()
    tries.lift()
    store = store or _open(house, tries, "opened again")
    if store is not None:
        tries.must(partial(store.write, SYSTEM, add_note, "note after"), "note after")
        store.close()
    _notes_hold(house, tries)


def _notes_hold(house: Drilled, tries: Tries) -> None:
    with house.open() as store:
        found = store.read(SYSTEM, texts)
    notes = {word for word in tries.done if word.startswith("note")}
    tries.hold(not notes - found, "lost: a note that was acknowledged")
    surely = tries.refused - tries.unsure
    tries.hold(not surely & found, "kept: a note that was told as not saved")


def backing_up(house: Drilled, tries: Tries) -> None:
    """A backup beside an older one: whole under its name, or nothing there; then another."""
    folder = house.folder / "backups"
    with house.open() as store:
        tries.arm()
        made = tries.do(partial(back_up_now, store, folder), "backup")
        tries.lift()
        there = backups(folder, "house")
        whole = all(examine(b.path, house.dek).ok and key_file(b.path).exists() for b in there)
        tries.hold(whole, "half: a file with a backup's name is none")
        tries.hold(made is None or made.path in {b.path for b in there}, "lost: a backup")
        tries.must(partial(back_up_now, store, folder), "another backup")


def bringing_in(house: Drilled, tries: Tries) -> None:
    """An import of six: all of them or nobody."""
    rows = [
        Incoming(line=n, outcome=Outcome.NEW_PERSON, legal_first=f"P{n}", legal_last="Hill")
        for n in range(6)
    ]
    with house.open() as store:
        before = store.read(SYSTEM, counted)[0]
        tries.arm()
        made = tries.do(partial(store.write, SYSTEM, import_residents, 1, rows), "import")
        tries.lift()
        came = store.read(SYSTEM, counted)[0] - before
        tries.hold(came == (6 if made else 0), f"partial: {came} of 6 came")
        more = [Incoming(line=9, outcome=Outcome.NEW_PERSON, legal_first="Last")]
        tries.must(partial(store.write, SYSTEM, import_residents, 1, more), "import after")


def saving_paper(house: Drilled, tries: Tries) -> None:
    """A PDF that is saved over an older one, once it is recorded: the new one whole, or the old."""
    path = house.folder / "papers" / "week.pdf"
    path.parent.mkdir()
    path.write_bytes(b"older")
    with house.open() as store:
        record = partial(store.write, SYSTEM, add_note, "note of a paper")
        tries.arm()
        tries.do(partial(write_after, PAPER, path, record), "paper")
        tries.lift()
        found = path.read_bytes()
        tries.hold(found == (PAPER if "paper" in tries.done else b"older"), "half: a paper")
        tries.must(partial(write_after, PAPER, path, record), "paper after")
    left = {p.name for p in path.parent.iterdir()}
    tries.hold(path.read_bytes() == PAPER and left == {"week.pdf"}, f"left behind: {left}")


def carelessly(house: Drilled, tries: Tries) -> None:
    """The control: told before it is on the disk, and a paper written in its own place."""
    path = house.folder / "week.pdf"
    path.write_bytes(b"older")
    with house.open() as store:
        tries.arm()
        tries.done.add("note")
        tries.do(partial(store.write, SYSTEM, add_note, "note"), "tried")
        tries.do(partial(path.write_bytes, PAPER), "paper")
        tries.lift()
        tries.hold("note" in store.read(SYSTEM, texts), "lost: a note")
    tries.hold(path.read_bytes() in (PAPER, b"older"), "half: a paper")


def changing_keys(house: Drilled, tries: Tries) -> None:
    """A change of the key file: before or after it, and never none."""
    keys = Keys.open(key_file(house.path))
    slot = keys.staff_slots[0]
    tries.arm()
    tries.do(partial(keys.rename_slot, slot.slot_id, "Other"), "keys")
    tries.lift()
    label = Keys.open(key_file(house.path)).staff_slots[0].label
    tries.hold(label in (slot.label, "Other"), "half: the key file")
    tries.hold(label == "Other" or "keys" in tries.refused, "lost: a change of the keys")
    tries.must(partial(keys.rename_slot, slot.slot_id, "Third"), "keys after")


def upgrading(house: Drilled, tries: Tries) -> None:
    """An old file that is brought up to date: as it was, or whole in the new schema."""
    before = kept(house.path, house.dek)
    tries.arm()
    store = _open(house, tries, "upgrade")
    tries.lift()
    if store is None:
        tries.hold(not missing(before, kept(house.path, house.dek)), "lost: rows of an old file")
    else:
        store.close()
    again = tries.must(partial(Store.open, house.path, house.dek), "upgrade after")
    if again is not None:
        again.close()
        tries.hold(not missing(before, kept(house.path, house.dek)), "lost: rows in the new schema")


def whole_after(house: Drilled, tries: Tries) -> None:
    """The database is one, whatever happened to it."""
    found = check(house.path, house.dek)
    tries.hold(found.ok, f"fault: {found.faults}")


CARELESS = Scene("careless", carelessly)
SCENES = (
    Scene("writes", writes), Scene("backup", backing_up), Scene("import", bringing_in),
    Scene("paper", saving_paper), Scene("keys", changing_keys),
    Scene("upgrade", upgrading, old=True),
)  # fmt: skip


def old_house(folder: Path) -> Drilled:
    """A file of the schema before this one, with the rows of the smallest that was released."""
    house = released(min(RELEASED, key=lambda file: file.stat().st_size), folder)
    engine = file_engine(house.path, database_key(house.dek), write=True)
    to_revision(engine, schema.KNOWN[-2])
    return house
