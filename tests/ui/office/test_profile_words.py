"""The tab Own words of a profile: on their word, put right, taken off, and undone."""

from collections.abc import Callable
from typing import Any

import pytest

from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.queries.own_words import OwnRow, own_weeks
from sobrhouse.services.kiosk_words import say_own_words
from sobrhouse.storage.store import Store
from tests.conftest import OWNER
from tests.make import MONDAY, SUNDAY
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.profile.words import ProfileWords
from ui.office.residents.place import ResidentsPage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

SAID = "I asked two people."


@pytest.fixture
def page(desk: Desk, shown: Callable[[Any], Any], small_house: SmallHouse) -> ResidentsPage:
    page: ResidentsPage = shown(ResidentsPage(desk))
    page.open_person(small_house.people["Marcus"])
    page.profile.tabs.show_tab("words")
    return page


@pytest.fixture
def tab(page: ResidentsPage) -> ProfileWords:
    return page.profile.words


@pytest.fixture
def kept(store: Store, tab: ProfileWords) -> Callable[[], list[OwnRow]]:
    """What stands in the records."""
    assert tab.data is not None
    stay = tab.data.stay_id
    return lambda: list(store.read(OWNER, own_weeks, stay, SUNDAY).rows)


def words(tab: ProfileWords) -> str:
    """All that stands on the tab."""
    return " | ".join(label.text() for label in tab.findChildren(Label))


def press(tab: ProfileWords, name: str) -> None:
    """The first button of this name."""
    next(b for b in tab.findChildren(Button) if b.accessibleName() == name).click()


def write(page: ResidentsPage, **said: str) -> None:
    """Fill the open form in and send it off."""
    form = page.panel.form
    assert form is not None
    form.fill(said)
    form.submit()


def test_what_they_say_is_written_down_put_right_and_taken_off_and_each_is_undone(
    page: ResidentsPage, tab: ProfileWords, desk: Desk, kept: Callable[[], list[OwnRow]]
) -> None:
    assert "Nothing said of this week." in words(tab)
    press(tab, "Write down: Nov 16 to 22, 2026")
    write(page, heading="sponsor", text=SAID, way="paper")
    (row,) = kept()
    assert (row.heading, row.text, row.way, row.week_start) == ("sponsor", SAID, "paper", MONDAY)
    page.reload()
    assert SAID in words(tab)
    assert "In their own words, from paper, typed in by Olive Owner" in words(tab)
    desk.undo()
    assert kept() == []
    tab.write_this_week()
    write(page, heading="chores", text="I moped.", way="staff")
    page.reload()
    press(tab, "Change: Chores and compliance")
    write(page, text="I mopped.")
    assert kept()[0].text == "I mopped."
    desk.undo()
    assert kept()[0].text == "I moped."
    page.reload()
    tab.open(kept()[0])
    form = page.panel.form
    assert form is not None
    (off,) = [b for b in form.findChildren(Button) if b.words() == "Take off"]
    off.click()
    assert kept() == []
    desk.undo()
    assert kept()[0].text == "I moped."


def test_what_they_wrote_at_the_kiosk_is_taken_off_and_a_form_waits_for_its_person(
    page: ResidentsPage, tab: ProfileWords, store: Store, small_house: SmallHouse,
    kept: Callable[[], list[OwnRow]],
) -> None:  # fmt: skip
    assert tab.data is not None
    who = small_house.people["Marcus"]
    me = Actor(ActorKind.RESIDENT, who, "Marcus", houses=frozenset({1}))
    store.write(me, say_own_words, tab.data.stay_id, "participation", SAID)
    page.reload()
    assert SAID in words(tab)
    assert not [b for b in tab.findChildren(Button) if b.words() == "Change"]
    press(tab, "Take off: Participation")
    assert kept() == []
    tab.data = None  # a form that was open at a lock waits for the person
    tab.by_name()["own_words"]()
    assert page.panel.form is None
    page.reload()
    assert page.panel.name == "own_words"
