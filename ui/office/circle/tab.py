"""The tab The circle: the ties that exist in the house, as a picture and in words. For staff."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.circle import Circle, drawn
from sobrhouse.domain.phrases import nice_days
from sobrhouse.problems import Problem
from sobrhouse.queries.circle import circle
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.circle.legend import Legend
from ui.office.circle.side import CircleSide
from ui.office.circle.view import CircleView
from ui.office.place_tab import PlaceTab
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.page import Verb

SIDE, LEGEND = 300, 196  # px at 100 %
PAPER = "circle"  # its code in the Reports place


class CircleTab(PlaceTab):
    """What the lines mean, the picture, and the words; whoever is chosen in one is in the other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.circle: Circle | None = None
        self._wanted = ""
        self.view = CircleView()
        self.legend = Legend()
        self.note = Label("", "muted", wrap=True)
        self.side = CircleSide()
        self.side.setFixedWidth(round(SIDE * theme.scale()))
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.print = Button(_("Print circle"), icon="printer")
        lines = ScrollBox(gap=3)  # with large text the words need more than the height
        lines.setFixedWidth(round(LEGEND * theme.scale()))
        lines.add(self.legend)
        lines.add(self.note)
        self.shown = QWidget()
        row = hbox(lines, gap=3, parent=self.shown)
        row.addWidget(self.view, 1)
        row.addWidget(self.side)
        self.nothing = EmptyState(
            "heart-handshake", _("Nobody lives here yet"),
            _("Once people live here, you see who is tied to whom, and who may need somebody."),
        )  # fmt: skip
        self.layers = QStackedWidget()
        self.layers.addWidget(self.shown)
        self.layers.addWidget(self.nothing)
        vbox(self.trouble, self.layers, gap=2, margins=(12, 10, 12, 10), parent=self)
        self._connect()

    def _connect(self) -> None:
        self.legend.changed.connect(self.view.show_kinds)
        self.view.picked.connect(self.side.show_person)
        self.view.opened.connect(self.open_person)
        self.side.chosen.connect(self.choose)
        self.side.opened.connect(self.open_person)
        self.print.clicked.connect(self.print_circle)

    def context(self) -> str:
        if self.circle is None:
            return ""
        people = len(self.circle.residents)
        said = [n_("{n} resident", "{n} residents", people).format(n=people)]
        count = len(self.circle.without)
        if count:
            said.append(
                n_("{n} may need a connection", "{n} may need a connection", count).format(n=count)
            )
        said.append(_("only staff see this"))
        return " · ".join(said)

    def header_buttons(self) -> list[QWidget]:
        return [self.print]

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("print_circle", _("Print the circle"), "printer", run=self.print_circle),
            Verb("circle_picture", _("Go to the picture of the circle"), "heart-handshake",
                 run=self.view.setFocus, more=False),
        )  # fmt: skip

    def print_circle(self) -> None:
        """The same on paper, in the Reports place."""
        self.go.emit("reports", PAPER)

    def reload(self) -> None:
        self.desk.ask(
            self, circle, self.desk.house_id, self.desk.now(), done=self._show,
            failed=self._on_failed,
        )  # fmt: skip

    def _show(self, data: Circle) -> None:
        self.circle = data
        self.trouble.hide()
        self.view.show_circle(data)
        self.side.show_circle(data)
        said = _(
            "Meetings, chores and help of the last {days}. A short line with an open end: there is "
            "a sponsor or mentor, and the resident keeps the name."
        ).format(days=nice_days(data.days))
        if len(drawn(data)) < len(data.ties):
            said += " " + _(
                "Where these are many, only each person's most frequent ones are drawn; choose "
                "somebody to see all of theirs."
            )
        self.note.setText(said)
        self.layers.setCurrentWidget(self.shown if data.members else self.nothing)
        wanted, self._wanted = self._wanted, ""
        self.choose(wanted or self.view.current)
        self.headed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.trouble.say(problem.sentence, _("Try again"), self.reload)
        self.trouble.show()

    def choose(self, key: str) -> None:
        """Put one person forward in picture and words."""
        self.view.choose(key)
        self.side.show_person(self.view.current)

    def open_person(self, key: str) -> None:
        """A resident's profile, or the card of whoever is on the list of people who support."""
        member = self.circle.by_key.get(key) if self.circle is not None else None
        if member is None:
            return
        if member.resident_id is not None:
            self.go.emit("residents", member.resident_id)
        elif member.supporter_id is not None:
            self.go.emit("sponsors", {"tab": "people", "supporter": member.supporter_id})

    def open_record(self, target: object) -> None:
        """A mapping with "resident": whoever it is stands out."""
        who = target.get("resident") if isinstance(target, dict) else None
        if who is not None:
            self._wanted = f"r{who}"
            if self.circle is not None:
                self.choose(self._wanted)

    def back(self) -> bool:
        if super().back():
            return True
        if self.view.current:
            self.choose("")
            return True
        return False
