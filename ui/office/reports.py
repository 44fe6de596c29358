"""Reports: choose a paper, see the very file, print it or save it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import PaperName, WeeklyReport
from sobrhouse.queries.beds import Board, board
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.queries.residents import ResidentRow, residents_here
from sobrhouse.queries.weekly import weekly_report as weekly_values
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.residents_list import residents_list
from sobrhouse.reports.sign_sheets import power_cut_sheet, sign_out_sheet
from sobrhouse.reports.weekly import offered, weekly_report
from sobrhouse.words import N_, _
from ui import theme
from ui.desk import Desk
from ui.office import (
    report_chores,
    report_circle,
    report_measures,
    report_meetings,
    report_support,
)
from ui.office.paper_steps import Paper, PaperSteps, Wish
from ui.office.report_choices import Has, ReportChoices
from ui.office.report_chores import ChorePapers
from ui.office.report_circle import CirclePapers
from ui.office.report_measures import MeasurePapers
from ui.office.report_meetings import MeetingPapers
from ui.office.report_support import SupportPapers
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.page import Page, Verb
from ui.widgets.papers import PaperView
from ui.widgets.printing import printer_words

SIDE = 372


class Asked(Protocol):
    """Asks for what a paper of the week from a day on needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask; the place is told when it is there."""


GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        N_("House"),
        (
            ("weekly", N_("Weekly report")),
            ("beds", N_("Bed board")),
            ("residents", N_("Residents list")),
            ("signout", N_("Sign-out sheet")),
            ("powercut", N_("Sign-in sheet for a power cut")),
        ),
    ),
    (N_("Chores"), report_chores.TITLES),
    (N_("Meetings"), report_meetings.TITLES),
    (N_("Sponsors"), (*report_support.TITLES, *report_circle.TITLES)),
    (N_("Milestones"), report_measures.TITLES),
)
PAPERS = tuple(paper for _heading, papers in GROUPS for paper in papers)
_HAS = {
    "weekly": Has(week=True, sections=True),
    "weekboard": Has(poster=True),
    report_chores.CHART: Has(True, report_chores.WEEKS_AHEAD, poster=True),
    report_chores.FAIRNESS: Has(week=True),
    report_support.CALLS: Has(True, report_support.WEEKS_AHEAD),
    report_measures.CERTIFICATES: Has(True, report_measures.WEEKS_AHEAD),
}
# A file of papers each: their codes, and who asks for their values and tells how they are made.
_MORE: tuple[tuple[frozenset[str], Callable[..., Asked]], ...] = (
    (report_meetings.CODES, MeetingPapers),
    (report_chores.CODES, ChorePapers),
    (report_support.CODES, SupportPapers),
    (report_measures.CODES, MeasurePapers),
    (report_circle.CODES, CirclePapers),
)
BADGES = "badges"  # made anew each time, so they have no preview here


class ReportsPage(Page):
    """The week on paper, and the other papers of the house."""

    topics = frozenset({
        "resident", "stay", "bed", "room", "phase", "sobriety", "house", "setting", "note", "todo",
        "employment", "care", "application", "backup", "sign", "round", "meeting", "series",
        "agenda", "motion", "commitment", "attendance", "requirement",
        "meeting_group", "chore", "turn", "inspection", "rotation", "chore_plan", "exclusion",
        "supporter", "sponsorship", "introduction", "sponsor_contact", "mentor_check",
        "support_choice", "help", "milestone", "assessment",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.paper = "weekly"
        self.shown: Paper | None = None
        self._values: object = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.choices = ReportChoices()
        self.choices.setFixedWidth(round(SIDE * theme.scale()))
        self.view = PaperView()
        self.ground = Card()
        frame = self.ground.layout()
        assert frame is not None  # every card has one
        frame.setContentsMargins(1, 1, 1, 1)  # the preview fills its card
        self.ground.add(self.view, 1)
        row = hbox(self.choices, self.ground, gap=3)
        row.setStretch(1, 1)
        box = vbox(row, parent=self)
        box.setContentsMargins(20, 4, 20, 14)
        self.steps = PaperSteps(self.desk, self)
        told = (self.desk, self, self._on_found, self._on_problem)
        self.more: dict[str, Asked] = {}  # who asks for what a paper needs, by its code
        for codes, papers in _MORE:
            self.more.update(dict.fromkeys(codes, papers(*told)))
        self.save = Button(_("Save PDF"), icon="file-text")
        self.print = Button(_("Print"), "primary", icon="printer", keys="Ctrl+P")
        self._offer_papers()
        self._enable()

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_chosen)
        self.choices.paper_wanted.connect(self.show_paper)
        self.steps.made.connect(self._on_made)
        self.steps.failed.connect(self._on_failed)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)

    # What the frame asks

    def title(self) -> str:
        return _("Reports")

    def context(self) -> str:
        return printer_words()

    def header_buttons(self) -> list[QWidget]:
        return [self.save, self.print]

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("print", _("Print this paper"), "printer", run=self._on_print),
            Verb("badges", _("Print badges"), "id-card", run=self.make_badges,
                 needs=Permission.MANAGE_PEOPLE),
            Verb("save_pdf", _("Save this paper as PDF"), "file-text", run=self._on_save),
            *(
                Verb(f"paper_{code}", _(title), "file-text", run=partial(self.show_paper, code))
                for code, title in PAPERS
            ),
        )

    def open_record(self, target: object) -> None:
        super().open_record(target)
        if isinstance(target, str) and target in dict(PAPERS):
            self.show_paper(target)

    def place_in(self) -> object:
        return self.paper

    def reload(self) -> None:
        """The house's defaults first, then the values of the chosen paper, then the paper."""
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self,
            paper_facts,
            self.desk.house_id,
            done=self._on_facts,
            failed=lambda problem: self._on_failed(problem.sentence),
        )

    # From facts to a paper

    def show_paper(self, paper: str) -> None:
        """Choose another paper."""
        if paper == BADGES:
            self.make_badges()
            return
        self.paper = paper
        self._offer_papers()
        self.reload()

    def make_badges(self) -> None:
        """Badges for whoever has none yet, in a window of their own."""
        from ui.office.badges import make_badges

        make_badges(self.desk, self)

    def _on_facts(self, facts: PaperFacts) -> None:
        today = self.desk.today()
        self.choices.begin(week_of(today, facts.week_starts_on), facts.names, facts.size)
        self._ask_values()

    def _on_chosen(self) -> None:
        self.view.wait(_("Making the paper"))
        self._ask_values()

    def _ask_values(self) -> None:
        house, today = self.desk.house_id, self.desk.today()
        failed = self._on_problem
        if self.paper == "beds":
            self.desk.ask(self, board, house, today, done=self._on_board, failed=failed)
        elif self.paper in ("residents", "powercut"):
            self.desk.ask(self, residents_here, house, today, done=self._on_people, failed=failed)
        elif self.paper in self.more:
            picked = _HAS.get(self.paper, Has()).week
            week = self.choices.week if picked else self.choices.this_week
            self.more[self.paper].ask(self.paper, week)
        elif self.paper == "signout":
            self._make(today.isoformat(), _("sign-out sheet"), sign_out_sheet)
        else:
            days = (self.choices.week, today, self.desk.now())
            self.desk.ask(self, weekly_values, house, *days, done=self._on_week, failed=failed)

    def _on_problem(self, problem: Exception) -> None:
        self._on_failed(str(problem))

    def _on_week(self, data: WeeklyReport) -> None:
        if self.paper == "weekly" and data.week_start == self.choices.week:
            self.choices.offer(offered(data))
            self._make(data.week_end.isoformat(), _("weekly"), partial(weekly_report, data))

    def _on_found(self, code: str, day: date, make: Callable[[PaperOptions], bytes]) -> None:
        if self.paper == code:
            self._make(day.isoformat(), _(dict(PAPERS)[code]), make)

    def _on_board(self, data: Board) -> None:
        if self.paper == "beds":
            self._make(data.on.isoformat(), _("beds"), partial(bed_board, data))

    def _on_people(self, rows: tuple[ResidentRow, ...]) -> None:
        if self.paper == "residents":
            today = self.desk.today()
            make = partial(residents_list, rows, today)
            self._make(today.isoformat(), _("residents"), make)
        elif self.paper == "powercut":
            today = self.desk.today()
            names = tuple(PaperName(r.name, r.full_name, r.bed) for r in rows)
            make = partial(power_cut_sheet, names, today)
            self._make(today.isoformat(), _("sign-in sheet"), make)

    def _make(self, day: str, kind: str, make: Callable[[PaperOptions], bytes]) -> None:
        name = f"{day} {self.desk.house_name()} {kind}.pdf"
        self.steps.make(
            Wish(
                _(dict(PAPERS)[self.paper]),
                file_name(name),
                make,
                str(self.choices.names.key()),
                str(self.choices.sheets.key()),
                self.choices.sections() if self.paper == "weekly" else None,
            )
        )

    def _on_made(self, paper: Paper) -> None:
        self.view.show_paper(paper.pdf)
        self.shown = paper
        self._enable()

    def _on_failed(self, sentence: str) -> None:
        self.shown = None
        self.view.could_not(sentence)
        self._enable()

    # Print and save

    def _on_print(self) -> None:
        if self.shown is not None:
            self.steps.print_paper(self._counted(self.shown))

    def _on_save(self) -> None:
        if self.shown is not None:
            self.steps.save_paper(self._counted(self.shown))

    def _counted(self, paper: Paper) -> Paper:
        return paper.counted(self.view.pages())

    def _offer_papers(self) -> None:
        title = _(dict(PAPERS)[self.paper])
        today = self.desk.today()
        self.choices.show_paper(title, today, today, _HAS.get(self.paper, Has()))
        groups = [
            (_(heading), [(code, _(words)) for code, words in papers if code != self.paper])
            for heading, papers in GROUPS
        ]
        if self.desk.may(Permission.MANAGE_PEOPLE):
            groups[0][1].append((BADGES, _("Badges")))
        self.choices.offer_papers(groups)

    def _enable(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self.shown is not None)


def file_name(name: str) -> str:
    """A name that every system can keep: without / \\ : * ? " < > | and control characters."""
    kept = "".join(" " if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in name)
    return " ".join(kept.split())[:150]
