"""A trouble that lasts stands under the header, in words and with a way out, until it is over."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.desk import Desk, Trouble
from ui.office.contents import PAGES
from ui.office.frame import Frame
from ui.office.where import Where

OLD = Trouble("No backup for 3 days.", "See backups", ("settings", "backup"))


def shown(desk: Desk, qtbot: QtBot) -> Frame:
    frame = Frame(desk)
    qtbot.addWidget(frame)
    frame.fill(PAGES, Where("residents"), at_once=True)
    frame.show()
    return frame


def test_a_trouble_is_said_until_it_is_over_also_in_an_office_drawn_anew(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    first = shown(desk, qtbot)
    assert first.troubles is not None and not first.troubles.shown
    desk.trouble("backup", OLD)
    desk.trouble("clock", Trouble("The clock jumped.", kind="bad"))
    banner = first.troubles.shown["backup"]
    assert banner.isVisible() and banner.label.text() == "No backup for 3 days."
    desk.trouble("backup", Trouble("No backup for 4 days.", "See backups"))
    assert first.troubles.shown["backup"] is banner
    assert banner.label.text() == "No backup for 4 days."
    desk.trouble("backup", Trouble("None at all.", kind="bad"))
    assert first.troubles.shown["backup"] is not banner
    second = shown(desk, qtbot)
    assert second.troubles is not None and set(second.troubles.shown) == {"backup", "clock"}
    desk.trouble("backup", None)
    assert set(second.troubles.shown) == {"clock"} == set(first.troubles.shown)
    desk.shut()
    assert not desk.troubles


def test_its_button_leads_where_it_can_be_put_right(desk: Desk, qtbot: QtBot) -> None:
    frame = shown(desk, qtbot)
    desk.trouble("backup", OLD)
    assert frame.troubles is not None
    frame.troubles.shown["backup"].button.click()
    assert frame.place == "settings" and frame.pages["settings"].place_in() == "backup"


def test_while_the_records_are_damaged_that_is_the_one_trouble(desk: Desk, qtbot: QtBot) -> None:
    desk.trouble("backup", OLD)
    desk.held = True
    frame = shown(desk, qtbot)
    assert frame.troubles is not None and not frame.troubles.shown
    today = PAGES["today"](desk)
    qtbot.addWidget(today)
    assert "Nothing is saved now" in today.context()
    desk.held = False
    frame.troubles.show_all()
    assert set(frame.troubles.shown) == {"backup"}
    assert "All changes are saved" in today.context()
