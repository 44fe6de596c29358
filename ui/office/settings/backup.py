"""Settings, Backup: how safe the records are, making a backup now, where they go, which are kept,
trying one, and restoring one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Slot

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.backups import Logged, Safety, backup_safety, backups_in_log
from sobrhouse.words import _
from ui.desk import Desk
from ui.desk.values import BackedUp, BackupSeen, PlaceSeen
from ui.office.backups.going import BackupGoing
from ui.office.backups.places_card import PlacesCard
from ui.office.backups.restore_steps import RestoreSteps
from ui.office.form_panel import FormPanel
from ui.office.settings.section import Section
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.progress import Working
from ui.widgets.rows import Column
from ui.widgets.table import Table

OLD = timedelta(hours=48)


class BackupSection(Section):
    """Every backup is opened and checked before it counts as one."""

    topics = frozenset({"backup", "restore", "database"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.log: Mapping[str, Logged] = {}
        self.found: tuple[BackupSeen, ...] = ()
        self.last = Label("", "strong")
        self.state = Chip("", "mute")
        self.tested = Label("", "muted", wrap=True)
        self.now = Button(_("Back up now"), "primary", icon="hard-drive")
        self.now.clicked.connect(self._back_up)
        self.working = Working(self)
        card = self.card(_("Backup"))
        card.head.addWidget(self.now)
        card.add(line(self.state, self.last, 1))
        card.add(self.tested)
        card.add(self.working)
        self.places = PlacesCard(desk)
        self.places.changed.connect(self.reload)
        self.column.addWidget(self.places)
        self.steps = RestoreSteps(desk, panel, self.working, self)
        self._build_list()

    def _build_list(self) -> None:
        self.table = Table(
            (
                Column[BackupSeen](
                    _("Made"), lambda b: self._when(b.made_at), kind="strong",
                    sort=lambda b: b.made_at, width=160,
                ),
                Column[BackupSeen](
                    _("Place"), self._place, kind="muted", stretch=True, width=100,
                ),
                Column[BackupSeen](_("Size"), _size, sort=lambda b: b.bytes, right=True, width=78),
                Column[BackupSeen](
                    _("Checked"), lambda b: self._checked(b)[0], kind="chip",
                    chip=lambda b: self._checked(b)[1], width=112,
                ),
            ),
            lambda b: b.label,
            name="backups",
            label=_("Backups"),
            search=None,
            row="rowCompact",
            nothing=EmptyState(
                "hard-drive",
                _("No backup here yet"),
                _("Choose Back up now. It takes a few seconds."),
            ),
        )  # fmt: skip
        self.table.setMinimumHeight(190)
        self.attempt = Button(_("Try a restore"), "outline", icon="shield-check", small=True)
        self.attempt.setToolTip(_("Restores the chosen one aside and compares it. "
                                  "Nothing is changed."))  # fmt: skip
        self.attempt.clicked.connect(self._try)
        self.restore = Button(_("Restore"), "outline", icon="history", small=True)
        self.restore.clicked.connect(self._restore)
        self.restore.setVisible(self.desk.may(Permission.MANAGE_STAFF))
        listed = self.card(_("Kept backups"))
        for button in (self.attempt, self.restore):
            listed.head.addWidget(button)
        listed.add(self.table, 1)
        self.column.setStretchFactor(listed, 1)

    # What stands

    def reload(self) -> None:
        keeping = self.desk.keeping
        if keeping is None or keeping.database() is None:
            self.state.show_as(_("Server"), "info")
            self.last.setText(_("This database is on a server, which keeps its own backups."))
            for thing in (self.now, self.attempt, self.restore):
                thing.setEnabled(False)
            self.places.hide()
            return
        self.desk.ask(self, backup_safety, done=self._show_safety)
        self.desk.ask(self, backups_in_log, done=self._show_log)

    def _show_safety(self, safety: Safety) -> None:
        last = safety.last
        if last is None:
            self.state.show_as(_("None yet"), "warn")
            self.last.setText(_("No verified backup yet"))
        else:
            old = self.desk.now() - last >= OLD
            self.state.show_as(_("Old") if old else _("Fresh"), "warn" if old else "ok")
            local = last.astimezone(self.desk.zone())
            self.last.setText(
                _("Last verified backup: {day}, {time}").format(
                    day=nice_date(local.date(), self.desk.today()), time=nice_time(local)
                )
            )
        self.tested.setText(self._tested(safety))

    def _tested(self, safety: Safety) -> str:
        hourly = _("One is made every hour in which something changed, and when you lock or leave.")
        if safety.tested is None:
            return hourly + " " + _("Each month one is restored aside to see that all comes back.")
        day = nice_date(safety.tested.astimezone(self.desk.zone()).date(), self.desk.today())
        if safety.faults:
            said = _("Restore tested on {day}: not all came back. {why}").format(
                day=day, why=safety.faults[0])
        else:
            said = _("Restore tested on {day}: all of it came back.").format(day=day)
        return said + " " + hourly

    def _show_log(self, log: Mapping[str, Logged]) -> None:
        self.log = log
        keeping = self.desk.keeping
        if keeping is not None:
            self.desk.slow(self, keeping.places, done=self._show_places)
            self.desk.slow(self, keeping.backups, done=self._show_backups)

    def _show_places(self, places: tuple[PlaceSeen, ...]) -> None:
        last: dict[str, datetime] = {}
        for label, logged in self.log.items():  # in the order made: the newest stays
            last[label.rpartition("/")[0]] = logged.at
        self.places.show_places(places, last)

    def _show_backups(self, found: tuple[BackupSeen, ...]) -> None:
        self.found = found
        self.table.show(found)
        self.attempt.setEnabled(bool(found))

    def _when(self, at: datetime) -> str:
        local = at.astimezone(self.desk.zone())
        day = nice_date(local.date(), self.desk.today())
        return _("{day}, {time}").format(day=day, time=nice_time(local))

    def _place(self, backup: BackupSeen) -> str:
        here = _("This computer")
        name = here if backup.place == "backups" else backup.place
        return _("{place}: {file}").format(place=name, file=backup.path.name)

    def _checked(self, backup: BackupSeen) -> tuple[str, str]:
        """What is known of a file, in a word: the log tells what it was when it was made."""
        logged = self.log.get(backup.label)
        if backup.key_before:
            return _("Key before"), "mute"
        if logged is None:
            return _("Unknown"), "mute"
        if logged.faults or logged.bytes != backup.bytes:
            return _("Damaged"), "bad"
        return (_("Tested") if logged.tested else _("Verified")), "ok"

    # A backup now

    def _back_up(self) -> None:
        keeping = self.desk.keeping
        if keeping is not None:
            self._begin(_("Copying and checking"))
            going = BackupGoing(self.working)
            self.desk.slow(self, keeping.back_up, going, done=self._on_made, failed=self._on_failed)

    def _on_made(self, outcome: BackedUp) -> None:
        self._end()
        for label, sentence in outcome.failed:
            self.desk.tell(_("{name}: {why}").format(name=label, why=sentence), urgent=True)
        if outcome.made:
            self.desk.tell(_("Backup made and checked"))
        self.desk.look()
        self.reload()

    def _begin(self, words: str) -> None:
        self.working.start(words)
        for button in (self.now, self.attempt):
            button.setEnabled(False)

    def _end(self) -> None:
        self.working.stop()
        for button in (self.now, self.attempt):
            button.setEnabled(True)

    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self.desk.tell(problem.sentence, urgent=True)

    # One of those that are kept

    def chosen(self) -> BackupSeen | None:
        """The one that is picked in the list, else the newest."""
        picked: BackupSeen | None = self.table.row_of(self.table.current_id())
        return picked or (self.found[0] if self.found else None)

    def _try(self) -> None:
        keeping, backup = self.desk.keeping, self.chosen()
        if keeping is not None and backup is not None:
            self._begin(_("Restoring it aside"))
            going = BackupGoing(self.working)
            self.desk.slow(
                self, keeping.try_restore, backup.path, going,
                done=partial(self._on_tried, backup), failed=self._on_failed,
            )  # fmt: skip

    def _on_tried(self, backup: BackupSeen, faults: tuple[str, ...]) -> None:
        self._end()
        when = self._when(backup.made_at)
        if faults:
            said = _("The backup of {when} would not bring everything back. {why}")
            self.desk.tell(said.format(when=when, why=faults[0]), urgent=True)
        else:
            said = _("The backup of {when} was restored aside: all of it came back.")
            self.desk.tell(said.format(when=when))
        self.desk.look()
        self.reload()

    @Slot()
    def _restore(self) -> None:
        """The chosen one, or a file where none is listed."""
        backup = self.chosen()
        if backup is not None:
            self.steps.begin(backup.path, backup.made_at)
        else:
            self.steps.choose()


def _size(backup: BackupSeen) -> str:
    return _("{n} MB").format(n=f"{max(backup.bytes / 1e6, 0.1):,.1f}")
