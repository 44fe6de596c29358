"""What the people pages tell of chores and compliance: turns of chores, the sign log, passes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import day_name, nice_date, nice_duration
from sobrhouse.domain.signins import minutes_late
from sobrhouse.domain.week_people import WeekLine
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import chore_week
from sobrhouse.queries.signins import day_span
from sobrhouse.queries.week_people_days import Week
from sobrhouse.queries.weekly_signs import signs_of
from sobrhouse.storage.tables import ChoreConsequence, Pass, SignOut
from sobrhouse.words import N_, _, n_

AHEAD = timedelta(days=7)  # what comes so far after the week is told with it
_NOT_ASKED = (State.EXCUSED, State.SKIPPED, State.DUE)
_TOLD = (
    (State.MISSED, N_("Missed: {what}")), (State.REDO, N_("To be done again: {what}")),
    (State.LATE, N_("Not done in time: {what}")), (State.INSPECT, N_("Not looked at yet: {what}")),
    (State.EXCUSED, N_("Excused: {what}")),
)  # fmt: skip


def rule_lines(session: Session, week: Week) -> Iterator[tuple[int, str, WeekLine]]:
    """Stay, heading and line of each fact; a part of queries, which have asked."""
    for found in (_chores, _consequences, _signs, _passes):
        for stay_id, said in found(session, week):
            yield stay_id, "chores", WeekLine(said)


def _chores(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    turns: dict[int, list[Turn]] = defaultdict(list)
    for turn in chore_week(session, week.house_id, week.start, week.now).turns:
        if turn.stay_id in week.stays and turn.on <= week.as_of:
            turns[turn.stay_id].append(turn)
    for stay_id, mine in turns.items():
        asked = [turn for turn in mine if turn.state not in _NOT_ASKED]
        passed = sum(turn.state is State.PASSED for turn in asked)
        if asked:
            said = n_("Chores: {n} of {m} turn passed", "Chores: {n} of {m} turns passed",
                      len(asked))  # fmt: skip
            yield stay_id, said.format(n=passed, m=len(asked))
        for state, words in _TOLD:
            if some := [turn for turn in mine if turn.state is state]:
                yield stay_id, _(words).format(what=_turns(some))


def _turns(turns: Iterable[Turn]) -> str:
    """ "Kitchen Tue, Thu; Trash Mon"."""
    days: dict[str, list[str]] = {}
    for turn in sorted(turns, key=lambda t: (t.on, t.chore_id)):
        days.setdefault(turn.chore, []).append(day_name(turn.on))
    return "; ".join(
        _("{chore} {days}").format(chore=chore, days=", ".join(on)) for chore, on in days.items()
    )


def _consequences(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    rows = session.execute(
        select(ChoreConsequence.stay_id, ChoreConsequence.on_date, ChoreConsequence.decided,
               ChoreConsequence.decision)
        .where(ChoreConsequence.house_id == week.house_id, ChoreConsequence.voided_at.is_(None),
               ChoreConsequence.on_date.between(week.start, week.as_of))
        .order_by(ChoreConsequence.on_date, ChoreConsequence.id)
    )  # fmt: skip
    for row in rows:
        if row.stay_id in week.stays and row.decision != "let_go":
            said = _("Decided {day} after missed chores: {what}")
            yield row.stay_id, said.format(day=day_name(row.on_date), what=row.decided)


def _signs(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """What went otherwise than agreed; where nothing did, how often they were out."""
    latest = {resident: stay for stay, resident in week.stays.items()}
    days = (week.start, week.as_of)
    told = set()
    for line in signs_of(session, week.house_id, days, week.zone, week.names, week.now).lines:
        stay_id = latest[line.resident_id]
        told.add(stay_id)
        said = _("{day}: {what}").format(day=day_name(line.on), what=line.what)
        yield stay_id, f"{said} ({line.follow_up})" if line.follow_up else said
    begins, ends = day_span(week.start, week.zone)[0], day_span(week.as_of, week.zone)[1]
    rows = session.execute(
        select(SignOut.stay_id, func.count())
        .where(SignOut.house_id == week.house_id, SignOut.at >= begins, SignOut.at < ends,
               SignOut.void_at.is_(None))
        .group_by(SignOut.stay_id).order_by(SignOut.stay_id)
    )  # fmt: skip
    for stay_id, count in rows:
        if stay_id in week.stays and stay_id not in told:
            said = n_("Signed out {n} time, nothing late", "Signed out {n} times, nothing late",
                      count)  # fmt: skip
            yield stay_id, said.format(n=count)


def _passes(session: Session, week: Week) -> Iterator[tuple[int, str]]:
    """Those that began in the week or before it."""
    for row in passes_given(session, week):
        if row.depart_at < week.instants[1]:
            yield row.stay_id, pass_words(row, week)


def passes_given(session: Session, week: Week) -> list[Any]:
    """Passes that were given and touch the week or the seven days after it."""
    return list(
        session.execute(
            select(Pass.stay_id, Pass.kind, Pass.status, Pass.depart_at, Pass.return_by,
                   Pass.returned_at)
            .where(Pass.house_id == week.house_id, Pass.voided_at.is_(None),
                   Pass.status.in_(("approved", "out", "returned")),
                   Pass.depart_at < week.begins(week.end + AHEAD),
                   or_(Pass.return_by >= week.instants[0],
                       Pass.returned_at >= week.instants[0]))
            .order_by(Pass.depart_at, Pass.id)
        )
    )  # fmt: skip


def pass_words(row: Any, week: Week) -> str:
    """Its days, and whether they came back in time; not its kind, which may tell of health."""
    first, last = (at.astimezone(week.zone).date() for at in (row.depart_at, row.return_by))
    said = _("Pass {first} to {last}").format(
        first=nice_date(first, week.as_of), last=nice_date(last, week.as_of)
    )
    late = minutes_late(row.return_by, row.returned_at, week.now)
    if row.status == "returned":
        how = _("back in time")
        if late is not None:
            how = _("back {time} late").format(time=nice_duration(late))
    elif row.status == "out" and late is not None:
        how = _("not back yet")
    else:
        return said
    return _("{pass_days}, {how}").format(pass_days=said, how=how)
