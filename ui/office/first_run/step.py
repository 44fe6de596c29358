"""A step of the first run: what the frame around it needs, and what all of them remember."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from sobrhouse.problems import Problem
from ui import theme
from ui.desk import Desk
from ui.widgets.boxes import hbox, vbox
from ui.widgets.field import Field
from ui.widgets.labels import Disc, Label


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """Who sets the house up; never shown, logged or kept."""

    name: str
    passphrase: str
    pin: str
    speaks: str


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup that lies on a drive, of whatever house."""

    path: Path
    made_at: datetime


class Setup(Protocol):
    """What the first steps ask of the program, while there are no records yet."""

    @property
    def on_server(self) -> bool:
        """Whether the records will be on a server, which keeps its own backups."""

    def found(
        self, who: Newcomer, done: Callable[[str], None], failed: Callable[[Problem], None]
    ) -> None:
        """Make the records and open them on the desk; `done` gets the recovery code."""

    def backups_about(self) -> Sequence[FoundBackup]:
        """The backups that lie on drives which are plugged in now, newest first; takes long."""

    def restore(self, backup: Path, secret: str, failed: Callable[[Problem], None]) -> None:
        """Put a backup in the place; the program then opens it by itself."""


@dataclass(slots=True, repr=False)
class Memory:
    """What was typed in steps that are not shown now, and what is saved already."""

    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    code: str = ""
    new_code: bool = False  # the first one may be on no paper
    people: int = 0


class StepPage(QWidget):
    """One step; it says when it is through, and puts what went wrong beside its field."""

    passed = Signal()  # saved: go on
    refused = Signal(str)  # a sentence that belongs beside no field
    busy = Signal(str)  # what is being done; empty when it is over
    id = ""
    skippable = True

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.memory = desk, memory
        self.fields: dict[str, Field] = {}

    def title(self) -> str:
        """The serif line above."""
        raise AssertionError("a step says it")

    def line(self) -> str:
        """The gray line below it."""
        raise AssertionError("a step says it")

    def verb(self) -> str:
        """The words on the primary button."""
        raise AssertionError("a step says it")

    def go(self) -> None:
        """Check and save what the step holds, then tell `passed`."""
        raise AssertionError("a step says it")

    def skip(self) -> None:
        """Leave it as it is."""
        self.passed.emit()

    def keep(self) -> None:
        """Remember what is typed, before another step is shown."""
        if self.id:
            self.memory.texts[self.id] = {n: f.text() for n, f in self.fields.items()}

    def recall(self) -> bool:
        """Put in what was typed before; False the first time."""
        known = self.memory.texts.get(self.id)
        for name, text in (known or {}).items():
            if name in self.fields:
                self.fields[name].set_text(text)
        return known is not None

    def add(self, a_field: Field) -> Field:
        """Take a field into the step; Enter in a line of it goes on."""
        self.fields[a_field.name] = a_field
        a_field.edited.connect(a_field.clear_fault)
        if isinstance(a_field.control, QLineEdit):
            a_field.control.returnPressed.connect(self.go)
        return a_field

    def refuse(self, problem: Problem) -> None:
        """Say it beside its field, else above the step; nothing was changed."""
        self.busy.emit("")
        found = self.fields.get(problem.field or "")
        if found is None:
            self.refused.emit(problem.sentence)
            return
        found.fault(problem.sentence)
        found.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """What to type in first."""
        return next((f.control for f in self.fields.values()), None)


class Beside(QWidget):
    """Two things beside one another, or below where there is no room."""

    NARROW = 690

    def __init__(
        self, left: QWidget, right: QWidget, parts: tuple[int, int] = (3, 2),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(3))
        for one, part in zip((left, right), parts, strict=True):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, one.sizePolicy().verticalPolicy())
            self._box.addWidget(one, part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.NARROW * theme.scale() ** 0.5
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)


def reason(icon: str, kind: str, title: str, words: str) -> QWidget:
    """An icon, what it is, and a line or two why."""
    row = QWidget()
    text = vbox(Label(title, "strong", wrap=True), Label(words, "muted", wrap=True), gap=0)
    box = hbox(gap=3, parent=row)
    box.addWidget(Disc(icon, kind, 32), 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(text, 1)
    return row
