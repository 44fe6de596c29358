"""Why somebody who was at fewer recovery meetings than are asked needs somebody of the staff."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Integer, bindparam, exists
from sqlalchemy.orm import Session

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import days_left, left_words, time_to_say
from sobrhouse.queries.evening import Evening
from sobrhouse.queries.recovery_week import PersonWeek, RecoveryWeek, counted_week
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.storage.tables import Attendance
from sobrhouse.words import _, n_

KEPT_WITHIN = timedelta(days=28)  # a house that wrote nothing down for so long keeps no log
LOOK_BACK_DAYS = 2  # of a new week, on which the one before is still to be talked about
ONE_BY_ONE = 3  # more people than these stand in one row
WEEK = timedelta(days=7)


def weeks_to_say(
    session: Session,
    house_id: int,
    today: date,
    week_starts_on: int,
    residents: tuple[ResidentRow, ...],
    *,
    keeps_log: bool,
) -> tuple[RecoveryWeek, ...]:
    """This week of who lives here, once it is time to say that meetings are missing, and the last
    on the first days of a new one, without marks of house meetings; none where the house keeps no
    log of them. For queries that have asked for leave already.
    """
    start = week_of(today, week_starts_on)
    starts = [start] if time_to_say(50, days_left(start, today)) else []
    if (today - start).days < LOOK_BACK_DAYS:
        starts.append(start - WEEK)
    if not starts or not keeps_log:
        return ()
    return tuple(
        RecoveryWeek(one, today, counted_week(session, house_id, one, today, residents))
        for one in starts
    )


def keeps_log() -> Any:
    """Whether a house has written a recovery meeting down from `kept_from` to `today`, as a column
    of another statement.
    """
    return exists(Attendance.id).where(
        Attendance.house_id == bindparam("house", type_=Integer),
        Attendance.attended_on.between(
            bindparam("kept_from", type_=Date), bindparam("today", type_=Date)
        ),
        Attendance.void_at.is_(None),
    )


def under_requirement(seen: Evening) -> Iterator[Reason]:
    """Who is under their requirement, one by one or, where they are many, in one row."""
    for week in seen.recovery:
        late = tuple(
            p for p in week.under if not week.left or time_to_say(p.tally.missing, week.left)
        )
        if len(late) > ONE_BY_ONE:
            yield _together(week, late)
        else:
            yield from (_alone(week, person) for person in late)


def _alone(week: RecoveryWeek, person: PersonWeek) -> Reason:
    done = _("{words} recovery meetings.").format(words=person.tally.words)
    if week.left:
        what = _("{name} is short of meetings").format(name=person.name)
        why = f"{done} {_sentence(left_words(week.left))}"
    else:
        what = _("{name} was short of meetings last week").format(name=person.name)
        why = " ".join((done, _("Talk with them, or excuse the week.")))
    target = {"tab": "recovery", "stay": person.stay_id, "day": week.week_start}
    return Reason(
        "meetings.under", _urgency(week), "users", what, why, _("Open week"), "meetings", target,
        week.week_start, person.stay_id, person.resident_id,
    )  # fmt: skip


def _together(week: RecoveryWeek, people: tuple[PersonWeek, ...]) -> Reason:
    count = len(people)
    what = n_(
        "{n} person is short of meetings",
        "{n} people are short of meetings",
        count,
    )
    if not week.left:
        what = n_(
            "{n} person was short of meetings last week",
            "{n} people were short of meetings last week",
            count,
        )
    names = ", ".join(f"{p.name} {p.tally.words}" for p in people)
    left = _sentence(left_words(week.left))
    target = {"tab": "recovery", "show": "under", "day": week.week_start}
    return Reason(
        "meetings.under", _urgency(week), "users", what.format(n=count),
        f"{left} {names}".strip(), _("Open week"), "meetings", target, week.week_start, "all",
    )  # fmt: skip


def _urgency(week: RecoveryWeek) -> Urgency:
    return Urgency.TODAY if week.left == 1 else Urgency.WEEK


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
