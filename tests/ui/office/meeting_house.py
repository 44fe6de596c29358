"""A house of fourteen on a Sunday evening, its meeting, and somebody who has keys alone."""

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse.services import action_items, commitments, house_meetings, passes, signins
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER
from ui.desk import Desk
from ui.office.contents import PAGES
from ui.office.frame import Where
from ui.office.window import OfficeWindow

PEOPLE = (
    ("Andre", "West"), ("Ben", "Fox"), ("Carlos", "Mora"), ("Dee", "Lane"), ("Hector", "Ruiz"),
    ("Jay", "Porter"), ("Luis", "Gomez"), ("Marcus", "Tate"), ("Nate", "Bell"),
    ("Omar", "Said"), ("Ray", "Hunt"), ("Sam", "Okafor"), ("Ty", "Cole"), ("Will", "Kerr"),
)  # fmt: skip
SUNDAY = date(2026, 11, 22)
PICTURES = "SOBRHOUSE_PICTURES"  # a folder: what the screen shows is saved there


@dataclass
class MeetingHouse:
    """The house, its people's stays by first name, and its series."""

    house_id: int
    series_id: int
    stays: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> list[int]:
        """Every stay, by name."""
        return list(self.stays.values())


def fill(store: Store, house_id: int, people: int = 14) -> MeetingHouse:
    """People move in; the house meets on Sundays at 7:30 in the living room."""
    series = make.meeting_series(store, house_id, place="Living room")
    house = MeetingHouse(house_id, series)
    for first, last in PEOPLE[:people]:
        house.stays[first] = make.stay(store, make.resident(store, first, last), house_id)
    return house


def last_week(store: Store, house: MeetingHouse) -> None:
    """The meeting before: an action item and two promises come from it."""
    before = make.house_meeting(
        store, house.house_id, title="House meeting", planned_at=NOW - timedelta(days=7),
        chair_stay_id=house.stays["Andre"], started_at=NOW - timedelta(days=7),
    )  # fmt: skip
    store.write(OWNER, action_items.add_action, before, "Fix the dryer vent", house.stays["Omar"],
                SUNDAY - timedelta(days=2))  # fmt: skip
    store.write(OWNER, commitments.promise, before, house.stays["Jay"], "Call my sponsor daily")
    store.write(OWNER, commitments.promise, before, house.stays["Dee"], "Three job applications")
    store.write(OWNER, house_meetings.finish_meeting, before)


def evening(store: Store, house: MeetingHouse) -> None:
    """Ben is on a pass, Luis at the store, Sam at church, Ty at the doctor."""
    wish = store.write(OWNER, passes.ask, house.stays["Ben"],
                       Plan(NOW, NOW + timedelta(days=1), "Home"))  # fmt: skip
    store.write(OWNER, passes.approve, wish)
    store.write(OWNER, passes.leave, wish)
    for first, place in (("Luis", "Store"), ("Sam", "St. Mark"), ("Ty", "Doctor")):
        if first not in house.stays:
            continue
        store.write(OWNER, signins.sign_out, house.stays[first], place, NOW + timedelta(hours=2))


class Keys:
    """Keys pressed one by one on whatever has the focus, counted; pictures on the way."""

    def __init__(self, window: QWidget, name: str = "meeting") -> None:
        self.window, self.name = window, name
        self.pressed = 0
        folder = os.environ.get(PICTURES)
        self.folder = Path(folder) if folder else None
        self._taken = 0

    def press(self, *keys: str) -> None:
        """Press keys such as "P", "Alt+V", "Tab", "Ctrl+Return"."""
        for text in keys:
            combination = QKeySequence(text)[0]
            at = self._at()
            QTest.keyClick(at, combination.key(), combination.keyboardModifiers())
            self.pressed += 1
            settle()

    def type(self, text: str) -> None:
        """Type words."""
        for letter in text:
            at = self._at()
            if letter == "\n":
                QTest.keyClick(at, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(at, letter)
            self.pressed += 1
        settle()

    def _at(self) -> QWidget:
        """What has the focus; pytest takes it from windows between two steps."""
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():
            top.activateWindow()
            settle()
        return QApplication.focusWidget() or top

    def picture(self, what: str) -> None:
        """Save what the window shows, where a folder is named."""
        if self.folder is None:
            return
        self._taken += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        settle()
        self.window.grab().save(str(self.folder / f"{self.name}-{self._taken:02}-{what}.png"))


def office(desk: Desk, meeting: int, width: int = 1366, height: int = 690) -> OfficeWindow:
    """The office's window with one meeting open, and the keyboard."""
    window = OfficeWindow()
    window.resize(width, height)
    window.show()
    frame = window.new_frame(desk)
    frame.fill(PAGES, Where())
    frame.go("meetings", meeting)
    settle()
    return window


def settle() -> None:
    """Let Qt draw, answer and delete."""
    for _turn in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
