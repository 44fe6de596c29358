"""The practice house: a story that is the same for one seed and date, and holds under every
rule.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.pins import check_pin
from sobrhouse.exchange.practice import HOUSE, PUBLIC_PASSPHRASE, Practice, make_practice_house
from sobrhouse.exchange.practice_words import KIOSK_PIN
from sobrhouse.storage.keys.pin_hashes import kiosk_key, kiosk_pin_fits
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.tables import (
    Assessment,
    Attendance,
    AuditEntry,
    Base,
    Bed,
    BedAssignment,
    Commitment,
    Consent,
    ConsentEnd,
    CurfewCheck,
    Disclosure,
    FormPrint,
    HelpingEvent,
    House,
    HouseMeeting,
    HouseMeetingMark,
    KioskAccess,
    MeetingGroup,
    MilestoneAward,
    Motion,
    Note,
    OwnWords,
    PacketSet,
    Pass,
    Resident,
    SignOut,
    SobrietyPeriod,
    SponsorContact,
    Sponsorship,
    Stay,
    SupportCall,
    Todo,
)

ON = date(2026, 11, 22)


def made(folder: Path, **more: int) -> Practice:
    return make_practice_house(
        folder / "practice.db", PUBLIC_PASSPHRASE, more.pop("on", ON), costs=FLOOR, **more
    )  # type: ignore[arg-type]


def rows(practice: Practice, table: type[Base]) -> list[tuple[object, ...]]:
    with practice.store._reader.connect() as connection:
        return [tuple(r) for r in connection.execute(select(table.__table__).order_by("id"))]


def test_maple_street_has_sixteen_beds_and_fourteen_residents(maple: Practice) -> None:
    practice = maple
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


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Maple Street again, made anew, with one more house."""
    practice = made(tmp_path_factory.mktemp("operator"), houses=2)
    yield practice
    practice.store.close()


def test_the_same_seed_and_date_tell_the_same_story(maple: Practice, operator: Practice) -> None:
    """However many houses come after it."""
    for table in (
        *(Resident, Stay, BedAssignment, SobrietyPeriod, Note, SignOut, CurfewCheck, Pass),
        *(HouseMeeting, HouseMeetingMark, Motion, Todo, Commitment, Attendance, MeetingGroup),
        *(Sponsorship, SponsorContact, HelpingEvent, Assessment, MilestoneAward),
        *(Consent, ConsentEnd, Disclosure, FormPrint, PacketSet, OwnWords),
    ):
        first = rows(maple, table)
        assert first and first == rows(operator, table)[: len(first)], table


def test_another_seed_tells_another_story_and_any_day_of_the_week_means_its_sunday(
    tmp_path: Path, maple: Practice
) -> None:
    two = made(tmp_path, on=date(2026, 11, 18), seed=2)  # type: ignore[arg-type]
    assert rows(maple, Note) != rows(two, Note)
    assert two.evening == maple.evening
    assert two.evening.date() == ON
    assert (two.evening.hour, two.evening.minute) == (19, 12)
    two.store.close()


def test_a_large_operator_records_one_audit_row_a_house(operator: Practice) -> None:
    with Session(operator.store._reader) as session:
        assert session.scalar(select(func.count()).select_from(House)) == 2
        batches = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "practice.made")
        ).all()
        assert len(batches) == 2
        assert all('"sha256"' in b.payload for b in batches)
    assert operator.rows > 3000


def test_a_year_of_the_sign_log_holds_together(maple: Practice) -> None:
    practice = maple
    with Session(practice.store._reader) as session:
        lines = session.scalars(
            select(SignOut).where(SignOut.void_at.is_(None)).order_by(SignOut.stay_id, SignOut.at)
        ).all()
        stays = {stay.id: stay for stay in session.scalars(select(Stay))}
        checks = session.scalars(select(CurfewCheck.status)).all()
        spans = session.execute(select(Pass.depart_at, Pass.return_by, Pass.status)).all()
    assert len(lines) > 2500
    for before, line in pairwise(lines):
        if before.stay_id == line.stay_id:
            assert before.in_at is not None, f"line {before.id} is open and another one follows"
            assert before.in_at <= line.at, f"lines {before.id} and {line.id} share time"
    for line in lines:
        stay = stays[line.stay_id]
        local = line.at.astimezone(practice.evening.tzinfo).date()
        assert stay.move_in_on <= local <= (stay.discharged_on or ON)
        assert line.at <= practice.evening
        assert line.in_at is None or line.in_at <= practice.evening
    late = [line for line in lines if line.expected_return_at and line.in_at
            and line.in_at > line.expected_return_at]  # fmt: skip
    assert 0.02 < len(late) / len(lines) < 0.08
    assert all(line.ack_at for line in late if line.at < practice.evening - timedelta(days=1))
    assert {"in", "on_pass", "out_signed", "missing"} == set(checks)
    assert checks.count("in") > 20 * checks.count("missing") > 0
    assert {"requested", "approved", "denied", "out", "returned"} == {s[2] for s in spans}


def test_on_the_evening_five_are_out_and_one_is_late(maple: Practice) -> None:
    practice = maple
    with Session(practice.store._reader) as session:
        out = session.execute(
            select(Resident.legal_first, SignOut.expected_return_at)
            .join(Stay, Stay.id == SignOut.stay_id)
            .join(Resident, Resident.id == Stay.resident_id)
            .where(SignOut.in_at.is_(None), SignOut.void_at.is_(None))
        ).all()
        back = session.scalars(
            select(SignOut.in_at).where(SignOut.in_at > practice.evening - timedelta(minutes=30))
        ).all()
        open_calls = session.scalars(
            select(SupportCall.kind).where(SupportCall.seen_at.is_(None))
        ).all()
    assert {name for name, _due in out} == {"Marcus", "Sam", "Luis", "Ben", "Ty"}
    late = {name for name, due in out if due is not None and due < practice.evening}
    assert late == {"Marcus"}
    assert len(back) == 1
    assert open_calls == ["support"]


def test_everybody_of_the_first_house_has_the_one_pin(operator: Practice) -> None:
    with Session(operator.store._reader) as session:
        rows = session.execute(
            select(KioskAccess.resident_id, KioskAccess.number, KioskAccess.pin_hash)
        ).all()
    pepper = operator.store.secret("pepper")
    with_pin = [row for row in rows if row.pin_hash is not None]
    assert len(with_pin) == 14
    assert len({row.number for row in rows}) == len(rows) > 14
    assert all(
        kiosk_pin_fits(kiosk_key(pepper, row.resident_id), KIOSK_PIN, row.pin_hash)
        for row in with_pin[:3]
    )
    check_pin(KIOSK_PIN, 6, None)
