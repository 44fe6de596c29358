"""The second step: who sets the house up, with passphrase and PIN; then the recovery code."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from sobrhouse.domain.passphrases import check_passphrase, check_pin
from sobrhouse.domain.phrases import long_date
from sobrhouse.domain.strengths import Strength, letters_missing, strength
from sobrhouse.problems import Problem
from sobrhouse.reports.recovery_code import RecoverySheet, recovery_code_sheet
from sobrhouse.words import _, language, n_
from ui import theme
from ui.desk import Desk
from ui.office.first_run_step import Beside, Memory, Newcomer, Setup, StepPage, reason
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Bar, Card
from ui.widgets.choices import CheckField
from ui.widgets.focus import Ringed, paint_ring
from ui.widgets.labels import Label
from ui.widgets.lines import LineField
from ui.widgets.printing import (
    ask_printer,
    ask_where,
    has_printer,
    print_pages,
    save_instead,
    write_pdf,
)

_PARTS = {
    Strength.SHORT: 0.12, Strength.EASY: 0.3, Strength.FAIR: 0.5, Strength.GOOD: 0.75,
    Strength.STRONG: 1.0,
}  # fmt: skip


def strength_words(passphrase: str, name: str) -> str:
    """How good a passphrase is, and what would make it better."""
    if not passphrase:
        return _("Four words in a row work well: lamp river seven boots.")
    missing = letters_missing(passphrase)
    return {
        Strength.SHORT: n_("{n} more letter", "{n} more letters", missing).format(n=missing),
        Strength.EASY: _("Easy to guess. Add words that have nothing to do with you."),
        Strength.FAIR: _("Fair. One more word makes it good."),
        Strength.GOOD: _("Good"),
        Strength.STRONG: _("Strong"),
    }[strength(passphrase, name)]


class YouStep(StepPage):
    """Name, passphrase twice, PIN; then the records are made."""

    id = "you"
    skippable = False

    def __init__(
        self, desk: Desk, memory: Memory, setup: Setup, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, memory, parent)
        self.setup = setup
        self.name = LineField("name", _("Your name"), required=True, max_length=80)
        self.passphrase = LineField(
            "passphrase", _("Passphrase, 12 letters or more"), secret=True, required=True
        )
        self.again = LineField("again", _("The same passphrase again"), secret=True, required=True)
        self.pin = LineField(
            "pin", _("PIN, 6 to 12 digits"), secret=True, required=True, max_length=12,
            hint=_("It opens a locked window quickly, for 12 hours after the passphrase."),
        )  # fmt: skip
        self.bar = Bar("success")
        self.seen = CheckField("seen", _("Show what I type"))
        self.seen.edited.connect(self._on_seen)
        card = Card()
        for one in (self.name, self.passphrase, self.again, self.pin):
            card.add(self.add(one))
            if one is self.passphrase:
                card.add(self.bar)
        card.add(self.seen)
        card.body.addStretch(1)
        card.body.setSpacing(theme.space(3))
        self.passphrase.edited.connect(self._on_typed)
        self.name.edited.connect(self._on_typed)
        vbox(Beside(card, _why()), parent=self)
        self._on_typed()

    def title(self) -> str:
        return _("You and your keys")

    def line(self) -> str:
        return _("You become the owner of these records. Other staff get their own later.")

    def verb(self) -> str:
        return _("Make the records")

    def keep(self) -> None:
        """Only the name: secrets are typed anew."""
        self.memory.texts[self.id] = {"name": self.name.text()}

    def go(self) -> None:
        for one in self.fields.values():
            one.clear_fault()
        try:
            who = self._read()
        except Problem as problem:
            self.refuse(problem)
            return
        self.busy.emit(_("Making the records and their keys"))
        self.setup.found(who, self._on_found, self.refuse)

    def _read(self) -> Newcomer:
        name = " ".join(str(self.name.value()).split())
        passphrase = self.passphrase.text()
        check_passphrase(passphrase)
        if passphrase != self.again.text():
            raise Problem(_("The two are not the same. Type it again."), field="again")
        pin = str(self.pin.value())
        check_pin(pin)
        return Newcomer(name, passphrase, pin, language())

    def _on_found(self, code: str) -> None:
        self.memory.code = code
        for one in (self.passphrase, self.again, self.pin):
            one.set_text("")
        self.busy.emit("")
        self.passed.emit()

    def _on_typed(self) -> None:
        typed = self.passphrase.text()
        how = strength(typed, self.name.text())
        self.bar.set_part(_PARTS[how] if typed else 0.0)
        self.passphrase.set_hint(strength_words(typed, self.name.text()))

    def _on_seen(self) -> None:
        echo = QLineEdit.EchoMode.Normal if self.seen.read() else QLineEdit.EchoMode.Password
        for one in (self.passphrase, self.again, self.pin):
            one.line.setEchoMode(echo)


def _why() -> Card:
    card = Card(_("Three keys, three uses"))
    card.body.setSpacing(theme.space(3))
    card.add(
        reason(
            "key-round",
            "brand",
            _("Passphrase"),
            _("Opens the records each day. Nobody can look it up or send it to you."),
        )
    )
    card.add(
        reason(
            "lock",
            "info",
            _("PIN"),
            _("Opens again after a break, when the window has locked itself."),
        )
    )
    card.add(
        reason(
            "file-text",
            "warn",
            _("Recovery code"),
            _("Comes next, on paper: for the day on which every passphrase is lost."),
        )
    )
    card.body.addStretch(1)
    return card  # fmt: skip


class CodeBoard(Ringed, QWidget):
    """The code in its groups; the last group is covered while it is typed back."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = code.split("-")
        self.covered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        spelled = ", ".join(" ".join(group) for group in self.groups)
        self.setAccessibleName(_("Recovery code: {letters}").format(letters=spelled))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(380, round(132 * theme.scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(280 * theme.scale()), self.sizeHint().height())

    def cover(self, covered: bool) -> None:
        """Cover or show the last group."""
        self.covered = covered
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, high = 8.0, 60.0 * theme.scale()
        wide = min((self.width() - 3 * gap) / 4, 150 * theme.scale())
        for n, group in enumerate(self.groups):
            place = QRectF((n % 4) * (wide + gap), (n // 4) * (high + gap), wide, high)
            painter.setPen(theme.colour("border"))
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("micro"))
            painter.drawText(place.adjusted(8, 4, 0, 0), Qt.AlignmentFlag.AlignLeft, str(n + 1))
            covered = self.covered and n == len(self.groups) - 1
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("h2", 600))
            painter.drawText(
                place.adjusted(0, 6, 0, 0), Qt.AlignmentFlag.AlignCenter,
                "• • • •" if covered else " ".join(group),
            )  # fmt: skip
        if self.property("ring"):
            paint_ring(painter, QRectF(self.rect()), theme.radius("control"))
        painter.end()


class CodeStep(StepPage):
    """The recovery code, shown this once: printed, saved or written down, and typed back."""

    id = "code"
    skippable = False

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(desk, memory, parent)
        self.board = CodeBoard(memory.code)
        self.print_button = Button(_("Print the page"), icon="printer")
        self.print_button.clicked.connect(self._on_print)
        self.save_button = Button(_("Save as PDF"), icon="file-down")
        self.save_button.clicked.connect(self._on_save)
        self.told = Label("", "muted", wrap=True)
        self.last = LineField(
            "last", _("Now type its last four letters from the paper"), max_length=9, required=True
        )
        self.last.control.installEventFilter(self)
        card = Card()
        card.body.setSpacing(theme.space(3))
        card.add(self.board)
        card.add(hbox(self.print_button, self.save_button, self.told, 1, gap=2))
        card.add(self.add(self.last))
        card.body.addStretch(1)
        why = Card(_("Keep it like this"))
        why.body.setSpacing(theme.space(3))
        why.add(
            reason(
                "mail",
                "brand",
                _("In a sealed envelope"),
                _("In a safe or with the owner, never in the room of this computer."),
            )
        )
        why.add(
            reason(
                "eye-off",
                "warn",
                _("No photo, no message"),
                _("Whoever has it and the computer can read everything."),
            )
        )
        why.add(
            reason(
                "refresh-cw",
                "info",
                _("Lost the paper?"),
                _("Settings makes a new code; the old one then opens nothing."),
            )
        )
        why.body.addStretch(1)
        vbox(Beside(card, why), parent=self)  # fmt: skip

    def title(self) -> str:
        return _("Your recovery code")

    def line(self) -> str:
        if self.memory.new_code:
            return _("A new one, since you stopped here before. The first one opens nothing now.")
        return _("It is shown this once. Print it, save it, or write it down.")

    def verb(self) -> str:
        return _("I have it")

    def first_focus(self) -> QWidget | None:
        return self.print_button

    def keep(self) -> None:
        """Nothing of it is remembered."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.last.control:
            if event.type() == QEvent.Type.FocusIn:
                self.board.cover(True)
            elif event.type() == QEvent.Type.FocusOut:
                self.board.cover(False)
        return super().eventFilter(watched, event)

    def go(self) -> None:
        typed = "".join(letter for letter in self.last.text().upper() if letter.isalnum())
        if not typed:
            self.refuse(Problem(_("Type the last four letters."), field="last"))
        elif typed.translate(str.maketrans("OIL", "011")) != self.memory.code[-4:]:
            words = _("Those are not its last four letters. Look at group 7 on the paper.")
            self.refuse(Problem(words, field="last"))
        else:
            self.memory.code = ""
            self.passed.emit()

    # Paper

    def _pdf(self) -> bytes:
        made = long_date(self.desk.today())
        return recovery_code_sheet(RecoverySheet(self.memory.code, self.desk.house_name(), made))

    def _on_print(self) -> None:
        if not has_printer():
            if save_instead(self):
                self._on_save()
            return
        printer = ask_printer(self, _("Recovery code"), "letter", 1)
        if printer is not None:
            self.desk.slow(
                self, print_pages, self._pdf(), printer,
                done=lambda _pages: self._say(_("Sent to the printer")), failed=self.refuse,
            )  # fmt: skip

    def _on_save(self) -> None:
        path = ask_where(self, _("Recovery code") + ".pdf")
        if path is not None:
            self.desk.slow(
                self, write_pdf, self._pdf(), path,
                done=lambda where: self._say(_("Saved {file}").format(file=where.name)),
                failed=self.refuse,
            )  # fmt: skip

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.last.control.setFocus()
