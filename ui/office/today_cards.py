"""The cards of Today: figures, what needs somebody, who is new or away, the to-do list,
milestones.
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.curfew import curfew_at
from sobrhouse.domain.phrases import near_date, nice_days, nice_duration, nice_time
from sobrhouse.domain.sobriety import length_words, token_words
from sobrhouse.queries.beds import BedCard
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.queries.today import Today
from sobrhouse.queries.todos import TodoRow
from sobrhouse.words import _, n_
from ui import theme
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card, FigureCard, PersonRow, ReasonRow
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel, IconLabel, Label, Rule

_CHIP = {Urgency.NOW: "bad", Urgency.TODAY: "warn", Urgency.WEEK: "info"}


def _soon(urgency: Urgency) -> str:
    return {Urgency.NOW: _("Now"), Urgency.TODAY: _("Today"), Urgency.WEEK: _("This week")}[urgency]


class Figures(QWidget):
    """Four numbers in a row; pressing one opens the place that explains it."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.beds = FigureCard("bed", _("Beds filled"))
        self.curfew = FigureCard("moon", _("Curfew tonight"), "info")
        self.milestones = FigureCard("award", _("Milestones, 7 days"), "warn")
        self.todo = FigureCard("list-checks", _("To do"), "success")
        places = (
            (self.beds, "beds"),
            (self.curfew, "settings"),
            (self.milestones, "residents"),
            (self.todo, "todo"),
        )
        row = hbox(*(card for card, _place in places), gap=3, parent=self)
        for i, (card, place) in enumerate(places):
            row.setStretch(i, 1)
            card.clicked.connect(lambda place=place: self.wanted.emit(place))

    def show_day(self, today: Today, now: datetime) -> None:
        """Fill the four with one day's facts."""
        census = today.census
        free = n_("{n} free", "{n} free", census.free).format(n=census.free)
        self.beds.show_figure(
            str(census.filled),
            _("of {n} beds, {free}").format(n=census.beds, free=free),
            census.filled / census.beds if census.beds else 0.0,
        )
        self._show_curfew(today, now)
        first = today.milestones[0] if today.milestones else None
        self.milestones.show_figure(
            str(len(today.milestones)),
            _("{name}: {when}").format(name=first.name, when=near_date(first.on, today.day))
            if first
            else _("none this week"),
            len(today.milestones) / max(today.here, 1),
        )
        due = sum(t.due_on is not None and t.due_on <= today.day for t in today.todos)
        self.todo.show_figure(
            str(len(today.todos)),
            n_("{n} due now", "{n} due now", due).format(n=due) if due else _("none due yet"),
            due / max(len(today.todos), 1),
        )

    def _show_curfew(self, today: Today, now: datetime) -> None:
        zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
        left = int((curfew_at(today.day, today.curfew, zone) - now).total_seconds() // 60)
        clock, _space, half = nice_time(today.curfew).partition(" ")
        rest = _("{half}, in {span}").format(half=half, span=nice_duration(left))
        self.curfew.show_figure(clock, rest if left > 0 else half, 1 - min(max(left, 0), 720) / 720)


class AttentionCard(Card):
    """Needs attention: each row a reason and one button."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Needs attention"), count=0, parent=parent)
        self.rows = ScrollBox()
        self.add(self.rows, 1)

    def show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Show them in their order, or say kindly that there is nothing."""
        self.set_count(len(reasons))
        if not reasons:
            self.rows.fill(
                [
                    EmptyState(
                        "circle-check",
                        _("Nothing needs you right now"),
                        _("When something does, it stands here with a reason."),
                    )
                ]
            )
            return
        rows: list[QWidget] = []
        for reason in reasons:
            row = ReasonRow(
                reason.icon,
                _CHIP[reason.urgency],
                reason.what,
                reason.why,
                _soon(reason.urgency),
                reason.verb,
            )
            row.pressed.connect(lambda reason=reason: self.chosen.emit(reason))
            rows += [Rule(), row] if rows else [row]
        self.rows.fill(rows)


class PeopleCard(Card):
    """Who is new in the house, and who is away with the bed kept."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New and away"), parent=parent)
        self.rows = ScrollBox()
        self.add(self.rows, 1)

    def show_people(
        self, newcomers: tuple[ResidentRow, ...], away: tuple[BedCard, ...], today: date
    ) -> None:
        """First who is new, then who is away."""
        rows: list[QWidget] = [self._newcomer(p, today) for p in newcomers]
        if away:
            rows.append(Label(_("Away, bed kept"), "small"))
            rows += [self._away(card, today) for card in away]
        if not rows:
            rows = [
                EmptyState(
                    "users",
                    _("Nobody is new or away"),
                    _("People stand here in their first 14 days, and when a bed is kept for them."),
                )
            ]
        self.rows.fill(rows)

    def _newcomer(self, person: ResidentRow, today: date) -> PersonRow:
        days = (today - person.moved_in).days
        row = PersonRow(
            person.resident_id,
            person.name,
            _("Bed {bed}, moved in {when}").format(
                bed=person.bed or "–", when=near_date(person.moved_in, today)
            ),
            chip=Chip(_("Day {n}").format(n=days + 1), "brand"),
        )
        row.clicked.connect(lambda who=person.resident_id: self.opened.emit(who))
        return row

    def _away(self, card: BedCard, today: date) -> PersonRow:
        assert card.sleeper is not None
        assert card.hold is not None
        until = near_date(card.hold.until, today) if card.hold.until else _("no day set")
        row = PersonRow(
            card.sleeper.resident_id,
            card.sleeper.name,
            card.hold.reason,
            right=until,
            chip=Chip(_("Away"), "info"),
        )
        row.clicked.connect(lambda who=card.sleeper.resident_id: self.opened.emit(who))
        return row


class TodoCard(Card):
    """The house's to-do list: tick, add, change."""

    ticked = Signal(object)
    changed = Signal(object)
    added = Signal()

    def __init__(self, may_write: bool, parent: QWidget | None = None) -> None:
        self.new = Button(_("Add"), "ghost", icon="plus", small=True, name=_("Add to the list"))
        self.new.setVisible(may_write)
        super().__init__(_("To do"), count=0, action=self.new, parent=parent)
        self.may_write = may_write
        self.new.clicked.connect(self.added)
        self.rows = ScrollBox()
        self.add(self.rows, 1)

    def show_todos(self, todos: tuple[TodoRow, ...], today: date) -> None:
        """What is open, what is due first."""
        self.set_count(len(todos))
        rows: list[QWidget] = [self._line(t, today) for t in todos]
        if not rows:
            rows = [
                Label(
                    _("The list is empty. What you add prints on the weekly report."),
                    "muted",
                    wrap=True,
                )
            ]
        self.rows.fill(rows)

    def _line(self, todo: TodoRow, today: date) -> QWidget:
        line = QWidget()
        row = hbox(gap=2, parent=line)
        if self.may_write:
            tick = IconButton("square", _("Done: {what}").format(what=todo.text), kind="ghost")
            tick.clicked.connect(lambda: self.ticked.emit(todo))
            row.addWidget(tick)
        row.addWidget(ElidedLabel(todo.text, "body"), 1)
        if todo.owner:
            row.addWidget(Label(todo.owner, "muted"))
        if todo.due_on is not None:
            late = todo.due_on < today
            kind = "bad" if late else "warn" if todo.due_on == today else "mute"
            words = (
                _("Late {days}").format(days=nice_days((today - todo.due_on).days))
                if late
                else near_date(todo.due_on, today)
            )
            row.addWidget(Chip(words, kind))
        if self.may_write:
            change = IconButton("pencil", _("Change: {what}").format(what=todo.text), kind="ghost")
            change.clicked.connect(lambda: self.changed.emit(todo))
            row.addWidget(change)
        return line


class MilestonesCard(Card):
    """What the house celebrates in the next seven days."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Milestones this week"), parent=parent)
        self.rows = ScrollBox(gap=1)
        self.add(self.rows, 1)

    def show_days(self, today: Today) -> None:
        """Milestones and, where the house wants them, birthdays, by day."""
        lines = [
            (
                m.on,
                "award",
                _("{name}, {length}").format(name=m.name, length=length_words(m.milestone)),
                token_words(m.milestone),
                m.resident_id,
            )
            for m in today.milestones
        ]
        lines += [
            (b.on, "cake", _("{name}, birthday").format(name=b.name), "", b.resident_id)
            for b in today.birthdays
        ]
        rows: list[QWidget] = [
            self._line(icon, words, tip, near_date(on, today.day), on == today.day)
            for on, icon, words, tip, _who in sorted(lines)
        ]
        self.rows.fill(
            rows
            or [
                Label(
                    _("No milestone in the next seven days. The next ones stand in each profile."),
                    "muted",
                    wrap=True,
                )
            ]
        )

    def _line(self, icon: str, words: str, tip: str, when: str, now: bool) -> QWidget:
        line = QWidget()
        line.setToolTip(tip)
        hbox(
            IconLabel(icon, words, "warn"),
            1,
            Chip(when, "brand" if now else "mute"),
            gap=2,
            margins=(0, 1, 0, 1),
            parent=line,
        )
        return line


class ReadyCard(Card):
    """Get ready: what a new house still lacks, six short steps."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Get ready"), count=0, parent=parent)
        self.list = ScrollBox(gap=1)
        self.list.setMinimumHeight(theme.size("controlSmall"))
        self.add(self.list, 1)

    def show_items(self, items: tuple[object, ...], press: Callable[[object], None]) -> None:
        """Each item with its mark; what is open has a button to where it is done."""
        open_items = [i for i in items if not getattr(i, "done", True)]
        self.set_count(len(open_items))
        self.setVisible(bool(open_items))
        self.list.fill([self._line(item, press) for item in items])

    def _line(self, item: object, press: Callable[[object], None]) -> QWidget:
        line, done = QWidget(), bool(getattr(item, "done", False))
        words = str(getattr(item, "words", ""))
        mark = IconLabel(
            "circle-check" if done else "circle",
            words,
            "success" if done else "faint",
            "muted" if done else "body",
        )
        row = hbox(mark, 1, gap=2, parent=line)
        if not done:
            button = Button(
                _("Do it"), "outline", small=True, name=_("Do it: {what}").format(what=words)
            )
            button.clicked.connect(lambda: press(item))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return line
