"""A widget that is shown before it has its place is a window for a blink: none of a page is."""

import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.consents.outside_dialog import open_outside
from ui.office.consents.without_consent import open_without_consent
from ui.office.consents.wizard import ConsentWizard
from ui.office.reports.place import ReportsPage
from ui.office.residents.place import ResidentsPage
from ui.office.today.place import TodayPage
from ui.widgets.ask import Ask


@pytest.fixture
def strays(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where code of ours shows what has no place yet."""
    found: list[str] = []
    real = QWidget.setVisible

    def noted(widget: QWidget, on: bool = True) -> None:
        frame = sys._getframe(1)
        ours = "/tests/" not in frame.f_code.co_filename.replace("\\", "/")
        if (
            on
            and ours
            and widget.parentWidget() is None
            and not isinstance(widget, QDialog | QMenu)
        ):
            found.append(f"{frame.f_code.co_filename}:{frame.f_lineno}")
        real(widget, on)

    monkeypatch.setattr(QWidget, "setVisible", noted)
    monkeypatch.setattr(QWidget, "show", noted)
    return found


@pytest.mark.parametrize("page", [TodayPage, ResidentsPage, ReportsPage])
def test_no_part_of_a_page_is_a_window_for_a_blink(
    desk: Desk, shown: Any, small_house: SmallHouse, strays: list[str], page: type[Any]
) -> None:
    made = shown(page(desk))
    if page is ResidentsPage:
        made.open_record(small_house.people["Marcus"])
        assert made.profile.data is not None
        for dialog in (
            ConsentWizard(desk, made, made.profile.data, lambda: None),
            open_without_consent(desk, made, made.profile.data, lambda: None),
            open_outside(desk, made, small_house.people["Marcus"]),
            Ask(made, "Move out Jay?", "", "Move out", "Keep"),
        ):
            assert dialog is not None
            dialog.deleteLater()
    assert strays == []
