"""Lock: the page that stands instead of the office until somebody shows who they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sobrhouse.domain.passphrases import check_passphrase
from sobrhouse.domain.recovery_codes import read_code
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

How = Literal["passphrase", "pin", "code"]
CARD_WIDTH = 400


@dataclass(frozen=True, slots=True, repr=False)
class Try:
    """What somebody typed to get in; it is never shown, logged or kept."""

    name: str
    how: How
    secret: str
    new_passphrase: str = ""
    pin: str = ""


class LockPage(QWidget):
    """Who are you, and your passphrase or PIN; the office itself is gone while this page stands."""

    tried = Signal(object)

    def __init__(self, *, locked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._how: How = "passphrase"
        self._line_before = ""
        self._pins: frozenset[str] = frozenset()
        self.heading = Label(_("Locked") if locked else _("Welcome"), "title")
        self.line = Label("", "muted", wrap=True)
        if locked:
            self.line.setText(_("What you had typed is kept and comes back."))
        self.who = QComboBox()
        self.secret = _hidden_line()
        self.second = _hidden_line()
        self.again = _hidden_line()
        self.pin = _hidden_line()
        self.fault = Label("", "error", wrap=True)
        self.go = Button(_("Unlock"), kind="primary", icon="lock-open")
        self.other_way = Button("", kind="link", small=True)
        self.recover = Button(_("I lost my passphrase"), kind="link", small=True)
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        self._bind()
        self._show_field(self.who, _("Who are you?"))
        self.ask_by("passphrase")

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(round(CARD_WIDTH * theme.scale()))
        rows = QVBoxLayout(card)
        rows.setContentsMargins(28, 24, 28, 22)
        rows.setSpacing(theme.space(1))
        mark = QLabel()
        mark.setPixmap(theme.pixmap("logo", "primary", 34, self.devicePixelRatioF()))
        rows.addWidget(mark)
        rows.addWidget(self.heading)
        rows.addWidget(self.line)
        rows.addSpacing(theme.space(2))
        for field in (self.who, self.secret, self.second, self.again, self.pin):
            label = Label("", "small")
            label.setBuddy(field)
            self._labels[field] = label
            rows.addWidget(label)
            rows.addWidget(field)
        rows.addWidget(self.fault)
        rows.addSpacing(theme.space(2))
        rows.addWidget(self.go)
        links = QHBoxLayout()
        links.addWidget(self.other_way)
        links.addStretch(1)
        links.addWidget(self.recover)
        rows.addLayout(links)
        middle = QVBoxLayout(self)
        middle.addStretch(2)
        middle.addLayout(hbox(1, card, 1))  # an alignment would leave wrapped lines no height
        middle.addStretch(3)

    def _bind(self) -> None:
        self.go.clicked.connect(self._on_go)
        for line in (self.secret, self.second, self.again, self.pin):
            line.returnPressed.connect(self._on_go)
        self.other_way.clicked.connect(self._on_other_way)
        self.recover.clicked.connect(self._on_recover)
        self.who.currentTextChanged.connect(self._on_who)

    # What the program tells the page

    def offer(self, names: Sequence[str], chosen: str = "", pins: Collection[str] = ()) -> None:
        """The staff with a passphrase of their own; `pins` are those whose PIN opens now.

        The names come a moment after the page stands: a line said meanwhile is not written over.
        """
        self._pins = frozenset(pins)
        self.who.clear()
        self.who.addItems(list(names))
        if chosen in names:
            self.who.setCurrentText(chosen)
        self._on_who(self.who.currentText())
        self._show_field(self.who, _("Who are you?"), shown=len(names) != 1)
        if len(names) == 1 and not self.line.text():
            self.line.setText(names[0])
        self.secret.setFocus()

    def say_practice(self) -> None:
        """The practice house is no secret: tell what opens it."""
        self.line.setText(_("This is the practice house. Its passphrase is: practice house"))

    def busy(self, busy: bool) -> None:
        """While the passphrase is tried nothing else can be typed."""
        for part in (
            self.who,
            self.secret,
            self.second,
            self.again,
            self.pin,
            self.go,
            self.other_way,
            self.recover,
        ):
            part.setEnabled(not busy)
        self.go.set_text(_("Opening …") if busy else self._verb())
        if busy:
            self.fault.setText("")

    def refuse(self, problem: Problem) -> None:
        """Say why it did not open, and let them type again."""
        self.busy(False)
        self.fault.setText(problem.sentence)
        self.fault.setAccessibleName(problem.sentence)
        if self._how == "code":  # 28 letters are not typed anew for a slip in one
            field = self.second if problem.field in ("new", "again") else self.secret
            field.setFocus()
            return
        self.secret.clear()
        self.secret.setFocus()

    def wipe(self) -> None:
        """Forget what was typed."""
        for line in (self.secret, self.second, self.again, self.pin):
            line.clear()

    def ask_by(self, how: How, code: str = "") -> None:
        """Ask for the passphrase, the PIN, or the recovery code and a new passphrase; the `code` is
        there where it was typed a moment ago.
        """
        self._how = how
        self.wipe()
        self.fault.setText("")
        names = {"passphrase": _("Passphrase"), "pin": _("PIN"), "code": _("Recovery code")}
        self._show_field(self.secret, names[how])
        self._show_field(self.second, _("New passphrase, 12 letters or more"), shown=how == "code")
        self._show_field(self.again, _("New passphrase once more"), shown=how == "code")
        self._show_field(
            self.pin,
            _("Your PIN, to unlock quickly today (may stay empty)"),
            shown=how == "passphrase",
        )
        self.secret.setEchoMode(
            QLineEdit.EchoMode.Normal if how == "code" else QLineEdit.EchoMode.Password
        )
        self.go.set_text(self._verb())
        self.other_way.setVisible(how != "passphrase" or self.who.currentText() in self._pins)
        self.other_way.set_text(
            _("Use the passphrase") if how != "passphrase" else _("Use the PIN")
        )
        self.recover.setVisible(how == "passphrase")
        self._say_how(code)

    def _say_how(self, code: str) -> None:
        """By the code: where it stands on paper; the line that was there comes back after."""
        if self._how == "code":
            self._line_before = self._line_before or self.line.text() or " "
            self.line.setText(
                _("The recovery code is on the sheet in your safe: 28 letters and digits. It is "
                  "replaced by a new one, which you see once.")
            )
            self.secret.setText(code)
        elif self._line_before:
            self.line.setText(self._line_before.strip())
            self._line_before = ""
        (self.second if code else self.secret).setFocus()

    def _verb(self) -> str:
        return _("Set the new passphrase") if self._how == "code" else _("Unlock")

    def _show_field(self, field: QWidget, label: str, *, shown: bool = True) -> None:
        self._labels[field].setText(label)
        self._labels[field].setVisible(shown)
        field.setVisible(shown)
        field.setAccessibleName(label)

    # What the person does

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.setFocus()

    @Slot()
    def _on_go(self) -> None:
        if self.secret.text() and self.who.currentText():
            if self._how == "code" and not self._code_is_ready():
                return
            tried = Try(
                self.who.currentText(),
                self._how,
                self.secret.text(),
                self.second.text(),
                self.pin.text(),
            )
            self.busy(True)
            self.tried.emit(tried)

    def _code_is_ready(self) -> bool:
        """Whether the code has no slip and the new passphrase is one, before any slow work."""
        try:
            read_code(self.secret.text())
            check_passphrase(self.second.text(), "new")
            if self.second.text() != self.again.text():
                raise Problem(_("The two are not the same. Type both again."), field="again")
        except Problem as problem:
            self.refuse(problem)
            return False
        return True

    @Slot(str)
    def _on_who(self, name: str) -> None:
        self.ask_by("pin" if name in self._pins else "passphrase")

    @Slot()
    def _on_other_way(self) -> None:
        self.ask_by("passphrase" if self._how != "passphrase" else "pin")

    @Slot()
    def _on_recover(self) -> None:
        self.ask_by("code")


def _hidden_line() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return line
