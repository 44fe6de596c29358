"""Made papers: the values that the tests of paper draw, without any database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sobrhouse.domain.houses import BedState, take_census
from sobrhouse.domain.residents import Standing
from sobrhouse.domain.weekly import (
    AttendanceLine,
    AttendanceWeek,
    BirthdayLine,
    MilestoneLine,
    MoveLine,
    NoteLine,
    OpenBed,
    PaperName,
    ResidentLine,
    SignLine,
    SponsorCell,
    TodoLine,
    WeeklyReport,
)
from sobrhouse.queries.beds import BedCard, Board, Hold, Outage, RoomCards, Sleeper
from sobrhouse.queries.care import ConditionRow, ContactRow, LegalRow
from sobrhouse.queries.people import Sober
from sobrhouse.queries.profile import Person, Profile, StayRow
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Stamp

SUNDAY = date(2026, 11, 22)
NAMES = (
    "Andre W.",
    "Ben F.",
    "Carlos M.",
    "Dee L.",
    "Hector R.",
    "Jay P.",
    "Luis G.",
    "Marcus T.",
    "Nate B.",
    "Omar S.",
    "Ray H.",
    "Sam O.",
    "Ty C.",
    "Will K.",
)
STAMP = Stamp(
    house="Maple Street House",
    made="Printed Sun, Nov 22, 2026, 7:12 PM by Dana Ruiz.",
    address="214 Maple St",
    anchor="7K2M-QRTX-9A0B",
    anchor_seq=18234,
    backup="Last verified backup: Sun, Nov 22, 2026, 6:40 PM.",
)
OPTIONS = PaperOptions(STAMP)
COURT = (
    "Asked for help with the transfer to the county court; we drive him on Thursday, and call "
    "the officer before."
)


def name(short: str, bed: str = "") -> PaperName:
    """A person whose full name ends in -son."""
    return PaperName(short, short.rstrip(".") + "son", bed)


def residents(n: int = 14) -> tuple[ResidentLine, ...]:
    """So many residents, two a room."""
    lines = []
    for i in range(n):
        bed = f"{i // 2 + 1}{'AB'[i % 2]}"
        lines.append(
            ResidentLine(
                i + 1,
                bed,
                name(NAMES[i % 14], bed),
                date(2026, 11, 3) - timedelta(days=17 * i),
                None if i == 5 else 21 + 13 * i,
                f"Phase {i % 3 + 1}",
                ("Ridge Auto", "Looking for work", "Night school", "", "Harbor Diner")[i % 5],
                "Away until Tue" if i == 3 else "",
                "90-day chip Sun" if i == 11 else "",
                {1: "Overnight pass, Sat", 6: COURT}.get(i, ""),
                (SponsorCell(True, "Bill W.", 3), SponsorCell(True, "", i), SponsorCell(False),
                 SponsorCell(True, "Dolores K."))[i % 4],
            )
        )
    return tuple(lines)


def signs(whose: Mapping[int, PaperName]) -> tuple[SignLine, ...]:
    """One seen, one unsigned, one still open."""
    return (
        SignLine(date(2026, 11, 17), whose[8], "Due 6:30 PM, back 7:05 PM", "Seen, Dana Ruiz"),
        SignLine(date(2026, 11, 21), whose[5], "Not signed out, in 9:40 PM"),
        SignLine(SUNDAY, whose[8], "Due 6:30 PM, not back yet", open=True),
    )


def attendance(people: tuple[ResidentLine, ...]) -> AttendanceWeek:
    """A week of meetings with every mark, the house's on Tuesday and Sunday."""
    house = {1: ("present", "absent", "late"), 6: ("present", "present", "excused")}
    lines = tuple(
        AttendanceLine(
            p.resident_id, p.name,
            tuple(house[d][i % 3] if d in house else "went" if (i + d) % 2 else ""
                  for d in range(7)),
            2 + i % 3, 4,
        )
        for i, p in enumerate(people)
    )  # fmt: skip
    marks = [line.marks[d] for line in lines for d in house]
    days = frozenset({date(2026, 11, 17), SUNDAY})
    return AttendanceWeek(lines, days, sum(m in ("present", "late") for m in marks), len(marks))


