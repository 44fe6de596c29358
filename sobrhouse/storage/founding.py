"""Founding: making a new database with its keys, its first staff member and the first audit row."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Engine

from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.problems import Problem
from sobrhouse.storage import dialects, schema
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys import secrets
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.places import FilePlace, RowPlace, make_folder
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import Costs
from sobrhouse.storage.places import refuse_unsafe_place
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Staff
from sobrhouse.storage.work import Work, utc_now
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Founder:
    """The first staff member: always an owner."""

    name: str
    passphrase: str
    speaks: str = "en"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new database, open, with the recovery code that is shown once."""

    store: Store
    recovery_code: str
    staff_id: int
    slot_id: str


def found(
    target: Path | str,
    founder: Founder,
    *,
    clock: Callable[[], datetime] = utc_now,
    practice: bool = False,
    costs: Costs | None = None,
) -> Founded:
    """Make a new encrypted database. Problem where one stands already or the place is not safe;
    nothing is left then.
    """
    if dialects.is_url(target):
        return _found_on_server(str(target), founder, clock, practice, costs)
    path = Path(target)
    refuse_unsafe_place(path)
    if path.exists():
        raise Problem(
            _(
                "There is already a database with that name. It was left as it is. Choose "
                "another name."
            )
        )
    try:
        make_folder(path.parent)
        _put_aside(key_file(path))
        keys, dek, code = Keys.create(
            FilePlace(key_file(path)),
            founder.name,
            founder.passphrase,
            practice=practice,
            costs=costs,
        )
        try:
            engine = dialects.file_engine(path, database_key(dek), write=True)
            return _fill(engine, path, keys, dek, code, founder, clock)
        except BaseException:
            for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), key_file(path)):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)
            raise
    except Exception as error:
        raise (as_problem(error, path) or error) from error


def _found_on_server(
    url: str, founder: Founder, clock: Callable[[], datetime], practice: bool, costs: Costs | None
) -> Founded:
    engine = dialects.server_engine(url, write=True)
    try:
        with engine.begin() as connection:
            if schema.revision(connection) is not None:
                raise Problem(
                    _(
                        "There is already a sobrhouse database at that address. It was left as "
                        "it is."
                    )
                )
            schema.make(connection)
        keys, dek, code = Keys.create(
            RowPlace(engine), founder.name, founder.passphrase, practice=practice, costs=costs
        )
        return _fill(engine, url, keys, dek, code, founder, clock, made=True)
    except Exception as error:
        engine.dispose()
        raise (as_problem(error) or error) from error


def is_empty(url: str) -> bool:
    """Whether a PostgreSQL database stands there that has no tables of ours yet. Problem where it
    cannot be asked.
    """
    engine = dialects.server_engine(url, write=False)
    try:
        with engine.connect() as connection:
            return schema.revision(connection) is None
    except Exception as error:
        raise (as_problem(error) or error) from error
    finally:
        engine.dispose()


def _fill(
    engine: Engine,
    target: Path | str,
    keys: Keys,
    dek: bytes,
    code: str,
    founder: Founder,
    clock: Callable[[], datetime],
    *,
    made: bool = False,
) -> Founded:
    with engine.begin() as connection:
        if not made:
            schema.make(connection)
        secrets.make(connection, dek)
    engine.dispose()
    store = Store.open(target, dek, clock)
    slot_id = keys.staff_slots[0].slot_id
    staff_id = store.write(SYSTEM, _first_staff, founder, slot_id)
    return Founded(store, code, staff_id, slot_id)


def _first_staff(work: Work, founder: Founder, slot_id: str) -> int:
    work.require(Permission.START)
    staff = work.add(
        Staff(name=founder.name, role=Role.OWNER.value, slot_id=slot_id, speaks=founder.speaks)
    )
    work.record("database.made", staff)
    return staff.id


def _put_aside(keys: Path) -> None:
    """A key file without its database may still open an old backup: keep it under another name."""
    if keys.exists():
        number = 1
        while (aside := keys.with_name(f"{keys.name}.{number}.old")).exists():
            number += 1
        keys.rename(aside)
