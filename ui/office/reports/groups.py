"""Groups: every paper of the Reports place but the packet, under its heading; a feature adds its
own here, a line each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.papers import blank_papers
from ui.office.reports import chores as report_chores
from ui.office.reports import circle as report_circle
from ui.office.reports import house as report_house
from ui.office.reports import inside as report_inside
from ui.office.reports import measures as report_measures
from ui.office.reports import meetings as report_meetings
from ui.office.reports import outside as report_outside
from ui.office.reports import people as report_people
from ui.office.reports import support as report_support
from ui.office.reports.choices import Has
from ui.office.reports.chores import ChorePapers
from ui.office.reports.circle import CirclePapers
from ui.office.reports.house import HousePapers
from ui.office.reports.inside import InsidePapers
from ui.office.reports.measures import MeasurePapers
from ui.office.reports.meetings import MeetingPapers
from ui.office.reports.papers import Papers
from ui.office.reports.people import PeoplePapers
from ui.office.reports.support import SupportPapers

BADGES = "badges"  # made anew each time, so they have no preview here


@dataclass(frozen=True, slots=True)
class Window:
    """A paper that asks first, in a window of its own: what opens it, and who may have it."""

    open: Callable[[Desk, QWidget], object]
    needs: Permission = Permission.PRINT_PAPERS
    also: Permission | None = None  # who has this one may have it too


def _badges(desk: Desk, parent: QWidget) -> None:
    """Badges for whoever has none yet."""
    from ui.office.papers.badges import make_badges

    make_badges(desk, parent)


# Headings, and under each the codes and titles of its papers.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (N_("House"), (
        *report_house.TITLES, *report_inside.HOUSE_TITLES, *report_people.TITLES,
        (BADGES, N_("Badges")),
    )),
    (N_("One person"), report_inside.PERSON_TITLES),
    (N_("Records"), report_inside.RECORD_TITLES),
    (N_("Chores"), report_chores.TITLES),
    (N_("Meetings"), report_meetings.TITLES),
    (N_("Sponsors"), (*report_support.TITLES, *report_circle.TITLES)),
    (N_("Milestones"), report_measures.TITLES),
    (N_("To fill in by hand"), blank_papers.TITLES),
    (N_("For outside"), report_outside.TITLES),
)
# What can be chosen for a paper, where that is more than names and the size of the paper.
HAS = {
    "weekly": Has(week=True, sections=True),
    "weekboard": Has(poster=True),
    report_chores.CHART: Has(True, report_chores.WEEKS_AHEAD, poster=True),
    report_people.PEOPLE: Has(week=True),
    report_chores.FAIRNESS: Has(week=True),
    report_support.CALLS: Has(True, report_support.WEEKS_AHEAD),
    report_measures.CERTIFICATES: Has(True, report_measures.WEEKS_AHEAD),
}
# A file of papers each: their codes, and who asks for their values and tells how they are made.
MAKERS: tuple[tuple[frozenset[str], type[Papers]], ...] = (
    (report_house.CODES, HousePapers),
    (report_inside.CODES, InsidePapers),
    (report_meetings.CODES, MeetingPapers),
    (report_chores.CODES, ChorePapers),
    (report_support.CODES, SupportPapers),
    (report_measures.CODES, MeasurePapers),
    (report_circle.CODES, CirclePapers),
    (report_people.CODES, PeoplePapers),
)
# Papers that are not shown beside the choices.
WINDOWS: dict[str, Window] = {
    BADGES: Window(_badges, Permission.MANAGE_PEOPLE),
    **{code: Window(partial(blank_papers.open_window, code)) for code in blank_papers.CODES},
    report_inside.CENSUS: Window(report_inside.open_census),
    report_inside.FILE: Window(report_inside.open_file, Permission.MANAGE_PEOPLE),
    report_inside.COPY: Window(report_inside.open_copy, Permission.MANAGE_PEOPLE),
    report_inside.DISCHARGE: Window(report_inside.open_discharge, Permission.MANAGE_PEOPLE),
    report_inside.ACCOUNT: Window(report_inside.open_account, Permission.MANAGE_PEOPLE,
                                  Permission.SEE_AUDIT),
    report_inside.AUDIT: Window(report_inside.open_audit, Permission.SEE_AUDIT),
    **{code: Window(opened, Permission.MANAGE_PEOPLE)
       for code, opened in report_outside.OPENED.items()},
}
PAPERS = dict(paper for _heading, papers in GROUPS for paper in papers)


def offered(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups with what this person may have, in the words of the catalogue's source."""
    return [
        (heading, [(code, title) for code, title in papers if allowed(desk, code)])
        for heading, papers in GROUPS
    ]


def allowed(desk: Desk, code: str) -> bool:
    """Whether this person may have that paper."""
    window = WINDOWS.get(code)
    if window is None:
        return True
    return desk.may(window.needs) or (window.also is not None and desk.may(window.also))
