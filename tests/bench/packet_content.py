"""A weekly packet of some ten pages as plain values, the same for every maker of files that is
measured: roster, attendance, chores, a chart, a sign log of 300 rows, six incidents.
"""

import random
from dataclasses import dataclass

FIRST = (
    "James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "David",
    "Elizabeth", "William", "Barbara", "Richard", "Susan", "Joseph", "Jessica",
)  # fmt: skip
LAST = (
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Rodriguez",
    "Martinez", "Hernandez", "Lopez", "Gonzalez", "Wilson", "Anderson", "Thomas",
)  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SAID = (
    "resident met sponsor about step work and a job interview then returned after curfew with a "
    "late pass from the weekend manager who noted that the box was locked and the room was clean"
)
_CHORES = ("Kitchen", "Dishes", "Bath 1", "Bath 2", "Trash", "Yard", "Hall")
_WHERE = ("Work", "AA meeting", "Store", "Family visit", "Court", "Gym")
LOG_ROWS = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the width of each column in points, the header and the rows."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one packet."""

    house: str
    roster: Table
    attendance: Table
    chores: Table
    bars: tuple[int, ...]
    log: Table
    incidents: tuple[tuple[str, str], ...]


def content(seed: int) -> Content:
    """The packet of one house, drawn by lot from its number."""
    lot = random.Random(seed)
    names = [f"{first} {last}" for first, last in zip(FIRST, lot.sample(LAST, 16), strict=True)]
    roster = tuple(
        (f"B{n + 1}", name, f"2026-03-{n + 1:02d}", f"2026-02-{n + 1:02d}",
         str(lot.randrange(20, 900)), lot.choice(names), f"555-{lot.randrange(10**7):07d}",
         f"${lot.randrange(900)}.00") for n, name in enumerate(names)
    )  # fmt: skip
    heads = ("Bed", "Resident", "Move-in", "Sober since", "Days", "Sponsor", "Phone", "Balance")
    halves = tuple(f"{day} {half}" for day in DAYS for half in ("AM", "PM"))
    went = tuple((name, *(lot.choice("PPPPAE") for _ in halves), "12") for name in names)
    turns = tuple(
        (name, *(lot.choice(_CHORES) + lot.choice((" ok", " ok", " --")) for _ in DAYS))
        for name in names
    )
    log = tuple(
        (f"2026-06-{24 + n * 7 // (LOG_ROWS + 1)} {6 + n % 16:02d}:{lot.randrange(60):02d}",
         lot.choice(names), lot.choice(("Out", "In")), lot.choice(_WHERE),
         f"{lot.randrange(24):02d}:30", lot.choice(("", "", "", "15 min")))
        for n in range(LOG_ROWS)
    )  # fmt: skip
    logged = ("When", "Resident", "Out/In", "Destination", "Due back", "Late")
    return Content(
        f"Maple House {seed}",
        Table("Roster", (30, 100, 62, 62, 35, 100, 70, 60), (heads, *roster)),
        Table("Meeting attendance", (90, *(27,) * 15), (("Resident", *halves, "Total"), *went)),
        Table("Chores", (90, *(64,) * 7), (("Resident", *DAYS), *turns)),
        tuple(lot.randrange(60, 100) for _ in DAYS),
        Table("Sign log", (95, 120, 50, 110, 60, 60), (logged, *log)),
        tuple(
            (f"Incident {n + 1} - {lot.choice(names)} - 2026-06-2{n + 3}",
             " ".join(lot.choices(_SAID.split(), k=110)).capitalize() + ".") for n in range(6)
        ),
    )  # fmt: skip
