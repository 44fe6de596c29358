"""The circle of a house as it is read: each kind of tie from its records, nothing kept private."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.circle import circle
from tests import make, make_circle
from tests.conftest import NOW, OWNER, staff
from tests.make import SUNDAY

DAY = timedelta(days=1)


@pytest.fixture
def house(store):
    return make.house(store)


def lives(store, house, first, bed=None, sober=100):
    """Somebody of the house, so many days sober."""
    who = make.resident(store, first, "Lane")
    stay = make.stay(store, who, house)
    make.sobriety(store, who, SUNDAY - sober * DAY)
    if bed is not None:
        make.assignment(store, stay, bed)
    return who, stay


def seen(store, house):
    return store.read(OWNER, circle, house, NOW)


def told(made, kind=None):
    """The ties by name: (kind, one, other, times, word)."""
    names = {m.key: m.name.removesuffix(" L.") for m in made.members}
    return [
        (t.kind, names[t.one], names[t.other], t.times, t.word)
        for t in made.ties
        if kind in (None, t.kind)
    ]


def test_each_kind_of_tie_is_read_from_its_records(store, house):
    room, other = make.room(store, house), make.room(store, house, "Room 2")
    beds = [make.bed(store, room, "1A"), make.bed(store, room, "1B"), make.bed(store, other, "2A")]
    (ann, ann_stay), (ben, ben_stay), (cal, cal_stay) = (
        lives(store, house, name, bed)
        for name, bed in zip(("Ann", "Ben", "Cal"), beds, strict=True)
    )
    bill = make_circle.supporter(store, house)
    make_circle.sponsorship(store, ann, supporter_id=bill)
    make_circle.sponsorship(store, ben, name="Ron B.", kind="mentor")
    make_circle.sponsorship(store, cal, kind="house_buddy", peer_resident_id=ann)
    for back in (0, 3):
        for stay in (ann_stay, cal_stay):
            make.attendance(store, house, stay, SUNDAY - back * DAY)
    make.attendance(store, house, ben_stay, SUNDAY)  # once may be chance
    make.attendance(store, house, ben_stay, SUNDAY - DAY, group_text="Another")
    rotation = make.rotation(store, house)
    kitchen = make.chore(store, house, rotation, people=2)
    for stay in (ben_stay, cal_stay):
        make.chore_assignment(store, house, kitchen, stay, days="0,2")
    for back in (0, 5, 40):
        make_circle.helping(store, house, ben_stay, receiver_stay_id=ann_stay,
                            on_date=SUNDAY - back * DAY)  # fmt: skip
    made = seen(store, house)
    assert told(made) == [
        ("sponsorship", "Bill W.", "Ann", 1, "sponsor"),
        ("sponsorship", "Ron B.", "Ben", 1, "mentor"),
        ("buddy", "Ann", "Cal", 1, ""),
        ("helping", "Ben", "Ann", 2, ""),
        ("meetings", "Ann", "Cal", 2, ""),
        ("room", "Ann", "Ben", 1, ""),
    ]


def test_chores_are_shared_on_days_on_which_both_did_them(store, house):
    (_, one), (_, two) = lives(store, house, "Ann"), lives(store, house, "Ben")
    kitchen = make.chore(store, house, make.rotation(store, house), people=2)
    turns = [
        make.chore_assignment(store, house, kitchen, stay, days="0,2,4") for stay in (one, two)
    ]
    for turn in turns:
        for on in (0, 2, 4):
            make.chore_mark(store, house, turn, SUNDAY - (6 - on) * DAY)
    assert told(seen(store, house)) == [("chores", "Ann", "Ben", 3, "")]
    make.inspection(store, house, turns[1], "excused", SUNDAY - 2 * DAY)
    assert told(seen(store, house)) == [("chores", "Ann", "Ben", 2, "")]


def test_a_sponsor_whose_name_is_kept_is_nowhere_in_the_circle(store, house):
    who, _ = lives(store, house, "Ann")
    secret = make_circle.supporter(store, house, "Quentin Z.")
    make_circle.sponsorship(store, who, supporter_id=secret, share="existence", phone="555-0137")
    made = seen(store, house)
    assert [(m.name, m.private) for m in made.members] == [("Ann L.", 1)]
    assert made.ties == () and made.without == ()
    assert "Quentin" not in repr(made) and "0137" not in repr(made)


def test_who_has_moved_out_supports_from_outside_and_what_ended_is_gone(store, house):
    who, _ = lives(store, house, "Ann")
    left = make.resident(store, "Old", "Friend")
    make.stay(store, left, house, discharged_on=SUNDAY, discharge_type="successful")
    make_circle.sponsorship(store, who, kind="mentor", peer_resident_id=left)
    make_circle.sponsorship(store, who, ended_on=SUNDAY, end_kind="moved_on")
    made = seen(store, house)
    assert told(made) == [("sponsorship", "Old F.", "Ann", 1, "mentor")]
    assert [m.name for m in made.outside] == ["Old F."]


def test_a_resident_on_the_list_who_lives_here_is_no_stranger(store, house):
    (ann, _), (ben, _) = lives(store, house, "Ann", sober=900), lives(store, house, "Ben")
    listed = make_circle.supporter(store, house, "", resident_id=ann)
    make_circle.sponsorship(store, ben, supporter_id=listed)
    made = seen(store, house)
    assert told(made) == [("sponsorship", "Ann", "Ben", 1, "sponsor")]
    assert made.outside == () and [m.resident_id for m in made.without] == [ann]


def test_statements_do_not_grow_with_the_house(store, house):
    def statements():
        heard = []
        event.listen(store._reader, "before_cursor_execute", lambda *said: heard.append(said[2]))
        seen(store, house)
        return len(heard)

    lives(store, house, "Ann")
    few = statements()
    for name in ("Ben", "Cal", "Dee"):
        who, stay = lives(store, house, name)
        make_circle.sponsorship(store, who)
        make.attendance(store, house, stay)
    assert statements() == few


def test_another_house_and_whoever_may_not_see_it_are_refused(store, house):
    other = make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, other), circle, house, NOW)


def test_ties_of_kind_have_words():
    assert set(ties_of.TIE_WORDS) == {
        "sponsorship", "buddy", "helping", "meetings", "chores", "room",
    }  # fmt: skip
