"""Today shows whose circle needs a thought, and who gives the chips of the week."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sobrhouse.services.sponsorships import Tie, add_sponsorship, take_back_sponsorship
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.make import SUNDAY
from tests.ui.conftest import SmallHouse
from ui.desk import Desk, Step
from ui.office.residents.place import ResidentsPage
from ui.office.today.place import TodayPage
from ui.widgets.cards import ReasonRow
from ui.widgets.labels import ElidedLabel


def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    shown = TodayPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1170, 638)
    shown.show()
    return shown


def circle(shown: TodayPage) -> list[str]:
    rows = shown.attention._made.values()
    return [row.what.text() for row in rows if "sponsor" in row.what.text()]


def test_the_button_of_a_row_leads_to_who_would_fit(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse
) -> None:
    shown = page(desk, qtbot)
    assert sorted(circle(shown)) == ["Marcus T. has no sponsor yet", "Sam O. has no sponsor yet"]
    rows = shown.attention.findChildren(ReasonRow)
    row = next(r for r in rows if r.what.text() == "Sam O. has no sponsor yet")
    assert "See who would fit, and introduce them." in row.accessibleName()
    assert row.button.text() == "Find a match"
    with qtbot.waitSignal(shown.go) as gone:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    place, target = gone.args
    assert (place, target["tab"]) == ("sponsors", "needs")


def test_a_row_about_contact_opens_the_sponsor_tab_of_the_profile(
    desk: Desk, store: Store, qtbot: QtBot, small_house: SmallHouse
) -> None:
    tie = make_circle.sponsorship(store, small_house.people["Sam"])
    make_circle.touch(store, small_house.house_id, tie, on_date=SUNDAY - timedelta(days=9))
    row = next(r for r in page(desk, qtbot).shown.reasons if r.code == "support.no_contact")
    residents = ResidentsPage(desk)
    qtbot.addWidget(residents)
    residents.show()
    residents.open_record(row.target)
    assert residents.profile.resident_id == small_house.people["Sam"]
    assert residents.profile.tabs.key() == "sponsor"


def test_a_row_goes_when_somebody_has_a_sponsor_and_comes_back_with_undo(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse
) -> None:
    shown = page(desk, qtbot)
    tie = Tie(kind="sponsor", started_on=desk.today(), name="Bill Wilson")
    desk.do(
        desk, add_sponsorship, small_house.people["Sam"], tie,
        undo=lambda made: Step(take_back_sponsorship, (made,)),
    )  # fmt: skip
    desk.look()
    assert circle(shown) == ["Marcus T. has no sponsor yet"]
    desk.undo()
    shown.reload()
    assert len(circle(shown)) == 2


def test_the_milestones_of_the_week_name_who_gives_the_chip(
    desk: Desk, store: Store, qtbot: QtBot, small_house: SmallHouse
) -> None:
    sam, marcus = small_house.people["Sam"], small_house.people["Marcus"]
    make.sobriety(store, sam, SUNDAY - timedelta(days=90))
    make.sobriety(store, marcus, SUNDAY - timedelta(days=29))
    make_circle.award(store, sam, due_on=SUNDAY, giver_text="Hank M.")
    shown = page(desk, qtbot)
    labels = shown.milestones.rows.findChildren(ElidedLabel)
    labels = [label for label in labels if label.text().startswith("from")]
    assert labels[0].text() == "from Hank M."
    assert {label.parentWidget().toolTip() for label in labels} == {
        "90-day chip. Hank M. gives the chip.",
        "30-day chip. Nobody is named yet to give the chip.",
    }
    with qtbot.waitSignal(shown.go) as gone:
        qtbot.mouseClick(shown.milestones.all, Qt.MouseButton.LeftButton)
    assert gone.args == ["sponsors", "milestones"]
