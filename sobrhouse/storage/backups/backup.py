"""Backup: verified copies of the database with its keys beside them, thinned out as they age.

A copy gets its name only after it was reopened and checked, so each file that bears a backup's name
is one (safety.md D10, 4.7).
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sobrhouse.problems import Damaged, NotFound
from sobrhouse.storage.backups.places import unreachable
from sobrhouse.storage.checks import CheckResult, examine
from sobrhouse.storage.copies import Going, copy_whole, remove_database, unseen
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.marks import another_house, marks_in
from sobrhouse.storage.keys.places import copy_keys, make_folder, settle
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.words import _

REGULAR = "regular"
UPGRADE = "upgrade"
UPGRADES = "upgrades"  # the folder in which backups before an upgrade stand apart
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}T\d{6}Z)(?:-\d+)?\.db")

HOURLY = timedelta(hours=24)
YOUNG = timedelta(hours=1)  # what was made before something risky is there right after it
MOST_YOUNG = 12
DAYS, WEEKS, MONTHS = 7, 4, 12
UPGRADE_DAYS = 90
MOST_FROM_THE_FUTURE = 5
STALE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class BackupDone:
    """A backup that was made, reopened and found whole."""

    path: Path
    kind: str
    made_at: datetime
    bytes: int
    digest: str
    audit_seq: int
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its name tells it."""

    path: Path
    made_at: datetime


def _reach(place: Path) -> None:
    """Make the folder where it is not there; a drive that was pulled out is said as such."""
    try:
        make_folder(place, 0o700)
    except OSError as error:
        raise as_problem(error) or unreachable(error) from error


def back_up(
    database: Path, dek: bytes, folder: Path, now: datetime, kind: str = REGULAR,
    going: Going = unseen,
) -> BackupDone:
    """Copy a database that may be in use, check the copy, and only then give it a backup's name.

    `going` hears how far it is, and may raise Stopped. Raises Damaged where the database cannot be
    read whole, DiskFull or ReadOnly; no half stays.
    """
    place = folder / UPGRADES if kind == UPGRADE else folder
    try:
        _reach(place)
        _sweep(place, database.stem, now)
        target = _free_name(place, database.stem, now)
        part = target.with_suffix(".part")
        contents = copy_whole(database, part, database_key(dek), going)
        try:
            result = examine(part, dek, going)
            if not result.ok or result.digest != contents.digest:
                raise _not_whole(result)
            _copy_keys(key_file(database), key_file(target))
            part.replace(target)
        except BaseException:
            remove_database(part)
            raise
        settle(place)
        size = target.stat().st_size
    except Exception as error:
        raise _as_said(error, place / database.name) from error
    return BackupDone(
        target, kind, now.astimezone(UTC), size, result.digest, result.head_seq, result.rows
    )


def verify_backup(path: Path, dek: bytes, going: Going = unseen) -> CheckResult:
    """Check a backup file: pages, tables, links, audit log."""
    if not path.is_file():
        raise NotFound(
            _("There is no backup at {name}. Check the name.").format(name=path.name)
        )
    return examine(path, dek, going)


def backups(
    folder: Path, stem: str | None, keys: Path | None = None
) -> tuple[BackupFile, ...]:
    """The backups of one database in a folder (of all, without a stem), newest first, those before
    upgrades not counted. With `keys`, the database's own, those of another house are left out. A
    drive that is pulled out meanwhile has none.
    """
    found, ours = [], marks_in(keys) if keys is not None else frozenset()
    with suppress(OSError):
        for path in folder.iterdir() if folder.is_dir() else ():
            told = _NAME.fullmatch(path.name)
            if told and stem in (None, told["stem"]):
                if ours and another_house(ours, marks_in(key_file(path))):
                    continue
                with suppress(ValueError):
                    made_at = datetime.fromisoformat(told["stamp"])  # far faster than strptime
                    found.append(BackupFile(path, made_at))
    return tuple(sorted(found, key=lambda f: (f.made_at, f.path.name), reverse=True))


