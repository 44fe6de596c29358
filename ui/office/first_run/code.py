"""The recovery code: shown this once, printed, saved or written down, and typed back."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.phrases import long_date
from sobrhouse.problems import Problem
from sobrhouse.reports.recovery_code import RecoverySheet, recovery_code_sheet
from sobrhouse.services.first_steps import note_code_kept
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.first_run.step import Beside, Memory, StepPage, reason
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
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
            self.desk.do(self, note_code_kept)
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
