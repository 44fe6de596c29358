"""The meetings of the practice house: a year of them that holds under every rule, and its story."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.exchange.practice import Practice
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.reports.weekly import weekly_report as draw_weekly
from sobrhouse.storage.tables import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotCast,
    Commitment,
    HouseMeeting,
    HouseMeetingMark,
    MeetingGroup,
    MeetingRequirement,
    MeetingSeries,
    Motion,
    Resident,
    SignOut,
    Stay,
    Todo,
)
from tests.conftest import OWNER
from tests.reports.reading import read

ON = date(2026, 11, 22)


def test_the_house_met_each_sunday_and_tuesday_for_a_year(
    maple: Practice, session: Session
) -> None:
    series = session.scalars(select(MeetingSeries).order_by(MeetingSeries.id)).all()
    assert [(s.rule, s.starts_at) for s in series] == [
        ("FREQ=WEEKLY;BYDAY=SU", "19:30"),
        ("FREQ=WEEKLY;BYDAY=TU", "19:30"),
    ]
    meetings = session.scalars(select(HouseMeeting)).all()
    zone = maple.evening.tzinfo
    for meeting in meetings:
        local = meeting.planned_at.astimezone(zone)
        assert (local.hour, local.minute) == (19, 30)
        assert meeting.planned_at < maple.evening
        if meeting.series_on is not None and meeting.series_on == local.date():
            assert local.weekday() in (1, 6)
    assert len(meetings) > 100
    assert Counter(m.kind for m in meetings)["emergency"] == 1
    unfinished = [m for m in meetings if m.finished_at is None]
    assert [m.series_on for m in unfinished] == [ON - timedelta(days=5)]


def test_everybody_who_lived_there_is_marked_at_each_meeting(
    maple: Practice, session: Session
) -> None:
    stays = session.scalars(select(Stay)).all()
    marked: dict[int, set[int]] = {}
    for meeting_id, stay_id in session.execute(
        select(HouseMeetingMark.meeting_id, HouseMeetingMark.stay_id)
    ):
        marked.setdefault(meeting_id, set()).add(stay_id)
    for meeting in session.scalars(select(HouseMeeting)):
        day = meeting.planned_at.astimezone(maple.evening.tzinfo).date()
        lived = {s.id for s in stays if s.move_in_on <= day and (s.discharged_on or date.max) > day}
        assert marked[meeting.id] == lived
        assert meeting.chair_stay_id in lived and meeting.reader_stay_id in lived


def test_who_was_out_over_the_meeting_is_not_marked_present(session: Session) -> None:
    meetings = {
        m.id: m for m in session.scalars(select(HouseMeeting).where(HouseMeeting.kind == "regular"))
    }
    out = [
        (line.stay_id, line.at, line.in_at)
        for line in session.scalars(select(SignOut).where(SignOut.void_at.is_(None)))
        if line.in_at is not None and line.out_at is not None
    ]
    away = {
        (stay, meeting.id)
        for meeting in meetings.values()
        for stay, went, back in out
        if went < meeting.planned_at and back > meeting.planned_at + timedelta(minutes=45)
    }
    marks = {
        (mark.stay_id, mark.meeting_id): mark.status
        for mark in session.scalars(select(HouseMeetingMark))
    }
    seen = [marks[pair] for pair in away if pair in marks]
    assert len(seen) > 20
    assert set(seen) <= {"excused", "absent"}


def test_votes_add_up_and_the_secret_one_names_nobody(session: Session) -> None:
    motions = session.scalars(select(Motion)).all()
    assert {m.outcome for m in motions} == {"passed", "failed"}
    here = Counter(
        session.scalars(
            select(HouseMeetingMark.meeting_id).where(
                HouseMeetingMark.status.in_(("present", "late"))
            )
        )
    )
    for motion in motions:
        assert (motion.yes or 0) + (motion.no or 0) + (motion.abstain or 0) == motion.eligible
        assert motion.eligible == here[motion.meeting_id]
    (secret,) = [m for m in motions if m.secret]
    choices = Counter(session.scalars(select(Ballot.choice).where(Ballot.motion_id == secret.id)))
    assert choices == {"yes": secret.yes, "no": secret.no}
    cast = select(func.count()).where(BallotCast.motion_id == secret.id)
    assert session.scalar(cast) == secret.eligible


def test_one_item_is_overdue_and_promises_wait_for_an_answer(session: Session) -> None:
    items = session.scalars(select(Todo).where(Todo.meeting_id.is_not(None))).all()
    open_items = [i for i in items if i.done_at is None]
    assert len(items) > 40
    assert len([i for i in open_items if i.due_on is not None and i.due_on < ON]) == 1
    assert len([i for i in open_items if i.owner_stay_id is None]) == 2
    waiting = session.scalars(select(Commitment).where(Commitment.outcome.is_(None))).all()
    assert len(waiting) == 6
    assert {c.due_on for c in waiting} == {ON}
    assert (session.scalar(select(func.count()).select_from(AgendaItem)) or 0) > 400


def test_recovery_meetings_are_at_a_time_and_place_of_the_directory(
    maple: Practice, session: Session
) -> None:
    groups = {g.id: g for g in session.scalars(select(MeetingGroup))}
    assert {g.fellowship for g in groups.values()} >= {"AA", "NA", "SMART"}
    stays = {s.id: s for s in session.scalars(select(Stay))}
    for row in session.scalars(select(Attendance)):
        group = groups[row.meeting_group_id or 0]
        assert (group.weekday, group.starts_at) == (row.attended_on.weekday(), row.started_at)
        assert group.name == row.group_text
        stay = stays[row.stay_id]
        assert stay.move_in_on <= row.attended_on <= (stay.discharged_on or ON)
        assert row.created_at < maple.evening
    ways = Counter(session.scalars(select(Attendance.verification)))
    assert set(ways) == {"self", "signature", "initial", "staff", "photo", "none_available"}


def test_in_the_last_week_two_are_under_what_is_asked_and_one_goes_daily(
    session: Session,
) -> None:
    went = Counter(
        session.scalars(
            select(Resident.legal_first)
            .join(Stay, Stay.resident_id == Resident.id)
            .join(Attendance, Attendance.stay_id == Stay.id)
            .where(Attendance.attended_on >= ON - timedelta(days=6))
        )
    )
    assert (went["Hector"], went["Marcus"], went["Jay"], went["Andre"]) == (2, 3, 7, 5)
    asked = session.scalars(select(MeetingRequirement.per_week)).all()
    assert sorted(asked) == [4, 5, 7]
    jay = session.scalars(
        select(Attendance.attended_on)
        .join(Stay, Stay.id == Attendance.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Resident.legal_first == "Jay", Resident.legal_last == "Porter")
    ).all()
    assert set(jay) == {ON - timedelta(days=i) for i in range(14)}


def test_the_week_s_paper_says_what_a_count_by_hand_gives(maple: Practice) -> None:
    """The figures of the printed week against rows counted with plain SQL and plain loops."""
    monday, store = ON - timedelta(days=6), maple.store
    data = store.read(OWNER, weekly_report, 1, monday, ON, maple.evening)
    facts = store.read(OWNER, paper_facts, 1)
    stamp = stamp_of(facts, Maker("Dana Ruiz", maple.evening))
    text = read(draw_weekly(data, PaperOptions(stamp)))
    by_hand = _counted_by_hand(maple, monday)
    assert len(by_hand) == 14
    for name, (done, asked) in by_hand.items():
        assert re.search(rf"{re.escape(name)} [●○LE ]*{done}/{asked}\b", text), (name, done, asked)
    assert {line.name.short: (line.done, line.asked) for line in data.attendance.lines} == by_hand
    with store._reader.connect() as connection:
        marks = connection.exec_driver_sql(
            "SELECT status FROM house_meeting_mark k JOIN house_meeting m ON m.id = k.meeting_id "
            "WHERE m.series_on BETWEEN ? AND ?", (monday.isoformat(), ON.isoformat())
        ).all()  # fmt: skip
    came = sum(status in ("present", "late") for (status,) in marks)
    assert f"{came}/{len(marks)}" in text
    assert f"{round(100 * came / len(marks))}%" in text


def _counted_by_hand(maple: Practice, monday: date) -> dict[str, tuple[int, int]]:
    """By short name: meetings of the week, and how many are asked by their own rule, their phase's
    or the house's, less what is excused.
    """
    with maple.store._reader.connect() as connection:

        def rows(sql: str, *values: object) -> list[Any]:
            return list(connection.exec_driver_sql(sql, values))

        people = rows(
            "SELECT s.id, r.legal_first || ' ' || substr(r.legal_last, 1, 1) || '.' FROM stay s "
            "JOIN resident r ON r.id = s.resident_id WHERE s.discharged_on IS NULL"
        )
        rules = rows("SELECT stay_id, phase_id, per_week FROM meeting_requirement")
        found = {}
        for stay, name in people:
            went = rows("SELECT count(*) FROM attendance WHERE stay_id = ? AND attended_on >= ? "
                        "AND void_at IS NULL", stay, monday.isoformat())[0][0]  # fmt: skip
            phase = rows(
                "SELECT phase_id FROM phase_history WHERE stay_id = ? AND start_on <= ? "
                "ORDER BY start_on DESC LIMIT 1", stay, monday.isoformat(),
            )[0][0]  # fmt: skip
            own = [n for s, _p, n in rules if s == stay]
            of_phase = [n for s, p, n in rules if s is None and p == phase]
            of_house = [n for s, p, n in rules if s is None and p is None]
            asked = (own or of_phase or of_house)[0]
            less = rows("SELECT meetings FROM requirement_excuse WHERE stay_id = ? AND "
                        "week_start = ?", stay, monday.isoformat())  # fmt: skip
            for (meetings,) in less:
                asked = 0 if meetings is None else max(0, asked - meetings)
            found[name] = (went, asked)
    return found
