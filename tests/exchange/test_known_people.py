"""Who may be meant: what the records are asked is enough to find whom all of them would give."""

from datetime import date
from random import Random

from sobrhouse.exchange.known_people import KnownPeople, asked_about
from tests.exchange.lists import known

NAMES = [("Marcus", "Tate"), ("Markus", "Tate"), ("Maria", "Tate"), ("Karlos", "Mendez"),
         ("Carlos", "Mendez"), ("Carlos", "Mendes"), ("José", "Peña"), ("Jose", "Pena"),
         ("Sam", "Okafor"), ("Samuel", "Okafor"), ("Jhon", "Smith"), ("John", "Smith"),
         ("Ana", ""), ("", "Tate")]  # fmt: skip
DAYS = [None, date(1990, 5, 1), date(1985, 3, 7), date(1970, 1, 1)]


def test_asking_about_a_list_finds_whom_the_whole_record_would_give():
    chance = Random(7)
    everybody = [known(n, *chance.choice(NAMES), birth_on=chance.choice(DAYS)) for n in range(24)]
    names = sorted({person.match_name for person in everybody})
    found = 0
    for _round in range(60):
        lines = [
            (*chance.choice(NAMES), chance.choice(DAYS)) for _n in range(chance.randrange(1, 4))
        ]
        asked = asked_about(lines, names)
        some = [p for p in everybody if p.match_name in asked.names or p.birth_on in asked.births]
        for line in lines:
            whole = KnownPeople(everybody).match(*line)
            assert KnownPeople(some).match(*line) == whole
            found += whole is not None
    assert found > 60


def test_a_slip_of_the_pen_in_the_first_letter_is_asked_about_too():
    asked = asked_about([("Karlos", "Mendez", None)], ["carlos mendez", "sam okafor"])
    assert asked.names == ("carlos mendez", "karlos mendez")
