"""Chores at the kiosk: one's own turns, "it is done", and what two people agree on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.kiosk import (
    card,
    chores_of_mine,
    housemates,
    steps_to_done,
    turns_of_housemate,
)
from sobrhouse.services import kiosk_chores as writes
from sobrhouse.storage.tables import (
    ChoreApart,
    ChoreExclusion,
    ChoreMark,
    ChoreStep,
    Inspection,
    InspectionLine,
    KioskAccess,
)
from tests import make
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)
NEXT_MONDAY = SUNDAY + DAY
here = pytest.mark.sqlite_only  # nothing in it depends on the database


class House:
    """A house where Marcus has the kitchen this week and next, and Sam the bath."""

    def __init__(self, store):
        self.id = make.house(store)
        rotation = make.rotation(store, self.id)
        self.kitchen = make.chore(store, self.id, rotation)
        self.bath = make.chore(store, self.id, rotation, "Bath", position=2, due_at="12:00")
        self.people = {
            "Marcus": make.resident(store),
            "Sam": make.resident(store, "Sam", "Okafor"),
            "Dee": make.resident(store, "Dee", "Lane"),
            "Ray": make.resident(store, "Ray", "Hunt"),
        }
        self.stays = {n: make.stay(store, who, self.id) for n, who in self.people.items()}
        self.mine = self.deal(store, self.kitchen, "Marcus")
        self.next = self.deal(store, self.kitchen, "Marcus", NEXT_MONDAY)
        self.theirs = self.deal(store, self.bath, "Sam", NEXT_MONDAY)

    def deal(self, store, chore, name, start=MONDAY, **more):
        span = {"period_start": start, "period_end": start + 6 * DAY}
        return make.chore_assignment(store, self.id, chore, self.stays[name], **(span | more))

    def me(self, name="Marcus"):
        """Somebody at the kiosk."""
        return Actor(ActorKind.RESIDENT, self.people[name], name, houses=frozenset({self.id}))


@pytest.fixture
def house(store):
    return House(store)


@pytest.fixture
def chores(kiosk, store, house):
    """What somebody's card tells of chores now."""

    def ask(name="Marcus"):
        return kiosk.read(house.me(name), chores_of_mine, house.id, house.stays[name], store.now())

    return ask


@pytest.fixture
def do(kiosk, house):
    """A use case of somebody at the kiosk."""

    def use(use_case, *args, name="Marcus"):
        return kiosk.write(house.me(name), use_case, house.stays[name], *args)

    return use


def stands(mine):
    """What belongs to today, in short."""
    return [(t.name, (t.on - SUNDAY).days, t.state) for t in mine.now]


def inspected(store, house, result, on=SUNDAY, **more):
    """Somebody looked at Marcus's kitchen."""
    at = more.pop("at", store.now())
    return make.row(store, Inspection(house_id=house.id, assignment_id=house.mine, on_date=on,
                                      at=at, result=result, **more))  # fmt: skip


def test_the_card_tells_todays_chores_and_yesterdays_that_nobody_did(kiosk, store, house, chores):
    mine = chores()
    assert stands(mine) == [("Kitchen", -1, State.LATE), ("Kitchen", 0, State.DUE)]
    assert [t.on for t in mine.later] == [NEXT_MONDAY + n * DAY for n in range(7)]
    today = mine.now[1]
    assert (today.due.hour, today.left, mine.later[0].left) == (21, 1, 7)
    assert (today.opens_on, mine.later[0].opens_on) == (SUNDAY, NEXT_MONDAY)
    shown = kiosk.read(house.me(), card, house.id, house.stays["Marcus"], store.now())
    assert shown.chores == mine
    assert chores("Dee").turns == () and chores("Sam").now == ()


def test_it_is_done_and_not_done_after_all(store, house, chores, do):
    do(writes.say_done, house.mine, SUNDAY)
    said = chores().now[-1]
    assert (said.state, said.own_word, said.to_do) == (State.INSPECT, True, False)
    with pytest.raises(Problem, match="done already"):
        do(writes.say_done, house.mine, SUNDAY)
    do(writes.take_back_done, house.mine, SUNDAY)
    assert chores().now[-1].state is State.DUE
    with pytest.raises(Problem, match="cannot be taken back here"):
        do(writes.take_back_done, house.mine, SUNDAY)


