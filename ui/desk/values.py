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
    """One backup: where it lies, when it was made, and the name by which the log knows it.
    `key_before` says that the house has changed its key since.
    """

    path: Path
    made_at: datetime
    place: str = ""
    bytes: int = 0
    key_before: bool = False

    @property
    def label(self) -> str:
        """Its place and name, as the log of backups has them."""
        return f"{self.place}/{self.path.name}"


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A place for backups; without a `folder` it is not plugged in. The one on this computer has no
    id; `away` says that what lies there is not lost with this computer.
    """

    place_id: str
    label: str
    folder: Path | None
    away: bool


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The backups that were made, and the places that failed, each with the reason."""

    made: tuple[BackupSeen, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedSeen:
    """A backup beside what stands now: kinds of records with how many then and now, and how many
    entries of the log are newer; None where what stands now cannot be read.
    """

    kinds: tuple[tuple[str, int, int | None], ...]
    last_then: datetime | None
    last_now: datetime | None
    lost: int | None


Going = Callable[[str, int, int], None]  # hears what is done and how far; stops it by raising


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

    def places(self) -> tuple[PlaceSeen, ...]:
        """Where backups go, this computer's folder first."""

    def pack(self) -> BackupSeen | None:
        """The database written anew after a purge, and a verified backup of a file."""

    def add_place(self, folder: Path, label: str, top: Path | None = None) -> str:
        """Backups go there too; gives its id."""

    def forget_place(self, place_id: str) -> None:
        """No more backups go there."""

    def move_home(self, folder: Path | None) -> None:
        """Another folder on this computer."""

    def back_up(self, going: Going | None = None) -> BackedUp:
        """A verified backup now, in every place that is there."""

    def back_up_if_due(self, *, leaving: bool = False) -> BackedUp:
        """The hourly backup, where something changed."""

    def backups(self) -> tuple[BackupSeen, ...]:
        """What lies in the places that are there, newest first."""

    def try_restore(self, backup: Path, going: Going | None = None) -> tuple[str, ...]:
        """Restore aside and compare; what is wrong with it."""

    def test_if_due(self) -> bool:
        """The restore test of the month; whether one was made."""

    def compare(self, backup: Path, passphrase: str, going: Going | None = None) -> ComparedSeen:
        """The backup beside what stands now."""

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
