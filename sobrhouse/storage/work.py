"""Work: one use case's session, actor and clock, and its record in the audit log."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.pins import Mark
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import NotFound, Stale
from sobrhouse.storage import audit
from sobrhouse.storage.access import check_houses, check_row, houses_by, houses_of, refused
from sobrhouse.storage.boots import boot_id
from sobrhouse.storage.clock_watch import note_jump
from sobrhouse.storage.keys.pin_lock import awake_and_asleep
from sobrhouse.storage.prepared import Link
from sobrhouse.storage.tables import Base, House, Stay
from sobrhouse.words import _

T = TypeVar("T", bound=Base)


def since_boot() -> tuple[str, int]:
    """Which start of the computer this is, and the milliseconds since."""
    return boot_id(), int(awake_and_asleep() * 1000)


HIDDEN = "…"  # in the audit log in the place of what is a resident's own
_SILENT = frozenset({"updated_at", "created_at", "created_by", "version"})


@dataclass(slots=True)
class Work:
    """What a service is given: it asks permission, loads, changes and records; `Store` begins and
    commits.

    `session` is made when somebody asks for it, as a sign-in at the kiosk never does.
    """

    transaction: Link
    actor: Actor
    now: datetime
    keys: audit.AuditKeys
    secrets: Mapping[str, bytes]
    station: str = "office"
    ticks: Callable[[], tuple[str, int]] = since_boot
    began: Mark | None = None  # `now` by both clocks, read together
    minds_clock: bool = False  # whether `now` is the computer's own, so that it can jump
    recorded: int = 0
    required: bool = False
    _loaded: dict[int, tuple[Base, dict[str, Any]]] = field(default_factory=dict)
    _session: Session | None = None

    @property
    def connection(self) -> Connection:
        """The transaction's own connection, for plain statements."""
        return self.transaction.connection

    @property
    def session(self) -> Session:
        """The one session of this transaction."""
        if self._session is None:
            self._session = Session(
                self.connection,
                autoflush=False,
                expire_on_commit=False,
                join_transaction_mode="rollback_only",
            )
        return self._session

    def flush(self) -> None:
        """Send what was changed on loaded rows."""
        if self._session is not None:
            self._session.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        """Flush what is left; let the session go, whatever came of it."""
        try:
            if kind is None:
                self.flush()
        finally:
            if self._session is not None:
                self._session.close()

    def require(self, permission: Permission, house_id: int | None = None) -> None:
        """Refuse an actor without the permission, or for whom this house is not one of theirs."""
        self.required = True
        if not self.actor.may(permission):
            raise refused()
        if house_id is not None:
            check_houses(self.actor, {house_id})

    def get(self, table: type[T], key: Any, version: int | None = None) -> T:
        """The row with this id. NotFound when it is not there, NotAllowed in another's house, Stale
        when moved on.
        """
        row = self.session.get(table, key)
        if row is None:
            raise NotFound(
                _("That record is not there any more. Nothing was changed. Look again in a moment.")
            )
        check_row(self.session, self.actor, row)
        self._loaded.setdefault(id(row), (row, _values(row)))
        if version is not None and getattr(row, "version", version) != version:
            raise Stale(_("Someone else has just changed this."), theirs=_values(row))
        return row

    def watch(self, row: T) -> T:
        """Remember how a row that was found by a statement looks now, so that `record` can tell
        what changed.
        """
        self._loaded.setdefault(id(row), (row, _values(row)))
        return row

    def add(self, row: T) -> T:
        """Put a new row in and give it its id."""
        if hasattr(row, "created_at") and getattr(row, "created_at", None) is None:
            row.created_at = self.now
            row.created_by = self.actor.id if self.actor.role else 0  # type: ignore[attr-defined]
        self.session.add(row)
        self.session.flush()
        self._loaded.setdefault(id(row), (row, {}))
        return row

    def record(
        self,
        action: str,
        subject: Base | None = None,
        *,
        house_id: int | None = None,
        resident_id: int | None = None,
        hide: Collection[str] = (),
        **more: Any,
    ) -> int:
        """Write the audit row of what was done to `subject`: before and after are read off it;
        gives the row's seq. Of the columns in `hide` it is said that they changed, not to what.
        """
        payload: dict[str, Any] = dict(more)
        table_name, row_id = "", None
        if subject is not None:
            table_name, row_id = subject.__tablename__, _key(subject)
            payload |= self._difference(subject, hide)
            self._touch(subject, payload)
            house_id = house_id or self._house(subject)
            resident_id = resident_id or self._resident(subject)
        self.flush()
        return self._append(action, table_name, row_id, house_id, resident_id, payload)

    def record_row(
        self,
        action: str,
        table_name: str,
        row_id: int | None,
        *,
        house_id: int,
        resident_id: int | None = None,
        **payload: Any,
    ) -> int:
        """Write the audit row of what a plain statement did, where nothing was loaded (the kiosk);
        gives its seq.
        """
        return self._append(action, table_name, row_id, house_id, resident_id, payload)

    def _append(
        self,
        action: str,
        table_name: str,
        row_id: int | None,
        house_id: int | None,
        resident_id: int | None,
        payload: Any,
    ) -> int:
        first, self.recorded = self.recorded == 0, self.recorded + 1
        mark = self.began or self.mark
        last = audit.newest(self.transaction) if first and self.minds_clock else None
        if last and note_jump(self.transaction, self.keys, last, mark, self.station):
            last = None
        return audit.append(
            self.transaction,
            self.keys,
            self.actor,
            self.now,
            action,
            station=self.station,
            table_name=table_name,
            row_id=row_id,
            house_id=house_id,
            resident_id=resident_id,
            payload=payload,
            mark=mark,
            last=last,
        )

    def record_batch(
        self,
        action: str,
        table_name: str,
        rows: list[Any],
        *,
        house_id: int | None = None,
        **more: Any,
    ) -> int:
        """One audit row for many: how many, and the SHA-256 of their canonical form."""
        digest = batch_digest(rows)
        return self.record(
            action,
            None,
            house_id=house_id,
            table=table_name,
            count=len(rows),
            sha256=digest,
            **more,
        )

    @property
    def mark(self) -> Mark:
        """Now, by the wall's clock and by the one that nobody can set."""
        return Mark(self.now, *self.ticks())

    def today(self, house_id: int) -> date:
        """The civil date in the house's zone."""
        return self.now.astimezone(self._zone(house_id)).date()

    def house_day(self, house_id: int, at: datetime | None = None) -> date:
        """The day whose night this is, or was `at` another instant: until 04:00 it is still the
        day before (data-model.md, Conventions).
        """
        return house_day(at or self.now, self._zone(house_id))

    def keyed_hash(self, content: bytes) -> str:
        """A hash of bytes that says nothing to who lacks the key."""
        return hmac.new(self.secrets["blob"], content, hashlib.sha256).hexdigest()

    def _zone(self, house_id: int) -> ZoneInfo:
        name = self.session.execute(select(House.timezone).where(House.id == house_id)).scalar()
        return ZoneInfo(name or "UTC")

    def _difference(self, row: Base, hide: Collection[str]) -> dict[str, Any]:
        before = self._loaded.get(id(row), (row, {}))[1]
        now = _values(row)
        changed = {k: v for k, v in now.items() if k not in _SILENT and before.get(k) != v}
        self._loaded[id(row)] = (row, now)
        sides = {"before": {k: before[k] for k in changed if k in before}, "after": changed}
        return {
            side: {k: HIDDEN if k in hide else v for k, v in values.items()}
            for side, values in sides.items()
        }

    def _touch(self, row: Base, payload: dict[str, Any]) -> None:
        if payload.get("before") and hasattr(row, "version"):
            row.version += 1
            row.updated_at = self.now  # type: ignore[attr-defined]

    def _house(self, row: Base) -> int | None:
        houses = houses_of(self.session, row)
        mine = sorted(h for h in houses if self.actor.houses is None or h in self.actor.houses)
        return mine[0] if mine else None

    def _resident(self, row: Base) -> int | None:
        if row.__tablename__ == "resident":
            return row.id  # type: ignore[attr-defined,no-any-return]
        if (resident_id := getattr(row, "resident_id", None)) is not None:
            return int(resident_id)
        if (stay_id := getattr(row, "stay_id", None)) is not None:
            return self.session.execute(select(Stay.resident_id).where(Stay.id == stay_id)).scalar()
        return None

    def houses_of_resident(self, resident_id: int) -> set[int]:
        """The houses in which a person has or had a stay or an application, taken back or not."""
        return houses_by(self.session, "resident_id", resident_id, voided=True)


def batch_digest(rows: list[Any]) -> str:
    """SHA-256 over the rows' canonical lines, in their order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(audit.canonical(row).encode() + b"\n")
    return digest.hexdigest()


def _values(row: Base) -> dict[str, Any]:
    state = inspect(row)
    return {c.key: getattr(row, c.key) for c in state.mapper.column_attrs}


def _key(row: Base) -> int | None:
    value = getattr(row, "id", None)
    return value if isinstance(value, int) else None


def utc_now() -> datetime:
    """The one place where the core reads the computer's clock."""
    return datetime.now(UTC)
