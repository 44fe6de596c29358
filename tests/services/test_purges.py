"""A record is destroyed whole, by two people, when its time is over: nothing of it is left in any
byte of the file, others keep theirs, and the log still holds.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import make_url, select
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.freezing import freeze
from sobrhouse.domain.holds import HoldKind
from sobrhouse.domain.purging import DOOMED, SHARED
from sobrhouse.domain.retention import RecordClass, Standing
from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind, Permission, Role
from sobrhouse.problems import Busy, NotAllowed, NotFound, Problem
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.purges import certificate, must_be_packed, purge_preview, purges
from sobrhouse.queries.retention import kept_records
from sobrhouse.services import drafts, holds
from sobrhouse.services.clock import settle_clock
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.services.purges import destroy_person, destroy_visits
from sobrhouse.services.seconds import confirm_second
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.backups.backup import UPGRADE, back_up
from sobrhouse.storage.dialects import WRITE_LOCK
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.packing import pack_and_back_up, pack_server
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Base, ClockJump, Draft, Note
from sobrhouse.storage.work import Work
from tests import make, make_papers
from tests.conftest import OWNER, Clock, staff
from tests.decrypted import found_in
from tests.filled import Filler
from tests.filled_person import FIRST, GIVEN, LAST, LONG_AGO, PLANTED, fill

TABLES = Base.metadata.tables
TODAY = date(2026, 11, 22)
THEIRS = "975310"
@dataclass
class There:
    """A house, who left it long ago, who lives in it, and the second person."""

    store: Store
    house: int
    gone: int
    mate: int
    dana: int

    def destroy(self, who: int | None = None) -> Any:
        """As it is done in the office: the second person's PIN, one's own, and the purge."""
        who = self.gone if who is None else who
        assert self.store.write(OWNER, confirm_second, self.dana, THEIRS, Purpose.PURGE, who)
        self.store.write(OWNER, confirm_by_passphrase, Purpose.PURGE)
        return self.store.write(OWNER, destroy_person, who, self.dana)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.store._reader.connect() as connection:
            return len(connection.execute(select(TABLES[table].c.id)).all())


@pytest.fixture
def there(store: Store) -> There:
    house = make.house(store)
    dana = make.staff(store, "Dana Ruiz", "staff", (house,))
    store.write(staff(Role.STAFF, house, staff_id=dana), set_pin, THEIRS)
    gone = make.resident(store, FIRST, LAST, preferred_name=GIVEN, phone="+15550104471")
    make.stay(store, gone, house, LONG_AGO, discharged_on=date(2017, 9, 1),
              discharge_type="voluntary")  # fmt: skip
    mate = make.resident(store, "Marcus", "Tate")
    make.stay(store, mate, house)
    return There(store, house, gone, mate, dana)


@pytest.fixture
def full(there: There, clock: Clock) -> There:
    """With a row of every table about who left, and one about the housemate that names them, all
    written in their time.
    """
    store, house = there.store, there.house
    today, clock.now = clock.now, clock.now.replace(year=2017)
    store.write(SYSTEM, fill, {"house": house, "staff": there.dana}, there.gone, there.mate)
    make.note(store, house, f"It was late.\n{FIRST} came.")  # in the log it begins a line of JSON
    make_papers.packet_print(store, house, inputs=freeze({"names": ["Zebulon Q."]}))
    me = Actor(ActorKind.RESIDENT, there.gone, "Zebby Q.", houses=frozenset({house}))

    def at_the_kiosk(work: Work) -> None:
        work.require(Permission.KIOSK)
        work.record("sign.out", None, resident_id=there.gone, house_id=house)

    store.write(me, at_the_kiosk)
    clock.now = today
    return there


def test_everything_of_a_person_is_destroyed_and_others_keep_theirs(
    full: There, tmp_path: Path
) -> None:
    there, store = full, full.store
    if store.path is not None:  # else the search of the bytes is blind
        assert set(found_in(store.path, store.dek, PLANTED)) == set(PLANTED)
    note = make.note(store, there.house, "Zebulon from next door came by, no Quagmire.")
    before = {d.table: there.count(d.table) for d in DOOMED}
    seen = store.read(OWNER, purge_preview, there.gone, TODAY)
    assert seen.row.verdict.due
    done = there.destroy()
    for table, n in before.items():
        assert there.count(table) == n - seen.deleted.get(table, 0), table
        assert n == 0 or seen.deleted.get(table), table
    for table in SHARED:
        assert there.count(table) >= 1
    assert store.verify_log().ok, store.verify_log().faults
    (row,) = store.read(OWNER, purges)
    assert (row.deleted, row.changed) == (seen.deleted, seen.changed)
    assert row.log_rows == done.log_rows >= seen.log_rows > 40
    assert done.rows == sum(seen.deleted.values())
    with pytest.raises(NotFound):
        store.read(OWNER, purge_preview, there.gone, TODAY)
    assert nowhere_named(store) == ["note.text: zebulon"]  # of next door, years later
    told = store.read(SYSTEM, certificate, row.purge_id, ZoneInfo("UTC"))
    assert (told.purge.by, told.purge.second) == ("Olive Owner", "Dana Ruiz")
    assert told.purge.last_on < told.purge.due_on <= TODAY
    assert store.verify_log(last=5).ok
    page = store.read(OWNER, audit_page)
    assert all("Zebby" not in row.who for row in page.rows)
    assert any(row.action == "resident.purged" for row in page.rows)
    store.write(SYSTEM, drop_note, note)
    no_byte_is_left(store, tmp_path)


def drop_note(work: Work, note_id: int) -> None:
    """Take away what names somebody of next door."""
    work.require(Permission.START)
    row = work.get(Note, note_id)
    row.text = ""
    work.record("test.made", row, hide=("text",))


def no_byte_is_left(store: Store, folder: Path) -> None:
    """Nothing of them is in the file, its log or the backup that follows, also in free space."""
    if store.path is None:
        no_byte_is_left_on_the_server(store)
        return
    assert store.read(OWNER, must_be_packed)
    old = back_up(store.path, store.dek, store.path.parent / "backups", store.now(), kind=UPGRADE)
    made = pack_and_back_up(store, OWNER, folder / "backups")
    assert not old.path.exists(), "no log names the backups from before an upgrade"
    assert not store.read(OWNER, must_be_packed)
    assert found_in(store.path, store.dek, PLANTED) == {}
    assert made is not None
    assert found_in(made.path, store.dek, PLANTED) == {}
    assert store.verify_log().ok


def no_byte_is_left_on_the_server(store: Store) -> None:
    """Nothing of them is in any file of the server's tables."""
    assert store.read(OWNER, must_be_packed)
    assert on_the_server(store) == set(PLANTED), "deleted rows still lie there"
    assert pack_and_back_up(store, OWNER, None) is None
    assert not store.read(OWNER, must_be_packed)
    assert on_the_server(store) == set()
    assert store.verify_log().ok


