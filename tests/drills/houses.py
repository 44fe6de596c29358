"""Houses for the drills: a small real database, and the one thing that is written to it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import House, Note
from sobrhouse.storage.work import Work, utc_now

PASSPHRASE = "correct horse battery"
NOW = datetime(2026, 11, 23, 0, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Drilled:
    """A closed database in a folder of its own."""

    folder: Path
    path: Path
    dek: bytes

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, closed again at the end."""
        store = Store.open(self.path, self.dek)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def drilled(notes: int = 0, length: int = 40, place: Path | None = None) -> Iterator[Drilled]:
    """A new house with so many notes, gone with its folder at the end."""
    with tempfile.TemporaryDirectory(prefix="sobrhouse-drill-", dir=place) as name:
        folder = Path(name)
        path = folder / "house.db"
        made = found(path, Founder("Olive Owner", PASSPHRASE), costs=FLOOR, clock=utc_now)
        house = Drilled(folder, path, made.store.dek)
        made.store.write(SYSTEM, add_house)
        for number in range(notes):
            made.store.write(SYSTEM, add_note, f"first {number} " + "x" * length)
        made.store.close()
        yield house


def copied(house: Drilled, folder: Path) -> Drilled:
    """The same closed house in another folder."""
    shutil.copytree(house.folder, folder, dirs_exist_ok=True)
    return Drilled(folder, folder / house.path.name, house.dek)


def add_house(work: Work) -> int:
    """The one house."""
    work.require(Permission.START)
    house = work.add(House(name="Maple Street House"))
    work.record("test.made", house)
    return house.id


def add_note(work: Work, text: str) -> int:
    """One note, recorded: what stands here for a sign-in or a payment."""
    work.require(Permission.START)
    note = work.add(Note(house_id=1, text=text, at=work.now))
    work.record("note.added", note)
    return note.id


@needs(Permission.START, house_free=True)
def texts(session: Session) -> frozenset[str]:
    """The text of every note."""
    return frozenset(session.execute(select(Note.text)).scalars())
