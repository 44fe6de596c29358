"""What was written about support is undone step by step, last first: all is as it was before."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from sobrhouse.services import (
    helping,
    introductions,
    network_people,
    sponsor_contacts,
    sponsorships,
    stays,
    support_choices,
    supporters,
)
from sobrhouse.services.helping import Help
from sobrhouse.services.introductions import Pair
from sobrhouse.services.sponsor_contacts import Touch
from sobrhouse.services.sponsorships import Ended, Tie
from sobrhouse.services.stays import MoveOut
from sobrhouse.services.supporters import State
from sobrhouse.storage.tables import (
    HelpingEvent,
    Introduction,
    NetworkPerson,
    SponsorContact,
    Sponsorship,
    Stay,
    SupportChoice,
    Supporter,
)
from tests import make
from tests.services.circle import TODAY, Circle, day
from tests.services.undone import Inverse, undone_last_first

TABLES = (
    HelpingEvent, Introduction, NetworkPerson, SponsorContact, Sponsorship, Stay, SupportChoice,
    Supporter,
)  # fmt: skip
NAMES = ("Marcus", "Ana", "Jay")
KINDS = ("sponsor", "mentor", "house_buddy")
UNCHOSEN = {"looking": True, "gender": "", "wants_gender": "", "hours": "", "buddies": None}


class Life:
    """Three people and two supporters; a step picks by number what it is about."""

    def __init__(self, store: Any, clock: Any) -> None:
        self.circle, self.clock = Circle(store), clock
        self.lena = make.contact(store, self.circle.people["Marcus"])

    def write(self, use_case: Callable[..., Any], *args: Any) -> Any:
        """Every step has an instant of its own, as in life."""
        self.clock.forward(seconds=1)
        if isinstance(args[0], Call):
            return self.circle.do(use_case, *args[0].args)
        return self.circle.do(use_case, *args)

    def picture(self) -> list[Any]:
        """All that stands; what nobody chose is as if chosen so."""
        rows = [r for r in self.circle.rows(*TABLES) if r["voided_at"] is None]
        for row in rows:
            if "stance" in row:  # who is part of recovery again is a row anew
                row.update(id=0, created_at=None)
        return [r for r in rows if not r.keys() >= UNCHOSEN.keys() or _chosen(r)]

    def who(self, pick: int) -> str:
        return NAMES[pick % 3]

    def standing(self, table: type[Any], pick: int) -> int:
        """The id of one that was written, taken back or not; refused as long as there is none."""
        rows = self.circle.rows(table)
        return rows[pick % len(rows)]["id"] if rows else 0

    # Steps: each gives its inverse as the window would

    def begin(self, one: int, other: int) -> Inverse:
        tie = Tie(
            kind=KINDS[other % 3], started_on=day(one % 4),
            supporter_id=self.circle.bill if other % 3 == 1 else None,
            peer_resident_id=self.circle.people[self.who(other)] if other % 3 == 2 else None,
            name="Ron B" if other % 3 == 0 else "", share=("name", "existence")[one % 2],
        )  # fmt: skip
        made = self.write(sponsorships.add_sponsorship, self.circle.people[self.who(one)], tie)
        return sponsorships.take_back_sponsorship, made

    def end(self, one: int, other: int) -> Inverse:
        key = self.standing(Sponsorship, one)
        self.write(sponsorships.end_sponsorship, key, Ended(day(other % 3), "other", "x"))
        return sponsorships.reopen_sponsorship, key

    def unbegin(self, one: int, _other: int) -> Inverse:
        key = self.standing(Sponsorship, one)
        self.write(sponsorships.take_back_sponsorship, key)
        return sponsorships.put_back_sponsorship, key

    def introduce(self, one: int, other: int) -> Inverse:
        peer = self.circle.stays[self.who(other)]
        pair = (
            Pair(self.circle.stays[self.who(one)], "house_buddy", peer_stay_id=peer) if one % 2
            else Pair(self.circle.stays[self.who(one)], "sponsor",
                      (self.circle.bill, self.circle.cora)[other % 2])
        )  # fmt: skip
        made = self.write(introductions.introduce, pair)
        return introductions.take_back_introductions, [made]

    def unintroduce(self, one: int, _other: int) -> Inverse:
        key = [self.standing(Introduction, one)]
        self.write(introductions.take_back_introductions, key)
        return introductions.put_back_introductions, key

    def settle(self, one: int, other: int) -> Inverse:
        key = self.standing(Introduction, one)
        outcome = ("together", "no_fit", "no_answer", "withdrawn")[other % 4]
        done = self.write(introductions.settle_introduction, key, outcome, TODAY, "x")
        return introductions.reopen_introduction, done

    def leave(self, one: int, other: int) -> Inverse:
        how = MoveOut(on=day(other % 3), kind="voluntary")
        done = self.write(stays.move_out, self.circle.stays[self.who(one)], how)
        return stays.undo_move_out, done

    def touch(self, one: int, other: int) -> Inverse:
        made = self.write(sponsor_contacts.log_contact, self.standing(Sponsorship, one),
                          Touch("call", day(other % 4)))  # fmt: skip
        return sponsor_contacts.take_back_contact, made

    def help(self, one: int, other: int) -> Inverse:
        given = Help("ride", self.circle.stays[self.who(one)], self.circle.stays[self.who(other)])
        made = self.write(helping.log_help, self.circle.house, given)
        return helping.take_back_help, made

    def pause(self, one: int, other: int) -> Inverse:
        key = (self.circle.bill, self.circle.cora)[one % 2]
        state = State(("paused", "stopped", "active")[other % 3], TODAY)
        before = self.write(supporters.set_state, key, state)
        return supporters.put_state_back, Call(key, before, state)

    def unlist(self, one: int, _other: int) -> Inverse:
        key = (self.circle.bill, self.circle.cora)[one % 2]
        self.write(supporters.take_back_supporter, key)
        return supporters.put_back_supporter, key

    def choose(self, one: int, other: int) -> Inverse:
        who = self.circle.people[self.who(one)]
        field, value = (("buddies", 1), ("looking", False), ("hours", ("weekday_morning",)))[
            other % 3]  # fmt: skip
        before = self.write(support_choices.choose, who, field, value)
        return support_choices.choose_back, Call(who, field, before, value)

    def family(self, one: int, _other: int) -> Inverse:
        supports = bool(one % 2)
        before = self.write(network_people.set_part_of_recovery, self.lena, supports)
        return network_people.set_part_of_recovery, Call(self.lena, before)


class Call:
    """More than one argument of a way back."""

    def __init__(self, *args: Any) -> None:
        self.args = args


def _chosen(row: dict[str, Any]) -> bool:
    return any(row[k] != v for k, v in UNCHOSEN.items())


STEPS = (
    Life.begin, Life.end, Life.unbegin, Life.introduce, Life.unintroduce, Life.settle, Life.leave,
    Life.touch, Life.help, Life.pause, Life.unlist, Life.choose, Life.family,
)  # fmt: skip
LIVES = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 11), st.integers(0, 11)),
    min_size=4, max_size=14,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.sqlite_only
@pytest.mark.timeout(300)
def test_steps_undone_last_first_leave_each_time_what_was_before(store, clock):
    undone_last_first(lambda: Life(store, clock), LIVES, 4)
