"""The store: whole or nothing, recorded or refused, chained and guarded."""

from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, ReadOnly, Stale
from sobrhouse.storage import audit
from sobrhouse.storage.access import needs
from sobrhouse.storage.purging.emptied import Emptied
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, BedAssignment, House, Resident
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import OWNER, staff


@needs(Permission.SEE_HOUSE)
def name_of(session: Session, house_id: int) -> str | None:
    return session.execute(select(House.name).where(House.id == house_id)).scalar()


@needs(Permission.SEE_HOUSE)
def person(session: Session, resident_id: int) -> str | None:
    return session.execute(select(Resident.legal_first).where(Resident.id == resident_id)).scalar()


def rename(work: Work, house_id: int, name: str, version: int | None = None) -> None:
    work.require(Permission.MANAGE_HOUSE, house_id)
    row = work.get(House, house_id, version)
    row.name = name
    work.record("house.renamed", row)


def test_what_is_written_can_be_read(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, rename, house, "Oak Street House")
    assert store.read(OWNER, name_of, house) == "Oak Street House"


def test_a_use_case_that_fails_leaves_nothing(store: Store) -> None:
    house = make.house(store)

    def half(work: Work) -> None:
        rename(work, house, "Half")
        raise Problem("no")

    with pytest.raises(Problem, match="no"):
        store.write(OWNER, half)
    assert store.read(OWNER, name_of, house) == "Maple Street House"
    assert store.verify_log().ok


@pytest.mark.parametrize("statement", ["orm", "bulk", "raw"])
def test_a_write_without_a_record_is_refused(store: Store, statement: str) -> None:
    house = make.house(store)

    def silent(work: Work) -> None:
        work.require(Permission.START)
        if statement == "orm":
            work.get(House, house).name = "Silent"
        elif statement == "bulk":
            work.session.execute(update(House).values(name="Silent"))
        else:
            work.session.execute(text("UPDATE house SET name = 'Silent'"))

    with pytest.raises(AssertionError, match="recorded nothing"):
        store.write(SYSTEM, silent)
    assert store.read(OWNER, name_of, house) == "Maple Street House"


def test_a_use_case_that_asks_for_no_permission_is_refused(store: Store) -> None:
    with pytest.raises(AssertionError, match="no permission"):
        store.write(OWNER, lambda work: work.now)


def test_a_query_cannot_write(store: Store) -> None:
    make.house(store)

    @needs(Permission.SEE_HOUSE, house_free=True)
    def sneaky(session: Session) -> None:
        session.execute(text("UPDATE house SET name = 'x'"))
        session.commit()

    with pytest.raises(ReadOnly):
        store.read(OWNER, sneaky)


def test_another_house_is_refused_for_reads_and_writes(store: Store) -> None:
    own, other = make.house(store), make.house(store, "Oak Street House")
    dana = staff(Role.MANAGER, own)
    assert store.read(dana, name_of, own) == "Maple Street House"
    with pytest.raises(NotAllowed):
        store.read(dana, name_of, other)
    with pytest.raises(NotAllowed):
        store.write(dana, rename, other, "Mine")
    stranger = make.resident(store)
    make.stay(store, stranger, other)
    with pytest.raises(NotAllowed):
        store.read(dana, person, stranger)


def test_two_editors_of_one_record_are_told(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, rename, house, "First", 1)
    with pytest.raises(Stale) as told:
        store.write(OWNER, rename, house, "Second", 1)
    assert told.value.theirs["name"] == "First"
    assert store.read(OWNER, name_of, house) == "First"


