"""The office window: every place opens, fits, has names, and lets go of what it showed."""

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests.ui.conftest import SmallHouse, let_go, opened
from tests.ui.naming import nameless
from ui import theme
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.contents import PAGES
from ui.office.frame import Frame
from ui.office.keys_card import KeysCard
from ui.office.lock import LockPage
from ui.office.places import PLACES
from ui.office.where import Where
from ui.office.window import OfficeWindow
from ui.widgets.labels import Label
from ui.widgets.search import SearchBox

Opener = Callable[..., Frame]
TURNS = 5  # a page draws itself in steps, one a turn
PLACES_HERE = [place.id for place in PLACES if place.id in PAGES]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[OfficeWindow]:
    """The office window with its frame, at the usual size."""
    window = OfficeWindow()
    window.new_frame(desk).fill(PAGES, Where())
    window.resize(1366, 690)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    let_go()


def frame_of(window: OfficeWindow) -> Frame:
    frame = window.frame_shown()
    assert frame is not None
    return frame


def test_everything_that_takes_the_focus_has_a_name(window: OfficeWindow) -> None:
    for place in PLACES_HERE:
        frame_of(window).go(place, None)
        assert nameless(window) == [], place


def test_the_lock_page_and_the_keys_card_have_names(window: OfficeWindow) -> None:
    card = KeysCard(frame_of(window))
    assert nameless(card) == []
    card.deleteLater()
    page = LockPage(locked=True)
    window.show_content(page)
    assert nameless(window) == []


@pytest.mark.parametrize(
    ("place", "verb"), [("residents", "Log contact"), ("sponsors", "Introduce"), ("beds", "")]
)
def test_the_keys_card_says_which_letter_acts_in_a_line(
    window: OfficeWindow, place: str, verb: str
) -> None:
    frame_of(window).go(place, None)
    card = KeysCard(frame_of(window))
    said = {label.text() for label in card.findChildren(Label)}
    assert {"Log contact", "Introduce"} & said == ({verb} - {""})
    card.deleteLater()


def test_the_one_name_never_writes_over_what_the_lock_page_was_told_to_say(qtbot: QtBot) -> None:
    page = LockPage(locked=True)
    qtbot.addWidget(page)
    page.line.setText("The kiosk is open.")
    page.offer(["Olive Owner"])
    assert page.line.text() == "The kiosk is open."
    fresh = LockPage()
    qtbot.addWidget(fresh)
    fresh.offer(["Olive Owner"])
    assert fresh.line.text() == "Olive Owner"


@pytest.mark.parametrize("place", PLACES_HERE)
def test_every_place_fits(desk: Desk, qapp: QApplication, place: str) -> None:
    """On every size, in both languages, and with larger letters."""
    for scale, sizes in ((1.0, ((1366, 690), (1024, 600))), (1.5, ((1366, 690),))):
        if theme.scale() != scale:
            theme.apply(qapp, "light", scale)
        for language in ("en", "es"):
            speak(language)
            window = OfficeWindow()
            frame = window.new_frame(desk)
            window.resize(*sizes[0])
            window.show()
            frame.fill(PAGES, Where(place))
            for size in sizes:
                window.resize(*size)
                for _turn in range(TURNS):
                    qapp.processEvents()
                needed = frame.minimumSizeHint()
                assert window.size() == QSize(*size)
                fits = needed.width() <= size[0] and needed.height() <= size[1]
                assert fits, f"{place} in {language}, {scale:.0%}, needs {needed.toTuple()}"
            window.close()
            window.deleteLater()
            let_go()


def test_keys_go_to_the_places_and_back(window: OfficeWindow, qapp: QApplication) -> None:
    frame = frame_of(window)
    window.activateWindow()
    for place in PLACES_HERE:
        QTest.keyClick(
            window, getattr(Qt.Key, f"Key_{_digit(place)}"), Qt.KeyboardModifier.ControlModifier
        )
        assert frame.place == place
    for place in reversed(PLACES_HERE[:-1]):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert frame.place == place


def _digit(place: str) -> str:
    return next(p.key for p in PLACES if p.id == place)


