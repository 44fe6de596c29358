"""What the papers of chores are made from: a week's lines, the cards, a walk through the house, and
how evenly the chores were shared; with each name as a paper may show it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_papers import (
    DAYS,
    ChoreCard,
    ChoreChart,
    FairPaper,
    LookLine,
    LookRound,
)
from sobrhouse.domain.chore_words import how_words
from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.domain.weekly import ChoreWeekLine, PaperName
from sobrhouse.queries.chore_fairness import WEEKS, fairness
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.queries.chore_week import ChoreRow, chore_week
from sobrhouse.queries.weekly_people import names_of, people_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Chore, ChoreStep
from sobrhouse.words import _

_BACK = timedelta(days=6)  # so far back an inspection is still caught up on
_CAUGHT_UP = frozenset({State.INSPECT, State.REDO})
Names = Mapping[int, PaperName]


@needs(Permission.PRINT_PAPERS)
def chore_chart(
    session: Session, house_id: int, week_start: date, now: datetime
) -> ChoreChart:  # fmt: skip
    """The seven days from `week_start` on."""
    last = week_start + timedelta(days=DAYS - 1)
    names = _names(session, house_id, week_start, last)
    return ChoreChart(week_start, last, week_lines(session, house_id, week_start, now, names))


def week_lines(
    session: Session, house_id: int, week_start: date, now: datetime, names: Names
) -> tuple[ChoreWeekLine, ...]:
    """The week's lines, chore by chore in the house's order; a part of queries, which have asked.

    Only chores that have a turn in the week.
    """
    week = chore_week(session, house_id, week_start, now)
    return tuple(line for row in week.rows for line in _lines(row, week_start, names))


def _lines(row: ChoreRow, first: date, names: Names) -> Iterable[ChoreWeekLine]:
    """A line for each who has some of its turns, those who come first above, nobody last."""
    held: list[tuple[int | None, Turn, list[State | None]]] = []
    for turn in sorted(row.turns, key=lambda t: (t.nobody, t.on)):
        day = (turn.on - first).days
        marks = next((m for who, _t, m in held if who == turn.stay_id and m[day] is None), None)
        if marks is None:
            marks = [None] * DAYS
            held.append((turn.stay_id, turn, marks))
        marks[day] = turn.state
    when = _("{often}, {by}").format(often=row.often, by=row.by)
    for _who, turn, marks in held:
        yield ChoreWeekLine(
            row.chore_id, row.name, row.area, when, _name(turn, names), tuple(marks)
        )


def _name(turn: Turn, names: Names) -> PaperName | None:
    if turn.resident_id is None:
        return None
    return names.get(turn.resident_id, PaperName(turn.name, turn.name))


def _names(session: Session, house_id: int, first: date, last: date) -> dict[int, PaperName]:
    """Everybody who lived in the house on one of these days, by resident."""
    return names_of(session.execute(people_of(house_id, first, last)).all())


@needs(Permission.PRINT_PAPERS)
def chore_cards(session: Session, house_id: int, on: date) -> tuple[ChoreCard, ...]:
    """The chores that there are on a day or begin later, in the house's order, with their steps."""
    goes_on = or_(Chore.until_on.is_(None), Chore.until_on >= on)
    here = (Chore.house_id == house_id, Chore.voided_at.is_(None), goes_on)
    steps: dict[int, list[str]] = {}
    for chore_id, text in session.execute(
        select(ChoreStep.chore_id, ChoreStep.text)
        .join(Chore, Chore.id == ChoreStep.chore_id)
        .where(*here, ChoreStep.voided_at.is_(None))
        .order_by(ChoreStep.chore_id, ChoreStep.position, ChoreStep.id)
    ):
        steps.setdefault(chore_id, []).append(shown(text))
    rows = session.scalars(select(Chore).where(*here).order_by(Chore.position, Chore.id))
    return tuple(_card(chore, steps.get(chore.id, ())) for chore in rows)


def _card(chore: Any, steps: Iterable[str]) -> ChoreCard:
    when = how_words(chore.rule, chore.due_at, chore.before_meeting_minutes)
    return ChoreCard(
        chore.id, shown(chore.name), shown(chore.area), when, chore.minutes, chore.people,
        chore.weight, chore.note, tuple(steps),
    )  # fmt: skip


@needs(Permission.PRINT_PAPERS)
def look_round(session: Session, house_id: int, day: date, now: datetime) -> LookRound:
    """The turns of a day, then those of the week before it that wait for an inspection or for
    being done again.
    """
    names = _names(session, house_id, day - _BACK, day)
    cards = {card.chore_id: card for card in chore_cards(session, house_id, day - _BACK)}
    turns = turns_between(session, house_id, day - _BACK, day, now)
    mine = [turn for turn in turns if turn.on == day]
    mine += [turn for turn in turns if turn.on < day and turn.state in _CAUGHT_UP]
    return LookRound(day, tuple(
        LookLine(cards[turn.chore_id], _name(turn, names), turn.state, turn.due,
                 turn.note if turn.state is State.REDO else "")
        for turn in mine
    ))  # fmt: skip


@needs(Permission.PRINT_PAPERS)
def fair_paper(
    session: Session, house_id: int, last_on: date, weeks: int = WEEKS
) -> FairPaper:  # fmt: skip
    """How evenly the chores were shared in so many weeks up to and with `last_on`."""
    fair = fairness(session, house_id, last_on, weeks)
    known = _names(session, house_id, fair.first_on, fair.last_on)
    names = {
        person.stay_id: known.get(person.resident_id, PaperName(person.name, person.name))
        for person in fair.people
    }
    return FairPaper(fair, names, chore_cards(session, house_id, last_on))
