"""Numbers: the screens with a keypad on the right: one's number, the PIN, choosing one, leaving."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sobrhouse.words import _
from ui.kiosk.keypad import BACK, CLEAR, Dots, Keypad
from ui.kiosk.parts import Mark, Round, column, row, words
from ui.kiosk.screen import SIDE, Room, Screen
from ui.kiosk.touch import Face, Touch

MOST = 12  # digits of anything typed here


class PadScreen(Screen):
    """Words on the left, the keypad on the right."""

    seconds = 15

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._digits = ""
        self.busy = False
        self.pad = Keypad(room.key_px, room.tall - room.below - (110 if not room.low else 88))
        self.pad.typed.connect(self.typed)
        self.left: QVBoxLayout = column(gap=0)
        self.left.setContentsMargins(0 if room.low else 20, 0, 0, 0)
        sides = row(self.left, self.pad, gap=24 if room.narrow else 50)
        sides.setStretch(0, 100)
        sides.setStretch(1, 96)
        self.body.addLayout(sides, 1)
        self.says = words("", "danger", wrap=True)

    def typed(self, key: str) -> None:
        """A digit, "back" or "clear"."""
        if self.busy:
            return
        if key == BACK:
            self._digits = self._digits[:-1]
        elif key == CLEAR:
            self._digits = ""
        elif key == "enter":
            self.entered()
            return
        elif key.isdigit() and key.isascii() and len(self._digits) < MOST:
            self._digits += key
            self.says.clear()
        self.changed()

    @property
    def digits(self) -> str:
        """What was typed so far."""
        return self._digits

    def changed(self) -> None:
        """Other digits stand there."""

    def entered(self) -> None:
        """The key Enter of a keypad that is plugged in."""

    def again(self, says: str) -> None:
        """Begin anew, with a sentence why."""
        self._digits, self.busy = "", False
        self.says.setText(says)
        self.changed()

    def wipe(self) -> None:
        """Forget the digits too."""
        self._digits = ""
        super().wipe()


class Number(PadScreen):
    """One's own kiosk number instead of the name; whether anybody has it is not told."""

    private = False

    def __init__(self, room: Room, go: Callable[[str], None], buttons: list[Touch]) -> None:
        super().__init__(room)
        self._go = go
        self.shown = words("", "figure")
        self.shown.setMinimumHeight(90)
        self.next = Touch(_("Next"), Face("primary", "arrow-right", "action"), tall=room.button)
        self.next.clicked.connect(self.entered)
        for thing in (words(_("Type your number"), "h1", wrap=True), self.shown, self.says):
            self.left.addWidget(thing)
        scan = row(Mark("scan-line", "muted", 30), words(_("or scan your badge"), "muted"), 1)
        self.left.addLayout(scan)
        self.left.addStretch(1)
        self.left.addWidget(self.next)
        for button in buttons:
            self.left.addSpacing(14)
            self.left.addWidget(button)
        self.changed()

    def changed(self) -> None:
        """Show it: a number is no secret, a PIN is."""
        self.shown.setText(self._digits)
        self.next.setEnabled(bool(self._digits))

    def entered(self) -> None:
        """Go on to the PIN."""
        if self._digits:
            self._go(self._digits)


class Pin(PadScreen):
    """The PIN: dots only; the last number checks it. Where the house has PINs of several lengths,
    since it changed its own, a button ends the shorter ones, for everybody alike.
    """

    def __init__(
        self,
        room: Room,
        title: str,
        face: QWidget,
        lengths: tuple[int, ...],
        go: Callable[[str], None],
        *,
        line: str = "",
        buttons: tuple[Touch, ...] = (),
    ) -> None:
        super().__init__(room)
        self._lengths, self._go = lengths, go
        self.dots = Dots(max(lengths))
        several = _("Type your numbers. Then touch Next.")
        one = _("Type your {n} numbers").format(n=max(lengths))
        line = line or (several if len(lengths) > 1 else one)
        self.left.addStretch(1)
        self.left.addWidget(face)
        self.left.addSpacing(16)
        self.left.addWidget(words(title, "h1", wrap=True))
        self.left.addWidget(words(line, "muted", wrap=True))
        self.left.addSpacing(20)
        self.left.addWidget(self.dots)
        self.left.addSpacing(24)
        private = words(_("No one can see them on the screen."), "small", wrap=True)
        quiet = row(Mark("lock", "muted", 24), private, gap=10)
        quiet.setStretch(1, 1)
        self.left.addLayout(quiet)
        self.left.addSpacing(10)
        self.says.setMinimumHeight(56)
        self.left.addWidget(self.says)
        self.left.addStretch(1)
        self.next: Touch | None = None
        if len(lengths) > 1:
            self.next = Touch(_("Next"), Face("primary", "arrow-right", "action"), tall=room.button)
            self.next.clicked.connect(self.entered)
            self.next.setEnabled(False)
            buttons = (self.next, *buttons)
        for button in buttons:
            self.left.addSpacing(14)
            self.left.addWidget(button)

    def changed(self) -> None:
        """Fill the dots; after the last number check by itself."""
        self.dots.show_filled(len(self._digits))
        if self.next is not None:
            self.next.setEnabled(len(self._digits) in self._lengths)
        if len(self._digits) == max(self._lengths):
            self.entered()

    def entered(self) -> None:
        """Have it checked, where it is as long as one."""
        if len(self._digits) in self._lengths and not self.busy:
            self.busy = True
            typed, self._digits = self._digits, ""
            self._go(typed)


class StaffPin(PadScreen):
    """Leaving the kiosk: a PIN of the staff, six to twelve numbers, so it ends with a button."""

    def __init__(self, room: Room, go: Callable[[str], None], back: Callable[[], None]) -> None:
        super().__init__(room)
        self._go = go
        self.dots = Dots(1)
        self.leave = Touch(_("Leave the kiosk"), Face("out", "log-out", "action"), tall=room.button)
        self.leave.clicked.connect(self.entered)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        self.left.addStretch(1)
        for thing in (Mark("shield", "primary", 96), words(_("For staff"), "h1"),
                      words(_("Type your staff PIN."), "muted", wrap=True)):  # fmt: skip
            self.left.addWidget(thing)
        self.left.addSpacing(20)
        self.place = row(self.dots, 1)
        self.left.addLayout(self.place)
        self.left.addSpacing(20)
        self.left.addWidget(self.says)
        self.left.addStretch(1)
        self.left.addWidget(self.leave)
        self.left.addSpacing(14)
        self.left.addWidget(away)
        self.changed()

    def changed(self) -> None:
        """A dot for each number, however many there will be."""
        old = self.dots
        self.dots = Dots(max(1, min(len(self._digits), (self.room.wide // 2 - SIDE) // 48)))
        self.dots.show_filled(len(self._digits))
        self.place.replaceWidget(old, self.dots)
        old.hide()
        old.deleteLater()
        self.leave.setEnabled(len(self._digits) >= 4)

    def entered(self) -> None:
        """Have it checked."""
        if self.leave.isEnabled() and not self.busy:
            self.busy = True
            typed, self._digits = self._digits, ""
            self._go(typed)


def face(person: int, name: str, room: Room) -> Round:
    """The round beside the PIN; the nameless one for a number or a badge."""
    return Round(person, name, 96 if room.low else 132)
