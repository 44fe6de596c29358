"""Old files: a filled database of every schema, and whether an upgrade kept all that is in it."""

import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from sobrhouse.storage import schema
from sobrhouse.storage.dialects import file_engine, raw_connection
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from tests.drills.houses import Drilled

RELEASED = sorted((Path(__file__).parents[1] / "storage" / "released").glob("*.db"))
Rows = dict[str, Counter[tuple[tuple[str, Any], ...]]]


@cache
def _dek(keys: Path) -> bytes:
    return Keys.open(keys).unlock_with_passphrase("practice house").dek


def released(file: Path, folder: Path) -> Drilled:
    """A copy of a file as an older version left it, with its keys."""
    path = folder / "house.db"
    shutil.copy(file, path)
    shutil.copy(key_file(file), key_file(path))
    return Drilled(folder, path, _dek(key_file(file)))


def kept(path: Path, dek: bytes) -> Rows:
    """Every row of every table, by the names of its columns."""
    driver = raw_connection(path, database_key(dek))
    try:
        names = driver.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        ).fetchall()
        return {str(name): _rows(driver, str(name)) for (name,) in names}
    finally:
        driver.close()


def _rows(driver: Any, table: str) -> Counter[tuple[tuple[str, Any], ...]]:
    cursor = driver.execute(f'SELECT * FROM "{table}"')
    columns = [str(told[0]) for told in cursor.description]
    return Counter(tuple(zip(columns, row, strict=True)) for row in cursor)


def missing(before: Rows, after: Rows) -> list[str]:
    """What an upgrade lost or changed without being meant to: tables, columns, values."""
    found = []
    for table, rows in before.items():
        if table == "alembic_version":
            continue
        if table not in after:
            found.append(f"table {table}")
            continue
        columns = {name for row in rows for name, _value in row}
        there = {name for row in after[table] for name, _value in row}
        common = columns & there
        lost = _only(rows, common) - _only(after[table], common)
        more = _only(after[table], common) - _only(rows, common)
        if columns - there and rows:
            found.append(f"columns {table} {sorted(columns - there)}")
        if lost or more:
            found.append(f"rows {table}: {lost.total()} gone, {more.total()} new")
    return found


def _only(rows: Counter[tuple[tuple[str, Any], ...]], columns: set[str]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row, times in rows.items():
        found[tuple(sorted(pair for pair in row if pair[0] in columns))] += times
    return found


def to_revision(engine: Engine, revision: str) -> None:
    """Run the steps up to this one, as the program runs them."""
    config = Config()
    config.set_main_option("script_location", str(schema._FOLDER).replace("%", "%%"))
    config.attributes["engine"] = engine
    command.upgrade(config, revision)
    engine.dispose()


def filled(revision: str, folder: Path) -> Drilled:
    """A file of any schema with data: as it was released, or brought there from the one before;
    the first ones are filled with the rows of the first that was released.
    """
    earlier = [file for file in RELEASED if file.stem <= revision]
    house = released(earlier[-1] if earlier else RELEASED[0], folder)
    key = database_key(house.dek)
    if not earlier:
        rows = kept(house.path, house.dek)
        house.path.unlink()
        to_revision(file_engine(house.path, key, write=True), revision)
        _fill(house.path, key, rows)
    elif earlier[-1].stem != revision:
        to_revision(file_engine(house.path, key, write=True), revision)
    return house


def _fill(path: Path, key: bytes, rows: Rows) -> None:
    driver = raw_connection(path, key)
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("BEGIN")
    for table, found in sorted(rows.items()):
        there = {str(told[1]) for told in driver.execute(f'PRAGMA table_info("{table}")')}
        if not there or table == "alembic_version":
            continue
        for row in sorted(found, key=repr):
            said = [(name, value) for name, value in row if name in there]
            names, places = ", ".join(f'"{n}"' for n, _v in said), ", ".join("?" * len(said))
            driver.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({places})', [v for _n, v in said]
            )
    driver.execute("COMMIT")
    driver.close()
