"""One visit in the side panel, and the form for a visit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.passes import clock_on
from sobrhouse.domain.signins import WAY_WORDS
from sobrhouse.queries.visitors import HostRow, VisitorRow
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckField, ChoiceField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label


class VisitForm(MakingForm):
    """Who came, to see whom, and whether the house's rules were agreed to."""

    def __init__(self, people: Sequence[HostRow], row: VisitorRow | None = None) -> None:
        super().__init__(_("Sign in") if row is None else _("Save changes"))
        self.add(LineField("name", _("Visitor"), required=True, max_length=120))
        named: list[tuple[int | None, str]] = [(p.stay_id, p.name) for p in people]
        if row is not None and row.host_stay_id not in {None, *(p.stay_id for p in people)}:
            named.append((row.host_stay_id, row.host_name))
        hint = _("Typed at the kiosk: {text}").format(text=row.host) if row and row.host else ""
        self.add(ChoiceField("host_stay_id", _("To see"), named, empty=_("The house"), hint=hint))
        self.add(CheckField("agreed", _("Agreed to the rules for visitors")))
        if row is not None:
            self.fill({"name": row.name, "host_stay_id": row.host_stay_id, "agreed": row.agreed})


class VisitLine(QWidget):
    """What is known of a visit, with one button for what comes next."""

    left = Signal(object)
    correct = Signal(object)
    taken_back = Signal(object)
    profile = Signal(int)

    def __init__(
        self, desk: Desk, row: VisitorRow, *, may: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        box = vbox(gap=3, parent=self)
        box.addLayout(self._facts(desk))
        for button in self._buttons(may):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def _facts(self, desk: Desk) -> QGridLayout:
        row, zone, today = self.row, desk.zone(), desk.today()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        known = (
            (_("To see"), row.host_name or row.host or _("The house")),
            (_("Typed"), row.host if row.host_name and row.host != row.host_name else ""),
            (_("Came"), clock_on(row.in_at, today, zone)),
            (_("Left"), clock_on(row.out_at, today, zone) if row.out_at else _("Not yet")),
            (_("House rules"), _("Agreed") if row.agreed else _("Not asked")),
            (_("Written by"), _(WAY_WORDS[row.way])),
        )
        for at, (label, said) in enumerate(k for k in known if k[1]):
            grid.addWidget(Label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(said, "body", wrap=True), at, 1)
        return grid

    def _buttons(self, may: bool) -> list[Button]:
        shown = []
        if may and self.row.out_at is None:
            out = Button(_("They leave now"), "primary", "log-out")
            out.clicked.connect(lambda: self.left.emit(self.row))
            shown.append(out)
        if may:
            correct = Button(_("Correct"), icon="pencil")
            correct.clicked.connect(lambda: self.correct.emit(self.row))
            off = Button(_("Take this line off"), icon="trash-2")
            off.clicked.connect(lambda: self.taken_back.emit(self.row))
            shown += [correct, off]
        if self.row.resident_id is not None:
            person = Button(_("Open the profile"), "ghost", "user-round")
            person.clicked.connect(lambda: self.profile.emit(self.row.resident_id))
            shown.append(person)
        return shown
