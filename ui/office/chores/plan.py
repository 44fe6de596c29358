"""The chores planned anew: how they go round, what that would change, who would carry how much, and
one verb that deals them.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.chore_fairness import load_minutes
from sobrhouse.domain.chore_plans import PlanPerson, PlanPreview
from sobrhouse.domain.phrases import near_date, nice_duration
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_plans import PlanState, RotationRow, plan_preview, plan_state
from sobrhouse.services import chore_plans, rotations
from sobrhouse.services.rotations import RotationRule
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk, Step
from ui.office.chores.plan_grid import PlanGrid
from ui.office.chores.rotations import strategy_choices
from ui.office.fields.blanks import Pick
from ui.office.fields.sentences import Sentence
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label

WEEKS = (4, 8, 12, 16, 26)
SIDE = 284
WEEK = timedelta(days=7)


class LoadRow(QWidget):
    """What one person would carry, as a bar with a tick at their share; the words say the same."""

    def __init__(self, person: PlanPerson, most: int) -> None:
        super().__init__()
        self._person, self._most = person, max(most, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        after = nice_duration(load_minutes(person.after))
        before = nice_duration(load_minutes(person.before))
        self._said = after
        if person.before not in (0, person.after):
            self._said = _("{before} → {after}").format(before=before, after=after)
        self.setAccessibleName(f"{person.name}: {self._said}")
        owed = nice_duration(load_minutes(person.owed))
        self.setToolTip(_("{name}: {after}, share {owed}").format(
            name=person.name, after=after, owed=owed))  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(120, round(38 * theme.scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper = QRectF(0, 0, self.width(), self.height() - 12)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, right, self._said)
        room = upper.width() - painter.fontMetrics().horizontalAdvance(self._said) - 8
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(
            self._person.name, Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        track = QRectF(0, self.height() - 10, self.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        painter.setBrush(theme.colour("primary"))
        wide = track.width() * self._person.after / self._most
        painter.drawRoundedRect(QRectF(0, track.top(), wide, 6), 3, 3)
        at = min(track.width() * self._person.owed / self._most, track.width() - 2)
        painter.setBrush(theme.colour("text"))
        painter.drawRect(QRectF(at, track.top() - 3, 2, 12))
        painter.end()


class PlanView(QWidget):
    """The preview over the whole place; `left` asks for the week again."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.state: PlanState | None = None
        self.plan: PlanPreview | None = None
        self._offered: tuple[date, ...] = ()
        self.back = Button(_("Back to the week"), "ghost", "chevron-left", small=True)
        self.deal = Button(_("Deal these chores"), "primary", "check", keys="Ctrl+Return")
        self.first = Pick(_("From when on"))
        self.weeks = Pick(_("How many weeks"), [
            (n, n_("{n} week", "{n} weeks", n).format(n=n)) for n in WEEKS
        ])  # fmt: skip
        self.weeks.choose(12)
        self.how = Pick(_("How they go round"), strategy_choices())
        self.period = Pick(_("How often they change hands"), [
            (n, n_("every week", "every {n} weeks", n).format(n=n)) for n in (1, 2, 3, 4)
        ])  # fmt: skip
        self.says = Label("", "body", wrap=True)
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.grid = PlanGrid()
        self.people = ScrollBox(gap=1)
        self._build()
        self._connect()

    def _build(self) -> None:
        words = _("Deal the chores {how}, changing hands {period}, from {first} on, for {weeks}.")
        self.sentence = Sentence(words, {
            "how": self.how, "period": self.period, "first": self.first, "weeks": self.weeks,
        })  # fmt: skip
        self.card = Card()
        self.card.add(hbox(self.back, Label(_("Plan the chores"), "h2"), 1, self.deal, gap=2))
        self.card.add(self.sentence)
        self.card.add(self.trouble)
        self.card.add(self.says)
        self.card.add(self.grid, 1)
        self.side = Card(_("Who would carry how much"))
        self.side.add(Label(_("The mark is each person's share."), "muted", wrap=True))
        self.side.add(self.people, 1)
        self.side.setFixedWidth(round(SIDE * (1 + (theme.scale() - 1) * 0.6)))
        row = hbox(gap=3, parent=self)
        row.addWidget(self.card, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.deal.clicked.connect(self.make)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.deal.click)
        self.first.activated.connect(self._on_span)
        self.weeks.activated.connect(self._on_span)
        self.how.activated.connect(self._on_rule)
        self.period.activated.connect(self._on_rule)

    def reload(self) -> None:
        """Ask for the rules, then for what they would do."""
        self.desk.ask(
            self, plan_state, self.desk.house_id, self.desk.today(), done=self._show_state,
            failed=self._on_failed,
        )  # fmt: skip

    def rotation(self) -> RotationRow | None:
        """The rotation whose rule the sentence says: the one with most chores."""
        rows = self.state.rotations if self.state is not None else ()
        return max(rows, key=lambda r: r.chores, default=None)

    def _show_state(self, state: PlanState) -> None:
        self.state = state
        today, row = self.desk.today(), self.rotation()
        days = self._days(state, row, today)
        if days != self._offered:
            self._offered = days
            self.first.offer([(day, near_date(day, today)) for day in days])
            # Where a plan stands, the week that people are in is left as it is.
            self.first.choose(days[-1] if state.planned_to is not None else days[0])
        if row is not None:
            self.how.choose(row.strategy)
            said = n_("every week", "every {n} weeks", row.period_weeks)
            self.period.choose(row.period_weeks, said.format(n=row.period_weeks))
        self.sentence.lay_again()
        self._look()

    @staticmethod
    def _days(state: PlanState, row: RotationRow | None, today: date) -> tuple[date, ...]:
        days = [today]
        if row is not None and row.rotate_on > today:
            days.append(row.rotate_on)
        return tuple(days)

    def _look(self) -> None:
        self.deal.setEnabled(False)
        self.desk.ask(
            self, plan_preview, self.desk.house_id, self.first.chosen(), self.weeks.chosen(),
            self.desk.now(), done=self._show, failed=self._on_failed,
        )  # fmt: skip

    def _show(self, plan: PlanPreview) -> None:
        self.plan = plan
        self.trouble.hide()
        self.grid.show_plan(plan)
        self.says.setText(says(plan))
        most = max((max(p.after, p.owed) for p in plan.people), default=0)
        self.people.fill(LoadRow(person, most) for person in plan.people)
        self.deal.setEnabled(plan.changes)

    def _on_failed(self, problem: Problem) -> None:
        self.trouble.say(problem.sentence, _("Try again"), self.reload)
        self.trouble.show()

    def _on_span(self) -> None:
        self.sentence.lay_again()
        self._look()

    def _on_rule(self) -> None:
        """The rule saves by itself; the preview follows from it."""
        row = self.rotation()
        self.sentence.lay_again()
        if row is None:
            return
        rule = replace(
            rule_of(row), strategy=self.how.chosen(), period_weeks=self.period.chosen()
        )
        change_rule(self.desk, self, row, rule, self.reload, self._on_failed)

    def make(self) -> None:
        """Deal them."""
        if self.plan is None or not self.plan.changes:
            return
        self.deal.setEnabled(False)
        weeks = self.weeks.chosen()
        said = n_("Chores dealt for {n} week", "Chores dealt for {n} weeks", weeks)

        def undo(plan_id: int | None) -> Step | None:
            return Step(chore_plans.take_back_plan, (plan_id,)) if plan_id is not None else None

        def done(_plan_id: int | None) -> None:
            self.left.emit()

        self.desk.do(
            self, chore_plans.plan_chores, self.desk.house_id, self.first.chosen(), weeks,
            said=said.format(n=weeks), undo=undo, done=done, refused=self._on_failed,
        )  # fmt: skip


