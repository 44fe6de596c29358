"""Somebody who needs a sponsor or buddy, on a card with who would fit best and why; and a line for
each introduction that is asked after.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain import match_words
from sobrhouse.queries.introductions import IntroductionRow
from sobrhouse.queries.matching import Need, Offer
from sobrhouse.words import _
from ui.office.sponsors import support_words as words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, Label, Rule


def fit_words(offer: Offer) -> str:
    """How much of what the house finds important fits this pair."""
    return _("Fits {n} %").format(n=round(100 * offer.points / max(offer.most, 1)))


class OfferLine(QWidget):
    """One who would fit; I introduces while the focus is in the line."""

    introduce = Signal(object)

    def __init__(self, need: Need, offer: Offer, *, may: bool) -> None:
        super().__init__()
        self.offer, self.may = offer, may
        row = hbox(gap=3, margins=(0, 5, 0, 5), parent=self)
        why = Label(offer.why or _("Nothing in common is written down."), "muted", wrap=True)
        row.addLayout(vbox(Label(offer.name, "strong"), why, gap=0), 1)
        row.addWidget(Chip(fit_words(offer), "mute"))
        self.button = Button(_("Introduce"), icon="handshake", small=True, keys="I")
        named = _("Introduce {name} and {other}. {why}")
        self.button.setAccessibleName(named.format(name=need.name, other=offer.name, why=offer.why))
        self.button.clicked.connect(lambda: self.introduce.emit(self.offer))
        self.button.setVisible(may)
        row.addWidget(self.button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_I and not event.modifiers() and self.may:
            self.introduce.emit(self.offer)
        else:
            super().keyPressEvent(event)


class NeedCard(Card):
    """Who it is, since when they are here, the best three, and somebody else."""

    introduce = Signal(object, object)
    other = Signal(object)
    person = Signal(int)

    def __init__(self, need: Need, nobody: Callable[[], QWidget], *, may: bool) -> None:
        super().__init__()
        self.need = need
        name = Button(need.name, "link", name=_("Open {name}").format(name=need.name))
        name.clicked.connect(lambda: self.person.emit(need.resident_id))
        head = hbox(Avatar(need.resident_id, need.name, 30), name,
                    Label(words.without_words(need.days_here), "muted"), 1, gap=2)  # fmt: skip
        self.choose = Button(_("Somebody else"), "ghost", small=True,
                             name=_("Somebody else for {name}").format(name=need.name))  # fmt: skip
        self.choose.clicked.connect(lambda: self.other.emit(need))
        self.choose.setVisible(may)
        head.addWidget(self.choose)
        self.add(head)
        self.lines = [OfferLine(need, offer, may=may) for offer in need.offers]
        for line in self.lines:
            line.introduce.connect(lambda offer: self.introduce.emit(need, offer))
            self.add(Rule(soft=True))
            self.add(line)
        if not self.lines:
            self.add(nobody())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """I elsewhere on the card introduces whoever fits best."""
        if event.key() == Qt.Key.Key_I and not event.modifiers() and self.lines:
            self.lines[0].keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class AskedLine(Pressable):
    """Two who were introduced, when to ask, and how it went; pressed, it opens the resident."""

    def __init__(self, row: IntroductionRow, today: date, button: MenuButton | None) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        box = hbox(Avatar(row.resident_id, row.name, 30), gap=3, margins=(0, 5, 0, 5), parent=self)
        who = _("{name} and {other}").format(name=row.name, other=row.other)
        why = ", ".join(match_words.from_stored(row.reasons))
        about = words.asked_line(row.introduced_on, row.check_on, today)
        parts = (words.kinds(row.kind), about, why)
        line = ". ".join(part[:1].upper() + part[1:] for part in parts if part)
        box.addLayout(vbox(Label(who, "strong"), ElidedLabel(line), gap=0), 1)
        if row.check_on <= today:
            box.addWidget(Chip(_("Ask now"), "warn"))
        if button is not None:
            box.addWidget(button)
        self.make_pressable(f"{who}. {line}")
