"""The allow-list: a kiosk's connection runs what the kiosk needs, and nothing else."""

from itertools import chain

import pytest
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.kiosk import house_facts, names
from sobrhouse.queries.residents import residents_here
from sobrhouse.storage.allow import DELETES, INSERTS, READS, UPDATES
from sobrhouse.storage.tables import Base, Resident
from tests import make
from tests.conftest import OWNER

pytestmark = pytest.mark.sqlite_only
TABLES = Base.metadata.tables
HIDDEN = (
    "note", "staff", "secret", "key_slot", "backup_log", "draft", "legal_matter", "condition",
    "chore_consequence", "rotation", "mentor_check", "introduction", "milestone_award",
)  # fmt: skip


PRAGMAS = (
    "query_only=OFF", "foreign_keys=OFF", "writable_schema=ON", "synchronous=OFF",
    "trusted_schema=ON", "secure_delete=OFF", "journal_mode=DELETE", "key='x'", "rekey='x'",
    "cipher_version", "database_list", "table_info(resident)", "recursive_triggers=ON",
    "wal_checkpoint", "integrity_check", "data_version=1", "temp_store_directory='/tmp'",
    "ignore_check_constraints=ON", "defer_foreign_keys=ON", "user_version=9",
)  # fmt: skip
SCHEMA = (
    "VACUUM", "REINDEX", "ANALYZE", "DETACH main", "SAVEPOINT a", "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t AS SELECT * FROM resident", "CREATE VIEW v AS SELECT * FROM resident",
    "CREATE TEMP VIEW v AS SELECT 1", "CREATE INDEX i ON resident (email)",
    "CREATE VIRTUAL TABLE t USING fts5(a)",
    "CREATE TRIGGER t AFTER INSERT ON sign_out BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER t AFTER INSERT ON sign_out BEGIN DELETE FROM stay; END",
    "DROP TRIGGER guard_sign_out_update", "DROP INDEX ix_sign_out_house",
)  # fmt: skip
ODD = (
    "SELECT * FROM sqlite_master", "SELECT sql FROM sqlite_schema",
    "SELECT * FROM sqlite_temp_master", "SELECT * FROM pragma_table_info('resident')",
    "SELECT * FROM json_each('[1]')", "SELECT load_extension('x')",
    "SELECT sqlcipher_export('main')", "SELECT hex(wrapped) FROM secret", "SELECT randomblob(9)",
    "SELECT sqlite_version()", "SELECT printf('%s', 1)", "SELECT zeroblob(999)", "SELECT json(1)",
    "SELECT group_concat(legal_first) FROM resident", "SELECT char(1)", "SELECT total_changes()",
    "SELECT quote(pin_hash) FROM kiosk_access",
    "SELECT id FROM chore WHERE EXISTS (SELECT 1 FROM chore_exclusion WHERE reason <> '')",
    "INSERT INTO chore_mark (note) SELECT reason FROM chore_exclusion",
    "INSERT INTO chore_trade (reason) SELECT decided FROM chore_consequence",
    "UPDATE chore_assignment SET voided_at = (SELECT anchor_on FROM rotation)",
    "UPDATE chore_trade SET answer = (SELECT reason FROM chore_apart)",
    "SELECT id FROM sponsorship WHERE note LIKE '%a%' OR end_note <> ''",
    "SELECT s.name FROM supporter s WHERE EXISTS (SELECT 1 FROM mentor_check WHERE unmet <> '')",
    "INSERT INTO network_person (label) SELECT note FROM supporter",
    "INSERT INTO sponsor_contact (kind) SELECT note FROM sponsorship",
    "INSERT INTO helping_event (kind) SELECT reasons FROM introduction",
    "SELECT id FROM support_choice WHERE looking_why <> ''",
    "SELECT id FROM assessment WHERE amend_reason <> '' OR void_why <> ''",
    "UPDATE support_choice SET looking_why = (SELECT note FROM supporter)",
    "UPDATE sponsorship SET note = (SELECT label FROM network_person)",
    "UPDATE sponsorship SET resident_id = 2, supporter_id = 1, name = 'x', phone = '1'",
    "UPDATE step_progress SET resident_id = 2, state = 'done'",
    "UPDATE assessment SET q1 = 6, stay_id = 2",
    "DELETE FROM network_person WHERE stance = 'avoid'",
    "SELECT id FROM own_words WHERE way = 'staff' OR created_by > 0",
    "INSERT INTO own_words (text) SELECT text FROM note",
    "UPDATE own_words SET text = 'x', stay_id = 2",
    "DELETE FROM own_words",
    "REPLACE INTO inspection (id, result) VALUES (1, 'pass')",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "INSERT INTO station_try (station, at, created_at) SELECT email, 1, 1 FROM resident",
    "INSERT INTO purge_permit (id, reason) VALUES (1, 'kiosk')",
    "UPDATE sign_out SET in_by = (SELECT wrapped FROM secret)",
    "UPDATE kiosk_access SET pin_hash = (SELECT pin_hash FROM staff)",
    "REPLACE INTO resident (id, legal_first) VALUES (1, 'x')",
)  # fmt: skip


