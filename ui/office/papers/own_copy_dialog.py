"""The resident's own copy in a window: read it first, then print it or save it as PDF and JSON.

Each file, and each print, stands in the accounting of disclosures before it is there.
"""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.held import Held
from sobrhouse.exchange.own_copy import Copy, asker_of, handed_of, own_copy_json, save_copy
from sobrhouse.problems import Problem
from sobrhouse.services.disclosures import take_back_disclosure
from sobrhouse.services.own_copies import CONFIRMED_BY, hand_out_copy
from sobrhouse.words import LANGUAGES, _, language
from ui.desk import Desk
from ui.office.papers.person_papers import COPY, PersonPaperDialog
from ui.office.step_up import step_up
from ui.widgets.ask import choose_save
from ui.widgets.buttons import Button
from ui.widgets.labels import muted
from ui.widgets.printing import ask_printer, ask_where, has_printer, print_pages, save_instead
from ui.widgets.segments import Segments


class OwnCopyDialog(PersonPaperDialog):
    """Everything held about one person, to be given to them."""

    def __init__(self, desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
        self.save_json = Button(_("Save JSON"), icon="file-text")
        self._wanted = ""  # the language that was chosen; until then it is the resident's own
        self._of: int | None = None
        self.language = Segments(list(LANGUAGES.items()), _("Language of the paper"), language())
        super().__init__(desk, parent, COPY, resident_id)
        self.language.picked.connect(self._on_language)
        self.add_choice(self.language)
        self.save_json.clicked.connect(self._on_save_json)
        self.row.insertWidget(self.row.indexOf(self.save) + 1, self.save_json)
        self.add_choice(muted(_("Read it before you hand it out. Nobody else may be named in it.")))
        self._enable()

    def asks(self) -> dict[str, Any]:
        """The language that was chosen for this person."""
        if self._of != self.resident_id:
            self._of, self._wanted = self.resident_id, ""
        return {"language": self._wanted}

    def _on_language(self, key: object) -> None:
        if key != getattr(self.data, "language", ""):
            self._wanted = str(key)
            self.ask()

    def _on_data(self, who: int, data: Held) -> None:
        super()._on_data(who, data)
        if data is self.data and data.language:
            self.language.show_key(data.language)

    def _enable(self) -> None:
        super()._enable()
        self.save_json.setEnabled(self.shown is not None)

    def _pdf(self, data: Held) -> Copy:
        assert self.shown is not None  # the buttons wait for it
        return Copy(data, self.shown.pdf, "PDF", self.shown.pages)

    def _on_save(self) -> None:
        if self.shown is None or self.data is None:
            return
        path = ask_where(self, self.shown.file_name)
        if path is not None:
            self._hand_out(self._pdf(self.data), path)

    def _on_save_json(self) -> None:
        if self.shown is None or self.data is None:
            return
        name = self.shown.file_name.removesuffix(".pdf") + ".json"
        path = choose_save(self, _("Save JSON"), name, _("JSON files (*.json)"))
        if path is not None:
            if path.suffix.casefold() != ".json":
                path = path.with_name(f"{path.name}.json")
            content = own_copy_json(self.data, self.desk.house_name())
            self._hand_out(Copy(self.data, content, "JSON"), path)

    def _hand_out(self, copy: Copy, path: Path) -> None:
        """The PIN, then the row, then the file."""
        house = self.desk.house_id
        step_up(self.desk, self, CONFIRMED_BY, lambda: self.desk.through(
            self, save_copy, house, copy, path, done=partial(self._saved, path),
            refused=self._refused,
        ))  # fmt: skip

    def _saved(self, path: Path, _row: int) -> None:
        said = _("Saved {file}. It is in the accounting of disclosures.")
        self.desk.tell(said.format(file=path.name))

    def _on_print(self) -> None:
        """The printer, then the PIN, then the row, then the paper."""
        if self.shown is None or self.data is None:
            return
        if not has_printer():
            if save_instead(self):
                self._on_save()
            return
        printer = ask_printer(self, self.title, self.shown.size, self.shown.pages)
        if printer is not None:
            copy = self._pdf(self.data)
            step_up(self.desk, self, CONFIRMED_BY, lambda: self._print_with_row(copy, printer))

    def _print_with_row(self, copy: Copy, printer: QPrinter) -> None:
        def printed(_pages: int) -> None:
            self.desk.tell(_("Sent to the printer: {paper}").format(paper=self.title))

        def failed(row: int, problem: Problem) -> None:
            why = _("The printer did not take it, so nothing was handed out.")
            self.desk.do(self, take_back_disclosure, row, why)
            self._refused(problem)

        def noted(row: int) -> None:
            self.desk.slow(self, print_pages, copy.content, printer, done=printed,
                           failed=partial(failed, row))  # fmt: skip

        handed = handed_of(copy, "print")
        self.desk.do(self, hand_out_copy, self.desk.house_id, handed, asker_of(copy.data),
                     done=noted, refused=self._refused)  # fmt: skip

    def _refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)
