"""The first page: language and text size, and the two ways that lead elsewhere."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.words import LANGUAGES, _, language
from ui import theme
from ui.desk import Desk
from ui.office.first_run.step import Beside, Memory, StepPage
from ui.widgets.boxes import hbox, line, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Disc, Label
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
        self.bring_back = Button(_("I have a backup"), icon="history", small=True)
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
