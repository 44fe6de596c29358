"""What was done to chores is undone step by step, last first: each time all is as it was before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from sobrhouse.queries.chore_trades import TradeRow, trades_with
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.services import chore_hands, chore_marks, chore_trades
from sobrhouse.services.chore_trades import Trade
from tests import make
from tests.conftest import OWNER
from tests.services.undone import Inverse, undone_last_first

TODAY = make.SUNDAY
LAST = TODAY + timedelta(days=3)


@dataclass
class Life:
    """Four days of two chores and one that nobody has, between three people."""

    store: Any
    clock: Any

    def __post_init__(self) -> None:
        self.house = make.house(self.store, f"House {self.clock.houses}")
        self.clock.houses += 1
        rotation = make.rotation(self.store, self.house, anchor_on=TODAY)
        self.people = [
            make.stay(self.store, make.resident(self.store, f"P{n}", "Q"), self.house)
            for n in range(3)
        ]
        self.chores = [
            make.chore(self.store, self.house, rotation, name, position=n)
            for n, name in enumerate(("Kitchen", "Bath", "Yard"))
        ]
        for chore, stay in zip(self.chores[:2], self.people, strict=False):
            make.chore_assignment(
                self.store, self.house, chore, stay, period_start=TODAY, days="0,1,2,3",
                period_end=LAST,
            )  # fmt: skip

    def write(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Every step has an instant of its own, as in life."""
        self.clock.forward(seconds=1)
        return self.store.write(OWNER, use_case, *args, **more)

    def turns(self) -> tuple[Turn, ...]:
        span = (self.house, TODAY, LAST)
        return self.store.read(OWNER, turns_between, *span, self.store.now())

    def picture(self) -> list[Any]:
        """Who has which turn and how it stands, and what waits for an answer."""
        seen = [
            (t.chore, t.on, t.name, t.state, t.marked_at, t.seen_at, t.note, t.source, t.original)
            for t in self.turns()
        ]
        return [sorted(seen, key=str), [trade.trade_id for trade in self.waiting()]]

    def waiting(self) -> list[TradeRow]:
        """What somebody asked and nobody answered."""
        asked = (self.store.read(OWNER, trades_with, stay, TODAY) for stay in self.people)
        found = {row.trade_id: row for rows in asked for row in rows if row.open}
        return [found[key] for key in sorted(found)]

    def turn(self, pick: int) -> Turn:
        held = [turn for turn in self.turns() if turn.assignment_id is not None]
        return held[pick % len(held)]

    # Steps: each gives its inverse as the window would; Problem where it cannot be done

    def done(self, one: int, _other: int) -> Inverse:
        turn = self.turn(one % 2)
        made = self.write(chore_marks.mark_done, turn.assignment_id, turn.on)
        return chore_marks.take_back_done, made

    def not_done(self, one: int, _other: int) -> Inverse | None:
        mark = self.turn(one % 2).mark_id
        if mark is None:
            return None
        self.write(chore_marks.take_back_done, mark)
        return chore_marks.put_back_done, mark

    def look(self, one: int, other: int) -> Inverse:
        turn = self.turn(one % 2)
        result = ("pass", "redo", "missed", "excused", "skipped")[other % 5]
        how = (turn.assignment_id, turn.on, result, f"{one}", (("Floor", bool(one % 2)),))
        return chore_marks.undo_inspection, self.write(chore_marks.inspect, *how)

    def unlook(self, one: int, _other: int) -> Inverse | None:
        seen = self.turn(one % 2).inspection_id
        if seen is None:
            return None
        self.write(chore_marks.take_back_inspection, seen, "wrong turn")
        return chore_marks.put_back_inspection, seen

    def give(self, one: int, other: int) -> Inverse:
        turn = self.turn(one)
        on = turn.on if one % 3 else None
        given = (turn.assignment_id, self.people[other % 3], on)
        return chore_hands.put_back_turn, self.write(chore_hands.give_turn, *given)

    def put_back(self, one: int, _other: int) -> Inverse:
        held = self.turn(one).assignment_id
        self.write(chore_hands.put_back_turn, held)
        return chore_hands.give_again, held

    def give_nobodys(self, one: int, other: int) -> Inverse:
        on, whole = TODAY + timedelta(days=one % 4), bool(one % 2)
        given = (self.chores[2], self.people[other % 3], on)
        made = self.write(chore_hands.give_chore, *given, whole=whole)
        return chore_hands.put_back_turn, made

    def trade(self, one: int, other: int) -> Trade:
        mine, theirs = self.turn(one), self.turn(other)
        swap = (theirs.assignment_id, theirs.on) if (one + other) % 2 else (None, None)
        return Trade(
            assignment_id=mine.assignment_id, on=mine.on, other_stay_id=theirs.stay_id,
            other_assignment_id=swap[0], other_on=swap[1],
        )  # fmt: skip

    def swap(self, one: int, other: int) -> Inverse:
        made = self.write(chore_trades.swap_turns, self.trade(one, other))
        return chore_trades.take_back_swap, made

    def ask(self, one: int, other: int) -> Inverse:
        made = self.write(chore_trades.ask_trade, self.trade(one, other))
        return chore_trades.take_back_trade, made

    def answer(self, one: int, other: int) -> Inverse | None:
        waits = self.waiting()
        if not waits:
            return None
        trade = waits[one % len(waits)].trade_id
        self.write(chore_trades.answer_trade, trade, agreed=bool(other % 3))
        return chore_trades.reopen_trade, trade


STEPS = (
    Life.done, Life.not_done, Life.look, Life.unlook, Life.give, Life.put_back, Life.give_nobodys,
    Life.swap, Life.ask, Life.answer,
)  # fmt: skip
LIVES = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 11), st.integers(0, 11)), max_size=8
)


@pytest.mark.slow
@pytest.mark.sqlite_only
@pytest.mark.timeout(300)
def test_steps_undone_last_first_leave_each_time_what_was_before(store, clock):
    clock.houses = 0
    undone_last_first(lambda: Life(store, clock), LIVES, 5)
