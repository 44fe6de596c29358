"""Settings, Backup: when the last one was made, making one now, where to, and what lies there."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _
from ui.desk import Desk
from ui.desk.values import BackupSeen
from ui.office.backup_place import chosen_folder, keep_folder
from ui.office.form_panel import FormPanel
from ui.office.settings_section import Section
from ui.office.step_up import step_up
from ui.widgets.ask import choose_file, choose_folder
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.progress import Working
from ui.widgets.rows import Column
from ui.widgets.table import Table


class BackupSection(Section):
    """Every backup is opened and checked before it counts as one."""

    topics = frozenset({"backup", "database"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.last = Label("", "strong")
        self.state = Chip("", "mute")
        self.where = ElidedLabel("", "muted")
        self.now = Button(_("Back up now"), "primary", icon="hard-drive")
        self.now.clicked.connect(self._back_up)
        self.choose = Button(_("Choose folder or USB"), "outline", icon="folder")
        self.choose.clicked.connect(self._choose)
        self.working = Working(self)
        card = self.card(
            _("Backup"),
            _(
                "The program makes one every hour in which something changed, and when you lock or "
                "leave. Put the folder on a USB stick that leaves the house now and then."
            ),
        )
        card.add(line(self.state, self.last, 1))
        card.add(self.where)
        card.add(line(self.now, self.choose, 1))
        card.add(self.working)
        self.table = Table(
            (
                Column[BackupSeen](
                    _("Made"), self._when, kind="strong", sort=lambda b: b.made_at, width=240
                ),
                Column[BackupSeen](_("File"), lambda b: b.path.name, kind="muted", stretch=True),
            ),
            lambda b: str(b.path),
            name="backups",
            label=_("Backups"),
            search=None,
            row="rowCompact",
            nothing=EmptyState(
                "hard-drive",
                _("No backup in this folder yet"),
                _("Choose Back up now. It takes a few seconds."),
            ),
        )
        self.table.setMinimumHeight(220)
        self.restore = Button(_("Restore a backup"), "outline", icon="history", small=True)
        self.restore.clicked.connect(self._restore)
        self.restore.setVisible(desk.may(Permission.MANAGE_STAFF))
        listed = self.card(
            _("Backups in this folder"),
            _("Each was opened and checked when it was made."),
        )
        listed.head.addWidget(self.restore)
        listed.add(self.table, 1)

    def folder(self) -> Path:
        """Where backups go: the chosen place, else beside the database."""
        chosen = chosen_folder(self.desk.data)
        keeping = self.desk.keeping
        return chosen or (keeping.backup_folder() if keeping else self.desk.data / "backups")

    def reload(self) -> None:
        keeping, folder = self.desk.keeping, self.folder()
        self.where.set_text(str(folder))
        if keeping is None or keeping.database() is None:
            self.state.show_as(_("Server"), "info")
            self.last.setText(_("This database is on a server, which keeps its own backups."))
            self.now.setEnabled(False)
            return
        self.desk.slow(self, keeping.last_backup, done=self._show_last)
        self.desk.slow(self, partial(keeping.backups, folder), done=self.table.show)

    def _show_last(self, last: datetime | None) -> None:
        if last is None:
            self.state.show_as(_("None yet"), "warn")
            self.last.setText(_("No verified backup yet"))
            return
        old = (self.desk.now() - last).days >= 2
        self.state.show_as(_("Old") if old else _("Fresh"), "warn" if old else "ok")
        local = last.astimezone(self.desk.zone())
        self.last.setText(
            _("Last verified backup: {day}, {time}").format(
                day=nice_date(local.date(), self.desk.today()), time=nice_time(local)
            )
        )

    def _when(self, backup: BackupSeen) -> str:
        local = backup.made_at.astimezone(self.desk.zone())
        return f"{nice_date(local.date(), self.desk.today())}, {nice_time(local)}"

    def _back_up(self) -> None:
        keeping = self.desk.keeping
        if keeping is None:
            return
        self.now.setEnabled(False)
        self.working.start(_("Copying and checking"))
        self.desk.slow(
            self,
            partial(keeping.back_up, self.folder()),
            done=self._on_made,
            failed=self._on_failed,
        )

    def _on_made(self, _made: BackupSeen | None) -> None:
        self.working.stop()
        self.now.setEnabled(True)
        self.desk.tell(_("Backup made and checked"))
        self.desk.look()
        self.reload()

    def _on_failed(self, problem: Exception) -> None:
        self.working.stop()
        self.now.setEnabled(True)
        self.desk.tell(str(problem), urgent=True)

    def _restore(self) -> None:
        backup = choose_file(self, _("Choose a backup"), _("Backups (*.db)"), self.folder())
        if backup is None:
            return
        form = MakingForm(_("Restore this backup"), danger=True)
        form.add(
            LineField(
                "passphrase",
                _("Your passphrase when it was made"),
                secret=True,
                required=True,
                hint=_(
                    "The records close, the backup takes their place, and what stands now is kept "
                    "aside."
                ),
            )
        )
        self.panel.open_form(
            "",
            _("Restore {name}").format(name=backup.name),
            form,
            partial(self._confirm_restore, backup),
        )

    def _confirm_restore(self, backup: Path, values: dict[str, Any]) -> None:
        def restore() -> None:
            self.desk.wanted.emit("restore", (backup, values["passphrase"]))

        step_up(self.desk, self, Purpose.RESTORE, restore, self.panel.stay)

    def _choose(self) -> None:
        folder = choose_folder(self, _("Where backups go"), self.folder())
        if folder is not None:
            keep_folder(self.desk.data, folder)
            self.reload()