def test_what_was_said_today_of_yesterday_stays_to_be_taken_back(clock, house, chores, do):
    do(writes.say_done, house.mine, SUNDAY - DAY)
    assert stands(chores()) == [("Kitchen", -1, State.INSPECT), ("Kitchen", 0, State.DUE)]
    do(writes.take_back_done, house.mine, SUNDAY - DAY)
    assert stands(chores())[0] == ("Kitchen", -1, State.LATE)
    do(writes.say_done, house.mine, SUNDAY - DAY)
    clock.forward(days=1)
    assert [(day, state) for _name, day, state in stands(chores())] == [
        (0, State.LATE), (1, State.DUE),
    ]  # fmt: skip


def test_once_somebody_looked_nothing_is_taken_back(store, clock, house, chores, do):
    do(writes.say_done, house.mine, SUNDAY)
    clock.forward(minutes=5)
    inspected(store, house, "pass", note="Thank you")
    assert (chores().now[-1].state, chores().now[-1].note) == (State.PASSED, "Thank you")
    for deed in (writes.take_back_done, writes.say_done):
        with pytest.raises(Problem):
            do(deed, house.mine, SUNDAY)


@here
def test_what_staff_wrote_down_is_not_taken_back_at_the_kiosk(store, house, chores, do):
    make.row(store, ChoreMark(house_id=house.id, assignment_id=house.mine, on_date=SUNDAY,
                              at=store.now(), way="paper"))  # fmt: skip
    assert not chores().now[-1].own_word
    with pytest.raises(Problem, match="Ask staff"):
        do(writes.take_back_done, house.mine, SUNDAY)


def test_a_redo_tells_its_note_its_time_and_the_steps(kiosk, store, clock, house, chores, do):
    for position, text in enumerate(("Sink clean", "Floor swept"), 1):
        make.row(store, ChoreStep(house_id=house.id, chore_id=house.kitchen, position=position,
                                  text=text))  # fmt: skip
    wednesday = SUNDAY - 4 * DAY
    by = store.now() + timedelta(hours=2)
    seen = inspected(store, house, "redo", wednesday, note="Greasy", redo_by=by)
    for position, (item, done) in enumerate((("Sink clean", True), ("Floor swept", False)), 1):
        make.row(store, InspectionLine(house_id=house.id, inspection_id=seen, position=position,
                                       item=item, done=done))  # fmt: skip
    turn = chores().now[0]
    assert (turn.on, turn.state, turn.note, turn.redo_by) == (wednesday, State.REDO, "Greasy", by)
    steps = kiosk.read(house.me(), steps_to_done, house.id, house.stays["Marcus"], turn)
    assert [(s.text, s.done) for s in steps] == [("Sink clean", True), ("Floor swept", False)]
    clock.forward(minutes=1)
    do(writes.say_done, house.mine, wednesday)
    assert wednesday not in [t.on for t in chores().now if t.to_do]
    with pytest.raises(Problem, match="Only today and yesterday"):
        do(writes.say_done, house.mine, wednesday - DAY)


@here
def test_tomorrows_kitchen_is_not_done_today(house, do):
    with pytest.raises(Problem, match="can be marked from"):
        do(writes.say_done, house.next, NEXT_MONDAY)


@here
def test_a_meeting_says_by_when(store, house, chores):
    make.meeting_series(store, house.id)
    rotation = make.rotation(store, house.id, name="Other")
    hall = make.chore(store, house.id, rotation, "Hall", before_meeting_minutes=30)
    house.deal(store, hall, "Dee")
    turn = next(t for t in chores("Dee").now if t.on == SUNDAY)
    assert (turn.due.hour, turn.due.minute) == (19, 0)


def test_a_cover_that_both_agree_on(house, chores, do):
    trade = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Sam"])
    (asked,) = chores("Sam").of_me
    assert (asked.trade_id, asked.who, asked.given.chore) == (trade, "Marcus T.", "Kitchen")
    assert asked.given.days == (NEXT_MONDAY,) and asked.back is None
    (mine,) = chores().by_me
    assert (mine.who, mine.answer, chores("Dee").of_me) == ("Sam O.", None, ())
    do(writes.answer_trade, trade, True, name="Sam")
    assert chores().later[0].on == NEXT_MONDAY + DAY
    covered = chores("Sam").later[0]
    assert (covered.name, covered.on, covered.instead_of) == ("Bath", NEXT_MONDAY, "")
    covered = chores("Sam").later[1]
    assert (covered.name, covered.on, covered.instead_of) == ("Kitchen", NEXT_MONDAY, "Marcus T.")
    assert chores().by_me[0].answer == "agreed" and chores("Sam").of_me == ()


