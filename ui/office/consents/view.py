"""One consent as it is read: how it stands, what it says element by element, and its signature."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from sobrhouse.domain.consent_words import lasts_words, scope_rows
from sobrhouse.domain.consents import END_WORDS, STANDING_WORDS, Standing, Terms
from sobrhouse.domain.phrases import month_day, near_date
from sobrhouse.queries.consents import ConsentRow
from sobrhouse.words import N_, _
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

_KINDS = {
    Standing.LIVE: "ok", Standing.NOT_YET: "mute", Standing.EXPIRED: "mute",
    Standing.ENDED: "mute", Standing.TAKEN_BACK: "mute",
}  # fmt: skip
_WAYS = {
    "paper": N_("Signed on paper"), "screen": N_("Signed on the screen"),
    "scan": N_("A picture of the signed sheet is kept"),
}  # fmt: skip
_LABELS = 118


def standing_chip(row: ConsentRow) -> Chip:
    """How it stands, in a word or two."""
    if row.ends_soon:
        return Chip(_("Ends soon"), "warn")
    return Chip(_(STANDING_WORDS[row.standing]), _KINDS[row.standing])


def standing_line(row: ConsentRow, today: date) -> str:
    """What it is for, and until when, or how it ended."""
    terms = row.given.terms
    if row.standing is Standing.TAKEN_BACK:
        return row.void_why
    if row.given.ended_on is not None:
        how = _(END_WORDS[row.ended_how])
        return _("{how}, {day}").format(how=how, day=month_day(row.given.ended_on, today))
    if terms.expires_on is None:
        return f"{terms.purpose}. {lasts_words(terms)}".replace("..", ".")
    day = near_date(terms.expires_on, today)
    said = _("Last day: {when}") if row.standing is Standing.LIVE else _("Its last day was {when}")
    return f"{terms.purpose.rstrip('.')}. {said.format(when=day)}"


class Scope(QWidget):
    """Each element of a consent with what it says."""

    def __init__(self, terms: Terms, *, signed: bool = True, labels: int = _LABELS) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnMinimumWidth(0, round(labels * theme.scale()))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, said) in enumerate(scope_rows(terms, signed=signed)):
            key = Label(label, "muted", wrap=True)
            key.setFixedWidth(round(labels * theme.scale()))
            grid.addWidget(key, at, 0, top)
            grid.addWidget(Label(said, "body", wrap=True), at, 1, top)


class ConsentView(QWidget):
    """In the side panel; the steps are there only for who may take them, and while it stands."""

    paper = Signal()
    ended = Signal()
    not_ended = Signal()
    corrected = Signal()
    taken_back = Signal()

    def __init__(self, row: ConsentRow, today: date, *, may: bool) -> None:
        super().__init__()
        self.row = row
        box = vbox(gap=3, parent=self)
        box.addLayout(hbox(standing_chip(row), 1))
        box.addWidget(Label(standing_line(row, today), "muted", wrap=True))
        if row.end_note:
            box.addWidget(Label(row.end_note, "body", wrap=True))
        if may:
            for line in self._buttons():
                box.addLayout(line)
        box.addWidget(Scope(row.given.terms))
        way = _(_WAYS[row.signed_way])
        kept = _("{way}: {where}").format(way=way, where=row.kept_at) if row.kept_at else way
        box.addWidget(Label(kept, "muted", wrap=True))
        self.picture = QLabel()
        self.picture.setAccessibleName(_("The signature"))
        self.picture.hide()
        box.addWidget(self.picture)
        box.addStretch(1)

    def _buttons(self) -> list[QLayout]:
        row = self.row
        lines: list[QLayout] = []
        if row.is_live:
            paper = Button(_("Make a paper"), "primary", "file-text", small=True)
            paper.clicked.connect(self.paper)
            end = Button(_("Revoke or end"), icon="ban", small=True)
            end.clicked.connect(self.ended)
            correct = Button(_("Correct"), "ghost", "pencil", small=True)
            correct.clicked.connect(self.corrected)
            lines += [hbox(paper, 1), hbox(end, 1), hbox(correct, self._away(), 1)]
        elif row.end_id is not None and row.standing is Standing.ENDED:
            again = Button(_("It was not so: it stands again"), icon="undo-2", small=True)
            again.clicked.connect(self.not_ended)
            lines.append(hbox(again, 1))
        elif row.standing is not Standing.TAKEN_BACK:
            lines.append(hbox(self._away(), 1))
        return lines

    def _away(self) -> Button:
        away = Button(_("Written by mistake"), "ghost", "trash-2", small=True)
        away.clicked.connect(self.taken_back)
        return away

    def show_signature(self, jpeg: bytes | None) -> None:
        """The picture of the signature, as wide as there is room."""
        picture = QPixmap()
        if jpeg and picture.loadFromData(jpeg, "JPEG"):
            wide = round(300 * theme.scale())
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(picture.scaledToWidth(min(wide, picture.width()), smooth))
            self.picture.show()
