"""A line for one who supports a resident: who, since when, how often in touch, Log contact."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import full_stop
from sobrhouse.queries.sponsorships import TieRow
from ui.office.sponsors import support_words as words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import MenuButton
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.focus import Pressable
from ui.widgets.labels import Disc, ElidedLabel, Label

ICONS = {"house_buddy": "users", "mentor": "hand-heart", "alumni_mentor": "hand-heart",
         "coach": "leaf"}  # fmt: skip


class TieLine(Pressable):
    """Pressed, it opens the tie; L opens the ways to be in touch."""

    def __init__(
        self, tie: TieRow, today: date, log: MenuButton | None = None, *, open_: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.tie, self.log = tie, log
        what = words.tie_title(tie)
        phone = nice_phone(tie.phone) if tie.ended_on is None else ""
        line = ". ".join(part for part in (phone, words.tie_line(tie, today)) if part)
        contact = words.contact_words(tie, today) if tie.ended_on is None and tie.week else ""
        row = hbox(Disc(ICONS.get(tie.kind, "heart-handshake"), "brand"), gap=3,
                   margins=(0, 5, 0, 5), parent=self)  # fmt: skip
        texts = vbox(ElidedLabel(what, "strong"), ElidedLabel(line, "muted"), gap=0)
        if contact:
            texts.addWidget(ElidedLabel(contact, "muted"))
        row.addLayout(texts, 1)
        said = " ".join(full_stop(part) for part in (what, line, contact) if part)
        self.setAccessibleName(said)
        if tie.ended_on is None:
            row.addWidget(Chip(*words.contact_chip(tie, today)))
        if log is not None:
            row.addWidget(log)
        if open_:
            self.make_pressable(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and not event.modifiers() and self.log is not None:
            self.log.open_menu()
        else:
            super().keyPressEvent(event)


class SponsorCard(Card):
    """The card Sponsor in the right column of a profile."""

    def show_tie(self, tie: TieRow, today: date, log: MenuButton | None) -> None:
        """Who it is, the phone, and Log contact."""
        text, kind = words.contact_chip(tie, today)
        name = Label(words.tie_name(tie), "strong", wrap=True)
        under = nice_phone(tie.phone) or words.kinds(tie.kind)
        about = Label(under, "muted", selectable=bool(tie.phone))
        row = hbox(Disc("heart-handshake", "brand"), gap=2)
        row.addLayout(vbox(name, about, gap=0), 1)
        self.add(row)
        self.add(hbox(Chip(text, kind), 1))
        if log is not None:  # on a line of its own: beside the chip it has no room in Spanish
            self.add(hbox(log, 1))
