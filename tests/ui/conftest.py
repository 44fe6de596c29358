"""What tests of the client may use: a desk on a real store, pages that are shown, no thread left
behind.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.queries.unlocks import my_houses
from sobrhouse.storage.store import Store
from tests import make
from tests.ui.naming import nameless_anywhere
from ui import theme
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs, Jobs
from ui.office.step_up import StepUp
from ui.theme.state import look


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """At the end of every test all that its windows show has a name for who cannot see it."""
    result = yield
    if isinstance(QApplication.instance(), QApplication):
        assert nameless_anywhere() == []
    return result


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Every thread that a test starts has ended when the test has."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive()]
    left = [t for t in left if t.name.startswith("sobrhouse")]
    assert not left, f"still running: {left}"


@pytest.fixture(autouse=True, scope="session")
def windows_are_dressed() -> Iterator[None]:
    """A part that a test shows by itself is a window then, and wears what a window does."""
    show = QWidget.show

    def dressed_first(widget: QWidget) -> None:
        if widget.parent() is None and not widget.styleSheet():
            theme.dress(widget)
        show(widget)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QWidget, "show", dressed_first)
        yield


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Every test starts in the light look at 100 %, and leaves no window for the next to
    restyle.
    """
    if (theme.mode(), theme.scale()) != ("light", 1.0) or not look.sheet:
        theme.apply(qapp, "light", 1.0)
    yield
    for window in qapp.topLevelWidgets():
        # a list of words to choose from belongs to its completer, though it has no parent
        if window.parent() is None and window.windowType() is not Qt.WindowType.Popup:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(store: Store, **more: object) -> Opened:
    """The store as its owner opens it."""
    me = store.actor(staff_id=1)
    # type: ignore[arg-type]
    return Opened(store, store.watch(), me, store.read(me, my_houses), **more)


@dataclass(frozen=True)
class SmallHouse:
    """A house with one room of three beds, two of them taken."""

    house_id: int
    room_id: int
    beds: dict[str, int]
    people: dict[str, int]


@pytest.fixture
def small_house(store: Store) -> SmallHouse:
    """Marcus Tate in 1A, Sam Okafor in 1B, nobody in 1C."""
    house = make.house(store)
    room = make.room(store, house)
    beds, people = {}, {}
    for label, first, last in (("1A", "Marcus", "Tate"), ("1B", "Sam", "Okafor")):
        beds[label] = make.bed(store, room, label)
        people[first] = make.resident(store, first, last)
        make.assignment(store, make.stay(store, people[first], house), beds[label])
    beds["1C"] = make.bed(store, room, "1C")
    return SmallHouse(house, room, beds, people)


@pytest.fixture
def desk(store: Store, small_house: SmallHouse, qapp: QApplication) -> Iterator[Desk]:
    """A desk of the owner that asks and does at once."""
    at_once = Desk(InlineJobs(), opened(store))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Jobs]:
    """The real two lanes."""
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Show a widget until the test ends."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1170, 638)
        widget.show()
        return widget

    return show


PIN = "246810"


def confirm_by(page: QWidget, pin: str) -> StepUp:
    """Type a PIN into the question that stands open, and press its verb."""
    (dialog,) = (d for d in page.window().findChildren(StepUp) if d.isVisible())
    dialog.pin.set_text(pin)
    dialog.verb.click()
    return dialog


def let_go() -> None:
    """Let Qt delete what is to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
