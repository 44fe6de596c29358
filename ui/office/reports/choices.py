"""The choices beside the preview: which week, which sections, whose names, which paper size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.packets import Names, PacketChoice, Size
from sobrhouse.domain.phrases import month_day, span
from sobrhouse.queries.packets import SetRow
from sobrhouse.words import _
from ui import theme
from ui.office.packets.choices import PacketPart
from ui.office.reports.other_papers import OtherPapers, flow
from ui.widgets.boxes import ScrollBox, clear, hbox, line, stack, vbox
from ui.widgets.buttons import Button, IconButton, MenuButton
from ui.widgets.cards import Card
from ui.widgets.choices import Check
from ui.widgets.labels import Label, Rule
from ui.widgets.segments import Segments

_WEEK = timedelta(days=7)
FIRST_WEEKS = 520  # ten years back; nobody looks for an older week by arrows


@dataclass(frozen=True, slots=True)
class Has:
    """What can be chosen for a paper: its week, also weeks ahead; sections; a poster's size; all
    that a packet has.
    """

    week: bool = False
    weeks_ahead: int = 0
    sections: bool = False
    poster: bool = False
    packet: bool = False


class ReportChoices(Card):
    """What goes on the paper; every change is told at once."""

    changed = Signal()
    paper_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.week = date.min
        self.this_week = date.min
        self.latest = date.min
        self.asked: date | None = None  # the week to show once the house's own are known
        self._ahead = timedelta()
        self._usual_size = "letter"
        self._off: set[str] = set()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._build()

    def _build(self) -> None:
        self.kinds = Segments(
            [("packet", _("Weekly packet")), ("other", _("Other papers"))], _("What to print")
        )
        self.heading = Label("", "h2", wrap=True)
        self.checks = vbox(gap=0)
        self.ticks = QWidget()
        self.ticks.setLayout(self.checks)
        self.ticks.hide()
        self.unfold = Button(_("All sections"), "ghost", "chevron-down", small=True)
        self.unfold.clicked.connect(self._on_unfold)
        self.weekly = stack(hbox(self.unfold, 1), self.ticks, gap=1)
        self.packet = PacketPart()
        self.names = Segments(
            [("short", _("Short names")), ("full", _("Full names")), ("bed", _("Bed only"))],
            _("Names on paper"),
        )
        self.sheets = Segments(
            [("letter", _("Letter")), ("a4", _("A4")), ("a3", _("A3"))], _("Paper")
        )
        self.sheets.offer("a3", on=False)
        self.large = Check(_("Large print"))
        tip = _("The packet of last week, exactly as it was printed")
        self.again = Button(_("Last week's again"), icon="rotate-ccw", small=True, tip=tip)
        self.before = MenuButton(_("Printed before"), None, small=True)
        self.all = Button(_("All houses…"), icon="house", small=True)
        self.more = stack(Rule(), flow([self.again, self.before, self.all]), gap=2)
        self.others = OtherPapers()
        self.others.wanted.connect(self.paper_wanted)
        self.list = stack(Rule(), self.others, gap=2)
        scroll = ScrollBox(gap=2)
        for part in (
            self.heading, self._week(), self.packet, self.weekly, Rule(),
            Label(_("Names on paper"), "muted"), self.names, Rule(),
            hbox(Label(_("Paper"), "muted"), 1, self.sheets, gap=3), self.large, self.more,
            self.list,
        ):  # fmt: skip
            scroll.add(part)
        self.add(self.kinds)
        self.body.addSpacing(theme.space(2))
        self.add(scroll, 1)
        self._listen()

    def _week(self) -> QWidget:
        self.earlier = IconButton("chevron-left", _("The week before"))
        self.later = IconButton("chevron-right", _("The week after"))
        self.back = Button(_("This week"), "ghost", small=True)
        self.days = Label("", "strong")
        self.earlier.clicked.connect(lambda: self.show_week(self.week - _WEEK))
        self.later.clicked.connect(lambda: self.show_week(self.week + _WEEK))
        self.back.clicked.connect(lambda: self.show_week(self.this_week))
        self.picker = line(self.earlier, self.days, self.later, self.back, 1)
        return self.picker

    def _listen(self) -> None:
        self.names.picked.connect(self._on_picked)
        self.sheets.picked.connect(self._on_picked)
        self.large.toggled.connect(self._on_picked)
        self.packet.ticked.connect(self.changed)
        self.packet.set_picked.connect(self._on_set)

    def show_week(self, week: date) -> None:
        """Another week; one that has not begun is offered only for what is planned ahead."""
        self.week = min(week, self.latest)
        self._say_week()
        self.changed.emit()

    def begin(self, this_week: date, names: str, size: str, *, large: bool = False) -> None:
        """The house's own defaults, before anybody chose."""
        first = self.week == date.min
        self.this_week = this_week
        self._usual_size = size
        self.latest = this_week + self._ahead
        if first:
            self.week = this_week
            self.names.show_key(names)
            self.sheets.show_key(size)
            self.large.blockSignals(True)
            self.large.setChecked(large)
            self.large.blockSignals(False)
        if self.asked is not None:
            self.week, self.asked = self.asked, None
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
        self._say_ticks()

    def _say_ticks(self) -> None:
        of = len(self._offered)
        n = sum(code not in self._off for code, _title in self._offered)
        said = _("All sections") if n == of else _("{n} of {m} sections").format(n=n, m=of)
        self.unfold.set_text(said)

    def _on_unfold(self) -> None:
        shown = self.ticks.isHidden()
        self.ticks.setVisible(shown)
        self.unfold.set_icon("chevron-up" if shown else "chevron-down")

    def show_paper(self, title: str, on: date, today: date, has: Has) -> None:
        """Which paper is chosen, and which of the choices it has."""
        self.kinds.show_key("packet" if has.packet else "other")
        self.heading.setText(title if has.week else f"{title}, {month_day(on, today)}")
        self.heading.setVisible(not has.packet)
        self.picker.setVisible(has.week)
        self.weekly.setVisible(has.sections)
        for part in (self.packet, self.large, self.more):
            part.setVisible(has.packet)
        self.list.setVisible(not has.packet)
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

    def kept_sheets(self) -> tuple[str, bool]:
        """What this computer remembers: the size of paper, none for a poster, and large print."""
        size = str(self.sheets.key())
        return size if size in list(Size) else self._usual_size, self.large.isChecked()

    def choice(self) -> PacketChoice:
        """All that is chosen for a packet."""
        size, large = self.kept_sheets()
        names = Names(str(self.names.key()))
        return PacketChoice(self.packet.sections(), names, Size(size), large)

    def show_choice(self, choice: PacketChoice) -> None:
        """Choose all of it without telling."""
        self.packet.show_sections(choice.sections)
        self.names.show_key(choice.names.value)
        self.sheets.show_key(choice.size.value)
        self.large.blockSignals(True)
        self.large.setChecked(choice.large)
        self.large.blockSignals(False)

    def show_kept(self, week: date, choice: PacketChoice) -> None:
        """Say what a packet that was printed before has, without telling."""
        self.show_kept_week(week)
        self.show_choice(choice)

    def show_kept_week(self, week: date) -> None:
        """Choose a week without telling."""
        self.week = min(week, self.latest)
        self._say_week()

    def last_week(self) -> date:
        """The first day of the week before this one."""
        return self.this_week - _WEEK

    def last_day(self) -> date:
        """The last day of the chosen week."""
        return self.last_of(self.week)

    @staticmethod
    def last_of(week: date) -> date:
        """The last day of a week."""
        return week + timedelta(days=6)

    def _on_set(self, row: SetRow) -> None:
        self.show_choice(row.choice)
        self.changed.emit()

    def _on_ticked(self, code: str, on: bool) -> None:
        if on:
            self._off.discard(code)
        else:
            self._off.add(code)
        self._say_ticks()
        self.changed.emit()

    def _on_picked(self, _key: object) -> None:
        self.changed.emit()
