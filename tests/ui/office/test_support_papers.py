"""Papers of support in the Reports place."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sobrhouse.storage.store import Store
from tests import make_circle
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.reports.place import ReportsPage

Shown = Callable[[QWidget], QWidget]


def test_reports_has_each_paper_of_support(
    desk: Desk, store: Store, small_house: SmallHouse, shown: Shown
) -> None:
    bill = make_circle.supporter(store, desk.house_id, kinds="sponsor,mentor")
    make_circle.sponsorship(store, small_house.people["Marcus"], supporter_id=bill)
    page = ReportsPage(desk)
    shown(page)
    for code, said, picks in (
        ("sponsors", "Bill W.", False), ("sponsorcalls", "Mon 16", True),
        ("mentorboard", "Room for one more", False), ("mentorrecord", "Not looked at yet", False),
    ):  # fmt: skip
        page.show_paper(code)
        assert said in read(page.view.pdf), code
        assert page.choices.picker.isHidden() is not picks
    page.show_paper("sponsorcalls")
    page.choices.later.click()
    assert "Mon 23" in read(page.view.pdf)
