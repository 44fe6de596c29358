"""The kiosk part of a profile, messages and badges: what the office arranges, and undo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from sobrhouse.queries.kiosk_access import AccessRow, kiosk_access, people_for_badges
from sobrhouse.queries.messages import messages_of
from sobrhouse.services import kiosk_access as service
from sobrhouse.services.kiosk_access import Wish
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import MessageRead, PinThrottle
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.papers import badges
from ui.office.papers.dialog import PaperDialog
from ui.office.people.message_form import read_words, write_message
from ui.office.profile.kiosk import ProfileKiosk
from ui.office.residents.place import ResidentsPage


@pytest.fixture
def marcus(small_house: SmallHouse) -> int:
    return small_house.people["Marcus"]


@pytest.fixture
def page(desk: Desk, shown: Callable[[Any], Any], marcus: int) -> ResidentsPage:
    page: ResidentsPage = shown(ResidentsPage(desk))
    page.open_person(marcus)
    page.profile.tabs.show_tab("kiosk")
    return page


@pytest.fixture
def kiosk(page: ResidentsPage) -> ProfileKiosk:
    return page.profile.kiosk


@pytest.fixture
def seen(store: Store, marcus: int) -> Callable[[], AccessRow]:
    return lambda: store.read(OWNER, kiosk_access, marcus, store.now())


def test_wishes_save_by_themselves_and_come_back(
    page: ResidentsPage, kiosk: ProfileKiosk, desk: Desk, seen: Callable[[], AccessRow]
) -> None:
    kiosk.form["number"].set_text("417")
    kiosk.form["number"].leave()
    kiosk.form["hides_days"].check.click()
    assert (seen().number, seen().hides_days) == ("417", True)
    desk.undo()
    desk.undo()
    assert (seen().number, seen().hides_days) == ("", False)


def test_a_number_that_is_taken_stays_with_its_reason(
    page: ResidentsPage, kiosk: ProfileKiosk, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, service.change_wish, small_house.people["Sam"], Wish.NUMBER, "417")
    kiosk.form["number"].set_text("417")
    kiosk.form["number"].leave()
    assert kiosk.form["number"].faulty()


def test_they_may_choose_a_pin_until_that_is_stopped(
    page: ResidentsPage, kiosk: ProfileKiosk, seen: Callable[[], AccessRow]
) -> None:
    assert kiosk.pin.text() == "No PIN yet"
    kiosk.choose.click()
    page.reload()
    assert kiosk.pin.text() == "May choose a PIN until 7:27 PM"
    assert kiosk.choose.isHidden() and not kiosk.stop.isHidden()
    kiosk.stop.click()
    assert seen().choose_until is None


def test_a_lock_is_shown_and_cleared(
    page: ResidentsPage, kiosk: ProfileKiosk, store: Store, marcus: int
) -> None:
    assert kiosk.clear_lock.isHidden()
    now = store.now()
    make.row(store, PinThrottle(resident_id=marcus, failures=10, last_at=now, locked_at=now))
    page.reload()
    assert kiosk.tries.text() == "Locked: 10 wrong PINs"
    kiosk.clear_lock.click()
    page.reload()
    assert kiosk.clear_lock.isHidden() and kiosk.tries.isHidden()


def test_a_badge_is_made_on_purpose_and_shown_as_the_paper(
    page: ResidentsPage,
    kiosk: ProfileKiosk,
    desk: Desk,
    store: Store,
    small_house: SmallHouse,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def have() -> list[bool]:
        return [p.has_badge for p in store.read(OWNER, people_for_badges, small_house.house_id)]

    asked: list[str] = []
    monkeypatch.setattr(badges, "confirm", lambda _p, title, *_w: bool(asked.append(title)))
    kiosk.print.click()
    (dialog,) = page.findChildren(PaperDialog)
    assert dialog.shown is not None and dialog.shown.pdf.startswith(b"%PDF")
    dialog.reject()
    assert sorted(have()) == [False, True] and asked == []
    desk.undo()
    assert not any(have())
    desk.redo()
    page.reload()
    kiosk.print.click()
    assert asked == ["Make 1 new badge?"], "who has a badge would lose it: asked, and not made"


def test_badges_for_everybody_are_for_those_who_lack_one(
    page: ResidentsPage, desk: Desk, store: Store, small_house: SmallHouse, marcus: int
) -> None:
    made = store.write(OWNER, service.make_badges, small_house.house_id, [marcus])
    badges.make_badges(desk, page)
    assert all(p.has_badge for p in store.read(OWNER, people_for_badges, small_house.house_id))
    store.write(OWNER, service.put_back_badges, made.before)
    lacking = [
        p.name
        for p in store.read(OWNER, people_for_badges, small_house.house_id)
        if not p.has_badge
    ]
    assert lacking == ["Marcus T."], "the badge made before was not made anew"


def test_a_message_is_written_read_and_taken_off(
    page: ResidentsPage, desk: Desk, store: Store, small_house: SmallHouse
) -> None:
    house = small_house.house_id
    page.profile.write_message()
    form = page.panel.form
    assert form is not None
    form["text"].set_text("See me about Friday.")
    form.verb.click()
    (row,) = store.read(OWNER, messages_of, house, SUNDAY)
    assert (row.text, row.to) == ("See me about Friday.", "Marcus T.")
    assert read_words(row, desk.zone(), SUNDAY) == "Not read yet"
    make.row(store, MessageRead(message_id=row.message_id, stay_id=1, at=store.now()))
    (row,) = store.read(OWNER, messages_of, house, SUNDAY)
    assert read_words(row, desk.zone(), SUNDAY) == "Read 7:12 PM"
    desk.undo()
    assert store.read(OWNER, messages_of, house, SUNDAY) == ()


def test_chosen_people_get_one_message_each(
    page: ResidentsPage, store: Store, small_house: SmallHouse
) -> None:
    page.back_to_list()
    page._message_for(list(small_house.people.values()))
    form = page.panel.form
    assert form is not None
    form["text"].set_text("Fire drill at six.")
    form.verb.click()
    rows = store.read(OWNER, messages_of, small_house.house_id, SUNDAY)
    assert sorted(row.to for row in rows) == ["Marcus T.", "Sam O."]


def test_a_message_to_everybody_says_who_has_not_read_it(
    page: ResidentsPage, desk: Desk, store: Store, small_house: SmallHouse
) -> None:
    page.show_messages()
    write_message(desk, page.panel, (), "everybody")
    form = page.panel.form
    assert form is not None
    form["text"].set_text("House meeting at 7:30.")
    form.verb.click()
    (row,) = store.read(OWNER, messages_of, small_house.house_id, SUNDAY)
    assert read_words(row, desk.zone(), SUNDAY) == "Not yet by Sam O., Marcus T."
