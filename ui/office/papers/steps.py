"""Steps with a paper: make it off the window's thread, print it, save it, and record that."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import Printed
from sobrhouse.problems import Problem
from sobrhouse.queries.form_prints import free_codes
from sobrhouse.queries.papers import PaperFacts, paper_facts
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.form_prints import record_forms
from sobrhouse.services.papers import record_print
from sobrhouse.words import _, language, speaking
from ui.desk import Desk, Step
from ui.office.papers.memory import keep_printer, remembered
from ui.widgets.ask import confirm
from ui.widgets.printing import (
    ask_printer,
    ask_where,
    has_printer,
    print_pages,
    save_instead,
    usual_printer,
    write_pdf,
)

Kept = Callable[[bool], Step]  # whether it was saved as a file -> what records that


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper that is kept in a way of its own when it is printed or saved, a remark on it, and its
    parts with the pages that each has.
    """

    pdf: bytes
    kept: Kept
    remark: str = ""
    parts: tuple[tuple[str, int], ...] = ()


Making = Callable[[PaperOptions], "bytes | Drawn"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: what it is called, the name of its file, and its bytes; of forms to fill in
    by hand also their codes, which are kept before it is printed or saved.
    """

    title: str
    file_name: str
    pdf: bytes = b""
    pages: int = 0
    names: str = "short"
    size: str = "letter"
    resident_id: int | None = None
    kept: Kept | None = None
    remark: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    forms: tuple[Printed, ...] = ()
    codes: tuple[str, ...] = ()
    language: str = "en"

    def counted(self, pages: int) -> "Paper":
        """The same, with the number of pages that its reader counted."""
        return replace(self, pages=pages)


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper that is to be made: `make` gets the options and runs on the slow lane. `forms` are
    those on it that are filled in by hand: each gets a code. Without a language it is made as the
    program speaks.
    """

    title: str
    file_name: str
    make: Making
    names: str | None = None
    size: str | None = None
    sections: frozenset[str] | None = None
    resident_id: int | None = None
    large: bool = False
    forms: tuple[Printed, ...] = ()
    language: str = ""

    def drawn(self, options: PaperOptions) -> "bytes | Drawn":
        """The paper, in its language."""
        with speaking(self.language):
            return self.make(options)


class PaperSteps(QObject):
    """Makes, prints and saves the papers of one screen."""

    made = Signal(object)  # Paper
    failed = Signal(str)
    recorded = Signal(object)  # Paper; it was printed or saved

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk = desk
        self.owner = owner
        self._turn = 0  # only the newest wish is answered

    def drop(self) -> None:
        """What is being made is not wanted any more."""
        self._turn += 1

    def make(self, wish: Wish) -> None:
        """Ask for the foot's facts, then draw; `made` or `failed` tells."""
        self._turn += 1
        turn = self._turn
        self.desk.ask(
            self,
            paper_facts,
            self.desk.house_id,
            done=lambda facts: self._with_codes(turn, wish, facts),
            failed=lambda problem: self._on_failed(turn, problem),
        )

    def _with_codes(self, turn: int, wish: Wish, facts: PaperFacts) -> None:
        if not wish.forms:
            self._draw(turn, wish, facts, ())
            return
        self.desk.ask(
            self, free_codes, self.desk.house_id, len(wish.forms),
            done=lambda codes: self._draw(turn, wish, facts, codes),
            failed=lambda problem: self._on_failed(turn, problem),
        )  # fmt: skip

    def _draw(self, turn: int, wish: Wish, facts: PaperFacts, codes: tuple[str, ...]) -> None:
        if turn != self._turn:
            return
        with speaking(wish.language):
            stamp = stamp_of(facts, Maker(self.desk.me.name, self.desk.now()))
            spoken = language()
        options = PaperOptions(
            stamp, wish.names or facts.names, wish.size or facts.size, wish.sections, wish.large,
            codes=codes,
        )  # fmt: skip
        paper = Paper(
            wish.title, wish.file_name, names=options.names, size=options.size,
            resident_id=wish.resident_id, forms=wish.forms, codes=codes, language=spoken,
        )  # fmt: skip
        self.desk.slow(
            self,
            wish.drawn,
            options.coded(0) if len(codes) == 1 else options,
            done=lambda drawn: self._on_made(turn, paper, drawn),
            failed=lambda problem: self._on_failed(turn, problem),
        )

    def _on_made(self, turn: int, paper: Paper, drawn: bytes | Drawn) -> None:
        if turn != self._turn:
            return
        if isinstance(drawn, Drawn):
            paper = replace(
                paper, pdf=drawn.pdf, kept=drawn.kept, remark=drawn.remark, parts=drawn.parts
            )
        else:
            paper = replace(paper, pdf=drawn)
        self.made.emit(paper)

    def _on_failed(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self.failed.emit(problem.sentence)

    def print_paper(self, paper: Paper, *, ask: bool = True) -> None:
        """Print what is shown; without a printer offer to save it. Unless told to `ask`, the
        printer that was used last is used again.
        """
        if not self._agreed(paper):
            return
        if not has_printer():
            if save_instead(self.owner):
                self._save(paper)
            return
        printer = self._printer(paper, ask=ask)
        if printer is not None:
            self._keep_codes(paper, lambda: self.desk.slow(
                self,
                print_pages,
                paper.pdf,
                printer,
                done=lambda pages: self._record(paper, pages, saved=False),
                failed=lambda problem: self.desk.tell(problem.sentence, urgent=True),
            ))  # fmt: skip

    def _keep_codes(self, paper: Paper, then: Callable[[], None]) -> None:
        """No form leaves without its code in the records; then what was asked for."""
        if not paper.codes:
            then()
            return
        self.desk.do(
            self, record_forms, self.desk.house_id, paper.forms, paper.codes, paper.language,
            done=lambda _rows: then(),
        )  # fmt: skip

    def _printer(self, paper: Paper, *, ask: bool) -> QPrinter | None:
        kept = remembered(self.desk.data).printer
        if not ask and (usual := usual_printer(paper.title, paper.size, kept)) is not None:
            return usual
        chosen = ask_printer(self.owner, paper.title, paper.size, paper.pages, kept)
        if chosen is not None:
            keep_printer(self.desk.data, chosen.printerName())
        return chosen

    def save_paper(self, paper: Paper) -> None:
        """Save what is shown where the person says."""
        if self._agreed(paper):
            self._save(paper)

    def _save(self, paper: Paper) -> None:
        path = ask_where(self.owner, paper.file_name)
        if path is not None:
            self._keep_codes(paper, lambda: self.desk.slow(
                self,
                write_pdf,
                paper.pdf,
                path,
                done=lambda where: self._on_saved(paper, where),
                failed=lambda problem: self.desk.tell(problem.sentence, urgent=True),
            ))  # fmt: skip

    def _on_saved(self, paper: Paper, path: Path) -> None:
        self._record(paper, paper.pages, saved=True, where=path.name)

    def _record(self, paper: Paper, pages: int, *, saved: bool, where: str = "") -> None:
        said = _("Sent to the printer: {paper}").format(paper=paper.title)
        if saved:
            said = _("Saved {file}").format(file=where)
        step = paper.kept(saved) if paper.kept is not None else self._printed(paper, pages, saved)
        self.desk.do(
            self, step.use_case, *step.args, said=said,
            done=lambda _id: self.recorded.emit(paper), **step.kwargs,
        )  # fmt: skip

    def _printed(self, paper: Paper, pages: int, saved: bool) -> Step:
        return Step(
            record_print,
            (self.desk.house_id, paper.title, pages),
            {
                "saved": saved,
                "sha256": hashlib.sha256(paper.pdf).hexdigest(),
                "names": paper.names,
                "resident_id": paper.resident_id,
            },
        )

    def _agreed(self, paper: Paper) -> bool:
        return agree_to_full_names(self.owner, paper.names)


def agree_to_full_names(parent: QWidget, names: str) -> bool:
    """Full names leave the office only on purpose: asked once for each print (ux.md 13)."""
    if names != "full":
        return True
    return confirm(
        parent,
        _("Put full names on paper?"),
        _("Whoever finds this paper learns who lives here. Short names are the usual way."),
        _("Use full names"),
        _("Go back"),
        danger=False,
    )
