"""Who carried how much: each person's chores beside their share, week by week, and whether that is
even.
"""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.chore_fairness import EVEN_PERCENT, Fairness, FairPerson, Less, load_minutes
from sobrhouse.domain.chore_words import EXCLUSION_WORDS
from sobrhouse.domain.phrases import month_day, nice_days, nice_duration, span
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_fairness import fairness
from sobrhouse.words import N_, _, n_
from ui.desk import Desk
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.rows import Column
from ui.widgets.segments import Segments
from ui.widgets.table import Table

LESS_WORDS = {"came": N_("Came during these weeks"), "left": N_("Left during these weeks")}
SHOWN_WEEKS = 8


class FairView(QWidget):
    """The table over the whole place; `left` asks for the week again."""

    left = Signal()
    printed = Signal()
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.data: Fairness | None = None
        self.weeks = 8
        self.back = Button(_("Back to the week"), "ghost", "chevron-left", small=True)
        self.print = Button(_("Print this proof"), icon="printer", small=True)
        self.span = Segments(
            [(n, n_("{n} week", "{n} weeks", n).format(n=n)) for n in (4, 8, 26, 52)],
            _("How far back"), 8,
        )  # fmt: skip
        self.chip = Chip("", "ok")
        self.says = Label("", "body", wrap=True)
        self.how = Label(_how(), "muted", wrap=True)
        nothing = EmptyState("scale", _("Nobody had chores in these weeks"))
        self.table = Table(
            columns(None, desk.today()), lambda p: p.stay_id, name="chore_fairness",
            row="rowCompact", label=_("Who carried how much"), nothing=nothing,
        )  # fmt: skip
        self._build()
        self.back.clicked.connect(self.left)
        self.print.clicked.connect(self.printed)
        self.span.picked.connect(self._on_span)
        self.table.activated.connect(self._on_opened)

    def _build(self) -> None:
        self.card = Card()
        self.card.add(hbox(self.back, Label(_("Who carried how much"), "h2"), self.chip, 1,
                           self.span, self.print, gap=2))  # fmt: skip
        self.card.add(self.says)
        self.card.add(self.how)
        self.card.add(self.table, 1)
        vbox(self.card, parent=self)

    def reload(self) -> None:
        """Ask again."""
        self.desk.ask(
            self, fairness, self.desk.house_id, self.desk.today(), self.weeks, done=self._show,
            failed=self._on_failed,
        )  # fmt: skip

    def _on_failed(self, problem: Problem) -> None:
        self.table.could_not_load(problem.sentence, self.reload)

    def _on_span(self, weeks: object) -> None:
        assert isinstance(weeks, int)
        self.weeks = weeks
        self.reload()

    def _on_opened(self, stay_id: object) -> None:
        people = self.data.people if self.data is not None else ()
        who = next((p for p in people if p.stay_id == stay_id), None)
        if who is not None:
            self.person_wanted.emit(who.resident_id)

    def _show(self, data: Fairness) -> None:
        self.data = data
        self.chip.show_as(*verdict(data))
        self.chip.setVisible(bool(data.people))
        self.says.setText(says(data))
        self.table.rows.columns = columns(data, self.desk.today())
        self.table.rows.show(())
        self.table.show_rows(data.people)
        self.table.view.horizontalHeader().viewport().update()


def verdict(data: Fairness) -> tuple[str, str]:
    """The answer in a word or two, and the kind of chip that it is."""
    if data.even:
        return _("Even"), "ok"
    return (_("Too early to say"), "info") if data.early else (_("Not even"), "warn")


def says(data: Fairness) -> str:
    """What it comes to, in a sentence or two."""
    if not data.people:
        return _("{days}. Nobody was asked for a chore.").format(
            days=span(data.first_on, data.last_on)
        )
    words = _(
        "{days}. Nobody is further than {far} from their share; the heaviest chore of one time "
        "counts {most}, and a chore cannot be cut in half."
    )
    if data.compared > 1:
        words += " " + _("Those asked all the time are {apart} apart, {percent}.")
    return words.format(
        days=span(data.first_on, data.last_on),
        far=nice_duration(load_minutes(data.furthest)),
        most=nice_duration(load_minutes(data.largest)),
        apart=nice_duration(load_minutes(data.biggest)),
        percent=_("{n} %").format(n=round(data.percent)),
    )


def _how() -> str:
    return _(
        "A chore counts its minutes, up to twice as many the less pleasant it is. Who is away, "
        "hurt or new has a smaller share. What somebody covers counts for them."
    )


def columns(data: Fairness | None, today: date) -> tuple[Column[FairPerson], ...]:
    """The columns: the sums, then the last weeks one by one."""
    starts = [week.start for week in data.people[0].weeks] if data and data.people else []
    return (
        Column[FairPerson](_("Person"), lambda p: p.name, kind="person",
                           who=lambda p: p.resident_id, width=130, stretch=True),
        Column[FairPerson](_("Turns"), lambda p: str(p.turns), kind="number",
                           sort=lambda p: p.turns, width=56),
        Column[FairPerson](_("Carried"), lambda p: nice_duration(load_minutes(p.load)),
                           kind="number", sort=lambda p: p.load, width=98),
        Column[FairPerson](_("Share"), lambda p: nice_duration(load_minutes(p.owed)),
                           kind="number", sort=lambda p: p.owed, width=98),
        Column[FairPerson](_("Difference"), difference, kind="chip", chip=kind_of,
                           sort=lambda p: p.difference, width=112),
        Column[FairPerson](_("Why less"), why_less, kind="muted", width=128),
        *(_week(start, today) for start in starts[-SHOWN_WEEKS:]),
    )  # fmt: skip


def _week(start: date, today: date) -> Column[FairPerson]:
    def text(person: FairPerson) -> str:
        week = next((w for w in person.weeks if w.start == start), None)
        if week is None or not week.days:
            return "–"
        return str(load_minutes(week.load))

    return Column[FairPerson](
        month_day(start, today), text, kind="number", width=56, sort=lambda p: text(p),
        said=lambda p: _("Week of {day}: {n} min").format(day=month_day(start, today), n=text(p)),
    )  # fmt: skip


def difference(person: FairPerson) -> str:
    """ "+25 min", "−25 min", "Even" within a minute."""
    minutes = load_minutes(person.difference)
    if not minutes:
        return _("Even")
    said = nice_duration(minutes)
    return f"+{said}" if minutes > 0 else f"−{said}"


def kind_of(person: FairPerson) -> str:
    """Whether it is within a tenth of the share."""
    within = abs(person.difference) * 100 <= EVEN_PERCENT * max(person.owed, 1)
    return "ok" if within else "warn"


def why_less(person: FairPerson) -> str:
    """ "Injury 12 days"."""
    return ", ".join(less_words(less) for less in person.less)


def less_words(less: Less) -> str:
    """ "Injury, 12 days: Kitchen"."""
    word = _(LESS_WORDS.get(less.kind) or EXCLUSION_WORDS.get(less.kind, less.kind))
    said = _("{what}, {days}").format(what=word, days=nice_days(less.days))
    return _("{what}: {why}").format(what=said, why=less.chore) if less.chore else said
