"""Keyboard: our own letters, for visitors and for a few words of one's own; never the system's."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from sobrhouse.words import _, language
from ui.kiosk.keypad import BACK, key
from ui.kiosk.parts import column, row, words
from ui.kiosk.screen import SIDE, Room, Screen
from ui.kiosk.touch import TALL, Face, Touch
from ui.theme import kiosk as look

_TIGHT = 8
_ABOVE = 102  # px of a heading, a hint and the gaps around the line
_LINE = 64
_WISHED = 92  # px, as high as a key gets where there is room
_ROWS = {
    "en": ("QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM-."),
    "es": ("QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM-'"),
}
TYPEWRITER_ROWS = 3
_ALPHABET = {"en": ("ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ-'"),
             "es": ("ABCDEFG", "HIJKLMN", "ÑOPQRST", "UVWXYZ-")}  # fmt: skip
_DIGITS = ("1234567", "890-()+")
_ACCENTS = "ÁÉÍÓÚÜÑ"  # names have them in either language


def rows_for(room: Room, *, digits: bool = False) -> tuple[str, ...]:
    """The keys that keep 20 mm on this screen: as on a typewriter where that fits, else A to Z."""
    spoken = language()
    fits = 10 * room.key_px + 9 * _TIGHT <= room.wide - 2 * SIDE
    letters = _ROWS[spoken] if fits else _ALPHABET[spoken]
    return (*letters, *_DIGITS) if digits else letters


class Line(QWidget):
    """What is being typed; it cannot be marked, copied or dragged."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text, self._name = "", name
        self.setFixedHeight(_LINE)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show this text."""
        self._text = text
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
        self.update()

    def wipe(self) -> None:
        """Forget it."""
        self._text = self._name = ""
        self.setAccessibleName("")

    def _framed(self) -> QPainter:
        """A painter for this line or page, with its frame drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("primary"), 3))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 14, 14)
        return painter

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._framed()
        painter.setFont(look.font("action"))
        painter.setPen(look.colour("text"))
        room = self.rect().adjusted(20, 0, -24, 0)
        metrics = QFontMetrics(painter.font())
        said = metrics.elidedText(self._text, Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        x = room.x() + metrics.horizontalAdvance(said) + 3
        painter.fillRect(x, 16, 3, self.height() - 32, look.colour("primary"))
        painter.end()


class TypePage(Screen):
    """One question, one line, our keys; `go` gets what was typed. Where nothing needs to be typed
    `skip` is what the button says until something is; without it, it says the same.
    """

    seconds = 45
    OTHERS = "123 Á"  # what the key to the second set says

    def __init__(
        self,
        room: Room,
        question: str,
        verb: str,
        go: Callable[[str], None],
        back: Callable[[], None],
        *,
        hint: str = "",
        longest: int = 40,
        may_skip: bool = False,
        skip: str = "",
        numbers: bool = False,
        both: bool = False,
    ) -> None:
        super().__init__(room)
        self._text, self._longest, self._may_skip, self._go = "", longest, may_skip, go
        self._verb, self._skip = verb, skip
        self._rows = len(_DIGITS if numbers else self._letters())
        self.line = self._made_line(question)
        self.keys: dict[str, Touch] = {}
        self.verb = Touch(verb, Face("primary", "check", "action"), tall=room.button)
        self.verb.clicked.connect(self._on_go)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        self.body.addWidget(words(question, "h1"))
        if hint:
            self.body.addWidget(words(hint, "muted", wrap=True))
        self.body.addSpacing(8)
        self.body.addWidget(self.line)
        self.body.addSpacing(10)
        self._sets = QStackedWidget()  # one size for both, so that nothing else moves
        self._sets.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sets.addWidget(self._set(_DIGITS if numbers else self._letters()))
        if both:
            self._sets.addWidget(self._set(self._others()))
        self.body.addWidget(self._sets)
        self.body.addStretch(1)
        self.body.addLayout(self._last_row(away, numbers))
        self._show()

    def _made_line(self, question: str) -> Line:
        """What shows the words."""
        return Line(question)

    def _letters(self) -> tuple[str, ...]:
        """The keys of the first set, where it is not digits."""
        return rows_for(self.room)

    def _others(self) -> tuple[str, ...]:
        """The keys of the second set."""
        return (*_DIGITS, _ACCENTS)

    def _begins(self) -> bool:
        """Whether the next letter is a large one: of each name."""
        return not self._text or self._text[-1] in " -'"

    @property
    def keys_tall(self) -> int:
        """The height of a key: 20 mm or more, and less only where the rows would overlap."""
        wanted = max(self.room.key_px, min(_WISHED, (self.room.tall - 420) // 4))
        rows = self._rows + 1  # the last one has space and the verb
        return max(TALL, min(wanted, (self._free() - _LINE) // rows - _TIGHT))

    @property
    def line_tall(self) -> int:
        """What the keys leave to the line, in px."""
        return self._free() - (self._rows + 1) * (self.keys_tall + _TIGHT)

    def _free(self) -> int:
        """What line and keys share."""
        return self.room.tall - self.room.head - self.room.below - _ABOVE

    def _set(self, shown: tuple[str, ...]) -> QWidget:
        keys = QWidget()
        keys.setLayout(column(*(self._row(letters) for letters in shown), 1, gap=_TIGHT))
        return keys

    def _row(self, letters: str) -> QWidget:
        line = QWidget()
        made = [self._key(letter) for letter in letters]
        line.setLayout(row(*made, gap=_TIGHT))
        return line

    def _key(self, letter: str, text: str = "", icon: str = "", name: str = "") -> Touch:
        made = key("" if icon else text or letter, letter, icon=icon, name=name or text or letter)
        made.face.size = "action"
        made.setMinimumSize(self.room.key_px, self.keys_tall)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _on=False: self.typed(letter.casefold()))
        self.keys[letter] = made
        return made

    def _last_row(self, away: Touch, numbers: bool) -> QHBoxLayout:
        space = self._key(" ", _("Space"), name=_("Space"))
        space.face.size = "label"
        delete = self._key(BACK, icon="delete", name=_("Delete the last letter"))
        other = [self._other_set()] if self._sets.count() > 1 else []
        for one in (away, *other, space, delete, self.verb):
            one.setFixedHeight(max(self.room.button, min(self.room.key_px, self.keys_tall)))
        line = row(away, *other, space, delete, self.verb)
        wide = (3, *(2 for _key in other), 2 if numbers or other else 4, 2, 4)
        for place, weight in enumerate(wide):
            line.setStretch(place, weight)
        return line

    def _other_set(self) -> Touch:
        """The key that changes between letters and digits, and says which come next."""
        made = key(self.OTHERS, "", name=_("Numbers"))
        made.face.size = "label"

        def change() -> None:
            now_digits = self._sets.currentIndex() == 0
            self._sets.setCurrentIndex(int(now_digits))
            made.setText("ABC" if now_digits else self.OTHERS)
            made.setAccessibleName(_("Letters") if now_digits else _("Numbers"))

        made.clicked.connect(change)
        self.keys["123"] = made
        return made

    @property
    def draft(self) -> str:
        """All that was typed, as it was typed."""
        return self._text

    def take(self, draft: str) -> None:
        """Put this there where nothing stands yet."""
        if not self._text:
            self._text = draft[: self._longest]
            self._show()

    @property
    def text(self) -> str:
        """What stands there."""
        return " ".join(self._text.split())

    def typed(self, key: str) -> None:
        """A letter, digit or sign, a space, "back" or "enter"."""
        if key == BACK:
            self._text = self._text[:-1]
        elif key == "enter":
            self._on_go()
            return
        elif len(key) == 1 and len(self._text) < self._longest and key.isprintable():
            self._text += key.upper() if self._begins() else key
        self._show()

    def _show(self) -> None:
        self.line.show_text(self._text)
        self.verb.setEnabled(self._may_skip or bool(self.text))
        said = self._verb if self.text or not self._skip else self._skip
        if said != self.verb.text():
            self.verb.setText(said)
            self.verb.setAccessibleName(said)

    def _on_go(self) -> None:
        if self.verb.isEnabled():
            self._go(self.text)

    def wipe(self) -> None:
        """Forget what was typed."""
        self._text = ""
        self.line.wipe()
        super().wipe()
