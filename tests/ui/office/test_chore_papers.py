"""Papers of chores in the Reports place, week by week."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreStep, Stay
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.reports.place import ReportsPage

Shown = Callable[[QWidget], QWidget]
NEXT = MONDAY + timedelta(days=7)


@needs(Permission.SEE_HOUSE)
def stay_of(session: Session, resident_id: int) -> int:
    """The stay of somebody who lives here."""
    return int(session.execute(select(Stay.id).where(Stay.resident_id == resident_id)).scalar_one())


@pytest.fixture
def kitchen(desk: Desk, store: Store, small_house: SmallHouse) -> int:
    """Marcus has the kitchen this week and the next."""
    stay = store.read(OWNER, stay_of, small_house.people["Marcus"])
    rotation = make.rotation(store, desk.house_id)
    chore = make.chore(store, desk.house_id, rotation, note="The mop is in the hall.")
    make.row(store, ChoreStep(
        house_id=desk.house_id, chore_id=chore, position=1, text="Wipe the stove"))
    make.chore_assignment(store, desk.house_id, chore, stay)
    make.chore_assignment(store, desk.house_id, chore, stay, period_start=NEXT,
                          period_end=NEXT + timedelta(days=6), days="0,2")
    return chore


def size_of(page: ReportsPage) -> tuple[int, int]:
    points = page.view._document.pagePointSize(0)
    return round(points.width()), round(points.height())


def test_reports_has_the_chart_of_this_week_and_of_weeks_ahead(
    desk: Desk, kitchen: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("chores")
    assert "Nov 16 to 22, 2026" in read(page.view.pdf)
    assert page.choices.weekly.isHidden() and not page.choices.picker.isHidden()
    page.choices.later.click()
    text = read(page.view.pdf)
    assert "Nov 23 to 29, 2026" in text and "Marcus T." in text and "Kitchen" in text
    assert page.shown is not None
    assert page.shown.file_name == "2026-11-23 Maple Street House Chore chart.pdf"
    page.show_paper("weekly")
    assert "Nov 16 to 22, 2026" in read(page.view.pdf)
    assert not page.choices.later.isEnabled()


def test_a_chart_may_be_a_poster_and_the_next_paper_is_none(
    desk: Desk, kitchen: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("chores")
    page.choices.sheets.pick("a3")
    assert size_of(page) == (842, 1191)
    page.show_paper("weekly")
    assert size_of(page) == (612, 792)
    assert page.choices.sheets._segments["a3"].isHidden()


def test_the_weekly_report_tells_how_each_turn_stands(
    desk: Desk, kitchen: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    text = read(page.view.pdf)
    assert "Chores" in text and "not marked" in text and "still due" in text
    assert "0 of 6" in text


def test_cards_and_the_inspection_sheet_are_a_click_away(
    desk: Desk, kitchen: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.choices.paper_wanted.emit("chorecards")
    text = read(page.view.pdf)
    assert "Wipe the stove" in text and "The mop is in the hall." in text
    assert "Marcus" not in text
    page.choices.paper_wanted.emit("inspection")
    text = read(page.view.pdf)
    assert "Wipe the stove" in text and "Marcus T." in text and "November 22" in text


def test_reports_says_who_carried_how_much_week_by_week(
    desk: Desk, kitchen: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("fairness")
    text = read(page.view.pdf)
    assert "Sep 28 to Nov 22, 2026" in text and "How it is counted" in text
    assert "Marcus T. " in text
    page.choices.earlier.click()
    assert "Nov 15, 2026" in read(page.view.pdf)
