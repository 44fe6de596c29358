"""The panel beside the week: the turn that is chosen, its steps, a note that the resident sees,
four verbs, and what is to be looked at next.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from shiboken6 import isValid

from sobrhouse.domain.chores import State
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_card import TurnCard, chore_turn
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.words import _, p_
from ui import theme
from ui.desk import Desk
from ui.office.chores import words
from ui.office.chores.history import history
from ui.office.chores.menu import fill_turn_menu
from ui.office.chores.next import NextList, place_in
from ui.office.chores.redo import redo_times
from ui.office.chores.requests import Requests
from ui.office.fields.blanks import Pick
from ui.turns import DRAWN, Steps
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.choices import Check
from ui.widgets.fields import TextField
from ui.widgets.labels import Disc, Label, Rule

WIDE = 284  # px at 100 %
LONGEST = 300


class NoteField(TextField):
    """What the resident is told; its words stand in the box, so it has no label above."""

    def __init__(self) -> None:
        super().__init__("note", "", lines=2, max_length=LONGEST,
                         placeholder=_("Note (the resident sees this)"))  # fmt: skip
        self._note.hide()
        self.label_text = _("Note")
        self.control.setAccessibleName(_("Note. The resident sees this."))


class InspectPanel(Card):
    """Shows the chosen turn. It tells what is asked; the page does it."""

    asked = Signal(str)
    chosen = Signal(object)  # another turn
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self.turn: Turn | None = None
        self.card: TurnCard | None = None
        self.may = False
        self._kept: dict[str, tuple[str, frozenset[int]]] = {}
        self._asking = ""
        self._begun = True
        self._waiting: Sequence[Turn] | None = None
        self._drawn: object = None  # the card whose steps and history are shown
        self._boxes: list[Check] = []
        self.place = Chip("", "info")
        self.heading = Label(_("Inspect"), "h2")
        self.close_ = Button("", "ghost", "x", small=True, name=_("Close"))
        self.close_.hide()
        self.more = MenuButton("", small=True, kind="ghost")
        self.more.setAccessibleName(_("More for this turn"))
        self.more.setToolTip(_("More for this turn"))
        self.more.menu().aboutToShow.connect(self._fill_menu)
        self.add(hbox(self.heading, 1, self.place, self.more, self.close_, gap=1))
        self._inside = ScrollBox(gap=2)
        self.add(self._inside, 1)
        self.place.hide()
        self.more.hide()
        self.setFixedWidth(round(WIDE * (1 + (theme.scale() - 1) * 0.6)))
        self._building = self._parts()

    # Building

    def building(self) -> Steps:
        """Make what stands below the heading, part by part; the week is drawn before it."""
        while next(self._building, None) is not None:  # whoever goes on with it finds the rest
            yield DRAWN

    def ready(self) -> "InspectPanel":
        """Itself, with all its parts made."""
        for _step in self._building:
            pass
        return self

    def _parts(self) -> Steps:
        for build in (self._build_turn, self._build_check, self._build_next, self._build_verbs):
            build()
            yield DRAWN
        self.show_turn(None, ())

    def _build_turn(self) -> None:
        self.avatar = Avatar(0, "", 38)
        self.disc = Disc("user-x", "bad", 38)
        self.chore = Label("", "strong", wrap=True)
        self.line = Label("", "muted", wrap=True)
        self.about = Label("", "muted", wrap=True)
        head = hbox(self.avatar, self.disc, gap=2)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addLayout(vbox(self.chore, self.line, gap=0), 1)
        self.about_turn = QWidget()
        self.give = Button(_("Give to somebody"), "primary", "user-check", keys="G")
        self.give.clicked.connect(partial(self.asked.emit, words.GIVE))
        vbox(head, self.about, self.give, gap=2, margins=(0, 0, 4, 4), parent=self.about_turn)
        self._inside.add(self.about_turn)
        self.requests = Requests(self.desk)
        self._inside.add(self.requests)

    def _build_check(self) -> None:
        self.check = QWidget()
        self.steps = vbox(gap=0)
        self._steps_title = Label(_("Check"), "small")
        self.note = NoteField()
        self.redo_by = Pick(_("Redo by"))
        self._redo = QWidget()
        self._redo_row = hbox(Label(_("If redo, by"), "muted"), gap=1, parent=self._redo)
        self._redo_row.addWidget(self.redo_by, 1)
        box = vbox(Rule(), self._steps_title, gap=1, margins=(0, 0, 4, 0), parent=self.check)
        box.addLayout(self.steps)
        box.addSpacing(4)
        box.addWidget(self.note)
        box.addWidget(self._redo)
        self._inside.add(self.check)

    def _build_verbs(self) -> None:
        self.pass_ = Button(p_("chore", "Pass"), "primary", "check", keys="P")
        self.redo = Button(_("Redo"), icon="rotate-cw", keys="R")
        self.missed = Button(_("Missed"), "danger", "x", keys="M")
        self.excuse = Button(_("Excuse"), icon="minus", keys="E")
        self.done = Button(_("Mark done"), icon="check", keys="D")
        self.swap = Button(_("Swap"), icon="arrow-left-right", keys="S")
        verbs = ((self.pass_, words.PASS), (self.redo, words.REDO), (self.missed, words.MISSED),
                 (self.excuse, words.EXCUSE), (self.done, words.DONE),
                 (self.swap, words.SWAP))  # fmt: skip
        for button, what in verbs:
            button.clicked.connect(partial(self.asked.emit, what))
        self.verbs = QWidget()
        grid = QGridLayout(self.verbs)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(theme.space(2))
        for at, button in enumerate((self.pass_, self.redo, self.missed, self.excuse)):
            grid.addWidget(button, at // 2, at % 2)
        grid.addWidget(self.done, 2, 0)
        grid.addWidget(self.swap, 2, 1)
        self.add(self.verbs)  # below what scrolls: they stay where they are from turn to turn

    def _build_next(self) -> None:
        self.waiting = NextList(self.desk, self._inside)
        self.waiting.chosen.connect(self.chosen)
        self._inside.add(self.waiting)
        self.past = Label("", "muted", wrap=True)
        self.history = QWidget()
        box = vbox(Rule(), Label(_("What became of it"), "small"), gap=2, margins=(0, 6, 4, 0),
                   parent=self.history)  # fmt: skip
        box.addWidget(self.past)
        self._inside.add(self.history)

    # Showing

    def show_turn(
        self, turn: Turn | None, waiting: Sequence[Turn], *, begun: bool = True
    ) -> None:
        """Show a turn, and what waits beside it; one that has not begun can be excused or given
        away, but neither done nor looked at.
        """
        self._begun = begun
        if turn == self.turn and waiting == self._waiting and (turn is None or self.card):
            self._ask()  # what was asked and answered about it may be news
            return
        self._keep()
        other = turn is None or self.turn is None or turn.key != self.turn.key
        self.turn, self._waiting = turn, waiting
        if other:
            self.card = None
        self.about_turn.setVisible(turn is not None)
        self.check.setVisible(turn is not None and self._can_look(turn))
        self.verbs.setVisible(turn is not None and self._can_look(turn))
        self.more.setVisible(turn is not None)
        self._show_place(turn, waiting)
        self.waiting.show_waiting(turn, waiting)
        if turn is None:
            self.heading.setText(_("Inspect"))
            self.history.hide()
            self.requests.hide()
            return
        self._show_head(turn)
        if other:
            self._put_back(turn)
        self._show_card()
        self._ask()

    def has_begun(self) -> bool:
        """Whether the turn can be done and looked at already."""
        return self._begun

    def _can_look(self, turn: Turn) -> bool:
        return self.may and turn.assignment_id is not None and not turn.nobody

    def _show_head(self, turn: Turn) -> None:
        today, zone = self.desk.today(), self.desk.zone()
        self.heading.setText(_("Inspect") if turn.waits else _("This turn"))
        self.chore.setText(turn.chore)
        self.avatar.setVisible(not turn.nobody)
        self.disc.setVisible(turn.nobody)
        self.give.setVisible(turn.nobody and self.may)
        self.avatar.show_person(turn.resident_id or 0, turn.name)
        since = words.since(turn, zone, today)
        self.line.setText(_("{name}, {when}").format(name=words.who(turn), when=since))
        about = [words.handed(turn), turn.away]
        if turn.state is State.REDO and turn.redo_by is not None:
            when = words.moment(turn.redo_by, zone, today)
            about.append(_("To be done again by {when}").format(when=when))
        self.about.setText("\n".join(part for part in about if part))
        self.about.setVisible(bool(self.about.text()))
        for button in (self.pass_, self.redo, self.missed, self._redo):
            button.setVisible(self._begun)
        self.done.setVisible(turn.state in words.UNDONE and self._begun)
        self.swap.setVisible(turn.state in words.OPEN)
        times = redo_times(turn, self.desk.now(), zone)
        self.redo_by.offer([(at, said) for at, said in times])

    def _show_place(self, turn: Turn | None, waiting: Sequence[Turn]) -> None:
        self.place.setVisible(bool(waiting))
        if at := place_in(turn, waiting):
            self.place.show_as(_("{n} of {m}").format(n=at, m=len(waiting)), "info")
        else:
            self.place.show_as(_("{n} waiting").format(n=len(waiting)), "info")

    # The card: steps and history

    def _ask(self) -> None:
        """Ask for the steps of the turn; while walking fast only the last is asked for."""
        turn = self.turn
        if turn is None or turn.assignment_id is None or self._asking:
            return
        self._asking = turn.key
        self.desk.ask(
            self, chore_turn, self.desk.house_id, turn.assignment_id, turn.on, self.desk.now(),
            done=self._on_card, failed=self._on_no_card,
        )  # fmt: skip

    def _on_card(self, card: TurnCard) -> None:
        asked, self._asking = self._asking, ""
        if self.turn is None or self.turn.key != asked:
            self._ask()
            return
        if card == self.card:
            return
        if self.card is not None:
            self._keep()
        self.card = card
        self._show_card()

    def _on_no_card(self, _problem: Problem) -> None:
        self._asking = ""  # it went meanwhile; the news bring what stands now

    def _show_card(self) -> None:
        card, turn = self.card, self.turn
        if card is not None and card is self._drawn:
            return
        self._drawn = card
        self.requests.show_card(card, may=self.may)
        clear(self.steps)
        steps = card.steps if card is not None else ()
        self._steps_title.setVisible(bool(steps))
        ticked = self._kept.get(turn.key if turn else "", ("", frozenset()))[1]
        self._boxes = []
        for at, step in enumerate(steps):
            box = Check(step.text.replace("&", "&&"), wrap=True)
            box.setToolTip(step.text)
            box.setChecked(at in ticked if self._is_new() else bool(step.done))
            self._boxes.append(box)
            self.steps.addWidget(box)
        zone, today = self.desk.zone(), self.desk.today()
        lines = history(card, zone, today) if card is not None else []
        self.past.setText("\n".join(lines))
        self.history.setVisible(bool(lines))

    def _is_new(self) -> bool:
        """Whether nobody has looked since it was said to be done."""
        return self.turn is not None and self.turn.state in (
            State.INSPECT, State.DUE, State.LATE,
        )  # fmt: skip

    # What is typed and ticked

    def boxes(self) -> list[Check]:
        """The steps, each to be ticked."""
        return [box for box in self._boxes if isValid(box)]

    def found(self) -> tuple[tuple[str, bool], ...]:
        """Each step as it was found; nothing where none was ticked."""
        if self.card is None or not any(box.isChecked() for box in self.boxes()):
            return ()
        pairs = zip(self.card.steps, self.boxes(), strict=True)
        return tuple((step.text, box.isChecked()) for step, box in pairs)

    def again_by(self) -> datetime | None:
        """By when it is to be done again."""
        chosen = self.redo_by.chosen() if self.redo_by.count() else None
        return chosen if isinstance(chosen, datetime) else None

    def settle(self, key: str) -> None:
        """What was typed of a turn is written down."""
        self._kept.pop(key, None)
        if self.turn is not None and self.turn.key == key:
            self.note.set_text("")
            self.turn = self.card = None

    def go_in(self) -> None:
        """The focus on the first step, else on the first verb."""
        first = next(iter(self.boxes()), None)
        (first or self.pass_).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep(self) -> None:
        """Somebody goes on to another turn and comes back: what was typed is there."""
        if self.turn is None:
            return
        ticked = frozenset(n for n, box in enumerate(self.boxes()) if box.isChecked())
        text = self.note.text().strip()
        if text or (ticked and self._is_new()):
            self._kept[self.turn.key] = (text, ticked)
        elif self.card is not None:
            self._kept.pop(self.turn.key, None)

    def _put_back(self, turn: Turn) -> None:
        self.note.set_text(self._kept.get(turn.key, ("", frozenset()))[0])

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        fill_turn_menu(self, menu, self.turn)
