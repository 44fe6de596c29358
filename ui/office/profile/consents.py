"""The tab Consents of a profile: what may leave the house about somebody, and what did."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.consents import BASIS_WORDS, METHOD_WORDS, Standing
from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.consents import ConsentRow, DisclosureRow, consents_of, disclosures
from sobrhouse.queries.profile import Profile
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.consents.steps import ConsentSteps
from ui.office.consents.view import standing_chip, standing_line
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.focus import Pressable
from ui.widgets.labels import ElidedLabel, Label

YEAR = timedelta(days=365)  # of what was handed out; the accounting on paper has all


class ConsentLine(Pressable):
    """To whom, how it stands, what for; pressing opens it."""

    def __init__(self, row: ConsentRow, line: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        chip = standing_chip(row)
        who = ElidedLabel(row.given.terms.recipient, "strong")
        words_box = vbox(who, ElidedLabel(line, "muted"), gap=0, margins=(0, 4, 0, 4))
        box = hbox(gap=2, parent=self)
        box.addLayout(words_box, 1)
        box.addWidget(chip)
        self.make_pressable(f"{row.given.terms.recipient}, {chip.text()}. {line}")


class ProfileConsents(ScrollBox):
    """Consents, the newest first, and papers for outside."""

    paper_wanted = Signal(object)  # the ConsentRow to begin with, or None
    emergency_wanted = Signal()
    rows_read = Signal()

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.desk = desk
        self.who = 0
        self.rows: tuple[ConsentRow, ...] = ()
        self.steps = ConsentSteps(desk, panel, self.reload)
        self.steps.paper.connect(self.paper_wanted)
        manager = desk.may(Permission.MANAGE_PEOPLE)
        self.add_button = Button(_("New consent"), "primary", "plus", small=True)
        self.paper = Button(_("Paper for outside"), icon="file-text", small=True)
        self.add_button.clicked.connect(self.steps.add)
        self.paper.clicked.connect(lambda: self.paper_wanted.emit(None))
        for button in (self.add_button, self.paper):
            if not manager:
                button.hide()
        self.line = Label("", "muted", wrap=True)
        nothing = _("No consent stands now. Without one nothing may be told to anybody outside, "
                    "not even that they live here.")  # fmt: skip
        self.list = Section(_("What they agreed to"), nothing)
        self.list.rule.hide()
        self.past = Section(_("Over"), "")
        self.left = Section(
            _("What was handed out, last twelve months"), _("Nothing left the house."),
            _("Without consent") if manager else "", self.emergency_wanted.emit,
        )  # fmt: skip
        if self.left.verb is not None:
            tip = _("A medical emergency, a court order, a crime in the house")
            self.left.verb.setToolTip(tip)
        inside = vbox(hbox(self.add_button, self.paper, 1), self.line, self.list,
                      self.past, self.left, gap=4, margins=(16, 12, 16, 16))  # fmt: skip
        self.add(inside)

    def show_person(self, data: Profile) -> None:
        """Ask for somebody's consents."""
        self.steps.data, self.who = data, data.person.resident_id
        self.reload()

    def reload(self) -> None:
        """Ask again."""
        if self.who:
            desk, today = self.desk, self.desk.today()
            desk.ask(self, consents_of, self.who, today, done=partial(self._show, self.who))
            desk.ask(self, disclosures, desk.house_id, today - YEAR, today, self.who,
                     done=partial(self._show_left, self.who))  # fmt: skip

    def _show(self, who: int, rows: tuple[ConsentRow, ...]) -> None:
        if who != self.who:
            return
        self.rows = rows
        live = [r for r in rows if r.standing in (Standing.LIVE, Standing.NOT_YET)]
        over = [r for r in rows if r not in live]
        self.list.show_widgets([self._line(row) for row in live])
        self.past.show_widgets([self._line(row) for row in over])
        self.past.setVisible(bool(over))
        may = any(r.is_live for r in rows)
        why = "" if may else _("No consent stands today. Write one down first.")
        self.paper.setEnabled(may)
        self.paper.setToolTip(why)
        self.paper.setAccessibleDescription(why)
        said = n_("{n} consent stands today.", "{n} consents stand today.", len(live))
        self.line.setText(said.format(n=len(live)) if live else "")
        self.line.setVisible(bool(live))
        self.rows_read.emit()

    def _line(self, row: ConsentRow) -> ConsentLine:
        line = ConsentLine(row, standing_line(row, self.desk.today()))
        line.clicked.connect(partial(self.steps.open, row))
        return line

    def _show_left(self, who: int, rows: tuple[DisclosureRow, ...]) -> None:
        if who == self.who:
            self.left.show_items([left_item(self.desk, row) for row in rows])


def left_item(desk: Desk, row: DisclosureRow) -> Item:
    """One line of the accounting."""
    day = month_day(row.at.date(), desk.today())
    what = _("{day}: {what}, to {recipient}").format(
        day=day, what=row.description, recipient=row.recipient
    )
    if row.void_why:
        return Item(what, _("Taken back: {why}").format(why=row.void_why))
    parts = [_(BASIS_WORDS[row.basis]), _(METHOD_WORDS[row.method]), row.by]
    if row.left_out:
        stayed = n_("{n} row stayed in the house", "{n} rows stayed in the house", row.left_out)
        parts.append(stayed.format(n=row.left_out))
    return Item(what, ", ".join(part for part in parts if part))
