"""The practice house's packets: the same bytes again, and every figure counted another way."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from sobrhouse.domain.packets import MadePacket, Section
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.exchange.practice import Practice
from sobrhouse.queries.packet_values import PacketValues, packet_values
from sobrhouse.queries.papers import paper_facts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import Packet, draw_again, draw_packet, made_packet
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.storage.tables import (
    Attendance,
    Bed,
    BedAssignment,
    HelpingEvent,
    HouseMeeting,
    HouseMeetingMark,
    Inspection,
    MilestoneAward,
    Resident,
    SignOut,
    SobrietyPeriod,
    Stay,
)
from tests.reports.reading import read

ON = date(2026, 11, 22)
ZONE = ZoneInfo("America/New_York")
WHOLE = date(2026, 11, 9)  # a week that is over
WEEKS = (date(2026, 3, 9), WHOLE, date(2026, 11, 16))
HERE = ("present", "late")


@dataclass(frozen=True)
class Printed:
    """A week as it was read, drawn and kept."""

    values: PacketValues
    packet: Packet
    made: MadePacket


@pytest.fixture(scope="module")
def printed(maple: Practice) -> dict[date, Printed]:
    """Some weeks of the year, in one way of naming people each."""
    facts = maple.store.read(SYSTEM, paper_facts, 1)
    stamp = stamp_of(facts, Maker("Dana Ruiz", maple.evening))
    found = {}
    for week, names in zip(WEEKS, ("bed", "short", "full"), strict=True):
        values = maple.store.read(SYSTEM, packet_values, 1, week, ON, maple.evening)
        options = PaperOptions(stamp, names)
        packet = draw_packet(values, options)
        found[week] = Printed(values, packet, made_packet(values, options, packet))
    return found


@pytest.fixture(scope="module")
def whole(printed: dict[date, Printed]) -> PacketValues:
    """The week whose figures are counted again."""
    return printed[WHOLE].values


@pytest.fixture(scope="module")
def said(printed: dict[date, Printed]) -> str:
    """All that its paper says."""
    return read(printed[WHOLE].packet.pdf)


def test_what_was_kept_gives_the_same_bytes_again(printed: dict[date, Printed]) -> None:
    for week, first in printed.items():
        again = draw_again(first.made)
        assert again.same and again.remark == "", week
        assert again.packet == first.packet, week
        assert first.made.pages == sum(pages for _section, pages in first.packet.pages)


def test_every_section_has_pages(printed: dict[date, Printed]) -> None:
    for first in printed.values():
        assert tuple(section for section, _pages in first.packet.pages) == tuple(Section)
        assert all(pages for _section, pages in first.packet.pages)


def days() -> list[date]:
    return [WHOLE + timedelta(days=n) for n in range(7)]


def house_day_of(moment: datetime) -> date:
    return (moment.astimezone(ZONE) - timedelta(hours=4)).date()


def lived(session: Session, on: date) -> list[Stay]:
    return [
        stay for stay in session.scalars(select(Stay))
        if stay.house_id == 1 and stay.voided_at is None and stay.move_in_on <= on
        and (stay.discharged_on is None or stay.discharged_on > on)
    ]  # fmt: skip


def test_the_sign_log_counted_from_its_rows(
    session: Session, whole: PacketValues, said: str
) -> None:
    lines = [
        row for row in session.scalars(select(SignOut))
        if row.void_at is None and house_day_of(row.out_at or row.in_at) in days()
    ]  # fmt: skip
    late = [
        row for row in lines
        if row.in_at and row.expected_return_at
        and (row.in_at - row.expected_return_at).total_seconds() >= 60
    ]  # fmt: skip
    assert whole.signlog is not None
    assert Counter(row.id for row in whole.signlog.rows) == Counter(row.id for row in lines)
    people = len({row.stay_id for row in lines})
    assert f"{len(lines)} Lines {people} People {len(late)} Late" in said
    assert len(lines) > 50 and late


def test_chores_counted_from_what_inspectors_wrote(
    session: Session, whole: PacketValues, said: str
) -> None:
    newest: dict[tuple[int, date], Inspection] = {}
    for row in session.scalars(select(Inspection).order_by(Inspection.at, Inspection.id)):
        if row.void_at is None and row.on_date in days():
            newest[row.assignment_id, row.on_date] = row
    results = Counter(row.result for row in newest.values())
    assert whole.summary is not None and whole.chores is not None
    passed, asked = whole.summary.passed
    people = whole.chores.people
    assert passed == results["pass"] == sum(p.passed for p in people) > 20
    assert sum(p.missed for p in people) == results["missed"]
    assert sum(p.redo for p in people) == results["redo"]
    assert f"{passed} of {asked} Chores passed" in said
    assert asked == sum(p.turns for p in people)


def test_meetings_counted_from_the_roll_and_from_what_people_logged(
    session: Session, whole: PacketValues, said: str
) -> None:
    went = [
        row for row in session.scalars(select(Attendance))
        if row.void_at is None and row.attended_on in days()
    ]  # fmt: skip
    borne = [r for r in went if r.verification not in ("self", "none_available")]
    assert whole.meetings is not None and whole.summary is not None
    assert f"Recovery meetings: {len(went)}, {len(borne)} verified" in said
    held = {
        m.id for m in session.scalars(select(HouseMeeting))
        if m.started_at and m.planned_at.astimezone(ZONE).date() in days()
    }  # fmt: skip
    marks = [
        m for m in session.scalars(select(HouseMeetingMark))
        if m.void_at is None and m.meeting_id in held
    ]  # fmt: skip
    came = sum(m.status in HERE for m in marks)
    assert {paper.run.meeting_id for paper in whole.meetings.held} == held != set()
    assert f"{round(100 * came / len(marks))}% House meetings" in said


def test_people_days_and_beds_counted_from_their_dates(
    session: Session, whole: PacketValues, said: str
) -> None:
    last = days()[-1]
    here = {stay.resident_id for stay in lived(session, last)}
    sober = {
        row.resident_id: (last - row.start_on).days
        for row in session.scalars(select(SobrietyPeriod).order_by(SobrietyPeriod.start_on))
        if row.voided_at is None and row.resident_id in here and row.start_on <= last
        and (row.end_on is None or row.end_on > last)
    }  # fmt: skip
    assert whole.summary is not None and whole.people is not None
    assert {r.resident_id: r.days_sober for r in whole.summary.residents} == {
        who: sober.get(who) for who in here
    }
    filled = sum(
        row.void_at is None and row.start_on <= last and (row.end_on is None or row.end_on > last)
        for row in session.scalars(select(BedAssignment))
    )
    beds = len(session.scalars(select(Bed)).all())
    assert f"{filled} of {beds} Beds filled" in said
    assert f"{int(median(sober.values()))} Days sober (median)" in said
    assert {p.resident_id for p in whole.people if p.left_on is None} == here


def test_milestones_counted_in_days_and_months_by_hand(
    session: Session, whole: PacketValues
) -> None:
    first, last = WHOLE, WHOLE + timedelta(days=13)
    by_id = {r.id: r for r in session.scalars(select(Resident))}
    quiet = {
        (row.resident_id, row.due_on) for row in session.scalars(select(MilestoneAward))
        if not row.announced and row.voided_at is None
    }  # fmt: skip
    wanted = set()
    here = {stay.resident_id for stay in lived(session, days()[-1])}
    for row in session.scalars(select(SobrietyPeriod)):
        if row.resident_id not in here or row.voided_at or row.end_on is not None:
            continue
        for n in (1, 30, 60, 90):
            on = row.start_on + timedelta(days=n)
            if first <= on <= last and (row.resident_id, on) not in quiet:
                wanted.add((by_id[row.resident_id].legal_last, n))
    assert whole.milestones is not None
    found = {
        (m.name.full.split()[-1], m.milestone.days)
        for m in whole.milestones.lines
        if m.milestone.days
    }
    assert found == wanted != set()


def test_help_counted_from_its_rows(session: Session, whole: PacketValues) -> None:
    kinds = Counter(
        row.kind for row in session.scalars(select(HelpingEvent))
        if row.voided_at is None and row.on_date in days()
    )  # fmt: skip
    assert whole.summary is not None
    assert dict(whole.summary.helped) == dict(kinds) != {}


def said_for(session: Session, monday: date, now: datetime) -> tuple[int, Counter[str]]:
    """For how many people a packet's values are read, and how often each statement is said."""
    said: Counter[str] = Counter()

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        said[re.sub(r"\?(, \?)+", "?", statement)] += 1

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    values = packet_values(session, 1, monday, ON, now)
    event.remove(engine, "before_cursor_execute", note)
    return len(values.people or ()), said


def test_a_packet_asks_no_more_often_where_more_people_live(maple: Practice) -> None:
    """Nothing is asked person by person; what was changed here is taken back."""
    monday = ON - timedelta(days=6)
    with Session(maple.store._writer) as session:
        people, many = said_for(session, monday, maple.evening)
        session.execute(update(Stay).where(Stay.id % 3 != 0).values(voided_at=maple.evening))
        session.expire_all()
        fewer, few = said_for(session, monday, maple.evening)
        session.rollback()
    assert people == 14 and 1 < fewer < 7
    more = {s: (n, few[s]) for s, n in many.items() if n > max(few[s], 1)}
    assert more == {}
