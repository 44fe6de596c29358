"""Today and paper: consents that end soon, and a packet that nobody printed by the house's day."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.attention import Urgency
from sobrhouse.domain.packet_days import week_due
from sobrhouse.queries.today import today_of
from sobrhouse.services.settings import change_setting
from tests import make, make_papers
from tests.conftest import NOW, OWNER
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def house(store):
    return make.house(store)


def lives(store, house, first):
    who = make.resident(store, first, "Lane")
    make.stay(store, who, house, SUNDAY - 40 * DAY)
    return who


def ending(store, house, who, days, **more):
    """A consent that was signed a while ago and has its last day in so many days."""
    values = {"signed_on": SUNDAY - 30 * DAY, "expires_on": SUNDAY + days * DAY, **more}
    return make_papers.consent(store, house, who, **values)


def rows(store, house, code, on=SUNDAY, now=NOW):
    found = store.read(OWNER, today_of, house, on, now).reasons
    return [row for row in found if row.code == code]


def test_a_consent_that_ends_soon_is_said_with_its_day_and_a_way_there(store, house):
    ann = lives(store, house, "Ann")
    consent = ending(store, house, ann, 12)
    (row,) = rows(store, house, "consent.ends")
    assert row.what == "Consent of Ann L. ends: Fri, Dec 4"
    assert row.why == "To County Probation. Ask whether it goes on."
    assert (row.place, row.target) == ("residents", {"resident": ann, "tab": "consents"})
    assert (row.urgency, row.resident_id) == (Urgency.WEEK, ann)
    assert row.key.startswith(f"consent.ends:consent {consent}:")


@pytest.mark.parametrize("days", [-1, 15])
def test_what_is_over_or_far_is_not_said(store, house, days):
    ending(store, house, lives(store, house, "Ann"), days)
    assert not rows(store, house, "consent.ends")


def test_the_last_day_is_for_today(store, house):
    ending(store, house, lives(store, house, "Ann"), 0)
    (row,) = rows(store, house, "consent.ends")
    assert row.urgency is Urgency.TODAY


def test_what_ended_was_taken_back_renewed_or_is_of_somebody_gone_is_not_said(store, house):
    ann, ben, cal = (lives(store, house, name) for name in ("Ann", "Ben", "Cal"))
    make_papers.consent_end(store, ending(store, house, ann, 5))
    ending(store, house, ben, 5, void_at=NOW, void_by=1, void_why="Twice")
    ending(store, house, cal, 5)
    ending(store, house, cal, 90, recipient="COUNTY PROBATION")
    gone = make.resident(store, "Dee", "Lane")
    make.stay(store, gone, house, SUNDAY - 40 * DAY, discharged_on=SUNDAY - 2 * DAY,
              discharge_type="voluntary")  # fmt: skip
    ending(store, house, gone, 5)
    assert not rows(store, house, "consent.ends")


def test_a_renewal_that_was_revoked_renews_nothing(store, house):
    ann = lives(store, house, "Ann")
    ending(store, house, ann, 5)
    make_papers.consent_end(store, ending(store, house, ann, 90))
    assert len(rows(store, house, "consent.ends")) == 1


def test_the_house_says_how_many_days_before(store, house):
    ending(store, house, lives(store, house, "Ann"), 20)
    store.write(OWNER, change_setting, house, "consent_days", 30)
    assert len(rows(store, house, "consent.ends")) == 1
    store.write(OWNER, change_setting, house, "consent_days", 0)
    assert not rows(store, house, "consent.ends")


def test_a_packet_is_asked_for_on_the_last_day_once_the_house_prints_packets(store, house):
    assert not rows(store, house, "packet.due")
    make_papers.packet_print(store, house, week_start=MONDAY - WEEK)
    (row,) = rows(store, house, "packet.due")
    assert row.what == "The packet of Nov 16 to 22, 2026 is not printed"
    assert (row.place, row.target) == ("reports", {"paper": "packet", "week": MONDAY})
    assert row.urgency is Urgency.TODAY
    assert not rows(store, house, "packet.due", SUNDAY - DAY, NOW - DAY)
    made = make_papers.packet_print(store, house)
    assert made and not rows(store, house, "packet.due")


def test_a_packet_that_was_taken_back_is_asked_for_again(store, house):
    make_papers.packet_print(store, house, week_start=MONDAY - WEEK)
    make_papers.packet_print(store, house, void_at=NOW, void_by=1, void_why="Wrong house")
    assert len(rows(store, house, "packet.due")) == 1


def test_the_house_says_by_which_day(store, house):
    make_papers.packet_print(store, house, week_start=MONDAY - WEEK)
    for printed_by, found in (("next", 0), ("never", 0), ("last", 1)):
        store.write(OWNER, change_setting, house, "packet_by", printed_by)
        assert len(rows(store, house, "packet.due")) == found, printed_by


def test_the_week_that_is_due_goes_by_the_house_s_own_week():
    assert week_due(SUNDAY, 0, "last") == MONDAY
    assert week_due(SUNDAY - DAY, 0, "last") == MONDAY - WEEK
    assert week_due(SUNDAY + DAY, 0, "next") == MONDAY
    assert week_due(SUNDAY + DAY, 0, "second") == MONDAY - WEEK
    assert week_due(SUNDAY + 2 * DAY, 0, "second") == MONDAY
    assert week_due(SUNDAY, 6, "last") == SUNDAY - WEEK
    assert week_due(SUNDAY, 0, "never") is None


def test_paper_costs_today_one_statement_that_reads_only_what_ends(store, house):
    heard = []

    def note(_c, _cursor, statement, values, *_more):
        heard.append((statement, values))

    event.listen(store._reader, "before_cursor_execute", note)
    ann = lives(store, house, "Ann")
    rows(store, house, "consent.ends")
    few = len(heard)
    ending(store, house, ann, 5)
    heard.clear()
    rows(store, house, "consent.ends")
    assert len(heard) == few + 1
    event.remove(store._reader, "before_cursor_execute", note)
    tables = r"(FROM|JOIN) (consent|packet_print)\b"
    found = [(s, v) for s, v in heard if re.search(tables, s)]
    assert len(found) == 2  # the packet comes with the house
    with store._reader.connect() as connection:
        plans = [row[3] for s, v in found
                 for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {s}", v)]  # fmt: skip
    few = "SCAN clock_jump"  # a clock jumps once in years
    assert not [plan for plan in plans if plan.startswith("SCAN") and few not in plan]
    assert any("ix_consent_house" in plan and "expires_on>" in plan for plan in plans)
    assert any("ix_packet_print_house" in plan for plan in plans)
