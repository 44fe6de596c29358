"""Key places: where the key slots stand, a file beside the database or a table on PostgreSQL."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import (
    Connection,
    Engine,
    String,
    Text,
    column,
    delete,
    insert,
    select,
    table,
    update,
)

from sobrhouse.problems import Damaged, KeysMissing, Problem
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.documents import Document
from sobrhouse.storage.keys.slots import damaged
from sobrhouse.storage.outside.picked import ordinary_bytes
from sobrhouse.words import _

Change = Callable[[Document], Document]

LARGEST = 1024 * 1024
NEXT = ".next"
_SALT_BYTES = 16  # at the head of a database file
_HEADER = "header"
_ROWS = table("key_slot", column("slot_id", String), column("body", Text))


class KeyPlace(Protocol):
    """What `Keys` needs of a place: read the document, make it, change it whole or not at all."""

    def load(self) -> Document:
        """The document as it stands; NotFound or Damaged where there is none to read."""

    def make(self, document: Document) -> None:
        """Write the first document; refused where one stands already."""

    def change(self, change: Change) -> Document:
        """Load, change and write back as one step; gives what was written."""


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Say in a sentence what the disk or the server refused."""
    try:
        yield
    except Problem:
        raise
    except Exception as error:
        problem = as_problem(error)
        if problem is None:
            raise
        raise problem from error


class FilePlace:
    """The key file beside a database, readable by its owner alone and always replaced whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Document:
        """The document; a missing file is NotFound, an unreadable one Damaged."""
        with _in_words():
            finish_exchange(self.path)
            try:
                data = ordinary_bytes(self.path, LARGEST)
            except FileNotFoundError as error:
                raise KeysMissing(
                    _("The key file {name} is missing. Put it back beside the database. "
                      "A copy stands beside every backup.").format(name=self.path.name)
                ) from error
            except OSError as error:  # such as links that lead round and round
                raise as_problem(error) or damaged("the key file cannot be opened") from error
        if data is None or len(data) > LARGEST:
            raise damaged("the key file is no ordinary file, or too large")
        try:
            document = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise damaged("the key file is not JSON") from error
        if not isinstance(document, dict):
            raise damaged("the key file is not one document")
        return document

    def make(self, document: Document) -> None:
        """Write the first key file; one that stands already is never replaced."""
        if self.path.exists():
            raise Problem(
                _("There is a key file {name} here already. Choose another folder.").format(
                    name=self.path.name
                )
            )
        self.replace(document)

    def change(self, change: Change) -> Document:
        """Load, change and replace the file."""
        document = change(self.load())
        self.replace(document)
        return document

    def replace(self, document: Document) -> None:
        """Write the file, whatever stands there."""
        text = json.dumps(document, indent=1, ensure_ascii=True) + "\n"
        with _in_words():
            replace_whole(self.path, text.encode("ascii"))


class RowPlace:
    """The table `key_slot` of a PostgreSQL database: a row for each slot and one for the header."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with _in_words(), self._engine.begin() as connection:
                yield connection
        finally:
            self._engine.dispose()  # keys are asked for rarely: keep no connection for them

    def load(self) -> Document:
        """The document put together from its rows."""
        with self._transaction() as connection:
            return self._gather(connection)

    def make(self, document: Document) -> None:
        """Write the first rows; refused where a header stands already."""
        with self._transaction() as connection:
            if connection.execute(select(_ROWS.c.slot_id).limit(1)).first() is not None:
                raise Problem(_("This database has its keys already."))
            connection.execute(insert(_ROWS), self._spread(document))

    def change(self, change: Change) -> Document:
        """Load, change and write back in one transaction, one program at a time."""
        with self._transaction() as connection:
            connection.execute(
                select(_ROWS.c.slot_id).where(_ROWS.c.slot_id == _HEADER).with_for_update()
            )
            document = change(self._gather(connection))
            # The header is changed in place: its row lock is what the next program waits on.
            connection.execute(delete(_ROWS).where(_ROWS.c.slot_id != _HEADER))
            header, *slots = self._spread(document)
            connection.execute(
                update(_ROWS).where(_ROWS.c.slot_id == _HEADER).values(body=header["body"])
            )
            connection.execute(insert(_ROWS), slots)
            return document

    @staticmethod
    def _gather(connection: Connection) -> Document:
        rows = connection.execute(select(_ROWS.c.slot_id, _ROWS.c.body)).all()
        try:
            bodies = {slot_id: json.loads(body) for slot_id, body in rows}
        except (ValueError, RecursionError) as error:
            raise damaged("a key slot is not JSON") from error
        if _HEADER not in bodies:
            raise Damaged(
                _("This database has no keys in it. Restore a backup."), details="no header row"
            )
        header = bodies.pop(_HEADER)
        order = header.pop("order", [])
        slots = [bodies[slot_id] for slot_id in order if slot_id in bodies]
        return {**header, "slots": slots}

    @staticmethod
    def _spread(document: Document) -> list[dict[str, str]]:
        slots = document["slots"]
        header = {name: value for name, value in document.items() if name != "slots"}
        header["order"] = [slot["id"] for slot in slots]
        rows = [{"slot_id": _HEADER, "body": json.dumps(header)}]
        return rows + [{"slot_id": slot["id"], "body": json.dumps(slot)} for slot in slots]


