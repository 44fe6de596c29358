"""Sponsors and mentors who were contacts before become sponsorships, and what else is kept."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.storage import dialects
from tests.storage.test_migrations import KEY, config

AT = datetime(2026, 8, 28, 15, 0, tzinfo=UTC)
CONTACTS = (  # kind, name, emergency, voided
    ("sponsor", "Bill Wilson", False, False),
    ("mentor", "Smith, Bob (NA)", False, False),
    ("sponsor", "  Ray ", True, False),
    ("mentor", "Zoe Quill", False, True),
    ("sponsor", "Ann Mary (NA)", False, False),
    ("family", "Lena Tate", True, False),
)
COLUMNS = (
    "id, resident_id, kind, name, phone, note, is_emergency, voided_at, created_at, created_by, "
    "version, relationship, email, address, may_be_told"
)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A database as the version before left it, with one person and six contacts."""
    if request.param == "sqlcipher":
        engine = dialects.file_engine(tmp_path / "old.db", KEY, write=True)
    else:
        server, _dek = request.getfixturevalue("server_template")
        engine = dialects.server_engine(server.create_database("sponsors_before"), write=True)
    command.upgrade(config(engine), "0008")
    with engine.begin() as connection:
        at = AT if engine.dialect.name == "postgresql" else AT.isoformat()
        _fill(connection, at)
    yield engine
    engine.dispose()


def _fill(connection: Any, at: Any) -> None:
    connection.execute(text(_insert_resident(connection)), {"at": at})
    known = ":id, 1, :kind, :name, '555', 'Evenings', :emergency, :voided, :at, 7, 3"
    values = f"{known}, '', 'b@x.org'"
    for key, (kind, name, emergency, voided) in enumerate(CONTACTS, start=1):
        connection.execute(
            text(f"INSERT INTO contact ({COLUMNS}) VALUES ({values}, '', 'none')"),
            {"id": key, "kind": kind, "name": name, "emergency": emergency,
             "voided": at if voided else None, "at": at},
        )  # fmt: skip


def _insert_resident(connection: Any) -> str:
    """A statement that fills whatever columns a resident had to have then."""
    known = {"id": "1", "created_at": ":at", "created_by": "0", "version": "1"}
    columns = [c for c in inspect(connection).get_columns("resident") if not c["nullable"]]
    named = {c["name"]: known.get(c["name"], _plain(str(c["type"]))) for c in columns}
    return f"INSERT INTO resident ({', '.join(named)}) VALUES ({', '.join(named.values())})"


def _plain(kind: str) -> str:
    return "''" if kind in ("TEXT", "VARCHAR") else "false" if kind == "BOOLEAN" else "0"


def rows(engine: Engine, statement: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(r) for r in connection.execute(text(statement)).mappings()]


def test_known_sponsors_have_a_day_and_a_history_and_no_last_name(older: Engine) -> None:
    command.upgrade(config(older), "head")
    ties = rows(older, "SELECT * FROM sponsorship ORDER BY id")
    assert [(t["kind"], t["name"]) for t in ties] == [
        ("sponsor", "Bill W."), ("mentor", "Bob S."), ("sponsor", "Ray"), ("sponsor", "Ann N.")]
    assert all(t["name"] == safe_name(t["name"]) for t in ties)
    one = ties[0]
    assert (one["phone"], one["note"], one["share"], one["version"]) == (
        "555", "Evenings", "name", 1)
    assert (one["resident_id"], one["created_by"], one["ended_on"]) == (1, 7, None)
    assert str(one["started_on"]) == str(date(2026, 8, 28))
    contacts = rows(older, "SELECT * FROM contact ORDER BY id")
    standing = [(c["kind"], c["name"].strip()) for c in contacts if c["voided_at"] is None]
    assert standing == [("emergency", "Ray"), ("family", "Lena Tate")]
    assert [c["version"] for c in contacts] == [4, 4, 4, 3, 4, 3]
    assert contacts[0]["email"] == "b@x.org"  # what a sponsorship has no place for is kept
    left = repr([ties, contacts])
    assert not [word for word in ("Wilson", "Smith", "Quill") if word in left]


def test_nothing_comes_of_a_house_without_sponsors(tmp_path: Path) -> None:
    engine = dialects.file_engine(tmp_path / "old.db", KEY, write=True)
    command.upgrade(config(engine), "0008")
    command.upgrade(config(engine), "head")
    assert rows(engine, "SELECT * FROM sponsorship") == []
    engine.dispose()
