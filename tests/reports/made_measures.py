"""Made values of milestones and BARC-10 for the tests of their papers."""

from datetime import date, timedelta

from sobrhouse.domain.sobriety import add_months, milestone_by
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.assessments import Capital, CapitalPaper, Filled, HouseMonth
from sobrhouse.queries.milestones import Programme, ReachedRow
from tests.reports.made import NAMES, SUNDAY

CODES = ("d30", "d60", "d90", "m6", "y1", "y2")


def reached(place: int, ahead: int = 0, giver: str = "", **more: object) -> ReachedRow:
    """Somebody of the house, who reaches a milestone so many days from Sunday."""
    code = CODES[place % len(CODES)]
    milestone = milestone_by(code, "na" if place % 4 == 3 else "aa")
    assert milestone is not None
    on = SUNDAY + timedelta(days=ahead)
    since = on - timedelta(days=milestone.days or milestone.months * 365 // 12)
    name = NAMES[place % len(NAMES)]
    values = {"giver": giver, "bed": f"{place}A"} | more
    return ReachedRow(
        place + 1, place + 1, name, f"{name[:-2]}Fullname", photo_blob_id=None, since=since, on=on,
        milestone=milestone, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def programme(count: int) -> Programme:
    """So many people in two weeks; every other one has a giver."""
    rows = tuple(
        reached(i, i * 14 // max(1, count), "" if i % 2 else "Bill W.") for i in range(count)
    )
    return Programme(SUNDAY, SUNDAY + timedelta(days=14), rows)


def filled(count: int) -> tuple[Filled, ...]:
    """One a month, slowly better; the last one today."""
    return tuple(
        Filled(
            i + 1,
            add_months(SUNDAY, i + 1 - count),
            "paper",
            tuple(min(6, 3 + (i + q) // 4) for q in range(10)),
            "Dana Ruiz",
        )
        for i in range(count)
    )


def capital(count: int, own: int = 0) -> CapitalPaper:
    """A person's trend."""
    rows = filled(count)
    last = rows[-1].on if rows else None
    seen = Capital(1, rows, own, not own, last, None)
    return CapitalPaper(1, PaperName("Marcus T.", "Marcus Tate", "1A"), seen, SUNDAY)


def house_year(told: int = 12) -> tuple[HouseMonth, ...]:
    """Twelve months of a house, of which the last so many are told."""
    first = date(2025, 12, 1)
    return tuple(
        HouseMonth(add_months(first, i), 7 + i % 4, 38.4 + i * 0.9, 10.2 + i * 0.3)
        if i >= 12 - told and i != 7
        else HouseMonth(add_months(first, i), 0, None, None)
        for i in range(12)
    )
