"""Why chores need somebody of the staff: they wait to be looked at, are late, nobody has them, a
question about one is not answered, or somebody missed several.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.chore_ladder import missed_words
from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import day_name, near_date, nice_duration, nice_time
from sobrhouse.queries.chores_today import OpenTurn, WaitingTrade
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _, n_, p_

LONG = timedelta(hours=4)  # that a chore may wait to be inspected, and a question for an answer
ONE_BY_ONE = 2  # more than these stand in one row
_NAMED = 3  # chores that such a row names


def to_inspect(seen: Evening) -> Iterator[Reason]:
    """Said to be done hours ago, and nobody has looked."""
    long_ago, turns = seen.now - LONG, seen.chores.turns
    turns = tuple(t for t in turns if t.state is State.INSPECT and t.marked_at is not None
                  and t.marked_at <= long_ago)  # fmt: skip
    if len(turns) > ONE_BY_ONE:
        what = n_("{n} chore waits to be inspected", "{n} chores wait to be inspected", len(turns))
        yield _together(seen, turns, "chore.inspect", what, _("Inspect"))
        return
    for turn in turns:
        assert turn.marked_at is not None
        span = nice_duration(int((seen.now - turn.marked_at).total_seconds() // 60))
        why = _("Marked done by {name}, {when}, {span} ago.").format(
            name=turn.name or _("Somebody"), when=_clock(turn.marked_at, seen), span=span
        )
        what = _("{chore} waits to be inspected").format(chore=turn.chore)
        yield _reason(turn, "chore.inspect", what, why, _("Inspect"))


def late(seen: Evening) -> Iterator[Reason]:
    """Its time is over, or the time to do it again is, and nobody said that it is done."""
    turns = [t for t in seen.chores.turns if t.stay_id is not None and (
        t.state is State.LATE or (t.redo_by is not None and t.redo_by < seen.now))]  # fmt: skip
    if len(turns) > ONE_BY_ONE:
        what = n_("{n} chore is late", "{n} chores are late", len(turns))
        yield _together(seen, turns, "chore.late", what, p_("at a chore", "Look"))
        return
    for turn in turns:
        again = turn.redo_by is not None
        what = _("{chore} was to be done again") if again else _("{chore} is late")
        why = _("{name} had until {when}. Nobody said that it is done.").format(
            name=turn.name, when=_clock(turn.redo_by or turn.due, seen)
        )
        look = p_("at a chore", "Look")
        yield _reason(turn, "chore.late", what.format(chore=turn.chore), why, look)


def nobody_has(seen: Evening) -> Iterator[Reason]:
    """A chore of today that nobody was given, or whose person has moved out."""
    turns = [t for t in seen.chores.of_today
             if t.stay_id is None and t.state in (State.DUE, State.LATE)]  # fmt: skip
    if len(turns) > ONE_BY_ONE:
        what = n_("{n} chore of today has nobody", "{n} chores of today have nobody", len(turns))
        yield _together(seen, turns, "chore.nobody", what, _("Give them"))
        return
    for turn in turns:
        what = _("Nobody has today's chore: {chore}").format(chore=turn.chore)
        why = _("It is due by {time}. Give it to somebody, or mark it not needed.").format(
            time=nice_time(turn.due)
        )
        yield _reason(turn, "chore.nobody", what, why, _("Give it"))


def unanswered(seen: Evening) -> Iterator[Reason]:
    """Somebody was asked to swap or to cover, has not answered, and the day is near."""
    for trade in seen.chores.trades:
        near = trade.on <= seen.today + timedelta(days=1)
        if near or trade.asked_at <= seen.now - LONG:
            yield _question(seen, trade, Urgency.TODAY if near else Urgency.WEEK)


def _question(seen: Evening, trade: WaitingTrade, urgency: Urgency) -> Reason:
    what = _("{name} asks {other} to cover: {chore}")
    if trade.kind == "swap":
        what = _("{name} asks {other} to swap: {chore}")
    why = _("{day}. Asked {when}, no answer yet.").format(
        day=near_date(trade.on, seen.today), when=_clock(trade.asked_at, seen)
    )
    return Reason(
        "chore.trade", urgency, "arrow-left-right",
        what.format(name=trade.name, other=trade.other, chore=trade.chore), why, _("Open"),
        "chores", {"day": trade.on, "turn": trade.assignment_id}, trade.on, trade.trade_id,
    )  # fmt: skip


def next_steps(seen: Evening) -> Iterator[Reason]:
    """What the house's ladder proposes after missed chores; a person decides."""
    for step in seen.chores.proposals:
        yield Reason(
            "chore.missed", Urgency.WEEK, "clipboard-check",
            _("{name}: {missed}").format(
                name=step.name, missed=missed_words(step.missed, step.days)
            ),
            _("The house's next step would be: {step}. You decide.").format(step=step.words),
            _("Decide"), "chores", "missed", step.on, f"stay {step.stay_id}", step.resident_id,
        )  # fmt: skip


def _reason(turn: OpenTurn, code: str, what: str, why: str, verb: str) -> Reason:
    target: dict[str, object] = {"day": turn.on}
    if turn.assignment_id is not None:
        target["turn"] = turn.assignment_id
    about = f"{turn.assignment_id or turn.chore_id}"
    return Reason(
        code, Urgency.TODAY, "clipboard-check", what, why, verb, "chores", target, turn.on, about,
        turn.resident_id,
    )  # fmt: skip


def _together(
    seen: Evening, turns: Sequence[OpenTurn], code: str, what: str, verb: str
) -> Reason:
    """One row for many, with the first of them by name."""
    first = turns[0]
    named = "; ".join(_named(turn, seen) for turn in turns[:_NAMED])
    if (more := len(turns) - _NAMED) > 0:
        named = _("{names}; and {n} more").format(names=named, n=more)
    target: dict[str, object] = {"day": first.on}
    if code == "chore.inspect":
        target["waiting"] = True
    elif first.assignment_id is not None:
        target["turn"] = first.assignment_id
    return Reason(
        code, Urgency.TODAY, "clipboard-check", what.format(n=len(turns)), named, verb, "chores",
        target, seen.today, "all",
    )  # fmt: skip


def _named(turn: OpenTurn, seen: Evening) -> str:
    """ "Living room, Jay P." of today; with the day of another."""
    said = ", ".join(filter(None, (turn.chore, turn.name)))
    return said if turn.on == seen.today else f"{said}, {day_name(turn.on)}"


def _clock(moment: datetime, seen: Evening) -> str:
    """ "8:00 PM"; with the weekday where it is not today's."""
    clock = nice_time(moment)
    return clock if moment.date() == seen.today else f"{day_name(moment.date())} {clock}"
