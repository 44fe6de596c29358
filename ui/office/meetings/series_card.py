"""The series of a house in one card, and one of them in the side panel."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.meeting_words import rule_words
from sobrhouse.domain.phrases import nice_date, nice_duration
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.meetings import words
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Fact
from ui.widgets.focus import Pressable
from ui.widgets.labels import Disc, ElidedLabel

LEFT = Qt.AlignmentFlag.AlignLeft
SHOWN = 2  # series that are seen without scrolling


class SeriesRow(Pressable):
    """One series: its name and rule, and when it comes next."""

    def __init__(self, seen: SeriesSeen, today: date) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        plan = seen.plan
        rule = rule_words(plan.rule, plan.starts_at)
        second = words.series(seen, today)
        row = hbox(Disc("calendar-days", "brand"), gap=3, margins=(0, 4, 0, 4), parent=self)
        first = hbox(ElidedLabel(plan.title, "strong"), ElidedLabel(rule, "body"), gap=2)
        first.setStretch(1, 1)
        row.addLayout(vbox(first, ElidedLabel(second, "muted"), gap=0), 1)
        self.make_pressable(f"{plan.title}, {rule}, {second}")


class SeriesCard(Card):
    """What comes again; each row opens its series."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Comes again"), parent=parent)
        self.desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._scroll = ScrollBox()
        self._rows, self._row_height, self._low = 0, 0, False
        self.add(self._scroll)
        self.hide()

    def show_series(self, series: Sequence[SeriesSeen]) -> None:
        """Show these; nothing at all where there are none."""
        rows = []
        for seen in series:
            row = SeriesRow(seen, self.desk.today())
            row.clicked.connect(lambda seen=seen: self.opened.emit(seen))
            rows.append(row)
        self._rows, self._row_height = len(rows), 0
        for row in rows:
            with theme.fitting(row):
                self._row_height = max(self._row_height, row.sizeHint().height())
        self._scroll.fill(rows)
        self.fit(self._low)
        self.setVisible(bool(rows))

    def fit(self, low: bool) -> None:
        """Show one row where there is little height, and scroll to the others."""
        self._low = low
        shown = min(self._rows, 1 if low else SHOWN)
        self._scroll.setFixedHeight(self._row_height * shown + 2)


class SeriesLine(QWidget):
    """One series in the panel: what it says, and what can be done with all of it."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, seen: SeriesSeen) -> None:
        super().__init__()
        self.desk, self.seen = desk, seen
        box = vbox(gap=1, parent=self)
        for label, text in self._said():
            box.addWidget(Fact(label, text, strong=False))
        box.addSpacing(theme.space(3))
        if desk.may(Permission.MANAGE_HOUSE):
            for what, text, icon, kind in (
                ("change_all", _("Change all of them"), "pencil", "outline"),
                ("end", _("Set its last day"), "calendar", "outline"),
                ("remove", _("Remove it"), "trash-2", "ghost"),
            ):
                button = Button(text, kind, icon, small=True)
                button.clicked.connect(lambda _on=False, what=what: self.asked.emit(what, seen))
                box.addWidget(button, 0, LEFT)
                box.addSpacing(theme.space(1))
        box.addStretch(1)

    def _said(self) -> Iterator[tuple[str, str]]:
        plan, today = self.seen.plan, self.desk.today()
        yield _("Comes"), rule_words(plan.rule, plan.starts_at)
        yield _("Takes"), nice_duration(plan.length_minutes)
        if plan.place:
            yield _("Place"), plan.place
        if self.seen.next_at is not None:
            yield _("Next"), nice_date(self.seen.next_at.date(), today)
        yield _("Since"), nice_date(plan.starts_on, today)
        yield _("Until"), nice_date(plan.until_on, today) if plan.until_on else _("No end")
        yield _("Public holidays"), _("No meeting") if plan.skips_holidays else _("As usual")
        off = sum(change.kind == "cancelled" and change.on >= today for change in self.seen.changes)
        if off:
            yield _("Cancelled ahead"), str(off)
