"""Backup keeping: making the backups that are due in every place that is there, writing them down,
and thinning out the old ones.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import DiskFull, NotFound, Problem, ReadOnly, Stopped
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import (
    REGULAR,
    UPGRADE_DAYS,
    BackupDone,
    back_up,
    backups,
    forget_before_upgrades,
    thin_out,
)
from sobrhouse.storage.backups.places import HOME, Reached, mark_in, places_of, seen_again
from sobrhouse.storage.copies import Going, unseen
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, BackupLog
from sobrhouse.storage.work import Work
from sobrhouse.words import _

EVERY = timedelta(hours=1)
NO_CHANGE = ("backup.made", "restore.tested")  # what is recorded of backups is no news to back up


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest backup of a place as the log has it."""

    at: datetime
    audit_seq: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made, and in which places it could not be, and why."""

    made: tuple[BackupDone, ...] = ()
    failed: tuple[tuple[Reached, Problem], ...] = ()


def back_up_now(
    store: Store, folder: Path, place: Reached | None = None, going: Going = unseen
) -> BackupDone | None:
    """Back up and write it down in the log; None on a server, which has backups of its own."""
    if store.path is None:
        return None
    done = back_up(store.path, store.dek, folder, store.now(), going=going)
    label, away = (place.label, place.away) if place else (folder.name, False)
    store.write(SYSTEM, note_backup, done, label, away=away)
    with suppress(OSError):  # a drive that was pulled out now has its backup; it is thinned later
        thin_out(folder, store.path.stem, store.now(), key_file(store.path))
        if folder != store.path.parent / HOME:  # upgrades are backed up there, wherever home moved
            until = store.now() - timedelta(days=UPGRADE_DAYS)
            forget_before_upgrades(
                store.path.parent / HOME, store.path.stem, until, key_file(store.path)
            )
    return done


def forget_all_before_upgrades(store: Store, folder: Path) -> None:
    """After a purge and the backup that follows: those before an upgrade, which no log names, still
    hold what was destroyed. Raises a Problem where one cannot be removed.
    """
    assert store.path is not None
    try:
        for each in {folder, store.path.parent / HOME}:
            forget_before_upgrades(each, store.path.stem, store.now(), key_file(store.path))
    except OSError as error:
        raise (as_problem(error) or error) from error


def back_up_if_due(
    store: Store, folder: Path, place: Reached | None = None, *, leaving: bool = False,
    going: Going = unseen,
) -> BackupDone | None:  # fmt: skip
    """Back up where something changed since the last one in that place: hourly, and always when
    `leaving`. A place from which the backups were taken away gets a new one.
    """
    if store.path is None:
        return None
    last = store.read(SYSTEM, newest_in, place.label if place else folder.name)
    if last is not None and backups(folder, store.path.stem, key_file(store.path)):
        young = timedelta(0) <= store.now() - last.at < EVERY  # not one from a clock ahead of time
        if (young and not leaving) or not store.read(SYSTEM, changed_since, last.audit_seq):
            return None
    return back_up_now(store, folder, place, going)


def back_up_everywhere(
    store: Store, *, due: bool = True, leaving: bool = False, going: Going = unseen,
    drives: Iterable[Path] | None = None,
) -> Outcome:  # fmt: skip
    """Back up to each place that can be reached: where it is `due`, or in any case. A place that
    fails keeps no other from its backup. Raises Stopped.
    """
    if store.path is None:
        return Outcome()
    made: list[BackupDone] = []
    failed: list[tuple[Reached, Problem]] = []
    for place in places_of(store.path).reached(drives):
        try:
            if due:
                done = back_up_if_due(store, place.folder, place, leaving=leaving, going=going)
            else:
                done = back_up_now(store, place.folder, place, going)
            if done is not None:
                made.append(done)
                if place.place_id:
                    seen_again(store.path, place.place_id, place.folder)
        except Stopped:
            raise
        except Problem as problem:
            failed.append((place, _of_place(place, problem)))
    return Outcome(tuple(made), tuple(failed))


def _of_place(place: Reached, problem: Problem) -> Problem:
    """What went wrong with which place: the records themselves are safe, and that is said."""
    if not place.place_id:
        name = _("The folder for backups")
    elif mark_in(place.folder) == place.place_id:
        name = place.label
    else:
        said = _("{name} was taken out before its backup was done. The records are safe. "
                 "Plug it in again.")  # fmt: skip
        return NotFound(said.format(name=place.label), details=problem.details)
    if isinstance(problem, DiskFull):
        said = _("{name} is full, so no backup was made there. The records are safe. "
                 "Make room on it, or choose another place.")  # fmt: skip
        return DiskFull(said.format(name=name), details=problem.details)
    if isinstance(problem, ReadOnly):
        said = _("{name} does not let us write, so no backup was made there. The records are safe. "
                 "Choose another place.")  # fmt: skip
        return ReadOnly(said.format(name=name), details=problem.details)
    return problem


def note_backup(work: Work, done: BackupDone, label: str = "", *, away: bool = False) -> int:
    """Write down a verified backup; where it lies is told by place and name, without the path."""
    work.require(Permission.START)
    row = work.add(BackupLog(
        at=done.made_at, path_label=f"{label or done.path.parent.name}/{done.path.name}",
        kind=done.kind, bytes=done.bytes, sha256=done.digest, audit_seq=done.audit_seq,
        removable=away,
    ))
    work.record("backup.made", row)
    return row.id


def note_restore(work: Work, name: str, audit_seq: int) -> None:
    """Write down, first thing in a restored database, what it was restored from."""
    work.require(Permission.MANAGE_STAFF)
    work.record("database.restored", None, backup=name, backup_audit_seq=audit_seq)


@needs(Permission.START, house_free=True)
def newest_in(session: Session, label: str) -> Newest | None:
    """The newest backup that was made in the place of that name."""
    found = session.execute(
        select(BackupLog.at, BackupLog.audit_seq)
        .where(
            func.substr(BackupLog.path_label, 1, len(label) + 1) == f"{label}/",
            BackupLog.kind == REGULAR,
        )
        .order_by(BackupLog.id.desc())
        .limit(1)
    ).first()
    return Newest(found.at, found.audit_seq) if found else None


@needs(Permission.START, house_free=True)
def changed_since(session: Session, seq: int) -> bool:
    """Whether anything but backups was recorded after that entry of the log."""
    changed = select(AuditEntry.seq).where(
        AuditEntry.seq > seq, AuditEntry.action.not_in(NO_CHANGE)
    ).limit(1)
    return session.execute(changed).first() is not None


def home_of(store: Store) -> Reached | None:
    """The folder for backups on this computer; None on a server."""
    return Reached(places_of(store.path).home, HOME, False) if store.path else None
