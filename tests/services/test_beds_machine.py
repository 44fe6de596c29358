"""A house lived in at random: whatever people do, no bed and no person is there twice on one night.

The book is kept a second time here, night by night, and each census is compared with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.beds import board
from sobrhouse.services import bed_keeping, beds, rooms, stays
from sobrhouse.storage.tables import BedAssignment, Stay
from tests import make
from tests.conftest import OWNER

FIRST = date(2026, 11, 1)
BEDS = 4
PEOPLE = 6

Book = dict[date, dict[int, int]]  # night -> bed -> resident


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


class Lived(RuleBasedStateMachine):
    """Random days of one house: move in and out, transfer, swap, hold, outage, undo, correct."""

    moves = Bundle("moves")
    left = Bundle("left")
    store = None
    clock = None

    @initialize()
    def build(self) -> None:
        self.today = FIRST
        self.clock.now = noon(self.today)
        self.house = make.house(self.store, f"House {self.clock.houses}")
        self.clock.houses += 1
        made = self.store.write(OWNER, rooms.add_room, self.house, "Room 1", BEDS, since=FIRST)
        self.beds = list(made.bed_ids)
        self.people = [make.resident(self.store, f"P{n}", "Q") for n in range(PEOPLE)]
        self.book: Book = {}
        self.out: set[int] = set()
        for person in range(3):
            self.settle(person, person)

    def settle(self, person: int, bed: int) -> None:
        how = stays.MoveIn(on=self.today, bed_id=self.beds[bed])
        self.store.write(OWNER, stays.move_in, self.house, self.people[person], how)
        self.put(self.people[person], self.beds[bed], self.today)

    def here(self, pick: int) -> int:
        """One of those who live here, by a number; whoever is first when nobody does."""
        here = self.open_stays()
        known = [n for n, resident in enumerate(self.people) if resident in here]
        return known[pick % len(known)] if known else 0

    def gone(self, pick: int) -> int:
        here = self.open_stays()
        known = [n for n, resident in enumerate(self.people) if resident not in here]
        return known[pick % len(known)] if known else 0

    # What the rules may pick from: looked up anew each time, so that a shrunk case stays short

    @contextmanager
    def maybe(self) -> Iterator[None]:
        """A refusal in words is fine; it changed nothing then, which the invariants see."""
        try:
            yield
        except Problem as refused:
            assert refused.sentence

    def stay_of(self, person: int) -> int | None:
        return self.open_stays().get(self.people[person])

    def open_stays(self) -> dict[int, int]:
        def rows(work):
            work.require(Permission.START)
            return dict(
                work.session.execute(
                    select(Stay.resident_id, Stay.id).where(
                        Stay.house_id == self.house,
                        Stay.discharged_on.is_(None),
                        Stay.voided_at.is_(None),
                    )
                ).all()
            )

        return self.store.write(SYSTEM, rows)

    def standing(self) -> list[tuple[int, int, int, date, date | None]]:
        def rows(work):
            work.require(Permission.START)
            return [
                tuple(r)
                for r in work.session.execute(
                    select(
                        BedAssignment.id,
                        BedAssignment.bed_id,
                        Stay.resident_id,
                        BedAssignment.start_on,
                        BedAssignment.end_on,
                    )
                    .join(Stay, Stay.id == BedAssignment.stay_id)
                    .where(Stay.house_id == self.house, BedAssignment.void_at.is_(None))
                )
            ]

        return self.store.write(SYSTEM, rows)

    def put(self, resident: int, bed: int | None, first: date) -> None:
        """Write in the second book that from this night on the person sleeps there, or nowhere."""
        night = first
        while night <= self.today + timedelta(days=40):
            beds_of_night = self.book.setdefault(night, {})
            for other in [b for b, who in beds_of_night.items() if who == resident]:
                del beds_of_night[other]
            if bed is not None:
                assert bed not in beds_of_night, "the database let two people into one bed"
                beds_of_night[bed] = resident
            night += timedelta(days=1)

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        for _n in range(days):
            tail = self.book.get(self.today + timedelta(days=40), {})
            self.today += timedelta(days=1)
            self.book[self.today + timedelta(days=40)] = dict(tail)
        self.clock.now = noon(self.today)

    @rule(person=st.integers(0, PEOPLE - 1), bed=st.integers(0, BEDS - 1), ago=st.integers(0, 4))
    def move_in(self, person: int, bed: int, ago: int) -> None:
        person = self.gone(person)
        on = max(FIRST, self.today - timedelta(days=ago))
        with self.maybe():
            self.store.write(
                OWNER,
                stays.move_in,
                self.house,
                self.people[person],
                stays.MoveIn(on=on, bed_id=self.beds[bed]),
            )
            self.put(self.people[person], self.beds[bed], on)

    @rule(target=left, person=st.integers(0, PEOPLE - 1), ago=st.integers(0, 2))
    def move_out(self, person: int, ago: int):
        person = self.here(person)
        stay, on = self.stay_of(person), self.today - timedelta(days=ago)
        if stay is not None:
            with self.maybe():
                out = self.store.write(
                    OWNER, stays.move_out, stay, stays.MoveOut(on=on, kind="voluntary")
                )
                before = {n: dict(b) for n, b in self.book.items()}
                self.put(self.people[person], None, on)
                return out, before, on, self.people[person]
        return None

    @rule(target=moves, person=st.integers(0, PEOPLE - 1), bed=st.integers(0, BEDS - 1))
    def transfer(self, person: int, bed: int):
        person = self.here(person)
        stay = self.stay_of(person)
        if stay is not None:
            with self.maybe():
                before = {n: dict(b) for n, b in self.book.items()}
                moved = self.store.write(
                    OWNER, beds.transfer, stay, self.beds[bed], self.today, "asked for it"
                )
                self.put(self.people[person], self.beds[bed], self.today)
                return moved, before, self.today, (self.people[person],)
        return None

    @rule(target=moves, one=st.integers(0, PEOPLE - 1), other=st.integers(0, PEOPLE - 1))
    def swap(self, one: int, other: int):
        one, other = self.here(one), self.here(other)
        stay, second = self.stay_of(one), self.stay_of(other)
        if stay is not None and second is not None:
            with self.maybe():
                before = {n: dict(b) for n, b in self.book.items()}
                moved = self.store.write(OWNER, beds.swap, stay, second, self.today, "snoring")
                tonight = {who: bed for bed, who in self.book[self.today].items()}
                mine, theirs = tonight[self.people[one]], tonight[self.people[other]]
                self.put(self.people[one], None, self.today)
                self.put(self.people[other], mine, self.today)
                self.put(self.people[one], theirs, self.today)
                return moved, before, self.today, (self.people[one], self.people[other])
        return None

    @rule(done=consumes(moves))
    def undo_move(self, done) -> None:
        if done is None:
            return
        moved, before, on, who = done
        with self.maybe():
            self.store.write(OWNER, beds.undo_move, moved)
            for resident in who:  # and nobody else, whatever became of others meanwhile
                self.put(resident, None, on)
            for resident in who:
                self.put(resident, self.slept(before, resident, on), on)

    @staticmethod
    def slept(book: Book, resident: int, night: date) -> int | None:
        return next((b for b, who in book.get(night, {}).items() if who == resident), None)

    @rule(done=consumes(left))
    def undo_move_out(self, done) -> None:
        if done is None:
            return
        out, before, on, resident = done
        with self.maybe():
            self.store.write(OWNER, stays.undo_move_out, out)
            self.put(resident, self.slept(before, resident, on), on)

    @rule(pick=st.integers(0, 20), ahead=st.integers(-3, 3))
    def correct(self, pick: int, ahead: int) -> None:
        rows = sorted(self.standing())
        if not rows:
            return
        row_id, bed, resident, start, end = rows[pick % len(rows)]
        new = start + timedelta(days=ahead)
        came_from = next(
            (
                r
                for r in rows
                if r[2] == resident
                and r[4] == start
                and r[3] < start
                and self.stay_row(r[0]) == self.stay_row(row_id)
            ),
            None,
        )
        with self.maybe():
            self.store.write(OWNER, beds.correct_assignment, row_id, new, "wrong day")
            for night in self.book:
                if min(start, new) <= night and (end is None or night < end):
                    self.book[night] = {
                        b: who for b, who in self.book[night].items() if who != resident
                    }
                    if night >= new:
                        self.book[night][bed] = resident
                    elif came_from is not None and night >= came_from[3]:
                        self.book[night][came_from[1]] = resident

    def stay_row(self, assignment_id: int) -> int:
        def row(work):
            work.require(Permission.START)
            return work.session.get_one(BedAssignment, assignment_id).stay_id

        return self.store.write(SYSTEM, row)

    @rule(person=st.integers(0, PEOPLE - 1), days=st.integers(0, 5))
    def hold_while_away(self, person: int, days: int) -> None:
        person = self.here(person)
        stay = self.stay_of(person)
        if stay is not None:
            with self.maybe():
                self.store.write(
                    OWNER,
                    bed_keeping.hold_while_away,
                    stay,
                    self.today + timedelta(days=days),
                    "family",
                )

    @rule(bed=st.integers(0, BEDS - 1))
    def out_of_service(self, bed: int) -> None:
        with self.maybe():
            self.store.write(
                OWNER, bed_keeping.out_of_service, self.beds[bed], "window", self.today
            )
            self.out.add(self.beds[bed])

    @precondition(lambda self: self.out)
    @rule(pick=st.integers(0, BEDS - 1))
    def back_in_service(self, pick: int) -> None:
        bed = sorted(self.out)[pick % len(self.out)]
        self.store.write(OWNER, bed_keeping.back_in_service, bed, self.today)
        self.out.remove(bed)

    @rule(
        person=st.integers(0, PEOPLE - 1),
        bed=st.integers(0, BEDS - 1),
        ago=st.integers(0, 4),
        nights=st.none() | st.integers(1, 4),
    )
    def the_database_refuses_it_too(
        self, person: int, bed: int, ago: int, nights: int | None
    ) -> None:
        """A row put in past every service: the database refuses it when a night is shared."""
        person = self.here(person)
        stay = self.stay_of(person)
        if stay is None:
            return
        start = self.today - timedelta(days=ago)
        end = None if nights is None else start + timedelta(days=nights)
        clash = any(
            (row[1] == self.beds[bed] or row[2] == self.people[person])
            and (row[4] is None or row[3] < row[4])
            and (row[4] is None or start < row[4])
            and (end is None or row[3] < end)
            for row in self.standing()
        )
        ended = {} if end is None else {"end_on": end, "end_reason": "test"}
        if clash:
            with pytest.raises(Problem):
                make.assignment(self.store, stay, self.beds[bed], start, **ended)

    @invariant()
    def every_census_is_the_book(self) -> None:
        for ago in (0, 2, 5):
            night = self.today - timedelta(days=ago)
            if night < FIRST:
                continue
            shown = self.store.read(OWNER, board, self.house, night)
            slept = {c.bed_id: c.sleeper.resident_id for c in shown.beds if c.sleeper}
            assert slept == self.book.get(night, {}), night
            census = shown.census
            assert census.filled == len(slept)
            assert census.filled + census.free + census.held + census.out == census.beds == BEDS
            assert len(set(slept.values())) == len(slept)

    @invariant()
    def no_night_is_given_twice(self) -> None:
        seen: set[tuple[str, int, date]] = set()
        for _id, bed, resident, start, end in self.standing():
            night = start
            while night < (end or self.today + timedelta(days=1)):
                for key in (("bed", bed, night), ("person", resident, night)):
                    assert key not in seen, key
                    seen.add(key)
                night += timedelta(days=1)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_no_bed_and_no_person_is_anywhere_twice_on_one_night(store, clock):
    clock.houses = 0
    Lived.store, Lived.clock = store, clock
    try:
        run_state_machine_as_test(
            Lived,
            settings=settings(
                max_examples=14 if store.path else 4,  # a server answers slower
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        Lived.store = Lived.clock = None
