"""The week of chores: the grid with its line above and its people below, and beside it the turn
that is chosen, a form or a list.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreWeek, PersonTally, chore_week_around
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.chores import words
from ui.office.chores.forms import ChoreForms
from ui.office.chores.grid import ChoreGrid
from ui.office.chores.inspect import InspectPanel
from ui.office.chores.menu import fill_turn_menu
from ui.office.chores.papers import (
    fill_papers,
    show_cards,
    show_chore_sheet,
    show_inspection_sheet,
)
from ui.office.chores.people import PeopleStrip
from ui.office.chores.side import ChoresSide
from ui.office.chores.steps import ChoreSteps
from ui.office.chores.top import ChoresTop
from ui.turns import DRAWN, Steps
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.labels import Rule
from ui.widgets.page import Verb

NARROW = 1010  # below that the side is a drawer
LEAST_ROWS = 8  # that are seen before the people below are shown
LOOKS = (words.PASS, words.REDO, words.MISSED, words.EXCUSE, words.SKIP)


class ChoreWeekView(QWidget):
    """Shows a week and does what is asked of its turns."""

    go = Signal(str, object)
    headed = Signal()
    shown = Signal()  # a week was read
    fair_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.may = desk.may(Permission.RECORD_DAILY)
        self.week: ChoreWeek | None = None
        self.day: date | None = None  # in the week that is shown; None: today's
        self._wanted: tuple[int, date] | None = None  # a turn to choose once its week is there
        self.steps = ChoreSteps(desk, self)
        self.side = ChoresSide(desk, self)
        self.panel = self.side.panel
        self.side.shell.may = self.may
        self._behind = False  # another cell is chosen than the panel shows
        self.forms = ChoreForms(desk, self.panel)
        self._build()
        self._connect()
        self.setUpdatesEnabled(False)  # nothing is drawn twice: first empty and then the week

    def _build(self) -> None:
        # From the outside in: what is given a new home is dressed anew with all that it holds.
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.card.setFrameShape(QFrame.Shape.StyledPanel)
        self.row = hbox(self.card, self.side, gap=3, parent=self)
        self.row.setStretch(0, 1)
        box = vbox(gap=0, parent=self.card)
        box.setContentsMargins(1, 0, 1, 2)
        self.top = ChoresTop(self.card)
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.grid = ChoreGrid(self.desk.today, self.desk.zone(), self.card)
        self.grid.may_mark = self.may
        self.strip = PeopleStrip(
            lambda data: self.may and self.grid.dragged(data) is not None, self.card
        )
        self.paper = Banner("", "info")
        self.paper.hide()
        for widget in (self.top, Rule(), self.trouble, self.paper, self.grid, self.strip):
            box.addWidget(widget)
        box.setStretch(4, 1)

    def _connect(self) -> None:
        self.top.moved.connect(self.show_week_of)
        self.grid.picked.connect(self._on_picked)
        self.grid.entered.connect(self._on_entered)
        self.grid.pressed_on.connect(self._on_pressed)
        self.grid.asked.connect(self.ask)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.dropped.connect(self._on_dropped)
        self.strip.list.dropped.connect(self._on_person)
        self.strip.list.opened.connect(lambda who: self.go.emit("residents", who.resident_id))
        self.strip.fair.clicked.connect(self.fair_wanted)
        self.strip.print.menu().aboutToShow.connect(self._fill_papers)
        self.side.shell.asked.connect(self.ask)
        self.side.shell.chosen.connect(self._on_chosen)
        self.side.shell.person_wanted.connect(lambda who: self.go.emit("residents", who))
        self.steps.settled.connect(self._on_settled)
        self.side.closed.connect(self._on_side_closed)

    # Loading

    def reload(self) -> None:
        """Ask for the week again, once what was just marked is drawn."""
        if self.week is None:
            self._read()
        else:
            self.desk.in_turns(self.grid, self._read_after())

    def _read_after(self) -> Steps:
        yield DRAWN
        self._read()

    def _read(self) -> None:
        self.desk.ask(
            self, chore_week_around, self.desk.house_id, self.day or self.desk.today(),
            self.desk.now(), done=self._show, failed=self.fail,
        )  # fmt: skip

    def fail(self, problem: Problem) -> None:
        """Say over the grid why it could not be read."""
        self.setUpdatesEnabled(True)
        self.trouble.say(problem.sentence, _("Try again"), self.reload)
        self.trouble.show()

    def show_week_of(self, day: date | None) -> None:
        """The week that a day is in; None the present one."""
        self.day = day
        self.reload()

    def from_paper(self, *, on: bool) -> None:
        """Whether what is marked from now on stood on a paper; the line over the grid ends it."""
        self.steps.way = "paper" if on else "staff"
        self.paper.setVisible(on)
        if on:
            self.paper.say(_("What you mark now is kept as transcribed from paper."),
                           _("The paper is typed in"), partial(self.from_paper, on=False))

    def open_turn(self, assignment_id: int, day: date) -> None:
        """The week of a day, with one of its turns chosen."""
        self._wanted = (assignment_id, day)
        self.show_week_of(day)

    def _show(self, week: ChoreWeek) -> None:
        had = next(self.grid.lines.turns(), None) is not None
        self.week = week
        self.forms.week_starts_on = week.first.weekday()
        self.trouble.hide()
        self.top.show_week(week, self.desk.today())
        self.strip.show_people(week.people)
        self.grid.show_week(week)
        self.forms.refresh()
        self.fit()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._choose(*wanted)
        elif had and self.grid.currentIndex().isValid():
            self._on_picked()
        else:
            self._begin()
        self.setUpdatesEnabled(True)
        self.shown.emit()

    def _begin(self) -> None:
        """The first look: what waits, else today's first turn."""
        today = self.desk.today()
        turns = (turn for _at, _column, turn in self.grid.lines.turns() if turn.on == today)
        turn = self.grid.next_waiting() or next(turns, None)
        if turn is None or not self.grid.choose(turn):
            self._on_picked()

    def _choose(self, assignment_id: int, day: date) -> None:
        for _at, _column, turn in self.grid.lines.turns():
            if (turn.assignment_id, turn.on) == (assignment_id, day) and self.grid.choose(turn):
                self.side.open_turn()
                return
        self._begin()

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(drawer=self.width() < NARROW * theme.scale())
        self.fit()

    def fit(self) -> None:
        """The people below fold where the grid needs their room."""
        rows = min(len(self.grid.lines.lines), LEAST_ROWS)
        needs = rows * theme.size("rowGrid") + theme.size("control") + 4
        room = self.height() - self.top.sizeHint().height() - self.strip.tall() - 6
        self.strip.fit(room=room >= needs)

    # Choosing

    @property
    def inspect(self) -> InspectPanel:
        """The panel beside the week, which shows what is chosen."""
        self._catch_up()
        return self.side.inspect

    def _on_picked(self) -> None:
        """The panel follows in the turns after: the cells are drawn before it."""
        self._behind = True
        self.desk.in_turns(self, self._follow())

    def _follow(self) -> Steps:
        yield DRAWN
        yield from self.side.shell.building()
        self._catch_up()

    def _catch_up(self) -> None:
        if not self._behind:
            return
        self._behind = False
        turn = None if self.grid.on_chore() else self.grid.turn()
        row = self.grid.row()
        begun = True
        if turn is not None and row is not None and self.week is not None:
            begun = words.begun(turn, row, self.week.first, self.desk.today())
        self.side.inspect.show_turn(turn, self.grid.lines.waiting(), begun=begun)

    def _on_entered(self) -> None:
        """Enter: into the panel, or the chore itself."""
        if self.grid.on_chore():
            self._on_pressed()
        elif self.grid.turn() is not None:
            self.side.open_turn()
            self.inspect.go_in()

    def _on_pressed(self) -> None:
        row = self.grid.row()
        if self.grid.on_chore() and row is not None:
            self.forms.open_chore(row.chore_id)
        elif self.grid.turn() is not None:
            self.side.open_turn()

    def _on_chosen(self, turn: Turn) -> None:
        if self.grid.choose(turn):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_waiting(self) -> None:
        """Choose what is to be looked at next."""
        turn = self.grid.next_waiting()
        if turn is None:
            self.desk.tell(_("Nothing waits. All is looked at."))
            return
        self.grid.choose(turn)
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.open_turn()

    def _on_side_closed(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.headed.emit()

    # Doing

    def ask(self, what: str) -> None:
        """What a letter, a button or a menu asked of the turn that is chosen."""
        turn = self.grid.turn()
        if what == words.NEXT:
            self.next_waiting()
        elif turn is None or not self.may:
            return
        elif what in (words.SWAP, words.GIVE):
            self._hand_on(turn, what)
        elif turn.assignment_id is None:
            self.desk.tell(_("Nobody has this chore on that day. Press G to give it to somebody."))
        elif what in LOOKS:
            self._look(turn, what)
        elif what == words.BACK:
            self.steps.take_back(turn, self.panel)
        else:
            {words.DONE: self.steps.mark_done, words.PUT_BACK: self.steps.put_back}[what](turn)

    def _hand_on(self, turn: Turn, what: str) -> None:
        if turn.state not in words.OPEN:
            self.desk.tell(_("It is done or looked at. Only what is open can change hands."))
        elif what == words.GIVE or turn.nobody or self.week is None:
            self.forms.give(turn, None, self.week)
        else:
            self.forms.swap(turn, self.week)

    def _look(self, turn: Turn, result: str) -> None:
        note, found = self.inspect.note.text().strip(), self.inspect.found()
        seen: dict[str, Any] = {"note": note, "found": found}
        if result == words.REDO:
            seen["redo_by"] = self.inspect.again_by()
        self.steps.look(turn, result, **seen)

    def _on_settled(self, turn: Turn, changes: dict[str, object]) -> None:
        """It is written down: show it now, and go on to what waits next."""
        after = self.grid.next_waiting(turn) if "inspection_id" in changes else None
        self.inspect.settle(turn.key)
        self.grid.lines.put(turn, **changes)
        if after is not None and after.key != turn.key and self.grid.choose(after):
            return
        self._on_picked()

    def _on_dropped(self, carried: Turn, onto: Turn) -> None:
        if self.week is None:
            return
        if onto.nobody:
            self.forms.give(onto, carried.stay_id)
        else:
            self.forms.swap(carried, self.week, onto)

    def _on_person(self, data: QMimeData, person: PersonTally) -> None:
        carried = self.grid.dragged(data)
        if carried is not None and person.stay_id != carried.stay_id:
            self.forms.give(carried, person.stay_id, self.week)

    def _on_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.grid.row()
        if self.grid.on_chore() and row is not None:
            self.forms.fill_chore_menu(menu, row.chore_id)
        else:
            fill_turn_menu(self.inspect, menu, self.grid.turn(), marks=True)
        if menu.actions():
            menu.popup(where)

    # Papers

    def print_sheet(self) -> None:
        """The chart of the week that is shown."""
        if self.week is not None:
            show_chore_sheet(self.desk, self.window(), self.week.first)

    def _fill_papers(self) -> None:
        if self.week is not None:
            fill_papers(self.desk, self.window(), self.strip.print.menu(), self.week.first)

    def papers(self) -> tuple[Verb, ...]:
        """The other papers, for More and the palette."""
        prints = Permission.PRINT_PAPERS
        return (
            Verb("cards", _("Print chore cards with steps"), "id-card", needs=prints,
                 run=partial(self._print, show_cards)),
            Verb("inspection_sheet", _("Print today's inspection sheet"), "clipboard-check",
                 needs=prints, run=partial(self._print, show_inspection_sheet)),
        )  # fmt: skip

    def _print(self, show: Callable[[Desk, QWidget], object]) -> None:
        show(self.desk, self.window())
