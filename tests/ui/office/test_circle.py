"""The circle in the office: the picture and the words say the same, by mouse and by keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.make import SUNDAY
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse, let_go
from ui import theme
from ui.desk import Desk
from ui.office.circle.tab import CircleTab
from ui.office.form_panel import FormPanel
from ui.office.papers.dialog import PaperDialog
from ui.office.profile.circle import ProfileCircle
from ui.office.profile.view import ProfileView
from ui.office.reports.place import ReportsPage
from ui.widgets.labels import Label

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def ties(desk: Desk, store: Store, small_house: SmallHouse) -> SmallHouse:
    """Marcus, long sober, is Sam's buddy; Bill W. sponsors Sam; nobody is there for Marcus."""
    marcus, sam = small_house.people["Marcus"], small_house.people["Sam"]
    make.sobriety(store, marcus, SUNDAY - timedelta(days=400))
    make.sobriety(store, sam, SUNDAY - timedelta(days=20))
    bill = make_circle.supporter(store, small_house.house_id)
    make_circle.sponsorship(store, sam, supporter_id=bill)
    make_circle.sponsorship(store, sam, kind="house_buddy", peer_resident_id=marcus)
    return small_house


@pytest.fixture
def tab(desk: Desk, ties: SmallHouse, shown: Shown) -> CircleTab:
    made = CircleTab(desk)
    shown(made)
    made.reload()
    return made


def words(widget: QWidget) -> list[str]:
    """All that is to be read in a widget, once Qt has shown what was added."""
    let_go()
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def test_who_may_need_a_connection_stands_beside_the_picture_with_the_facts(tab: CircleTab) -> None:
    said = words(tab.side)
    assert said[:3] == [
        "May need a connection", "Marcus T.",
        "87 days in the house. 400 days sober. Nobody in the house is sober longer. "
        "Ties to people who are not sober longer: Sam O.",
    ]  # fmt: skip
    assert tab.context() == "2 residents · 1 may need a connection · only staff see this"


def test_the_arrows_go_from_person_to_person_and_a_screen_reader_is_told(
    tab: CircleTab, qtbot: QtBot, ties: SmallHouse
) -> None:
    opened: list[tuple[str, object]] = []
    tab.go.connect(lambda place, target: opened.append((place, target)))
    seen = []
    for _step in range(3):
        qtbot.keyClick(tab.view, Qt.Key.Key_Right)
        seen.append(tab.view.accessibleDescription())
        assert tab.view.accessibleDescription().split(", ")[0] == words(tab.side)[0]
        qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert sorted(seen) == [
        "Bill W., Supports Sam O. (Sponsor)",
        "Marcus T., Buddy of Sam O., Same room: Sam O.",
        "Sam O., Sponsor: Bill W., Buddy: Marcus T., Same room: Marcus T.",
    ]
    assert ("residents", ties.people["Sam"]) in opened
    (card,) = (target for place, target in opened if place == "sponsors")
    assert isinstance(card, dict) and card["tab"] == "people"
    qtbot.keyClick(tab.view, Qt.Key.Key_Escape)
    assert tab.view.current == "" and tab.side.person.isHidden()


def test_a_click_on_a_person_or_a_name_chooses_and_one_beside_lets_go(
    tab: CircleTab, qtbot: QtBot, ties: SmallHouse
) -> None:
    key = f"r{ties.people['Sam']}"
    drawing = tab.view.drawing()
    assert drawing is not None
    qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton, pos=drawing.places[key].toPoint())
    assert tab.view.current == key and words(tab.side)[0] == "Sam O."
    qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert tab.view.current == ""
    name = drawing.names[key].center().toPoint()
    qtbot.mouseClick(tab.view, Qt.MouseButton.LeftButton, pos=name)
    assert tab.view.current == key


def test_a_kind_that_is_left_out_is_not_drawn(tab: CircleTab) -> None:
    def drawn() -> set[str]:
        drawing = tab.view.drawing()
        assert drawing is not None
        return {way.tie.kind for way in drawing.ways} | ({"room"} if drawing.arcs else set())

    assert drawn() == {ties_of.SPONSORSHIP, ties_of.BUDDY, ties_of.ROOM}
    tab.legend.boxes[ties_of.BUDDY].setChecked(False)
    tab.legend.boxes[ties_of.ROOM].setChecked(False)
    assert drawn() == {ties_of.SPONSORSHIP}


def test_a_sponsor_whose_name_is_kept_is_a_mark_and_no_name(
    tab: CircleTab, store: Store, ties: SmallHouse
) -> None:
    before = tab.view.grab().toImage()
    hidden = make_circle.supporter(store, ties.house_id, "Quentin Z.")
    make_circle.sponsorship(store, ties.people["Marcus"], supporter_id=hidden, share="existence")
    tab.reload()
    assert tab.view.grab().toImage() != before
    assert "Everybody has a tie to somebody further along." in words(tab.side)
    tab.choose(f"r{ties.people['Marcus']}")
    said = " ".join((*words(tab), tab.view.accessibleDescription()))
    assert "A sponsor or mentor, not named" in said and "Quentin" not in said


def test_the_picture_puts_on_another_look(tab: CircleTab, qapp: object) -> None:
    light = tab.view.grab().toImage()
    theme.apply(qapp, "dark")  # type: ignore[arg-type]
    assert tab.view.grab().toImage() != light
    assert tab.view.grab().toImage().format() != QImage.Format.Format_Invalid


def test_it_goes_to_paper(tab: CircleTab) -> None:
    went: list[tuple[str, object]] = []
    tab.go.connect(lambda place, target: went.append((place, target)))
    tab.print.click()
    assert went == [("reports", "circle")]


def test_an_empty_house_says_so(desk: Desk, store: Store, shown: Shown) -> None:
    empty = CircleTab(desk)
    shown(empty)
    empty._show(Circle(SUNDAY, 28))
    assert empty.layers.currentWidget() is empty.nothing


def test_reports_has_the_circle_with_names_as_the_house_prints_them(
    desk: Desk, ties: SmallHouse, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("circle")
    text = read(page.view.pdf)
    assert "Marcus T." in text and "May need a connection" in text and "Bill W." in text


@pytest.fixture
def profile(desk: Desk, ties: SmallHouse, shown: Shown) -> ProfileCircle:
    """Sam's profile, its tab Sponsor in front."""
    view = ProfileView(desk, FormPanel())
    shown(view)
    view.open_person(ties.people["Sam"])
    view.tabs.show_tab("sponsor")
    (part,) = view.findChildren(ProfileCircle)
    return part


def test_a_profile_has_the_persons_own_circle_in_picture_and_words(
    profile: ProfileCircle, ties: SmallHouse
) -> None:
    assert profile.view.middle == f"r{ties.people['Sam']}"
    said = words(profile)
    for line in ("Sponsor: Bill W.", "Buddy: Marcus T.", "Same room: Marcus T."):
        assert line in said
    went: list[tuple[str, object]] = []
    profile.go.connect(lambda place, target: went.append((place, target)))
    profile.whole.click()
    profile.view.opened.emit(f"r{ties.people['Marcus']}")
    assert went == [
        ("sponsors", {"tab": "circle", "resident": ties.people["Sam"]}),
        ("residents", ties.people["Marcus"]),
    ]


def test_a_persons_circle_is_printed_from_the_profile(profile: ProfileCircle) -> None:
    profile.print.click()
    (dialog,) = profile.window().findChildren(PaperDialog)
    text = read(dialog.view.pdf)
    assert "Sponsor: Bill W." in text and "Sam O." in text
    dialog.reject()
