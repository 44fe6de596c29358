"""Prepared statements: the same rows as SQLAlchemy's own way, and the same refusals."""

import pytest
from sqlalchemy import bindparam as value
from sqlalchemy import insert, literal_column, select, update

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.prepared import Prepared
from sobrhouse.storage.tables import Base
from tests import make
from tests.conftest import NOW

NIGHTS, PEOPLE = Base.metadata.tables["bed_assignment"], Base.metadata.tables["resident"]
BY_NAME = select(PEOPLE.c.id, PEOPLE.c.created_at, PEOPLE.c.birth_on).where(
    PEOPLE.c.legal_first == value("name")
)


def within(store, use_case):
    """Run something in a transaction of the store's."""

    def work(work):
        work.require(Permission.START)
        result = use_case(work)
        work.record("test.done")
        return result

    return store.write(SYSTEM, work)


def test_it_reads_what_sqlalchemy_reads(store):
    make.resident(store, "Sam", "Okafor")
    make.resident(store, "Sam", "West")
    asked = Prepared(BY_NAME.order_by(PEOPLE.c.id))
    usual, all_of_them, first = within(
        store,
        lambda work: (
            work.connection.execute(BY_NAME.order_by(PEOPLE.c.id), {"name": "Sam"}).all(),
            asked.all(work.transaction, {"name": "Sam"}),
            asked.first(work.transaction, {"name": "Sam"}),
        ),
    )
    assert [tuple(row) for row in all_of_them] == [tuple(row) for row in usual]
    assert (first.id, first.created_at) == (usual[0].id, usual[0].created_at)
    assert within(store, lambda work: asked.first(work.transaction, {"name": "Nobody"})) is None


def test_it_writes_in_the_same_transaction(store):
    made = Prepared(
        insert(Base.metadata.tables["station_try"]),
        ("station", "at", "boot", "mono_ms", "created_at", "created_by"),
    )
    said = {"station": "k", "at": NOW, "boot": "b", "mono_ms": 1, "created_at": NOW,
            "created_by": 0}  # fmt: skip

    def half(work):
        assert made.add(work.transaction, said) > 0
        raise Problem("no")

    with pytest.raises(Problem, match="no"):
        within(store, half)
    tries = select(Base.metadata.tables["station_try"].c.id)
    assert not within(store, lambda work: work.connection.execute(tries).all())
    row_id = within(store, lambda work: made.add(work.transaction, said))
    assert within(store, lambda work: work.connection.execute(tries).scalar()) == row_id


def test_a_guard_refuses_it_in_the_same_words(store):
    house = make.house(store)
    bed = make.bed(store, make.room(store, house))
    night = make.assignment(store, make.stay(store, make.resident(store), house), bed)
    change = Prepared(update(NIGHTS).where(NIGHTS.c.id == value("night")).values(void_why="half"))
    with pytest.raises(Problem, match="cannot be changed"):
        within(store, lambda work: change.run(work.transaction, {"night": night}))
    assert store.verify_log().ok


@pytest.mark.sqlite_only
def test_what_would_be_left_to_chance_is_refused(store):
    asked = Prepared(BY_NAME.limit(literal_column("1")))
    with pytest.raises(KeyError, match="name"):
        within(store, lambda work: asked.first(work.transaction, {}))
    for odd in (
        Prepared(select(PEOPLE.c.id).where(PEOPLE.c.id.in_([1, 2]))),
        Prepared(insert(Base.metadata.tables["station_try"]), ("station",)),
    ):
        with pytest.raises(TypeError):
            within(store, lambda work, odd=odd: odd.run(work.transaction, {"station": "k"}))
