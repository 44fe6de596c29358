"""The right column of the Beds place: the waitlist, or in its place one form or a bed's history."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.phrases import month_day
from sobrhouse.queries.bed_history import BedEvent
from sobrhouse.words import _, n_
from ui.office.beds.waitlist import WaitlistPanel
from ui.office.beds.words import corrected_words
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.focus import Pressable
from ui.widgets.form import MakingForm
from ui.widgets.labels import IconMark, Label, Rule

_ICONS = {"slept": "user-round", "held": "hourglass", "away": "hourglass", "out": "ban"}


class SidePage(Card):
    """Something with a title that can be closed again."""

    closed = Signal()

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.heading = Label(title, "h2", wrap=True)
        shut = IconButton("x", _("Close"), kind="ghost")
        shut.clicked.connect(self.closed)
        head = hbox(self.heading, gap=2)
        head.setStretch(0, 1)
        head.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        self.add(head)
        if line:
            self.add(Label(line, "muted", wrap=True))
        self.inside = ScrollBox(gap=3)
        self.add(self.inside, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)


class HistoryRow(Pressable):
    """Some nights of a bed."""

    def __init__(self, event: BedEvent, on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_shown = event
        dates = _dates(event, on)
        what = Label(_what(event), "strong" if not event.taken_back else "faint", wrap=True)
        lines = [what, Label(dates, "small", wrap=True)]
        lines += [Label(text, "small", wrap=True) for text in _asides(event, on)]
        row = hbox(gap=2, parent=self)
        row.setContentsMargins(0, 8, 4, 8)
        row.addWidget(IconMark(_ICONS[event.kind], "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(vbox(*lines, gap=0), 1)
        if event.resident_id is not None:
            self.make_pressable(", ".join((_what(event), dates, *_asides(event, on))))


def _what(event: BedEvent) -> str:
    words = {
        "slept": event.name,
        "held": _("Held for {name}").format(name=event.name),
        "away": _("{name} away").format(name=event.name),
        "out": _("Out of use"),
    }
    return words[event.kind]


def _dates(event: BedEvent, on: date) -> str:
    start = month_day(event.start_on, on)
    if event.end_on is None:
        return _("Since {date}").format(date=start)
    end = month_day(event.end_on, on)
    count = (event.end_on - event.start_on).days
    nights = n_("{n} night", "{n} nights", count).format(n=f"{count:,}")
    return _("{start} to {end}, {nights}").format(start=start, end=end, nights=nights)


def _asides(event: BedEvent, on: date) -> list[str]:
    said = [event.reason] if event.reason else []
    if event.taken_back:
        words = _("Taken back by {name}: {why}") if event.by else _("Taken back: {why}")
        said.append(words.format(name=event.by, why=event.taken_back))
    elif event.amend_reason:
        said.append(corrected_words(event.by, event.amend_reason, event.was_on, on))
    return said


class BedSide(QStackedWidget):
    """Shows the waitlist, until something is put over it."""

    closed = Signal()
    person_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waitlist = WaitlistPanel()
        self.addWidget(self.waitlist)

    def put_form(self, title: str, form: MakingForm, line: str = "") -> None:
        """Show a form in place of the waitlist, and let people type at once."""
        page = self._page(title, line)
        page.inside.add(form)
        form.cancelled.connect(self.shut)
        self._show(page)
        first = next((f for f in form.fields() if not f.text().strip()), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_words(self, title: str, line: str) -> None:
        """Show a title and a sentence."""
        self._show(self._page(title, line))

    def put_history(self, title: str, events: Sequence[BedEvent], on: date) -> None:
        """Show what became of a bed."""
        page = self._page(title)
        for event in events:
            row = HistoryRow(event, on)
            if event.resident_id is not None:
                row.clicked.connect(lambda who=event.resident_id: self.person_wanted.emit(who))
            page.inside.add(row)
            page.inside.add(Rule())
        if not events:
            page.add(EmptyState("history", _("Nothing yet"), _("Nobody has slept in this bed.")), 1)
        self._show(page)
        page.setFocus()

    def _page(self, title: str, line: str = "") -> SidePage:
        page = SidePage(title, line)
        page.closed.connect(self.shut)
        return page

    def _show(self, page: SidePage) -> None:
        self._forget()
        self.addWidget(page)
        self.setCurrentWidget(page)

    def form(self) -> MakingForm | None:
        """The form that is shown."""
        shown = self.currentWidget()
        if shown is None or shown is self.waitlist:
            return None
        return shown.findChild(MakingForm)

    def shut(self) -> bool:
        """Back to the waitlist; False when that was shown already."""
        if self.currentWidget() is self.waitlist:
            return False
        self._forget()
        self.closed.emit()
        return True

    def _forget(self) -> None:
        shown = self.currentWidget()
        if shown is not None and shown is not self.waitlist:
            self.setCurrentWidget(self.waitlist)
            self.removeWidget(shown)
            shown.deleteLater()
