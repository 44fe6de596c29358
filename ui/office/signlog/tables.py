"""The tables of the sign log: who is out now, and the log itself, read on as one scrolls."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.houses import HOUSE_DAY_BEGINS
from sobrhouse.queries.curfews import Tonight, tonight
from sobrhouse.queries.signins import PAGE, Place, SignRow, log_page, out_now
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.signlog import words
from ui.office.signlog.curfew import CurfewRule, shared
from ui.widgets.boxes import vbox
from ui.widgets.empty import EmptyState
from ui.widgets.growing import GrowingRows
from ui.widgets.rows import Column
from ui.widgets.table import Table

MOST_AT_ONCE = 5_000  # rows that are read anew when something changed
FIRST = 40  # rows of a jump: more than a window shows; the rest comes as one scrolls
TYPED_MS = 200
NARROW, NARROWER = 850, 610  # widths at 100 %


def columns(desk: Desk) -> tuple[Column[SignRow], ...]:
    """Person, where, out, due, in, difference, state, by whom."""
    zone = desk.zone

    def today() -> date:
        return desk.today()

    return (
        Column[SignRow](_("Person"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
                        width=158),
        Column[SignRow](_("Where"), lambda r: _(r.destination), second=lambda r: r.with_whom,
                        stretch=True, width=80),
        Column[SignRow](_("Out"), lambda r: words.clock(r.out_at, zone()) or _("Not signed out"),
                        second=lambda r: words.day_beside(r.out_at, None, zone(), today()),
                        sort=lambda r: r.out_at, width=88),
        Column[SignRow](_("Due"), lambda r: words.clock(r.expected_at, zone()),
                        second=lambda r: words.day_beside(r.expected_at, r.out_at, zone(), today()),
                        sort=lambda r: r.expected_at, width=88),
        Column[SignRow](_("In"), lambda r: words.clock(r.in_at, zone()),
                        second=lambda r: words.day_beside(r.in_at, r.out_at, zone(), today()),
                        sort=lambda r: r.in_at, width=88),
        Column[SignRow](_("Difference"), words.off_words, sort=lambda r: r.minutes_off, width=128),
        Column[SignRow](_("State"), lambda r: words.state(r)[0], kind="chip",
                        chip=lambda r: words.state(r)[1], width=100),
        Column[SignRow](_("By"), words.by_words, kind="muted",
                        icon=lambda r: "history" if r.history else "",
                        said=lambda r: ", ".join((words.by_words(r), *r.history)), width=130),
    )  # fmt: skip


def fit_columns(table: Table[SignRow], width: int, least: str) -> None:
    """In a narrow place what can be told from the rest is left out, and what matters `least`."""
    dropped = {_("By"): NARROW, _("Difference"): NARROW, least: NARROWER}
    for number, column in enumerate(table.rows.columns):
        limit = dropped.get(column.title, 0) * theme.scale()
        table.view.setColumnHidden(number, width < limit)


class OutTable(Table[SignRow]):
    """Who is out now: who is late or due first."""

    loaded = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        out = tuple(c for c in columns(desk) if c.title != _("In"))
        super().__init__(
            out, lambda r: r.id, name="signlog_out", label=_("Who is out now"),
            nothing=EmptyState("house", _("Everybody is in"),
                               _("Who signs out at the kiosk or here shows up at once.")),
            search=_("Filter by name or place"), click_opens=True, parent=parent,
        )  # fmt: skip
        self.desk = desk
        self.curfew = CurfewRule(self.view)
        self._hour: datetime | None = None
        self.rows.modelReset.connect(self._mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_columns(self, event.size().width(), _("Out"))
        super().resizeEvent(event)

    def reload(self) -> None:
        """Ask who is out."""
        self.desk.ask(
            self, out_now, self.desk.house_id, self.desk.now(), done=self._on_rows,
            failed=lambda p: self.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _on_rows(self, rows: tuple[SignRow, ...]) -> None:
        self.show_rows(rows)
        self.loaded.emit(rows)
        if rows:
            self.desk.ask(self, tonight, self.desk.house_id, self.desk.now(), done=self._on_tonight)

    def _on_tonight(self, asked: Mapping[int, Tonight]) -> None:
        self._hour = shared(asked)
        self._mark()

    def _mark(self) -> None:
        """Draw the curfew where the rows stand by when they are due, and somebody is out."""
        count = self.rows.rowCount()
        by_due = self.view.horizontalHeader().sortIndicatorSection() < 0
        if self._hour is None or not count or not by_due:
            self.curfew.drop()
            return
        due = [self.rows.row(i).expected_at for i in range(count)]
        after = (i for i, at in enumerate(due) if at is None or at > self._hour)
        self.curfew.show_above(next(after, count), words.clock(self._hour, self.desk.zone()))


class LogTable(QWidget):
    """The log of one house day, or all of it from a day back; the newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.day: date | None = None  # only this house day
        self.until: date | None = None  # all up to this house day
        self.rows = GrowingRows[SignRow](columns(desk), lambda r: r.id)
        self.table = Table[SignRow](
            self.rows.columns, lambda r: r.id, name="signlog", label=_("Sign log"),
            nothing=EmptyState("footprints", _("Nobody has gone out yet"),
                               _("Who signs out at the kiosk or here is kept in this log.")),
            search=_("Find a name or place"), click_opens=True, rows=self.rows,
        )  # fmt: skip
        header = self.table.view.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSortIndicatorShown(False)
        vbox(self.table, parent=self)
        self._typed = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._typed.timeout.connect(self.begin)
        self.table.search.textChanged.connect(lambda _text: self._typed.start())
        self.rows.wanted.connect(self._grow)
        self._asked = 0  # answers to an older question are not wanted any more

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_columns(self.table, event.size().width(), _("Due"))
        super().resizeEvent(event)

    def show_day(self, day: date | None, until: date | None = None) -> None:
        """One house day, or all up to one, or all."""
        self.day, self.until = day, until
        self.begin()

    def begin(self) -> None:
        """From the top."""
        self._ask(FIRST, scroll=True)

    def reload(self) -> None:
        """As many rows as are there, anew."""
        self._ask(max(PAGE, min(self.rows.rowCount(), MOST_AT_ONCE)), scroll=False)

    def _ask(self, limit: int, *, scroll: bool) -> None:
        self._asked += 1
        asked = self._asked

        def show(rows: tuple[SignRow, ...]) -> None:
            if asked == self._asked:
                self.rows.begin(more=len(rows) == limit)
                self.table.show_rows(rows)
                if scroll:
                    self.table.view.scrollToTop()

        self._read(self._start(), limit, show)

    def _grow(self) -> None:
        asked = self._asked

        def add(rows: tuple[SignRow, ...]) -> None:
            if asked == self._asked:
                self.rows.append(rows, more=len(rows) == PAGE)

        lowest = min(self.rows.row(at).place for at in range(self.rows.rowCount()))
        self._read(lowest, PAGE, add)

    def _read(
        self,
        before: Place | None,
        limit: int,
        done: Callable[[tuple[SignRow, ...]], None],
    ) -> None:
        self.desk.ask(
            self, log_page, self.desk.house_id, now=self.desk.now(), day=self.day,
            text=self.table.search.text(), before=before, limit=limit, done=done,
            failed=lambda p: self._on_failed(p.sentence),
        )  # fmt: skip

    def _on_failed(self, sentence: str) -> None:
        self.rows.could_not_grow()
        self.table.could_not_load(sentence, self.reload)

    def _start(self) -> Place | None:
        """The place after which the first row comes."""
        if self.until is None:
            return None
        ends = datetime.combine(self.until + timedelta(days=1), time(), self.desk.zone())
        return (ends + HOUSE_DAY_BEGINS).astimezone(UTC), 0
