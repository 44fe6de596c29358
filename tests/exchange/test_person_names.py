"""Names and numbers as people type them into lists."""

import pytest

from sobrhouse.exchange.person_names import PersonName, read_name
from sobrhouse.exchange.phone_numbers import read_phone, take_phone
from sobrhouse.problems import Problem


@pytest.mark.parametrize(("typed", "name"), [
    ("Jay Porter", PersonName("Jay", "Porter")),
    ("Porter, Jay", PersonName("Jay", "Porter")),
    ("PORTER,JAY ", PersonName("JAY", "PORTER")),
    ("jay  porter", PersonName("jay", "porter")),
    ("María José de la Cruz", PersonName("María José", "de la Cruz")),
    ("García López, Juan Carlos", PersonName("Juan Carlos", "García López")),
    ("Jay Porter Jr.", PersonName("Jay", "Porter Jr.")),
    ("Jay Porter, Jr", PersonName("Jay", "Porter Jr")),
    ('Robert "Bobby" Smith', PersonName("Robert", "Smith", "Bobby")),
    ("Smith, Robert (Bob)", PersonName("Robert", "Smith", "Bob")),
    ("Cher", PersonName("Cher", "")),
    ("O'Brien, Pat", PersonName("Pat", "O'Brien")),
    ("李小龙", PersonName("李小龙", "")),
    ("(Bob)", PersonName("(Bob)", "")),
])
def test_a_name_is_parted_and_kept_as_typed(typed, name):
    assert read_name(typed) == name


@pytest.mark.parametrize("typed", [
    "555-010-4471", "(555) 010-4471", "555.010.4471", "5550104471", 5550104471,
    "1-555-010-4471", "+1 555 010 4471", "555 010 4471", "cell: 555-010-4471",
    "555-010-4471 (mom)", "(555)0104471 / (555)0104472", "555–010–4471",
])
def test_a_phone_number_in_any_shape_is_the_same(typed):
    assert read_phone(typed) == "+15550104471"


@pytest.mark.parametrize(("typed", "number"), [
    ("555-010-4471 x12", "+15550104471 ext. 12"),
    ("555-010-4471 ext 7", "+15550104471 ext. 7"),
    ("(555) 010-4471 EXT. 33", "+15550104471 ext. 33"),
    ("+52 55 1234 5678", "+525512345678"),
])
def test_extensions_and_countries_are_kept(typed, number):
    assert read_phone(typed) == number


def test_a_house_abroad_reads_its_own_numbers():
    assert read_phone("55 1234 5678", "MX") == "+525512345678"


@pytest.mark.parametrize(("typed", "said"), [
    ("010-4471", "needs 10 numbers. This has 7"), ("call his sister", "no phone number"),
    ("5.55E+09", "rounded"), ("1" * 300, "needs 10 numbers"),
])
def test_what_is_no_phone_number_is_said(typed, said):
    with pytest.raises(Problem, match=said):
        read_phone(typed)


def test_a_number_is_taken_out_of_the_words_around_it():
    assert take_phone("Linda (mother) 555-010-4471") == ("Linda (mother)", "+15550104471")
    assert take_phone("Linda") == ("Linda", "")
