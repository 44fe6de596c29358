"""Damage: the page that stands instead of the office when the records or their keys cannot be read;
it says what happened and what is safe, and puts things right with a backup.
"""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.stages import STAGES, Stage
from sobrhouse.problems import Problem
from sobrhouse.words import _, n_
from ui import theme
from ui.office.first_run.step import Beside, reason
from ui.office.safety.damage_done import DamageDone
from ui.office.safety.damage_values import Backups, Damage, Righted, Wanted
from ui.office.safety.damage_words import STAGE_WORDS, words_of
from ui.widgets.ask import choose_file
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule
from ui.widgets.lines import LineField
from ui.widgets.progress import Working

WIDEST = 1040


class DamagePage(QWidget):
    """What happened, what is safe, what to do; then how far it is, and what came of it."""

    right = Signal(object)  # Wanted: put it right
    stopped = Signal()
    look = Signal()  # the records as they are, to read only
    opened = Signal()  # it is over: open what stands now
    heard = Signal(str)  # how far the work is, from whatever thread it runs on

    def __init__(
        self, damage: Damage, details: str = "", *, may_look: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.damage = damage
        self.chosen: Path | None = None
        self._is_busy = self._is_over = False
        self._said = words_of(damage)
        self._build(details, may_look)
        self.heard.connect(self._on_heard)
        self.show_backups(Backups(0, None, None), looking=True)

    def _build(self, details: str, may_look: bool) -> None:
        said = self._said
        self.title = Label(said.title, "title", wrap=True)
        self.line = Label(said.line, "muted", wrap=True)
        self.banner = Banner("", "bad", closable=True)
        self.banner.hide()
        self.body = ScrollBox()
        self.body.column.setContentsMargins(0, 0, 12, 12)
        self.parts = Beside(self._backup_card(), self._what_card(details))
        self.parts.setMaximumWidth(round(WIDEST * theme.scale()))
        self.body.add(self.parts)
        self.working = Working(self, cancel=not self.damage.of_keys)  # that is over at once
        self.working.cancelled.connect(self._on_stop)
        self.look_only = Button(_("Only look at the records"), "ghost", icon="eye")
        self.look_only.clicked.connect(self.look)
        self.look_only.setVisible(may_look)
        self.go = Button(said.verb, "primary", icon="shield-check", keys="Ctrl+Return")
        self.go.clicked.connect(self._on_go)
        head = vbox(vbox(self.title, self.line, gap=0), self.banner, gap=3, margins=(28, 20, 28, 0))
        self.foot = hbox(self.look_only, 1, self.go, gap=2)
        foot = vbox(self.working, self.foot, gap=2, margins=(28, 10, 28, 14))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        middle = vbox(gap=0, margins=(28, 12, 28, 0))
        middle.addWidget(self.body)
        whole.addLayout(middle, 1)
        whole.addWidget(Rule())
        whole.addLayout(foot)

    def _backup_card(self) -> Card:
        self.state = Chip("", "mute")
        self.which = Label("", "strong", wrap=True)
        self.where = Label("", "muted", wrap=True)
        self.choose = Button(_("Choose another backup"), "outline", icon="folder-open", small=True)
        self.choose.clicked.connect(self._on_choose)
        self.secret = LineField(
            "secret", self._said.asked, secret=True, required=True,
            hint=self._said.hint,
        )  # fmt: skip
        self.secret.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.secret.edited.connect(self.secret.clear_fault)
        assert isinstance(self.secret.control, QLineEdit)
        self.secret.control.returnPressed.connect(self._on_go)
        card = Card(self._said.card)
        card.body.setSpacing(theme.space(2))
        card.add(hbox(self.state, 1))
        card.add(vbox(self.which, self.where, gap=0))
        card.add(hbox(self.choose, 1))
        card.add(self.secret)
        card.body.addStretch(1)
        return card

    def _what_card(self, details: str) -> Card:
        said = self._said
        card = Card(_("What happens now"))
        card.body.setSpacing(theme.space(3))
        card.add(reason("triangle-alert", "warn", _("What happened"), said.happened))
        card.add(reason("shield-check", "ok", _("What is safe"), said.safe))
        card.add(reason("history", "info", _("What is done"), said.done))
        self.more = Button(_("Details"), "ghost", "chevron-down", small=True)
        self.more.setVisible(bool(details))
        self.more.clicked.connect(self._on_more)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setFixedHeight(round(84 * theme.scale()))
        self.details.hide()
        card.add(hbox(self.more, 1))
        card.add(self.details)
        return card

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.control.setFocus()

    # What the program tells the page

    def show_backups(self, found: Backups, *, looking: bool = False) -> None:
        """Which backup will be taken; the person may have chosen one already, or it is over."""
        if self.chosen is not None or self._is_over:
            return
        if looking:
            self._say_backup("mute", _("Looking"), _("Looking for backups …"), "")
        elif found.newest is None or found.made_at is None:
            self._say_backup(
                "warn", _("None found"), _("No backup was found on this computer."),
                _("Plug in the USB stick with your backups. It is found by itself, or choose it."),
            )  # fmt: skip
        else:
            more = n_("{n} backup was found.", "{n} backups were found.", found.count)
            self._say_backup(
                "ok", _("Newest"), self._when(found.made_at),
                f"{_place(found.newest)}  ·  {more.format(n=found.count)}",
            )  # fmt: skip
        self.go.setEnabled(found.newest is not None and not self._is_busy)

    def _say_backup(self, kind: str, chip: str, which: str, where: str) -> None:
        self.state.show_as(chip, kind)
        self.which.setText(which)
        self.where.setText(where)
        self.where.setVisible(bool(where))

    def _when(self, made_at: datetime) -> str:
        local = made_at.astimezone()
        return self._said.of.format(
            day=nice_date(local.date(), datetime.now().astimezone().date()), time=nice_time(local)
        )

    def take(self, backup: Path) -> None:
        """Use this backup and no other."""
        self.chosen = backup
        self._say_backup("info", _("Chosen"), backup.name, str(backup.parent))
        self.go.setEnabled(True)
        self.secret.control.setFocus()

    def refuse(self, problem: Problem) -> None:
        """Say why it did not work; it can be tried again."""
        self._busy(False)
        if problem.field == "secret":
            self.secret.fault(problem.sentence)
            self.secret.control.setFocus()
            return
        self.secret.set_text("")
        self.banner.say(problem.sentence)
        self.banner.show()

    def no_look(self) -> None:
        """The records were closed meanwhile."""
        self.look_only.hide()

    def show_done(self, righted: Righted) -> None:
        """What stands now and what is lost."""
        self._busy(False)
        self._is_over = True
        self.secret.set_text("")
        self.body.clear()
        done = DamageDone(self.damage, righted)
        done.setMaximumWidth(round(WIDEST * theme.scale()))
        self.body.add(done)
        self.title.setText(done.title)
        self.line.setText(done.line)
        self.look_only.hide()
        self.go.set_text(_("Open the records"))
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.opened)
        self.go.setFocus()

    def _on_heard(self, stage: str) -> None:
        at = Stage(stage)
        self.working.step(STAGES.index(at), len(STAGES), _(STAGE_WORDS[at]))
        if at is Stage.SWAP:
            self.working.button.setEnabled(False)

    # What the person does

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        try:
            secret = str(self.secret.value())
        except Problem as problem:
            self.secret.fault(problem.sentence)
            return
        self._busy(True)
        self.right.emit(Wanted(secret, self.chosen))

    def _busy(self, busy: bool) -> None:
        self._is_busy = busy
        for part in (self.go, self.choose, self.secret, self.look_only):
            part.setEnabled(not busy)
        self.banner.hide()
        if busy:
            self.working.button.setEnabled(True)
            self.working.start(_(STAGE_WORDS[Stage.BACKUP]))
        else:
            self.working.stop()

    def _on_stop(self) -> None:
        self.working.start(_("Stopping"))
        self.working.button.setEnabled(False)
        self.stopped.emit()

    def _on_choose(self) -> None:
        found = choose_file(self, _("Choose a backup"), _("Backups (*.db)"))
        if found is not None:
            self.take(found)

    def _on_more(self) -> None:
        self.details.setVisible(self.details.isHidden())


def _place(backup: Path) -> str:
    """The folder and the one above it: enough to know a stick by, and no whole path."""
    return "/".join(backup.parent.parts[-2:])
