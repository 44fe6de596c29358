"""Keeping: what Settings may do with keys, backups and the audit log; it takes long, so it runs
on the slow lane.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from sobrhouse.domain.staff import Actor, Role
from sobrhouse.problems import Problem
from sobrhouse.services import passphrases, staff
from sobrhouse.services.pins import Purpose
from sobrhouse.services.seconds import confirm_second_by_key
from sobrhouse.services.staff import deactivate, reactivate
from sobrhouse.storage.backups.keeping import home_of
from sobrhouse.storage.keys.keys import Keys
from sobrhouse.storage.packing import pack_and_back_up
from sobrhouse.storage.store import Store
from sobrhouse.words import _
from ui.app.backups_kept import BackupsKept
from ui.desk.values import BackupSeen, LogSeen


class Keeping(BackupsKept):
    """Composes key slots and records, so that neither is ever changed without the other."""

    def __init__(self, store: Store, keys: Callable[[], Keys], me: Actor, data: Path) -> None:
        super().__init__(store, data)
        self._keys, self._me = keys, me

    def change_passphrase(self, old: str, new: str) -> None:
        """One's own: WrongPassphrase when the old one does not fit; nothing is encrypted anew."""
        slot = self._slot(self._me.id)
        self._keys().change_passphrase(slot, old, new)
        self._store.write(self._me, passphrases.note_passphrase, self._me.id)

    def check_passphrase(self, passphrase: str) -> None:
        """WrongPassphrase unless it is one's own."""
        keys, mine = self._keys(), self._slot(self._me.id)
        label = next(slot.label for slot in keys.staff_slots if slot.slot_id == mine)
        keys.unlock_with_passphrase(passphrase, label)

    def confirm_second(
        self, staff_id: int, passphrase: str, purpose: Purpose, resident_id: int | None = None
    ) -> None:
        """A second person was here and typed their passphrase; WrongPassphrase when it is not
        theirs.
        """
        keys, theirs = self._keys(), self._slot(staff_id)
        label = next(slot.label for slot in keys.staff_slots if slot.slot_id == theirs)
        unlocked = keys.unlock_with_passphrase(passphrase, label)
        self._store.write(self._me, confirm_second_by_key, unlocked, purpose, resident_id)

    def add_staff(self, name: str, role: Role, houses: Iterable[int], passphrase: str) -> int:
        """An account with the passphrase that its owner has just typed; both or neither."""
        keys = self._keys()
        slot = keys.add_slot(self._store.dek, " ".join(name.split()), passphrase)
        try:
            return self._store.write(self._me, staff.add_staff, name, role, tuple(houses), slot)
        except BaseException:
            keys.remove_slot(slot)
            raise

    def close_account(self, staff_id: int) -> None:
        """Close an account and take its key slot away."""
        slot = self._store.write(self._me, deactivate, staff_id)
        if slot is not None:
            self._keys().remove_slot(slot)

    def reopen_account(self, staff_id: int, name: str, passphrase: str) -> None:
        """Open a closed account again, with a new passphrase."""
        keys = self._keys()
        slot = keys.add_slot(self._store.dek, name, passphrase)
        try:
            self._store.write(self._me, reactivate, staff_id, slot)
        except BaseException:
            keys.remove_slot(slot)
            raise

    def rename(self, staff_id: int, name: str) -> str:
        """Another name, in the records and on the key slot; gives the one before."""
        before = self._store.write(self._me, staff.rename, staff_id, name)
        slot = next((a.slot_id for a in self._store.accounts() if a.staff_id == staff_id), None)
        if slot is not None:
            self._keys().rename_slot(slot, " ".join(name.split()))
        return before

    def new_recovery_code(self) -> str:
        """A new code; the printed one opens nothing from now on. The lock waits for it: a code made
        over a key that was just dropped would open nothing.
        """
        with self._turn:
            self._still_open()
            dek = self._store.dek
            self._store.write(self._me, passphrases.note_recovery_code)
            return self._keys().new_recovery_code(dek)

    def pack(self) -> BackupSeen | None:
        """Write the database anew after a purge, and back a file up; None on a server. The lock
        waits.
        """
        with self._turn:
            self._still_open()
            home = home_of(self._store)
            done = pack_and_back_up(self._store, self._me, home.folder if home else None)
        return BackupSeen(done.path, done.made_at) if done else None

    def verify_log(self, anchor: str = "") -> LogSeen:
        """Walk the whole chain, and look for the code of a printed report where one is given."""
        verdict = self._store.verify_log(anchor=anchor or None)
        return LogSeen(
            verdict.ok, verdict.rows, verdict.head_seq, verdict.anchor, verdict.faults,
            verdict.code_missing,
        )  # fmt: skip

    def database(self) -> Path | None:
        """The database file; None on a server."""
        return self._store.path

    def _slot(self, staff_id: int) -> str:
        for account in self._store.accounts():
            if account.staff_id == staff_id and account.slot_id is not None:
                return account.slot_id
        raise Problem(_("This account has no passphrase of its own."))
