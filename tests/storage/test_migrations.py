"""Migrations: the revisions give the schema that a new database has, whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from sobrhouse.problems import NewerFile
from sobrhouse.storage import dialects, schema
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Base
from tests import make

KEY = b"k" * 32


def config(engine: Engine) -> Config:
    made = Config()
    made.set_main_option("script_location", str(schema._FOLDER).replace("%", "%%"))
    made.attributes["engine"] = engine
    return made


def shape(engine: Engine) -> dict[str, Any]:
    """Everything that matters of a schema: columns, keys, checks, indexes, guards."""
    look = inspect(engine)
    found: dict[str, Any] = {}
    for table in sorted(look.get_table_names()):
        found[table] = {
            "columns": {
                c["name"]: (str(c["type"]), c["nullable"]) for c in look.get_columns(table)
            },
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(
                str(f["constrained_columns"]) + f["referred_table"]
                for f in look.get_foreign_keys(table)
            ),
            "checks": sorted(
                str(c["name"]) + c["sqltext"] for c in look.get_check_constraints(table)
            ),
            "unique": sorted(str(u["column_names"]) for u in look.get_unique_constraints(table)),
            "indexes": sorted(
                f"{i['name']} {i['column_names']} {i['unique']} {_where(i)}"
                for i in look.get_indexes(table)
            ),
        }
    if engine.dialect.name == "sqlite":
        guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    else:
        guards = (
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal ORDER BY 1"
        )
    with engine.connect() as connection:
        found["guards"] = [tuple(r) for r in connection.execute(text(guards))]
    return found


def _where(index: Any) -> str:
    return ", ".join(f"{k} {v}" for k, v in sorted((index.get("dialect_options") or {}).items()))


def test_the_revisions_give_the_schema_of_a_new_file(tmp_path: Path) -> None:
    new = dialects.file_engine(tmp_path / "new.db", KEY, write=True)
    with new.begin() as connection:
        schema.make(connection)
    old = dialects.file_engine(tmp_path / "old.db", KEY, write=True)
    command.upgrade(config(old), "head")
    assert shape(old) == shape(new)
    assert len(shape(new)["guards"]) > 6


def test_the_revisions_give_the_schema_of_a_new_server(server_template: tuple[Any, bytes]) -> None:
    server, _dek = server_template
    new = dialects.server_engine(server.create_database("shape_new"), write=True)
    with new.begin() as connection:
        schema.make(connection)
    old = dialects.server_engine(server.create_database("shape_old"), write=True)
    command.upgrade(config(old), "head")
    assert shape(old) == shape(new)
    old.dispose()
    new.dispose()


def test_every_revision_is_known_and_in_one_line(tmp_path: Path) -> None:
    engine = dialects.file_engine(tmp_path / "any.db", KEY, write=True)
    scripts = ScriptDirectory.from_config(config(engine))
    assert scripts.get_heads() == [schema.HEAD]
    assert tuple(reversed([r.revision for r in scripts.walk_revisions()])) == schema.KNOWN


@pytest.mark.sqlite_only
def test_a_newer_file_is_refused_and_left_as_it_is(store: Store) -> None:
    path, dek = store.path, store.dek
    assert path is not None
    make.house(store)
    store.close()
    driver = dialects.raw_connection(path, database_key(dek))
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="newer version"):
        Store.open(path, dek)
    assert path.read_bytes() == before


def test_an_older_file_is_backed_up_then_brought_up_to_date(tmp_path: Path) -> None:
    engine = dialects.file_engine(tmp_path / "house.db", KEY, write=True)
    command.upgrade(config(engine), "0002")
    with engine.connect() as connection:
        assert schema.check(schema.revision(connection))
    told: list[str] = []
    schema.upgrade(engine, lambda: told.append("backed up"))
    with engine.connect() as connection:
        assert not schema.check(schema.revision(connection))
    assert told == ["backed up"]
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_a_failing_step_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = dialects.file_engine(tmp_path / "house.db", KEY, write=True)
    command.upgrade(config(engine), "0002")
    before = shape(engine)
    from sobrhouse.storage import guards

    def broken(*_args: object) -> None:
        raise RuntimeError("no power")

    monkeypatch.setattr(guards, "install", broken)
    with pytest.raises(RuntimeError, match="no power"):
        schema.upgrade(engine, lambda: None)
    assert shape(engine) == before
    with engine.connect() as connection:
        assert schema.revision(connection) == "0002"
