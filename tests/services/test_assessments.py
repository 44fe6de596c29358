"""BARC-10 written down: whole or not at all, put right by a new row, answers in no audit row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries import assessments as asked
from sobrhouse.services import assessments, settings, support_choices
from sobrhouse.storage.tables import AuditEntry
from tests import make, make_circle
from tests.conftest import OWNER, staff

TODAY = make.SUNDAY
TEN = (5, 4, 3, 6, 2, 5, 4, 6, 3, 5)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def ana(store):
    return make.resident(store, "Ana")


@pytest.fixture(autouse=True)
def stay(store, house, ana):
    return make.stay(store, ana, house, TODAY - timedelta(days=90))


def capital(store, person, house):
    return store.read(OWNER, asked.recovery_capital, person, house)


def totals(store, person, house):
    return [(f.on, f.total) for f in capital(store, person, house).filled]


def payloads(store):
    def look(work):
        work.require("see_house")
        query = select(AuditEntry.payload).where(AuditEntry.action.like("assessment.%"))
        return list(work.session.scalars(query))

    return store.write(OWNER, look)


def test_a_paper_is_typed_in_corrected_taken_back_and_put_back_in_order(store, house, ana):
    first = store.write(OWNER, assessments.record_assessment, ana, TEN)
    assert totals(store, ana, house) == [(TODAY, 43)]
    day = TODAY - timedelta(days=2)
    store.write(OWNER, assessments.correct_assessment, first, (6,) * 10, day, "Read wrongly")
    assert totals(store, ana, house) == [(day, 60)]
    store.write(OWNER, assessments.put_back_assessment, first)
    assert totals(store, ana, house) == [(TODAY, 43)]
    store.write(OWNER, assessments.correct_assessment, first, (6,) * 10, day, "Read wrongly")
    store.write(OWNER, assessments.put_back_assessment, first)
    store.write(OWNER, assessments.take_back_assessment, first)
    assert totals(store, ana, house) == []
    store.write(OWNER, assessments.put_back_assessment, first)
    assert totals(store, ana, house) == [(TODAY, 43)]


def test_a_form_half_filled_or_with_no_such_answer_is_refused(store, house, ana):
    for answers, said in (
        ((5,) * 9, "1 question has no answer"),
        ((5, None, 5, None, 5, 5, 5, 5, 5, 5), "2 questions have no answer"),
        ((5, 0, 5, 5, 5, 5, 5, 5, 5, 5), "Question 2"),
        ((5, 5, 5, 5, 5, 5, 5, 5, 5, 7), "Question 10"),
        ((), "10 questions have no answer"),
    ):
        with pytest.raises(Problem, match=said):
            store.write(OWNER, assessments.record_assessment, ana, answers)
    assert totals(store, ana, house) == []


def test_days_that_cannot_be_are_refused(store, house, ana):
    record = assessments.record_assessment
    store.write(OWNER, record, ana, TEN, "paper", TODAY - timedelta(days=1))
    for on, said in (
        (TODAY + timedelta(days=1), "not come yet"),
        (TODAY - timedelta(days=200), "did not live here"),
        (TODAY - timedelta(days=1), "kept already"),
    ):
        with pytest.raises(Problem, match=said):
            store.write(OWNER, record, ana, TEN, "paper", on)
    with pytest.raises(NotFound):
        store.write(OWNER, record, make.resident(store, "Nobody"), TEN)
    with pytest.raises(ValueError, match="kiosk"):
        store.write(OWNER, record, ana, TEN, "kiosk")


def test_what_they_filled_in_themselves_staff_neither_change_nor_read(store, house, ana, stay):
    due = store.read(OWNER, asked.assessments_due, house, TODAY)
    assert [(d.name, d.last_on) for d in due] == [("Ana T.", None)]
    mine = make_circle.assessment(store, house, stay, 6)
    for refused in (
        (assessments.take_back_assessment, mine),
        (assessments.correct_assessment, mine, TEN, TODAY, "No"),
    ):
        with pytest.raises(Problem, match="themselves"):
            store.write(OWNER, *refused)
    gone = make_circle.assessment(
        store, house, stay, 2, on_date=TODAY - timedelta(days=1), void_at=store.now(), void_by=0,
        void_why="undone at once",
    )  # fmt: skip
    with pytest.raises(Problem, match="themselves"):
        store.write(OWNER, assessments.put_back_assessment, gone)
    kept = capital(store, ana, house)
    assert (kept.filled, kept.own, kept.last_on) == ((), 1, TODAY)
    store.write(OWNER, support_choices.choose, ana, "shares_answers", True)
    assert totals(store, ana, house) == [(TODAY, 60)]


def test_no_answer_stands_in_the_audit_log(store, house, ana):
    first = store.write(OWNER, assessments.record_assessment, ana, TEN)
    right = (OWNER, assessments.correct_assessment, first, (6,) * 10, TODAY, "Read wrongly")
    store.write(OWNER, assessments.take_back_assessment, store.write(*right))
    told = payloads(store)
    assert len(told) == 3
    for payload in told:
        assert not any(
            f'"q{n}":{answer}' in payload.replace(" ", "")
            for n in range(1, 11)
            for answer in range(1, 7)
        )


def test_another_house_s_staff_and_the_auditor_are_refused(store, house, ana):
    elsewhere = make.house(store, "Oak")
    other = staff(Role.MANAGER, elsewhere)
    with pytest.raises(NotAllowed):
        store.write(other, assessments.record_assessment, ana, TEN)
    with pytest.raises(NotAllowed):
        store.read(other, asked.recovery_capital, ana, house)


def test_what_was_filled_in_in_a_house_one_does_not_see_is_left_out(store, house, ana):
    store.write(OWNER, assessments.record_assessment, ana, TEN)
    oak = make.house(store, "Oak")
    left = {"discharged_on": TODAY - timedelta(days=200), "discharge_type": "successful"}
    before = make.stay(store, ana, oak, TODAY - timedelta(days=400), **left)
    make_circle.assessment(store, oak, before, 6, way="paper", on_date=TODAY - timedelta(days=300))
    assert len(capital(store, ana, house).filled) == 2
    mine = store.read(staff(Role.STAFF, house), asked.recovery_capital, ana, house)
    assert [f.total for f in mine.filled] == [43]


def test_they_are_due_at_moving_in_and_then_every_so_many_days(store, house, ana):
    store.write(OWNER, assessments.record_assessment, ana, TEN, "paper", TODAY - timedelta(days=9))
    due = store.read(OWNER, asked.assessments_due, house, TODAY)
    assert [d.due_on for d in due] == [TODAY + timedelta(days=21)]
    assert capital(store, ana, house).due_on == TODAY + timedelta(days=21)
    back = make.resident(store, "Bea", "Old")
    left = {"discharged_on": TODAY - timedelta(days=6), "discharge_type": "successful"}
    before = make.stay(store, back, house, **left)
    make.stay(store, back, house, TODAY - timedelta(days=1))
    make_circle.assessment(store, house, before, on_date=TODAY - timedelta(days=8))
    due = store.read(OWNER, asked.assessments_due, house, TODAY)  # who came back is not asked anew
    assert [(d.name, d.due_on) for d in due][1:] == [("Bea O.", TODAY + timedelta(days=22))]
    assert capital(store, back, house).due_on == TODAY + timedelta(days=22)
    store.write(OWNER, settings.change_setting, house, "barc_days", 0)
    assert store.read(OWNER, asked.assessments_due, house, TODAY) == ()
    assert capital(store, ana, house).due_on is None