def thin_out(
    folder: Path, stem: str, now: datetime, keys: Path | None = None
) -> tuple[Path, ...]:
    """Remove what has aged: one stays for each of 24 hours, 7 days, 4 weeks and 12 months.

    The newest always stays, and those of the last hour, twelve at most. Files dated in the future
    (the clock was wrong) stay, five at most. Those before an upgrade go after 90 days, the newest
    of them only where a regular one is newer. With `keys`, the database's own, those of another
    house that keeps its backups in the same folder are left alone.
    """
    regular = backups(folder, stem, keys)
    removed = _remove(f for f in regular if f.path not in kept(regular, now))
    before_upgrades = backups(folder / UPGRADES, stem, keys)
    if not regular or (before_upgrades and regular[0].made_at < before_upgrades[0].made_at):
        before_upgrades = before_upgrades[1:]
    too_old = now - timedelta(days=UPGRADE_DAYS)
    return removed + _remove(f for f in before_upgrades if f.made_at < too_old)


def forget_before_upgrades(
    folder: Path, stem: str, until: datetime, keys: Path | None = None
) -> tuple[Path, ...]:
    """Remove the backups before an upgrade that were made until then; right after a newer one was
    made and checked, elsewhere or here.
    """
    return _remove(f for f in backups(folder / UPGRADES, stem, keys) if f.made_at <= until)


def _remove(files: Iterable[BackupFile]) -> tuple[Path, ...]:
    gone = tuple(file.path for file in files)
    for path in gone:
        path.unlink(missing_ok=True)
        key_file(path).unlink(missing_ok=True)
    return gone


def kept(files: Iterable[BackupFile], now: datetime) -> set[Path]:
    """Which of these backups the rule of `thin_out` keeps."""
    newest_first = sorted(files, key=lambda f: (f.made_at, f.path.name), reverse=True)
    ahead = [f for f in newest_first if f.made_at > now]
    past = [f for f in newest_first if f.made_at <= now]
    keep = {f.path for f in newest_first[:1] + past[:1] + ahead[-MOST_FROM_THE_FUTURE:]}
    keep |= {f.path for f in past[:MOST_YOUNG] if f.made_at > now - YOUNG}
    recent = [f for f in past if f.made_at > now - HOURLY]
    keep |= _newest_of_each(recent, lambda at: (at.date(), at.hour), 24 + 1)
    keep |= _newest_of_each(past, lambda at: at.date(), DAYS)
    keep |= _newest_of_each(past, lambda at: at.isocalendar()[:2], WEEKS)
    keep |= _newest_of_each(past, lambda at: (at.year, at.month), MONTHS)
    return keep


def _newest_of_each(
    newest_first: Iterable[BackupFile], period: Callable[[datetime], object], most: int
) -> set[Path]:
    """The newest file of each period, for the newest `most` periods that have any."""
    chosen: dict[object, Path] = {}
    for file in newest_first:
        if len(chosen) < most:
            chosen.setdefault(period(file.made_at), file.path)
    return set(chosen.values())


def _free_name(folder: Path, stem: str, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    path, number = folder / f"{stem}-{stamp}.db", 2
    while any(p.exists() for p in (path, key_file(path), path.with_suffix(".part"))):
        path, number = folder / f"{stem}-{stamp}-{number}.db", number + 1
    return path


def _sweep(folder: Path, stem: str, now: datetime) -> None:
    """Remove half copies of a program that was ended; a young one may be somebody's at work."""
    for part in folder.glob("*.part*"):
        with suppress(FileNotFoundError):
            old = part.stat().st_mtime < (now - STALE).timestamp()
            if old and part.name.startswith(f"{stem}-"):
                part.unlink()


def _copy_keys(source: Path, target: Path) -> None:
    """The keys stand before the copy gets its name: no backup is ever without them."""
    if source.is_file():
        copy_keys(source, target)


def _as_said(error: Exception, copy: Path) -> Exception:
    """What a person can do about it; a drive that was pulled out meanwhile is said as such."""
    problem = as_problem(error, copy)
    if problem is None and isinstance(error, OSError):
        return unreachable(error)
    return problem or error


def _not_whole(result: CheckResult) -> Damaged:
    return Damaged(
        _("The copy was not whole, so no backup was made. The database was not touched. "
          "Check the disk, then try again."),
        details=" ".join(result.faults),
    )
