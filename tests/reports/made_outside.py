"""Made papers for outside: a consent and rows as the gate lets them through, without a database."""

from dataclasses import replace
from datetime import date, timedelta

from sobrhouse.domain.consents import Category, Given, Terms
from sobrhouse.domain.gate import Fact
from sobrhouse.domain.outside import (
    TELLS,
    Found,
    FromHouse,
    Kind,
    Line,
    Outgoing,
    OutsidePaper,
    through_the_gate,
)

SUNDAY = date(2026, 11, 22)
FIRST = SUNDAY - timedelta(days=29)
WHO = 7
HOUSE = FromHouse("Maple Street House", "214 Maple St, Riverton", "(555) 010-0140")
TERMS = Terms(
    discloser="Maple Street House, its manager and staff",
    recipient="Officer Lee, County Probation",
    recipient_kind="probation",
    recipient_address="1 Court Square, Riverton",
    categories=frozenset(Category),
    information="How the transfer to the county court goes",
    purpose="Progress on probation",
    how_to_revoke="In writing or by telling the manager, at any time.",
    expires_on=SUNDAY + timedelta(days=120),
    expires_event="Probation ends",
    signed_on=SUNDAY - timedelta(days=40),
    signer_name="Marcus Tate",
)
REMARK = "Marcus helps the newcomers find their way, and cooks on Sundays."
_C = Category


def consent(**more: object) -> Given:
    """It names everything and stands."""
    return Given(1, WHO, replace(TERMS, **more))  # type: ignore[arg-type]


def facts() -> tuple[Fact[Line], ...]:
    """Rows of every category."""

    def fact(category: Category, line: Line, on: date | None = None) -> Fact[Line]:
        return Fact(WHO, category, line, on)

    said = [
        (_C.IDENTITY, Line(Kind.NAME, "Name", "Marcus Tate")),
        (_C.IDENTITY, Line(Kind.SAID, "Born", "May 4, 1991")),
        (_C.IDENTITY, Line(Kind.SAID, "Lives here since", "August 24, 2026")),
        (_C.STANDING, Line(Kind.SAID, "Phase", "Phase 2, since October 3, 2026")),
        (_C.MEETINGS, Line(Kind.KEPT)), (_C.CHORES, Line(Kind.KEPT)),
        (_C.COMINGS, Line(Kind.KEPT)), (_C.PASSES, Line(Kind.KEPT)),
        (_C.SPONSOR, Line(Kind.SAID, "Sponsor", "Yes")),
        (_C.SPONSOR_NAME, Line(Kind.SAID, "Sponsor's name", "Bill W.")),
        (_C.SOBRIETY, Line(Kind.SAID, "Sobriety date", "August 24, 2026, 90 days ago")),
        (_C.WORK, Line(Kind.SAID, "Job", "Ridge Auto, Mon to Fri, 32 hours a week")),
        (_C.LEGAL, Line(Kind.SAID, "Probation", "case 26-CR-1187, Officer Lee")),
    ]  # fmt: skip
    rows = [fact(*pair) for pair in said]
    for n in range(30):
        day = FIRST + timedelta(days=n)
        if n % 3 == 0:
            cells = ("19:30", "Noon Group" if n % 2 else "Step Study", "AA", "")
            mark = "self" if n % 4 == 0 else "signature"
            rows.append(fact(_C.MEETINGS, Line(Kind.MEETING, mark=mark, cells=cells), day))
        if day.weekday() == 0 and day + timedelta(days=6) <= SUNDAY:
            rows.append(fact(_C.MEETINGS, Line(Kind.ASKED, mark="4"), day))
        if n % 2 == 0:
            mark = "missed" if n == 8 else "pass"
            rows.append(fact(_C.CHORES, Line(Kind.CHORE, mark=mark), day))
        if n % 7 == 6:
            mark = ("present", "late", "excused", "present")[n // 7]
            rows.append(fact(_C.STANDING, Line(Kind.HOUSE_MEETING, mark=mark), day))
    rows.append(fact(_C.COMINGS, Line(Kind.LATE, text="Due 6:30 PM, back 7:12 PM"), SUNDAY))
    rows.append(fact(_C.PASSES, Line(Kind.PASS, "November 6 to November 8, 2026", "Back in time"),
                     date(2026, 11, 6)))  # fmt: skip
    rows.append(fact(_C.SOBRIETY, Line(Kind.MILESTONE, "90 days", "November 22, 2026", "chip",
                                       ("August 24, 2026", "90")), SUNDAY))  # fmt: skip
    return tuple(rows)


def found(paper: OutsidePaper, rows: tuple[Fact[Line], ...] | None = None) -> Found:
    """What a paper could tell: its categories of these rows."""
    wanted = TELLS[paper]
    told = tuple(row for row in (facts() if rows is None else rows) if row.category in wanted)
    return Found(WHO, 1, HOUSE, paper, FIRST, SUNDAY, told)


def outgoing(paper: OutsidePaper, given: Given | None = None) -> Outgoing:
    """A paper as a consent that names everything lets it leave."""
    return through_the_gate(
        found(paper), given or consent(), SUNDAY, "Dana Ruiz", "House manager", REMARK
    )
