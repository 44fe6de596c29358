"""First run: six steps from an empty computer to a house that can be worked in.

Each step is saved when it is left, so whoever stops in the middle has a house that works.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.first_steps import code_is_kept
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.first_run.backup import BackupStep
from ui.office.first_run.code import CodeStep
from ui.office.first_run.house import HouseStep
from ui.office.first_run.people import PeopleFile, PeopleStep
from ui.office.first_run.rail import StepsRail
from ui.office.first_run.restore import RestoreStep
from ui.office.first_run.rules import RulesStep
from ui.office.first_run.start import StartStep
from ui.office.first_run.step import Memory, Setup, StepPage
from ui.office.first_run.you import YouStep
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Rule
from ui.widgets.progress import Working

ORDER = ("start", "you", "code", "house", "people", "rules", "backup")
_NUMBERS = {
    "start": 1, "you": 2, "code": 2, "house": 3, "people": 4, "file": 4, "rules": 5, "backup": 6,
}  # fmt: skip
_NO_WAY_BACK = ("start", "code", "house")  # the records are made once
WIDEST = 1040


class FirstRun(QWidget):
    """The steps, one at a time, with the rail that tells how far one is."""

    done = Signal()
    practice = Signal()

    def __init__(
        self, desk: Desk, setup: Setup, parent: QWidget | None = None, *, at: str = "start"
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self.setup = desk, setup
        self.memory = Memory()
        self.place = at
        self.step: StepPage | None = None
        self._skipped: set[int] = set()
        self._working = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        if at == "code":
            self.desk.ask(self, code_is_kept, done=self._on_kept, failed=self._new_code)
        else:
            self.build()

    def _on_kept(self, kept: bool) -> None:
        if kept:
            self.place = "house"
            self.build()
        else:
            self._new_code()

    def _new_code(self, _problem: Problem | None = None) -> None:
        """Taken up again before the code was typed back: the first one may be on no paper."""
        keeping = self.desk.keeping
        if keeping is None:
            self.place = "house"
            self.build()
            return

        def shown(code: str) -> None:
            self.memory.code, self.memory.new_code = code, True
            self.build()

        self.desk.slow(self, keeping.new_recovery_code, done=shown)

    # The frame around a step

    def build(self) -> None:
        """Make everything anew, in the language and size of now."""
        clear(self._row)
        self.rail = StepsRail(
            (_("Welcome"), _("You and your keys"), _("Your house"), _("Who lives here"),
             _("House rules"), _("Backups")),
            on_server=self.setup.on_server,
        )  # fmt: skip
        self.count, self.title = Label("", "muted"), Label("", "title", wrap=True)
        self.line = Label("", "muted", wrap=True)
        self.banner = Banner("", "bad", closable=True)
        self.banner.hide()
        self.body = ScrollBox()
        self.body.column.setContentsMargins(0, 0, 12, 16)
        self.working = Working(self, cancel=False)
        self.back = Button(_("Back"), "ghost", icon="arrow-left")
        self.skip = Button(_("Skip for now"), "ghost")
        self.next = Button("", "primary", keys="Ctrl+Return")
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self._on_skip)
        self.next.clicked.connect(self.go_on)
        inside = vbox(
            vbox(self.count, self.title, self.line, gap=0), self.banner, gap=3,
            margins=(28, 20, 28, 0),
        )  # fmt: skip
        inside.addWidget(self.body, 1)
        foot = vbox(
            self.working, hbox(self.back, 1, self.skip, self.next, gap=2), gap=2,
            margins=(28, 10, 28, 14),
        )  # fmt: skip
        right = vbox(inside, Rule(), foot, gap=0)
        right.setStretch(0, 1)
        self._row.addWidget(self.rail)
        self._row.addLayout(right, 1)
        self.show_step(self._make(self.place))

    def _make(self, place: str) -> StepPage:
        desk, memory = self.desk, self.memory
        if place == "start":
            step = StartStep(desk, memory, on_server=self.setup.on_server)
            step.changed.connect(self.build)
            step.practice.connect(self.practice)
            step.restore.connect(partial(self.open_step, "restore"))
            return step
        if place == "people":
            people = PeopleStep(desk, memory)
            people.spreadsheet.connect(self._on_spreadsheet)
            people.worded.connect(self._on_worded)
            return people
        makers: dict[str, Callable[[], StepPage]] = {
            "restore": lambda: RestoreStep(desk, memory, self.setup),
            "you": lambda: YouStep(desk, memory, self.setup),
            "code": lambda: CodeStep(desk, memory),
            "house": lambda: HouseStep(desk, memory),
            "rules": lambda: RulesStep(desk, memory),
            "backup": lambda: BackupStep(desk, memory, on_server=self.setup.on_server),
        }
        return makers[place]()

    def show_step(self, step: StepPage) -> None:
        """Put a step into the frame."""
        self.body.clear()
        self.step = step
        step.setMaximumWidth(round(WIDEST * theme.scale()))
        step.passed.connect(self._on_passed)
        step.refused.connect(self._on_refused)
        step.busy.connect(self._on_busy)
        self.body.add(step)
        self.body.verticalScrollBar().setValue(0)
        self.banner.hide()
        self._on_busy("")
        number = _NUMBERS.get(self.place, 1)
        self.count.setText(_("Step {n} of {m}").format(n=number, m=len(self.rail.rows)))
        self.count.setVisible(self.place != "restore")
        self.title.setText(step.title())
        self.line.setText(step.line())
        self._on_worded()
        self.back.setVisible(self.place not in _NO_WAY_BACK)
        self.next.setVisible(self.place != "file")  # the import has verbs of its own
        self.skip.setVisible(step.skippable and self.place != "start")
        self.rail.show_states(
            [
                "here" if n == number else "ahead" if n > number
                else "skipped" if n in self._skipped else "done"
                for n in range(1, len(self.rail.rows) + 1)
            ]
        )  # fmt: skip
        self._focus()

    def _focus(self) -> None:
        first = self.step.first_focus() if self.step else None
        (first or self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_worded(self) -> None:
        if self.step is not None:
            self.next.set_text(self.step.verb())

    def _on_refused(self, sentence: str) -> None:
        self._on_busy("")
        self.banner.say(sentence)
        self.banner.show()

    def _on_busy(self, what: str) -> None:
        self._working = bool(what)
        for part in (self.next, self.skip, self.back):
            part.setEnabled(not what)
        if self.step is not None:
            self.step.setEnabled(not what)
        if what:
            self.banner.hide()
            self.working.start(what)
        else:
            self.working.stop()

    # Walking

    def open_step(self, place: str) -> None:
        """Show the step of that name; what was typed in this one is remembered."""
        if self.step is not None:
            self.step.keep()
        self.place = place
        self.show_step(self._make(place))

    def go_on(self) -> None:
        """The primary button: save this step and show the next one."""
        if self.step is not None and not self._working:
            self._skipped.discard(_NUMBERS.get(self.place, 0))
            self.step.go()

    def _on_skip(self) -> None:
        if self.step is not None and self.step.skippable and not self._working:
            self._skipped.add(_NUMBERS[self.place])
            self.step.skip()

    def _on_passed(self) -> None:
        if self.place == ORDER[-1]:
            self.done.emit()
        elif self.place == "file":
            self.open_step("rules")
        else:
            self.open_step(ORDER[ORDER.index(self.place) + 1])

    def go_back(self) -> None:
        """One step back; never to before the records were made."""
        if self._working or self.place in _NO_WAY_BACK:
            return
        if self.place == "restore":
            self.open_step("start")
        elif self.place == "file":
            self.open_step("people")
        else:
            self.open_step(ORDER[ORDER.index(self.place) - 1])

    def _on_spreadsheet(self, text: str | None) -> None:
        if self.step is not None:
            self.step.keep()
        self.place = "file"
        step = PeopleFile(self.desk, self.memory, text)
        self.show_step(step)
        step.view.headed.connect(self._on_headed)

    def _on_headed(self) -> None:
        if self.step is not None:
            self.title.setText(self.step.title())
            self.line.setText(self.step.line())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
