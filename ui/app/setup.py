"""Setup: what the first steps may do before there is a database, or with an old one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from sobrhouse.domain.recovery_codes import read_code
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.backups.finding import of_any_house
from sobrhouse.storage.backups.keeping import note_restore
from sobrhouse.storage.backups.restoring import restore, role_in
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.slots import Costs
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import _
from ui.app.vault import Key, Unlocked, Vault
from ui.desk import Desk
from ui.office.first_run.step import FoundBackup, Newcomer

Failed = Callable[[Problem], None]


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A new database that is closed again, the key to it, and the code that is shown once."""

    key: Key
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Restored:
    """What a restore gave: a key, or none where the recovery code opened it."""

    key: Key | None
    name: str
    audit_seq: int
    code: str = ""  # with which it was opened, for the new passphrase that it gives next
    aside: str = ""  # what the file that stood there before is called now

    def sentence(self) -> str:
        """What was done, for the person who wanted it."""
        said = _("Restored from {name}.").format(name=self.name)
        if self.aside:
            kept = _("What stood there before is kept as {name}.").format(name=self.aside)
            return f"{said} {kept}"
        return said


class Setup(QObject):
    """Founds or restores off the window's thread, then opens for the desk."""

    def __init__(
        self,
        vault: Vault,
        desk: Desk,
        on_restored: Callable[[Restored], None],
        parent: QObject | None = None,
        costs: Costs | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._desk, self._costs = vault, desk, costs
        self._on_restored = on_restored
        self.idle_minutes = 5
        self.on_server = isinstance(vault.target, str)

    def found(self, who: Newcomer, done: Callable[[str], None], failed: Failed) -> None:
        """Make the database and open it on the desk; `done` gets the recovery code."""

        def made_it(made: Made) -> None:
            self._desk.jobs.database(
                self,
                partial(self._vault.open, replace(made.key, pin=who.pin)),
                lambda unlocked: self._open(unlocked, made.code, done),
                partial(self._fail, failed),
            )

        make = partial(make_house_file, self._vault.target, who, self._costs)
        self._desk.slow(self, make, done=made_it, failed=failed)

    def _open(self, unlocked: Unlocked, code: str, done: Callable[[str], None]) -> None:
        self._desk.open(unlocked.opened)
        self.idle_minutes = unlocked.idle_minutes
        done(code)

    def _fail(self, failed: Failed, problem: BaseException) -> None:
        if isinstance(problem, Problem):
            failed(problem)
        else:
            self._desk.fail(problem)

    def backups_about(self) -> tuple[FoundBackup, ...]:
        """The backups on drives that are plugged in, of whatever house."""
        target = self._vault.target
        found = () if isinstance(target, str) else of_any_house(target.parent)
        return tuple(FoundBackup(file.path, file.made_at) for file in found)

    def restore(self, backup: Path, secret: str, failed: Failed) -> None:
        """Put a backup where no database stands; the program then opens it."""
        if isinstance(self._vault.target, str):
            failed(Problem(_("Backups are files. A server's database is restored on the server.")))
            return
        work = partial(restore_file, backup, self._vault.target, secret)
        self._desk.slow(self, work, done=self._on_restored, failed=failed)


def make_house_file(target: Path | str, who: Newcomer, costs: Costs | None = None) -> Made:
    """The database with its owner and the owner's PIN: all of it, or nothing is left."""
    made = found(target, Founder(who.name, who.passphrase, who.speaks), costs=costs)
    key = Key(made.store.dek, made.slot_id)
    try:
        made.store.write(made.store.actor(staff_id=made.staff_id), set_pin, who.pin)
    except BaseException:
        made.store.close()
        _sweep(target)
        raise
    made.store.close()
    return Made(key, made.recovery_code)


def _sweep(target: Path | str) -> None:
    if isinstance(target, Path):
        for left in (target, Path(f"{target}-wal"), Path(f"{target}-shm"), key_file(target)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def restore_file(backup: Path, target: Path, secret: str) -> Restored:
    """Restore by an owner's passphrase, or by the recovery code."""
    if not backup.is_file():
        raise NotFound(_("That backup is not there any more. Choose it again."), field="backup")
    keys = Keys.open(key_file(backup))
    if _is_code(secret):
        dek, key = keys.unlock_with_code(secret), None
    else:
        unlocked = keys.unlock_with_passphrase(secret)
        dek, key = unlocked.dek, Key(unlocked.dek, unlocked.slot_id)
        if role_in(backup, dek, unlocked.slot_id) is not Role.OWNER:
            raise NotAllowed(_("Only an owner may restore a backup."), field="secret")
    done = restore(backup, target, dek, utc_now())
    seq, aside = done.result.head_seq, done.aside.name if done.aside else ""
    if key is not None:
        store = Store.open(target, dek)
        try:
            store.write(store.actor(slot_id=key.slot_id), note_restore, backup.name, seq)
        finally:
            store.close()
    return Restored(key, backup.name, seq, "" if key else secret, aside)


def _is_code(secret: str) -> bool:
    try:
        read_code(secret)
    except Problem:
        return False
    return True
