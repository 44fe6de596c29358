"""Usual chores: what a house may begin with, each with its steps to done.

Names and steps are kept in English and said in the language of whoever reads them, as the lines of
an agenda's template are; what a house writes itself stays as it was written.
"""

from dataclasses import dataclass
from functools import cache

from sobrhouse.words import N_, _

EVERY_DAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"


@dataclass(frozen=True, slots=True)
class UsualChore:
    """One chore that most houses have."""

    key: str
    name: str
    area: str
    icon: str
    minutes: int
    weight: int
    steps: tuple[str, ...]
    rule: str = EVERY_DAY
    due_at: str = "20:00"
    people: int = 1
    before_meeting_minutes: int | None = None


_KITCHEN, _BATHS = N_("Kitchen"), N_("Bathrooms")
_ROOMS, _OUTSIDE = N_("Shared rooms"), N_("Outside")

USUAL = (
    UsualChore(
        "kitchen", N_("Kitchen, clean up"), _KITCHEN, "cooking-pot", 30, 3,
        (N_("Dishes washed and put away"), N_("Counters and stove wiped"), N_("Sink clean"),
         N_("Floor swept")),
        due_at="21:00",
    ),
    UsualChore(
        "dinner", N_("Cook house dinner"), _KITCHEN, "utensils", 60, 2,
        (N_("Enough for everybody who eats here"), N_("Leftovers covered and dated"),
         N_("Pots soaked or washed")),
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU", due_at="18:00",
    ),
    UsualChore(
        "fridge", N_("Refrigerator"), _KITCHEN, "utensils", 25, 3,
        (N_("Old food thrown out"), N_("Shelves wiped"), N_("Food is marked with names")),
        rule="FREQ=WEEKLY;BYDAY=SA", due_at="16:00",
    ),
    UsualChore(
        "bath_up", N_("Upstairs bath"), _BATHS, "bath", 25, 4,
        (N_("Toilet clean inside and out"), N_("Sink and mirror wiped"),
         N_("Shower rinsed and wiped"), N_("Floor mopped"), N_("Paper and soap filled up")),
        due_at="12:00",
    ),
    UsualChore(
        "bath_down", N_("Downstairs bath"), _BATHS, "bath", 25, 4,
        (N_("Toilet clean inside and out"), N_("Sink and mirror wiped"),
         N_("Shower rinsed and wiped"), N_("Floor mopped"), N_("Paper and soap filled up")),
        due_at="12:00",
    ),
    UsualChore(
        "living_room", N_("Living room"), _ROOMS, "sofa", 20, 1,
        (N_("Nothing left lying around"), N_("Tables wiped"), N_("Floor vacuumed")),
        due_at="21:00",
    ),
    UsualChore(
        "dining_room", N_("Dining room"), _ROOMS, "utensils", 15, 1,
        (N_("Tables wiped"), N_("Chairs in place"), N_("Floor swept")),
        due_at="21:00",
    ),
    UsualChore(
        "halls", N_("Halls and stairs"), _ROOMS, "footprints", 20, 2,
        (N_("Stairs vacuumed"), N_("Handrails wiped"), N_("Ways out are clear")),
        rule="FREQ=WEEKLY;BYDAY=MO,TH",
    ),
    UsualChore(
        "meeting_room", N_("Set up for the house meeting"), _ROOMS, "users", 15, 1,
        (N_("Chairs in a circle"), N_("Coffee and cups ready"), N_("Room put back after")),
        rule="FREQ=WEEKLY;BYDAY=SU", due_at="19:00", before_meeting_minutes=30,
    ),
    UsualChore(
        "laundry", N_("Laundry room"), _ROOMS, "washing-machine", 15, 2,
        (N_("Lint traps emptied"), N_("Machines wiped"), N_("Floor swept"),
         N_("Nothing left in the machines")),
        rule="FREQ=WEEKLY;BYDAY=TU,FR,SU",
    ),
    UsualChore(
        "trash", N_("Trash and recycling"), _OUTSIDE, "trash-2", 20, 3,
        (N_("All cans in the house emptied"), N_("New bags in"),
         N_("Bins at the curb the evening before")),
        rule="FREQ=WEEKLY;BYDAY=MO,TH,SU",
    ),
    UsualChore(
        "yard", N_("Yard and porch"), _OUTSIDE, "leaf", 40, 3,
        (N_("Grass, leaves or snow taken care of"), N_("Butts and litter picked up"),
         N_("Porch swept")),
        rule="FREQ=WEEKLY;BYDAY=WE,SA", due_at="18:00",
    ),
    UsualChore(
        "deep_kitchen", N_("Kitchen, deep clean"), _KITCHEN, "sparkles", 75, 5,
        (N_("Oven and hood clean"), N_("Cabinets wiped inside"), N_("Floor mopped"),
         N_("Behind the refrigerator swept")),
        rule="FREQ=MONTHLY;BYDAY=1SA", due_at="16:00", people=2,
    ),
    UsualChore(
        "alarms", N_("Smoke alarms and fire extinguishers"), _ROOMS, "bell", 15, 1,
        (N_("Each alarm tested"), N_("Extinguishers in place and green"),
         N_("What does not work told to staff")),
        rule="FREQ=MONTHLY;BYDAY=1SU", due_at="18:00",
    ),
)  # fmt: skip


@cache
def _known() -> frozenset[str]:
    """Every name, area and step of the list."""
    return frozenset(words for usual in USUAL for words in (usual.name, usual.area, *usual.steps))


def shown(text: str) -> str:
    """A name, an area or a step as it is read: one of the list in the language spoken now."""
    return _(text) if text in _known() else text


def kept(text: str) -> str:
    """The same as it is stored: what says in the language spoken now what one of the list says is
    that one.
    """
    return next((known for known in sorted(_known()) if _(known) == text), text)
