"""The choices beside the preview: which week, which sections, whose names, which paper size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day, span
from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import ScrollBox, clear, hbox, stack, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card
from ui.widgets.choices import Check
from ui.widgets.labels import Label, Rule
from ui.widgets.segments import Segments

_WEEK = timedelta(days=7)
ROOM = 310  # pixels that a line of buttons has, beside the scroll bar
FIRST_WEEKS = 520  # ten years back; nobody looks for an older week by arrows


@dataclass(frozen=True, slots=True)
class Has:
    """What can be chosen for a paper: its week, also weeks ahead; sections; a poster's size."""

    week: bool = False
    weeks_ahead: int = 0
    sections: bool = False
    poster: bool = False


class ReportChoices(Card):
    """What goes on the paper; every change is told at once."""

    changed = Signal()
    paper_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Weekly report"), parent=parent)
        self.week = date.min
        self.this_week = date.min
        self.latest = date.min
        self._ahead = timedelta()
        self._usual_size = "letter"
        self._off: set[str] = set()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._build()

    def _build(self) -> None:
        self.earlier = IconButton("chevron-left", _("The week before"))
        self.later = IconButton("chevron-right", _("The week after"))
        self.back = Button(_("This week"), "ghost", small=True)
        self.days = Label("", "strong")
        self.earlier.clicked.connect(lambda: self.show_week(self.week - _WEEK))
        self.later.clicked.connect(lambda: self.show_week(self.week + _WEEK))
        self.back.clicked.connect(lambda: self.show_week(self.this_week))
        week = hbox(self.earlier, self.days, self.later, self.back, 1)
        self.checks = vbox(gap=0)
        self.weekly = stack(Rule(), Label(_("Sections"), "muted"), self.checks, gap=2)
        self.picker = stack(week)
        self.names = Segments(
            [("short", _("Short names")), ("full", _("Full names")), ("bed", _("Bed only"))],
            _("Names on paper"),
        )
        self.sheets = Segments(
            [("letter", _("Letter")), ("a4", _("A4")), ("a3", _("A3"))], _("Paper")
        )
        self.sheets.offer("a3", on=False)
        self.others = vbox(gap=1)
        scroll = ScrollBox(gap=2)
        for part in (
            self.picker, self.weekly, Rule(), Label(_("Names on paper"), "muted"), self.names,
            Rule(), hbox(Label(_("Paper"), "muted"), 1, self.sheets, gap=3), Rule(),
            Label(_("Other papers"), "strong"), self.others,
        ):  # fmt: skip
            scroll.add(part)
        self.add(scroll, 1)
        self.names.picked.connect(self._on_picked)
        self.sheets.picked.connect(self._on_picked)

    def show_week(self, week: date) -> None:
        """Another week; one that has not begun is offered only for what is planned ahead."""
        self.week = min(week, self.latest)
        self._say_week()
        self.changed.emit()

    def begin(self, this_week: date, names: str, size: str) -> None:
        """The house's own defaults, before anybody chose."""
        first = self.week == date.min
        self.this_week = this_week
        self._usual_size = size
        self.latest = this_week + self._ahead
        if first:
            self.week = this_week
            self.names.show_key(names)
            self.sheets.show_key(size)
        self.week = min(self.week, self.latest)
        self._say_week()

    def _say_week(self) -> None:
        last = self.week + timedelta(days=6)
        whole = span(self.week, last)
        year = f", {last.year}"
        self.days.setText(whole.removesuffix(year) if last.year == self.this_week.year else whole)
        self.days.setAccessibleName(_("Week of {days}").format(days=whole))
        self.later.setEnabled(self.week < self.latest)
        self.earlier.setEnabled((self.this_week - self.week).days < 7 * FIRST_WEEKS)
        self.back.setVisible(self.week != self.this_week)

    def offer(self, sections: Sequence[tuple[str, str]]) -> None:
        """The sections that this week has something for, each with a tick."""
        if tuple(sections) == self._offered:
            return
        self._offered = tuple(sections)
        clear(self.checks)
        for code, title in sections:
            check = Check(title)
            check.setChecked(code not in self._off)
            check.setAccessibleName(_("Print {section}").format(section=title))
            check.toggled.connect(lambda on, code=code: self._on_ticked(code, on))
            self.checks.addWidget(check)

    def offer_papers(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """The other papers under their headings, each a button."""
        clear(self.others)
        for heading, papers in groups:
            if papers:
                self.others.addWidget(Label(heading, "muted"))
                self._offer(papers)

    def _offer(self, papers: Sequence[tuple[str, str]]) -> None:
        """As many buttons beside one another as fit the card."""
        room, left = round(ROOM * theme.scale()), 0
        row = hbox(1, gap=1)
        for code, title in papers:
            button = Button(title, small=True)
            button.clicked.connect(lambda _on=False, code=code: self.paper_wanted.emit(code))
            button.ensurePolished()
            wide = button.sizeHint().width() + theme.space(1)
            if wide > left:
                row, left = hbox(1, gap=1), room
                self.others.addLayout(row)
            row.insertWidget(row.count() - 1, button)
            left -= wide

    def show_paper(self, title: str, on: date, today: date, has: Has) -> None:
        """Which paper is chosen, and which of the choices it has."""
        self.set_title(title if has.week else f"{title}, {month_day(on, today)}")
        self.picker.setVisible(has.week)
        self.weekly.setVisible(has.sections)
        self._ahead = has.weeks_ahead * _WEEK
        if self.this_week != date.min:
            self.latest = self.this_week + self._ahead
            self.week = min(self.week, self.latest)
            self._say_week()
        if not has.poster and self.sheets.key() == "a3":
            self.sheets.show_key(self._usual_size)
        self.sheets.offer("a3", on=has.poster)

    def sections(self) -> frozenset[str] | None:
        """What is ticked; None while nothing was taken off."""
        if not self._off:
            return None
        return frozenset(code for code, _title in self._offered) - self._off

    def _on_ticked(self, code: str, on: bool) -> None:
        if on:
            self._off.discard(code)
        else:
            self._off.add(code)
        self.changed.emit()

    def _on_picked(self, _key: object) -> None:
        self.changed.emit()
