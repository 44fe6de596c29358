"""Rotation: the page that stands while the house gets another key, and says what came of it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sobrhouse.domain.stages import STAGES, Stage
from sobrhouse.words import N_, _
from ui import theme
from ui.office.first_run.step import reason
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label, Rule
from ui.widgets.progress import Working

WIDEST = 760
_WORDS = {
    Stage.BACKUP: N_("Making a backup and checking it"),
    Stage.COPY: N_("Copying the records"),
    Stage.READ: N_("Encrypting every page anew"),
    Stage.CHECK: N_("Checking what came out"),
    Stage.SWAP: N_("Putting it in place"),
}


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """What stands now: the backup under the old key, and who needs a new passphrase."""

    backup: str
    without_key: tuple[str, ...]


class RotationPage(QWidget):
    """Progress with Cancel, then what was done and what is left to do."""

    stopped = Signal()
    opened = Signal()
    heard = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Label(_("The house gets another key"), "title", wrap=True)
        self.line = Label(
            _("Leave the computer on. Until the last step it can be stopped, and nothing changes."),
            "muted", wrap=True,
        )  # fmt: skip
        self.body = ScrollBox()
        self.working = Working(self)
        self.working.cancelled.connect(self._on_stop)
        self.go = Button(_("Show the new recovery code"), "primary", icon="key-round",
                         keys="Ctrl+Return")  # fmt: skip
        self.go.clicked.connect(self.opened)
        self.go.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(vbox(self.title, self.line, gap=0, margins=(28, 20, 28, 0)))
        middle = vbox(gap=0, margins=(28, 12, 28, 0))
        middle.addWidget(self.body)
        whole.addLayout(middle, 1)
        whole.addWidget(Rule())
        whole.addLayout(vbox(self.working, hbox(1, self.go), gap=2, margins=(28, 10, 28, 14)))
        self.heard.connect(self._on_heard)
        self.working.start(_(_WORDS[Stage.BACKUP]))

    def _on_heard(self, stage: str) -> None:
        at = Stage(stage)
        self.working.step(STAGES.index(at), len(STAGES), _(_WORDS[at]))
        self.working.button.setEnabled(at is not Stage.SWAP)

    def _on_stop(self) -> None:
        self.working.start(_("Stopping"))
        self.working.button.setEnabled(False)
        self.stopped.emit()

    def show_done(self, done: KeyChanged) -> None:
        """Over: who needs what, before the records open again."""
        self.working.stop()
        self.title.setText(_("The house has another key"))
        self.line.setText(_("Nobody who kept the old one can read what is recorded from now on."))
        card = Card(_("What to do now"))
        card.body.setSpacing(theme.space(3))
        card.add(reason("key-round", "brand", _("Print the new recovery code"),
                        _("It is shown once, in the next step. Throw the old sheet away."))
                 )  # fmt: skip
        if done.without_key:
            names = ", ".join(done.without_key)
            card.add(reason("users", "warn", _("Let the others in again"),
                            _("{names}: open their account again in Settings, People, each with a "
                              "new passphrase.").format(names=names)))  # fmt: skip
        card.add(reason("hard-drive", "info", _("Look after the old backups"),
                        _("{name} and those before it open with the old passphrases and the old "
                          "code. Delete what you do not need, and make a fresh backup.").format(
                              name=done.backup)))  # fmt: skip
        card.setMaximumWidth(round(WIDEST * theme.scale()))
        self.body.add(card)
        self.go.show()
        self.go.setFocus()