def weekly(n: int = 14) -> WeeklyReport:
    """A full week of a house with so many residents."""
    people = residents(n)
    whose = {p.resident_id: p.name for p in people}
    return WeeklyReport(
        "Maple Street House",
        date(2026, 11, 16),
        SUNDAY,
        SUNDAY,
        beds=n + 2,
        filled=n,
        residents=people,
        moves=(
            MoveLine(date(2026, 11, 17), whose[5], False, "New", "From Harbor Detox"),
            MoveLine(
                date(2026, 11, 19),
                name("Vic D.", "8A"),
                True,
                "Completed the stay",
                "Own apartment",
            ),
        ),
        milestones=(
            MilestoneLine(SUNDAY, whose[12], "90-day chip"),
            MilestoneLine(date(2026, 11, 24), whose[7], "6-month chip", True),
            MilestoneLine(date(2026, 11, 28), whose[1], "30-day chip", True),
        ),
        birthdays=(BirthdayLine(date(2026, 11, 25), whose[9]),),
        signs=signs(whose),
        signs_kept=True,
        attendance=attendance(people),
        notes=(
            NoteLine(date(2026, 11, 18), COURT, 7, whose[7]),
            NoteLine(date(2026, 11, 20), "Furnace serviced, filter changed."),
        ),
        todos=(
            TodoLine("three sponsor matches ready", "Dana", date(2026, 11, 25), whose[6]),
            TodoLine("agree on a late pass with Ridge Auto", "Dana", None, whose[8]),
            TodoLine("Fix slow drain, upstairs bath", "Will K.", date(2026, 11, 20)),
        ),
        open_beds=(
            OpenBed("8A", "Room 8", "Free", "lower bunk"),
            OpenBed("8B", "Room 8", "Held", "until Nov 24"),
        ),
        working=9,
        wants_birthdays=True,
        helped=(("ride", 4), ("listening", 3), ("meal", 2), ("job", 1)),
    )


def board(rooms: int = 5) -> Board:
    """A board on which every state of a bed occurs."""
    made = tuple(
        RoomCards(
            r,
            f"Room {r + 1}",
            "Ground floor" if r < 2 else "Upstairs",
            tuple(_card(r * 4 + i) for i in range(4)),
        )
        for r in range(rooms)
    )
    states = [bed.state for room in made for bed in room.beds]
    return Board(1, SUNDAY, made, take_census(states))


def _card(i: int) -> BedCard:
    state = (
        BedState.FILLED,
        BedState.FILLED,
        BedState.FREE,
        BedState.OUT,
        BedState.HELD,
        BedState.AWAY,
    )[i % 6]
    sleeper = Sleeper(
        i,
        i,
        i,
        NAMES[i % 14],
        NAMES[i % 14].rstrip(".") + "son",
        "Phase 2",
        87,
        "",
        date(2026, 8, 27),
        date(2026, 8, 27),
        None,
        False,
        None,
    )
    hold = Hold(1, "away", 3, "Gus N.", 1, None, date(2026, 11, 24), "", False)
    return BedCard(
        i,
        f"{i // 4 + 1}{'ABCD'[i % 4]}",
        f"Room {i // 4 + 1}",
        "Ground floor",
        "lower bunk",
        state,
        sleeper if state.taken else None,
        hold if state in (BedState.HELD, BedState.AWAY) else None,
        Outage(1, "Broken frame, new one ordered", SUNDAY) if state is BedState.OUT else None,
    )


# fmt: off
_PERSON = Person(
    1, "Marcus", "Tate", "Marc", date(1990, 3, 7), "he/him", "(555) 010-4471", "",
    "English, Spanish", "en", "NA", "", None, 1)
_STAY = StayRow(
    1, 1, "Maple Street House", date(2026, 8, 27), None, None, None, "", "", "", None, None, "",
    "", 1, 1, "4B", "Room 4")
_MOTHER = ContactRow(
    1, "emergency", "Ida Tate", "Mother", "(555) 010-1111", "", "", True, "consented",
    "Speaks Spanish", 1)
_DOCTOR = replace(
    _MOTHER, kind="clinician", name="Dr. Rose Webb", relationship="", is_emergency=False,
    may_be_told="none", note="")
_OFFICER = replace(_DOCTOR, kind="probation", name="Officer Lane", may_be_told="logistics")
_PROBATION = LegalRow(
    1, "probation", "24-CR-118", "Lane", "(555) 010-3333", "", "every second Tuesday", None, None,
    1)
# fmt: on


def profile() -> Profile:
    """Somebody with everything that an emergency sheet shows."""
    conditions = (
        ConditionRow(1, "Penicillin", True, "Hives, trouble breathing", 1),
        ConditionRow(2, "Asthma", False, "Inhaler in the top drawer", 1),
    )
    return Profile(
        person=_PERSON,
        name="Marc Tate",
        short_name="Marc T.",
        stays=(_STAY,),
        waits=None,
        periods=(),
        sober=Sober(),
        contacts=(_MOTHER, _DOCTOR, _OFFICER),
        conditions=conditions,
        legal=(_PROBATION,),
        employment=(),
        standing=Standing.HERE,
        missing=(),
    )
