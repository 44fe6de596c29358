"""The restore: a house comes back from a backup, on a new computer or after all was lost. Backups
on drives that are plugged in are found by themselves.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.problems import Problem, WrongPassphrase
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.first_run.step import Beside, FoundBackup, Memory, Setup, StepPage, reason
from ui.widgets.ask import choose_file
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, IconMark, Label
from ui.widgets.lines import LineField

LOOK_MS = 2_000
SHOWN = 3


class BackupRow(Pressable):
    """A backup to choose: a round that is ticked, when it was made, and where it lies."""

    def __init__(self, backup: Path, words: str, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.backup, self._said = backup, f"{words}, {where}"
        self.setProperty("kind", "row")
        self.mark = IconMark("circle", "borderStrong", 20)
        row = hbox(self.mark, gap=3, margins=(8, 6, 8, 6), parent=self)
        row.addLayout(vbox(ElidedLabel(words, "strong"), ElidedLabel(where, "muted"), gap=0), 1)
        self.make_pressable(words)
        self.show_chosen(False)

    def show_chosen(self, chosen: bool) -> None:
        """Whether it is the one to restore."""
        icon, colour = ("circle-check", "primary") if chosen else ("circle", "borderStrong")
        self.mark.set_icon(icon, colour)
        state = _("chosen") if chosen else _("not chosen")
        self.setAccessibleName(f"{self._said}, {state}")


class RestoreStep(StepPage):
    """A backup and what opens it; the program goes on from there by itself."""

    id = ""
    skippable = False

    def __init__(
        self, desk: Desk, memory: Memory, setup: Setup, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, memory, parent)
        self.setup = setup
        self.backup: Path | None = None
        self.other: Path | None = None  # one that was chosen by hand
        self.rows: list[BackupRow] = []
        self._seen: tuple[FoundBackup, ...] | None = None
        self._looking = False
        self.column = vbox(gap=0)
        self.named = Label(_("Looking for backups …"), "muted", wrap=True)
        self.choose = Button(_("Choose a file"), icon="folder-open", small=True)
        self.choose.clicked.connect(self._on_choose)
        self.secret = LineField(
            "secret", _("Passphrase or recovery code"), secret=True, required=True,
            hint=_("The passphrase of an owner, as it was when the backup was made."),
        )  # fmt: skip
        self.add(self.secret)
        card = Card(_("The backup"))
        card.body.setSpacing(theme.space(2))
        card.add(self.column)
        card.add(self.named)
        card.add(hbox(self.choose, 1))
        card.add(self.secret)
        about = _about()
        for one in (card, about):
            one.body.addStretch(1)
        vbox(Beside(card, about), parent=self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def title(self) -> str:
        return _("Restore a backup")

    def line(self) -> str:
        return _("Bring a house back from a copy that was made before.")

    def verb(self) -> str:
        return _("Restore")

    # Which backup

    def look(self) -> None:
        """See what lies on the drives that are plugged in now."""
        if not self._looking:
            self._looking = True
            self.desk.jobs.slow(self, self.setup.backups_about, self._on_found, self._on_not_found)

    def _on_found(self, found: Sequence[FoundBackup]) -> None:
        self._looking = False
        if tuple(found) != self._seen:
            self._seen = tuple(found)
            self._show()

    def _on_not_found(self, _problem: BaseException) -> None:
        self._looking = False  # a drive that went meanwhile: look again

    def _show(self) -> None:
        clear(self.column)
        found = list(self._seen or ())
        rows = [(file.path, _when(file), _where(file.path)) for file in found[:SHOWN]]
        if self.other is not None and self.other not in [path for path, _w, _p in rows]:
            rows.insert(0, (self.other, self.other.name, str(self.other.parent)))
        self.rows = [BackupRow(*row) for row in rows]
        for row in self.rows:
            self.column.addWidget(row)
            row.clicked.connect(partial(self._pick, row.backup))
        more = len(found) - SHOWN
        if not rows:
            self.named.setText(
                _("Plug in the USB stick with your backups. It is found by itself, or choose the "
                  "file.")
            )
        elif more > 0:
            said = n_("{n} older one is there too.", "{n} older ones are there too.", more)
            self.named.setText(said.format(n=more))
        self.named.setVisible(not rows or more > 0)
        paths = [row.backup for row in self.rows]
        if self.backup not in paths:
            self.backup = paths[0] if paths else None
        self._pick(self.backup)

    def _pick(self, backup: Path | None) -> None:
        self.backup = backup
        for row in self.rows:
            row.show_chosen(row.backup == backup)

    def _on_choose(self) -> None:
        found = choose_file(self, _("Choose a backup"), _("Backups (*.db)"))
        if found is not None:
            self.take(found)

    def take(self, backup: Path) -> None:
        """Use this file."""
        self.backup = self.other = backup
        self._show()
        self.secret.control.setFocus()

    # Restoring

    def go(self) -> None:
        if self.backup is None:
            self.refused.emit(_("Choose the backup first."))
            return
        try:
            secret = str(self.secret.value())
        except Problem as problem:
            self.refuse(problem)
            return
        self.busy.emit(_("Checking the backup and putting it in place"))
        self.setup.restore(self.backup, secret, self._on_failed)

    def _on_failed(self, problem: Problem) -> None:
        if isinstance(problem, WrongPassphrase):
            problem.field = "secret"
        self.refuse(problem)


def _about() -> Card:
    about = Card(_("Good to know"))
    about.body.setSpacing(theme.space(3))
    about.add(reason("usb", "info", _("On a new computer"),
                     _("Plug in the USB stick with the backups. The house opens here as it was; "
                       "then choose where its backups go.")))  # fmt: skip
    about.add(reason("key-round", "brand", _("Its key file"),
                     _("Each backup has a file of the same name that ends in .keys. Keep the "
                       "two together.")))  # fmt: skip
    about.add(reason("shield-check", "ok", _("Checked first"),
                     _("All of it is checked before anything is put in place. The backup "
                       "itself is not changed.")))  # fmt: skip
    return about


def _when(file: FoundBackup) -> str:
    local = file.made_at.astimezone()
    today = datetime.now().astimezone().date()
    return f"{nice_date(local.date(), today)}, {nice_time(local)}"


def _where(backup: Path) -> str:
    """The folder and the one above it: enough to know a stick by."""
    return f"{'/'.join(backup.parent.parts[-2:])}, {backup.name}"
