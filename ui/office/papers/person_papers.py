"""Papers about one person that stay in the house, each in a window of its own: whose, as it prints.

From a profile the person is known; from Reports they are chosen first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.discharge import discharge
from sobrhouse.queries.disclosure_account import Account, disclosure_account
from sobrhouse.queries.finding import FoundPerson, people_to_find
from sobrhouse.queries.held import own_copy as own_copy_of
from sobrhouse.queries.held import resident_file as resident_file_of
from sobrhouse.reports.discharge_summary import discharge_summary
from sobrhouse.reports.disclosure_account import disclosure_account as account_paper
from sobrhouse.reports.held_paper import own_copy, resident_file
from sobrhouse.reports.options import PaperOptions
from sobrhouse.words import N_, _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.widgets.boxes import hbox
from ui.widgets.choices import ChoiceField
from ui.widgets.segments import Segments

YEARS: Sequence[int] = (1, 3, 6)  # § 2.25 asks for three; six are kept


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """A paper about one person: its name, what it is made from, and how it is drawn."""

    title: str
    query: Callable[..., Any]
    draw: Callable[[Any, PaperOptions], bytes]


FILE = PersonPaper(N_("Resident file"), resident_file_of, resident_file)
COPY = PersonPaper(N_("Resident's own copy"), own_copy_of, own_copy)
DISCHARGE = PersonPaper(N_("Discharge summary"), discharge, discharge_summary)


class ChosenPaper(PaperDialog):
    """A paper's window with a line of choices over the preview."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(desk, title, parent)
        self.desk = desk
        self.title = title
        self.bar: QHBoxLayout = hbox(1, gap=3)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # every paper's window has one
        layout.insertLayout(1, self.bar)

    def add_choice(self, choice: QWidget) -> None:
        """One more choice, before the room that is left."""
        below = Qt.AlignmentFlag.AlignBottom  # beside fields that have their label on top
        self.bar.insertWidget(self.bar.count() - 1, choice, 0, below)

    def choose_person(
        self, label: str, empty: str, resident_id: int | None, chosen: Callable[[], None]
    ) -> None:
        """Begin with this person; where it is nobody yet, one of the house is chosen, and then
        `chosen` is called.
        """
        self.resident_id = resident_id
        self.person = ChoiceField("resident", label, (), empty=empty)
        self.person.setMinimumWidth(280)
        self.person.left.connect(partial(self._on_person, chosen))
        self.add_choice(self.person)
        self.person.setVisible(resident_id is None)
        if resident_id is None:
            self.desk.ask(self, people_to_find, self.desk.house_id, done=self._offer)

    def _offer(self, people: tuple[FoundPerson, ...]) -> None:
        self.person.set_choices(person_choices(people))

    def _on_person(self, chosen: Callable[[], None]) -> None:
        who = self.person.read()
        if who != self.resident_id:
            self.resident_id = who
            chosen()

    def could_not(self, problem: Problem) -> None:
        """Say why there is no paper."""
        self._on_failed(problem.sentence)

    def named(self) -> str:
        """What the file is called: day, house and paper, never the person."""
        return paper_name(self.desk.today(), self.desk.house_name(), self.title)


class PersonPaperDialog(ChosenPaper):
    """One paper about one person, who may be chosen."""

    def __init__(
        self, desk: Desk, parent: QWidget, paper: PersonPaper, resident_id: int | None = None
    ) -> None:
        super().__init__(desk, _(paper.title), parent)
        self.paper = paper
        self.data: Any = None
        self.choose_person(_("Resident"), _("Choose"), resident_id, self.ask)
        self.ask()

    def ask(self) -> None:
        """Ask for what the paper is made from."""
        who = self.resident_id
        self.shown = self.data = None
        self._enable()
        if who is None:
            self.view.ask_first(_("Choose whose paper it is."))
            return
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self, self.paper.query, self.desk.house_id, who, self.desk.today(), **self.asks(),
            done=partial(self._on_data, who), failed=self.could_not,
        )  # fmt: skip

    def asks(self) -> dict[str, Any]:
        """What else the query is asked with."""
        return {}

    def _on_data(self, who: int, data: Any) -> None:
        if who == self.resident_id:
            self.data = data
            make = partial(self.paper.draw, data)
            self.make(Wish(self.title, self.named(), make, names="full", resident_id=who,
                           language=getattr(data, "language", "")))  # fmt: skip


class AccountDialog(ChosenPaper):
    """What left the house: about somebody or everybody, of the last year, three or six."""

    def __init__(self, desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
        super().__init__(desk, _("Accounting of disclosures"), parent)
        self.choose_person(_("About"), _("Everybody"), resident_id, self.ask)
        self.years = Segments(
            [(str(n), _("{n} years").format(n=n) if n > 1 else _("1 year")) for n in YEARS],
            _("Which days"), "3",
        )  # fmt: skip
        self.years.picked.connect(lambda _key: self.ask())
        self.add_choice(self.years)
        self.ask()

    def ask(self) -> None:
        """Ask for the rows of the years that are chosen."""
        last = self.desk.today()
        first = last - timedelta(days=365 * int(str(self.years.key())) - 1)
        asked = (first, last, self.resident_id)
        self.shown = None
        self._enable()
        self.view.wait(_("Making the paper"))
        self.desk.ask(
            self, disclosure_account, self.desk.house_id, *asked,
            done=partial(self._on_data, self.resident_id, first), failed=self.could_not,
        )  # fmt: skip

    def _on_data(self, who: int | None, first: Any, data: Account) -> None:
        if who == self.resident_id and data.first == first:
            names = None if who is None else "full"
            make = partial(account_paper, data)
            self.make(Wish(self.title, self.named(), make, names=names, resident_id=who))


def person_choices(people: Sequence[FoundPerson]) -> list[tuple[int, str]]:
    """Everybody of the house by name, those who left named as such."""
    words = {"here": "{name}", "waiting": _("{name}, waiting"), "left": _("{name}, moved out")}
    return [(p.resident_id, words[p.standing].format(name=p.name)) for p in people]


def show(dialog: PaperDialog) -> PaperDialog:
    """Open a window that goes when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