def on_the_server(store: Store) -> set[str]:
    """Which planted words stand in the files of our tables, as the server itself reads them."""
    files = (
        "SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c "
        "WHERE relkind = 'r' AND relname = ANY(%s) AND relnamespace = 'public'::regnamespace"
    )
    with psycopg.connect(str(store.target), autocommit=True) as link:
        link.execute("CHECKPOINT")  # what the server still has in memory comes to the disk
        found = b"".join(row[0] for row in link.execute(files, (list(TABLES),)))
    return {word for word in PLANTED if word.casefold().encode() in found.lower()}


def test_a_server_that_does_not_let_us_write_tables_anew_is_told_not_passed_over(
    store: Store,
) -> None:
    if store.path is not None:
        pytest.skip("a file is ours")
    with psycopg.connect(str(store.target), autocommit=True) as link:
        link.execute("DROP ROLE IF EXISTS guest")
        link.execute("CREATE ROLE guest LOGIN")
        guest = make_url(str(store.target)).set(username="guest")
        with pytest.raises(NotAllowed, match="VACUUM FULL"):
            pack_server(guest.render_as_string(hide_password=False))
        link.execute(f"SELECT pg_advisory_lock({WRITE_LOCK})")  # somebody writes
        with pytest.raises(OperationalError) as error:
            pack_server(str(store.target), patience=0.2)
        assert isinstance(as_problem(error.value), Busy)


