"""Opening: how every command finds the database, asks for the passphrase and lets itself in."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sobrhouse.domain.staff import Actor
from sobrhouse.exchange.practice_clock import RunningClock, evening
from sobrhouse.paths import folders
from sobrhouse.problems import NotFound, Problem, WrongPassphrase
from sobrhouse.storage.dialects import is_url, server_engine
from sobrhouse.storage.keys.keys import Keys, Unlocked, key_file
from sobrhouse.storage.keys.places import KeyPlace, RowPlace
from sobrhouse.storage.places import refuse_to_open
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import _

PASSPHRASE = "SOBRHOUSE_PASSPHRASE"
PRACTICE = "practice house"  # public: the practice house holds nobody's records


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database, and who opened it."""

    store: Store
    actor: Actor
    unlocked: Unlocked
    keys: Keys
    target: Path | str


def target(args: Namespace) -> Path | str:
    """The database meant: `--db`, else the one in the data folder; NotFound without a file, and a
    Problem where it lies on a network drive or in a folder that a service copies elsewhere.
    """
    named: str = args.db or str(folders(getattr(args, "data", None)).database)
    if is_url(named):
        return named
    path = Path(named).expanduser().absolute()
    if not path.is_file():
        raise NotFound(
            _("There is no database {name}. Check the name, or make one.").format(name=path.name)
        )
    refuse_to_open(path)  # here, as some commands look at the file without opening the records
    return path


def keys_of(database: Path | str) -> Keys:
    """The key slots of a database, beside the file or on the server."""
    place: Path | KeyPlace
    if isinstance(database, Path):
        place = key_file(database)
    else:
        place = RowPlace(server_engine(database, write=True))
    return Keys.open(place)


def secret(variable: str, prompt: str) -> str:
    """What the environment variable holds, else what is typed unseen."""
    if value := os.environ.get(variable):
        return value
    if not sys.stdin.isatty():
        raise Problem(
            _("Missing: {what}. Set {variable}, or run this at a terminal.").format(
                what=prompt.rstrip(": "), variable=variable
            )
        )
    try:
        return getpass.getpass(prompt)
    except (EOFError, KeyboardInterrupt) as error:
        raise Problem(_("Stopped. Nothing was changed.")) from error


def secret_twice(variable: str, prompt: str) -> str:
    """A new passphrase: typed twice, unless the environment holds it."""
    first = secret(variable, prompt)
    if not os.environ.get(variable) and getpass.getpass(_("Once more: ")) != first:
        raise Problem(_("The two were not the same. Nothing was changed. Try again."))
    return first


def unlock(keys: Keys, staff: str | None) -> Unlocked:
    """The data key, by the passphrase of `staff` or anybody; a practice house opens by itself."""
    if keys.practice and not os.environ.get(PASSPHRASE):
        try:
            return keys.unlock_with_passphrase(PRACTICE, staff)
        except WrongPassphrase:  # it was made with a passphrase of its own
            pass
    return keys.unlock_with_passphrase(secret(PASSPHRASE, _("Passphrase: ")), staff)


@contextmanager
def opened(args: Namespace) -> Iterator[Opened]:
    """The database open, by the passphrase of a staff member who then is the one who acts."""
    database = target(args)
    keys = keys_of(database)
    unlocked = unlock(keys, getattr(args, "staff", None))
    clock = RunningClock() if keys.practice else None
    store = Store.open(database, unlocked.dek, clock or utc_now)
    try:
        if clock is not None:
            clock.start_at(evening(store))
        actor = store.actor(slot_id=unlocked.slot_id)
        yield Opened(store, actor, unlocked, keys, database)
    finally:
        store.close()
