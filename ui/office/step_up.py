"""Step-up: asks for one's own PIN again, right before what could do harm (safety.md 4.2).

A right PIN is good for the one thing it was asked for; each time asks anew.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from sobrhouse.problems import Problem
from sobrhouse.queries.staff import StaffRow, my_account
from sobrhouse.services.pins import Purpose, confirm
from sobrhouse.words import N_, _
from ui.desk import Desk
from ui.widgets.ask import Ask
from ui.widgets.fields import LineField

_WORDS = {
    Purpose.EXPORT: (
        N_("Save this list as a file?"),
        N_("The file stands outside the program: whoever has it can read it."),
        N_("Save the list"),
    ),
    Purpose.ACCESS: (
        N_("Give this access?"),
        N_("It decides who may read and change the records."),
        N_("Give access"),
    ),
    Purpose.RESTORE: (
        N_("Restore this backup?"),
        N_("It takes the place of what stands now."),
        N_("Restore"),
    ),
    Purpose.OUTSIDE: (
        N_("Hand this out?"),
        N_("It leaves the house. Who gets it, what for and when is written down first."),
        N_("Hand it out"),
    ),
    Purpose.PURGE: (
        N_("Destroy these records?"),
        N_("Nobody can bring them back. Older backups expire one by one."),
        N_("Destroy them"),
    ),
    Purpose.ROTATION: (
        N_("Give the house another key?"),
        N_("Who is not here now gets a new passphrase later. The old recovery code ends."),
        N_("Change the key"),
    ),
}  # fmt: skip


class StepUp(Ask):
    """Asks for the PIN until it is right, or the person keeps things as they are."""

    def __init__(self, desk: Desk, purpose: Purpose, parent: QWidget | None) -> None:
        title, body, verb = _WORDS[purpose]
        danger = purpose in (Purpose.RESTORE, Purpose.PURGE, Purpose.ROTATION)
        super().__init__(parent, _(title), _(body), _(verb), _("Cancel"), danger)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._purpose = desk, purpose
        self.pin = LineField(
            "pin", _("Your PIN"), secret=True, max_length=12,
            hint=_("Forgot it? Set a new one in Settings, Keys."))  # fmt: skip
        self.pin.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhDigitsOnly
        )
        self.pin.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.column.addWidget(self.pin)
        self.keep.setDefault(False)
        self.verb.setDefault(True)
        self.pin.control.setFocus()

    def accept(self) -> None:
        """Not before the PIN was found right."""
        pin = self.pin.text()
        if not pin:
            self.pin.fault(_("Type your PIN."))
        elif self.verb.isEnabled():
            self._busy(True)
            self._desk.do(
                self, confirm, pin, self._purpose, done=self._on_answer, refused=self._on_refused
            )

    def _on_answer(self, right: bool) -> None:
        self.pin.set_text("")
        if right:
            self._desk.wanted.emit("pin_typed", True)
            super().accept()
            return
        self._on_refused(Problem(_("That PIN did not match. Try again.")))
        self._desk.wanted.emit("pin_typed", False)  # the fifth in a row locks the office

    def _on_refused(self, problem: Problem) -> None:
        self._busy(False)
        self.pin.fault(problem.sentence)
        self.pin.control.setFocus()

    def _busy(self, busy: bool) -> None:
        self.verb.setEnabled(not busy)
        assert isinstance(self.pin.control, QLineEdit)
        self.pin.control.setReadOnly(busy)


def step_up(
    desk: Desk,
    owner: QWidget,
    purpose: Purpose,
    then: Callable[[], None],
    kept: Callable[[Problem | None], None] | None = None,
) -> None:
    """Ask for the PIN, and only `then`; `kept` when the person went back, or with the Problem.

    In the practice house nobody was given a PIN: there it is asked for only once one is set.
    """

    def on_account(me: StaffRow | None) -> None:
        problem = Problem(
            _("This needs your PIN, and you have none yet. Set one in Settings, Keys.")
        )
        if me is not None and me.has_pin:
            _ask(desk, owner, purpose, then, kept)
        elif desk.practice:
            then()
        elif kept is not None:
            kept(problem)
        else:
            desk.tell(problem.sentence, urgent=True)

    desk.ask(owner, my_account, done=on_account)


def _ask(
    desk: Desk,
    owner: QWidget,
    purpose: Purpose,
    then: Callable[[], None],
    kept: Callable[[Problem | None], None] | None,
) -> None:
    dialog = StepUp(desk, purpose, owner.window())
    dialog.accepted.connect(lambda: while_there(owner, then))
    if kept is not None:
        dialog.rejected.connect(lambda: while_there(owner, lambda: kept(None)))
    dialog.open()


def while_there(owner: QObject, call: Callable[[], None]) -> None:
    """Call, unless the screen has gone meanwhile."""
    if isValid(owner):
        call()
