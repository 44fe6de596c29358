"""The waitlist beside the board: who waits, whether a bed fits, and one button each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.houses import Fit
from sobrhouse.queries.waitlist import WaitRow
from sobrhouse.words import _, p_
from ui import theme
from ui.office.beds import words as bed_words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card
from ui.widgets.chips import chip_width, paint_chip
from ui.widgets.empty import EmptyState
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, Rule, plain_tip


class FitChip(QWidget):
    """A chip that shortens its words where there is little room."""

    def __init__(self, said: bed_words.Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._said.text)), round(22 * theme.scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._said.text, self._said.kind)
        painter.end()


class WaitCard(Pressable):
    """Somebody who waits: name, what matters most, the fit as a chip, and the next step."""

    wanted = Signal(object)  # the next step: offer a bed, or move in to the one held
    listed = Signal(object, QPoint)  # what else can be done

    def __init__(
        self, row: WaitRow, on: date, *, live: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        chip = bed_words.fit_chip(row, on)
        line = bed_words.wait_line(row, on)
        self.name = ElidedLabel(row.name, "strong")
        self.more = IconButton(
            "ellipsis-vertical", _("More for {name}").format(name=row.name), kind="ghost"
        )
        self.more.clicked.connect(self._on_more)
        held = row.fitting.fit is Fit.HELD
        self.step = Button(_("Move in") if held else _("Offer bed"), small=True)
        words = _("Move in {name}") if held else _("Offer {name} a bed")
        self.step.setAccessibleName(words.format(name=row.name))
        self.step.clicked.connect(lambda: self.wanted.emit(self.row))
        self.fit = FitChip(chip)
        who = hbox(Avatar(row.resident_id, row.name, 30), gap=2)
        lines = vbox(self.name, ElidedLabel(line, "muted"), gap=0)
        who.addLayout(lines, 1)
        who.addWidget(self.more)
        below = hbox(self.fit, self.step, gap=2)
        below.setStretch(0, 1)
        box = vbox(who, below, gap=1, parent=self)
        box.setContentsMargins(0, theme.space(2), 0, theme.space(2))
        self.more.setVisible(live)
        self.step.setVisible(live)
        self.setToolTip(plain_tip("\n".join(bed_words.wait_facts(row, on))))
        self.menu_wanted.connect(lambda place: self.listed.emit(self.row, place))
        self.setAccessibleName(", ".join((row.name, line, chip.text)))

    def _on_more(self) -> None:
        self.listed.emit(self.row, self.more.mapToGlobal(QPoint(0, self.more.height())))


class WaitlistPanel(Card):
    """Everybody who waits for a bed of the house, in order."""

    add_wanted = Signal()
    step_wanted = Signal(object)
    listed = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.new = Button(_("Add"), "ghost", icon="plus", small=True)
        super().__init__(p_("heading", "Waitlist"), 0, self.new, parent=parent)
        self.new.setAccessibleName(_("Add somebody to the waitlist"))
        self.new.clicked.connect(self.add_wanted)
        self.list = ScrollBox()
        self.nobody = EmptyState(
            "hourglass", _("Nobody waits"), _("Add people who ask for a bed. Who fits shows here.")
        )
        self.add(self.list, 1)
        self.add(self.nobody, 1)
        self._cards: list[WaitCard] = []
        self._shown: tuple[Sequence[WaitRow], date, bool] | None = None

    def show_rows(self, rows: Sequence[WaitRow], on: date, *, live: bool) -> None:
        """Show who waits; when nothing changed, nothing moves."""
        if self._shown == (rows, on, live):
            return
        self._shown = (rows, on, live)
        self.set_count(len(rows))
        self.new.setVisible(live)
        self.list.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self._cards = []
        lines: list[QWidget] = []
        for row in rows:
            if lines:
                lines.append(Rule())
            card = WaitCard(row, on, live=live)
            card.wanted.connect(self.step_wanted)
            card.listed.connect(self.listed)
            self._cards.append(card)
            lines.append(card)
        self.list.fill(lines)

    def cards(self) -> list[WaitCard]:
        """The people shown, in order."""
        return list(self._cards)
