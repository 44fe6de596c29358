"""Recovery capital in the office: the house's means, who is asked, papers typed in, and a profile's
card that shows only what is theirs to see.
"""

from datetime import timedelta

import pytest

from sobrhouse.queries.profile import profile
from sobrhouse.services import support_choices
from tests import make, make_circle
from tests.conftest import OWNER
from tests.reports.reading import read
from ui.office.form_panel import FormPanel
from ui.office.papers.dialog import PaperDialog
from ui.office.profile.barc import ProfileBarc
from ui.office.recovery.barc_steps import BarcForm
from ui.office.recovery.capital import CapitalTab
from ui.widgets.labels import ElidedLabel, Label

TEN = {f"q{n}": n % 6 + 1 for n in range(1, 11)}
TOTAL = sum(TEN.values())


@pytest.fixture
def tab(desk, shown):
    page = shown(CapitalTab(desk))
    page.reload()
    return page


@pytest.fixture
def marcus(store, small_house, desk):
    return store.read(OWNER, profile, small_house.people["Marcus"], desk.house_id, desk.today())


@pytest.fixture
def part(desk, shown, marcus):
    panel = FormPanel()
    shown(panel)
    made = shown(ProfileBarc(desk, panel))
    made.show_person(marcus)
    return made


def words(widget):
    return [
        label.full_text() if isinstance(label, ElidedLabel) else label.text()
        for label in widget.findChildren(Label)
    ]


def test_a_house_of_few_shows_no_figure_and_says_from_when_on(tab):
    assert tab.charts.isHidden()
    assert "once 5 people" in tab.told.text()
    assert tab.context() == "2 people are asked for a BARC-10 now"


def test_means_are_drawn_from_five_people_on(tab, store, desk):
    for n in range(5):
        who = make.resident(store, f"Ann{n}", "Lee")
        stay = make.stay(store, who, desk.house_id)
        make_circle.assessment(store, desk.house_id, stay, 4, way="paper", on_date=desk.today())
    tab.reload()
    assert not tab.charts.isHidden()
    assert tab.whole.points[-1] == (desk.today().replace(day=1), 40.0)
    assert tab.part.points[-1][1] == 12.0
    assert "40" in tab.whole.accessibleDescription()
    assert not tab.whole.grab().isNull()


def test_a_paper_is_typed_in_whole_and_undone(tab, desk):
    first = tab.due[0]
    tab.steps.add(first.resident_id, first.name)
    form = tab.panel.form
    form.fill({name: value for name, value in TEN.items() if name != "q7"})
    form.verb.click()
    assert tab.panel.form is form
    assert form["q7"]._below.text() == "Question 7 is needed."
    form.fill({name: None for name in TEN})
    form.verb.click()
    said = form.summary
    assert said.label.text().startswith("10 things to fix. Question 1 is needed.")
    assert "Question 4" not in said.label.text()  # each stands at its field
    assert said.button.words() == "Go to Question 1"
    assert said.label.width() * 3 > said.width() * 2
    form.fill(TEN)
    form.fill({"q7": 9})
    form.verb.click()
    assert tab.panel.form is form
    form.fill({"q7": TEN["q7"]})
    form.verb.click()
    assert tab.panel.form is None
    tab.reload()
    assert next(d for d in tab.due if d.resident_id == first.resident_id).last_on == desk.today()
    desk.undo()
    tab.reload()
    assert next(d for d in tab.due if d.resident_id == first.resident_id).last_on is None


def test_a_profile_keeps_what_is_the_resident_s_own(part, store, desk, marcus):
    stay = marcus.stay.stay_id
    make_circle.assessment(store, desk.house_id, stay, 6, on_date=desk.today())
    make_circle.assessment(store, desk.house_id, stay, 3, way="paper",
                           on_date=desk.today() - timedelta(days=9))  # fmt: skip
    part.show_person(marcus)
    said = " ".join(words(part))
    assert "30 of 60" in said
    assert "1 they keep to themselves" in said
    assert "60 of 60" not in said
    assert [f for _on, f in part.whole.points] == [30]
    store.write(OWNER, support_choices.choose, marcus.person.resident_id, "shares_answers", True)
    part.show_person(marcus)
    assert [f for _on, f in part.whole.points] == [30, 60]


def test_one_that_was_typed_in_is_corrected_or_taken_back(part, store, desk, marcus):
    make_circle.assessment(store, desk.house_id, marcus.stay.stay_id, 3, way="paper",
                           on_date=desk.today())  # fmt: skip
    part.show_person(marcus)
    filled = part.capital.filled[0]
    part.steps.open(filled)
    form = part.panel.form
    assert isinstance(form, BarcForm)
    form.fill({"q1": 6, "why": "Read wrongly"})
    form.verb.click()
    part.show_person(marcus)
    assert [f.total for f in part.capital.filled] == [33]
    desk.undo()
    part.show_person(marcus)
    assert [f.total for f in part.capital.filled] == [30]
    part.steps.take_back(part.capital.filled[0])
    part.show_person(marcus)
    assert part.capital.filled == ()
    desk.undo()
    part.show_person(marcus)
    assert [f.total for f in part.capital.filled] == [30]


def test_the_trend_of_a_person_prints(part, store, desk, marcus, qtbot):
    make_circle.assessment(store, desk.house_id, marcus.stay.stay_id, 3, way="paper",
                           on_date=desk.today())  # fmt: skip
    part.show_person(marcus)
    part.print.click()
    dialog = part.window().findChild(PaperDialog)
    qtbot.waitUntil(lambda: dialog.shown is not None)
    assert "Marcus T." in read(dialog.view.pdf)
    dialog.reject()
