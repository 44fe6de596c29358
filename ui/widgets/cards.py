"""Cards: framed groups, figures with a bar, reasons with one button, people and facts in a line."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.focus import Pressable
from ui.widgets.labels import Disc, ElidedLabel, IconMark, Label


class Card(Pressable):
    """A bordered ground with a title, a count and one quiet action."""

    def __init__(
        self,
        title: str = "",
        count: int | None = None,
        action: QWidget | None = None,
        chip: Chip | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.title = Label(title, "h2")
        self.count = Chip("", "mute")
        self.head = hbox(self.title, self.count, 1, gap=2)
        for extra in (chip, action):
            if extra is not None:
                self.head.addWidget(extra)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(theme.space(2))
        if title or count is not None or action or chip:
            outer.addLayout(self.head)
        self.body = vbox(gap=1)
        # What can grow takes the room; if nothing can, the room stays below it.
        outer.addLayout(self.body, 1000)
        outer.addStretch(1)
        self.set_count(count)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        """Add below what it holds."""
        if isinstance(thing, QWidget):
            self.body.addWidget(thing, stretch)
        else:
            self.body.addLayout(thing, stretch)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)

    def set_count(self, count: int | None) -> None:
        """Show how many there are, or no number."""
        self.count.setText("" if count is None else str(count))
        self.count.setVisible(count is not None)


class Bar(QWidget):
    """A thin bar that is filled in part; the words beside it say the same."""

    def __init__(self, colour: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._colour = colour
        self.setFixedHeight(6)

    def set_part(self, part: float) -> None:
        """Fill `part` of it, 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self._part > 0:
            painter.setBrush(theme.colour(self._colour))
            wide = max(self.width() * self._part, 6.0)
            painter.drawRoundedRect(QRectF(0, 0, wide, self.height()), 3, 3)
        painter.end()


class FigureCard(Pressable):
    """One big number, what it is of, and a bar; pressing it opens what it counts."""

    def __init__(
        self, icon: str, label: str, colour: str = "primary", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._label = label
        self.figure = Label("", "figure")
        self.rest = ElidedLabel("", "muted")
        self.bar = Bar(colour)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 11)
        column.setSpacing(2)
        column.addLayout(hbox(IconMark(icon, colour, 17), Label(label, "muted"), 1, gap=2))
        numbers = hbox(self.figure, gap=2)
        numbers.addWidget(self.rest, 1)
        column.addLayout(numbers)
        column.addWidget(self.bar)
        self.make_pressable(label)

    def show_figure(self, figure: str, rest: str = "", part: float = 0.0) -> None:
        """Show a number, the words after it, and how full the bar is."""
        self.figure.setText(figure)
        self.rest.set_text(rest)
        self.bar.set_part(part)
        self.setAccessibleName(f"{self._label}: {figure} {rest}".strip())


class ReasonRow(Pressable):
    """Something that needs somebody: what, why, how urgent, and the one button that helps."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        kind: str,
        what: str,
        why: str,
        chip: str = "",
        button: str = "",
        *,
        chip_kind: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.what = ElidedLabel(what, "strong")
        self.why = ElidedLabel(why, "muted")
        self.chip = Chip(chip, chip_kind or kind)
        if not chip:
            self.chip.hide()
        self.button = Button(button, small=True, name=f"{button}: {what}")
        if not button:
            self.button.hide()
        self.button.setFixedWidth(round(122 * theme.scale()))
        self.button.clicked.connect(self.pressed)
        row = hbox(Disc(icon, kind), gap=3, margins=(0, 4, 0, 4), parent=self)
        row.addLayout(vbox(self.what, self.why, gap=0), 1)
        row.addWidget(self.chip)
        row.addWidget(self.button)
        said = ", ".join(part for part in (what, why, chip) if part)
        self.setAccessibleName(said)


class PersonRow(Pressable):
    """A person in a line: avatar, name, gray line, a time or number, a chip, a button."""

    def __init__(
        self,
        person_id: int,
        name: str,
        second: str = "",
        right: str = "",
        chip: Chip | None = None,
        button: Button | None = None,
        *,
        photo: QPixmap | None = None,
        chip_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        row = hbox(Avatar(person_id, name, 30, photo), gap=3, margins=(0, 4, 0, 4), parent=self)
        words = vbox(ElidedLabel(name, "strong"), gap=0)
        if second:
            words.addWidget(ElidedLabel(second, "muted"))
        row.addLayout(words, 1)
        if right:
            row.addWidget(Label(right, "body"))
        if chip is not None:
            row.addWidget(_held(chip, chip_width))
        if button is not None:
            row.addWidget(button)
        parts = (name, second, right, chip.text() if chip else "")
        self.make_pressable(", ".join(part for part in parts if part))


def _held(chip: Chip, width: int) -> QWidget:
    """The chip at the left of a column of fixed width, so that chips of many rows line up."""
    if not width:
        return chip
    holder = QWidget()
    holder.setFixedWidth(round(width * theme.scale()))
    hbox(chip, 1, parent=holder)
    return holder


class Fact(QWidget):
    """A key in gray and its value at the right."""

    def __init__(
        self, key: str, value: str | QWidget, strong: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.space(3))
        row.addWidget(Label(key, "muted"))
        row.addStretch(1)
        if isinstance(value, str):
            value = Label(value, "strong" if strong else "body", wrap=len(value) > 28)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(value)
