"""One line of the sign log in the side panel: what it says, its history, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.phones import nice_phone
from sobrhouse.queries.signins import SignRow
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.signlog import words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule


class SignLine(QWidget):
    """What a line says, with one button for what comes next."""

    signed_in = Signal(object)
    seen = Signal(object)
    correct = Signal(object)
    strike = Signal(object)
    profile = Signal(int)

    def __init__(self, desk: Desk, row: SignRow, *, may: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self.row = row
        text, kind = words.state(row)
        who = hbox(Avatar(row.resident_id, row.name, 40), Chip(text, kind), 1, gap=3)
        box = vbox(who, gap=3, parent=self)
        box.addLayout(self._facts(desk))
        if row.transcribed:
            said = _("Transcribed from paper by {name}").format(name=row.by or "–")
            box.addWidget(Label(said, "muted", wrap=True))
        if row.history:
            box.addWidget(Rule())
            box.addWidget(Label(_("History"), "h3"))
            for line in row.history:
                box.addWidget(Label(line, "small", wrap=True))
        box.addSpacing(theme.space(2))
        for button in self._buttons(may):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def _facts(self, desk: Desk) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        known = list(words.facts(self.row, desk.zone(), desk.today()))
        if self.row.contact_phone:
            known.insert(2, (_("Phone there"), nice_phone(self.row.contact_phone)))
        for at, (label, text) in enumerate(known):
            grid.addWidget(Label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, "body", wrap=True), at, 1)
        return grid

    def _buttons(self, may: bool) -> list[Button]:
        shown = []
        if may and self.row.in_at is None:
            back = Button(_("Sign in"), "primary", "log-in")
            back.clicked.connect(lambda: self.signed_in.emit(self.row))
            shown.append(back)
        if may and self.row.late_minutes and not self.row.acked:
            seen = Button(_("I have seen this"), icon="eye")
            seen.clicked.connect(lambda: self.seen.emit(self.row))
            shown.append(seen)
        if may:
            correct = Button(_("Correct"), icon="pencil")
            correct.clicked.connect(lambda: self.correct.emit(self.row))
            shown.append(correct)
        person = Button(_("Open the profile"), "ghost", "user-round")
        person.clicked.connect(lambda: self.profile.emit(self.row.resident_id))
        shown.append(person)
        if may:
            wrong = Button(_("Take this line off"), "ghost", "trash-2")
            wrong.clicked.connect(lambda: self.strike.emit(self.row))
            shown.append(wrong)
        return shown
