"""Reports: the week's packet or another paper, the very file in view, printed or saved."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.phrases import week_of
from sobrhouse.problems import Problem
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.packets.place import PACKET, PacketPlace
from ui.office.papers.blank_papers import forms_on
from ui.office.papers.memory import keep_sheets, remembered
from ui.office.papers.steps import Making, Paper, PaperSteps, Wish
from ui.office.reports.choices import Has, ReportChoices
from ui.office.reports.groups import HAS, MAKERS, PAPERS, WINDOWS, allowed, offered
from ui.office.reports.help import ReportsHelp
from ui.office.reports.other_papers import grown
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.page import Page, Verb
from ui.widgets.papers import PaperView
from ui.widgets.printing import printer_words

SIDE = 372
FIRST = "weekly"  # of the other papers, before anybody chose


class ReportsPage(Page):
    """The week on paper, and the other papers of the house."""

    topics = frozenset({
        "resident", "stay", "bed", "room", "phase", "sobriety", "house", "setting", "note", "todo",
        "employment", "care", "application", "backup", "sign", "round", "meeting", "series",
        "agenda", "motion", "commitment", "attendance", "requirement",
        "meeting_group", "chore", "turn", "inspection", "rotation", "chore_plan", "exclusion",
        "supporter", "sponsorship", "introduction", "sponsor_contact", "mentor_check",
        "support_choice", "help", "milestone", "assessment", "own_words", "pass", "visit",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.paper = PACKET
        self.other = FIRST
        self.shown: Paper | None = None
        self._turn = 0  # only what was asked for last is answered
        self._had_focus: QWidget | None = None  # a button that waits for its paper
        self._build()
        self._connect()

    def _build(self) -> None:
        self.choices = ReportChoices()
        # Growing with the text in full would leave no page beside it on a small screen.
        self.choices.setFixedWidth(round(SIDE * grown()))
        self.view = PaperView()
        self.note = Banner("", "info")
        self.note.hide()
        self.ground = Card()
        frame = self.ground.layout()
        assert frame is not None  # every card has one
        frame.setContentsMargins(1, 1, 1, 1)  # the preview fills its card
        self.ground.add(self.view, 1)
        right = vbox(self.note, gap=2)
        right.addWidget(self.ground, 1)
        row = hbox(self.choices, right, gap=3)
        row.setStretch(1, 1)
        box = vbox(row, parent=self)
        box.setContentsMargins(20, 4, 20, 14)
        self.steps = PaperSteps(self.desk, self)
        self.save = Button(_("Save PDF"), icon="file-text", keys="Ctrl+S")
        self.print = Button("", "primary", icon="printer", keys="Ctrl+P")
        self.packet = PacketPlace(self)
        self._offer_papers()
        self._enable()

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_chosen)
        self.choices.paper_wanted.connect(self.show_paper)
        self.choices.kinds.picked.connect(self._on_kind)
        self.steps.made.connect(self._on_made)
        self.steps.failed.connect(self.could_not)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)

    # What the frame asks

    def title(self) -> str:
        return _("Reports")

    def context(self) -> str:
        return printer_words(remembered(self.desk.data).printer)

    def header_buttons(self) -> list[QWidget]:
        return [self.save, self.print]

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("print", self.print.words(), "printer", run=self._on_print),
            Verb("print_other", _("Print with another printer…"), "printer", "Ctrl+Alt+P",
                 run=self._on_print_other),
            Verb("save_pdf", _("Save this paper as PDF"), "file-text", "Ctrl+S",
                 run=self._on_save),
            *self.packet.verbs(),
            Verb("help", _("Help with Reports"), "info", run=self.open_help),
            *(
                Verb(f"paper_{code}", _(title), "file-text", run=partial(self.show_paper, code),
                     more=False)
                for code, title in PAPERS.items()
                if allowed(self.desk, code)
            ),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """A paper by its code, or {"paper": code, "week": its first day}."""
        super().open_record(target)
        if isinstance(target, Mapping):  # the packet of a certain week
            self.choices.asked = target["week"]
            self.show_paper(target["paper"])
        elif isinstance(target, str) and (target == PACKET or target in PAPERS):
            self.show_paper(target)

    def place_in(self) -> object:
        return self.paper

    def reload(self) -> None:
        """The house's defaults first, then the values of the chosen paper, then the paper."""
        if self.packet.again is not None:
            return  # what was printed before stays as it is
        self.wait()
        self.packet.forget()
        self.desk.ask(
            self,
            paper_facts,
            self.desk.house_id,
            done=self._on_facts,
            failed=lambda problem: self.could_not(problem.sentence),
        )

    # From facts to a paper

    def show_paper(self, paper: str) -> None:
        """Choose another paper; one that asks first opens its window."""
        if paper in WINDOWS:
            if allowed(self.desk, paper):
                WINDOWS[paper].open(self.desk, self)
            return
        self.paper = paper
        if paper != PACKET:
            self.other = paper
        self.packet.leave_again()
        self._offer_papers()
        self.reload()

    def _on_kind(self, kind: object) -> None:
        self.show_paper(PACKET if kind == PACKET else self.other)

    def _on_facts(self, facts: PaperFacts) -> None:
        kept = remembered(self.desk.data)
        week = week_of(self.desk.today(), facts.week_starts_on)
        self.choices.begin(week, facts.names, kept.size or facts.size, large=kept.large)
        if self.packet.ready():
            self._ask_values()

    def _on_chosen(self) -> None:
        size, large = self.choices.kept_sheets()
        keep_sheets(self.desk.data, size, large=large)
        self.packet.leave_again()
        self._ask_values()

    def _ask_values(self) -> None:
        self.wait()
        self._turn += 1
        if self.paper == PACKET:
            self.packet.ask(self._turn)
            return
        done = partial(self._on_found, self._turn)
        failed = partial(self.on_problem, self._turn)
        week = self.choices.week if self._has().week else self.choices.this_week
        papers = next(papers for codes, papers in MAKERS if self.paper in codes)
        papers(self.desk, self, done, failed).ask(self.paper, week)

    def make_anew(self) -> None:
        """The packet's sets came, or what was printed before is left: make what is chosen."""
        self._ask_values()

    def is_newest(self, turn: int) -> bool:
        """Whether nothing else was asked for since."""
        return turn == self._turn

    def next_turn(self) -> int:
        """What is on its way is not wanted any more."""
        self._turn += 1
        return self._turn

    def _has(self) -> Has:
        return Has(week=True, packet=True) if self.paper == PACKET else HAS.get(self.paper, Has())

    def on_problem(self, turn: int, problem: Problem) -> None:
        """The values of a paper could not be had."""
        if turn == self._turn:
            self.could_not(problem.sentence)

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
        name = paper_name(day, self.desk.house_name(), kind)
        ticked = self.choices.sections() if self._has().sections else None
        names, size = str(self.choices.names.key()), str(self.choices.sheets.key())
        forms = forms_on(code, day)
        self.steps.make(Wish(title, name, make, names, size, ticked, forms=forms))

    def wait(self) -> None:
        """What is shown is not what would print; until it is, nothing can be printed."""
        self.shown = None
        self.steps.drop()
        self.view.wait(_("Making the packet") if self.paper == PACKET else _("Making the paper"))
        self.note.hide()
        self._enable()

    def _on_made(self, paper: Paper) -> None:
        self.view.show_paper(paper.pdf)
        self.shown = paper
        self._enable()

    def could_not(self, sentence: str) -> None:
        """There is no paper, and why."""
        self.shown = None
        self.view.could_not(sentence)
        self._enable()

    # Print and save

    def _on_print(self) -> None:
        if self.shown is not None:
            self.steps.print_paper(self.shown.counted(self.view.pages()), ask=False)

    def _on_print_other(self) -> None:
        if self.shown is not None:
            self.steps.print_paper(self.shown.counted(self.view.pages()))
            self.headed.emit()  # another printer may be the usual one now

    def _on_save(self) -> None:
        if self.shown is not None:
            self.steps.save_paper(self.shown.counted(self.view.pages()))

    def open_help(self) -> None:
        """What one does here, and the keys of the place."""
        ReportsHelp(self.verbs(), self).open()

    def _offer_papers(self) -> None:
        today = self.desk.today()
        title = _("Weekly packet") if self.paper == PACKET else _(PAPERS[self.paper])
        self.choices.show_paper(title, today, today, self._has())
        if self.paper != PACKET:
            groups = tuple(
                (_(heading), tuple((code, _(title)) for code, title in papers))
                for heading, papers in offered(self.desk)
            )
            self.choices.others.offer(groups, self.paper)
        self.print.set_text(_("Print packet") if self.paper == PACKET else _("Print"))

    def _enable(self) -> None:
        """A button that had the focus when its paper was taken away gets it back with the next."""
        for button in (self.save, self.print):
            if self.shown is None and button.hasFocus():
                self._had_focus = button
            button.setEnabled(self.shown is not None)
        if self.shown is not None and self._had_focus is not None:
            waiting, self._had_focus = self._had_focus, None
            if not self._has_focus():
                waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        now: object = self.window().focusWidget()
        return isinstance(now, QWidget) and self.isAncestorOf(now)
