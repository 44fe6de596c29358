"""Consents and what left the practice house: under every rule, and one of each kind to look at."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from sobrhouse.domain.blank_forms import FORMS, Days
from sobrhouse.domain.consents import Category, Standing, missing, parted
from sobrhouse.domain.notices import notice_on
from sobrhouse.domain.packets import Names, Section
from sobrhouse.domain.paper_codes import read_code
from sobrhouse.exchange.practice import Practice
from sobrhouse.exchange.practice_consent_story import SECOND
from sobrhouse.exchange.practice_words import KIOSK_PIN
from sobrhouse.queries.consents import (
    consents_of,
    consents_over,
    disclosures,
    house_consents,
)
from sobrhouse.queries.form_prints import forms_out
from sobrhouse.queries.outside import standing_consents
from sobrhouse.queries.packet_values import packet_values
from sobrhouse.queries.packets import packet_sets, printed_packets
from sobrhouse.queries.week_people import week_people
from sobrhouse.storage.keys.pin_hashes import pin_fits
from sobrhouse.storage.tables import Disclosure, FormPrint, OwnWords, Resident, Staff, Stay
from tests.conftest import OWNER
from tests.exchange.conftest import ON

DAY = timedelta(days=1)


def test_consents_of_every_standing_are_there_to_look_at(maple: Practice) -> None:
    stand = maple.store.read(OWNER, house_consents, 1, ON)
    over = maple.store.read(OWNER, consents_over, 1, ON)
    assert all(row.is_live for row in stand) and not any(row.is_live for row in over)
    rows = (*stand, *over)
    told = {(row.name, row.standing) for row in rows}
    assert {("Marcus T.", Standing.LIVE), ("Ben F.", Standing.EXPIRED),
            ("Ray H.", Standing.ENDED)} <= told  # fmt: skip
    soon = {row.name for row in rows if row.ends_soon}
    assert {"Sam O.", "Luis G."} <= soon
    assert all(not missing(row.given.terms) for row in rows)
    (jay,) = (row.given.terms for row in rows if row.name == "Jay P.")
    assert jay.criminal_justice and not jay.may_revoke and jay.expires_on is None
    again = [row for row in rows if row.corrects_id is not None]
    assert [row.name for row in again] == ["Nate B."]


def test_nothing_left_without_a_consent_that_stood_and_named_it(
    maple: Practice, session: Session
) -> None:
    people = session.scalars(select(Resident.id)).all()
    rows_of = (maple.store.read(OWNER, consents_of, person, ON) for person in people)
    given = {row.given.id: row.given for found in rows_of for row in found}
    rows = session.scalars(select(Disclosure).order_by(Disclosure.id)).all()
    assert Counter(row.basis for row in rows)["consent"] > 10
    for row in rows:
        day = row.at.astimezone(maple.evening.tzinfo).date()
        assert row.at <= maple.evening and row.sha256
        if row.basis != "consent":
            continue
        consent = given[row.consent_id or 0]
        assert consent.resident_id == row.resident_id
        assert consent.standing(day) is Standing.LIVE, f"disclosure {row.id} of {day}"
        assert parted(row.categories) <= consent.terms.categories
        assert Category.IDENTITY in parted(row.categories)
        assert row.recipient == consent.terms.recipient
        assert row.notice_version == notice_on(day).version


def test_an_emergency_had_a_second_person_and_everybody_lived_there(
    maple: Practice, session: Session
) -> None:
    rows = maple.store.read(OWNER, disclosures, 1, ON - 30 * DAY, ON)
    (emergency,) = (row for row in rows if row.basis == "emergency")
    assert (emergency.name, emergency.by, emergency.second) == ("Ty C.", "Dana Ruiz", SECOND)
    assert {"resident_copy", "consent"} <= {row.basis for row in rows}
    assert [row.void_why for row in rows if row.void_why] == ["The file could not be written"]
    here: dict[int, list[Stay]] = {}
    for stay in session.scalars(select(Stay)):
        here.setdefault(stay.resident_id, []).append(stay)
    for row in rows:
        day = row.at.date()
        assert any(s.move_in_on <= day <= (s.discharged_on or date.max)
                   for s in here[row.resident_id])  # fmt: skip


def test_the_second_person_has_the_pin_of_the_practice_house(
    maple: Practice, session: Session
) -> None:
    row = session.scalars(select(Staff).where(Staff.name == SECOND)).one()
    assert row.pin_hash and pin_fits(maple.store.secret("pepper"), row.id, KIOSK_PIN, row.pin_hash)


def test_what_is_asked_about_paper_is_found_by_an_index(maple: Practice) -> None:
    """None of it reads a table that grows for years from end to end."""
    person, week = 3, ON - 6 * DAY
    asked: list[tuple[Any, tuple[Any, ...]]] = [
        (consents_of, (person, ON)), (house_consents, (1, ON)), (consents_over, (1, ON)),
        (disclosures, (1, week, ON)), (disclosures, (1, week, ON, person)), (forms_out, (1,)),
        (packet_sets, (1,)), (printed_packets, (1, week)), (standing_consents, (1, person, ON)),
        (week_people, (1, week, ON, maple.evening)), (packet_values, (1, week, ON, maple.evening)),
    ]  # fmt: skip
    heard: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        heard.append((statement, values))

    event.listen(maple.store._reader, "before_cursor_execute", note)
    for query, args in asked:
        maple.store.read(OWNER, query, *args)
    event.remove(maple.store._reader, "before_cursor_execute", note)
    plans = []
    with maple.store._reader.connect() as connection:
        for statement, values in heard:
            if statement.startswith("SELECT"):
                told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                plans += [row[3] for row in told]
    scans = {plan for plan in plans if plan.startswith("SCAN") and "(subquery" not in plan}
    scans = {plan for plan in scans if not plan.startswith("SCAN clock_jump")}  # a row in years
    assert scans <= {"SCAN CONSTANT ROW"}


def test_forms_that_came_back_and_those_that_wait_are_found_by_their_codes(
    session: Session,
) -> None:
    rows = session.scalars(select(FormPrint).order_by(FormPrint.id)).all()
    assert {row.form for row in rows} <= set(FORMS)
    assert {row.transcribed_at is None for row in rows} == {True, False}
    assert all(read_code(row.paper_code.lower()) == row.paper_code for row in rows)
    assert len({row.paper_code for row in rows}) == len(rows)
    for row in rows:
        assert FORMS[row.form].days is not Days.NONE or row.first_day is None


def test_the_usual_packet_has_every_section(maple: Practice) -> None:
    rows = maple.store.read(OWNER, packet_sets, 1)
    assert [row.name for row in rows if row.usual] == ["House meeting packet"]
    assert rows[0].choice.sections == tuple(Section)
    assert {row.choice.names for row in rows} == {Names.SHORT, Names.BED}


def test_own_words_are_of_weeks_in_which_their_people_lived_there(session: Session) -> None:
    stays = {stay.id: stay for stay in session.scalars(select(Stay))}
    said = session.scalars(select(OwnWords)).all()
    assert {row.heading for row in said} == {
        "sponsor", "work_school", "chores", "participation", "appointments"}  # fmt: skip
    assert {row.way for row in said} == {"kiosk", "staff", "paper"}
    for row in said:
        assert row.week_start.weekday() == 0 and row.week_start <= ON
        assert stays[row.stay_id].move_in_on <= row.week_start + 6 * DAY
