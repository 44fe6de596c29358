"""Writing: a few sentences of one's own, on our own keys, in as many lines as there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPaintEvent, QTextLayout, QTextOption

from sobrhouse.words import _, language, p_
from ui.kiosk.keyboard import TYPEWRITER_ROWS, Line, TypePage, rows_for
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room
from ui.theme import kiosk as look

LONG_S = 120  # words of one's own have more time, and keep nothing when left
_SHOWN = 3  # lines, where there is room for them; of a longer text the last ones
_PAD = 14
# As on a typewriter, then where that does not fit: letters with what sentences need, and signs.
_WIDE = {
    "en": (("QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM,."), ("1234567890", "?!:;-()/&+")),
    "es": (("QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM,."),
           ("1234567890", "¿?¡!:;-()'", "ÁÉÍÓÚÜ/&")),
}  # fmt: skip
_NARROW = {
    "en": (("ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ,."), ("1234567", "890?!:;", "'-()/&+")),
    "es": (("ABCDEFG", "HIJKLMN", "ÑOPQRST", "UVWXYZ."),
           ("1234567", "890¿?¡!", ":;-()',", "ÁÉÍÓÚÜ/")),
}  # fmt: skip
_ENDS = ".?!¿¡"  # the next letter begins a sentence
_AFTER_I = (" ", ",", ".", "?", "!", "'")


class Lines(Line):
    """What is being written, wrapped; it cannot be marked, copied or dragged."""

    def __init__(self, name: str, tall: int) -> None:
        super().__init__(name)
        self.shown = max(1, min(_SHOWN, int((tall - 2 * _PAD) // self._step())))
        self._pad = _PAD if self.shown > 1 else _PAD // 2
        self.setFixedHeight(round(self.shown * self._step()) + 2 * self._pad)

    @staticmethod
    def _step() -> float:
        return look.px("label") * 1.35

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._framed()
        painter.setPen(look.colour("text"))
        layout = self._laid_out()
        shown = [layout.lineAt(n) for n in range(layout.lineCount())][-self.shown :]
        x, y = 0.0, float(self._pad)
        for line in shown:
            line.draw(painter, QPointF(20, y))
            x, y = line.naturalTextWidth(), y + self._step()
        y = max(y - self._step(), float(self._pad))
        painter.fillRect(QRectF(20 + x + 3, y, 3, self._step() - 4), look.colour("primary"))
        painter.end()

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self._text, look.font("label"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width() - 48)
        layout.endLayout()
        return layout


class WritePage(TypePage):
    """Some sentences under a heading; `go` gets them. Where something stood there, an empty page
    takes it off.
    """

    seconds = LONG_S
    OTHERS = "123"

    def __init__(
        self, room: Room, heading: str, stood: str, go: Callable[[str], None],
        back: Callable[[], None], longest: int, text: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            room, heading, p_("own words", "Keep"), go, back, longest=longest,
            may_skip=bool(stood), skip=_("Take it off") if stood else "", both=True,
        )  # fmt: skip
        hint = words(_("Nothing is kept until you touch Keep."), "muted")
        self.body.insertLayout(1, row(hint, 1, self.count))
        self._text = stood if text is None else text
        self._show()

    def _made_line(self, question: str) -> Line:
        """The lines, and beside them how many letters there are."""
        self.count = words("", "label")
        return Lines(question, self.line_tall)

    def _letters(self) -> tuple[str, ...]:
        return self._keys_shown()[0]

    def _others(self) -> tuple[str, ...]:
        return self._keys_shown()[1]

    def _keys_shown(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        fits = len(rows_for(self.room)) == TYPEWRITER_ROWS
        return (_WIDE if fits else _NARROW)[language()]

    def _begins(self) -> bool:
        """Whether the next letter begins a sentence."""
        said = self._text.rstrip()
        return not said or said[-1] in _ENDS

    @property
    def draft(self) -> str:
        """What is typed so far; nothing once the page was left."""
        return self._text

    def typed(self, key: str) -> None:
        """As a page of the keyboard does; in English a lone i is a large one."""
        if language() == "en" and key in _AFTER_I and (" " + self._text).endswith(" i"):
            self._text = self._text[:-1] + "I"
        super().typed(key)

    def _show(self) -> None:
        super()._show()
        told = _("{n} of {m} letters")
        self.count.setText(told.format(n=len(self._text), m=self._longest))
