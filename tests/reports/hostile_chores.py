"""Hostile text in every place of the papers of chores where people write."""

from dataclasses import replace
from datetime import timedelta

from sobrhouse.domain.chore_fairness import Less
from sobrhouse.domain.chore_papers import ChoreCard, ChoreChart, FairPaper, LookLine, LookRound
from sobrhouse.domain.chores import State
from sobrhouse.domain.weekly import ChoreWeekLine, PaperName, WeeklyReport
from sobrhouse.reports.chore_cards import chore_cards
from sobrhouse.reports.chore_chart import chore_chart
from sobrhouse.reports.chore_fairness import chore_fairness
from sobrhouse.reports.inspection_sheet import inspection_sheet
from sobrhouse.reports.weekly import weekly_report
from tests.reports.made import OPTIONS, STAMP, SUNDAY
from tests.reports.made_chores import MONDAY, NINE_PM, fair

MARKS = (*State, None)
NAMED = replace(OPTIONS, names="bed")


def lines_of(said: list[str]) -> tuple[ChoreWeekLine, ...]:
    """A line for each string, which is the chore's name and the person's."""
    return tuple(
        ChoreWeekLine(i // 2, s, s, s, PaperName(s, s, s),
                      tuple(MARKS[(i + day) % len(MARKS)] for day in range(7)))
        for i, s in enumerate(said)
    )  # fmt: skip


def chart_of(said: list[str]) -> bytes:
    """A chart with the strings as chores and names."""
    stamp = replace(STAMP, house=said[0])
    data = ChoreChart(MONDAY, MONDAY + timedelta(days=6), lines_of(said))
    return chore_chart(data, replace(NAMED, stamp=stamp, size="a3"))


def cards_of(said: list[str]) -> bytes:
    """Cards with the strings as names, notes and steps."""
    return chore_cards(_cards(said), OPTIONS)


def look_of(said: list[str]) -> bytes:
    """An inspection sheet with the strings in its steps and notes."""
    lines = tuple(
        LookLine(card, PaperName(s, s, s), State.REDO, NINE_PM, s)
        for card, s in zip(_cards(said), said, strict=True)
    )
    return inspection_sheet(LookRound(SUNDAY, lines), NAMED)


def fairness_of(said: list[str]) -> bytes:
    """A fairness page with the strings as names and chores."""
    data = fair(len(said))
    people = tuple(
        replace(person, name=s, less=(Less("other", 3, s, s),))
        for person, s in zip(data.fair.people, said, strict=True)
    )
    names = {i: PaperName(s, s, s) for i, s in enumerate(said)}
    made = FairPaper(replace(data.fair, people=people), names, _cards(said))
    return chore_fairness(made, NAMED)


def week_of(said: list[str]) -> bytes:
    """The weekly report's chores with the strings in them."""
    data = WeeklyReport("Maple", MONDAY, SUNDAY, SUNDAY, chores=lines_of(said))
    return weekly_report(data, NAMED)


def _cards(said: list[str]) -> tuple[ChoreCard, ...]:
    return tuple(
        ChoreCard(i, s, s, s, 20, 1, 1, s[:400], (s[:600], s[:40])) for i, s in enumerate(said)
    )


SMALL_PAPERS = (chart_of, cards_of, look_of, fairness_of, week_of)
