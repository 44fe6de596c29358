"""One supporter in the side panel: how they stand, whom they support, who checked them, and what
can be done.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.supporters import SupportedRow, SupporterCard
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.sections import Item, Section
from ui.office.supporters import words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import Chip
from ui.widgets.labels import IconMark, Label


class SupporterView(QWidget):
    """What is known of a supporter; the steps are only there for who may take them."""

    copy = Signal()
    change = Signal()
    state = Signal(str)
    off = Signal()
    check = Signal()
    check_opened = Signal(object)
    person = Signal(int)

    def __init__(self, desk: Desk, card: SupporterCard) -> None:
        super().__init__()
        self.card, self.today = card, desk.today()
        self.may, self.may_check = (
            desk.may(Permission.RECORD_DAILY), desk.may(Permission.MANAGE_PEOPLE)
        )  # fmt: skip
        box = vbox(self._stands(), gap=3, parent=self)
        said = " ".join((words.state_line(card.row, self.today), words.room_words(card.row)))
        box.addWidget(Label(said, "muted", wrap=True))
        if self.may:
            box.addLayout(self._buttons())
        if card.row.phone:
            box.addLayout(self._phone(card.row.phone))
        box.addLayout(self._facts())
        for part in self._sections():
            box.addWidget(part)
        if self.may and not card.row.load and not card.row.asked:
            box.addLayout(self._way_off())
        box.addStretch(1)

    def _stands(self) -> QHBoxLayout:
        state = self.card.row.state
        kind, icon = words.STATES[state]
        mark = IconMark(icon, f"{theme.KINDS[kind]}Ink", 17)
        row = hbox(mark, Chip(words.word_of(state), kind), 1, gap=2)
        if self.may:
            change = Button(_("Change"), icon="pencil", small=True)
            change.clicked.connect(self.change)
            row.addWidget(change)
        return row

    def _phone(self, phone: str) -> QHBoxLayout:
        button = IconButton("copy", _("Copy the phone number"), kind="ghost")
        button.clicked.connect(self.copy)
        said = Label(nice_phone(phone), "strong", selectable=True)
        return hbox(IconMark("phone", "muted", 17), said, button, 1, gap=2)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, said) in enumerate(words.facts(self.card.row, self.today)):
            grid.addWidget(Label(label, "muted"), at, 0, top)
            grid.addWidget(Label(said, "body", wrap=True, selectable=True), at, 1, top)
        return grid

    def _buttons(self) -> QHBoxLayout:
        return hbox(*map(self._state_button, self._next_states()), 1, gap=2)

    def _way_off(self) -> QHBoxLayout:
        """Last of all, and only while nobody is supported."""
        off = Button(_("Take off the list"), icon="trash-2", small=True)
        off.clicked.connect(self.off)
        return hbox(off, 1)

    def _next_states(self) -> tuple[str, ...]:
        state = self.card.row.state
        if state in ("active", "full"):
            return ("paused", "stopped")
        return ("active", "stopped") if state == "paused" else ("active",)

    def _state_button(self, state: str) -> Button:
        verb, icon = {
            "active": (_("Resume"), "circle-check"),
            "paused": (_("Pause"), "hourglass"),
            "stopped": (_("Stop"), "ban"),
        }[state]
        button = Button(verb, icon=icon, small=True)
        button.clicked.connect(partial(self.state.emit, state))
        return button

    def _sections(self) -> Iterable[QWidget]:
        yield self._supports()
        yield self._checks()
        if self.card.past:
            past = Section(_("Before"), "")
            past.show_items([self._item(row) for row in self.card.past])
            yield past

    def _supports(self) -> Section:
        section = Section(_("Supports now"), _("Nobody at the moment."))
        items = [self._item(row) for row in self.card.supports]
        if n := self.card.private:
            more = n_("{n} more, who keeps it private", "{n} more, who keep it private", n)
            items.append(Item(more.format(n=n)))
        section.show_items(items)
        return section

    def _item(self, row: SupportedRow) -> Item:
        return Item(row.name, words.supported_line(row, self.today),
                    partial(self.person.emit, row.resident_id))  # fmt: skip

    def _checks(self) -> Section:
        section = Section(
            _("What the house asks"), _("Nobody has looked yet."),
            _("Check") if self.may_check else "", self.check.emit,
        )  # fmt: skip
        section.show_items([
            Item(*words.check_lines(row, self.today),
                 partial(self.check_opened.emit, row) if self.may_check else None)
            for row in self.card.checks
        ])  # fmt: skip
        return section
