"""Beds: the board of tonight or of any night before, and the waitlist beside it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.houses import BedState, house_day
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.beds import BedCard, Board, board
from sobrhouse.queries.houses import bed_words as house_words
from sobrhouse.queries.waitlist import WaitRow, waitlist
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.beds.board import BedBoard
from ui.office.beds.menus import fill_bed_menu, fill_wait_menu
from ui.office.beds.rooms import RoomEditor
from ui.office.beds.side import BedSide
from ui.office.beds.steps import BedSteps
from ui.office.beds.strip import BedStrip
from ui.office.beds.wait_steps import WaitSteps
from ui.office.papers.steps import PaperSteps, Wish
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, line, stack, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Rule, h2
from ui.widgets.page import Page, Verb

SIDE = 264
NARROW = 1010  # below that the waitlist lies over the board's right side


class BedsPage(Page):
    """Who sleeps where, what is free, and who waits."""

    topics = frozenset({
        "bed", "room", "house", "resident", "stay", "application", "phase", "sobriety", "setting",
        "referral_source",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may_move = desk.may(Permission.MANAGE_PEOPLE)
        self.shown_on: date | None = None  # None: tonight, whichever night that is
        self.board_shown: Board | None = None
        self.waiting: tuple[WaitRow, ...] = ()
        self.words: tuple[str, ...] = ()
        self._wanted_bed: int | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip = BedStrip()
        self.past = Banner("", "info", icon="history")
        self.past.hide()
        self.choosing = Banner("", "brand", icon="arrow-left-right")
        self.choosing.hide()
        self.beds = BedBoard()
        self.side = BedSide()
        self.steps = BedSteps(self.desk, self.side, self)
        self.waits = WaitSteps(self.desk, self.side, self)
        self.papers = PaperSteps(self.desk, self)
        self.card = Card()
        self.rule = Rule()
        for thing in (self.strip, self.rule, self.past, self.choosing):
            self.card.add(thing)
        self._build_middle()
        self.card.add(self.middle, 1)
        row = hbox(self.card, gap=3)
        row.setStretch(0, 1)
        row.addWidget(self.side)
        self.side.setFixedWidth(round(SIDE * theme.scale()))
        box = vbox(row, parent=self)
        box.setContentsMargins(20, 4, 20, 14)
        self.print = Button(_("Print board"), icon="printer", keys="Ctrl+P")
        self.print.clicked.connect(self.print_board)
        self.new = Button(_("Move someone in"), "primary", icon="plus", keys="Ctrl+N")
        self.new.clicked.connect(self._move_in_anywhere)

    def _build_middle(self) -> None:
        """The board, or what stands in its place."""
        self.nothing = EmptyState(
            "bed",
            _("No rooms yet"),
            _("Add each room with its beds."),
            _("Set up rooms"),
            self._set_up_rooms,
            primary=True,
        )
        self.failed = EmptyState(
            "circle-alert", _("The board could not load"), "", _("Try again"), self.reload
        )
        self.rooms = RoomEditor(self.desk)
        ready = Button(_("Done"), icon="check")
        ready.clicked.connect(self._leave_rooms)
        self.set_up = stack(line(h2(_("Rooms and beds")), 1, ready), self.rooms, gap=3)
        self.middle = QStackedWidget()
        for widget in (self.beds, self.nothing, self.failed, self.set_up):
            self.middle.addWidget(widget)

    def _connect(self) -> None:
        self.strip.night_chosen.connect(self.show_night)
        self.strip.waitlist_wanted.connect(self._toggle_side)
        self.beds.opened.connect(self._on_opened)
        self.beds.menu_wanted.connect(self._on_menu)
        self.beds.move_wanted.connect(self.steps.move)
        self.beds.choosing.connect(self._on_choosing)
        self.side.closed.connect(self._on_side_closed)
        self.side.person_wanted.connect(self.steps.open_person)
        self.side.waitlist.add_wanted.connect(self._add_waiting)
        self.side.waitlist.step_wanted.connect(self._on_wait_step)
        self.side.waitlist.listed.connect(self._on_wait_menu)
        for steps in (self.steps, self.waits):
            steps.done.connect(self.forget_draft)
            steps.opened.connect(self._on_step_opened)
            steps.go.connect(self.go)
        self.papers.made.connect(self.papers.print_paper)
        self.papers.failed.connect(lambda sentence: self.desk.tell(sentence, urgent=True))

    # What the frame asks

    def title(self) -> str:
        return _("Beds")

    def context(self) -> str:
        if self.can_change() and self.middle.currentWidget() is self.beds:
            return _("Drag a person to another bed, or select and press M.")
        return ""

    def header_buttons(self) -> list[QWidget]:
        if self.middle.currentWidget() is self.set_up:
            return []
        shown: list[QWidget] = [self.print] if self.desk.may(Permission.PRINT_PAPERS) else []
        return [*shown, self.new] if self.can_change() else shown

    def verbs(self) -> tuple[Verb, ...]:
        paper = Verb(
            "print",
            _("Print board"),
            "printer",
            run=self.print_board,
            needs=Permission.PRINT_PAPERS,
        )
        if not self.may_move:
            return (paper,)
        return (
            paper,
            Verb("new", _("Move someone in"), "plus", run=self._move_in_anywhere),
            Verb(
                "waitlist",
                _("Add somebody to the waitlist"),
                "hourglass",
                run=self._add_waiting,
            ),
            Verb(
                "rooms",
                _("Rooms and beds"),
                "bed-single",
                run=self._set_up_rooms,
                needs=Permission.MANAGE_HOUSE,
            ),
        )

    def open_record(self, target: object) -> None:
        super().open_record(target)
        self._wanted_bed = target if isinstance(target, int) else None
        self._find_wanted()

    def place_in(self) -> object:
        card = self.beds.current()
        return card.bed_id if card else None

    def open_form(self) -> str:
        form = self.side.form()
        return form.objectName() if form is not None and form.objectName() == "wait" else ""

    def reopen_form(self, name: str) -> None:
        if name == "wait":
            self._add_waiting()

    def back(self) -> bool:
        if self.beds.stop_choosing() or self.side.shut() or self._leave_rooms():
            return True
        if self.shown_on is not None:
            self.show_night(self.tonight())
            return True
        return False

    # Rows

    def tonight(self) -> date:
        """The house's night now."""
        return house_day(self.desk.now(), self.desk.zone())

    def on(self) -> date:
        """The night that is shown."""
        return self.shown_on or self.tonight()

    def live(self) -> bool:
        """Whether tonight is shown, so that things can be done."""
        return self.shown_on is None

    def can_change(self) -> bool:
        """Whether people and beds can be moved: tonight, by whoever may."""
        return self.live() and self.may_move

    def show_night(self, night: date) -> None:
        """Show the house on another night; the past can only be read."""
        self.shown_on = None if night >= self.tonight() else night
        self.side.shut()
        self.reload()
        self.headed.emit()

    def reload(self) -> None:
        house_id, on = self.desk.house_id, self.on()
        self.desk.ask(self, board, house_id, on, done=self._show_board, failed=self._on_failed)
        self.desk.ask(self, waitlist, house_id, self.tonight(), done=self._show_waiting)
        self.desk.ask(self, house_words, house_id, done=self._keep_words)

    def _show_board(self, rows: Board) -> None:
        if rows.on != self.on():
            return
        self.board_shown = rows
        live = self.can_change()
        self.strip.show_census(rows.census, rows.on, self.tonight())
        self.beds.show_board(rows, live=live)
        if self.middle.currentWidget() is not self.set_up:
            self.middle.setCurrentWidget(self.beds if rows.rooms else self.nothing)
        self.side.waitlist.show_rows(self.waiting, self.tonight(), live=live)
        self._dress()
        self._find_wanted()

    def _dress(self) -> None:
        """Show around the board what belongs to what it shows."""
        setting_up = self.middle.currentWidget() is self.set_up
        shown = self.board_shown
        for part in (self.strip, self.rule):
            part.setVisible(not setting_up and (bool(shown and shown.rooms) or not self.live()))
        self.nothing.button.setVisible(self.desk.may(Permission.MANAGE_HOUSE))
        self.past.setVisible(not self.live())
        if not self.live():
            words = _("The house as it was on the night of {date}. Nothing can be changed here.")
            self.past.say(
                words.format(date=nice_date(self.on())),
                _("Back to tonight"),
                lambda: self.show_night(self.tonight()),
            )
        self._fold()

    def _show_waiting(self, rows: tuple[WaitRow, ...]) -> None:
        self.waiting = rows
        self.side.waitlist.show_rows(rows, self.tonight(), live=self.can_change())
        self._fold()

    def _keep_words(self, words: tuple[str, ...]) -> None:
        self.words = words

    def _on_failed(self, problem: Problem) -> None:
        self.failed.say(_("The board could not load"), problem.sentence)
        self.middle.setCurrentWidget(self.failed)

    def _find_wanted(self) -> None:
        if self._wanted_bed is not None and self.board_shown is not None:
            self.beds.pick(self._wanted_bed)
            self._wanted_bed = None

    # Room on the screen

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _narrow(self) -> bool:
        return self.width() < NARROW * theme.scale()

    def _fold(self) -> None:
        narrow = self._narrow()
        self.strip.fold(narrow, len(self.waiting), live=self.live())
        over = self.side.currentWidget() is not self.side.waitlist
        board = self.live() and self.middle.currentWidget() is not self.set_up
        waits = board and (not narrow or bool(self.side.property("wanted")))
        self.side.setVisible(over or waits)

    def _toggle_side(self) -> None:
        self.side.setProperty("wanted", not self.side.isVisible())
        self._fold()

    def _on_side_closed(self) -> None:
        self._fold()
        card = self.beds.current()
        if card is not None:
            self.beds.pick(card.bed_id)

    # What is done

    def _on_opened(self, card: BedCard) -> None:
        self.steps.open_card(card, live=self.can_change())

    def _move_in_anywhere(self) -> None:
        """Move somebody in to the chosen bed if it is free, else to any."""
        card = self.beds.current()
        free = card is not None and card.state is BedState.FREE
        self.steps.move_in(card.bed_id if card is not None and free else None)

    def _set_up_rooms(self) -> None:
        """Rooms and beds in place of the board, until Done or Esc."""
        self.show_night(self.tonight())
        self.middle.setCurrentWidget(self.set_up)
        self.rooms.reload()
        self._dress()
        self.headed.emit()
        self.rooms.line.field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_rooms(self) -> bool:
        if self.middle.currentWidget() is not self.set_up:
            return False
        self.middle.setCurrentWidget(self.beds)
        self.reload()
        self.headed.emit()
        return True

    def _add_waiting(self) -> None:
        self.waits.add_waiting(self.words)

    def _on_choosing(self, mover: BedCard | None) -> None:
        self.choosing.setVisible(mover is not None)
        if mover is not None and mover.sleeper is not None:
            words = _("Choose a bed for {name}: arrows and Enter, or click. Esc stops.")
            self.choosing.say(
                words.format(name=mover.sleeper.name), _("Stop"), self.beds.stop_choosing
            )

    def _on_step_opened(self) -> None:
        self.beds.stop_choosing()
        self._fold()

    def _on_menu(self, card: BedCard, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_bed_menu(menu, card, self.steps, self.beds, live=self.can_change())
        menu.popup(place)

    def _on_wait_step(self, row: WaitRow) -> None:
        if self.board_shown is not None:
            self.waits.next_step(row, self.board_shown)

    def _on_wait_menu(self, row: WaitRow, place: QPoint) -> None:
        if self.can_change():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_wait_menu(menu, row, self.waiting, self.waits, self.words)
            menu.popup(place)

    def print_board(self) -> None:
        """Tonight's board is shown as the file that prints; a past night prints at once."""
        if self.live():
            self.go.emit("reports", "beds")
        elif self.board_shown is not None:
            shown = self.board_shown
            kind = _("beds")
            name = paper_name(shown.on, self.desk.house_name(), kind)
            self.papers.make(Wish(_("Bed board"), name, partial(bed_board, shown)))