def begin_exchange(keys: Path, database: Path, part: Path, document: Document) -> None:
    """Lay down the keys that come with `part` once it stands in the database's place, which
    `finish_exchange` sees to after a power cut; until then the keys that stand are the right ones.
    """
    told = {"database": database.name, "salt": part.read_bytes()[:_SALT_BYTES].hex(),
            "keys": document}  # fmt: skip
    replace_whole(keys.with_name(keys.name + NEXT), json.dumps(told).encode("ascii"))


def end_exchange(keys: Path, document: Document) -> None:
    """The database stands: so do its keys, also where another program that looked just before took
    those that waited for left over.
    """
    FilePlace(keys).replace(document)
    finish_exchange(keys)


def finish_exchange(keys: Path) -> None:
    """Put the keys of another data key in place, once the database that they open stands; keys
    whose database never came are taken away. So neither is ever without the other, whenever the
    power went.
    """
    waiting = keys.with_name(keys.name + NEXT)
    if not waiting.exists():
        return
    name, salt, told = _waiting(waiting)
    database = keys.with_name(name)
    if not database.exists():
        return
    if (ordinary_bytes(database, _SALT_BYTES) or b"")[:_SALT_BYTES] == salt:
        document = json.dumps(told, indent=1, ensure_ascii=True) + "\n"
        replace_whole(keys, document.encode("ascii"))
    waiting.unlink()
    settle(keys.parent)


def _waiting(waiting: Path) -> tuple[str, bytes, Document]:
    """The database, its salt and the keys that wait for it; Damaged for a file that is not ours."""
    try:
        told = json.loads((ordinary_bytes(waiting, LARGEST) or b"").decode("ascii"))
        name, salt, keys = told["database"], bytes.fromhex(told["salt"]), told["keys"]
        ours = isinstance(keys, dict) and len(salt) == _SALT_BYTES
        if not ours or Path(name).name != name or name in ("", ".", ".."):
            raise ValueError("a place of its own")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged("the keys that wait cannot be read") from error
    return name, salt, keys


def copy_keys(source: Path, target: Path) -> None:
    """The key file of one database as another's, whole; Damaged where it is no key file at all."""
    data = ordinary_bytes(source, LARGEST)
    if data is None or len(data) > LARGEST:
        raise damaged("the key file is no ordinary file, or too large")
    replace_whole(target, data)


def replace_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that after a power cut the old or the new stands, no half."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(part, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle(path.parent)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it, so that a power cut does not take it back."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=mode)
    for each in new:
        settle(each.parent)


def settle(folder: Path) -> None:
    """Make the folder's own entries safe against a power cut."""
    if os.name == "nt":
        return  # NTFS journals names by itself and refuses to open folders
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
