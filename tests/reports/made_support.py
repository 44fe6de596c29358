"""Made papers of support: values that the tests of paper draw, without any database."""

from datetime import date, timedelta

from sobrhouse.domain.support_papers import (
    CallSheet,
    Checked,
    MentorBoard,
    MentorLine,
    MentorRecord,
    Qualified,
    SponsorLine,
    SponsorPaper,
    Supported,
)
from tests.reports.made import NAMES, SUNDAY, name

SPONSORS = ("Bill W.", "Ron B.", "", "Dolores K.", "Pat S.")
CRITERIA = ("Has a sponsor", "Works a program", "Keeps a confidence", "Knows when to call staff")
MONDAY = SUNDAY - timedelta(days=6)


def bed(i: int) -> str:
    """ "1A", "1B", "2A"."""
    return f"{i // 2 + 1}{'AB'[i % 2]}"


def sponsors(n: int = 14) -> SponsorPaper:
    """Every kind of line: with a name, only that there is one, temporary, none, goes without."""
    lines = []
    for i in range(n):
        tie = None
        if i % 7 not in (5, 6):
            kind = "temporary_sponsor" if i % 7 == 3 else "sponsor"
            since = SUNDAY - timedelta(days=30 * i + 4)
            tie = Supported(kind, SPONSORS[i % 5], ("AA", "NA", "", "CMA", "SMART")[i % 5], since)
        buddy = name(NAMES[(i + 3) % 14], bed((i + 3) % n)) if i < 3 else None
        last = SUNDAY - timedelta(days=i) if tie is not None and i % 5 else None
        lines.append(
            SponsorLine(i + 1, name(NAMES[i % 14], bed(i)), 3 + 19 * i, tie, buddy, i < 4,
                        i % 5 if tie else 0, last, looking=i % 7 != 6)
        )  # fmt: skip
    return SponsorPaper(SUNDAY, tuple(lines), 14)


def mentor(i: int = 0) -> MentorLine:
    """One of the list; every fourth paused, every third full."""
    state = "paused" if i % 4 == 3 else "full" if i % 3 == 2 else "active"
    return MentorLine(
        ("Bill W.", "Dolores K.", "Ron B.", "Pat S.", "María de los Ángeles Q.")[i % 5],
        (("sponsor",), ("sponsor", "temporary_sponsor"), ("alumni_mentor", "mentor"))[i % 3],
        (("AA",), ("NA", "CMA"), ())[i % 3],
        None if i % 6 == 4 else date(2020 - i % 9, 6, 1),
        None if i % 6 == 4 else 2365 + 365 * (i % 9),
        ("man", "woman", "")[i % 3],
        ("English", "English, Spanish", "")[i % 3],
        (("weekday_evening", "weekend_morning"), ("weekday_morning",), ())[i % 3],
        "(555) 010-4477" if i % 2 else "",
        state,
        date(2026, 12, 20) if state == "paused" and i % 8 == 3 else None,
        3 if state != "active" else 2 + i % 2,
        3 if state == "full" else i % 2,
    )


def mentors(n: int = 8) -> MentorBoard:
    """A board of so many people."""
    return MentorBoard(SUNDAY, tuple(mentor(i) for i in range(n)))


def record(n: int = 6) -> MentorRecord:
    """Checked and met, checked with one unmet and an earlier one, and not looked at yet."""
    people = []
    for i in range(n):
        checks: tuple[Checked, ...] = ()
        if i % 3 != 2:
            checks = (Checked(date(2026, 11, 3), "Dana Ruiz", CRITERIA, CRITERIA[3:] * (i % 3)),)
        if i % 3 == 1:
            checks += (Checked(date(2026, 5, 3), "", CRITERIA[:3], CRITERIA[1:2]),)
        people.append(Qualified(mentor(i), (True, False, True, True, None, True)[i % 6], checks))
    return MentorRecord(SUNDAY, CRITERIA, 12, tuple(people))


def calls(n: int = 14) -> CallSheet:
    """A week for so many residents."""
    return CallSheet(MONDAY, SUNDAY, tuple(name(NAMES[i % 14], bed(i)) for i in range(n)))
