"""What was done to beds is undone step by step, last first: each time all is as it was before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from sobrhouse.queries.beds import board
from sobrhouse.services import bed_corrections, bed_keeping, beds, stays, waitlist
from tests import make
from tests.conftest import OWNER
from tests.services.undone import Inverse, undone_last_first

FIRST, NIGHTS = date(2026, 11, 1), 8


@dataclass
class Life:
    """A house of five beds: three people in them, one who needs a bed, two who wait."""

    store: Any
    clock: Any

    def __post_init__(self) -> None:
        self.today = FIRST
        self.pass_days(0)
        self.house = make.house(self.store, f"House {self.clock.houses}")
        self.clock.houses += 1
        room = make.room(self.store, self.house)
        self.beds = [make.bed(self.store, room, f"1{letter}") for letter in "ABCDE"]
        self.people = [make.resident(self.store, f"P{n}", "Q") for n in range(6)]
        self.stays = [
            make.stay(
                self.store, person, self.house, FIRST,
                planned_discharge_on=FIRST + timedelta(days=30) if n % 2 else None,
            )
            for n, person in enumerate(self.people[:4])
        ]  # fmt: skip
        for stay, bed in zip(self.stays[:3], self.beds, strict=False):
            make.assignment(self.store, stay, bed, FIRST)
        self.waiting = [make.application(self.store, p, self.house) for p in self.people[4:]]

    def pass_days(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), FIRST + timedelta(days=NIGHTS - 1))
        day = self.today
        self.clock.now = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)

    def write(self, use_case: Callable[..., Any], *args: Any) -> Any:
        """Every step has an instant of its own, as in life."""
        self.clock.forward(seconds=1)
        return self.store.write(OWNER, use_case, *args)

    def picture(self) -> list[Any]:
        """Who has or keeps which bed on every night; what ran out keeps nothing."""
        seen = []
        for night in (FIRST + timedelta(days=n) for n in range(NIGHTS)):
            for card in self.store.read(OWNER, board, self.house, night).beds:
                who, outage = card.sleeper, card.outage
                hold = None if card.hold is None or card.hold.ran_out else card.hold
                seen.append((
                    night, card.label, str(card.state), who and (who.resident_id, who.since),
                    hold and (hold.resident_id, hold.kind, hold.until),
                    outage and outage.outage_id,
                ))  # fmt: skip
        return seen

    def card(self, n: int) -> Any:
        return self.store.read(OWNER, board, self.house, self.today).bed(self.beds[n])

    def day(self, pick: int) -> date:
        """Tonight, or last night."""
        return max(FIRST, self.today - timedelta(days=pick % 2))

    # Steps: each gives its inverse as the window would; Problem where it cannot be done

    def transfer(self, one: int, other: int) -> Inverse:
        stay, bed = self.stays[one % 4], self.beds[other]
        moved = self.write(beds.transfer, stay, bed, self.day(other), "asked for it")
        return beds.undo_move, moved

    def swap(self, one: int, other: int) -> Inverse:
        pair = self.stays[one % 4], self.stays[other % 4]
        return beds.undo_move, self.write(beds.swap, *pair, self.day(other), "snoring")

    def correct(self, one: int, other: int) -> Inverse | None:
        who = self.card(one).sleeper
        if who is None:
            return None
        day = who.since + timedelta(days=other - 2)
        done = self.write(
            bed_corrections.correct_first_night, who.assignment_id, day, "wrong day"
        )
        return bed_corrections.undo_correction, done

    def away(self, one: int, other: int) -> Inverse:
        until = self.today + timedelta(days=other)
        hold = self.write(bed_keeping.hold_while_away, self.stays[one % 4], until, "family")
        return bed_keeping.cancel_hold, hold

    def end_hold(self, one: int, _other: int) -> Inverse | None:
        hold = self.card(one).hold
        if hold is None:
            return None
        self.write(bed_keeping.end_hold, hold.hold_id)
        return bed_keeping.reopen_hold, hold.hold_id

    def offer(self, one: int, other: int) -> Inverse:
        until = self.today + timedelta(days=one)
        who, bed = self.waiting[one % 2], self.beds[other]
        return bed_keeping.cancel_hold, self.write(waitlist.offer_bed, who, bed, until)

    def take_out(self, one: int, other: int) -> Inverse:
        outage = self.write(bed_keeping.out_of_service, self.beds[one], "window", self.day(other))
        return bed_keeping.cancel_outage, outage

    def put_back(self, _one: int, other: int) -> Inverse | None:
        out = [bed for n, bed in enumerate(self.beds) if self.card(n).outage is not None]
        if not out:
            return None
        outage = self.write(bed_keeping.back_in_service, out[other % len(out)], self.day(other))
        return bed_keeping.reopen_outage, outage

    def move_in(self, one: int, other: int) -> Inverse:
        how = stays.MoveIn(on=self.day(one), bed_id=self.beds[other])
        person = self.people[4 + one % 2]
        return stays.undo_move_in, self.write(stays.move_in, self.house, person, how)

    def give(self, one: int, other: int) -> Inverse:
        given = self.stays[one % 4], self.beds[other]
        return beds.take_back_bed, self.write(beds.assign_bed, *given, self.day(one))

    def move_out(self, one: int, other: int) -> Inverse:
        how = stays.MoveOut(on=self.day(other), kind="voluntary")
        return stays.undo_move_out, self.write(stays.move_out, self.stays[one % 4], how)

    def days(self, one: int, _other: int) -> None:
        self.pass_days(1 + one % 2)


STEPS = (
    Life.transfer, Life.swap, Life.correct, Life.away, Life.end_hold, Life.offer, Life.take_out,
    Life.put_back, Life.move_in, Life.give, Life.move_out, Life.days,
)  # fmt: skip
LIVES = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 4), st.integers(0, 4)), max_size=14
)


@pytest.mark.slow
@pytest.mark.sqlite_only
@pytest.mark.timeout(400)
def test_steps_undone_last_first_leave_each_time_what_was_before(store, clock):
    clock.houses = 0
    undone_last_first(lambda: Life(store, clock), LIVES, 15)
