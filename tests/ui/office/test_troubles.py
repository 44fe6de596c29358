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


def test_of_many_the_most_urgent_stand_and_a_button_shows_the_rest(
    desk: Desk, qtbot: QtBot
) -> None:
    frame = shown(desk, qtbot)
    assert frame.troubles is not None
    stands = frame.troubles.shown

    def seen() -> list[str]:
        return [name for name, banner in stands.items() if not banner.isHidden()]

    for name in ("backup", "clock"):
        desk.trouble(name, Trouble(name))
    assert seen() == ["backup", "clock"]
    assert all(banner.more.isHidden() for banner in stands.values())
    desk.trouble("code", Trouble("code"))
    desk.trouble("disk", Trouble("disk", kind="bad"))
    assert seen() == ["disk", "backup"], "what is bad stands first"
    more = stands["backup"].more
    assert not more.isHidden() and more.text() == "2 more notices"
    more.click()
    assert seen() == ["disk", "backup", "clock", "code"] and more.text() == "Show fewer"
    in_order = [frame.banners.itemAt(at).widget() for at in range(frame.banners.count())]
    assert in_order == list(stands.values())
    more.click()
    assert seen() == ["disk", "backup"]
    desk.trouble("disk", None)
    assert seen() == ["backup", "clock"] and stands["clock"].more.text() == "1 more notice"
    stands["clock"].more.click()
    desk.trouble("backup", None)
    desk.trouble("clock", Trouble("another clock"))
    assert seen() == ["code", "clock"] and stands["clock"].more.isHidden()
    desk.trouble("backup", Trouble("backup"))
    assert seen() == ["code", "clock"], "whoever wanted to see all of two asks anew for three"
