"""The recovery code, shown once: read, printed or saved, and its last four letters typed back."""

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.phrases import long_date
from sobrhouse.reports.recovery_code import RecoverySheet, recovery_code_sheet
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.first_run.code import CodeBoard
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.printing import (
    ask_printer,
    ask_where,
    has_printer,
    print_pages,
    save_instead,
    write_pdf,
)


class RecoveryDialog(QDialog):
    """Closes only by the button, once the last four letters were typed, or by the lock."""

    def __init__(self, desk: Desk, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.code = desk, code
        self.setWindowTitle(_("Recovery code"))
        self.board = CodeBoard(code)
        self.check = LineField("last", _("Type its last four letters"), max_length=9)
        self.close_button = Button(_("I have it on paper"), "primary")
        self.close_button.clicked.connect(self._on_close)
        self.close_button.setDefault(True)
        self.print_button = Button(_("Print"), "outline", icon="printer")
        self.print_button.clicked.connect(self._on_print)
        self.save_button = Button(_("Save PDF"), "outline", icon="file-down")
        self.save_button.clicked.connect(self._on_save)
        vbox(
            Label(_("Your new recovery code"), "title"),
            Label(
                _("It is shown this once. Print it and lock it away, apart from this computer."),
                "muted",
                wrap=True,
            ),
            self.board,
            line(self.print_button, self.save_button, 1),
            self.check,
            line(1, self.close_button),
            gap=3,
            margins=(24, 20, 24, 20),
            parent=self,
        )
        self.setMinimumWidth(round(520 * theme.scale()))
        self.check.control.installEventFilter(self)
        self.print_button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the letters are typed they are read off the paper, not off the screen."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.board.cover(event.type() is QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Esc and the window's cross wait until the letters were typed."""
        self._on_close()

    def put_away(self) -> None:
        """The screen is locked: the code goes out of sight, and that it is on no paper is said."""
        self.desk.wanted.emit("recovery_code", "lost")
        super().reject()

    def _pdf(self) -> bytes:
        return recovery_code_sheet(
            RecoverySheet(self.code, self.desk.house_name(), long_date(self.desk.today()))
        )

    def _on_print(self) -> None:
        if not has_printer():
            if save_instead(self):
                self._on_save()
            return
        printer = ask_printer(self, _("Recovery code"), "letter", 1)
        if printer is not None:
            print_pages(self._pdf(), printer)

    def _on_save(self) -> None:
        path = ask_where(self, _("recovery code"))
        if path is not None:
            self.desk.slow(
                self,
                partial(write_pdf, self._pdf(), path),
                done=lambda _n: self.desk.tell(_("Saved")),
            )

    def _on_close(self) -> None:
        typed = "".join(c for c in self.check.text().upper() if c.isalnum())
        typed = typed.translate(str.maketrans("OIL", "011"))  # no code has these letters
        if typed == self.code.replace("-", "")[-4:]:
            self.desk.wanted.emit("recovery_code", "kept")
            self.accept()
        else:
            self.check.fault(_("Those are not its last four letters. Look at the paper again."))


def show_code(desk: Desk, parent: QWidget, code: str) -> None:
    """Show a code until it is on paper."""
    RecoveryDialog(desk, code, parent).exec()
