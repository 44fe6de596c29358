"""One house meeting in the side panel: what it is, how it came about, and what can be done."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sobrhouse.domain.meeting_series import Stand
from sobrhouse.domain.meeting_words import rule_words
from sobrhouse.domain.phrases import long_date, nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.words import _, p_
from ui import theme
from ui.desk import Desk
from ui.office.meetings import words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule

LEFT = Qt.AlignmentFlag.AlignLeft
Offer = tuple[str, str, str]  # what is to be done, its words and its icon


def offered(
    desk: Desk, row: MeetingRow, seen: SeriesSeen | None
) -> tuple[list[Offer], list[Offer]]:
    """What this person can do with a meeting: what comes next, and what changes it."""
    return list(_next(desk, row)), list(_changes(desk, row, seen))


def _next(desk: Desk, row: MeetingRow) -> Iterator[Offer]:
    daily = desk.may(Permission.RECORD_DAILY)
    if not row.off and (daily or row.meeting_id is not None):
        yield "open", *words.opening(row)
    if row.meeting_id is not None and desk.may(Permission.PRINT_PAPERS):
        if row.finished_at is None:
            yield "agenda", _("Print the agenda"), "printer"
        else:
            yield "minutes", _("Print the minutes"), "printer"
    if daily and row.stand is Stand.HOLIDAY:
        yield "keep", _("Hold it anyway"), "calendar-check"
    if daily and row.stand is Stand.CANCELLED:
        yield "put_back", _("Hold it after all"), "undo-2"


def _changes(desk: Desk, row: MeetingRow, seen: SeriesSeen | None) -> Iterator[Offer]:
    if row.started_at is None and desk.may(Permission.RECORD_DAILY):
        yield from _day_changes(row)
    if seen is not None and desk.may(Permission.MANAGE_HOUSE):
        if row.on is not None and row.on > seen.plan.starts_on:
            yield "change_from", _("This one and after"), "calendar-plus"
        yield "change_all", _("All of them"), "calendar-days"


def _day_changes(row: MeetingRow) -> Iterator[Offer]:
    if row.series_id is None:
        yield "move", _("Move it"), "calendar-clock"
        yield "call_off", _("Call it off"), "x"
    elif not row.off:
        yield "move", _("Only this one"), "calendar-clock"
        if row.stand is Stand.MOVED:
            yield "put_back", _("Back to the usual day"), "undo-2"
        elif row.change_id is not None:
            yield "put_back", _("No meeting on the holiday"), "undo-2"
        yield "cancel", _("Cancel this one"), "x"


class MeetingLine(QWidget):
    """What one meeting is, with the one button for what comes next and those that change it."""

    asked = Signal(str, object)  # what is to be done, and with which row

    def __init__(self, desk: Desk, row: MeetingRow, series: SeriesSeen | None) -> None:
        super().__init__()
        self.desk, self.row, self.series = desk, row, series
        text, kind = words.state(row, desk.now())
        box = vbox(hbox(Chip(text, kind), 1), gap=3, parent=self)
        box.addLayout(self._facts())
        first, changes = offered(desk, row, series)
        for n, offer in enumerate(first):
            box.addWidget(self._button(offer, "outline" if n or row.off else "primary"), 0, LEFT)
        if changes:
            box.addWidget(Rule())
            box.addWidget(Label(_("Change"), "h3"))
            for offer in changes:
                box.addWidget(self._button(offer, "outline"), 0, LEFT)
        box.addStretch(1)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(self._said()):
            grid.addWidget(Label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, "body", wrap=True), at, 1)
        return grid

    def _said(self) -> Iterator[tuple[str, str]]:
        row, today = self.row, self.desk.today()
        yield _("Day"), long_date(row.day)
        yield _("Time"), words.hours(row)
        if row.place:
            yield _("Place"), row.place
        if self.series is not None:
            yield _("Comes"), rule_words(self.series.plan.rule, self.series.plan.starts_at)
        if row.stand is Stand.MOVED and row.on is not None:
            yield _("Instead of"), nice_date(row.on, today)
        if row.reason:
            yield (_("Holiday") if row.stand is Stand.HOLIDAY else _("Why")), row.reason
        if row.marked:
            yield p_("to a meeting", "Came"), words.came(row)

    def _button(self, offer: Offer, kind: str) -> Button:
        what, text, icon = offer
        button = Button(text, kind, icon, small=kind != "primary")
        button.clicked.connect(lambda: self.asked.emit(what, self.row))
        return button
