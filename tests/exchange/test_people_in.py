"""The plan of an import: what would become of each line, said before anything is written."""

from datetime import date

import pytest

from sobrhouse.domain.imports import Existing, Field, Outcome
from sobrhouse.exchange.people import Answers, leave_out_problems
from sobrhouse.problems import Problem
from tests.exchange.lists import BEDS, TODAY, known, planned


def living_here(**more):
    return Existing(people=(known(**more),), beds=BEDS)


def problems(plan):
    return [problem.sentence for row in plan.rows for problem in row.problems]


def test_a_whole_row_is_read():
    plan = planned(
        ["Name", "Nickname", "DOB", "Phone", "Email", "Bed", "Move in", "Sobriety date", "Phase",
         "Pathway", "Languages", "Emergency contact", "Allergies", "Work", "Referred by", "PO",
         "Notes"],
        ["porter, JAY", "JP", date(1985, 3, 7), "(555) 010-4471", "jay@example.com", "room 1 bed a",
         "2026-09-01", "7 Aug 2026", "2", "Celebrate Recovery", "Spanish and English",
         "Linda (mother) 555-010-9999", "NKDA", "Looking for work", "Harbor Detox",
         "Parole: Kim 555 010 1234", "Likes mornings"])
    (row,) = plan.rows
    came = row.incoming
    assert not row.problems and plan.ready
    assert (came.legal_first, came.legal_last, came.preferred_name) == ("JAY", "porter", "JP")
    assert came.birth_date == date(1985, 3, 7)
    assert (came.phone, came.email) == ("+15550104471", "jay@example.com")
    assert (came.bed_id, came.move_in, came.bed_from) == (1, date(2026, 9, 1), date(2026, 9, 1))
    assert (came.sobriety_date, came.phase_id, came.pathway) == (date(2026, 8, 7), 2, "faith")
    assert (came.contact_name, came.contact_relationship, came.contact_phone) == (
        "Linda", "mother", "+15550109999")
    assert (came.languages, came.allergies) == ("Spanish, English", "")
    assert (came.work_kind, came.referral) == ("searching", "Harbor Detox")
    assert (came.supervision_kind, came.supervision_phone) == ("parole", "+15550101234")
    assert came.notes == "Likes mornings"


def test_words_for_nothing_are_nothing():
    (row,) = planned(["Name", "DOB", "Phone", "Bed"], ["Jay P", "n/a", "-", "TBD"]).rows
    assert not row.problems
    assert (row.incoming.birth_date, row.incoming.phone, row.incoming.bed_id) == (None, "", None)


@pytest.mark.parametrize(("heading", "cell", "said"), [
    ("DOB", "someday", "This is no date: someday."),
    ("DOB", "2030-01-01", "not come yet"),
    ("DOB", "1905-01-01", "too long ago"),
    ("Move in", "2027-01-01", "not come yet"),
    ("Sobriety date", "2027-01-01", "not come yet"),
    ("Phone", "12345", "Phone needs 10 numbers. This has 5."),
    ("Email", "jay at home", "This is no email address"),
    ("Bed", "9Z", "This house has no bed 9Z."),
    ("Bed", "2A", "Bed 2A is taken by Ray L."),
    ("Room", "Room 1", "Which bed of room Room 1 is not said."),
    ("Phase", "7", "This house has no phase 7."),
])
def test_what_cannot_be_is_said_beside_its_field(heading, cell, said):
    plan = planned(["Name", heading], ["Jay Porter", cell])
    (problem,) = plan.rows[0].problems
    assert said in problem.sentence and problem.field is not None
    assert not plan.ready
    without = planned(["Name", heading], ["Jay Porter", cell],
                      answers=leave_out_problems(plan.rows, Answers()))
    assert without.ready and without.rows[0].outcome is Outcome.NEW_PERSON


def test_a_row_without_a_name_can_only_be_left_out():
    plan = planned(["Name", "Bed"], ["", "1A"], ["Jay", "1A"])
    assert problems(plan)[0] == "A person needs a first name."
    again = planned(["Name", "Bed"], ["", "1A"], ["Jay", "1A"],
                    answers=leave_out_problems(plan.rows, Answers()))
    assert [row.outcome for row in again.rows] == [Outcome.SKIP, Outcome.NEW_PERSON]


def test_a_bed_can_be_given_once():
    plan = planned(["Name", "Bed"], ["Jay", "1A"], ["Sam", "1a"])
    assert problems(plan) == ["Row 2 has bed 1A already."]


def test_a_bed_is_given_from_when_it_is_there():
    plan = planned(["Name", "Room", "Bed", "Move in"], ["Jay", "Attic", "A", "2026-01-05"])
    assert plan.rows[0].incoming.bed_from == date(2026, 11, 1)


def test_a_row_without_a_move_in_date_moves_in_today_and_says_so():
    (row,) = planned(["Name"], ["Jay Porter"]).rows
    assert row.incoming.move_in == TODAY
    assert row.notices == ("No move-in date. Today is taken.",)


def test_dates_that_no_life_has_show_a_column_taken_for_another():
    plan = planned(["Name", "DOB", "Move in"], ["Jay", "2001-05-05", "1999-01-01"])
    assert "before the birth date" in problems(plan)[0]


def test_the_same_person_twice_in_a_list_is_said_unless_somebody_knows_better():
    rows = [["Name", "DOB"], ["Jay Porter", "1985-03-07"], ["PORTER, JAY", "1985-03-07"]]
    assert problems(planned(*rows)) == ["The same person is in row 2."]
    answers = Answers(outcomes={3: Outcome.NEW_PERSON})
    assert planned(*rows, answers=answers).ready