def test_the_rail_folds_where_the_window_is_narrow(
    window: OfficeWindow, qapp: QApplication
) -> None:
    frame = frame_of(window)
    assert frame.rail.width() == theme.size("nav")
    window.resize(1024, 600)
    qapp.processEvents()
    assert frame.rail.width() == theme.size("navCollapsed")


@pytest.mark.parametrize("place", PLACES_HERE)
def test_a_page_that_is_closed_is_gone(desk: Desk, qapp: QApplication, place: str) -> None:
    gc.freeze()  # what was there before need not be walked through
    try:
        window = OfficeWindow()
        frame = window.new_frame(desk)
        frame.fill(PAGES, Where(place))
        window.show()
        qapp.processEvents()
        page = weakref.ref(frame.pages[place])
        body = weakref.ref(frame)
        del frame
        window.show_content(QWidget())
        let_go()
        gc.collect()
        let_go()
        gc.collect()
        assert page() is None, gc.get_referrers(page())
        assert body() is None
    finally:
        gc.unfreeze()
    window.close()
    window.deleteLater()
    let_go()


def test_a_frame_left_half_drawn_knows_where_it_was_going(
    store: Store, lanes: Jobs, qtbot: QtBot, small_house: SmallHouse
) -> None:
    desk, window = Desk(lanes, opened(store)), OfficeWindow()
    qtbot.addWidget(window)
    frame = window.new_frame(desk)
    frame.fill(PAGES, Where("beds", history=(("today", None),)))
    assert not frame.pages
    assert frame.where() == Where("beds", history=(("today", None),))
    window.show_content(QWidget())
    let_go()
    assert not isValid(frame)
    again = window.new_frame(desk)
    again.fill(PAGES, Where("beds"))
    qtbot.waitUntil(lambda: again.place == "beds", timeout=5000)
    assert again.where().place == "beds"
    desk.shut()


def test_a_change_of_language_keeps_the_place(window: OfficeWindow, desk: Desk) -> None:
    frame = frame_of(window)
    frame.go(PLACES_HERE[-1], None)
    where = frame.where()
    speak("es")
    fresh = window.new_frame(desk)
    fresh.fill(PAGES, where)
    assert fresh.place == PLACES_HERE[-1]
    assert fresh.history == list(where.history)


def test_a_page_s_own_keys_work_while_it_is_open(
    window: OfficeWindow, small_house: SmallHouse
) -> None:
    frame = frame_of(window)
    ran: list[str] = []
    frame.go("residents", small_house.people["Sam"])
    verb = next(v for v in frame.verbs() if v.keys == "Ctrl+M")
    assert verb.id == "note"
    assert [s.key().toString() for s in frame._verb_shortcuts if s.isEnabled()] == ["Ctrl+M"]
    frame.run_verb = ran.append  # type: ignore[method-assign,assignment]
    frame._verb_keys = {}
    frame._bind_verbs()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["note"]
    frame.go("reports", None)
    assert not [s for s in frame._verb_shortcuts if s.key().toString() == "Ctrl+M"]


def test_escape_closes_and_then_goes_back(window: OfficeWindow, small_house: SmallHouse) -> None:
    frame = frame_of(window)
    frame.go("residents", None)
    frame.go("residents", small_house.people["Sam"])
    QTest.keyClick(frame, Qt.Key.Key_Escape)
    assert (frame.place, frame.pages["residents"].place_in()) == ("residents", None)
    QTest.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.place in ("residents", "today")


def test_a_toast_takes_back_what_it_told(window: OfficeWindow, desk: Desk) -> None:
    from sobrhouse.services import drafts
    from ui.desk import Step

    frame = frame_of(window)
    desk.do(
        frame, drafts.keep, "x/y", 1, "{}", said="Kept it",
        undo=lambda _: Step(drafts.forget, ("x/y", 1)),
    )  # fmt: skip
    toast = frame.toasts.shown()[-1]
    assert toast.undo.isVisibleTo(frame)
    toast.undo.click()
    assert desk.can_redo() == "Kept it"


@pytest.mark.parametrize("place", ["residents", "beds"])
def test_ctrl_f_goes_to_the_filter_where_there_is_one(window: OfficeWindow, place: str) -> None:
    frame = frame_of(window)
    frame.go(place, None)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    found = [b for b in frame.pages[place].findChildren(SearchBox) if b.isVisible()]
    assert [b.hasFocus() for b in found] == [True] * len(found)
