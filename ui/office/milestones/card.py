"""One milestone in the side panel: whose, when, who gives the chip, and the chips before it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.sobriety import length_words, token_words
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.milestones import GivenRow, ReachedRow
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.milestones import words
from ui.office.sections import Item, Section
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Fact
from ui.widgets.chips import Chip
from ui.widgets.labels import IconMark, Label


class MilestoneView(QWidget):
    """What is known of a milestone; the steps are only there for who may take them."""

    giver = Signal()
    given = Signal()
    not_given = Signal()
    quiet = Signal(bool)  # whether it is said aloud
    certificate = Signal()
    person = Signal()

    def __init__(self, desk: Desk, row: ReachedRow, before: Sequence[GivenRow]) -> None:
        super().__init__()
        self.row, self.today = row, desk.today()
        self.may, self.may_print = (
            desk.may(Permission.RECORD_DAILY), desk.may(Permission.PRINT_PAPERS)
        )  # fmt: skip
        word, kind, icon = words.STATES[words.state_of(row, self.today)]
        box = vbox(gap=3, parent=self)
        box.addLayout(
            hbox(IconMark(icon, f"{theme.KINDS[kind]}Ink", 17), Chip(_(word), kind), 1, gap=2)
        )
        box.addWidget(Label(length_words(row.milestone), "figure"))
        box.addWidget(Label(words.state_line(row, self.today), "muted", wrap=True))
        facts = (
            (_("Day"), nice_date(row.on)),
            (_("Counted"), words.days_words(row)),
            (_("To give"), token_words(row.milestone)),
            (_("Given by"), row.giver or _("Nobody named yet")),
        )
        box.addLayout(vbox(*(Fact(key, value) for key, value in facts), gap=0))
        for line in self._buttons():
            box.addLayout(line)
        section = Section(_("Chips before"), _("None is written down yet."))
        section.show_items([Item(*words.given_line(g, self.today)) for g in before])
        box.addWidget(section)
        box.addStretch(1)

    def _buttons(self) -> Iterable[QLayout]:
        if self.may:
            named = _("Somebody else gives it") if self.row.giver else _("Name who gives it")
            if self.row.awarded_on is not None:
                yield hbox(self._button(_("It was not given"), "undo-2", self.not_given.emit), 1)
            elif self.row.on <= self.today:
                yield hbox(self._button(_("Chip given"), "award", self.given.emit, "primary"), 1)
            yield hbox(self._button(named, "user-check", self.giver.emit), 1)
            if self.row.announced:
                keep = self._button(_("Keep it quiet"), "eye-off", lambda: self.quiet.emit(False))
            else:
                keep = self._button(_("Say it aloud"), "eye", lambda: self.quiet.emit(True))
            yield hbox(keep, 1)
        ways = [self._button(_("Open profile"), "user-round", self.person.emit)]
        if self.may_print:
            ways.insert(0, self._button(_("Certificate"), "award", self.certificate.emit))
        yield hbox(*ways, 1, gap=2)

    def _button(self, said: str, icon: str, run: object, kind: str = "outline") -> Button:
        button = Button(said, kind, icon, small=True)
        button.clicked.connect(run)
        return button
