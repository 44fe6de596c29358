"""Made packets: a full house of sixteen with something in each section, and an empty one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sobrhouse.domain.chores import State
from sobrhouse.domain.circle import Circle
from sobrhouse.domain.packet_pages import (
    ChoreFound,
    ChorePages,
    MeetingWeek,
    MilestoneGiven,
    MilestonePages,
    PlannedLine,
    WentLine,
    chore_people,
)
from sobrhouse.domain.sobriety import AA
from sobrhouse.domain.weekly import PaperName, WeeklyReport
from sobrhouse.queries.packet_values import MeetingPages, PacketValues, SignPages
from sobrhouse.queries.signins import SignRow
from tests.reports.made import SUNDAY, residents, weekly
from tests.reports.made_chores import chart
from tests.reports.made_circle import circle
from tests.reports.made_meetings import ZONE, meeting
from tests.reports.made_people import people

MONDAY = SUNDAY - timedelta(days=6)


def signs(names: dict[int, PaperName]) -> tuple[SignRow, ...]:
    """Each resident goes out once a day and comes back, every ninth late."""
    rows = []
    for day in range(7):
        for number, (key, name) in enumerate(names.items()):
            out = datetime(2026, 11, 16, 13, number, tzinfo=UTC) + timedelta(days=day)
            due = out + timedelta(hours=8)
            late = 35 if (number + day) % 9 == 0 else None
            back = due + timedelta(minutes=late or -5)
            rows.append(SignRow(
                day * 100 + number, 1, key, key, name.short, "Work", "", "", out, due, back, late,
                late or -5, "kiosk", "kiosk", "", False, (), False, None,
            ))  # fmt: skip
    return tuple(rows)


def full(n: int = 16) -> PacketValues:
    """A whole week of a house with so many residents."""
    names = {line.resident_id: line.name for line in residents(n)}
    week = chart(12, past=True)
    some = list(names.values())
    summary = weekly(max(n, 14))
    kept = replace(summary.attendance, lines=summary.attendance.lines[:n])
    summary = replace(summary, residents=summary.residents[:n], attendance=kept, chores=week.lines)
    turns = [
        (line.name, mark)
        for line in week.lines if line.name is not None
        for mark in line.marks if mark is not None
    ]  # fmt: skip
    went = tuple(
        WentLine(MONDAY + timedelta(days=i % 7), "19:30" if i % 3 else "", some[i % n],
                 "Noon Group", "AA", ("self", "signature")[i % 2], i % 5 != 0)
        for i in range(2 * n)
    )  # fmt: skip
    return PacketValues(
        "Maple Street House", ZONE, MONDAY, SUNDAY, SUNDAY, names, summary,
        SignPages(signs(names)),
        ChorePages(
            week.lines, chore_people(turns),
            (ChoreFound(SUNDAY, "Kitchen", some[0], State.REDO, "Grease on the stove."),
             ChoreFound(SUNDAY, "Laundry room", None, State.MISSED)),
        ),
        MeetingPages(
            MeetingWeek(summary.attendance, tuple(sorted(went, key=lambda w: (w.on, w.started_at))),
                        (PlannedLine(SUNDAY, "", "regular", True, "Thanksgiving"),)),
            (meeting(min(n, 14)),),
        ),
        people(n).people,
        MilestonePages(
            (MilestoneGiven(SUNDAY, some[0], AA[3], 90, False, some[1], "", SUNDAY),
             MilestoneGiven(SUNDAY + timedelta(days=2), some[2], AA[1], 30, True, None, "Bill W.")),
            circle(n, 5),
        ),
    )  # fmt: skip


def empty() -> PacketValues:
    """A house in which nobody lives yet."""
    summary = WeeklyReport("Maple Street House", MONDAY, SUNDAY, SUNDAY)
    return PacketValues(
        "Maple Street House", ZONE, MONDAY, SUNDAY, SUNDAY, {}, summary, SignPages(), ChorePages(),
        MeetingPages(), (), MilestonePages((), Circle(date(2026, 11, 22), 28)),
    )  # fmt: skip
