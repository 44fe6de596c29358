"""The cards of Today: figures, the to-do list, milestones, what a new house still lacks."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import near_date, nice_days, nice_duration, nice_time
from sobrhouse.domain.sobriety import length_words, token_words
from sobrhouse.queries.celebrations import MilestoneRow
from sobrhouse.queries.chores_today import ChoresToday
from sobrhouse.queries.today import Today
from sobrhouse.queries.todos import TodoRow
from sobrhouse.words import _, n_, p_
from ui import theme
from ui.turns import Steps
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cards import Card, FigureCard
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, IconLabel, Label


class Figures(QWidget):
    """Four numbers in a row; pressing one opens the place that explains it. The last is the day's
    chores, or the beds while the house has no chores.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.home = FigureCard("house", _("In the house"))
        self.out = FigureCard("log-out", _("Signed out"), "accent")
        self.curfew = FigureCard("moon", _("Curfew tonight"), "info")
        self.beds = FigureCard("bed", _("Beds filled"), "success")
        self.chores = FigureCard("clipboard-check", _("Chores today"), "success")
        self.chores.hide()
        places = (
            (self.home, "residents"),
            (self.out, "signlog"),
            (self.curfew, "settings"),
            (self.beds, "beds"),
            (self.chores, "chores"),
        )
        row = hbox(*(card for card, _place in places), gap=3, parent=self)
        for i, (card, place) in enumerate(places):
            row.setStretch(i, 1)
            card.clicked.connect(lambda place=place: self.wanted.emit(place))

    def show_day(self, today: Today) -> None:
        """Fill the four with one day's facts."""
        census, people = today.census, max(today.here, 1)
        of_people = n_("of {n} resident", "of {n} residents", today.here).format(n=today.here)
        self.home.show_figure(str(today.home), of_people, today.home / people)
        self.out.show_figure(str(len(today.out)), _late_words(today), len(today.out) / people)
        self._show_curfew(today)
        free = n_("{n} free", "{n} free", census.free).format(n=census.free)
        self.beds.show_figure(
            str(census.filled),
            _("of {n} beds, {free}").format(n=census.beds, free=free),
            census.filled / census.beds if census.beds else 0.0,
        )
        self._show_chores(today.chores)

    def _show_chores(self, chores: ChoresToday) -> None:
        self.beds.setVisible(not chores.begun)
        self.chores.setVisible(chores.begun)
        turns, done = len(chores.of_today), chores.done
        self.chores.show_figure(str(done), _chores_words(chores), done / turns if turns else 0.0)

    def _show_curfew(self, today: Today) -> None:
        left = int((today.curfew_at - today.now).total_seconds() // 60)
        clock, _space, half = nice_time(today.curfew).partition(" ")
        rest = _("{half}, in {span}").format(half=half, span=nice_duration(left))
        self.curfew.show_figure(clock, rest if left > 0 else half, 1 - min(max(left, 0), 720) / 720)


def _late_words(today: Today) -> str:
    if not today.here:
        return _("nobody lives here yet")
    if not today.out:
        return _("everybody is in") if today.home == today.here else ""
    if today.late:
        return n_("{n} is late back", "{n} are late back", today.late).format(n=today.late)
    return _("none is late")


def _chores_words(chores: ChoresToday) -> str:
    """ "of 7 done, 4 to inspect"."""
    turns = len(chores.of_today)
    if not turns:
        return _("none is due today")
    done = n_("of {n} done", "of {n} done", turns).format(n=turns)
    if not chores.to_inspect:
        return done
    wait = n_("{n} to inspect", "{n} to inspect", chores.to_inspect).format(n=chores.to_inspect)
    return f"{done}, {wait}"


class TodoCard(Card):
    """The house's to-do list: tick, add, change."""

    ticked = Signal(object)
    changed = Signal(object)
    added = Signal()

    def __init__(self, may_write: bool, parent: QWidget | None = None) -> None:
        self.new = Button(_("Add"), "ghost", icon="plus", small=True, name=_("Add to the list"))
        if not may_write:
            self.new.hide()
        super().__init__(_("To do"), count=0, action=self.new, parent=parent)
        self.may_write = may_write
        self.new.clicked.connect(self.added)
        self.rows = ScrollBox()
        self.add(self.rows, 1)

    def show_todos(self, todos: tuple[TodoRow, ...], today: date) -> Steps:
        """What is open, what is due first."""
        self.set_count(len(todos))
        rows: Iterable[QWidget] = (self._line(todo, today) for todo in todos)
        if not todos:
            rows = [
                Label(
                    _("The list is empty. What you add prints on the weekly report."),
                    "muted",
                    wrap=True,
                )
            ]
        yield from self.rows.filling(rows)

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
    """What the house celebrates in the next seven days, and who gives the chip."""

    wanted = Signal()  # the milestones of the place Sponsors

    def __init__(self, parent: QWidget | None = None) -> None:
        self.all = Button(_("All milestones"), "ghost", small=True)
        super().__init__(_("Milestones this week"), action=self.all, parent=parent)
        self.all.clicked.connect(self.wanted)
        self.rows = ScrollBox(gap=1)
        self.add(self.rows, 1)

    def show_days(self, today: Today) -> Steps:
        """Milestones and, where the house wants them, birthdays, by day."""
        lines = [
            (
                m.on,
                "award",
                _("{name}, {length}").format(name=m.name, length=length_words(m.milestone)),
                _chip_words(m),
                f"{token_words(m.milestone)}. {_chip_sentence(m)}",
            )
            for m in today.milestones
        ]
        lines += [
            (b.on, "cake", _("{name}, birthday").format(name=b.name), "", "")
            for b in today.birthdays
        ]
        rows: Iterable[QWidget] = (
            self._line(icon, words, more, tip, near_date(on, today.day), on == today.day)
            for on, icon, words, more, tip in sorted(lines)
        )
        if not lines:
            rows = [
                Label(
                    _("No milestone in the next seven days. The next ones stand in each profile."),
                    "muted",
                    wrap=True,
                )
            ]
        yield from self.rows.filling(rows)

    def _line(self, icon: str, words: str, more: str, tip: str, when: str, now: bool) -> QWidget:
        line = QWidget()
        line.setToolTip(tip)
        row = hbox(IconLabel(icon, words, "warn"), gap=2, margins=(0, 1, 0, 1), parent=line)
        row.addWidget(ElidedLabel(more), 1)
        row.addWidget(Chip(when, "brand" if now else "mute"))
        return line


def _chip_words(row: MilestoneRow) -> str:
    """Who gives the chip, in the little room that a line has; wanted quiet comes first."""
    if not row.announced:
        return _("kept quiet")
    if row.given:
        return _("given")
    if row.giver:
        return p_("who gives the chip", "from {name}").format(name=row.giver)
    return p_("who gives the chip", "from whom?")


def _chip_sentence(row: MilestoneRow) -> str:
    """The same in full."""
    if not row.announced:
        return _("They wish no fuss: it stands on no shared paper.")
    if row.given:
        return _("It was given.")
    if row.giver:
        return _("{name} gives the chip.").format(name=row.giver)
    return _("Nobody is named yet to give the chip.")


class ReadyCard(Card):
    """Get ready: what a new house still lacks, six short steps."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Get ready"), count=0, parent=parent)
        self.list = ScrollBox(gap=1)
        self.list.setMinimumHeight(theme.size("controlSmall"))
        self.add(self.list, 1)

    def show_items(self, items: tuple[object, ...], press: Callable[[object], None]) -> None:
        """What is open first, with a button to where it is done; then what is done."""
        left = [item for item in items if not getattr(item, "done", True)]
        done = [item for item in items if item not in left]
        self.set_count(len(left))
        self.setVisible(bool(left))
        self.list.fill([self._line(item, press) for item in (*left, *done)])

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
