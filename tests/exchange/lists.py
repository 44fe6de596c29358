"""Makes lists of people as spreadsheets have them, and plans them, for the tests of imports."""

from datetime import date
from typing import Any

from sobrhouse.domain.imports import BedPlace, Existing, Field, KnownPerson, PhasePlace
from sobrhouse.domain.names import match_name
from sobrhouse.exchange.columns import find_table, guess
from sobrhouse.exchange.people import Answers, Plan, plan_import
from sobrhouse.exchange.sheets import sheet

TODAY = date(2026, 11, 22)
BEDS = (
    BedPlace(1, "Room 1", "1A", date(2020, 1, 1)),
    BedPlace(2, "Room 1", "1B", date(2020, 1, 1)),
    BedPlace(3, "Room 2", "2A", None, "Bed 2A is taken by Ray L."),
    BedPlace(4, "Attic", "A", date(2026, 11, 1)),
)
HOUSE = Existing(
    beds=BEDS, phases=(PhasePlace(1, 1, "Welcome"), PhasePlace(2, 2, "Phase 2")))


def known(resident_id: int = 7, first: str = "Marcus", last: str = "Tate", **more: Any
          ) -> KnownPerson:
    """Somebody on record who lives here, nothing missing, unless told otherwise."""
    return KnownPerson(**{
        "resident_id": resident_id, "name": f"{first} {last}",
        "match_name": match_name(first, last), "birth_on": date(1985, 3, 7), "here": True,
        "elsewhere": "", "last_night_on": None, "missing": frozenset[Field](),
        "notes": frozenset[str](), **more})


def planned(*rows: list[Any], existing: Existing = HOUSE, answers: Answers | None = None,
            today: date = TODAY) -> Plan:
    """The plan of a list whose first row holds the headings."""
    table = find_table(sheet("", enumerate(rows, start=1)))
    return plan_import(table, guess(table.headers), answers or Answers(), existing, today)
