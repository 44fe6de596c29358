"""A paper came back: its code says which form it is and for which day; the screen on which it is
typed in opens with that day, and it is kept who typed it in or filed it.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.blank_forms import Screen
from sobrhouse.domain.paper_codes import read_code
from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.form_prints import FormFound, form_by_code, forms_out
from sobrhouse.services.form_prints import put_in, take_back_put_in
from sobrhouse.words import LANGUAGES, _
from ui import theme
from ui.desk import Desk, Step
from ui.office.papers.where import how_words, typed_in_at
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.fields import LineField
from ui.widgets.labels import Label

WIDE, HIGH = 620, 560
OUT = 30  # forms in the list of what has not come back


class PaperBack(QDialog):
    """The code, what it stands for, and the forms that are still out."""

    go = Signal(str, object)  # a place, and what it opens

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: FormFound | None = None
        self.setWindowTitle(_("A paper came back"))
        self.resize(round(WIDE * theme.scale()), round(HIGH * theme.scale()))
        self.finished.connect(self.deleteLater)
        self.code = LineField(
            "code", _("Paper code"), max_length=40,
            hint=_("At the foot of the paper, on the right, as in K7M-4RY. A scanner may read it."),
        )  # fmt: skip
        self.find_it = Button(_("Find it"), "primary", icon="search")
        self.card = Card()
        self.card.hide()
        self.told = vbox(gap=1)
        self.type_in = Button(_("Type it in"), "primary", icon="pencil")
        self.put_in = Button("", icon="check")
        self.out = vbox(gap=1)
        self.close_button = Button(_("Close"))
        self._build()
        self._connect()
        self._list()

    def _build(self) -> None:
        self.card.add(self.told)
        self.card.add(hbox(1, self.put_in, self.type_in))
        scroll = ScrollBox(gap=2)
        scroll.add(self.card)
        scroll.add(Label(_("Printed last, not back yet"), "strong"))
        holder = QWidget()
        holder.setLayout(self.out)
        scroll.add(holder)
        box = vbox(
            Label(_("A paper came back"), "h2"), self.code, hbox(1, self.find_it), scroll,
            hbox(1, self.close_button), gap=3, margins=(20, 16, 20, 16), parent=self,
        )  # fmt: skip
        box.setStretch(3, 1)

    def _connect(self) -> None:
        self.find_it.clicked.connect(self.look)
        self.code.line.returnPressed.connect(self.look)
        self.type_in.clicked.connect(self._on_type_in)
        self.put_in.clicked.connect(self._on_put_in)
        self.close_button.clicked.connect(self.reject)
        self.find_it.setAutoDefault(False)
        self.code.line.setFocus()

    # Finding

    def look(self) -> None:
        """Find what was typed."""
        self.code.clear_fault()
        try:
            code = read_code(self.code.text())
        except Problem as problem:
            self._refused(problem)
            return
        self.show_code(code)

    def show_code(self, code: str) -> None:
        """Show the form of this code."""
        self.desk.ask(self, form_by_code, code, actor=self.desk.me, done=self._show,
                      failed=self._refused)  # fmt: skip

    def _refused(self, problem: Problem) -> None:
        self.found = None
        self.card.hide()
        self.code.fault(problem.sentence)

    def _show(self, found: FormFound) -> None:
        self.found = found
        today = self.desk.today()
        clear(self.told)
        self.told.addWidget(Label(_(found.form.title), "h3"))
        for said in self._facts(found):
            self.told.addWidget(Label(said, wrap=True))
        here = found.house_id == self.desk.house_id
        daily = self.desk.may(Permission.RECORD_DAILY)
        may = here and daily and not found.form.theirs
        if found.put_in_at is None or not here:
            self.told.addWidget(Label(how_words(found, here=here), "strong", wrap=True))
        self.type_in.setVisible(may and found.form.screen is not Screen.NONE)
        self.put_in.setVisible(may and found.put_in_at is None)
        filed = found.form.screen is Screen.NONE
        self.put_in.set_text(_("It is filed") if filed else _("It is typed in"))
        self.put_in.setAccessibleName(self.put_in.words())
        self.card.setAccessibleName(f"{_(found.form.title)}, {nice_date(found.day, today)}")
        self.card.show()

    def _facts(self, found: FormFound) -> list[str]:
        today = self.desk.today()
        said = [found.house]
        if found.first_day is not None and found.last_day is not None:
            one = found.first_day == found.last_day
            days = nice_date(found.first_day, today) if one else span(found.first_day,
                                                                      found.last_day)  # fmt: skip
            said.append(_("For {days}").format(days=days))
        said.append(
            _("Printed {day} by {name}, in {language}").format(
                day=nice_date(found.printed_on, today), name=found.printed_by or "–",
                language=LANGUAGES[found.language])
        )  # fmt: skip
        if found.put_in_at is not None:
            zone = self.desk.zone()
            said.append(_("Transcribed from paper by {name}, {day}").format(
                name=found.put_in_by,
                day=nice_date(found.put_in_at.astimezone(zone).date(), today)))  # fmt: skip
        return said

    # What is done with it

    def _on_type_in(self) -> None:
        if self.found is not None:
            typed_in_at(self.desk, self, self.found, self._go)

    def _go(self, place: str, record: object) -> None:
        self.go.emit(place, record)
        self.accept()

    def _on_put_in(self) -> None:
        if self.found is None:
            return
        found = self.found
        filed = found.form.screen is Screen.NONE
        said = _("{form} is filed") if filed else _("{form} is typed in")

        def done(_row: int) -> None:
            self.show_code(found.code)
            self._list()

        self.desk.do(
            self, put_in, found.id, done=done, said=said.format(form=_(found.form.title)),
            undo=lambda row: Step(take_back_put_in, (row,)),
        )  # fmt: skip

    # What is still out

    def _list(self) -> None:
        self.desk.ask(self, forms_out, self.desk.house_id, done=self._show_out)

    def _show_out(self, rows: tuple[FormFound, ...]) -> None:
        clear(self.out)
        waiting = [row for row in rows if row.put_in_at is None][:OUT]
        for row in waiting:
            day = nice_date(row.day, self.desk.today())
            button = Button(f"{_(row.form.title)}, {day}  ·  {row.code}", "ghost", small=True)
            button.clicked.connect(partial(self.show_code, row.code))
            self.out.addLayout(hbox(button, 1))
        if not waiting:
            self.out.addWidget(Label(_("No form is out."), "muted"))
