"""Headings: what people call their columns, in two languages, and where the list begins."""

import pytest

from sobrhouse.domain.imports import FIELD_LABELS, Field
from sobrhouse.exchange.columns import HEADINGS, check, find_table, guess, with_headings
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.problems import Problem

ENGLISH = {
    "First Name": Field.LEGAL_FIRST, "LAST NAME": Field.LEGAL_LAST, "Goes by": Field.PREFERRED_NAME,
    "D.O.B.": Field.BIRTH_DATE, "Cell #": Field.PHONE, "E-mail": Field.EMAIL, "Rm": Field.ROOM,
    "Bed #": Field.BED, "Move-In Date": Field.MOVE_IN, "Sober Date": Field.SOBRIETY_DATE,
    "Phase": Field.PHASE, "Recovery Program": Field.PATHWAY, "Language(s)": Field.LANGUAGES,
    "Emergency Contact": Field.CONTACT_NAME, "Emergency Contact Phone": Field.CONTACT_PHONE,
    "Relationship": Field.CONTACT_RELATIONSHIP, "Allergies": Field.ALLERGIES,
    "Employer": Field.WORK, "Referred By": Field.REFERRAL, "PO": Field.SUPERVISION,
    "Sponsor": Field.SPONSOR, "Sponsor's phone": Field.SPONSOR_PHONE,
    "Comments": Field.NOTES, "Discharge date": Field.MOVED_OUT,
}
SPANISH = {
    "Nombre": Field.LEGAL_FIRST, "Apellidos": Field.LEGAL_LAST, "Apodo": Field.PREFERRED_NAME,
    "Fecha de nacimiento": Field.BIRTH_DATE, "Teléfono": Field.PHONE,
    "Correo electrónico": Field.EMAIL, "Habitación": Field.ROOM, "Cama": Field.BED,
    "Fecha de ingreso": Field.MOVE_IN, "Fecha de sobriedad": Field.SOBRIETY_DATE,
    "Fase": Field.PHASE, "Programa": Field.PATHWAY, "Idioma": Field.LANGUAGES,
    "Contacto de emergencia": Field.CONTACT_NAME, "Teléfono de emergencia": Field.CONTACT_PHONE,
    "Parentesco": Field.CONTACT_RELATIONSHIP, "Alergias": Field.ALLERGIES, "Trabajo": Field.WORK,
    "Referido por": Field.REFERRAL, "Oficial de libertad": Field.SUPERVISION,
    "Padrino o madrina": Field.SPONSOR, "Teléfono del padrino": Field.SPONSOR_PHONE,
    "Notas": Field.NOTES, "Fecha de salida": Field.MOVED_OUT,
}


@pytest.mark.parametrize("headings", [ENGLISH, SPANISH])
def test_headings_are_understood_in_both_languages(headings):
    assert guess(tuple(headings)) == dict(enumerate(headings.values()))


@pytest.mark.parametrize(("typed", "meant"), [
    ("Frist Name", Field.LEGAL_FIRST), ("Sobreity Date", Field.SOBRIETY_DATE),
    ("emergancy contact", Field.CONTACT_NAME), ("Date of  Birth:", Field.BIRTH_DATE),
    ("TELEFONO", Field.PHONE), ("Name (Last, First)", Field.FULL_NAME),
])
def test_slips_and_signs_do_not_matter(typed, meant):
    assert meant in guess((typed, "Last name")).values()


def test_what_is_not_sure_is_left_to_a_person():
    assert guess(("Shoe size", "Favorite color", "x", "", "Rent")) == {}


def test_nombre_alone_is_the_whole_name():
    assert guess(("Nombre", "Cama")) == {0: Field.FULL_NAME, 1: Field.BED}


def test_each_thing_is_taken_once_but_notes_may_be_many():
    assert guess(("Phone", "Cell", "Notes", "Comments")) == {
        0: Field.PHONE, 2: Field.NOTES, 3: Field.NOTES}


def test_headings_below_a_title_are_found():
    (sheet,) = read_bytes(b"Maple House\n\nas of Nov 22,,\nName,DOB,Bed\nJay,1/2/80,1A\n")
    table = find_table(sheet)
    assert table.headers == ("Name", "DOB", "Bed")
    assert [line.number for line in table.lines] == [5]


def test_a_bare_list_of_names_needs_no_heading():
    (sheet,) = read_bytes(b"Jay Porter\nSam Ortiz\n")
    table = find_table(sheet)
    assert len(table.lines) == 2
    assert guess(table.headers) == {0: Field.FULL_NAME}


def test_the_line_of_headings_can_be_chosen():
    (sheet,) = read_bytes(b"a,b\nc,d\ne,f\n")
    assert with_headings(sheet, None).headers == ("", "")
    assert with_headings(sheet, 1).headers == ("c", "d")


def test_a_mapping_without_names_or_with_one_thing_twice_is_refused():
    with pytest.raises(Problem, match="holds the names"):
        check({0: Field.PHONE})
    with pytest.raises(Problem, match="Two columns"):
        check({0: Field.FULL_NAME, 1: Field.PHONE, 2: Field.PHONE})


def test_no_heading_means_two_things_and_every_field_has_a_word():
    every = [heading for headings in HEADINGS.values() for heading in headings]
    assert len(every) == len(set(every))
    assert set(HEADINGS) == set(FIELD_LABELS) == set(Field)
