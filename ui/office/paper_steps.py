"""Steps with a paper: make it off the window's thread, print it, save it, and record that."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.papers import record_print
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.ask import confirm
from ui.widgets.printing import (
    ask_printer,
    ask_where,
    has_printer,
    print_pages,
    save_instead,
    write_pdf,
)

Making = Callable[[PaperOptions], bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: what it is called, the name of its file, and its bytes."""

    title: str
    file_name: str
    pdf: bytes = b""
    pages: int = 0
    names: str = "short"
    size: str = "letter"
    resident_id: int | None = None

    def counted(self, pages: int) -> "Paper":
        """The same, with the number of pages that its reader counted."""
        return replace(self, pages=pages)


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper that is to be made: `make` gets the options and runs on the slow lane."""

    title: str
    file_name: str
    make: Making
    names: str | None = None
    size: str | None = None
    sections: frozenset[str] | None = None
    resident_id: int | None = None


class PaperSteps(QObject):
    """Makes, prints and saves the papers of one screen."""

    made = Signal(object)  # Paper
    failed = Signal(str)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk = desk
        self.owner = owner
        self._turn = 0  # only the newest wish is answered

    def make(self, wish: Wish) -> None:
        """Ask for the foot's facts, then draw; `made` or `failed` tells."""
        self._turn += 1
        turn = self._turn
        self.desk.ask(
            self,
            paper_facts,
            self.desk.house_id,
            done=lambda facts: self._draw(turn, wish, facts),
            failed=lambda problem: self._on_failed(turn, problem),
        )

    def _draw(self, turn: int, wish: Wish, facts: PaperFacts) -> None:
        if turn != self._turn:
            return
        options = PaperOptions(
            stamp_of(facts, Maker(self.desk.me.name, self.desk.now())),
            wish.names or facts.names,
            wish.size or facts.size,
            wish.sections,
        )
        paper = Paper(
            wish.title, wish.file_name, names=options.names, size=options.size,
            resident_id=wish.resident_id,
        )  # fmt: skip
        self.desk.slow(
            self,
            wish.make,
            options,
            done=lambda pdf: self._on_made(turn, paper, pdf),
            failed=lambda problem: self._on_failed(turn, problem),
        )

    def _on_made(self, turn: int, paper: Paper, pdf: bytes) -> None:
        if turn == self._turn:
            self.made.emit(replace(paper, pdf=pdf))

    def _on_failed(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self.failed.emit(problem.sentence)

    def print_paper(self, paper: Paper) -> None:
        """Print what is shown; without a printer offer to save it."""
        if not self._agreed(paper):
            return
        if not has_printer():
            if save_instead(self.owner):
                self._save(paper)
            return
        printer = ask_printer(self.owner, paper.title, paper.size, paper.pages)
        if printer is not None:
            self.desk.slow(
                self,
                print_pages,
                paper.pdf,
                printer,
                done=lambda pages: self._record(paper, pages, saved=False),
                failed=lambda problem: self.desk.tell(problem.sentence, urgent=True),
            )

    def save_paper(self, paper: Paper) -> None:
        """Save what is shown where the person says."""
        if self._agreed(paper):
            self._save(paper)

    def _save(self, paper: Paper) -> None:
        path = ask_where(self.owner, paper.file_name)
        if path is not None:
            self.desk.slow(
                self,
                write_pdf,
                paper.pdf,
                path,
                done=lambda where: self._on_saved(paper, where),
                failed=lambda problem: self.desk.tell(problem.sentence, urgent=True),
            )

    def _on_saved(self, paper: Paper, path: Path) -> None:
        self._record(paper, paper.pages, saved=True, where=path.name)

    def _record(self, paper: Paper, pages: int, *, saved: bool, where: str = "") -> None:
        said = _("Sent to the printer: {paper}").format(paper=paper.title)
        if saved:
            said = _("Saved {file}").format(file=where)
        self.desk.do(
            self,
            record_print,
            self.desk.house_id,
            paper.title,
            pages,
            saved=saved,
            sha256=hashlib.sha256(paper.pdf).hexdigest(),
            names=paper.names,
            resident_id=paper.resident_id,
            said=said,
        )

    def _agreed(self, paper: Paper) -> bool:
        """Full names leave the office only on purpose: asked once for each print (ux.md 13)."""
        if paper.names != "full":
            return True
        return confirm(
            self.owner,
            _("Put full names on paper?"),
            _("Whoever finds this paper learns who lives here. Short names are the usual way."),
            _("Use full names"),
            _("Go back"),
            danger=False,
        )
