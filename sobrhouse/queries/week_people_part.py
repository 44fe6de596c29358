"""What the people pages tell of taking part, and of what is in somebody's diary: meetings,
promises, service, and appointments.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.phrases import day_name, nice_date, nice_time
from sobrhouse.domain.rolls import MARKS
from sobrhouse.domain.week_people import WeekLine
from sobrhouse.queries.recovery_week import PersonWeek, recovery_week
from sobrhouse.queries.week_people_days import Week
from sobrhouse.queries.week_people_rules import AHEAD, pass_words, passes_given
from sobrhouse.storage.tables import Commitment, ServiceCommitment, SignOut, Todo
from sobrhouse.words import N_, _

_DOCTOR = "Doctor"  # the kiosk's own answer to where somebody goes; paper says only that they went
_KEPT = {"kept": N_("kept"), "partly": N_("partly kept"), "not_yet": N_("not yet")}


def part_lines(session: Session, week: Week) -> Iterator[tuple[int, str, WeekLine]]:
    """Stay, heading and line of each fact; a part of queries, which have asked."""
    for heading, all_of_it in (
        ("participation", (_meetings, _promises, _done, _to_do, _service)),
        ("appointments", (_seen_to, _planned, _passes)),
    ):
        for found in all_of_it:
            for stay_id, said in found(session, week):
                yield stay_id, heading, WeekLine(said)


def _meetings(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    for person in recovery_week(session, week.house_id, week.start, week.as_of):
        if person.stay_id in week.stays:
            for said in _went(person):
                yield person.stay_id, said


def _went(person: PersonWeek) -> Iterator[str]:
    """Recovery meetings by fellowship, never by group; then each meeting of the house."""
    count = person.tally
    if count.asked or count.done or count.other:
        kinds: dict[str, int] = {}
        for row in person.meetings:
            kind = fellowship_name(row.fellowship, short=True)
            kinds[kind] = kinds.get(kind, 0) + 1
        said = _("Recovery meetings: {count}").format(count=count.words)
        which = ", ".join(f"{kind} {n}" for kind, n in kinds.items())
        yield f"{said} ({which})" if which else said
    words = dict(MARKS)
    for mark in person.house_marks:
        said = _("House meeting {day}: {mark}")
        yield said.format(day=day_name(mark.on), mark=_(words[mark.status]).lower())


def _promises(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    begins, ends = week.instants
    rows = session.execute(
        select(Commitment.stay_id, Commitment.text, Commitment.outcome, Commitment.answered_at)
        .where(Commitment.house_id == week.house_id, Commitment.voided_at.is_(None),
               Commitment.created_at < ends,
               or_(Commitment.created_at >= begins, Commitment.answered_at >= begins))
        .order_by(Commitment.id)
    )  # fmt: skip
    for row in rows:
        if row.stay_id in week.stays:
            said = _("Promised the house: {what}").format(what=row.text)
            answered = row.answered_at is not None and row.answered_at < ends
            yield row.stay_id, f"{said} ({_(_KEPT[row.outcome])})" if answered else said


def _done(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """Action items of house meetings that they did."""
    begins, ends = week.instants
    rows = session.execute(
        select(Todo.owner_stay_id, Todo.text)
        .where(Todo.house_id == week.house_id, Todo.voided_at.is_(None),
               Todo.owner_stay_id.is_not(None), Todo.done_at >= begins, Todo.done_at < ends)
        .order_by(Todo.done_at, Todo.id)
    )  # fmt: skip
    for stay_id, text in rows:
        if stay_id in week.stays:
            yield stay_id, _("Done for the house: {what}").format(what=text)


def _service(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """What they do again and again; not at which group."""
    latest = {resident: stay for stay, resident in week.stays.items()}
    rows = session.execute(
        select(ServiceCommitment.resident_id, ServiceCommitment.role)
        .where(ServiceCommitment.resident_id.in_(tuple(latest)),
               ServiceCommitment.voided_at.is_(None), ServiceCommitment.from_on <= week.as_of,
               or_(ServiceCommitment.to_on.is_(None), ServiceCommitment.to_on >= week.start))
        .order_by(ServiceCommitment.id)
    )  # fmt: skip
    for resident_id, role in rows:
        yield latest[resident_id], _("Service: {what}").format(what=role)


def _seen_to(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    begins, ends = week.instants
    rows = session.execute(
        select(SignOut.stay_id, SignOut.out_at)
        .where(SignOut.house_id == week.house_id, SignOut.destination == _DOCTOR,
               SignOut.out_at >= begins, SignOut.out_at < ends, SignOut.void_at.is_(None))
        .order_by(SignOut.out_at, SignOut.id)
    )  # fmt: skip
    for stay_id, at in rows:
        if stay_id in week.stays and at is not None:
            local = at.astimezone(week.zone)
            said = _("Appointment {day}, left {time}")
            yield stay_id, said.format(day=day_name(local.date()), time=nice_time(local))


def _to_do(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """What they took on for the house."""
    for row in _dated(session, week):
        if row.owner_stay_id in week.stays:
            said = _("To do for the house: {what}, by {day}")
            yield row.owner_stay_id, _by(said, row, week)


def _planned(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """What is to be done about them on a day."""
    latest = {resident: stay for stay, resident in week.stays.items()}
    for row in _dated(session, week):
        if row.owner_stay_id is None and row.resident_id in latest:
            yield latest[row.resident_id], _by(_("{what}, by {day}"), row, week)


def _by(said: str, row: Any, week: Week) -> str:
    return said.format(what=row.text.rstrip(" ."), day=nice_date(row.due_on, week.as_of))


def _dated(session: Session, week: Week) -> Sequence[Any]:
    """To-dos with a day in this week or the next, as they stood on the last day told."""
    ends = week.instants[1]
    return session.execute(
        select(Todo.text, Todo.due_on, Todo.resident_id, Todo.owner_stay_id)
        .where(Todo.house_id == week.house_id, Todo.voided_at.is_(None), Todo.created_at < ends,
               Todo.due_on.between(week.start, week.end + AHEAD),
               or_(Todo.done_at.is_(None), Todo.done_at >= ends))
        .order_by(Todo.due_on, Todo.id)
    ).all()  # fmt: skip


def _passes(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """Those that are given and begin after the week."""
    for row in passes_given(session, week):
        if row.depart_at >= week.instants[1]:
            yield row.stay_id, pass_words(row, week)
