"""Papers of milestones and BARC-10 in the Reports place."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.reports.place import ReportsPage

Shown = Callable[[QWidget], QWidget]


def test_reports_has_each_paper_of_milestones_and_recovery_capital(
    desk: Desk, store: Store, small_house: SmallHouse, shown: Shown
) -> None:
    ben = make.resident(store, "Ben", "Fry", pathway="AA")
    make.stay(store, ben, desk.house_id)
    make.sobriety(store, ben, desk.today() - timedelta(days=60))
    make_circle.award(store, ben, "d60", due_on=desk.today(), giver_text="Bill W.")
    page = ReportsPage(desk)
    shown(page)
    for code, said, picks in (
        ("milestones", "Given by Bill W.", False), ("certificates", "60 days", True),
        ("recoverycapital", "nothing to show yet", False), ("barcform", "All ten together", False),
    ):  # fmt: skip
        page.show_paper(code)
        assert said in read(page.view.pdf), code
        assert page.choices.picker.isHidden() is not picks
    page.show_paper("certificates")
    page.choices.later.click()
    assert "60 days" not in read(page.view.pdf)
