"""The first page: language and text size, and the two ways that lead elsewhere; and the restore."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import LANGUAGES, _, language
from ui import theme
from ui.desk import Desk
from ui.office.first_run_step import Beside, Memory, Setup, StepPage, reason
from ui.widgets.ask import choose_file
from ui.widgets.boxes import hbox, line, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Disc, Label
from ui.widgets.lines import LineField
from ui.widgets.segments import Segments


class StartStep(StepPage):
    """Each choice shows at once."""

    id = "start"
    changed = Signal()  # the look or the language: the page must be made anew
    practice = Signal()
    restore = Signal()

    def __init__(
        self,
        desk: Desk,
        memory: Memory,
        parent: QWidget | None = None,
        *,
        on_server: bool = False,
    ) -> None:
        super().__init__(desk, memory, parent)
        self.speech = Segments(list(LANGUAGES.items()), name=_("Language"), key=language())
        self.scale = Segments(
            [(s, f"{round(s * 100)} %") for s in theme.SCALES],
            name=_("Text size"), key=theme.scale(),
        )  # fmt: skip
        self.mode = Segments(
            [("light", _("Light")), ("dark", _("Dark"))], name=_("Colors"),
            key=theme.mode() if theme.mode() in ("light", "dark") else "light",
        )  # fmt: skip
        self.speech.picked.connect(lambda key: self._want("language", key))
        self.scale.picked.connect(lambda key: self._want("scale", key))
        self.mode.picked.connect(lambda key: self._want("mode", key))
        self.look_around = Button(_("Look around"), icon="house", small=True)
        self.look_around.setAccessibleName(_("Look around in the practice house"))
        self.look_around.clicked.connect(self.practice)
        self.bring_back = Button(_("Restore a backup"), icon="history", small=True)
        self.bring_back.clicked.connect(self.restore)
        self.bring_back.setVisible(not on_server)
        before = _("You had sobrhouse before, on this computer or another one.")
        if on_server:
            before = _("Your house will be on a server, which keeps its own backups. Bring one "
                       "back there; our backup files are for a house on this computer.")
        other = Beside(
            _way("sofa", "brand", _("Look around in the practice house"),
                 _("A made-up house with a year of life in it. Nothing you do there is real."),
                 self.look_around),
            _way("history", "info", _("Restore a backup"),
                 before, self.bring_back),
            (1, 1),
        )  # fmt: skip
        vbox(self._look(), Label(_("Or first"), "h3"), other, gap=3, parent=self)

    def _look(self) -> Card:
        look = Card(_("How it speaks and looks"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(theme.space(4))
        rows.setVerticalSpacing(theme.space(3))
        rows.setColumnStretch(1, 1)
        for at, (words, control) in enumerate((
            (_("Language"), self.speech), (_("Text size"), self.scale), (_("Colors"), self.mode),
        )):  # fmt: skip
            rows.addWidget(Label(words, "small"), at, 0)
            rows.addWidget(line(control, 1), at, 1)
        look.add(rows)
        return look

    def title(self) -> str:
        return _("Welcome")

    def line(self) -> str:
        return _("Six short steps, about five minutes. All of it can be changed later.")

    def verb(self) -> str:
        return _("Set up my house")

    def go(self) -> None:
        self.passed.emit()

    def first_focus(self) -> QWidget | None:
        return None

    def _want(self, what: str, key: object) -> None:
        self.desk.wanted.emit(what, key)
        QTimer.singleShot(0, self, self.changed.emit)


def _way(icon: str, kind: str, title: str, words: str, button: Button) -> Card:
    card = Card()
    text = vbox(
        Label(title, "strong", wrap=True), Label(words, "muted", wrap=True),
        hbox(button, 1, margins=(0, 6, 0, 0)), gap=1,
    )  # fmt: skip
    row = hbox(Disc(icon, kind, 36), gap=3)
    row.addLayout(text, 1)
    card.add(row)
    return card


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
        self.choose = Button(_("Choose a backup"), icon="folder-open")
        self.choose.clicked.connect(self._on_choose)
        self.named = Label(_("No backup chosen yet"), "muted", wrap=True)
        self.secret = LineField(
            "secret", _("Passphrase or recovery code"), secret=True, required=True,
            hint=_("The passphrase of an owner, as it was when the backup was made."),
        )  # fmt: skip
        self.add(self.secret)
        card = Card(_("The backup"))
        card.add(hbox(self.choose, self.named, 1, gap=3))
        card.add(self.secret)
        card.body.setSpacing(theme.space(4))
        about = Card(_("Good to know"))
        about.body.setSpacing(theme.space(3))
        about.add(reason("hard-drive", "info", _("Where backups are"),
                         _("On the backup USB, or in the folder you chose. Their names begin with "
                           "house and the date.")))  # fmt: skip
        about.add(reason("key-round", "brand", _("Its key file"),
                         _("Each backup has a file of the same name that ends in .keys. Keep the "
                           "two together.")))  # fmt: skip
        about.add(reason("shield-check", "ok", _("Checked first"),
                         _("All of it is checked before anything is put in place. The backup "
                           "itself is not changed.")))  # fmt: skip
        for one in (card, about):
            one.body.addStretch(1)
        vbox(Beside(card, about), parent=self)

    def title(self) -> str:
        return _("Restore a backup")

    def line(self) -> str:
        return _("Bring a house back from a copy that was made before.")

    def verb(self) -> str:
        return _("Restore")

    def _on_choose(self) -> None:
        found = choose_file(self, _("Choose a backup"), _("Backups (*.db)"))
        if found is not None:
            self.take(found)

    def take(self, backup: Path) -> None:
        """Use this file."""
        self.backup = backup
        self.named.setText(backup.name)
        self.named.set_kind("strong")
        self.secret.control.setFocus()

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
        if type(problem).__name__ == "WrongPassphrase":
            problem.field = "secret"
        self.refuse(problem)