def test_who_lives_here_is_filled_in_and_never_overwritten():
    house = living_here(missing=frozenset({Field.PHONE, Field.CONTACT_NAME}))
    plan = planned(["Name", "DOB", "Phone", "Email", "Emergency contact"],
                   ["marcus tate", "1985-03-07", "5550104471", "new@example.com", "Ann"],
                   existing=house)
    (row,) = plan.rows
    assert row.outcome is Outcome.MERGE
    assert row.choices == (Outcome.MERGE, Outcome.NEW_PERSON, Outcome.SKIP)
    assert row.incoming.takes == {Field.PHONE, Field.CONTACT_NAME}
    assert row.notices == ("Fills in: Phone, Emergency contact.",)


@pytest.mark.parametrize(("cell", "phone", "kept"), [
    ("Bill Wilson", "555-010-4471", ("Bill W.", "+15550104471", True)),
    ("Wilson, Bill (AA) 555-010-4471", "", ("Bill W.", "+15550104471", True)),
    ("Yes", "", ("", "", True)), ("x", "", ("", "", True)), ("Sí", "", ("", "", True)),
    ("", "555-010-4471", ("", "+15550104471", True)),
    ("No", "", ("", "", False)), ("looking", "555-010-4471", ("", "", False)),
    ("", "n/a", ("", "", False)),
])
def test_a_sponsor_comes_with_a_first_name_and_a_letter(cell, phone, kept):
    plan = planned(["Name", "Sponsor", "Sponsor phone"], ["Jay Porter", cell, phone])
    row = plan.rows[0].incoming
    assert (row.sponsor, row.sponsor_phone, row.has_sponsor) == kept
    assert "Wilson" not in repr(plan) and plan.ready


def test_who_lives_here_gets_a_sponsor_only_where_none_is_known():
    rows = ["Name", "DOB", "Sponsor"], ["marcus tate", "1985-03-07", "Bill Wilson"]
    lacks = planned(*rows, existing=living_here(missing=frozenset({Field.SPONSOR})))
    assert lacks.rows[0].incoming.takes == {Field.SPONSOR}
    assert lacks.rows[0].notices == ("Fills in: Sponsor.",)
    assert planned(*rows, existing=living_here()).rows[0].outcome is Outcome.SKIP


def test_who_is_here_and_has_nothing_new_is_left_out():
    plan = planned(["Name", "DOB"], ["Marcus Tate", "1985-03-07"], existing=living_here())
    assert plan.rows[0].outcome is Outcome.SKIP and not plan.ready


def test_who_moved_out_comes_back_as_a_new_stay():
    house = living_here(here=False, last_night_on=date(2026, 5, 1))
    plan = planned(["Name", "DOB", "Move in"], ["Marcus Tate", "1985-03-07", "2026-11-01"],
                   existing=house)
    assert plan.rows[0].outcome is Outcome.NEW_STAY
    assert plan.rows[0].incoming.resident_id == 7


def test_an_old_list_does_not_move_people_in_again():
    house = living_here(here=False, last_night_on=date(2026, 5, 1))
    plan = planned(["Name", "DOB", "Move in"], ["Marcus Tate", "1985-03-07", "2026-01-01"],
                   existing=house)
    assert plan.rows[0].outcome is Outcome.SKIP


def test_a_name_nearly_the_same_is_offered_and_not_decided():
    plan = planned(["Name"], ["Markus Tate"], existing=living_here())
    (row,) = plan.rows
    assert row.match is not None and not row.match.sure
    assert row.outcome is Outcome.NEW_PERSON and Outcome.MERGE in row.choices


def test_the_same_name_with_another_birth_date_is_another_person():
    plan = planned(["Name", "DOB"], ["Marcus Tate", "1990-01-01"], existing=living_here())
    assert plan.rows[0].match is None


def test_who_lives_in_another_house_is_not_moved_by_a_list():
    house = living_here(here=False, elsewhere="Oak Street House")
    plan = planned(["Name", "DOB"], ["Marcus Tate", "1985-03-07"], existing=house)
    assert plan.rows[0].outcome is Outcome.SKIP
    assert "lives in Oak Street House now" in plan.rows[0].notices[0]


def test_who_has_moved_out_by_the_list_is_left_out():
    plan = planned(["Name", "Move out"], ["Jay Porter", "2026-01-01"], ["Sam Ortiz", "2026-12-24"])
    assert [row.outcome for row in plan.rows] == [Outcome.SKIP, Outcome.NEW_PERSON]
    assert plan.rows[1].incoming.leaves_on == date(2026, 12, 24)


def test_a_list_in_spanish_is_read():
    plan = planned(
        ["Nombre", "Apellidos", "Fecha de nacimiento", "Cama", "Fecha de ingreso", "Idioma"],
        ["José", "Núñez Díaz", "7 de marzo de 1985", "1A", "25/10/2026", "Español"])
    came = plan.rows[0].incoming
    assert plan.ready
    assert (came.legal_first, came.legal_last) == ("José", "Núñez Díaz")
    assert (came.birth_date, came.move_in) == (date(1985, 3, 7), date(2026, 10, 25))


def test_without_a_column_of_names_nothing_can_be_planned():
    with pytest.raises(Problem, match="holds the names"):
        planned(["DOB", "Phone"], ["1985-03-07", "5550104471"])


def test_several_columns_of_notes_are_kept_with_their_headings():
    (row,) = planned(["Name", "Notes", "Comments"], ["Jay", "one", "two"]).rows
    assert row.incoming.notes == "Notes: one\nComments: two"
