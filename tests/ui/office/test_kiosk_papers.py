"""Papers of the kiosk among the reports, its section of Settings, and the ways to open it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from sobrhouse.queries.kiosk_access import people_for_badges
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.store import Store
from tests.conftest import OWNER
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.actions import ACTIONS
from ui.office.frame import Frame
from ui.office.papers.dialog import PaperDialog
from ui.office.reports.place import ReportsPage
from ui.office.settings.place import SettingsPage
from ui.office.where import Where


@pytest.fixture
def reports(desk: Desk, shown: Callable[[Any], Any]) -> ReportsPage:
    page: ReportsPage = shown(ReportsPage(desk))
    page.reload()
    return page


@pytest.mark.parametrize(
    ("paper", "says"), [("signout", "Back by"), ("powercut", "Marcus T."), ("residents", "Sam O.")]
)
def test_a_paper_is_made_when_it_is_chosen(reports: ReportsPage, paper: str, says: str) -> None:
    reports.show_paper(paper)
    assert reports.shown is not None
    assert says in read(reports.shown.pdf)


def test_badges_open_in_a_window_of_their_own_and_change_no_paper(
    reports: ReportsPage, store: Store, small_house: SmallHouse, qapp: QApplication
) -> None:
    before = reports.paper
    reports.show_paper("badges")
    (dialog,) = reports.findChildren(PaperDialog)
    assert dialog.shown is not None and "Marcus T." in read(dialog.shown.pdf)
    dialog.reject()
    assert reports.paper == before
    people = store.read(OWNER, people_for_badges, small_house.house_id)
    assert all(p.has_badge for p in people)


def test_the_section_of_settings_saves_each_field_and_tells_the_cost_of_a_short_pin(
    desk: Desk, shown: Callable[[Any], Any], store: Store, small_house: SmallHouse
) -> None:
    page: SettingsPage = shown(SettingsPage(desk))
    page.show_section("kiosk")
    form = page.made["kiosk"].form  # type: ignore[attr-defined]
    assert "ten times as easy to guess" in form["kiosk_pin_length"]._hint
    form["kiosk_pin_length"].set_text("4")
    form["kiosk_pin_length"].leave()
    form["kiosk_photos"].check.click()
    kept = store.read(OWNER, house_settings, small_house.house_id)
    assert (kept.get("kiosk_pin_length"), kept.get("kiosk_photos")) == (4, True)
    desk.undo()
    desk.undo()
    kept = store.read(OWNER, house_settings, small_house.house_id)
    assert (kept.get("kiosk_pin_length"), kept.get("kiosk_photos")) == (6, False)


def test_the_rail_and_a_command_want_the_kiosk(desk: Desk, shown: Callable[[Any], Any]) -> None:
    wanted: list[str] = []
    desk.wanted.connect(lambda what, _value: wanted.append(what))
    frame: Frame = shown(Frame(desk))
    frame.fill({"settings": SettingsPage}, Where("settings"))
    frame.rail.kiosk.click()
    frame.run(next(spec for spec in ACTIONS if spec.id == "kiosk"))
    assert wanted == ["kiosk", "kiosk"]
