"""Bringing in a list: all of it or none, one audit row, and back again as a whole."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from sobrhouse.domain.imports import Field, Incoming, Outcome
from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.imports import import_batches, import_ground
from sobrhouse.queries.known_people import names_on_record, people_named
from sobrhouse.services import residents
from sobrhouse.services.imports import import_residents, undo_import
from sobrhouse.services.notes import add_note
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    AuditEntry,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    LegalMatter,
    Note,
    PhaseHistory,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)
from tests import make
from tests.conftest import OWNER, staff

TODAY = date(2026, 11, 22)
EVERYTHING = (Resident, Stay, BedAssignment, PhaseHistory, SobrietyPeriod, Contact, Condition,
              LegalMatter, Employment, Note, Sponsorship)


@needs(Permission.START, house_free=True)
def counted(session, live=True):
    """How many rows of each table stand."""

    def standing(table):
        column = table.void_at if hasattr(table, "void_at") else table.voided_at
        return column.is_(None) if live else True

    return {table.__tablename__: session.scalar(
        select(func.count()).select_from(table).where(standing(table))) for table in EVERYTHING}


@needs(Permission.START, house_free=True)
def actions(session):
    """Every action in the log, oldest first."""
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)))


@needs(Permission.START, house_free=True)
def row_of(session, table, **values):
    """One row as a dict."""
    row = session.scalars(select(table).filter_by(**values)).one()
    return {c.key: getattr(row, c.key) for c in table.__table__.columns}


def rows_standing(store):
    return store.read(SYSTEM, counted)


def ground(store, house_id, actor=OWNER):
    """What an import is planned against, with everybody the actor may know of."""
    names = store.read(actor, names_on_record)
    people = store.read(actor, people_named, house_id, names, ())
    return replace(store.read(actor, import_ground, house_id, TODAY), people=people)


def new(line=2, first="Jay", **more: Any) -> Incoming:
    return Incoming(**{
        "line": line, "outcome": Outcome.NEW_PERSON, "legal_first": first, "legal_last": "Porter",
        "move_in": date(2026, 9, 1), **more})


@pytest.fixture
def place(store):
    """A house with two beds and a phase."""
    house = make.house(store)
    room = make.room(store, house)
    return house, (make.bed(store, room, "1A"), make.bed(store, room, "1B")), make.phase(
        store, house)


def test_a_list_comes_in_with_everything_it_says_and_one_audit_row(store, place):
    house, (bed, _other), phase = place
    before = len(store.read(SYSTEM, actions))
    done = store.write(OWNER, import_residents, house, [
        new(birth_date=date(1985, 3, 7), phone="+15550104471", bed_id=bed, phase_id=phase,
            bed_from=date(2026, 9, 1), sobriety_date=date(2026, 8, 7), pathway="AA",
            languages="Español, English", contact_name="Linda", contact_phone="+15550109999",
            contact_relationship="mother", allergies="Bees", work="Ridge Auto", notes="Mornings",
            supervision="Kim", supervision_kind="parole", sponsor="Ron B.", has_sponsor=True),
        new(3, "Sam"), new(4, "Ray", outcome=Outcome.SKIP),
    ], "people.csv")
    assert (done.new, done.people) == (2, 2)
    assert rows_standing(store) == {
        "resident": 2, "stay": 2, "bed_assignment": 1, "phase_history": 1, "sobriety_period": 1,
        "contact": 1, "condition": 1, "legal_matter": 1, "employment": 1, "note": 1,
        "sponsorship": 1}
    assert store.read(SYSTEM, actions)[before:] == ["resident.imported"]
    jay = store.read(SYSTEM, row_of, Resident, legal_first="Jay")
    assert (jay["speaks"], jay["match_name"], jay["sort_name"]) == (
        "es", "jay porter", "porter, jay")
    assert store.verify_log().ok


def test_a_referral_source_is_made_once(store, place):
    store.write(OWNER, import_residents, place[0], [
        new(referral="Harbor Detox"), new(3, "Sam", referral="harbor detox")])
    stays = [store.read(SYSTEM, row_of, Stay, id=i)["referral_source_id"] for i in (1, 2)]
    assert stays[0] is not None and stays[0] == stays[1]


@pytest.mark.parametrize("bad", [
    {"legal_first": " "}, {"birth_date": date(2030, 1, 1)}, {"move_in": date(2030, 1, 1)},
    {"bed_id": 999}, {"phase_id": 999}, {"bed_id": 1, "bed_from": date(2026, 9, 1)},
    {"outcome": Outcome.NEW_STAY}, {"outcome": Outcome.MERGE, "resident_id": 999},
])
def test_one_bad_row_and_nothing_comes_in(store, place, bad):
    house, (bed, _other), _phase = place
    assert bed == 1
    taken = make.stay(store, make.resident(store), house)
    make.assignment(store, taken, bed)
    before = rows_standing(store), store.read(SYSTEM, actions)
    with pytest.raises(Problem):
        store.write(OWNER, import_residents, house, [new(2, "Ann"), new(**{"line": 3, **bad})])
    assert (rows_standing(store), store.read(SYSTEM, actions)) == before


def test_a_list_of_nobody_is_refused(store, place):
    with pytest.raises(Problem, match="nobody"):
        store.write(OWNER, import_residents, place[0], [new(outcome=Outcome.SKIP)])


def test_an_import_is_taken_back_as_a_whole(store, place, clock):
    house, (bed, _other), phase = place
    before = rows_standing(store)
    done = store.write(OWNER, import_residents, house, [
        new(bed_id=bed, bed_from=date(2026, 9, 1), phase_id=phase, sobriety_date=date(2026, 8, 7),
            contact_name="Linda", allergies="Bees", work="Ridge Auto", notes="x", supervision="y"),
        new(3, "Sam")])
    clock.forward(minutes=3)
    assert store.write(OWNER, undo_import, done.batch_id) == 2
    assert rows_standing(store) == before
    kept = store.read(SYSTEM, row_of, BedAssignment, bed_id=bed)
    assert (kept["void_why"], kept["void_by"]) == ("import undone", 1)
    assert store.read(SYSTEM, actions)[-1] == "resident.import_undone"
    assert ground(store, house).people == ()
    assert store.verify_log().ok
    (batch,) = store.read(OWNER, import_batches, house)
    assert batch.undone_at == clock.now


def test_the_same_list_can_come_in_again_after_it_was_taken_back(store, place):
    house, (bed, _other), _phase = place
    rows = [new(bed_id=bed, bed_from=date(2026, 9, 1))]
    done = store.write(OWNER, import_residents, house, rows)
    store.write(OWNER, undo_import, done.batch_id)
    store.write(OWNER, import_residents, house, rows)
    assert rows_standing(store)["bed_assignment"] == 1


def test_an_import_is_taken_back_once(store, place):
    done = store.write(OWNER, import_residents, place[0], [new()])
    store.write(OWNER, undo_import, done.batch_id)
    with pytest.raises(Problem, match="before"):
        store.write(OWNER, undo_import, done.batch_id)


def test_an_import_whose_people_were_changed_since_stands(store, place):
    done = store.write(OWNER, import_residents, place[0], [new(), new(3, "Sam")])
    sam = store.read(SYSTEM, row_of, Resident, legal_first="Sam")
    store.write(OWNER, residents.change_field, sam["id"], "phone", "+15550100000", 1)
    before = rows_standing(store)
    with pytest.raises(Problem, match=r"Sam Porter was changed since"):
        store.write(OWNER, undo_import, done.batch_id)
    assert rows_standing(store) == before


def test_a_note_about_somebody_counts_as_a_change(store, place):
    done = store.write(OWNER, import_residents, place[0], [new()])
    jay = store.read(SYSTEM, row_of, Resident, legal_first="Jay")
    store.write(OWNER, add_note, place[0], jay["id"], "Settling in")
    with pytest.raises(Problem, match="Jay Porter was changed since"):
        store.write(OWNER, undo_import, done.batch_id)


def merge(who, *takes, **values):
    return new(first="Marcus", outcome=Outcome.MERGE, resident_id=who, takes=frozenset(takes),
               **values)


def test_a_known_record_is_filled_in_and_emptied_again(store, place):
    house, (bed, _other), _phase = place
    who = make.resident(store, email="old@example.com")
    stay = make.stay(store, who, house)
    before = rows_standing(store)
    done = store.write(OWNER, import_residents, house, [merge(
        who, Field.PHONE, Field.EMAIL, Field.CONTACT_NAME, Field.BED, phone="+15550104471",
        email="new@example.com", contact_name="Linda", allergies="Bees", bed_id=bed,
        bed_from=TODAY)])
    person = store.read(SYSTEM, row_of, Resident, id=who)
    assert (person["phone"], person["email"]) == ("+15550104471", "old@example.com")
    assert rows_standing(store) == before | {"contact": 1, "bed_assignment": 1}
    assert store.read(SYSTEM, row_of, BedAssignment, bed_id=bed)["stay_id"] == stay
    store.write(OWNER, undo_import, done.batch_id)
    person = store.read(SYSTEM, row_of, Resident, id=who)
    assert (person["phone"], person["email"], person["voided_at"]) == ("", "old@example.com", None)
    assert rows_standing(store) == before


def test_a_sponsor_in_a_list_becomes_a_tie_of_their_own_and_goes_again(store, place):
    house = place[0]
    known = make.resident(store)
    make.stay(store, known, house)
    before = rows_standing(store)
    rows = [
        merge(known, Field.SPONSOR, sponsor="Bill Wilson", sponsor_phone="1", has_sponsor=True),
        new(3, "Jay", has_sponsor=True), new(4, "Sam"),
    ]
    done = store.write(OWNER, import_residents, house, rows)
    assert rows_standing(store) == before | {"resident": 3, "stay": 3, "sponsorship": 2}
    tie = store.read(SYSTEM, row_of, Sponsorship, resident_id=known)
    assert (tie["name"], tie["phone"], tie["share"]) == ("Bill W.", "1", "name")
    assert (tie["kind"], tie["started_on"]) == ("sponsor", TODAY)
    jay = store.read(SYSTEM, row_of, Sponsorship, share="existence")
    assert (jay["name"], jay["phone"]) == ("", "")
    assert Field.SPONSOR not in ground(store, house).people[0].missing
    store.write(OWNER, undo_import, done.batch_id)
    assert rows_standing(store) == before


def test_who_comes_back_gets_a_new_stay_and_leaves_the_waitlist(store, place):
    house, (bed, _other), phase = place
    who = make.resident(store)
    make.stay(store, who, house, date(2025, 1, 1), discharged_on=date(2025, 6, 1),
              discharge_type="voluntary")
    waiting = make.row(store, Application(
        resident_id=who, house_id=house, received_on=date(2026, 8, 1)))
    before = rows_standing(store)
    row = new(outcome=Outcome.NEW_STAY, resident_id=who, bed_id=bed, bed_from=date(2026, 9, 1),
              phase_id=phase, takes=frozenset({Field.BED, Field.PHASE}))
    done = store.write(OWNER, import_residents, house, [row])
    assert done.returned == 1
    assert rows_standing(store)["stay"] == 2
    assert store.read(SYSTEM, row_of, Application, id=waiting)["stage"] == "moved_in"
    store.write(OWNER, undo_import, done.batch_id)
    assert rows_standing(store) == before
    assert store.read(SYSTEM, row_of, Application, id=waiting)["stage"] == "waitlisted"


def test_who_lives_elsewhere_meanwhile_stops_the_import(store, place):
    who = make.resident(store)
    make.stay(store, who, make.house(store, "Oak Street House"))
    with pytest.raises(Problem):
        store.write(OWNER, import_residents, place[0], [
            new(outcome=Outcome.NEW_STAY, resident_id=who)])


def test_only_who_may_import_does_and_only_into_their_own_house(store, place):
    house = place[0]
    other = make.house(store, "Oak Street House")
    done = store.write(OWNER, import_residents, house, [new()])
    for actor in (staff(Role.STAFF, house), staff(Role.AUDITOR, house),
                  staff(Role.MANAGER, other)):
        with pytest.raises(NotAllowed):
            store.write(actor, import_residents, house, [new(3, "Sam")])
        with pytest.raises(NotAllowed):
            store.write(actor, undo_import, done.batch_id)
        with pytest.raises(NotAllowed):
            store.read(actor, import_batches, house)


def test_the_ground_tells_beds_people_and_phases(store, place):
    house, (bed, other), phase = place
    who = make.resident(store, birth_on=date(1985, 3, 7), phone="+15550104471")
    make.assignment(store, make.stay(store, who, house), bed)
    make.sobriety(store, who)
    found = ground(store, house)
    (person,) = found.people
    assert person.here and person.elsewhere == ""
    assert {Field.EMAIL, Field.CONTACT_NAME, Field.PHASE} <= person.missing
    assert not person.missing & {Field.PHONE, Field.BIRTH_DATE, Field.SOBRIETY_DATE, Field.BED}
    assert [(b.bed_id, b.free_from, b.why) for b in found.beds] == [
        (bed, None, "Marcus T. has bed 1A."), (other, date(2020, 1, 1), "")]
    assert [p.phase_id for p in found.phases] == [phase]


def test_people_of_other_houses_are_known_to_those_alone_who_see_them(store, place):
    house = place[0]
    other = make.house(store, "Oak Street House")
    make.stay(store, make.resident(store), other)
    assert ground(store, house).people[0].elsewhere == "Oak Street House"
    assert ground(store, house, staff(Role.MANAGER, house)).people == ()


def test_a_thousand_people_come_in_within_seconds_and_go_again(store, place):
    rows = [new(n, f"Person {n}", contact_name="Ann", notes="x") for n in range(2, 1002)]
    done = store.write(OWNER, import_residents, place[0], rows)
    assert rows_standing(store)["contact"] == 1000
    assert store.write(OWNER, undo_import, done.batch_id) == 1000
    assert rows_standing(store)["note"] == 0