def test_an_unknown_record_is_a_problem(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(SYSTEM, lambda work: (work.require(Permission.START), work.get(House, 99)))


def test_the_audit_row_tells_before_and_after(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, rename, house, "Oak Street House")
    with Session(store._reader) as session:
        last = session.execute(select(AuditEntry).order_by(AuditEntry.seq.desc())).scalars().first()
        assert last is not None
        assert (last.action, last.row_id, last.house_id) == ("house.renamed", house, house)
        assert '"before":{"name":"Maple Street House"}' in last.payload
        assert '"after":{"name":"Oak Street House"}' in last.payload


def test_the_log_and_the_evidence_refuse_to_be_changed(store: Store) -> None:
    house = make.house(store)
    bed = make.bed(store, make.room(store, house))
    night = make.assignment(store, make.stay(store, make.resident(store), house), bed)
    for sql in (
        "UPDATE audit_entry SET actor_name = 'nobody'",
        "DELETE FROM audit_entry",
        f"UPDATE bed_assignment SET start_on = '2020-01-01' WHERE id = {night}",
        f"DELETE FROM bed_assignment WHERE id = {night}",
        f"UPDATE bed_assignment SET void_why = 'half' WHERE id = {night}",
    ):
        with pytest.raises(Problem, match=r"cannot be changed"):
            store.write(
                SYSTEM,
                lambda work, sql=sql: (
                    work.require(Permission.START),
                    work.session.execute(text(sql)),
                    work.record("test.done"),
                ),
            )


def test_the_end_of_a_night_is_set_once(store: Store) -> None:
    house = make.house(store)
    bed = make.bed(store, make.room(store, house))
    night = make.assignment(store, make.stay(store, make.resident(store), house), bed)

    def end(work: Work, on: date) -> None:
        work.require(Permission.START)
        row = work.get(BedAssignment, night)
        row.end_on, row.end_reason = on, "transfer"
        work.record("bed.ended", row)

    store.write(SYSTEM, end, date(2026, 11, 1))
    with pytest.raises(Problem, match="cannot be changed"):
        store.write(SYSTEM, end, date(2026, 11, 2))


def test_the_database_itself_refuses_a_bed_twice_on_one_night(store: Store) -> None:
    house = make.house(store)
    room = make.room(store, house)
    bed, second = make.bed(store, room), make.bed(store, room, "1B")
    first = make.stay(store, make.resident(store), house)
    other = make.stay(store, make.resident(store, "Sam", "Okafor"), house)
    make.assignment(
        store, first, bed, date(2026, 9, 1), end_on=date(2026, 9, 10), end_reason="transfer"
    )
    with pytest.raises(Problem, match="already has that bed"):
        make.assignment(store, other, bed, date(2026, 9, 9))
    with pytest.raises(Problem, match="already has a bed"):
        make.assignment(store, first, second, date(2026, 9, 5))
    make.assignment(store, other, bed, date(2026, 9, 10))


def test_the_anchor_finds_a_cut_off_or_rewritten_log(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, rename, house, "Oak Street House")
    printed = store.verify_log().anchor
    assert store.verify_log(anchor=printed.lower().replace("-", " ")).ok
    store.write(OWNER, rename, house, "Elm Street House")
    assert store.verify_log(anchor=printed).ok
    assert not store.verify_log(anchor="0000-0000-0000").ok


def test_every_changed_field_of_the_log_is_noticed(store: Store) -> None:
    make.house(store)
    keys = store._audit_keys
    with store._reader.connect() as connection:
        row = dict(list(audit._rows(connection, 0))[1])
    for name, value in row.items():
        if name == "mac":
            continue
        changed = row | {
            name: value + 1
            if isinstance(value, int)
            else f"{value}x"
            if isinstance(value, str)
            else 7
        }
        if name in {"at"}:
            changed = row | {"at": row["at"].replace(year=2001)}
        if name == "salt":
            changed = row | {"salt": "00" * 16}
        assert list(audit._faults_of(changed, keys, row["prev"], row["seq"], Emptied())), name
    emptied = row | {"salt": "", "payload": ""}
    assert list(audit._faults_of(emptied, keys, row["prev"], row["seq"], Emptied()))
    named = Emptied({row["seq"]})
    assert not list(audit._faults_of(emptied, keys, row["prev"], row["seq"], named))
    assert not list(audit._faults_of(row, keys, row["prev"], row["seq"], Emptied()))


def test_the_watch_tells_topics_of_other_stores(store: Store, clock: object) -> None:
    house = make.house(store)
    watch = store.watch()
    assert watch.topics() == frozenset()
    store.write(OWNER, rename, house, "Oak Street House")
    assert watch.topics() == {"house"}
    assert watch.topics() == frozenset()
    with pytest.raises(Problem):
        store.write(OWNER, rename, 99, "x")
    assert watch.topics() == frozenset()
    watch.close()
