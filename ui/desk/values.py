"""Values: what a desk is given, what it tells, and what it needs of the store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sobrhouse.domain.staff import Actor, Role


class StoreLike(Protocol):
    """The part of the store that a desk uses; the desk never imports it, so the first paint stays
    quick.
    """

    def read(self, actor: Actor, query: Any, /, *args: Any, **kw: Any) -> Any:
        """Rows of one query."""

    def write(self, actor: Actor, use_case: Any, /, *args: Any, **kw: Any) -> Any:
        """What one use case gives back."""

    def now(self) -> datetime:
        """The instant on the store's clock."""

    def close(self) -> None:
        """Close the connections and forget the key."""


class WatchLike(Protocol):
    """Tells what changed since it was last asked."""

    def topics(self) -> frozenset[str]:
        """Nouns of what changed; empty when nothing did."""

    def close(self) -> None:
        """Let its connection go."""


class HouseLike(Protocol):
    """What a desk knows of a house."""

    @property
    def house_id(self) -> int:
        """Its id."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def time_zone(self) -> str:
        """The zone in which its days begin and end."""


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """One backup: where it lies and when it was made."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class LogSeen:
    """What a walk along the audit log found."""

    ok: bool
    rows: int
    head_seq: int
    anchor: str
    faults: tuple[str, ...]
    code_missing: bool = False  # the printed code that was looked for is not in it


class KeepingLike(Protocol):
    """Keys, backups and the audit log, for Settings; every call may take long."""

    def change_passphrase(self, old: str, new: str) -> None:
        """One's own passphrase."""

    def check_passphrase(self, passphrase: str) -> None:
        """WrongPassphrase unless it is one's own."""

    def confirm_second(
        self, staff_id: int, passphrase: str, purpose: Any, resident_id: int | None = None
    ) -> None:
        """A second person typed their passphrase; WrongPassphrase when it is not theirs."""

    def add_staff(self, name: str, role: Role, houses: Iterable[int], passphrase: str) -> int:
        """A new account with its passphrase."""

    def close_account(self, staff_id: int) -> None:
        """Close an account and take its key away."""

    def reopen_account(self, staff_id: int, name: str, passphrase: str) -> None:
        """Open a closed account again."""

    def rename(self, staff_id: int, name: str) -> str:
        """Another name; gives the one before."""

    def new_recovery_code(self) -> str:
        """A new recovery code; the old one ends."""

    def back_up(self, folder: Path | None = None) -> BackupSeen | None:
        """A verified backup now."""

    def pack(self, folder: Path) -> BackupSeen | None:
        """The file written anew after a purge, and a verified backup of it."""

    def back_up_if_due(self, folder: Path, *, leaving: bool = False) -> bool:
        """The hourly backup, where something changed."""

    def backup_folder(self) -> Path:
        """Where backups go by default."""

    def backups(self, folder: Path) -> tuple[BackupSeen, ...]:
        """What lies in a folder, newest first."""

    def last_backup(self) -> datetime | None:
        """When the newest verified backup was made."""

    def verify_log(self, anchor: str = "") -> LogSeen:
        """Walk the audit log."""

    def database(self) -> Path | None:
        """The database file; None on a server."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened database: who opened it, its houses, and the store to ask."""

    store: StoreLike
    watch: WatchLike
    me: Actor
    houses: Sequence[HouseLike] = ()
    practice: bool = False
    data: Path = Path()
    keeping: KeepingLike | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a use case, such as the named inverse of another."""

    use_case: Callable[..., Any]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


class Quiet(str):
    """Words for what is plain to see: no toast says them, only Ctrl+Z names what it takes back."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a toast says; `deed` is what its Undo takes back; `many` says several of its kind."""

    text: str
    undo: bool = False
    urgent: bool = False
    deed: int = 0
    kind: str = ""
    many: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A trouble that lasts: what is wrong and what to do, and where its button leads."""

    text: str
    button: str = ""
    go: tuple[str, object] | None = None  # a place of the office, and what of it
    kind: str = "warn"
    icon: str = ""


def concerns(topics: frozenset[str], mine: frozenset[str]) -> bool:
    """Whether news of `topics` is news for somebody who listens for `mine`; "*" stands for
    everything.
    """
    return "*" in topics or bool(topics & mine)


def close(opened: Opened) -> None:
    """Let the watch go and close the store."""
    opened.watch.close()
    opened.store.close()
