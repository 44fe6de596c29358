"""Reports: choose a paper, see the very file, print it or save it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import week_of
from sobrhouse.problems import Problem
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.paper_steps import Making, Paper, PaperSteps, Wish
from ui.office.report_choices import Has, ReportChoices
from ui.office.report_groups import HAS, MAKERS, PAPERS, WINDOWS, allowed, offered
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.page import Page, Verb
from ui.widgets.papers import PaperView
from ui.widgets.printing import printer_words

SIDE = 372


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
        self._turn = 0  # only what was asked for last is answered
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
            Verb("save_pdf", _("Save this paper as PDF"), "file-text", run=self._on_save),
            *(
                Verb(f"paper_{code}", _(title), "file-text", run=partial(self.show_paper, code))
                for code, title in PAPERS.items()
                if allowed(self.desk, code)
            ),
        )

    def open_record(self, target: object) -> None:
        super().open_record(target)
        if isinstance(target, str) and target in PAPERS:
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
        """Choose another paper; one that asks first opens its window."""
        if paper in WINDOWS:
            if allowed(self.desk, paper):
                WINDOWS[paper].open(self.desk, self)
            return
        self.paper = paper
        self._offer_papers()
        self.reload()

    def _on_facts(self, facts: PaperFacts) -> None:
        today = self.desk.today()
        self.choices.begin(week_of(today, facts.week_starts_on), facts.names, facts.size)
        self._ask_values()

    def _on_chosen(self) -> None:
        self.view.wait(_("Making the paper"))
        self._ask_values()

    def _ask_values(self) -> None:
        self._turn += 1
        done = partial(self._on_found, self._turn)
        failed = partial(self._on_problem, self._turn)
        week = self.choices.week if self._has().week else self.choices.this_week
        papers = next(papers for codes, papers in MAKERS if self.paper in codes)
        papers(self.desk, self, done, failed).ask(self.paper, week)

    def _has(self) -> Has:
        return HAS.get(self.paper, Has())

    def _on_problem(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self._on_failed(problem.sentence)

    def _on_found(
        self, turn: int, code: str, day: date, make: Making,
        sections: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        if turn != self._turn or code != self.paper:
            return
        if sections:
            self.choices.offer(sections)
        title = _(PAPERS[code])
        kind = _("weekly") if code == "weekly" else title
        name = file_name(f"{day.isoformat()} {self.desk.house_name()} {kind}.pdf")
        ticked = self.choices.sections() if self._has().sections else None
        names, size = str(self.choices.names.key()), str(self.choices.sheets.key())
        self.steps.make(Wish(title, name, make, names, size, ticked))

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
        today = self.desk.today()
        self.choices.show_paper(_(PAPERS[self.paper]), today, today, self._has())
        self.choices.offer_papers([
            (_(heading), [(code, _(title)) for code, title in papers if code != self.paper])
            for heading, papers in offered(self.desk)
        ])

    def _enable(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self.shown is not None)


def file_name(name: str) -> str:
    """A name that every system can keep: without / \\ : * ? " < > | and control characters."""
    kept = "".join(" " if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in name)
    return " ".join(kept.split())[:150]
