"""Comparing: what a backup holds beside what stands now, before the one takes the other's place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sobrhouse.problems import Damaged
from sobrhouse.storage import schema
from sobrhouse.storage.backups.backup import verify_backup
from sobrhouse.storage.copies import Going, unseen
from sobrhouse.storage.dialects import looking_engine, raw_connection
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.instants import instant_of
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.words import N_, _

KINDS: tuple[tuple[str, str], ...] = (
    ("resident", N_("Residents")), ("stay", N_("Stays")), ("sign_out", N_("Sign-outs")),
    ("note", N_("Notes")), ("house_meeting", N_("House meetings")),
    ("attendance", N_("Attendance")), ("chore_assignment", N_("Chore turns")),
    ("assessment", N_("Questionnaires")), ("consent", N_("Consents")),
    ("disclosure", N_("Papers given out")), ("staff", N_("Staff accounts")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """How many records of a kind the backup has, and how many stand now; None: nobody can say."""

    words: str
    then: int
    now: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A backup that was found whole, beside what stands now.

    `lost` counts the entries of the log that the backup does not have yet, None where what stands
    now cannot be read.
    """

    kinds: tuple[Kind, ...]
    last_then: datetime | None
    last_now: datetime | None
    lost: int | None

    @property
    def same(self) -> bool:
        """Whether both have as much of everything."""
        return self.lost == 0 and all(kind.then == kind.now for kind in self.kinds)


def compare(
    backup: Path, dek: bytes, current: Path, current_dek: bytes, going: Going = unseen
) -> Compared:
    """Check the backup, and count both sides. Raises Damaged for a backup that is not whole and
    NewerFile for one of a later version; nothing is changed.
    """
    result = verify_backup(backup, dek, going)
    if not result.ok:
        raise Damaged(
            _("This backup is damaged. Nothing was changed. Choose an older one."),
            details=" ".join(result.faults),
        )
    with looking_engine(backup, database_key(dek)).connect() as connection:
        schema.check(schema.revision(connection))
    then, last_then, _seq = _counted(backup, dek)
    if not current.is_file():  # a connection would make one
        return Compared(_kinds(then, None), last_then, None, None)
    try:
        now, last_now, head = _counted(current, current_dek)
    except Exception as error:
        if as_problem(error) is None:
            raise
        return Compared(_kinds(then, None), last_then, None, None)
    return Compared(_kinds(then, now), last_then, last_now, max(0, head - result.head_seq))


def _kinds(then: Mapping[str, int], now: Mapping[str, int] | None) -> tuple[Kind, ...]:
    return tuple(
        Kind(_(words), then.get(table, 0), now.get(table, 0) if now is not None else None)
        for table, words in KINDS
    )


def _counted(path: Path, dek: bytes) -> tuple[dict[str, int], datetime | None, int]:
    """Rows of each kind, when the last entry of the log was made, and its number."""
    driver: Any = raw_connection(path, database_key(dek))
    try:
        driver.execute("BEGIN")
        there = {
            str(name)
            for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        counts = {
            table: int(driver.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
            for table, _words in KINDS if table in there
        }  # fmt: skip
        last = driver.execute(
            "SELECT at, seq FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    finally:
        driver.close()
    return counts, instant_of(last[0]) if last else None, int(last[1]) if last else 0
