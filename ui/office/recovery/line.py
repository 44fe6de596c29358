"""One person's week in the panel: what is asked, each meeting, and what can be done with it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sobrhouse.domain.phrases import nice_date, span
from sobrhouse.domain.requirements import left_words
from sobrhouse.queries.recovery_week import PersonWeek, RecoveryWeek, WentRow
from sobrhouse.words import _
from ui.office.recovery import words
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule
from ui.widgets.ring import Ring


class MeetingCard(QWidget):
    """One meeting: its name, when, how it is verified, and the steps that staff may take."""

    verify = Signal(object)
    correct = Signal(object)
    strike = Signal(object)

    def __init__(self, row: WentRow, today: date, *, may: bool) -> None:
        super().__init__()
        said, kind = words.verification(row)
        head = hbox(Label(row.name, "strong", wrap=True), gap=2)
        head.setStretch(0, 1)
        head.addWidget(Chip(said, kind))
        lines = vbox(Rule(), head, gap=1, margins=(0, 2, 0, 2), parent=self)
        lines.addWidget(Label(words.meeting_line(row, today), "muted", wrap=True))
        lines.addWidget(Label(words.origin(row), "faint", wrap=True))
        if may:
            steps = hbox(gap=1)
            for text, icon, signal in (
                (_("Verify"), "badge-check", self.verify),
                (_("Correct"), "pencil", self.correct),
                (_("Take off"), "trash-2", self.strike),
            ):
                button = Button(text, "ghost", icon, small=True, name=f"{text}: {row.name}")
                button.clicked.connect(partial(signal.emit, row))
                steps.addWidget(button)
            steps.addStretch(1)
            lines.addLayout(steps)


class PersonLine(QWidget):
    """A person's week."""

    log = Signal(object)
    excuse = Signal(object)
    unexcuse = Signal(object)
    verify = Signal(object)
    correct = Signal(object)
    strike = Signal(object)
    profile = Signal(int)

    def __init__(self, week: RecoveryWeek, person: PersonWeek, *, may: bool) -> None:
        super().__init__()
        self.person, self._week, self._may = person, week, may
        self.ring = Ring()
        box = vbox(self._top(), gap=3, parent=self)
        box.addWidget(Label(span(week.week_start, person.lived[-1]), "faint"))
        self._add_steps(box)
        self._add_meetings(box)
        self._add_house(box)
        open_ = Button(_("Open the profile"), "ghost", "user-round")
        open_.clicked.connect(lambda: self.profile.emit(person.resident_id))
        box.addLayout(hbox(open_, 1))
        box.addStretch(1)

    def _top(self) -> QHBoxLayout:
        person, week = self.person, self._week
        text, kind = words.state(person.tally, over=not week.left)
        self.ring.show_part(person.tally.done, person.tally.asked, f"{person.name}: {text}")
        facts = vbox(Label(words.asked_line(person), "body", wrap=True), gap=1)
        left = left_words(week.left) if week.left < 7 else ""
        if person.tally.missing and left:
            to_go = _("{n} to go, {left}.").format(n=person.tally.missing, left=left)
            facts.addWidget(Label(to_go, "muted", wrap=True))
        if short := words.week_rule(person.rule, len(person.lived)):
            facts.addWidget(Label(short, "muted", wrap=True))
        facts.addLayout(hbox(Chip(text, kind), 1))
        top = hbox(self.ring, gap=3)
        top.addLayout(facts, 1)
        return top

    def _add_meetings(self, box: QVBoxLayout) -> None:
        for row in self.person.meetings:
            card = MeetingCard(row, self._week.today, may=self._may)
            card.verify.connect(self.verify)
            card.correct.connect(self.correct)
            card.strike.connect(self.strike)
            box.addWidget(card)
        if not self.person.meetings:
            box.addWidget(Label(_("No recovery meeting in this week yet."), "muted", wrap=True))

    def _add_steps(self, box: QVBoxLayout) -> None:
        """Log, and excuse; with what an excuse says."""
        excuse = self.person.excuse
        if excuse is not None:
            said = _("Excused. {what}").format(what=words.excuse_line(excuse))
            box.addWidget(Label(said, "body", wrap=True))
        if not self._may:
            return
        add = Button(_("Log a meeting"), "outline", "plus", small=True)
        add.clicked.connect(lambda: self.log.emit(self.person))
        text = _("Take the excuse back") if excuse else _("Excuse this week")
        other = Button(text, "outline", "undo-2" if excuse else "calendar-check", small=True)
        signal = self.unexcuse if excuse else self.excuse
        other.clicked.connect(lambda: signal.emit(self.person))
        box.addLayout(hbox(add, other, 1, gap=2))

    def _add_house(self, box: QVBoxLayout) -> None:
        if not self.person.house_marks:
            return
        box.addWidget(Rule())
        box.addWidget(Label(_("House meetings"), "h3"))
        for mark in self.person.house_marks:
            said = f"{nice_date(mark.on, self._week.today)}: {_(words.HOUSE_WORDS[mark.status])}"
            box.addWidget(Label(said, "muted"))
