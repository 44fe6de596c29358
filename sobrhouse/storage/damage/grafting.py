"""Grafting: where a page of the schema cannot be read, nothing else could be found; the backup has
the same page, so it is put in its place in the copy that is being read.

A file's pages are bound to its key, its salt and their numbers (SQLCipher, "Design"), so a copy of
the backup made under the damaged file's own salt has pages that fit.
"""

from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.storage.copies import remove_database
from sobrhouse.storage.damage.torn import Torn
from sobrhouse.storage.dialects import raw_connection

_SALT_BYTES = 16
PACKED = "database.packed"  # recorded whenever a file was written anew, its tables in other places


def graft_schema(torn: Path, backup: Path, key: bytes) -> bool:
    """Make the schema of `torn` (a copy of the damaged file) readable by pages of the backup;
    whether it is now. False too where the first page is bad, or the tables lie elsewhere since the
    backup was made: then nothing is read from the file.
    """
    if _reads(torn, key):
        return True
    bad, length = _bad_pages(torn, key)
    if not bad or 1 in bad:
        return False
    sister = torn.with_name(torn.name + ".sister")
    try:
        _under_salt(backup, sister, key, torn.read_bytes()[:_SALT_BYTES])
        return _grafted(torn, sister, key, bad, length) and _same_places(torn, backup, key)
    finally:
        remove_database(sister)


def _bad_pages(torn: Path, key: bytes) -> tuple[list[int], int]:
    """The numbers of the pages that cannot be read, and how many bytes a page has."""
    driver = raw_connection(torn, key)
    try:
        said = driver.execute("PRAGMA cipher_integrity_check").fetchall()
        words = [str(line).rsplit(" ", 1)[-1] for (line,) in said]
        length = int(driver.execute("PRAGMA page_size").fetchone()[0])
        return [int(word) for word in words if word.isdigit()], length
    except sqlcipher.DatabaseError:
        return [], 0
    finally:
        driver.close()


def _same_places(torn: Path, backup: Path, key: bytes) -> bool:
    """Whether the backup's newest log entry stands in the damaged file where the backup's schema
    says, and nothing was packed anew after it.
    """
    with Torn(backup, key) as whole:
        newest = whole.ask("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")
    with Torn(torn, key) as looked:
        if not newest or looked.ask("SELECT seq, mac FROM audit_entry WHERE seq = ?",
                                    newest[0][0]) != newest:
            return False
        packed = looked.ask(
            "SELECT 1 FROM audit_entry NOT INDEXED WHERE seq > ? AND action = ? LIMIT 1",
            newest[0][0], PACKED,
        )
        return packed == []


def _under_salt(backup: Path, sister: Path, key: bytes, salt: bytes) -> None:
    remove_database(sister)
    reader = raw_connection(backup, key)
    writer = raw_connection(sister, key + salt)
    try:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reader.close()


def _grafted(torn: Path, sister: Path, key: bytes, bad: list[int], length: int) -> bool:
    """Put all bad pages in, then take out again each that the schema does not need: those are
    records, and must not be read as they once were.
    """
    theirs, ours = sister.read_bytes(), torn.read_bytes()
    pages = {n: (ours[(n - 1) * length : n * length], theirs[(n - 1) * length : n * length])
             for n in bad if n * length <= len(theirs)}
    for number, (_damaged, good) in pages.items():
        _put(torn, (number - 1) * length, good)
    if not _reads(torn, key):
        return False
    for number, (damaged, good) in pages.items():
        _put(torn, (number - 1) * length, damaged)
        if not _reads(torn, key):
            _put(torn, (number - 1) * length, good)
    return True


def _put(path: Path, at: int, page: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(page)


def _reads(torn: Path, key: bytes) -> bool:
    with Torn(torn, key) as looked:
        return bool(looked.tables())
