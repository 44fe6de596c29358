"""The tab Chores of a profile: this week's turns, how the last weeks went, what is not asked of
them, and what was decided after missed ones.
"""

from collections import Counter
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import day_name, nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.chore_ladder import ConsequenceRow, consequences
from sobrhouse.queries.chore_person import PersonChores, person_chores
from sobrhouse.queries.chore_plans import ExclusionRow, PlanState, plan_state
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chores import ChoreLine, chore_list
from sobrhouse.queries.profile import Profile
from sobrhouse.words import _, p_
from ui.desk import Desk
from ui.office.chores import words
from ui.office.chores.exclusions import ExclusionsPart, exclusion_line
from ui.office.chores.ladder import LadderPart, decision_line
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.boxes import ScrollBox, clear, hbox, stack, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.ring import Ring

BACK = timedelta(weeks=8)
AHEAD = timedelta(days=13)
DAY = timedelta(days=1)
SHOWN = (State.PASSED, State.REDO, State.MISSED, State.LATE, State.EXCUSED)


class ProfileChores(ScrollBox):
    """What somebody's chores look like."""

    go = Signal(str, object)

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.desk = desk
        self.stay_id = 0
        self._stale = False
        self.data: PersonChores | None = None
        self._chores: list[tuple[int, str]] = []
        people = desk.may(Permission.MANAGE_PEOPLE)
        self.exclusions = ExclusionsPart(desk, panel, people)
        self.ladder = LadderPart(desk, panel, people)
        self.ring = Ring(88)
        self.sums = Label("", "muted", wrap=True)
        self.chips = hbox(gap=1)
        self.nothing = Label(_("This person does not live here."), "muted", wrap=True)
        self.turns = vbox(gap=0)
        self.none = Label(_("No chore in these two weeks."), "muted")
        self.out = Section(p_("of chores", "Not asked"), _("They are asked for everything."),
                           _("Leave out") if people else "", self._leave_out)  # fmt: skip
        self.decisions = Section(_("Decided after missed chores"), _("Nothing was decided."))
        self.older = Button(_("Open in Chores"), "ghost", small=True)
        self.older.clicked.connect(self._open_week)
        self._build()

    def _build(self) -> None:
        top = hbox(self.ring, gap=3)
        top.addWidget(
            stack(1, Label(_("The last eight weeks"), "h3"), self.sums, self._chip_line(), 1,
                  gap=1), 1,
        )  # fmt: skip
        self.whole = QWidget()
        box = vbox(top, gap=4, margins=(16, 12, 16, 16), parent=self.whole)
        box.addLayout(hbox(Label(_("This week and next"), "h2"), 1, self.older))
        box.addWidget(self.none)
        box.addLayout(self.turns)
        beside = hbox(gap=5)
        for section in (self.out, self.decisions):
            beside.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(beside)
        self.holder = QWidget()
        vbox(self.nothing, margins=(16, 12, 16, 0), parent=self.holder)
        self.add(self.holder)
        self.add(self.whole)
        self.whole.hide()

    def _chip_line(self) -> QWidget:
        holder = QWidget()
        hbox(self.chips, 1, gap=1, parent=holder)
        return holder

    def show_person(self, data: Profile) -> None:
        """Ask for somebody's chores."""
        stay = data.stay
        self.stay_id = stay.stay_id if stay is not None else 0
        self.whole.setVisible(bool(self.stay_id) and self.data is not None)
        self.holder.setVisible(not self.stay_id)
        if not self.stay_id:
            self.data = None
            self.whole.hide()
            return
        self._stale = True
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _ask(self) -> None:
        """Ask only while the tab is looked at: ten weeks of a house's chores are many."""
        self._stale = False
        today, house, who = self.desk.today(), self.desk.house_id, self.stay_id
        self.desk.ask(
            self, person_chores, who, today - BACK, today + AHEAD, self.desk.now(),
            done=partial(self._show, who),
        )  # fmt: skip
        self.desk.ask(self, plan_state, house, today, done=self._show_state)
        self.desk.ask(self, consequences, who, done=self._show_decisions)
        self.desk.ask(self, chore_list, house, today, done=self._take_chores)

    def _take_chores(self, lines: tuple[ChoreLine, ...]) -> None:
        self._chores = [(line.chore_id, line.name) for line in lines]
        self.exclusions.chores = self._chores

    def _show(self, stay_id: int, data: PersonChores) -> None:
        if stay_id != self.stay_id:
            return
        self.data = data
        self.whole.show()
        today = data.today
        past = [t for t in data.turns if t.on <= today]
        found = Counter(turn.state for turn in past)
        asked = sum(n for state, n in found.items() if state not in (State.EXCUSED, State.SKIPPED))
        open_ = found[State.DUE]
        said = _("Passed {n} of {m}").format(n=found[State.PASSED], m=asked - open_)
        self.ring.show_part(found[State.PASSED], asked - open_, said)
        self.sums.setText(said)
        clear(self.chips)
        for state in SHOWN[1:]:
            if found[state]:
                look = words.LOOKS[state]
                text = words.count_words(state, found[state])
                self.chips.addWidget(Chip(text, look.kind))
        self._show_turns([t for t in data.turns if t.on >= today - DAY * today.weekday()], today)

    def _show_turns(self, turns: list[Turn], today: date) -> None:
        clear(self.turns)
        self.none.setVisible(not turns)
        for turn in sorted(turns, key=lambda t: (t.on, t.due)):
            when = _("{day} {date}, {chore}").format(
                day=day_name(turn.on), date=turn.on.day, chore=turn.chore
            )
            about = [words.since(turn, self.desk.zone(), today) if turn.waits else "",
                     words.handed(turn), turn.away, turn.note]  # fmt: skip
            line = QWidget()  # of one height: a line that wraps would let the others be squeezed
            line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            said = ElidedLabel(", ".join(p for p in about if p))
            row = hbox(Label(when, "strong"), gap=2, margins=(0, 3, 0, 3), parent=line)
            row.addWidget(said, 1)
            row.addWidget(Chip(words.state(turn), words.look(turn).kind))
            self.turns.addWidget(line)

    def _show_state(self, state: PlanState) -> None:
        mine = [row for row in state.exclusions if row.stay_id == self.stay_id]
        self.out.show_items([self._item(row) for row in mine])

    def _item(self, row: ExclusionRow) -> Item:
        may = self.desk.may(Permission.MANAGE_PEOPLE)
        run = partial(self.exclusions.open, row) if may else None
        what = row.chore or _("All chores")
        return Item(what, exclusion_line(row, self.desk.today()), run)

    def _show_decisions(self, rows: tuple[ConsequenceRow, ...]) -> None:
        today, may = self.desk.today(), self.desk.may(Permission.RECORD_DAILY)
        self.decisions.show_items([
            Item(decision_line(row, today),
                 _("Press to write down an appeal") if may and not row.appeal
                 else row.appeal or nice_date(row.on, today),
                 partial(self.ladder.appeal, row) if may and not row.appeal else None)
            for row in rows
        ])  # fmt: skip

    def _leave_out(self) -> None:
        self.exclusions.add(self.stay_id)

    def _open_week(self) -> None:
        self.go.emit("chores", {"day": self.desk.today()})
