"""The evening round: one line a bed, one key a mark, and at the end who is missing."""

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.rounds import PastRound, RoundLine, RoundSheet, past_rounds, round_of
from sobrhouse.services import rounds
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.passes.papers import show_round_sheet
from ui.office.passes.rounds_marks import (
    BY_KEY,
    BY_STATUS,
    MARKS,
    marked_kind,
    marked_words,
    names_of,
)
from ui.office.place_tab import PlaceTab
from ui.widgets.ask import confirm
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.rows import Column
from ui.widgets.segments import Segments
from ui.widgets.table import Table

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RoundTab(PlaceTab):
    """Tonight's round, and those that were finished."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.sheet: RoundSheet | None = None
        self.night: date | None = None  # another one than tonight, typed in from paper
        self.views = Segments((("tonight", _("Tonight")), ("past", _("Past rounds"))), _("Round"))
        self.views.setMaximumWidth(300)
        self.count = Label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Marked so far"))
        self.banner = Banner("", "ok")
        self.alarm = Banner("", "warn")
        self.from_paper = Banner("", "info")
        self.paper = Button(_("Print sheet"), icon="printer", small=True)
        self.begin = Button(_("Begin the round"), "primary", "clipboard-check", small=True)
        self.finish = Button(_("Finish the round"), "primary", "check", small=True)
        self.table = _tonight_table()
        self.past = _past_table(desk)
        self.marks = {mark.status: self._mark_button(mark.status) for mark in MARKS}
        self._build()
        self._connect()
        self._fit()

    def _mark_button(self, status: str) -> Button:
        mark = BY_STATUS[status]
        button = Button(f"{_(mark.word)}  ({mark.key})", icon=mark.icon, name=_(mark.word))
        button.clicked.connect(partial(self.mark, status))
        return button

    def _build(self) -> None:
        head = hbox(self.views, 1, self.count, self.paper, self.begin, self.finish, gap=3)
        foot = hbox(*self.marks.values(), 1, gap=2)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        tonight = QWidget()
        column = vbox(
            self.from_paper, self.bar, self.banner, self.alarm, self.table, self.foot, gap=2,
            parent=tonight,
        )  # fmt: skip
        column.setStretch(4, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(tonight)
        self.stack.addWidget(self.past)
        vbox(head, self.stack, gap=3, margins=(12, 10, 12, 10), parent=self).setStretch(1, 1)

    def _connect(self) -> None:
        self.views.picked.connect(self._on_view)
        self.begin.clicked.connect(self.start)
        self.finish.clicked.connect(self.end)
        self.paper.clicked.connect(self.print_sheet)
        self.table.picked.connect(lambda _id: self._fit())
        self.table.activated.connect(self._on_opened)
        self.table.view.installEventFilter(self)

    def type_in(self, night: date | None) -> None:
        """Show the round of this night, to type it in from paper; None for tonight's again."""
        tonight = house_day(self.desk.now(), self.desk.zone())
        self.night = night if night is not None and night < tonight else None
        self.views.pick("tonight")
        self._on_view("tonight")

    def reload(self) -> None:
        """Ask for tonight's round, and for the past ones where they are shown."""
        now = self.desk.now()
        night = self.night or house_day(now, self.desk.zone())
        self.desk.ask(
            self, round_of, self.desk.house_id, night, now, done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip
        if self.views.key() == "past":
            self.desk.ask(self, past_rounds, self.desk.house_id, done=self.past.show_rows)

    def _on_view(self, key: object) -> None:
        self.stack.setCurrentIndex(int(key == "past"))
        self.reload()
        self._fit()

    def _show(self, sheet: RoundSheet) -> None:
        self.sheet = sheet
        self.table.show_rows(sheet.lines)
        self.bar.setRange(0, max(1, len(sheet.lines)))
        self.bar.setValue(sheet.marked)
        words = _("{n} of {m} marked").format(n=sheet.marked, m=len(sheet.lines))
        self.bar.setAccessibleDescription(words)
        self.count.setText(words if sheet.round_id is not None else "")
        self._say(sheet)
        self._fit()

    def _say(self, sheet: RoundSheet) -> None:
        """The bar that says how the round stands."""
        done, missing = sheet.finished_at is not None, sheet.missing
        self.banner.setVisible(done and not missing)
        self.alarm.setVisible(done and bool(missing))
        if sheet.finished_at is None:
            return
        said = _("Nobody is missing.")
        if missing:
            said = _("Missing: {names}.").format(names=names_of(missing).rstrip("."))
        ended = self._ended(sheet)
        shown = self.alarm if missing else self.banner
        shown.say(f"{said} {ended}", _("Go on with it") if self.may else "", self._reopen)

    def _ended(self, sheet: RoundSheet) -> str:
        assert sheet.finished_at is not None
        if sheet.typed_in and house_day(sheet.finished_at, self.desk.zone()) > sheet.night:
            return _("Transcribed from paper by {name}").format(name=sheet.taken_by) + "."
        when = nice_time(sheet.finished_at.astimezone(self.desk.zone()))
        return _("Finished {time} by {name}.").format(time=when, name=sheet.taken_by)

    def _fit(self) -> None:
        sheet, tonight = self.sheet, self.views.key() == "tonight"
        going = sheet is not None and sheet.open
        self.count.setVisible(tonight)
        self.paper.setVisible(tonight and self.night is None)
        self.from_paper.setVisible(self.night is not None)
        if self.night is not None:
            said = _("You type in the round of {day} from paper.")
            self.from_paper.say(said.format(day=nice_date(self.night, self.desk.today())),
                                _("Back to tonight"), lambda: self.type_in(None))  # fmt: skip
        self.begin.setVisible(tonight and self.may and not going)
        self.finish.setVisible(tonight and self.may and going)
        self.bar.setVisible(going)
        self.foot.setVisible(going and self.may)
        done = sheet is not None and sheet.finished_at is not None
        self.begin.set_text(_("Begin another round") if done else _("Begin the round"))
        self.begin.set_kind("outline" if done else "primary")
        for button in self.marks.values():
            button.setEnabled(self.table.current_id() is not None)

    # Steps

    def start(self) -> None:
        """Begin tonight's round, or another one."""

        def begun(_round_id: int) -> None:
            self.reload()
            if self.sheet is not None and self.sheet.lines:
                self.table.select(self.sheet.lines[0].stay_id)
                self.table.view.setFocus()

        self.desk.do(
            self, rounds.begin, self.desk.house_id, night=self.night, said=_("Round begun"),
            done=begun,
            undo=lambda made: Step(rounds.take_back, (made,)),
        )  # fmt: skip

    def mark(self, status: str, *_checked: object) -> None:
        """Mark the person whose line is chosen, and go to the next one not marked."""
        sheet, stay_id = self.sheet, self.table.current_id()
        line = self.table.row_of(stay_id) if stay_id is not None else None
        if sheet is None or not sheet.open or line is None or not self.may:
            return
        word = _(BY_STATUS[status].word).lower()

        def done(_check: int) -> None:
            self._go_on(line)

        self.desk.do(
            self, rounds.mark, sheet.round_id, line.stay_id, status, done=done,
            said=_("{name}: {mark}").format(name=line.name, mark=word),
            undo=lambda check: Step(rounds.unmark, (check,)),
        )  # fmt: skip

    def _go_on(self, line: RoundLine) -> None:
        """The next line below that nobody has marked; at the end the first such one."""
        assert self.sheet is not None
        ids = [self.table.rows.id_at(i) for i in range(self.table.rows.rowCount())]
        at = ids.index(line.stay_id) + 1 if line.stay_id in ids else 0
        for stay_id in ids[at:] + ids[:at]:
            row = self.table.row_of(stay_id)
            if row is not None and not row.status and stay_id != line.stay_id:
                self.table.select(stay_id)
                return
        self.finish.setFocus()

    def end(self) -> None:
        """The round is done; who was not marked is named first."""
        sheet = self.sheet
        if sheet is None or not sheet.open:
            return
        left = tuple(line for line in sheet.lines if not line.status)
        if left and not self._agreed(left):
            return
        self.desk.do(
            self, rounds.finish, sheet.round_id, said=self._finished_words,
            undo=lambda _missing: Step(rounds.reopen, (sheet.round_id,)),
        )  # fmt: skip

    def _agreed(self, left: tuple[RoundLine, ...]) -> bool:
        words = n_("{n} person is not marked: {names}", "{n} people are not marked: {names}",
                   len(left))  # fmt: skip
        return confirm(
            self, _("Finish the round?"),
            words.format(n=len(left), names=names_of(left)),
            _("Finish anyway"), _("Go on marking"), danger=False,
        )  # fmt: skip

    @staticmethod
    def _finished_words(missing: int) -> str:
        if not missing:
            return _("Round finished. Nobody is missing.")
        return n_("Round finished. {n} person is missing.", "Round finished. {n} are missing.",
                  missing).format(n=missing)  # fmt: skip

    def _reopen(self) -> None:
        if self.sheet is None or self.sheet.round_id is None:
            return
        round_id = self.sheet.round_id
        self.desk.do(
            self, rounds.reopen, round_id, said=_("The round goes on"),
            undo=lambda _none: Step(rounds.finish, (round_id,)),
            refused=self._on_refused,
        )  # fmt: skip

    def _on_refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)

    def print_sheet(self) -> None:
        """The round on paper, to walk with."""
        if self.sheet is not None:
            show_round_sheet(self.desk, self.window(), self.sheet)

    def _on_opened(self, stay_id: object) -> None:
        line = self.table.row_of(stay_id)
        if line is not None:
            self.go.emit("residents", line.resident_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.view and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            mark = BY_KEY.get(event.text().upper())
            if mark is not None and not event.modifiers() & ~_SHIFT:
                self.mark(mark.status)
                return True
        return super().eventFilter(watched, event)


def _tonight_table() -> Table[RoundLine]:
    return Table(
        (
            Column[RoundLine](_("Bed"), lambda r: r.bed, kind="strong", second=lambda r: r.room,
                              width=110),
            Column[RoundLine](_("Person"), lambda r: r.name, kind="person",
                              who=lambda r: r.resident_id, width=180),
            Column[RoundLine](_("Marked"), marked_words, kind="chip", chip=marked_kind,
                              said=marked_words, width=130),
            Column[RoundLine](_("The log says"), lambda r: r.why, stretch=True,
                              icon=lambda r: BY_STATUS[r.suggested].icon if r.why else "",
                              width=180),
            Column[RoundLine](_("Curfew"), lambda r: r.curfew.words if r.curfew else "",
                              kind="muted", width=230),
        ),
        lambda r: r.stay_id,
        name="round",
        label=_("Round, bed by bed"),
        nothing=EmptyState("bed", _("Nobody lives here yet"),
                           _("A round lists everybody who has a bed.")),
    )  # fmt: skip


def _past_table(desk: Desk) -> Table[PastRound]:
    def day(row: PastRound) -> str:
        return nice_date(row.night, desk.today())

    def time(row: PastRound) -> str:
        return "" if row.typed_in else nice_time(row.finished_at.astimezone(desk.zone()))

    def by(row: PastRound) -> str:
        if not row.typed_in:
            return row.taken_by
        return _("Transcribed from paper by {name}").format(name=row.taken_by)

    def counts(row: PastRound) -> str:
        home, out, away, _missing = row.counts
        return _("{n} in, {m} out, {k} on a pass").format(n=home, m=out, k=away)

    def missing(row: PastRound) -> str:
        return ", ".join(row.missing) or _("Nobody")

    return Table(
        (
            Column[PastRound](_("Night"), day, sort=lambda r: r.night, kind="strong", width=150),
            Column[PastRound](_("Finished"), time, sort=lambda r: r.finished_at, width=110),
            Column[PastRound](_("Found"), counts, width=240),
            Column[PastRound](_("Missing"), missing, stretch=True, width=160),
            Column[PastRound](_("By"), by, kind="muted", width=140),
        ),
        lambda r: r.round_id,
        name="rounds_past",
        label=_("Past rounds"),
        nothing=EmptyState("clipboard-check", _("No round was finished yet"),
                           _("Finished rounds stay here, with who was missing.")),
    )  # fmt: skip
