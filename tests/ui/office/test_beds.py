"""The Beds place: the board, moving people by mouse and keys, the waitlist, past nights."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.houses import BedState
from sobrhouse.services import bed_keeping
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from ui.office.beds.menus import fill_bed_menu
from ui.office.beds.place import BedsPage
from ui.office.beds.side import HistoryRow
from ui.office.beds.tile import MIME
from ui.office.fields.known_before import KnownBefore
from ui.widgets.buttons import Button


@pytest.fixture
def page(desk, shown):
    """The board of the small house: Marcus in 1A, Sam in 1B, 1C free."""
    page = shown(BedsPage(desk))
    page.beds.pick(next(iter(page.beds._tiles)))
    return page


def card(page, label):
    return next(c for c in page.board_shown.beds if c.label == label)


def tile(page, label):
    return page.beds.tile(card(page, label).bed_id)


def press(page, key):
    QTest.keyClick(page.focusWidget() or page.beds, key)


def verbs(page, label):
    menu = QMenu(page)
    fill_bed_menu(menu, card(page, label), page.steps, page.beds, live=page.can_change())
    return {a.text(): a for a in menu.actions() if a.text()}


def gone(page):
    """Where the page asked to go."""
    places = []
    page.go.connect(lambda place, target: places.append((place, target)))
    return places


def test_the_strip_counts_the_beds(page):
    assert (page.strip.figure.text(), page.strip.rest.toolTip() or page.strip.rest.text()) != (
        "",
        "",
    )
    assert page.strip.figure.text() == "2"
    assert page.board_shown.census.free == 1


def test_a_card_says_all_it_shows(page):
    said = tile(page, "1A").accessibleName()
    assert said.startswith("Bed 1A, Room 1, Marcus T.")
    assert "Moved in Aug 27" in said
    assert tile(page, "1C").accessibleName().startswith("Bed 1C, Room 1, Free")


def test_all_cards_have_one_height(page):
    assert len({tile(page, label).height() for label in ("1A", "1B", "1C")}) == 1


def test_the_free_bed_asks_for_somebody_with_one_click(page):
    places = gone(page)
    QTest.mouseClick(tile(page, "1C"), Qt.MouseButton.LeftButton)
    assert places == [("residents", {"new": card(page, "1C").bed_id, "resident": None})]


def test_enter_opens_the_profile(page):
    places = gone(page)
    tile(page, "1B").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Return)
    assert places == [("residents", card(page, "1B").sleeper.resident_id)]


def test_arrows_walk_from_bed_to_bed_and_tab_stops_once(page):
    tile(page, "1A").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Down)
    assert page.beds.current().label == "1B"
    press(page, Qt.Key.Key_Down)
    assert page.beds.current().label == "1C"
    stops = [t for t in page.beds._tiles.values() if t.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [tile(page, "1C")]


def test_m_and_a_bed_move_somebody_with_a_reason(page):
    tile(page, "1A").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_M)
    assert not page.choosing.isHidden()
    tile(page, "1C").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Return)
    form = page.side.form()
    form.submit()
    assert form["reason"].faulty()
    form["reason"].set_text("closer to the bath")
    form.submit()
    assert card(page, "1C").sleeper.name == "Marcus T."
    assert card(page, "1A").state is BedState.FREE
    assert page.side.form() is None


def test_a_move_is_undone(page, desk):
    page.steps.move(card(page, "1A"), card(page, "1C"))
    page.side.form()["reason"].set_text("asked for it")
    page.side.form().submit()
    desk.undo()
    desk.look()
    assert card(page, "1A").sleeper.name == "Marcus T."


def test_a_card_dropped_on_a_taken_bed_offers_a_swap(page):
    page.beds._on_dropped(card(page, "1A").bed_id, card(page, "1B"))
    form = page.side.form()
    assert form.verb.words() == "Swap beds"
    form["reason"].set_text("snoring")
    form.submit()
    assert card(page, "1A").sleeper.name == "Sam O."
    assert card(page, "1B").sleeper.name == "Marcus T."


def test_a_refused_move_is_said_beside_the_field_and_nothing_is_lost(page, store):
    page.steps.move(card(page, "1A"), card(page, "1C"))
    form = page.side.form()
    form["reason"].set_text("asked for it")
    make.outage(store, card(page, "1C").bed_id)
    form.submit()
    assert "out of use" in form.summary.label.text()
    assert form["reason"].text() == "asked for it"


def test_escape_stops_choosing_then_closes_the_form(page):
    page.beds.start_choosing(card(page, "1A"))
    assert page.back()
    assert page.choosing.isHidden()
    page.steps.hold_while_away(card(page, "1A"))
    assert page.back()
    assert page.side.form() is None
    assert not page.back()


def test_somebody_away_is_marked_and_back(page):
    page.steps.hold_while_away(card(page, "1A"))
    form = page.side.form()
    form["kind"].set_value("pass")
    form["until"].set_value(SUNDAY + timedelta(days=3))
    form.submit()
    assert card(page, "1A").state is BedState.AWAY
    assert "On pass" in tile(page, "1A").accessibleName()
    verbs(page, "1A")["Marcus T. is back"].trigger()
    assert card(page, "1A").state is BedState.FILLED


def test_a_bed_goes_out_of_use_and_back_by_its_menu(page):
    verbs(page, "1C")["Take out of use"].trigger()
    form = page.side.form()
    form["note"].set_text("Fix window first")
    form.submit()
    assert card(page, "1C").state is BedState.OUT
    verbs(page, "1C")["Put back in use"].trigger()
    assert card(page, "1C").state is BedState.FREE


def test_a_past_night_can_only_be_read(page):
    page.show_night(date(2026, 8, 1))
    assert not page.past.isHidden()
    assert page.strip.figure.text() == "0"
    assert page.header_buttons() == [page.print]
    assert set(verbs(page, "1C")) == {"Bed history"}
    assert page.back()
    assert page.past.isHidden()
    assert page.strip.figure.text() == "2"


def test_the_history_of_a_bed_is_told(page):
    page.steps.look_back(card(page, "1A"))
    names = [w.accessibleName() for w in page.side.findChildren(QWidget) if w.accessibleName()]
    assert any(name.startswith("Marcus T., Since Aug 27") for name in names)


def test_somebody_is_added_offered_a_bed_and_taken_off_the_list(page):
    page.side.waitlist.new.click()
    form = page.side.form()
    form["first"].set_text("Paul")
    form["last"].set_text("Eads")
    form["needs"].set_text("ground floor")
    form.submit()
    row = page.waiting[0]
    assert (row.name, row.needs) == ("Paul E.", "ground floor")
    page.side.waitlist.cards()[0].step.click()
    page.side.form().submit()
    assert card(page, "1C").state is BedState.HELD
    assert page.side.waitlist.cards()[0].step.words() == "Move in"
    places = gone(page)
    page.side.waitlist.cards()[0].step.click()
    assert places[0][1] == {"new": card(page, "1C").bed_id, "resident": row.resident_id}
    page.waits.leave(page.waiting[0])
    page.side.form().submit()
    assert page.waiting == ()
    assert card(page, "1C").state is BedState.FREE


def test_without_a_bed_to_offer_it_says_so(page, store, desk, small_house):
    store.write(OWNER, bed_keeping.out_of_service, card(page, "1C").bed_id, "paint", SUNDAY)
    make.application(store, make.resident(store, "Paul", "Eads"), desk.house_id)
    desk.look()
    page.side.waitlist.cards()[0].step.click()
    assert page.side.form() is None
    assert page.side.currentWidget() is not page.side.waitlist


def offers(page):
    """The buttons that offer somebody on record."""
    known = page.side.currentWidget().findChild(KnownBefore)
    assert not known.isHidden()
    rows = [known.layout().itemAt(i).widget() for i in range(known.layout().count())]
    words = ("The same person", "Go to them")
    return [b for row in rows for b in row.findChildren(Button) if b.words() in words]


def type_name(page, first, last, born=""):
    form = page.side.form()
    for name, text in (("first", first), ("last", last), ("birth_on", born)):
        form[name].set_text(text)
        form[name].left.emit()


def test_who_comes_back_is_put_on_the_waitlist_without_a_second_record(
    page, desk, store, small_house
):
    person = make.resident(store, "Luis", "Gomez", birth_on=date(1990, 4, 2))
    make.stay(
        store,
        person,
        small_house.house_id,
        discharged_on=date(2026, 9, 1),
        discharge_type="successful",
    )
    page.side.waitlist.new.click()
    type_name(page, "Lui", "Gomez", "4/2/1990")
    (same,) = offers(page)
    assert same.words() == "The same person"
    page.side.form()["needs"].set_text("lower bunk")
    same.click()
    (row,) = page.waiting
    assert (row.resident_id, row.needs) == (person, "lower bunk")
    page.side.waitlist.new.click()
    type_name(page, "Luis", "Gomez")
    offers(page)[0].click()
    assert "on the waitlist already" in page.side.form().summary.label.text()
    desk.undo()
    desk.look()
    assert page.waiting == ()


def test_who_lives_here_is_gone_to_instead_of_waiting(page):
    places = gone(page)
    page.side.waitlist.new.click()
    type_name(page, "Marcus", "Tate")
    (there,) = offers(page)
    assert there.words() == "Go to them"
    there.click()
    assert places == [("residents", card(page, "1A").sleeper.resident_id)]
    assert page.side.form() is None


def test_a_narrow_window_folds_the_waitlist_behind_a_button(page):
    page.resize(900, 560)
    assert page.side.isHidden()
    page.strip.waitlist.click()
    assert not page.side.isHidden()


def test_a_house_without_rooms_asks_for_them(store, desk, shown):
    desk.take_houses([*desk.houses])
    empty = make.house(store, "Oak House")
    desk.house_id = empty
    page = shown(BedsPage(desk))
    assert page.middle.currentWidget() is page.nothing
    page.nothing.button.click()
    assert page.middle.currentWidget() is page.set_up


def test_a_card_is_dragged_onto_another(page):
    data = QMimeData()
    data.setData(MIME, str(card(page, "1A").bed_id).encode())
    target = tile(page, "1C")
    here, left = QPointF(5, 5), Qt.MouseButton.LeftButton
    none, move = Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(here.toPoint(), move, data, left, none)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    target.dropEvent(QDropEvent(here, move, data, left, none))
    assert page.side.form().verb.words() == "Move"


def test_a_bed_out_of_use_takes_no_drop(page, store):
    store.write(OWNER, bed_keeping.out_of_service, card(page, "1C").bed_id, "paint", SUNDAY)
    page.desk.look()
    data = QMimeData()
    data.setData(MIME, str(card(page, "1A").bed_id).encode())
    none, move = Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(5, 5), move, data, Qt.MouseButton.LeftButton, none)
    tile(page, "1C").dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_everything_that_takes_the_focus_has_a_name(page):
    page.steps.move(card(page, "1A"), card(page, "1C"))
    reached = [
        w
        for w in page.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisibleTo(page)
    ]
    assert reached
    assert not [w for w in reached if not w.accessibleName()]


def test_a_wrong_first_night_is_corrected_from_the_menu_and_the_history_says_so(page, desk):
    verbs(page, "1A")["Correct the first night"].trigger()
    form = page.side.form()
    assert form["start_on"].value() == date(2026, 8, 27)
    form["start_on"].set_text("Aug 30")
    form.submit()
    assert form["reason"].faulty()
    form["reason"].set_text("came after the weekend")
    form.submit()
    assert card(page, "1A").sleeper.since == date(2026, 8, 30)
    page.steps.look_back(card(page, "1A"))
    rows = page.side.findChildren(HistoryRow)
    assert (
        "Corrected by Olive Owner: came after the weekend. First night before: Aug 27"
        in rows[0].accessibleName()
    )
    assert "Taken back by Olive Owner: came after the weekend" in rows[1].accessibleName()
    desk.undo()
    desk.look()
    assert card(page, "1A").sleeper.since == date(2026, 8, 27)