def says(plan: PlanPreview) -> str:
    """What it would do, in a sentence or two."""
    if not plan.people:
        return _("Nobody lives here yet, so nobody can be given a chore.")
    if not plan.changes:
        return _("Nothing would change: the chores are dealt as they should be.")
    cells = [cell for chore in plan.chores for cell in chore.cells]
    changed = sum(cell.changes for cell in cells)
    if any(cell.before for cell in cells):
        said = [
            n_("{n} change, in color. The rest stays as it is.",
               "{n} changes, in color. The rest stays as it is.", changed).format(n=changed)
        ]  # fmt: skip
    else:
        said = [_("Nobody has a chore in these weeks yet. This is who would have which.")]
    if plan.nobody:
        said.append(
            n_("For {n} turn nobody could be found.", "For {n} turns nobody could be found.",
               plan.nobody).format(n=plan.nobody)
        )  # fmt: skip
    if plan.by_hand:
        said.append(
            n_("{n} turn is given by hand.", "{n} turns are given by hand.",
               plan.by_hand).format(n=plan.by_hand)
        )  # fmt: skip
    return " ".join(said)


def rule_of(row: RotationRow) -> RotationRule:
    """The rule of a rotation as it stands."""
    return RotationRule(row.name, row.strategy, row.anchor_on, row.period_weeks, row.seed)


def change_rule(
    desk: Desk, owner: Any, row: RotationRow, rule: RotationRule, done: Any, refused: Any
) -> None:
    """Another rule, with its undo."""
    desk.do(
        owner, rotations.change_rotation, row.rotation_id, row.version, rule,
        said=_("Changed how chores go round"), done=lambda _before: done(), refused=refused,
        undo=lambda before: Step(rotations.change_rotation, (row.rotation_id, None, before)),
    )  # fmt: skip
