"""What happened stands: the database itself refuses to change or delete a row of evidence, whoever
asks, in every table of it; and its connections are as safety.md D1 wants them.
"""

from datetime import date

import pytest
from sqlalchemy import Column, Engine, delete, select, update
from sqlalchemy.exc import DBAPIError

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.dialects import file_engine, server_engine
from sobrhouse.storage.guards import ONLY_WHEN, SET_ONCE, evidence_tables
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from tests import make, make_papers
from tests.filled import Filler
from tests.filled_person import FIRST, GIVEN, LAST, LONG_AGO, fill

TABLES = Base.metadata.tables
EVIDENCE = {
    "assessment", "attendance", "bed_assignment", "chore_mark", "consent", "consent_end",
    "curfew_check", "disclosure", "hold", "house_meeting_mark", "inspection", "inspection_line",
    "mentor_check", "minutes_amendment", "packet_print", "purge", "sign_out",
}  # fmt: skip


@pytest.fixture
def engine(store: Store) -> Engine:
    """A connection that may do whatever the database lets it: no rule of ours is asked."""
    if store.path is None:
        return server_engine(str(store.target), write=True)
    return file_engine(store.path, database_key(store.dek), write=True)


def filled(store: Store) -> None:
    """A row of every table about somebody who left."""
    house = make.house(store)
    dana = make.staff(store, "Dana Ruiz", "staff", (house,))
    gone = make.resident(store, FIRST, LAST, preferred_name=GIVEN)
    make.stay(store, gone, house, LONG_AGO, discharged_on=date(2017, 9, 1),
              discharge_type="voluntary")  # fmt: skip
    mate = make.resident(store, "Marcus", "Tate")
    make.stay(store, mate, house)
    known = {"house": house, "staff": dana}
    store.write(SYSTEM, fill, known, gone, mate)
    store.write(SYSTEM, purged, known)
    make_papers.packet_print(store, house)


def purged(work: Work, known: dict[str, int]) -> None:
    """That something was destroyed, which tells of no person."""
    work.require(Permission.START)
    others = Filler(work, known, "house", LONG_AGO)
    others.row("purge", last_on=LONG_AGO, due_on=date(2024, 3, 1), at=work.now)


def fixed(name: str) -> Column[object]:
    """A column of the table that is never set later."""
    once = {c for group in SET_ONCE.get(name, ()) for c in group}
    once |= {"void_at", "void_by", "void_why"}
    return next(c for c in TABLES[name].columns if c.name not in once and not c.primary_key)


def refused(engine: Engine, statement: object) -> bool:
    """Whether the database itself refuses it as evidence."""
    with engine.connect() as link, link.begin() as work:
        try:
            link.execute(statement)  # type: ignore[call-overload]
        except DBAPIError as error:
            return "sobr:evidence" in str(error.orig)
        finally:
            work.rollback()
    return False


def test_no_table_of_evidence_lets_a_row_be_changed_or_deleted(
    store: Store, engine: Engine
) -> None:
    assert set(evidence_tables()) == EVIDENCE
    filled(store)
    for name in sorted(EVIDENCE - set(ONLY_WHEN)):
        table, column = TABLES[name], fixed(name)
        with engine.connect() as link:
            [row_id, *_more] = link.scalars(select(table.c.id)).all()
        other = update(table).where(table.c.id == row_id).values({column.name: None})
        same = update(table).where(table.c.id == row_id).values({column.name: column})
        assert refused(engine, other), f"{name}.{column.name} can be changed"
        assert refused(engine, delete(table).where(table.c.id == row_id)), f"{name}: deleted"
        assert not refused(engine, same), f"{name}: what changes nothing is refused"
    engine.dispose()


@pytest.mark.sqlite_only
def test_both_connections_of_a_file_are_as_the_design_wants_them(store: Store) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
        "temp_store": 2, "trusted_schema": 0,
    }  # fmt: skip
    assert store.path is not None
    for write in (False, True):
        one = file_engine(store.path, database_key(store.dek), write=write)
        with one.connect() as link:
            found = {name: link.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
            assert link.exec_driver_sql("PRAGMA query_only").scalar() == (not write)
        one.dispose()
