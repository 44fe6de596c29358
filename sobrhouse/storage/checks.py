"""Checks: whether a database is whole: pages, tables, links, audit log (safety.md D3, 4.6)."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.problems import Busy, Damaged, Stopped
from sobrhouse.storage import audit, schema
from sobrhouse.storage.copies import (
    CHECKING,
    Contents,
    Going,
    copy_whole,
    read_contents,
    remove_database,
    unseen,
)
from sobrhouse.storage.dialects import (
    begin_immediate,
    looking_engine,
    raw_connection,
    server_engine,
)
from sobrhouse.storage.faults import as_problem, damaged_database
from sobrhouse.storage.keys import secrets
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.tables import Base
from sobrhouse.words import _, n_

LARGEST_IN_PLACE = 200 * 1024 * 1024
STILL_SECONDS = 2.0
MOST_NAMED = 20
PARTS = 4  # of a check: pages, tables, rows with their links, log


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; without faults the database is whole."""

    faults: tuple[str, ...]
    pages: int
    rows: tuple[tuple[str, int], ...]
    entries: int
    head_seq: int
    anchor: str
    digest: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(database: Path, dek: bytes) -> CheckResult:
    """Check a database that may be in use; a large or busy one is checked on a copy.

    Raises ReadOnly, DiskFull or Busy where it cannot be looked at; damage stands in the result.
    """
    key = database_key(dek)
    if database.stat().st_size <= LARGEST_IN_PLACE:
        try:
            with _held_still(database, key) as driver:
                bad_pages = _page_faults(driver)
        except Busy:
            bad_pages = None
        except sqlcipher.DatabaseError as error:
            bad_pages = _pages_of(database, key) or (_damage(error),)
        if bad_pages is not None:
            return _examine_rest(database, dek, bad_pages)
    copy = database.with_name(database.name + ".checked")
    remove_database(copy)
    try:
        contents = copy_whole(database, copy, key)
        result = examine(copy, dek)
        same = result.digest == contents.digest
        return result if same or not result.ok else _nothing_but(damaged_database().sentence)
    except sqlcipher.DatabaseError as error:
        return _nothing_but(_damage(error))
    finally:
        remove_database(copy)


def page_faults(database: Path, dek: bytes) -> tuple[str, ...]:
    """What is wrong with the pages and the tables of a database that may be in use; the quick half
    of `check`, for every start. Raises Busy where others never stop writing.
    """
    if database.stat().st_size > LARGEST_IN_PLACE:
        return check(database, dek).faults
    key = database_key(dek)
    try:
        with _held_still(database, key) as driver:
            found = list(_page_faults(driver))
        with _fresh(database, key) as driver:
            found += _structure_faults(driver)
    except sqlcipher.DatabaseError as error:
        return _pages_of(database, key) or (_damage(error),)
    return tuple(found)


def examine(path: Path, dek: bytes, going: Going = unseen) -> CheckResult:
    """Check a file that nobody writes meanwhile: a backup, or a copy."""
    going(CHECKING, 0, PARTS)
    return _examine_rest(path, dek, _pages_of(path, database_key(dek)), going)