def test_a_swap_of_all_days_that_are_left(kiosk, store, house, chores, do):
    me = house.me()
    people = kiosk.read(me, housemates, house.id, house.stays["Marcus"])
    assert [p.shown for p in people] == ["Dee L.", "Ray H.", "Sam O."]
    theirs = kiosk.read(me, turns_of_housemate, house.id, house.stays["Marcus"],
                        house.stays["Sam"], store.now())  # fmt: skip
    assert [(t.name, t.on, t.left) for t in theirs][:1] == [("Bath", NEXT_MONDAY, 7)]
    trade = do(writes.ask_trade, (house.next, None), house.stays["Sam"], (house.theirs, None))
    (asked,) = chores("Sam").of_me
    assert (len(asked.given.days), asked.back.chore, len(asked.back.days)) == (7, "Bath", 7)
    do(writes.answer_trade, trade, True, name="Sam")
    assert {t.name for t in chores().later} == {"Bath"}
    assert {t.name for t in chores("Sam").later} == {"Kitchen"}


def test_no_thanks_is_told_and_a_request_can_be_taken_back(house, chores, do):
    trade = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Sam"])
    do(writes.answer_trade, trade, False, name="Sam")
    assert chores().by_me[0].answer == "declined"
    assert chores().later[0].on == NEXT_MONDAY
    other = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Dee"])
    do(writes.withdraw_trade, other)
    assert [a.answer for a in chores().by_me] == ["declined"]
    assert chores("Dee").of_me == ()
    with pytest.raises(Problem, match="answered already"):
        do(writes.answer_trade, other, True, name="Dee")


def test_an_answer_is_undone_within_a_moment(clock, house, chores, do):
    trade = do(writes.ask_trade, (house.next, None), house.stays["Sam"])
    do(writes.answer_trade, trade, True, name="Sam")
    do(writes.undo_answer, trade, name="Sam")
    assert len(chores().later) == 7 and len(chores("Sam").of_me) == 1
    do(writes.answer_trade, trade, True, name="Sam")
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        do(writes.undo_answer, trade, name="Sam")


def test_what_was_asked_of_somebody_else_ends_when_the_turn_changes_hands(clock, house, chores, do):
    to_dee = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Dee"])
    other_day = do(writes.ask_trade, (house.next, NEXT_MONDAY + DAY), house.stays["Dee"])
    clock.forward(seconds=5)
    to_sam = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Sam"])
    do(writes.answer_trade, to_sam, True, name="Sam")
    assert [asked.trade_id for asked in chores("Dee").of_me] == [other_day]
    with pytest.raises(Problem, match="answered already"):
        do(writes.answer_trade, to_dee, True, name="Dee")
    do(writes.undo_answer, to_sam, name="Sam")
    assert [asked.trade_id for asked in chores("Dee").of_me] == [to_dee, other_day]
    do(writes.answer_trade, to_dee, True, name="Dee")
    assert chores("Sam").of_me == ()


@pytest.mark.parametrize("kept", ["excluded", "apart"])
def test_why_somebody_cannot_take_it_is_not_told(store, house, do, kept):
    other = house.stays["Sam"]
    if kept == "excluded":
        make.row(store, ChoreExclusion(house_id=house.id, stay_id=other, kind="injury",
                                       reason="wrist", from_on=SUNDAY))  # fmt: skip
    else:
        house.deal(store, house.kitchen, "Dee", NEXT_MONDAY)
        one, two = sorted((other, house.stays["Dee"]))
        make.row(store, ChoreApart(house_id=house.id, stay_id=one, other_stay_id=two,
                                   from_on=SUNDAY))  # fmt: skip
    with pytest.raises(Problem) as told:
        do(writes.ask_trade, (house.next, NEXT_MONDAY), other)
    assert told.value.sentence == "They cannot take it then. Ask somebody else."
    early = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Ray"])
    make.row(store, ChoreExclusion(house_id=house.id, stay_id=house.stays["Ray"], kind="injury",
                                   from_on=SUNDAY))  # fmt: skip
    with pytest.raises(Problem) as told:
        do(writes.answer_trade, early, True, name="Ray")
    assert told.value.sentence == "This cannot be agreed to here any more. Ask staff."


