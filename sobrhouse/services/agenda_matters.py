"""Agenda matters: what is open in a house when its next meeting is written down; a part of use
cases, which have asked.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from sobrhouse.domain.agendas import HELPED, Matters, OpenItem
from sobrhouse.domain.names import short_names
from sobrhouse.domain.passes import span_words
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.rotas import Turns
from sobrhouse.services import meeting_rows
from sobrhouse.services.agenda_chores import chore_words
from sobrhouse.services.agenda_circle import help_words, milestone_words
from sobrhouse.storage.tables import (
    AgendaItem,
    Commitment,
    HouseMeeting,
    Pass,
    Resident,
    Stay,
    Todo,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

AHEAD = timedelta(days=7)  # as far as a week's meeting looks


def matters(work: Work, meeting: HouseMeeting, day: date) -> Matters:
    """What is open: tasks, promises, milestones, chores, passes and help of the week, what was not
    reached.
    """
    people = _people(work, meeting.house_id)
    return Matters(
        {
            "old": _tasks(work, meeting, day),
            "commitments": _promises(work, meeting, people),
            "milestones": milestone_words(work, meeting.house_id, people, day),
            "passes": _passes(work, meeting, people, day),
            "chores": chore_words(work, meeting.house_id, people, day),
        },
        _carried(work, meeting),
        {HELPED: help_words(work, meeting.house_id, day)},
    )


def turns(work: Work, house_id: int, day: date, part: Any) -> tuple[Turns, ...]:
    """How often each person who lives here had a part (a column of the meeting) before a day."""
    before = datetime.combine(day, time(), meeting_rows.zone_of(work, house_id)).astimezone(UTC)
    had = (
        select(part.label("stay_id"), func.count().label("times"),
               func.max(HouseMeeting.planned_at).label("last_at"))
        .where(HouseMeeting.house_id == house_id, HouseMeeting.voided_at.is_(None),
               HouseMeeting.finished_at.is_not(None), HouseMeeting.planned_at < before)
        .group_by(part)
    ).subquery()  # fmt: skip
    rows = work.session.execute(
        select(Stay.id, Stay.move_in_on, Resident.sort_name, had.c.times, had.c.last_at)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(had, had.c.stay_id == Stay.id)
        .where(Stay.id.in_(meeting_rows.living(work, house_id, day)))
    )
    zone = meeting_rows.zone_of(work, house_id)
    return tuple(
        Turns(r.id, r.sort_name, r.move_in_on, r.times or 0,
              r.last_at.astimezone(zone).date() if r.last_at else None)
        for r in rows
    )  # fmt: skip


def last_reading(work: Work, house_id: int) -> str:
    """What was read at the last finished meeting that had a reading."""
    return (
        work.session.scalars(
            select(HouseMeeting.reading)
            .where(HouseMeeting.house_id == house_id, HouseMeeting.finished_at.is_not(None),
                   HouseMeeting.reading != "", HouseMeeting.voided_at.is_(None))
            .order_by(HouseMeeting.planned_at.desc())
            .limit(1)
        ).first()
        or ""
    )  # fmt: skip


def _people(work: Work, house_id: int) -> dict[int, str]:
    """Short names of who lives here, by stay."""
    rows = work.session.execute(
        select(Stay.id.label("stay_id"), Resident.id, Resident.legal_first, Resident.legal_last,
               Resident.preferred_name)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    ).all()  # fmt: skip
    names = short_names((r.id, r.legal_first, r.legal_last, r.preferred_name) for r in rows)
    return {r.stay_id: names[r.id] for r in rows}


def _tasks(work: Work, meeting: HouseMeeting, day: date) -> list[str]:
    """Action items that are still open."""
    rows = work.session.execute(
        select(Todo.text, Todo.owner, Todo.due_on)
        .where(Todo.house_id == meeting.house_id, Todo.meeting_id.is_not(None),
               Todo.meeting_id != meeting.id, Todo.done_at.is_(None), Todo.voided_at.is_(None))
        .order_by(Todo.due_on.is_(None), Todo.due_on, Todo.id)
    )  # fmt: skip
    return [_task(r.text, r.owner, r.due_on, day) for r in rows]


def _task(text: str, owner: str, due_on: date | None, day: date) -> str:
    said = [owner or _("No owner")]
    if due_on is not None:
        said.append(_("due {date}").format(date=nice_date(due_on, day)))
    return f"{text} ({', '.join(said)})"


def _promises(work: Work, meeting: HouseMeeting, people: dict[int, str]) -> list[str]:
    rows = work.session.execute(
        select(Commitment.stay_id, Commitment.text)
        .where(Commitment.house_id == meeting.house_id, Commitment.outcome.is_(None),
               Commitment.voided_at.is_(None), or_(Commitment.set_meeting_id.is_(None),
               Commitment.set_meeting_id != meeting.id))
        .order_by(Commitment.id)
    ).all()  # fmt: skip
    return [f"{people[r.stay_id]}: {r.text}" for r in rows if r.stay_id in people]


def _passes(work: Work, meeting: HouseMeeting, people: dict[int, str], day: date) -> list[str]:
    zone = meeting_rows.zone_of(work, meeting.house_id)
    rows = work.session.execute(
        select(Pass.stay_id, Pass.depart_at, Pass.return_by, Pass.status)
        .where(Pass.house_id == meeting.house_id, Pass.voided_at.is_(None),
               Pass.status.in_(("requested", "approved", "out")),
               Pass.return_by > meeting.planned_at, Pass.depart_at < meeting.planned_at + AHEAD)
        .order_by(Pass.depart_at, Pass.id)
    ).all()  # fmt: skip
    return [_pass_line(people[r.stay_id], r, day, zone) for r in rows if r.stay_id in people]


def _pass_line(name: str, row: Any, day: date, zone: Any) -> str:
    said = f"{name}: {span_words(row.depart_at, row.return_by, day, zone)}"
    return _("{pass_} (not decided yet)").format(pass_=said) if row.status == "requested" else said


def _carried(work: Work, meeting: HouseMeeting) -> tuple[OpenItem, ...]:
    """What the last finished meeting did not reach."""
    last = work.session.scalars(
        select(HouseMeeting.id)
        .where(HouseMeeting.house_id == meeting.house_id, HouseMeeting.voided_at.is_(None),
               HouseMeeting.finished_at.is_not(None), HouseMeeting.id != meeting.id)
        .order_by(HouseMeeting.planned_at.desc(), HouseMeeting.id.desc())
        .limit(1)
    ).first()  # fmt: skip
    rows: Iterable[Any] = work.session.execute(
        select(AgendaItem.id, AgendaItem.kind, AgendaItem.title, AgendaItem.text,
               AgendaItem.length_minutes)
        .where(AgendaItem.meeting_id == last, AgendaItem.done_at.is_(None),
               AgendaItem.voided_at.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id)
    )  # fmt: skip
    return tuple(OpenItem(*row) for row in rows)
