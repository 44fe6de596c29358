"""The practice house: a story that is the same for one seed and date, and holds under every
rule.
"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.exchange.practice import HOUSE, PUBLIC_PASSPHRASE, Practice, make_practice_house
from sobrhouse.storage.slots import FLOOR
from sobrhouse.storage.tables import (
    AuditEntry,
    Base,
    Bed,
    BedAssignment,
    House,
    Note,
    Resident,
    SobrietyPeriod,
    Stay,
)

ON = date(2026, 11, 22)


def made(folder: Path, **more: int) -> Practice:
    return make_practice_house(
        folder / "practice.db", PUBLIC_PASSPHRASE, more.pop("on", ON), costs=FLOOR, **more
    )  # type: ignore[arg-type]


def rows(practice: Practice, table: type[Base]) -> list[tuple[object, ...]]:
    with practice.store._reader.connect() as connection:
        return [tuple(r) for r in connection.execute(select(table.__table__).order_by("id"))]


def test_maple_street_has_sixteen_beds_and_fourteen_residents(tmp_path: Path) -> None:
    practice = made(tmp_path)
    with Session(practice.store._reader) as session:
        assert session.scalars(select(House.name)).all() == [HOUSE]
        assert session.scalar(select(func.count()).select_from(Bed)) == 16
        here = select(func.count()).select_from(Stay).where(Stay.discharged_on.is_(None))
        assert session.scalar(here) == 14
        in_bed = (
            select(func.count()).select_from(BedAssignment).where(BedAssignment.end_on.is_(None))
        )
        assert session.scalar(in_bed) == 14
        assert (session.scalar(select(func.min(Stay.move_in_on))) or ON) < date(2026, 2, 1)
        sam = session.scalars(
            select(SobrietyPeriod.start_on)
            .join(Resident)
            .where(Resident.legal_first == "Sam")
            .where(Resident.legal_last == "Okafor")
            .where(SobrietyPeriod.end_on.is_(None))
        ).one()
        assert (ON - sam).days == 90
        stays = (
            select(func.count())
            .select_from(Stay)
            .join(Resident)
            .where(Resident.legal_last == "Saleh", Resident.legal_first == "Omar")
        )
        assert session.scalar(stays) == 2
        newest = session.scalar(select(func.max(Note.at)))
        assert newest is not None and newest <= practice.evening
    assert practice.store.verify_log().ok
    practice.store.close()


def test_the_same_seed_and_date_tell_the_same_story(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = made(tmp_path / "a"), made(tmp_path / "b")
    for table in (Resident, Stay, BedAssignment, SobrietyPeriod, Note):
        assert rows(one, table) == rows(two, table)
    one.store.close()
    two.store.close()


def test_another_seed_tells_another_story(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = made(tmp_path / "a"), made(tmp_path / "b", seed=2)
    assert rows(one, Note) != rows(two, Note)
    one.store.close()
    two.store.close()


@pytest.mark.parametrize("houses", [3])
def test_a_large_operator_records_one_audit_row_a_house(tmp_path: Path, houses: int) -> None:
    practice = made(tmp_path, houses=houses, years=2)
    with Session(practice.store._reader) as session:
        assert session.scalar(select(func.count()).select_from(House)) == houses
        batches = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "practice.made")
        ).all()
        assert len(batches) == houses
        assert all('"sha256"' in b.payload for b in batches)
    assert practice.rows > 3000
    practice.store.close()


def test_any_day_of_the_week_means_its_sunday(tmp_path: Path) -> None:
    practice = made(tmp_path, on=date(2026, 11, 18))  # type: ignore[arg-type]
    assert practice.evening.date() == ON
    assert (practice.evening.hour, practice.evening.minute) == (19, 12)
    practice.store.close()
