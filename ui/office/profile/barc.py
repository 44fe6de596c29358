"""BARC-10 in a profile: the trend, what tells of house and peers apart, and what can be done; of
what the resident keeps, only that it is there.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.barc10 import HIGHEST, MARK
from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.assessments import (
    Capital,
    CapitalPaper,
    Filled,
    capital_paper,
    recovery_capital,
)
from sobrhouse.reports.recovery_capital import person_capital
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.office.profile.sponsor_parts import SupportPart
from ui.office.recovery.barc_chart import PART, TOTAL, TrendChart
from ui.office.recovery.barc_steps import BarcSteps
from ui.office.sections import Item, Section
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Rule

NOBODY = Capital(0, (), 0, False, None, None)
SHOWN = 6  # the last ones in words; the paper has all


class ProfileBarc(SupportPart):
    """Recovery capital as the person sees it themselves."""

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(desk, panel, parent)
        self.capital, self.shown_for = NOBODY, 0
        self.daily = desk.may(Permission.RECORD_DAILY)
        self.steps = BarcSteps(desk, panel)
        self.typing = Button(_("Type in a paper"), small=True)
        self.typing.clicked.connect(self.add)
        if not self.daily:
            self.typing.hide()
        self.note = Label("", "muted", wrap=True)
        self.filled = Section(_("Filled in"), "")
        self.care = Label(
            _("{mark} and above goes with a better chance of staying in recovery for long. It is "
              "no test, and nobody is measured against it.").format(mark=MARK),
            "muted", wrap=True,
        )  # fmt: skip
        self.whole = TrendChart(TOTAL)
        self.part = TrendChart(PART)
        self.part_title = Label(_("House and peers: questions 4, 5 and 7"), "strong")
        self.print = Button(_("Print the trend"), icon="printer", small=True)
        self.print.clicked.connect(self.print_trend)
        head = hbox(Label(_("Recovery capital, BARC-10"), "h2"), 1, self.print, self.typing)
        vbox(Rule(), head, self.note, self.whole, self.part_title, self.part, self.care,
             self.filled, gap=2, parent=self)  # fmt: skip
        self._show(NOBODY)

    def ask(self) -> None:
        if self.data is not None:
            if self.data.person.resident_id != self.shown_for:
                self._show(NOBODY)  # nobody's answers stand there while another's are asked for
            self.desk.ask(
                self, recovery_capital, self.data.person.resident_id, self.desk.house_id,
                done=self._show,
            )  # fmt: skip

    def _show(self, capital: Capital) -> None:
        wanted = self.data.person.resident_id if self.data is not None else 0
        if capital.resident_id not in (0, wanted):
            return
        self.capital, self.shown_for = capital, capital.resident_id
        today, seen = self.desk.today(), capital.filled
        self.note.setText(" ".join(self._said(capital)))
        self.note.setVisible(bool(self.note.text()))
        self.filled.show_items([self._item(one) for one in reversed(seen[-SHOWN:])])
        self.whole.show_points([(f.on, f.total) for f in seen], today, _("All ten together"))
        self.part.show_points([(f.on, f.house_part) for f in seen], today, self.part_title.text())
        for widget in (self.whole, self.part_title, self.part, self.care, self.filled):
            widget.setVisible(bool(seen))
        self.print.setVisible(bool(seen) and self.desk.may(Permission.PRINT_PAPERS))

    def _said(self, capital: Capital) -> list[str]:
        today = self.desk.today()
        said = []
        if capital.own:
            said.append(n_(
                "{n} they keep to themselves. They can share it at the kiosk.",
                "{n} they keep to themselves. They can share them at the kiosk.", capital.own,
            ).format(n=capital.own))  # fmt: skip
        elif not capital.filled and capital is not NOBODY:
            said.append(_("None is filled in yet."))
        if capital.due_on is not None:
            ahead = capital.due_on > today
            day = month_day(capital.due_on, today)
            said.append((_("Next one on {day}.") if ahead else _("Asked for since {day}.")).format(
                day=day))  # fmt: skip
        return said

    def _item(self, filled: Filled) -> Item:
        how = {
            "kiosk": _("shared by them"), "paper": _("from paper"), "staff": _("as they said it"),
        }[filled.way]  # fmt: skip
        what = _("{total} of {most}, {day}").format(
            total=filled.total, most=HIGHEST, day=month_day(filled.on, self.desk.today())
        )
        line = _("House and peers {n} of 18, {how}").format(n=filled.house_part, how=how)
        if filled.typed_by:
            line = _("{line}, typed in by {name}").format(line=line, name=filled.typed_by)
        run = partial(self.steps.open, filled) if self.daily and filled.way != "kiosk" else None
        return Item(what, line, run)

    def add(self) -> None:
        """The form of a paper of theirs."""
        if self.data is not None:
            self.steps.add(self.data.person.resident_id, self.data.name)

    def print_trend(self) -> None:
        """Their trend in a window of its own."""
        if self.data is None:
            return
        title = _("Recovery capital")
        who = self.data.person.resident_id
        dialog = PaperDialog(self.desk, title, self.window())

        def make(data: CapitalPaper) -> None:
            name = paper_name(data.today, self.desk.house_name(), title)
            dialog.make(Wish(title, name, partial(person_capital, data), names="short",
                             resident_id=who))  # fmt: skip

        self.desk.ask(dialog, capital_paper, self.desk.house_id, who, self.desk.today(), done=make)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
