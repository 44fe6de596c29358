"""The tab Milestones: who reaches what, who gives the chip, what stays quiet, and the way back."""

from datetime import timedelta

import pytest

from sobrhouse.queries.milestones import milestones_of_house
from tests import make, make_circle
from tests.conftest import OWNER
from tests.reports.reading import read
from ui.office.milestones.steps import SOMEBODY
from ui.office.milestones.tab import MilestonesTab
from ui.widgets.buttons import Button


@pytest.fixture
def tab(store, desk, small_house, shown):
    today = desk.today()
    for name, days in (("Marcus", 90), ("Sam", 58)):
        make.sobriety(store, small_house.people[name], today - timedelta(days=days))
    page = shown(MilestonesTab(desk))
    page.reload()
    return page


def press(tab, words):
    """Press the button of the panel that says so."""
    view = tab.steps.view
    next(b for b in view.findChildren(Button) if b.words() == words).click()


def noted(tab, store):
    """Today's milestone as the house's records have it."""
    today = tab.desk.today()
    return store.read(OWNER, milestones_of_house, tab.desk.house_id, today, today)[0]


def buttons(tab):
    return [b.words() for b in tab.steps.view.findChildren(Button)]


def test_the_list_says_who_and_when_and_looks_further(tab):
    assert [r.name for r in tab.rows] == ["Marcus T.", "Sam O."]
    assert tab.context() == "2 milestones in the next two weeks"
    tab.ahead.pick("90")
    assert [(r.name, r.milestone.code) for r in tab.rows] == [
        ("Marcus T.", "d90"), ("Sam O.", "d60"), ("Marcus T.", "m4"), ("Sam O.", "d90"),
        ("Marcus T.", "m5"), ("Sam O.", "m4"),
    ]  # fmt: skip


def test_who_gives_it_is_named_from_the_list_or_by_a_name_kept_short(tab, store, desk):
    make_circle.sponsorship(store, tab.rows[0].resident_id, name="Ron B.")
    tab.steps.open(tab.rows[0])
    press(tab, "Name who gives it")
    form = tab.panel.form
    assert form["giver"].isHidden()
    form.fill({"who": 0})
    form.verb.click()
    assert noted(tab, store).giver == "Ron B."
    press(tab, "Somebody else gives it")
    assert tab.panel.form["who"].read() == 0
    tab.panel.form.fill({"who": SOMEBODY, "giver": "Bill Wilson"})
    tab.panel.form.fit()
    tab.panel.form.verb.click()
    assert noted(tab, store).giver == "Bill W."
    desk.undo()
    assert noted(tab, store).giver == "Ron B."


def test_a_chip_is_given_and_a_quiet_one_leaves_the_programme(tab, store, desk):
    tab.open_record({"resident": tab.rows[0].resident_id})
    assert tab.place_in() == {"tab": "milestones", "resident": tab.rows[0].resident_id}
    press(tab, "Keep it quiet")
    assert noted(tab, store).announced is False
    assert "Say it aloud" in buttons(tab)
    press(tab, "Chip given")
    assert noted(tab, store).awarded_on == desk.today()
    assert "It was not given" in buttons(tab)
    desk.undo()
    desk.undo()
    assert noted(tab, store).awarded_on is None
    assert noted(tab, store).announced is True


def test_what_is_not_reached_yet_cannot_be_given(tab):
    tab.steps.open(tab.rows[1])
    assert "Chip given" not in buttons(tab)


def test_a_certificate_opens_as_it_prints(tab, qtbot):
    tab.steps.open(tab.rows[0])
    press(tab, "Certificate")
    from ui.office.papers.dialog import PaperDialog

    dialog = tab.window().findChild(PaperDialog)
    qtbot.waitUntil(lambda: dialog.shown is not None)
    assert "Marcus T." in read(dialog.view.pdf)
    dialog.reject()
