"""What is read about the circle is the same on both databases."""

from datetime import timedelta

from sobrhouse.queries.attention_support import support_attention
from sobrhouse.queries.circle import circle
from sobrhouse.queries.supporters import supporter_card, supporter_list
from sobrhouse.queries.today import today_of
from sobrhouse.storage.tables import SignOut
from tests import make, make_circle
from tests.conftest import NOW, OWNER
from tests.make import SUNDAY

DAY = timedelta(days=1)


def test_ties_and_what_to_think_of_are_read_on_both_databases(store):
    """One house in which each statement finds something: ties of every kind, signs of slipping."""
    house = make.house(store)
    room = make.room(store, house)
    stays, people = [], []
    for first, label, sober in (("Ann", "1A", 500), ("Ben", "1B", 40)):
        people.append(make.resident(store, first, "Lane"))
        stays.append(make.stay(store, people[-1], house))
        make.sobriety(store, people[-1], SUNDAY - sober * DAY)
        make.assignment(store, stays[-1], make.bed(store, room, label))
    bill = make_circle.supporter(store, house)
    tie = make_circle.sponsorship(store, people[1], supporter_id=bill)
    make_circle.introduction(store, house, stays[0], supporter_id=bill, check_on=SUNDAY)
    for back in (20, 25):
        make_circle.touch(store, house, tie, on_date=SUNDAY - back * DAY)
        for _times in range(2):
            make.attendance(store, house, stays[1], SUNDAY - back * DAY)
        make.attendance(store, house, stays[0], SUNDAY - back * DAY)
    make_circle.helping(store, house, stays[0], receiver_stay_id=stays[1])
    for back in (1, 2):
        out = NOW - back * DAY
        make.row(store, SignOut(house_id=house, stay_id=stays[1], at=out, out_at=out,
                                expected_return_at=out + timedelta(hours=1),
                                in_at=out + timedelta(hours=3), in_by="staff"))  # fmt: skip

    needs = store.read(OWNER, support_attention, house, NOW)
    assert [(n.name, n.code) for n in needs] == [
        ("Ann L.", "support.ask"), ("Ben L.", "support.circle"),
    ]  # fmt: skip
    assert needs[1].why == (
        "No recovery meeting in two weeks, before that 2. "
        "No contact with a sponsor, mentor or buddy for 20 days. "
        "Back late 2 times in two weeks, before that 0."
    )
    made = store.read(OWNER, circle, house, NOW)
    names = {m.key: m.name for m in made.members}
    assert [(t.kind, names[t.one], names[t.other], t.times) for t in made.ties] == [
        ("sponsorship", "Bill W.", "Ben L.", 1), ("helping", "Ann L.", "Ben L.", 1),
        ("meetings", "Ann L.", "Ben L.", 2), ("room", "Ann L.", "Ben L.", 1),
    ]  # fmt: skip
    (listed,) = store.read(OWNER, supporter_list, house, SUNDAY)
    assert (listed.load, listed.asked, listed.last_contact_on) == (1, 1, SUNDAY - 20 * DAY)
    (tied,) = store.read(OWNER, supporter_card, house, bill, SUNDAY).supports
    assert tied.last_contact_on == listed.last_contact_on
    # 50 days later Ben reaches 90 days
    make_circle.award(store, people[1], due_on=SUNDAY + 50 * DAY, giver_text="Bill W.")
    seen = store.read(OWNER, today_of, house, SUNDAY + 50 * DAY, NOW + 50 * DAY)
    assert [(m.name, m.giver) for m in seen.milestones] == [("Ben L.", "Bill W.")]
