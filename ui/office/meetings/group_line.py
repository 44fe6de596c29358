"""One meeting of the directory in the side panel: all that is known, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sobrhouse.domain.meeting_groups import ends_at, fellowship_name
from sobrhouse.domain.meeting_phrases import (
    clock_words,
    day_words,
    how_words,
    miles_words,
    place_words,
    type_words,
    who_words,
)
from sobrhouse.queries.meeting_groups import GroupRow
from sobrhouse.words import N_, _
from ui import theme
from ui.clip import copy_public
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, Label

SOURCES = {
    "": N_("Written down by the house"),
    "meeting_guide": N_("A Meeting Guide file"),
    "bmlt": N_("A BMLT file"),
    "naws": N_("A NAWS table"),
    "tsml": N_("A TSML table"),
}


class GroupLine(QWidget):
    """What is known of a meeting; the steps are only there for who may take them."""

    change = Signal(object)
    board = Signal(object)
    off = Signal(object)

    def __init__(self, row: GroupRow, *, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        box = vbox(gap=3, parent=self)
        box.addLayout(self._facts())
        if may:
            for button in self._buttons():
                box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        for at, (label, said) in enumerate(pair for pair in known(self.row) if pair[1]):
            grid.addWidget(Label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(said), at, 1)
        return grid

    def _value(self, said: str) -> QWidget:
        """Words that wrap; a link is cut where the panel ends, and can be copied whole."""
        if said != self.row.facts.link:
            return Label(said, "body", wrap=True, selectable=True)
        copy = IconButton("copy", _("Copy the link"), kind="ghost")
        copy.clicked.connect(partial(copy_public, said))
        holder = line(ElidedLabel(said, "body"), copy, gap=1)
        layout = holder.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(0, 1)
        return holder

    def _buttons(self) -> list[Button]:
        change = Button(_("Change"), icon="pencil")
        change.clicked.connect(lambda: self.change.emit(self.row))
        shown = self.row.on_board
        board = Button(_("Hide from the board") if shown else _("Show on the board"),
                       icon="eye-off" if shown else "eye")
        board.clicked.connect(lambda: self.board.emit(self.row))
        off = Button(_("Take off the list"), icon="trash-2")
        off.clicked.connect(lambda: self.off.emit(self.row))
        return [change, board, off]


def known(row: GroupRow) -> tuple[tuple[str, str], ...]:
    """What a panel says of a meeting, label and words; empty words are left out."""
    facts = row.facts
    wheels = {True: _("Yes"), False: _("No"), None: ""}[facts.accessible]
    return (
        (_("When"), when(row)),
        (_("There"), elsewhere(row)),
        (_("Where"), place_words(facts)),
        (_("Area"), facts.area),
        (_("Distance"), miles_words(row.miles)),
        (_("Fellowship"), fellowship_name(facts.fellowship)),
        (_("Who may come"), who_words(facts.closed)),
        (_("How"), how_words(facts)),
        (_("Kind"), type_words(facts)),
        (_("Wheelchair"), wheels),
        (_("Link"), facts.link),
        (_("About the link"), facts.link_notes),
        (_("Dial in"), facts.dial_in),
        (_("Notes"), facts.notes),
        (_("Board"), _("On the week board") if row.on_board else _("Not on the board")),
        (_("Comes from"), _(SOURCES[row.source])),
    )


def when(row: GroupRow) -> str:
    """Day and time by the house's clock, and until when."""
    end = ends_at(row.starts_at, row.facts.length_minutes)
    clock = " – ".join(clock_words(part) for part in (row.starts_at, end) if part)
    return " ".join(part for part in (day_words(row.weekday), clock) if part)


def elsewhere(row: GroupRow) -> str:
    """Day and time in the zone whose clock the meeting keeps, where that is another."""
    facts = row.facts
    if (facts.weekday, facts.starts_at) == (row.weekday, row.starts_at):
        return ""
    city = facts.timezone.rpartition("/")[2].replace("_", " ")
    return f"{day_words(facts.weekday)} {clock_words(facts.starts_at)}, {city}"