def closed_reads():
    """Tables that the kiosk does not know, and columns of those that it knows in part."""
    half_open = {t: c for t, c in READS.items() if c is not None}
    for table in sorted(set(TABLES) - set(READS)):
        yield from (f"SELECT * FROM {table}", f"SELECT count(*) FROM {table}")
    for table, columns in half_open.items():
        yield f"SELECT * FROM {table}"
        closed = [c.name for c in TABLES[table].columns if c.name not in columns]
        yield from (f"SELECT {column} FROM {table}" for column in closed)
    for table in HIDDEN:
        yield f"SELECT id FROM stay WHERE EXISTS (SELECT 1 FROM {table})"
        yield f"SELECT id FROM stay UNION SELECT rowid FROM {table}"
        yield f"WITH x AS (SELECT * FROM {table}) SELECT 1 FROM x"


def closed_writes():
    """Rows and columns that the kiosk neither makes, changes nor removes."""
    for table in sorted(TABLES):
        yield from (f"DROP TABLE {table}", f"ALTER TABLE {table} ADD COLUMN more TEXT")
        if table not in DELETES:
            yield f"DELETE FROM {table}"
        if table not in INSERTS:
            yield f"INSERT INTO {table} DEFAULT VALUES"
            yield f"INSERT INTO {table} SELECT * FROM {table}"
        closed = [c.name for c in TABLES[table].columns if c.name not in UPDATES.get(table, ())]
        yield from (f"UPDATE {table} SET {column} = {column}" for column in closed)


def forbidden(folder):
    """Far over 200 statements that no kiosk needs."""
    files = (
        f"ATTACH DATABASE '{folder / 'copy.db'}' AS other KEY ''",
        f"ATTACH DATABASE '{folder / 'other.db'}' AS more",
        f"VACUUM INTO '{folder / 'copy.db'}'",
    )
    pragmas = (f"PRAGMA {pragma}" for pragma in PRAGMAS)
    return list(chain(closed_reads(), closed_writes(), pragmas, SCHEMA, ODD, files))


def runs(driver, statement):
    """Whether a statement got as far as running, for whatever came of it then."""
    try:
        driver.execute(statement).fetchone()
    except sqlcipher.DatabaseError as error:
        return not any(
            word in str(error) for word in ("not authorized", "authorization denied", "prohibited")
        )
    return True


@pytest.fixture
def house(store):
    made = make.house(store)
    person = make.resident(store, email="m@example.org")
    make.stay(store, person, made)
    return made


@pytest.mark.parametrize("engine", ["_writer", "_reader"])
def test_not_one_of_the_forbidden_statements_runs(kiosk, house, tmp_path, engine):
    driver = getattr(kiosk, engine).raw_connection().driver_connection
    statements = forbidden(tmp_path)
    assert len(statements) > 200
    assert [s for s in statements if runs(driver, s)] == []
    assert not list(tmp_path.glob("copy*")) and not list(tmp_path.glob("other*"))


def test_the_same_statements_run_where_nothing_is_narrow(store, house, tmp_path):
    """The control: on an ordinary connection nearly all of them get through."""
    driver = store._writer.raw_connection().driver_connection
    ran = 0
    statements = [s for s in forbidden(tmp_path) if "RECURSIVE" not in s and "key=" not in s]
    for statement in statements:
        ran += runs(driver, statement)
        if driver.in_transaction:
            driver.rollback()
    assert ran > len(statements) * 0.95


def test_a_narrow_store_stays_narrow_when_its_connections_are_made_anew(kiosk, house):
    for engine in (kiosk._writer, kiosk._reader):
        engine.dispose()
        assert not runs(engine.raw_connection().driver_connection, "SELECT email FROM resident")


def test_the_watch_of_a_narrow_store_is_narrow_too(kiosk, store, house):
    watch = kiosk.watch()
    make.house(store, "Oak House")
    assert watch.topics()
    assert not runs(watch._connection, "SELECT email FROM resident")
    watch.close()


def test_what_the_office_asks_is_refused_even_to_the_program_itself(kiosk, store, house):
    def take(work):
        work.require(Permission.KIOSK)
        return work.get(Resident, 1).email

    today = kiosk.now().date()
    assert store.write(SYSTEM, take) and store.read(OWNER, residents_here, house, today)
    with pytest.raises(DatabaseError, match="prohibited"):
        kiosk.write(SYSTEM, take)
    with pytest.raises(DatabaseError, match="prohibited"):
        kiosk.read(OWNER, residents_here, house, today)


def test_what_the_kiosk_needs_runs(kiosk, house):
    assert kiosk.read(SYSTEM, house_facts, house, kiosk.now()).name == "Maple Street House"
    assert [t.shown for t in kiosk.read(SYSTEM, names, house)] == ["Marcus T."]


def test_the_lists_name_only_what_there_is():
    for table, columns in chain(READS.items(), UPDATES.items()):
        assert set(columns or ()) <= set(TABLES[table].columns.keys()), table
    assert set(TABLES) >= INSERTS | DELETES
