"""The tabs Needs a match and Buddies: the best three, somebody else, the best set, how it went."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.introductions import open_introductions
from sobrhouse.queries.matching import needs_buddy, needs_match
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay
from tests import make, make_circle
from tests.conftest import OWNER
from tests.make import SUNDAY
from ui.office.sponsors.best import BestForm, OtherForm
from ui.office.sponsors.place import SponsorsPage
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import ElidedLabel, Label


@needs(Permission.SEE_HOUSE)
def stays(session, house_id):
    query = select(Stay.resident_id, Stay.id).where(Stay.house_id == house_id)
    return dict(session.execute(query).all())


@pytest.fixture
def house(store, small_house):
    """Marcus and Sam without a sponsor; Bill, who speaks Spanish as Sam does, and Dee."""
    make_circle.supporter(store, small_house.house_id, languages="English, Spanish", capacity=1)
    make_circle.supporter(store, small_house.house_id, "Dee K.", languages="English",
                          sober_on=date(2024, 6, 1), capacity=1)  # fmt: skip
    make.sobriety(store, small_house.people["Marcus"])
    make.sobriety(store, small_house.people["Sam"])
    return small_house.house_id


@pytest.fixture
def open_at(desk, shown):
    def open_(target):
        page = shown(SponsorsPage(desk))
        page.open_record(target)
        return page

    return open_


def texts(widget):
    QCoreApplication.processEvents()
    labels = [x.full_text() if isinstance(x, ElidedLabel) else x.text()
              for x in widget.findChildren(Label) if x.isVisible()]  # fmt: skip
    return [text for text in labels if text]


def names(tab):
    return [card.need.name for card in tab.cards()]


def choose(button, text):
    next(a for a in button.menu().actions() if a.text().startswith(text)).trigger()


def asked(store, house, *, buddies=False):
    return [(r.name, r.other) for r in store.read(OWNER, open_introductions, house,
                                                  buddies=buddies)]  # fmt: skip


def test_cards_say_who_is_without_who_would_fit_and_why(open_at, house):
    page = open_at("needs")
    tab = page.front()
    assert names(tab) == ["Marcus T.", "Sam O."]
    card = tab.cards()[0]
    assert [line.offer.name for line in card.lines] == ["Bill W.", "Dee K."]
    said = texts(card)
    assert {"87 days here", "Bill W.", card.lines[0].offer.why} <= set(said)
    assert "6 years" in card.lines[0].offer.why
    assert page.context() == "2 people without a sponsor"
    assert [b.words() for b in page.header_buttons()] == ["Best set for all 2"]


def test_one_is_introduced_asked_after_and_answered_each_with_a_way_back(
    open_at, store, house, desk, small_house
):
    page = open_at({"tab": "needs"})
    tab = page.front()
    tab.cards()[0].lines[0].button.click()
    assert asked(store, house) == [("Marcus T.", "Bill W.")]
    assert names(tab) == ["Sam O."]
    assert page.context() == "1 person without a sponsor · 1 introduction to ask after"
    row = store.read(OWNER, open_introductions, house, buddies=False)[0]
    assert row.check_on == SUNDAY + timedelta(days=7)

    def ask():
        (button,) = [b for b in tab.findChildren(MenuButton) if b.isVisible()]
        return button

    QCoreApplication.processEvents()
    page.open_record({"tab": "needs", "introduction": row.introduction_id})
    assert page.window().focusWidget() is ask()
    choose(ask(), "More time")
    assert [t for t in texts(tab) if "Ask Sun, Dec 6" in t]  # later than the day that stood
    desk.undo()
    choose(ask(), "Did not fit")
    assert asked(store, house) == []
    assert [o.offer.name for o in tab.cards()[0].lines] == ["Dee K."]  # never the same again
    desk.undo()
    QCoreApplication.processEvents()
    choose(ask(), "They go on together")
    support = store.read(OWNER, resident_support, small_house.people["Marcus"], SUNDAY)
    assert support.sponsor.name == "Bill W."
    assert names(tab) == ["Sam O."]
    desk.undo()
    desk.undo()
    assert (asked(store, house), names(tab)) == ([], ["Marcus T.", "Sam O."])


def test_i_introduces_and_the_focus_goes_to_who_is_next(open_at, store, house):
    page = open_at("needs")
    tab = page.front()
    line = tab.cards()[0].lines[1]
    line.button.setFocus()
    QTest.keyClick(line.button, Qt.Key.Key_I)
    assert asked(store, house) == [("Marcus T.", "Dee K.")]
    QCoreApplication.processEvents()
    assert page.window().focusWidget() is tab.cards()[0].lines[0].button
    QTest.keyClick(tab.cards()[0].choose, Qt.Key.Key_I)
    assert asked(store, house) == [("Marcus T.", "Dee K."), ("Sam O.", "Bill W.")]


def test_somebody_else_is_chosen_as_something_else(open_at, store, house):
    make_circle.supporter(store, house, "Gil R.", kinds="mentor")
    page = open_at("needs")
    tab = page.front()
    tab.cards()[1].choose.click()
    form = tab.panel.form
    assert isinstance(form, OtherForm)
    form.what.set_value("mentor")
    form.what.edited.emit()
    assert [o.name for o in form.offers.values()] == ["Gil R."]
    form.who.set_value(next(iter(form.offers)))
    form.who.edited.emit()
    assert "6 years" in form.who._below.text()
    form.submit()
    assert asked(store, house) == [("Sam O.", "Gil R.")]
    assert not tab.panel.name


def test_the_best_set_is_shown_before_it_is_done_and_undone_whole(
    open_at, store, house, desk, small_house
):
    page = open_at("needs")
    tab = page.front()
    page.header_buttons()[0].click()
    form = tab.panel.form
    assert isinstance(form, BestForm)
    assert asked(store, house) == []
    assert {(p.name, p.offer.name) for p in form.chosen()} in (
        {("Marcus T.", "Bill W."), ("Sam O.", "Dee K.")},
        {("Marcus T.", "Dee K."), ("Sam O.", "Bill W.")},
    )
    form._checks[0][0].click()
    assert form.verb.words() == "Introduce 1 pair"
    form._checks[0][0].click()
    form.submit()
    assert len(asked(store, house)) == 2
    desk.undo()
    assert asked(store, house) == []
    assert len(store.read(OWNER, needs_match, house, SUNDAY)) == 2


def test_for_whom_nobody_is_left_the_best_set_says_so_in_a_plain_sentence(
    open_at, store, house
):
    make.stay(store, make.resident(store, "Jay", "Porter"), house)
    page = open_at("needs")
    page.header_buttons()[0].click()
    (left,) = [t for t in texts(page.front().panel.form) if t.startswith("Nobody is left")]
    assert left.endswith(".") and not left.endswith("..")


def test_a_newcomer_gets_a_buddy_who_begins_at_once(open_at, store, house, small_house):
    jay = make.resident(store, "Jay", "Porter")
    make.sobriety(store, jay, SUNDAY - timedelta(days=5))
    make.stay(store, jay, house, SUNDAY - timedelta(days=1))
    page = open_at("buddies")
    tab = page.front()
    assert names(tab) == ["Jay P."]
    assert {line.offer.name for line in tab.cards()[0].lines} == {"Marcus T.", "Sam O."}
    tab.cards()[0].lines[0].button.click()
    assert len(asked(store, house, buddies=True)) == 1
    assert asked(store, house) == []
    ties = store.read(OWNER, resident_support, jay, SUNDAY).ties
    assert [t.kind for t in ties] == ["house_buddy"]
    assert store.read(OWNER, needs_buddy, house, SUNDAY) == ()


def test_where_nobody_is_without_or_nobody_fits_the_place_says_what_to_do(
    open_at, store, desk, small_house
):
    page = open_at("buddies")
    assert "Nobody new is without a buddy" in texts(page)
    page.open_record({"tab": "needs", "stay": store.read(OWNER, stays, small_house.house_id)[
        small_house.people["Sam"]]})  # fmt: skip
    tab = page.front()
    QCoreApplication.processEvents()
    assert page.window().focusWidget() is tab.cards()[1].choose
    assert "Nobody on the list has room for them now." in texts(tab)
    went = []
    tab.go.connect(lambda place, target: went.append((place, target)))
    next(b for b in tab.findChildren(Button) if b.words() == "Add somebody who supports").click()
    assert went == [("sponsors", {"tab": "people", "new": True})]
    assert page.header_buttons() == []
