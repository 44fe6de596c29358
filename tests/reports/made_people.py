"""Made weeks of residents: the values that the tests of the people pages draw."""

from datetime import timedelta

from sobrhouse.domain.week_people import HEADINGS, PeopleWeek, PersonWeek, WeekHeading, WeekLine
from tests.reports.made import NAMES, SUNDAY, name

OWN = "I asked two people, and one said yes."


def person(n: int = 0, **more: tuple[WeekLine, ...]) -> PersonWeek:
    """A resident with something of each kind, unless a heading is told."""
    lines = {
        "sponsor": (WeekLine("Sponsor", who="Bill W."),
                    WeekLine("House buddy", who="Ty C.", lives_here=True),
                    WeekLine("In touch 3 times, last on Thu")),
        "work_school": (WeekLine("Job: Ridge Auto, Mon to Fri"),),
        "chores": (WeekLine("Chores: 5 of 6 turns passed"), WeekLine("Missed: Kitchen Tue")),
        "participation": (WeekLine("Recovery meetings: 3 of 4 (AA 3)"),
                          WeekLine("Helped a newcomer", "note", on=SUNDAY),
                          WeekLine(OWN, "own", way="kiosk")),
    } | more  # fmt: skip
    headings = tuple(WeekHeading(code, lines.get(code, ())) for code in HEADINGS)
    bed = f"{n // 2 + 1}{'AB'[n % 2]}"
    return PersonWeek(
        n + 1, n + 1, name(NAMES[n % 14], bed), SUNDAY - timedelta(days=3 if n == 1 else 90),
        SUNDAY if n == 2 else None, "Phase 2", None if n == 3 else 118, headings,
    )  # fmt: skip


def people(n: int = 14) -> PeopleWeek:
    """The week of so many residents."""
    everybody = tuple(person(i) for i in range(n))
    start = SUNDAY - timedelta(days=6)
    return PeopleWeek("Maple Street House", start, SUNDAY, SUNDAY, everybody)
