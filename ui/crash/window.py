"""Window: the last resort in plain words: what happened, what is safe, what to do. It stands on Qt
alone and a few names of the look, for the rest of the screens may be what failed.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sobrhouse.words import _, n_
from ui import theme
from ui.clip import copy_public

GO_ON, QUIT, SAFE = "go on", "quit", "safe"
WIDTH, DETAILS_HEIGHT = 560, 170


@dataclass(frozen=True, slots=True)
class Said:
    """What the window says, in four short parts, and its verbs: Enter presses the first; Esc, and
    the lock that comes meanwhile, always mean to go on.
    """

    title: str
    happened: str
    safe: str
    do: str
    verbs: tuple[tuple[str, str], ...]


def now(often: bool) -> Said:
    """Something failed while the program runs; `often`, when it does not end."""
    send = _(
        "If it fails again, copy the details and send them to whoever looks after this program. "
        "They hold no names and no records."
    )
    todo = _("Try the step again.") + " " + send
    verbs = ((GO_ON, _("Go on")), (QUIT, _("Quit")))
    if often:
        todo = _(
            "Start again in safe mode, which leaves out what this computer remembers and all "
            "work in the background. Copy the details first and send them to whoever looks after "
            "this program. They hold no names and no records."
        )
        verbs = ((SAFE, _("Start in safe mode")), (GO_ON, _("Go on")))
    return Said(
        _("This keeps going wrong") if often else _("Something went wrong"),
        _("sobrhouse could not finish the last step."),
        _("Everything that was saved before is safe."),
        todo,
        verbs,
    )


def earlier() -> Said:
    """The last run ended in a failure."""
    return Said(
        _("sobrhouse ended suddenly last time"),
        _("Something in the program failed, so that it could not go on."),
        _("Everything that was saved is safe. What was half typed comes back once you unlock."),
        _(
            "Go on as usual. To help that it does not happen again, copy the details and send "
            "them to whoever looks after this program. They hold no names and no records."
        ),
        ((GO_ON, _("Go on")),),
    )


def how_to_start(in_a_row: int) -> Said:
    """The last runs failed, or (0) somebody holds Shift while the program starts."""
    times = n_(
        "sobrhouse ended suddenly last time.",
        "sobrhouse ended suddenly the last {n} times.",
        in_a_row,
    ).format(n=in_a_row)
    return Said(
        _("Start in safe mode?"),
        times if in_a_row else _("Shift was held while sobrhouse started."),
        _("All records are as they were. Safe mode deletes nothing."),
        _(
            "In safe mode the window's size, the look and half-typed text from before are left "
            "out, the kiosk stays shut, and no backup is made by itself."
        ),
        ((SAFE, _("Start in safe mode")), (GO_ON, _("Start as usual"))),
    )


class CrashWindow(QDialog):
    """Says it; the technical part is a button away, and can be copied."""

    copied = Signal()

    def __init__(self, said: Said, details: str = "") -> None:
        super().__init__()
        self.answer = GO_ON
        self.details = details
        self.setWindowTitle("sobrhouse")
        theme.dress(self)
        self.setFixedWidth(round(WIDTH * theme.scale()))
        self.box = QPlainTextEdit(details, readOnly=True)
        self.box.setAccessibleName(_("Details"))
        self.box.setFixedHeight(DETAILS_HEIGHT)
        self.box.hide()
        self.more = _button(_("Show details"), "ghost")
        self.more.clicked.connect(self._on_more)
        self.copy = _button(_("Copy details"), "outline")
        self.copy.clicked.connect(self._on_copy)
        for button in (self.more, self.copy):
            button.setVisible(bool(details))
        self.verbs = {answer: self._verb(answer, label, not at)
                      for at, (answer, label) in enumerate(said.verbs)}  # fmt: skip
        self.setAccessibleDescription(" ".join((said.happened, said.safe, said.do)))
        self._lay_out(said)

    def _verb(self, answer: str, label: str, first: bool) -> QPushButton:
        button = _button(label, "primary" if first else "outline")
        button.setDefault(first)
        if first:
            button.setFocus()
        button.clicked.connect(lambda: self._on_verb(answer))
        return button

    def _lay_out(self, said: Said) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows = (
            ("circle-alert", "danger", said.happened),
            ("shield-check", "success", said.safe),
            ("life-buoy", "primary", said.do),
        )
        for at, (icon, colour, text) in enumerate(rows):
            grid.addWidget(_picture(icon, colour), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(text, "body", 34), at, 1)
        details, verbs = QHBoxLayout(), QHBoxLayout()
        for row in (details, verbs):
            row.setSpacing(8)
        details.addWidget(self.copy)
        details.addWidget(self.more)
        details.addStretch(1)
        verbs.addStretch(1)
        for button in reversed(list(self.verbs.values())):
            verbs.addWidget(button)
        rows_box = QVBoxLayout(self)
        rows_box.setContentsMargins(24, 20, 24, 20)
        rows_box.setSpacing(16)
        rows_box.addWidget(_label(said.title, "title", 0))
        rows_box.addLayout(grid)
        rows_box.addLayout(details)
        rows_box.addWidget(self.box)
        rows_box.addLayout(verbs)

    def _on_verb(self, answer: str) -> None:
        self.answer = answer
        self.accept()

    @Slot()
    def _on_more(self) -> None:
        shown = self.box.isHidden()
        self.box.setVisible(shown)
        self.more.setText(_("Hide details") if shown else _("Show details"))
        self.more.setAccessibleName(self.more.text())
        self.adjustSize()

    @Slot()
    def _on_copy(self) -> None:
        copy_public(self.details)
        self.copy.setText(_("Copied"))
        self.copied.emit()


def ask(said: Said, details: str = "", copied: Callable[[], None] | None = None) -> str:
    """Show the window and give the answer; `GO_ON` where not even this window can be made."""
    with suppress(Exception):
        window = CrashWindow(said, details)
        if copied is not None:
            window.copied.connect(copied)
        window.exec()
        answer = window.answer
        window.deleteLater()
        return answer
    return GO_ON


def _label(text: str, kind: str, beside: int) -> QLabel:
    """Lines as wide as the window leaves them, and as high as they need."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("t", kind)
    label.setWordWrap(True)
    width = round(WIDTH * theme.scale()) - 2 * 24 - beside
    label.setFixedWidth(width)
    label.ensurePolished()
    label.setFixedHeight(label.heightForWidth(width))
    return label


def _button(text: str, kind: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", kind)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button


def _picture(icon: str, colour: str) -> QWidget:
    label = QLabel()
    with suppress(Exception):  # without its picture the sentence says the same
        label.setPixmap(theme.pixmap(icon, colour, 22, label.devicePixelRatioF()))
    return label
