"""Restoring a backup from Settings: its passphrase, what it has beside what stands now, the PIN,
and only then the swap.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.phrases import full_stop, nice_date, nice_time
from sobrhouse.problems import Problem
from sobrhouse.services.pins import Purpose
from sobrhouse.services.restores import allow_restore
from sobrhouse.words import _, n_, p_
from ui.desk import Desk
from ui.desk.values import ComparedSeen
from ui.office.backups.going import BackupGoing
from ui.office.form_panel import FormPanel
from ui.office.step_up import step_up
from ui.widgets.ask import choose_file
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label, Rule
from ui.widgets.progress import Working

FORM = "restore"


class CompareView(QWidget):
    """How many records of each kind the backup has, and how many stand now."""

    def __init__(self, seen: ComparedSeen, when: str) -> None:
        super().__init__()
        self.sentence = Label(_lost(seen), "strong", wrap=True)
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 10, 0)  # the numbers clear of the scroll bar
        self.grid.setColumnStretch(0, 1)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(2)
        self._row(0, "", p_("compared", "Backup"), _("Now"), "muted")
        for number, (words, then, now) in enumerate(seen.kinds, 1):
            said = "?" if now is None else f"{now:,}"
            self._row(number, words, f"{then:,}", said, "body" if then == now else "strong")
        rest = _(
            "What stands now is kept aside as a file beside the database, so nothing is lost. "
            "The program closes the records and opens what was restored."
        )
        vbox(Label(when, "body", wrap=True), self.sentence, Rule(), self.grid, Rule(),
             Label(rest, "muted", wrap=True), gap=2, parent=self)  # fmt: skip

    def _row(self, at: int, words: str, then: str, now: str, kind: str) -> None:
        self.grid.addWidget(Label(words, kind), at, 0)
        for column, text in ((1, then), (2, now)):
            self.grid.addWidget(Label(text, kind), at, column, Qt.AlignmentFlag.AlignRight)


def _lost(seen: ComparedSeen) -> str:
    if seen.lost is None:
        return _("What stands now cannot be read, so it cannot be compared.")
    if seen.lost == 0:
        return _("Nothing was recorded since.")
    return n_(
        "{n} entry of the log is newer than this backup. It will not be in what is restored.",
        "{n} entries of the log are newer than this backup. They will not be in what is restored.",
        seen.lost,
    ).format(n=f"{seen.lost:,}")


class RestoreSteps(QObject):
    """The way from a chosen backup to the swap, in the side panel."""

    def __init__(self, desk: Desk, panel: FormPanel, working: Working, owner: QWidget) -> None:
        super().__init__(owner)
        self.desk, self.panel, self.working, self._owner = desk, panel, working, owner
        self.view: CompareView | None = None
        self.verb: Button | None = None
        self.other: Button | None = None

    def begin(self, backup: Path, made_at: datetime | None) -> None:
        """Ask for the passphrase, as only an owner of then may restore."""
        form = MakingForm(_("Check and compare"))
        form.add(
            LineField(
                "passphrase", _("Your passphrase when it was made"), secret=True, required=True,
                hint=_("The backup is checked and compared with what stands now. "
                       "Nothing is changed yet."),
            )
        )  # fmt: skip
        self.panel.open_form(
            FORM, self._title(backup, made_at), form, partial(self._compare, backup, made_at)
        )
        self.other = Button(_("Choose another file"), "ghost", "folder-open", small=True)
        self.other.clicked.connect(self.choose)
        self.panel.add(line(self.other, 1))

    def choose(self) -> None:
        """A backup that is not in the list, such as one on somebody else's stick."""
        backup = choose_file(self._owner, _("Choose a backup"), _("Backups (*.db)"))
        if backup is not None:
            self.begin(backup, None)

    def _title(self, backup: Path, made_at: datetime | None) -> str:
        if made_at is None:
            return _("Restore {name}").format(name=backup.name)
        return _("Restore the backup of {when}").format(when=self._when(made_at))

    def _when(self, at: datetime) -> str:
        local = at.astimezone(self.desk.zone())
        day = nice_date(local.date(), self.desk.today())
        return _("{day}, {time}").format(day=day, time=nice_time(local))

    def _compare(self, backup: Path, made_at: datetime | None, values: dict[str, Any]) -> None:
        keeping = self.desk.keeping
        if keeping is None:
            return
        self.working.start(_("Checking the backup"))
        going = BackupGoing(self.working)
        passphrase = values["passphrase"]
        self.desk.slow(
            self, keeping.compare, backup, passphrase, going,
            done=partial(self._show, backup, made_at, passphrase), failed=self._refuse,
        )  # fmt: skip

    def _refuse(self, problem: Problem) -> None:
        self.working.stop()
        if self.panel.form is not None and self.panel.name == FORM:
            self.panel.stay(problem)
        else:
            self.desk.tell(problem.sentence, urgent=True)

    def _show(
        self, backup: Path, made_at: datetime | None, passphrase: str, seen: ComparedSeen
    ) -> None:
        self.working.stop()
        if self.panel.name != FORM:  # closed meanwhile
            return
        when = _("The backup is whole.")
        if seen.last_then is not None:
            when = full_stop(
                _("The backup is whole. Its last entry was made {when}").format(
                    when=self._when(seen.last_then)
                )
            )
        self.view = CompareView(seen, when)
        self.verb = Button(_("Restore this backup"), "danger")
        keep = Button(_("Cancel"), "ghost")
        self.verb.clicked.connect(partial(self._confirm, backup, passphrase))
        keep.clicked.connect(self.panel.finish)
        self.panel.finish()
        self.panel.show_other("compared", self._title(backup, made_at), self.view)
        self.panel.pin(self.verb, keep)

    def _confirm(self, backup: Path, passphrase: str) -> None:
        def restore() -> None:
            """The records that stand say who puts a backup in their place; they are kept aside."""
            self.desk.do(
                self._owner, allow_restore, backup.name,
                done=lambda _none: self.desk.wanted.emit("restore", (backup, passphrase)),
            )  # fmt: skip

        step_up(self.desk, self._owner, Purpose.RESTORE, restore)
