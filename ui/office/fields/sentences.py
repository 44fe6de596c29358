"""Sentences with blanks: running words that wrap around what is filled in between them."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import time

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from sobrhouse.domain.dates import parse_time
from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.widgets.labels import Label


class Blank(QLineEdit):
    """A place in a sentence to type in; `said` is its accessible name."""

    def __init__(self, said: str, text: str = "", letters: int = 8) -> None:
        super().__init__(text)
        self.setAccessibleName(said)
        self._letters = letters
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(lambda _text: theme.set_kind(self, "fault", "false"))

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().averageCharWidth() * self._letters + 26
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_fault(self) -> None:
        """What stands here cannot be right."""
        theme.set_kind(self, "fault", "true")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()


class ClockBlank(Blank):
    """A blank for a time of day, read in any shape that people write and shown as they say it."""

    def __init__(self) -> None:
        super().__init__(_("Time"), letters=9)

    def read(self) -> time:
        """What was typed; a Problem where it is no time."""
        text = self.text().strip()
        if not text:
            raise Problem(_("Type a time such as 6:30 PM or 18:30."))
        return parse_time(text)

    def show_time(self, at: time) -> None:
        """Show this time."""
        self.setText(nice_time(at))

    def tidy(self) -> None:
        """Show what was typed as it is said; what is no time stays, and the form says so."""
        with suppress(Problem):
            self.show_time(parse_time(self.text()))


class Sentence(QWidget):
    """Words and blanks in the order in which the language wants them."""

    def __init__(
        self, words: str, blanks: Mapping[str, QWidget], parent: QWidget | None = None
    ) -> None:
        """`words` has each blank's name in braces: "Home by {time}."."""
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._glued: set[QWidget] = set()  # punctuation that stays at the blank before it
        for part in re.split(r"(\{\w+\})", words):
            if part[:1] == "{":
                self._take(blanks[part[1:-1]])
                continue
            for n, word in enumerate(part.split()):
                label = Label(word, "body")
                if n == 0 and self._parts and not part[:1].isspace():
                    self._glued.add(label)
                self._take(label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _take(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._parts.append(widget)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, False)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), 300)
        return QSize(wide, self._lay(wide, False))

    def minimumSizeHint(self) -> QSize:
        wide = max((part.sizeHint().width() for part in self._parts), default=0)
        return QSize(wide, self._lay(max(self.width(), wide), False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), True)
        self.updateGeometry()

    def lay_again(self) -> None:
        """A blank was shown, hidden or filled with wider words."""
        self._lay(self.width(), True)
        self.updateGeometry()

    def _lay(self, width: int, place: bool) -> int:
        """Put the parts into lines; gives how high they are together."""
        gap = max(4, self.fontMetrics().horizontalAdvance(" ") + 1)
        shown = [part for part in self._parts if not _taken_out(part)]
        high = max((part.sizeHint().height() for part in shown), default=0)
        line, left, top = high + 4, 0, 0
        for part in shown:
            size = part.sizeHint()
            at = left if part in self._glued or not left else left + gap
            if at + size.width() > width and left and part not in self._glued:
                at, top = 0, top + line
            if place:
                down = top + (high - size.height()) // 2
                part.setGeometry(QRect(QPoint(at, down), size))
            left = at + size.width()
        return top + high


def _taken_out(part: QWidget) -> bool:
    """Whether somebody hid it, as against not being on the screen yet."""
    return part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
