"""A first run to walk in tests: a window on a folder that holds nothing, and the hands to type."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sobrhouse.storage.keys.slots import FLOOR
from tests.ui.conftest import let_go
from ui.app.setup import Restored, Setup
from ui.app.vault import Vault
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.first_run.step import Newcomer
from ui.office.first_run.view import FirstRun
from ui.office.window import OfficeWindow

WORDS = "lamp river seven boots"
PIN = "483920"
DANA = Newcomer("Dana Ruiz", WORDS, PIN, "en")


@dataclass
class Run:
    """A first run in its window, on a folder that holds nothing."""

    folder: Path
    desk: Desk
    vault: Vault
    window: OfficeWindow
    page: FirstRun
    restored: list[Restored] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def step(self) -> Any:
        """What is shown."""
        return self.page.step

    @property
    def database(self) -> Path:
        """Where the house will be."""
        return self.folder / "house.db"

    def type(self, *texts: str) -> None:
        """Type into the fields of the step one after another, Tab between them, Enter at last."""
        for a_field, text in zip(self.step.fields.values(), texts, strict=False):
            a_field.control.setFocus()
            a_field.control.selectAll()
            QTest.keyClicks(a_field.control, text)
            last = a_field.control
        QTest.keyClick(last, Qt.Key.Key_Return)

    def lines(self, *texts: str) -> None:
        """Type people, one in each line."""
        for text in texts:
            QTest.keyClicks(self.step.lines.box, text)
            QTest.keyClick(self.step.lines.box, Qt.Key.Key_Return)

    def on(self) -> None:
        """Ctrl+Enter."""
        QTest.keyClick(self.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def to(self, place: str) -> None:
        """Walk to a step, everything before it as short as can be."""
        while self.page.place != place:
            if self.page.place == "you":
                self.type("Dana Ruiz", WORDS, WORDS, PIN)
            elif self.page.place == "code":
                self.type(self.page.memory.code[-4:])
            elif self.page.place == "start":
                self.on()
            else:
                self.page.skip.click()

    def read(self, query: Callable[..., Any], *given: Any) -> Any:
        """Ask the desk at once."""
        found: list[Any] = []
        self.desk.ask(self.page, query, *given, done=found.append)
        return found[0]


@contextmanager
def first_run(tmp_path: Path) -> Iterator[Run]:
    """A first run that is shown; keys are as cheap to make as is allowed."""
    desk, window = Desk(InlineJobs()), OfficeWindow()
    vault = Vault(tmp_path / "house.db", tmp_path)
    restored: list[Restored] = []
    setup = Setup(vault, desk, restored.append, window, FLOOR)
    page = FirstRun(desk, setup, window)
    this = Run(tmp_path, desk, vault, window, page, restored)
    page.done.connect(lambda: this.ended.append("done"))
    page.practice.connect(lambda: this.ended.append("practice"))
    window.show_content(page)
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    yield this
    desk.shut()
    window.close()
    window.deleteLater()
    let_go()
