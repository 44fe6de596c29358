"""Store: the one way in and out of the database; it opens, begins, commits and closes, and nothing
else does.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.pins import Mark
from sobrhouse.domain.staff import Actor, ActorKind, Role
from sobrhouse.problems import Damaged, DatabaseGone, Problem, ReadOnly
from sobrhouse.storage import access, allow, audit, dialects, schema
from sobrhouse.storage.damage.left_log import refuse_torn_log
from sobrhouse.storage.damage.zeros import refuse_zeros
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.guards import REFUSALS
from sobrhouse.storage.keys import secrets
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.places import refuse_to_open
from sobrhouse.storage.prepared import Link
from sobrhouse.storage.room import DayBegun, forget_cached_log
from sobrhouse.storage.tables import Staff, StaffHouse
from sobrhouse.storage.watch import Watch
from sobrhouse.storage.work import Work, since_boot, utc_now
from sobrhouse.storage.writer import Writer
from sobrhouse.words import _

P = ParamSpec("P")
R = TypeVar("R")
_MET: set[Path] = set()  # the files that this program has opened since it began


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account as the lock page needs it."""

    staff_id: int
    name: str
    role: Role
    slot_id: str | None
    speaks: str
    active: bool


class Store:
    """One open database. `read` and `write` are the only doors to it; close it to forget the
    key.
    """

    def __init__(
        self, target: Path | str, dek: bytes, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.target = target
        self._dek = dek
        self._clock = clock
        self.station = "office"  # which window or kiosk the audit log names
        self.ticks = since_boot
        self.minds_clock = clock is utc_now  # another clock, as of the practice house, goes its way
        self._is_narrow = False
        self._held = False
        self._path = None if dialects.is_url(target) else Path(target)
        self._key = database_key(dek)
        if self._path is not None:
            _MET.add(self._path.absolute())
        self._writer = self._engine(write=True)
        self._writing = Writer(self._writer, self._path)
        self._reader = self._engine(write=False)
        self._audit_keys = audit.AuditKeys({})
        self._secrets: dict[str, bytes] = {}
        self._day = DayBegun(self._path)
        self._doubted = False  # the disk failed a write: look again before the next one

    def _engine(self, *, write: bool) -> Engine:
        if self._path is None:
            return dialects.server_engine(str(self.target), write=write)
        return dialects.file_engine(self._path, self._key, write=write)

    @classmethod
    def open(
        cls,
        target: Path | str,
        dek: bytes,
        clock: Callable[[], datetime] = utc_now,
        *,
        narrow: bool = False,
    ) -> Self:
        """Open a database with its data key: refuse a newer one, bring an older one up to date,
        check the chain's tail. `narrow` is for a kiosk's screens: from then on the connections do
        only what the allow-list names.

        Raises NewerFile, Damaged, ReadOnly, DiskFull or Busy; the file is then as it was.
        """
        if not dialects.is_url(target):
            _must_be_there(Path(target))
        if not dialects.is_url(target) and Path(target).absolute() not in _MET:
            refuse_torn_log(Path(target))  # once: looking drops the locks of this program's others
        store = cls(target, dek, clock)
        try:
            store._prepare()
            if narrow:
                store._narrow()
        except BaseException as error:
            store.close()
            raise _understood(error, store.path) from error
        return store

    def _prepare(self) -> None:
        if self._path is not None:
            refuse_to_open(self._path)
        with self._first_look() as connection:
            due = schema.check(schema.revision(connection))
        if due:
            schema.upgrade(self._writer, self._back_up_first)
        with self._reader.connect() as connection:
            self._verify_tail(connection)

    def _verify_tail(self, connection: Connection) -> None:
        """Load the keys, and walk the chain's last 1,000 entries. Damaged where they do not hold
        together.
        """
        try:
            self._audit_keys, self._secrets = secrets.load(connection, self._dek)
            verdict = audit.verify(connection, self._audit_keys, last=1000)
        finally:  # a bad page is no lie of anybody's, whatever else it made of the log
            self._refuse_zeros(connection)
        if not verdict.ok:
            raise Damaged(
                _(
                    "The audit log does not hold together: entries were changed outside the "
                    "program. "
                    "The file was left as it is. Restore a backup, or ask for help before you go "
                    "on."
                ),
                details=" ".join(verdict.faults),
            )

    def _look_again(self) -> None:
        """After a disk's fault: close every connection and read from the disk what it has, before
        anything more is said to be saved (safety.md 4.6).
        """
        self._writing.drop()
        if self._path is not None:
            self._reader.dispose()
            forget_cached_log(self._path)
        with self._first_look() as connection:  # a kiosk's own connections may not read the log
            self._verify_tail(connection)
        self._doubted = False

    def _narrow(self) -> None:
        """Every connection from now on is a narrow one. A server will use a role of its own."""
        self._is_narrow = True
        if self._path is not None:
            self._writing.drop()
            self._reader.dispose()
            for engine in (self._writer, self._reader):
                event.listen(engine, "connect", lambda driver, _record: allow.narrow(driver))

    def _first_look(self) -> Any:
        """A connection for the first question, on which no pragma has been run that could write."""
        if self._path is None:
            return self._reader.connect()
        return dialects.looking_engine(self._path, self._key).connect()

    def _back_up_first(self) -> None:
        if self._path is not None:
            from sobrhouse.storage.backups.backup import back_up

            back_up(
                self._path, self._dek, self._path.parent / "backups", self._clock(), kind="upgrade"
            )

    def now(self) -> datetime:
        """This database's clock, aware and in UTC: the practice house has its own."""
        return self._clock()

    def read(
        self,
        actor: Actor,
        query: Callable[Concatenate[Session, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Ask a query on a connection that cannot write; its permission and house are checked
        first.
        """
        try:
            with Session(self._reader, autoflush=False) as session:
                filled = access.check(session, actor, query, args, dict(kwargs))
                try:
                    return query(session, *args, **filled)
                finally:  # also where zeros made the query itself stumble
                    if session.in_transaction():
                        self._refuse_zeros(session.connection())
        except (DBAPIError, sqlcipher.Error, OSError) as error:
            understood = _understood(error, self._path)
            if isinstance(understood, Damaged):
                self._reader.dispose()
            raise understood from error

    def _refuse_zeros(self, connection: Connection) -> None:
        """Damaged where what was just read came off a page that is no good."""
        if self._path is not None:
            try:
                refuse_zeros(connection.connection.driver_connection)
            except sqlcipher.Error:
                connection.invalidate()
                raise

    @staticmethod
    def _refuse_zeros_in(transaction: Link) -> None:
        if transaction.driver is not None:
            refuse_zeros(transaction.driver)

    def write(
        self,
        actor: Actor,
        use_case: Callable[Concatenate[Work, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Run one use case in one transaction that is on disk when this returns, or did not happen
        at all.

        AssertionError when it wrote without recording, or never asked for a permission.
        """
        if self._held:
            raise ReadOnly(
                _("The database is damaged, so nothing was saved. What can be read is there to "
                  "look at. An owner can put it right.")
            )
        try:
            if self._doubted:
                self._look_again()
            with self._writing.transaction() as transaction:
                work = self._work(transaction, actor)
                self._day.need(work.now.date())
                mark = dialects.WriteMark(transaction)
                try:
                    with work:
                        result = use_case(work, *args, **kwargs)
                except BaseException:  # what was closed meanwhile cannot be asked, nor saved to
                    with suppress(sqlcipher.ProgrammingError):
                        self._refuse_zeros_in(transaction)
                    raise
                self._refuse_zeros_in(transaction)  # nothing is saved by what was not there
                assert work.required, f"{_name(use_case)} asked for no permission"
                assert work.recorded or not mark.moved(), (
                    f"{_name(use_case)} wrote and recorded nothing"
                )
            return result
        except (DBAPIError, sqlcipher.Error, OSError) as error:
            understood = _understood(error, self._path)
            if isinstance(
                understood, Damaged
            ):  # after a failed sync nothing on this connection can be trusted
                self._writing.drop()
                self._doubted = True
            raise understood from error

    def _work(self, transaction: Link, actor: Actor) -> Work:
        now = self._clock()
        return Work(
            transaction,
            actor,
            now,
            self._audit_keys,
            self._secrets,
            self.station,
            self.ticks,
            Mark(now, *self.ticks()),
            self.minds_clock,
        )

    def hold(self) -> None:
        """Write nothing more: the file was found damaged, and is kept as it is."""
        self._held = True

    def watch(self) -> Watch:
        """A new Watch on this database; the caller closes it."""
        url = None if self._path else dialects.server_url(str(self.target))
        return Watch(self._path, self._key, url, narrow=self._is_narrow)

    def accounts(self) -> tuple[Account, ...]:
        """Every staff account, by name."""
        with Session(self._reader) as session:
            rows = session.execute(
                select(
                    Staff.id, Staff.name, Staff.role, Staff.slot_id, Staff.speaks, Staff.active
                ).order_by(Staff.name)
            )
            return tuple(
                Account(r.id, r.name, Role(r.role), r.slot_id, r.speaks, r.active) for r in rows
            )

    def actor(self, *, slot_id: str | None = None, staff_id: int | None = None) -> Actor:
        """The staff member who holds this key slot (or has this id), with their houses. Problem
        when not active.
        """
        with Session(self._reader) as session:
            found = select(Staff).where(
                Staff.slot_id == slot_id if staff_id is None else Staff.id == staff_id
            )
            staff = session.execute(found).scalars().first()
            if staff is None or not staff.active:
                raise Problem(
                    _("That staff account is not active any more. Ask the owner to let you in.")
                )
            role = Role(staff.role)
            houses = session.execute(
                select(StaffHouse.house_id).where(StaffHouse.staff_id == staff.id)
            ).scalars()
            own = None if role in (Role.OWNER, Role.AUDITOR) else frozenset(houses)
            return Actor(ActorKind.STAFF, staff.id, staff.name, role, own)

    def secret(self, name: str) -> bytes:
        """One of the wrapped keys by name ("pepper", "blob")."""
        return self._secrets[name]

    def verify_log(self, *, last: int | None = None, anchor: str | None = None) -> audit.Verdict:
        """Walk the audit chain, and look for a printed anchor where one is given."""
        with self._reader.connect() as connection:
            return audit.verify(connection, self._audit_keys, last=last, anchor=anchor)

    def close(self) -> None:
        """Close every connection and forget the keys."""
        for let_go in (self._writing.drop, self._reader.dispose):
            with suppress(Exception):
                let_go()
        self._dek = self._key = b""
        self._secrets = {}
        self._audit_keys = audit.AuditKeys({})

    @property
    def dek(self) -> bytes:
        """The data key, for backups and for the lock; empty once closed."""
        return self._dek

    @property
    def path(self) -> Path | None:
        """The database file, or None on a server."""
        return self._path


def _must_be_there(path: Path) -> None:
    """Opening makes no file: an empty one would be taken for the house."""
    try:
        there = path.stat().st_size > 0
    except OSError:
        there = False
    if not there:
        raise DatabaseGone(
            _("The file with the records, {name}, is not there or is empty. Nothing was changed. "
              "Put it back, or restore a backup.").format(name=path.name)
        )


def _name(use_case: Callable[..., Any]) -> str:
    return getattr(use_case, "__name__", repr(use_case))


def _understood(error: BaseException, path: Path | None) -> BaseException:
    """The problem behind a database error, in plain words; other errors stay what they are."""
    if isinstance(error, DBAPIError | sqlcipher.Error):
        said = str(getattr(error, "orig", error))
        for rule, sentence in REFUSALS.items():
            if rule in said:
                return Problem(_(sentence))
    return as_problem(error, path) or error if isinstance(error, Exception) else error
