"""What a resident chose, did and keeps: choices, steps, contacts, help, people in their life."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound
from sobrhouse.queries.sponsor_week import helped
from sobrhouse.queries.sponsorships import Choices, resident_support
from sobrhouse.services import helping, network_people, steps
from sobrhouse.services import sponsor_contacts as contacts
from sobrhouse.services.helping import Help
from sobrhouse.services.network_people import Known, put_person, set_part_of_recovery
from sobrhouse.services.sponsor_contacts import Touch
from sobrhouse.services.support_choices import choose, choose_back
from sobrhouse.storage.tables import (
    HelpingEvent,
    NetworkPerson,
    SponsorContact,
    StepProgress,
    SupportChoice,
)
from tests import make, make_circle
from tests.conftest import OWNER, staff
from tests.services.circle import TODAY, Circle, day

LIST = "Choose one from the list."
NOT_YET = "This day has not come yet. Type today or an earlier day."
REMOVED = "This was removed meanwhile."
AGAIN = "It has been changed again since."
THERE = "It is there already."
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def circle(store):
    return Circle(store)


def support(circle, who="Marcus"):
    return circle.store.read(OWNER, resident_support, circle.people[who], TODAY)


def test_a_choice_is_kept_and_tells_what_was_before(circle):
    marcus = circle.people["Marcus"]
    for field, value, before in (
        ("gender", "woman", ""), ("wants_gender", "same", ""), ("buddies", 0, None),
        ("hours", ("weekend_morning", "weekday_evening"), ()), ("looking", False, True),
        ("looking_why", "walks with the church", ""), ("shares_steps", True, False),
        ("shares_answers", True, False),
    ):  # fmt: skip
        assert circle.do(choose, marcus, field, value) == before
    assert support(circle).choices == Choices(
        "woman", "same", ("weekday_evening", "weekend_morning"), 0, False, "walks with the church",
        True, True)  # fmt: skip
    assert list(circle.do(choose, marcus, "hours", ())) == ["weekday_evening", "weekend_morning"]
    assert len(circle.rows(SupportChoice)) == 1 and support(circle, "Jay").choices == Choices()
    for field, value, says in (
        ("gender", "x", LIST), ("wants_gender", "other", LIST), ("hours", ("noon",), LIST),
        ("buddies", 21, "A number from 0 to 20."), ("buddies", -1, "A number from 0 to 20."),
    ):  # fmt: skip
        assert circle.refused(says, choose, marcus, field, value).field == field
    with pytest.raises(ValueError, match="resident_id"):
        circle.do(choose, marcus, "resident_id", 1)


def test_a_choice_goes_back_only_while_nobody_chose_anew(circle):
    marcus = circle.people["Marcus"]
    for field, ours, theirs in (
        ("buddies", 2, 0), ("hours", ("weekday_morning",), ("weekend_morning",)),
        ("wants_gender", "same", "woman"),
    ):  # fmt: skip
        was = circle.do(choose, marcus, field, ours)
        kept = circle.rows(SupportChoice)
        assert circle.do(choose_back, marcus, field, circle.do(choose, marcus, field, theirs),
                         theirs) == theirs or field == "hours"  # fmt: skip
        assert circle.rows(SupportChoice) == kept
        circle.do(choose, marcus, field, theirs)
        assert circle.refused(AGAIN, choose_back, marcus, field, was, ours).field == field
    circle.refused(AGAIN, choose_back, circle.people["Jay"], "buddies", None, 2)


def test_steps_are_the_residents_and_staff_write_them_only_if_shared(circle):
    marcus = circle.people["Marcus"]
    kept = "They keep their steps to themselves. Nothing was changed. They can share them."
    circle.refused(kept, steps.set_step, marcus, 1, "done")
    circle.do(choose, marcus, "shares_steps", value=True)
    assert circle.do(steps.set_step, marcus, 1, "working") is None
    assert circle.do(steps.set_step, marcus, 1, "done") == "working"
    assert circle.do(steps.set_step, marcus, 1, "done") == "done"
    circle.do(steps.set_step, marcus, 12, "shared")
    assert support(circle).steps == ((1, "done"), (12, "shared"))
    assert circle.do(steps.set_step, marcus, 1, None) == "done"
    assert support(circle).steps == ((12, "shared"),)
    circle.refused(AGAIN, steps.set_step_back, marcus, 12, None, "done")
    assert circle.do(steps.set_step_back, marcus, 12, None, "shared") == "shared"
    assert circle.do(steps.set_step_back, marcus, 12, "shared", None) is None
    for number, state in ((0, "done"), (13, "done"), (4, "finished")):
        circle.refused(LIST, steps.set_step, marcus, number, state)
    circle.do(choose, marcus, "shares_steps", value=False)
    assert support(circle).steps == ()
    circle.refused(kept, steps.set_step, marcus, 12, None)
    circle.refused(kept, steps.set_step_back, marcus, 12, None, "shared")
    told = [line for line in circle.log() if line.startswith("step.changed")]
    assert len(told) == 7 and not any("working" in t or "shared\"" in t for t in told)
    assert len(circle.rows(StepProgress)) == 4


@pytest.mark.sqlite_only
def test_who_moved_to_another_house_has_contacts_there(circle):
    """Staff who do not see that house could not take them back either."""
    store, pat = circle.store, make.resident(circle.store, "Pat")
    tie, oak = make_circle.sponsorship(store, pat), make.house(store, "Oak House")
    left = {"discharged_on": day(3), "discharge_type": "successful"}
    make.stay(store, pat, circle.house, day(90), **left)
    make.stay(store, pat, oak, day(2))
    key = circle.do(contacts.log_contact, tie, Touch("call"))
    assert circle.one(SponsorContact, key)["house_id"] == oak
    before = circle.rows(SponsorContact)
    circle.actor = staff(Role.MANAGER, circle.house)
    with pytest.raises(NotAllowed):
        circle.do(contacts.log_contact, tie, Touch("meet"))
    assert circle.rows(SponsorContact) == before


def test_a_contact_is_that_it_was_and_goes_and_comes_back(circle):
    tie = make_circle.sponsorship(circle.store, circle.people["Marcus"], started_on=day(30))
    key = circle.do(contacts.log_contact, tie, Touch("call", minutes=10))
    circle.do(contacts.log_contact, tie, Touch("no_answer", day(2), way="paper"))
    circle.do(contacts.log_contact, tie, Touch("meet", day(9)))
    row = support(circle).sponsor
    assert (row.last_contact_on, row.week) == (TODAY, 1)
    assert [(t.kind, t.on, t.minutes) for t in support(circle).touches] == [
        ("call", TODAY, 10), ("no_answer", day(2), None), ("meet", day(9), None)]
    before = circle.rows(SponsorContact)
    circle.do(contacts.take_back_contact, key)
    assert (support(circle).sponsor.last_contact_on, support(circle).sponsor.week) == (day(9), 0)
    circle.refused(REMOVED, contacts.take_back_contact, key)
    circle.do(contacts.put_back_contact, key)
    circle.refused(THERE, contacts.put_back_contact, key)
    assert circle.rows(SponsorContact) == before
    together = "They were not together on that day. Choose another day."
    for says, field, touch in (
        (LIST, "kind", Touch("fight")), (NOT_YET, "on", Touch("call", TOMORROW)),
        (together, "on", Touch("call", day(31))),
        ("A number from 1 to 1440.", "minutes", Touch("call", minutes=0)),
    ):  # fmt: skip
        assert circle.refused(says, contacts.log_contact, tie, touch).field == field


@pytest.mark.sqlite_only
def test_there_is_no_contact_after_it_ended_nor_with_nobody(circle):
    ended = make_circle.sponsorship(
        circle.store, circle.people["Marcus"], ended_on=day(10), end_kind="other")  # fmt: skip
    circle.do(contacts.log_contact, ended, Touch("call", day(10)))
    together = "They were not together on that day. Choose another day."
    circle.refused(together, contacts.log_contact, ended, Touch("call", day(9)))
    voided = make_circle.sponsorship(
        circle.store, circle.people["Ana"], voided_at=circle.store.now())  # fmt: skip
    circle.refused(REMOVED, contacts.log_contact, voided, Touch("call"))


def test_help_is_counted_and_named_by_choice(circle):
    stays = circle.stays
    key = circle.do(helping.log_help, circle.house, Help("ride", stays["Marcus"], stays["Jay"]))
    circle.do(helping.log_help, circle.house, Help("ride", stays["Marcus"], on=day(1)))
    circle.do(helping.log_help, circle.house, Help("meal", None, stays["Ana"], day(7)))
    counts = circle.store.read(OWNER, helped, circle.house, day(6), TODAY)
    assert [(h.kind, h.times) for h in counts] == [("ride", 2)]
    before = circle.rows(HelpingEvent)
    circle.do(helping.take_back_help, key)
    circle.refused(REMOVED, helping.take_back_help, key)
    assert circle.store.read(OWNER, helped, circle.house, day(6), TODAY)[0].times == 1
    circle.do(helping.put_back_help, key)
    circle.refused(THERE, helping.put_back_help, key)
    assert circle.rows(HelpingEvent) == before


@pytest.mark.sqlite_only
def test_help_that_cannot_be_is_refused(circle):
    marcus, jay = circle.stays["Marcus"], circle.stays["Jay"]
    other = make.house(circle.store, "Oak House")
    far = make.stay(circle.store, make.resident(circle.store, "Far", "Away"), other)
    for says, field, given in (
        (LIST, "kind", Help("money", marcus)),
        ("Say who helped, or who was helped.", "giver_stay_id", Help("ride")),
        ("Choose two people.", "receiver_stay_id", Help("ride", marcus, marcus)),
        (NOT_YET, "on", Help("ride", marcus, on=TOMORROW)),
        ("They did not live here on that day.", "on", Help("ride", marcus, jay, day(6))),
        ("They do not live in this house.", None, Help("ride", far)),
    ):
        assert circle.refused(says, helping.log_help, circle.house, given).field == field


def test_a_contact_is_part_of_recovery_and_then_not_and_the_call_is_the_way_back(circle):
    marcus = circle.people["Marcus"]
    lena = make.contact(circle.store, marcus, kind="family", may_be_told="logistics")
    boss = make.contact(circle.store, marcus, "Al Boss", kind="employer")
    assert [(p.label, p.supports) for p in support(circle).people] == [("Lena Tate", False)]
    assert circle.do(set_part_of_recovery, lena, supports=True) is False
    assert circle.do(set_part_of_recovery, lena, supports=True) is True
    assert circle.do(set_part_of_recovery, boss, supports=True) is False
    assert [(p.label, p.category, p.supports, p.may_be_told) for p in support(circle).people] == [
        ("Al Boss", "employer", True, "none"), ("Lena Tate", "family", True, "logistics")]
    assert circle.do(set_part_of_recovery, boss, supports=False) is True
    assert circle.do(set_part_of_recovery, boss, supports=False) is False
    assert [p.label for p in support(circle).people] == ["Lena Tate"]


@pytest.mark.sqlite_only
def test_nobody_whom_a_resident_keeps_to_themselves_is_read_or_told(circle):
    marcus, jay = circle.people["Marcus"], circle.people["Jay"]

    def written(work, *args):
        work.require(network_people.Permission.RECORD_DAILY)
        return put_person(work, *args)

    key = circle.do(written, marcus, Known("Zelda Quist", "friend", "avoid", day(3), private=False))
    aunt = circle.do(written, marcus, Known("Aunt May", "family", private=False))
    assert circle.one(NetworkPerson, key)["private"]
    assert "Zelda" not in repr(support(circle))
    assert [p.label for p in support(circle).people] == ["Aunt May"]
    circle.do(written, marcus, Known("Zelda Q", "friend", "avoid"), key)
    circle.do(written, marcus, Known("A friend", "friend", private=False), key)
    circle.do(written, marcus, Known("Aunt May", "family"), aunt)
    assert [p.label for p in support(circle).people] == ["A friend"]
    told = " ".join(circle.log())
    assert "Zelda" not in told and "2026-11-19" not in told and told.count("Aunt May") == 1
    for says, field, *args in (
        ("Say who it is, in your own words.", "label", Known("  ")),
        (LIST, "category", Known("Bo", "enemy")), (LIST, "category", Known("Bo", "work", "x")),
    ):  # fmt: skip
        assert circle.refused(says, written, marcus, *args).field == field
    with pytest.raises(NotFound):
        circle.do(written, jay, Known("Mine now"), key)
