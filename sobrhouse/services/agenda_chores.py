"""The coordinator's report on chores, for the agenda of a house meeting: what the last seven days
left open, and who has what in the next; a part of use cases, which have asked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from sobrhouse.domain.chore_hands import LONGEST_PERIOD, Hands, hands
from sobrhouse.domain.chores import Seen, State, state_of, state_words
from sobrhouse.domain.phrases import day_name, full_stop
from sobrhouse.domain.usual_chores import shown
from sobrhouse.storage.tables import Chore, ChoreAssignment, ChoreMark, Inspection
from sobrhouse.storage.work import Work
from sobrhouse.words import _, n_

DAYS = 7
MOST = 12  # turns that are named one by one
_DAY = timedelta(days=1)
_OFF = (State.EXCUSED, State.SKIPPED)
_OVER = datetime(1, 1, 1, tzinfo=UTC)  # due long ago: only days that have passed are told
_Turn = tuple[date, Any, Any, State]  # its day, the chore, who has it, how it stands


def chore_words(
    work: Work, house_id: int, people: Mapping[int, str], day: date
) -> list[str]:
    """Lines for the agenda of a meeting on `day`; none where the house has no chores. `people`:
    short names of those who live there, by stay.
    """
    chores = _chores(work, house_id, day)
    if not chores:
        return []
    held = _held(work, house_id, day)
    turns = sorted(_turns(work, house_id, held, chores, day), key=lambda t: (t[0], t[1].position))
    lines = [_summary(turns)] if turns else []
    lines += _open_lines(turns, people)
    ahead = _ahead(held, chores, people, day)
    return [*lines, ahead] if ahead else lines


def _summary(turns: list[_Turn]) -> str:
    """ "The last 7 days: 41 of 45 passed, 1 missed, 2 late."."""
    count = Counter(state for _on, _chore, _who, state in turns if state not in _OFF)
    said = [_("{n} of {m} passed").format(n=count[State.PASSED], m=sum(count.values()))]
    for state in (State.REDO, State.MISSED, State.INSPECT, State.LATE):
        if count[state]:
            said.append(_counted(state, count[state]))
    return _("The last {n} days: {what}.").format(n=DAYS, what=", ".join(said))


def _counted(state: State, n: int) -> str:
    """ "2 late"."""
    words = {
        State.REDO: n_("{n} to be done again", "{n} to be done again", n),
        State.MISSED: n_("{n} missed", "{n} missed", n),
        State.INSPECT: n_("{n} to inspect", "{n} to inspect", n),
        State.LATE: n_("{n} late", "{n} late", n),
    }
    return words[state].format(n=n)


def _open_lines(turns: list[_Turn], people: Mapping[int, str]) -> Iterator[str]:
    """What did not pass, turn by turn: "Ben F.: Halls and stairs, Thu, late"."""
    words = {State.REDO: _("to be done again"), State.INSPECT: _("to inspect")}
    wrong = [turn for turn in turns if turn[3] not in (State.PASSED, *_OFF)]
    for on, chore, who, state in wrong[:MOST]:
        name = people.get(who.stay_id)
        how = words.get(state) or state_words(state).lower()
        said = ", ".join((shown(chore.name), day_name(on), how))
        yield f"{name}: {said}" if name else said
    if (more := len(wrong) - MOST) > 0:
        yield n_("and {n} more", "and {n} more", more).format(n=more)


def _ahead(
    held: Hands[Any], chores: Mapping[int, Any], people: Mapping[int, str], day: date
) -> str:
    """ "Next: Kitchen, clean up: Jay P.; Living room: Sam O."; empty where nothing is planned."""
    found: dict[int, list[str]] = {}
    for root in held.roots:
        for on in held.days(root):
            if day < on <= day + DAYS * _DAY and root.chore_id in chores:
                name = people.get(held.holder(root, on).stay_id)
                names = found.setdefault(root.chore_id, [])
                if name is not None and name not in names:
                    names.append(name)
    lines = [
        f"{shown(chore.name)}: {', '.join(found[chore_id])}"
        for chore_id, chore in chores.items() if found.get(chore_id)
    ]  # fmt: skip
    said = _("The next {n} days: {what}").format(n=DAYS, what="; ".join(lines))
    return full_stop(said) if lines else ""


def _turns(
    work: Work, house_id: int, held: Hands[Any], chores: Mapping[int, Any], day: date
) -> Iterator[_Turn]:
    """The turns of the seven days before the meeting's."""
    first, last = day - DAYS * _DAY, day - _DAY
    marks = _newest(work, ChoreMark, house_id, first, last)
    looks = _newest(work, Inspection, house_id, first, last)
    for root in held.roots:
        for on in held.days(root):
            if not first <= on <= last or root.chore_id not in chores:
                continue
            who = held.holder(root, on)
            mark, look = marks.get((who.id, on)), looks.get((who.id, on))
            seen = None if look is None else Seen(look.result, look.at)
            state = state_of(_OVER, work.now, mark.at if mark else None, seen)
            yield on, chores[root.chore_id], who, state


def _chores(work: Work, house_id: int, day: date) -> dict[int, Any]:
    c = Chore
    rows = work.session.execute(
        select(c.id, c.name, c.position)
        .where(c.house_id == house_id, c.voided_at.is_(None),
               or_(c.until_on.is_(None), c.until_on >= day - DAYS * _DAY))
        .order_by(c.position, c.id)
    )  # fmt: skip
    return {row.id: row for row in rows}


def _held(work: Work, house_id: int, day: date) -> Hands[Any]:
    a, first, last = ChoreAssignment, day - DAYS * _DAY, day + DAYS * _DAY
    rows = work.session.execute(
        select(a.id, a.chore_id, a.stay_id, a.period_start, a.days, a.replaces_id)
        .where(a.house_id == house_id, a.voided_at.is_(None), a.period_end >= first,
               a.period_start.between(first - LONGEST_PERIOD, last))
    )  # fmt: skip
    return hands(rows)


def _newest(
    work: Work, table: Any, house_id: int, first: date, last: date
) -> dict[tuple[int, date], Any]:
    """The newest mark, or look, of each turn that counts."""
    rows = work.session.scalars(
        select(table)
        .where(table.house_id == house_id, table.on_date.between(first, last),
               table.void_at.is_(None))
        .order_by(table.at, table.id)
    )  # fmt: skip
    return {(row.assignment_id, row.on_date): row for row in rows}
