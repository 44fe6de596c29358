"""Ends: what a visit closes with: done, and the page that says to write on paper."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt

from sobrhouse.domain.phrases import nice_time
from sobrhouse.words import _, n_
from ui.kiosk.parts import Mark, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Face, Touch

Says = Callable[[], tuple[str, str]]  # title and line, in the language spoken when it is asked
UNDO_SETTLES_S = 0.5  # whoever touches twice to be sure does not take back what was just kept
REASON_S = 12  # a reason why not is news, and is read more slowly than "You are signed in"


def time_line(at: datetime) -> str:
    """The time as a sentence; in Spanish it ends in a dot already ("7:12 p. m.")."""
    return f"{nice_time(at).rstrip('.')}."


class Done(Screen):
    """One line of fact, four seconds; within them "That is wrong" takes it back. A reason why
    something is not possible stays longer. `more` goes on where there may be more to do.
    """

    seconds = 4
    resets = False

    def __init__(
        self,
        room: Room,
        title: str,
        line: str,
        done: Callable[[], None],
        wrong: Callable[[], None] | None = None,
        *,
        icon: str = "circle-check",
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__(room)
        if icon == "info":
            self.seconds = REASON_S
        self.title = words(title, "h1", middle=True, wrap=True)
        self.line = words(line, "muted" if icon != "info" else "label", middle=True, wrap=True)
        self.done = _button(room, _("Done"), Face("primary", size="action"), done)
        self.more = more and _button(room, more[0], Face("plain", "list-checks"), more[1])
        self.wrong = wrong and _button(room, _("That is wrong"), Face("plain", "undo-2"), wrong)
        self.body.addStretch(3)
        self.body.addWidget(Mark(icon, "primary", 150), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(24)
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        self.body.addSpacing(24)
        self.body.addLayout(row(1, *((self.more,) if self.more else ()), self.done, 1))
        if self.wrong:
            self.settles = UNDO_SETTLES_S
            self.body.addSpacing(14)
            self.body.addLayout(row(1, self.wrong, 1))
        self.body.addStretch(2)
        self.left = words("", "small", middle=True)
        self.body.addWidget(self.left)
        self.show_left(self.seconds)

    def show_left(self, seconds: int) -> None:
        """Say when it closes."""
        said = n_(
            "This screen closes by itself in {n} second.",
            "This screen closes by itself in {n} seconds.",
            seconds,
        )
        self.left.setText(said.format(n=seconds))


def _button(room: Room, text: str, face: Face, deed: Callable[[], None]) -> Touch:
    made = Touch(text, face, tall=room.button)
    made.setFixedWidth(320)
    made.clicked.connect(deed)
    return made


class Trouble(Screen):
    """The records cannot be reached: paper. It goes away by itself once they can."""

    seconds = None
    private = False

    def __init__(self, room: Room, *, unsaved: bool) -> None:
        super().__init__(room)
        says = _("This is not saved.") if unsaved else _("The kiosk is resting.")
        self.body.addStretch(2)
        self.body.addWidget(Mark("notebook-pen", "out", 130), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(24)
        self.body.addWidget(words(_("Sign on paper"), "h1", middle=True, wrap=True))
        self.body.addWidget(words(says, "label", middle=True, wrap=True))
        more = _("Please write it on the paper sheet and tell the house manager.")
        self.body.addWidget(words(more, "body", middle=True, wrap=True))
        self.body.addStretch(2)
        again = _("This screen tries again by itself.")
        self.body.addWidget(words(again, "small", middle=True))
