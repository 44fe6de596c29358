"""One pass in the side panel: what it says, the house's rules, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.passes import Criterion, verdict
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.passes import PassRow
from sobrhouse.words import _, p_
from ui import theme
from ui.desk import Desk
from ui.office.passes import words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.fields import TextField
from ui.widgets.labels import IconMark, Label, Rule


class Criteria(QWidget):
    """The house's rules, each with a mark and words; what is against it comes in bold."""

    def __init__(self, criteria: Sequence[Criterion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = vbox(gap=1, parent=self)
        counted = verdict(criteria).partition(":")[0]
        heading = _("Rules met: {count}").format(count=counted) if criteria else counted
        box.addWidget(Label(heading, "h3", wrap=True))
        for criterion in criteria:
            icon, colour = ("check", "successInk") if criterion.ok else ("x", "dangerInk")
            said = Label(criterion.words, "body" if criterion.ok else "strong", wrap=True)
            met = p_("criterion", "Met") if criterion.ok else _("Not met")
            said.setAccessibleName(f"{met}: {criterion.words}")
            row = hbox(gap=2)
            row.addWidget(IconMark(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(said, 1)
            box.addLayout(row)


class PassLine(QWidget):
    """What a pass says; its signals ask the tab for the steps."""

    approve = Signal(object, str)
    deny = Signal(object, str)
    left = Signal(object)
    back = Signal(object)
    cancel = Signal(object)
    change = Signal(object)
    undecide = Signal(object)
    paper = Signal(object)
    profile = Signal(int)

    def __init__(self, desk: Desk, row: PassRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.desk = desk
        text, kind = words.state(row, desk.now())
        who = hbox(Avatar(row.resident_id, row.name, 40), Chip(text, kind), 1, gap=3)
        box = vbox(who, gap=3, parent=self)
        about = (row, desk.zone(), desk.today())
        box.addLayout(_grid(words.first_facts(*about)))
        if row.status == "requested" or row.criteria:
            box.addWidget(Criteria(row.criteria))
        self.reason = TextField(
            "reason", _("Answer"), lines=2, hint=_("The resident reads it at the kiosk.")
        )
        self.manager = desk.may(Permission.MANAGE_PEOPLE)
        self.reason.setVisible(self.manager and row.status == "requested")
        box.addWidget(self.reason)
        for button in self._buttons():
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(Rule())
        box.addLayout(_grid(words.more_facts(*about)))
        box.addStretch(1)

    def decision(self) -> tuple[Button, ...]:
        """The buttons that answer a request, for the foot of the panel."""
        if not self.manager or self.row.status != "requested":
            return ()
        return (
            self._button(_("Approve"), "primary", "check", self._approve),
            self._button(_("Deny"), "danger", "x", self._deny),
        )

    def _buttons(self) -> list[Button]:
        daily, status = self.desk.may(Permission.RECORD_DAILY), self.row.status
        shown: list[Button] = []
        if daily and status == "approved":
            shown.append(self._button(_("They leave now"), "primary", "log-out", self._left))
        if daily and status == "out":
            shown.append(self._button(_("They are back"), "primary", "log-in", self._back))
        if self.manager and status in ("requested", "approved"):
            shown.append(self._button(_("Change"), "outline", "pencil", self._change))
        if self.manager and status in ("approved", "denied"):
            words_ = _("Decide again")
            shown.append(self._button(words_, "outline", "rotate-ccw", self._undecide))
        if self.manager and status in ("requested", "approved"):
            shown.append(self._button(_("Cancel the pass"), "outline", "ban", self._cancel))
        shown.append(self._button(_("Print the form"), "outline", "printer", self._paper))
        shown.append(self._button(_("Open the profile"), "ghost", "user-round", self._profile))
        return shown

    def _button(self, text: str, kind: str, icon: str, run: object) -> Button:
        button = Button(text, kind, icon)
        button.clicked.connect(run)
        return button

    def _approve(self) -> None:
        """Against the rules of the house an approval says why."""
        said = self.reason.text().strip()
        if not self.row.eligible and not said:
            self.reason.fault(_("Not every rule is met. Say why it is approved all the same."))
            self.reason.control.setFocus()
            return
        self.approve.emit(self.row, said)

    def _deny(self) -> None:
        said = self.reason.text().strip()
        if not said:
            self.reason.fault(_("Say why, in a few words. The resident reads it."))
            self.reason.control.setFocus()
            return
        self.deny.emit(self.row, said)

    def _left(self) -> None:
        self.left.emit(self.row)

    def _back(self) -> None:
        self.back.emit(self.row)

    def _change(self) -> None:
        self.change.emit(self.row)

    def _undecide(self) -> None:
        self.undecide.emit(self.row)

    def _cancel(self) -> None:
        self.cancel.emit(self.row)

    def _paper(self) -> None:
        self.paper.emit(self.row)

    def _profile(self) -> None:
        self.profile.emit(self.row.resident_id)


def _grid(known: Sequence[tuple[str, str]]) -> QGridLayout:
    """Labels and what stands behind them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(4))
    grid.setVerticalSpacing(theme.space(1))
    grid.setColumnStretch(1, 1)
    for at, (label, said) in enumerate(known):
        grid.addWidget(Label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(said, "body", wrap=True), at, 1)
    return grid
