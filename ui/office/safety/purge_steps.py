"""The steps of a purge: two people, the destruction, the file written anew, the certificate."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.retention import VisitsRow
from sobrhouse.services.pins import Purpose
from sobrhouse.services.purges import Destroyed, destroy_person, destroy_visits
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.desk.values import BackupSeen
from ui.office.papers.destruction_paper import show_certificate
from ui.office.second_person import Given, two_people
from ui.widgets.ask import confirm
from ui.widgets.boxes import clear, line
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class PurgeSteps(QObject):
    """Carries out what was decided, and says how it went."""

    went = Signal(str)  # what is being done, "" when it is over

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk, self.owner = desk, owner

    def destroy(
        self, asked_by: QWidget, resident_id: int, done: Callable[[], None],
        kept: Callable[[Problem | None], None],
    ) -> None:  # fmt: skip
        """Destroy one person's record; `kept` where somebody went back, or it was refused."""

        def go(given: Given) -> None:
            self._write(destroy_person, resident_id, given, done, kept)

        two_people(self.desk, asked_by, Purpose.PURGE, go, kept, resident_id)

    def destroy_visits(self, row: VisitsRow, *_checked: object) -> None:
        """Destroy the old visits to one house."""
        sure = confirm(
            self.owner,
            _("Destroy the old visits to {house}?").format(house=row.house),
            _("The names of those visitors go for good, with what the log says of them."),
            _("Go on"), _("Keep them"),
        )  # fmt: skip
        if not sure:
            return

        def go(given: Given) -> None:
            self._write(destroy_visits, row.house_id, given, lambda: None, self._refused)

        two_people(self.desk, self.owner, Purpose.PURGE, go, self._refused)

    def fill_visits(self, box: QVBoxLayout, rows: tuple[VisitsRow, ...]) -> None:
        """One line a house, with its button."""
        clear(box)
        for row in rows:
            said = n_(
                "{n} visit to {house} is old enough to be destroyed.",
                "{n} visits to {house} are old enough to be destroyed.", row.visits,
            )  # fmt: skip
            words = said.format(n=f"{row.visits:,}", house=row.house)
            button = Button(_("Destroy old visits"), "outline", small=True)
            button.clicked.connect(partial(self.destroy_visits, row))
            box.addWidget(line(Label(words, "body", wrap=True), 1, button))

    def finish(self) -> None:
        """Write the file anew, where that could not be done right after the purge."""

        def told(made: BackupSeen | None) -> None:
            self.desk.tell(
                _("The file is written anew and backed up.") if made is not None
                else _("The tables on the server are written anew.")
            )

        self._pack(told)

    def _write(
        self, use_case: Any, subject: int, given: Given, done: Callable[[], None],
        kept: Callable[[Problem | None], None],
    ) -> None:  # fmt: skip
        self.went.emit(_("Destroying the records"))

        def destroyed(what: Destroyed) -> None:
            self.desk.forget_deeds()
            done()
            self._pack(lambda _made: self._show(what))

        def refused(problem: Problem) -> None:
            self.went.emit("")
            kept(problem)

        self.desk.do(
            self.owner, use_case, subject, given.staff_id or 0,
            done=destroyed, refused=refused,
        )  # fmt: skip

    def _pack(self, then: Callable[[BackupSeen | None], None]) -> None:
        keeping = self.desk.keeping
        if keeping is None:
            then(None)
            return
        self.went.emit(_("Writing the file anew and backing it up"))

        def packed(made: BackupSeen | None) -> None:
            self.went.emit("")
            self.desk.look()
            then(made)

        def failed(problem: Problem) -> None:
            self.went.emit("")
            self.desk.tell(problem.sentence, urgent=True)

        self.desk.slow(self.owner, keeping.pack, done=packed, failed=failed)

    def _show(self, what: Destroyed) -> None:
        self.desk.tell(_("The records are destroyed. Print the certificate."))
        show_certificate(self.desk, self.owner, what.purge_id)

    def _refused(self, problem: Problem | None) -> None:
        if problem is not None:
            self.desk.tell(problem.sentence, urgent=True)