def check_server(url: str, dek: bytes) -> CheckResult:
    """Check a PostgreSQL database: its audit chain and its rows; the pages are the server's."""
    engine = server_engine(url, write=False)
    try:
        with engine.connect() as connection:
            rows = tuple(
                (name, connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in sorted(Base.metadata.tables.items())
            )
            keys, _others = secrets.load(connection, dek)
            verdict = audit.verify(connection, keys)
    finally:
        engine.dispose()
    return CheckResult(
        verdict.faults, 0, rows, verdict.rows, verdict.head_seq, verdict.anchor, ""
    )


def _examine_rest(
    path: Path, dek: bytes, bad_pages: tuple[str, ...], going: Going = unseen
) -> CheckResult:
    """Everything above the pages, each on a connection that has met no bad page yet."""
    key, faults, pages = database_key(dek), list(bad_pages), 0
    contents, verdict = Contents((), ""), audit.Verdict(0, 0, "", ())
    try:
        going(CHECKING, 1, PARTS)
        with _fresh(path, key) as driver:
            pages = int(driver.execute("PRAGMA page_count").fetchone()[0])
            faults += _structure_faults(driver)
        going(CHECKING, 2, PARTS)
        with _fresh(path, key) as driver:
            driver.execute("BEGIN")
            faults += _link_faults(driver)
            contents = read_contents(driver, lambda _what, _n, _of: going(CHECKING, 2, PARTS))
        going(CHECKING, 3, PARTS)
        verdict = _verdict(path, key, dek)
    except Stopped:
        raise
    except Exception as error:
        faults.append(_damage(error))
    faults += verdict.faults
    return CheckResult(
        tuple(dict.fromkeys(faults)), pages, contents.rows, verdict.rows, verdict.head_seq,
        verdict.anchor, contents.digest,
    )


def _verdict(path: Path, key: bytes, dek: bytes) -> audit.Verdict:
    try:
        with looking_engine(path, key).connect() as connection:
            keys, _others = secrets.load(connection, dek)
            return audit.verify(connection, keys)
    except DBAPIError as error:
        if as_problem(error) is None:  # no such table or column
            schema.check(None)  # says that it is no database of ours
        raise


def _pages_of(path: Path, key: bytes) -> tuple[str, ...]:
    try:
        with _fresh(path, key) as driver:
            return _page_faults(driver)
    except sqlcipher.DatabaseError as error:
        return (_damage(error),)


def _page_faults(driver: Any) -> tuple[str, ...]:
    said = [str(row[0]) for row in driver.execute("PRAGMA cipher_integrity_check").fetchall()]
    if not said:
        return ()
    numbers = [line.rsplit(" ", 1)[-1] for line in said[:MOST_NAMED]]
    sentence = n_("Page {pages} is damaged.", "{n} pages are damaged: {pages}.", len(said))
    return (sentence.format(n=len(said), pages=", ".join(numbers)),)


def _structure_faults(driver: Any) -> list[str]:
    said = [str(row[0]) for row in driver.execute("PRAGMA integrity_check(20)").fetchall()]
    if said == ["ok"]:
        return []
    return [_("The tables do not hold together: {found}").format(found=said[0].split("\n")[-1])]


def _link_faults(driver: Any) -> list[str]:
    found = Counter(str(row[0]) for row in driver.execute("PRAGMA foreign_key_check").fetchall())
    return [
        n_("{n} record in {table} points to something that is not there.",
           "{n} records in {table} point to something that is not there.", n).format(
               n=n, table=table)
        for table, n in sorted(found.items())
    ]


def _damage(error: BaseException) -> str:
    """The sentence for damage; every other problem is raised, since nothing was found out then."""
    problem = as_problem(error)
    if isinstance(problem, Damaged):
        return problem.sentence
    raise problem or error


def _nothing_but(fault: str) -> CheckResult:
    return CheckResult((fault,), 0, (), 0, 0, "", "")


@contextmanager
def _fresh(path: Path, key: bytes) -> Iterator[Any]:
    driver = raw_connection(path, key, wait=STILL_SECONDS)
    try:
        yield driver
    finally:
        driver.close()


@contextmanager
def _held_still(path: Path, key: bytes) -> Iterator[Any]:
    """A connection under which the main file is complete and still; Busy where others write.

    The page check reads the main file behind the log's back, so the log must be empty first.
    """
    give_up = time.monotonic() + STILL_SECONDS
    with _fresh(path, key) as driver:
        while True:
            mode = driver.execute("PRAGMA journal_mode").fetchone()[0]
            busy = mode == "wal" and driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                begin_immediate(driver, STILL_SECONDS)
                if not _log_bytes(path):
                    break
                driver.execute("ROLLBACK")
            if time.monotonic() > give_up:
                raise Busy(_("Another window is still writing. Try again in a moment."))
            time.sleep(random.uniform(0.0005, 0.004))
        try:
            yield driver
        finally:
            driver.execute("ROLLBACK")


def _log_bytes(path: Path) -> int:
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except FileNotFoundError:
        return 0