def nowhere_named(store: Store) -> list[str]:
    """Every value of every table in which a planted word stands."""
    words = [word.casefold() for word in PLANTED]
    found = []
    with store._reader.connect() as connection:
        for name, table in TABLES.items():
            for row in connection.execute(select(table)):
                said = {c: str(v).casefold() for c, v in zip(table.c.keys(), row, strict=True)}
                found += [f"{name}.{column}: {word}" for word in words
                          for column, text in said.items() if word in text]  # fmt: skip
    return sorted(set(found))


@pytest.mark.sqlite_only
def test_a_hold_or_an_open_stay_or_a_young_record_is_not_destroyed(there: There) -> None:
    store = there.store
    with pytest.raises(NotAllowed, match="lives here"):
        there.destroy(there.mate)
    hold = store.write(OWNER, holds.put_on, there.gone, HoldKind.COURT, "Court", "Case 12", TODAY)
    with pytest.raises(NotAllowed, match="legal hold"):
        there.destroy()
    (row,) = [r for r in store.read(OWNER, kept_records, TODAY) if r.resident_id == there.gone]
    assert row.verdict.standing is Standing.HELD
    store.write(OWNER, holds.lift, hold, "The case is closed")
    with pytest.raises(NotAllowed, match="not over"):
        there.destroy()  # it was in use until the hold was lifted


@pytest.mark.sqlite_only
def test_a_clock_that_was_set_forward_ends_no_rule(there: There, clock: Clock) -> None:
    young = make.resident(there.store, "Young", "Crane")
    make.stay(there.store, young, there.house, discharged_on=TODAY, discharge_type="voluntary")
    seq, was = there.store.verify_log().head_seq, clock.now
    clock.forward(days=9000)
    make.row(there.store, ClockJump(seq=seq, at=clock.now, was_at=was, by_seconds=777_600_000))
    with pytest.raises(NotAllowed, match="clock"):
        there.destroy(young)
    there.store.write(OWNER, settle_clock)
    there.destroy(young)  # somebody says that so much time has really passed


@pytest.mark.sqlite_only
def test_what_is_half_typed_on_their_profile_goes_though_it_names_nobody(there: There) -> None:
    kept = [("residents/note", there.mate), ("beds/wait", there.gone)]
    for form, subject in [("residents/note", there.gone), *kept]:
        there.store.write(OWNER, drafts.keep, form, subject, '{"text": "Owes two weeks"}')
    there.destroy()
    with there.store._reader.connect() as connection:
        rows = connection.execute(select(Draft.form, Draft.subject_id).order_by(Draft.id)).all()
    assert [tuple(row) for row in rows] == kept


@pytest.mark.sqlite_only
def test_it_takes_two_people_and_the_owner(there: There) -> None:
    store = there.store
    with pytest.raises(NotAllowed):
        store.write(OWNER, destroy_person, there.gone, there.dana)
    store.write(OWNER, confirm_by_passphrase, Purpose.PURGE)
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, destroy_person, there.gone, there.dana)
    manager = staff(Role.MANAGER, there.house, staff_id=there.dana)
    with pytest.raises(NotAllowed):
        store.write(manager, destroy_person, there.gone, 1)
    assert there.count("resident") == 2


@pytest.mark.sqlite_only
def test_the_kiosk_and_the_office_cannot_empty_without_a_permit(there: There) -> None:
    driver_error = (Problem, sqlcipher.Error)

    def by_hand(work: Any) -> None:
        work.require(Permission.START)
        work.connection.exec_driver_sql("UPDATE audit_entry SET salt = '', payload = ''")
        work.record("test.made")

    with pytest.raises(driver_error):
        there.store.write(SYSTEM, by_hand)


def visited(work: Work, known: dict[str, int], day: date) -> None:
    """Somebody came to see the house."""
    work.require(Permission.START)
    Filler(work, known, "Vera Visitor", day).row("visitor")


def test_old_visits_are_destroyed_by_house(there: There) -> None:
    store = there.store
    for day in (LONG_AGO, TODAY):
        store.write(SYSTEM, visited, {"house": there.house}, day)
    store.write(OWNER, confirm_by_passphrase, Purpose.PURGE)
    assert store.write(OWNER, confirm_second, there.dana, THEIRS, Purpose.PURGE)
    before = there.count("visitor")
    done = store.write(OWNER, destroy_visits, there.house, there.dana)
    assert done.rows == 1
    assert there.count("visitor") == before - 1
    (row,) = store.read(OWNER, purges)
    assert row.record_class is RecordClass.VISITOR
    assert store.verify_log().ok