@here
def test_nobody_asks_without_end(store, house, do):
    turn = (house.next, NEXT_MONDAY)
    for number in range(writes.MOST_WAITING):
        who = make.stay(store, make.resident(store, f"A{number}", "Hunt"), house.id)
        do(writes.ask_trade, turn, who)
    with pytest.raises(Problem, match="Wait for the answers"):
        do(writes.ask_trade, turn, house.stays["Dee"])


def test_only_ones_own(kiosk, store, house, chores, do):
    trade = do(writes.ask_trade, (house.next, NEXT_MONDAY), house.stays["Sam"])
    refusals = (
        (writes.say_done, house.mine, SUNDAY),
        (writes.take_back_done, house.mine, SUNDAY),
        (writes.ask_trade, (house.mine, SUNDAY), house.stays["Sam"]),
        (writes.withdraw_trade, trade),
        (writes.answer_trade, trade, True),
        (writes.undo_answer, trade),
    )
    for use_case, *args in refusals:
        with pytest.raises(NotAllowed):
            do(use_case, *args, name="Dee")
    with pytest.raises(NotAllowed):
        kiosk.write(house.me("Dee"), writes.say_done, house.stays["Marcus"], house.mine, SUNDAY)
    turn = chores().now[0]
    for query, *args in (
        (chores_of_mine, store.now()), (steps_to_done, turn), (housemates,),
        (turns_of_housemate, house.stays["Sam"], store.now()),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            kiosk.read(house.me("Dee"), query, house.id, house.stays["Marcus"], *args)


@here
def test_what_makes_no_sense_is_refused_in_words(store, house, chores, do):
    sam = house.stays["Sam"]
    senseless = (
        (writes.say_done, -1, SUNDAY), (writes.say_done, house.mine, date.max),
        (writes.say_done, house.mine, date.min), (writes.take_back_done, 2**40, SUNDAY),
        (writes.ask_trade, (house.mine, date.min), sam), (writes.ask_trade, (-5, None), sam),
        (writes.ask_trade, (house.mine, SUNDAY), house.stays["Marcus"]),
        (writes.ask_trade, (house.mine, SUNDAY), -1),
        (writes.ask_trade, (house.mine, SUNDAY), sam, (house.next, None)),
        (writes.withdraw_trade, -1), (writes.answer_trade, 2**40, True),
        (writes.undo_answer, -1),
    )  # fmt: skip
    before = chores()
    for use_case, *args in senseless:
        with pytest.raises(Problem) as told:
            do(use_case, *args)
        assert told.value.sentence, use_case
    assert chores() == before


@here
def test_another_houses_chores_are_nobodys_here(kiosk, store, house, do):
    elm = make.house(store, "Elm Street House")
    chore = make.chore(store, elm, make.rotation(store, elm))
    stay = make.stay(store, make.resident(store, "Jay", "Porter"), elm)
    theirs = make.chore_assignment(store, elm, chore, stay)
    with pytest.raises(NotAllowed):
        do(writes.say_done, theirs, SUNDAY)
    with pytest.raises(NotFound):
        kiosk.read(house.me(), turns_of_housemate, house.id, house.stays["Marcus"], stay,
                   store.now())  # fmt: skip


@here
def test_whom_the_names_hide_is_not_offered(kiosk, store, house):
    make.row(store, KioskAccess(resident_id=house.people["Dee"], hidden=True))
    people = kiosk.read(house.me(), housemates, house.id, house.stays["Marcus"])
    assert [p.shown for p in people] == ["Ray H.", "Sam O."]


@here
def test_a_chore_that_was_given_away_or_is_no_more_is_not_shown(store, house, chores):
    house.deal(store, house.kitchen, "Sam", SUNDAY, period_end=SUNDAY, days="0",
               replaces_id=house.mine, source="manual")  # fmt: skip
    assert [t.on for t in chores().now] == [SUNDAY - DAY]
    assert [(t.name, t.instead_of) for t in chores("Sam").now] == [("Kitchen", "Marcus T.")]
    house.deal(store, house.bath, "Dee", days="6", voided_at=store.now())
    rotation = make.rotation(store, house.id, name="Old")
    old = make.chore(store, house.id, rotation, "Old", until_on=date(2026, 11, 20))
    house.deal(store, old, "Dee")
    assert chores("Dee").turns == ()


@here
def test_two_statements_tell_ones_chores(kiosk, store, house):
    said = []
    event.listen(kiosk._reader, "before_cursor_execute", lambda *a: said.append(a[2]))
    kiosk.read(house.me(), card, house.id, house.stays["Marcus"], store.now())
    assert len([sql for sql in said if "chore" in sql]) == 2
