"""The Directory tab: by day, filtered, written by hand, hidden, and brought in from a file."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.meeting_groups import GroupFacts
from sobrhouse.services.meeting_groups import add_group
from sobrhouse.services.settings import change_setting
from tests import make
from tests.conftest import OWNER
from tests.exchange.feeds import as_json, entry, na_entry
from ui.office.importing import batches_card
from ui.office.meetings import feed_preview as meetings_feed_preview
from ui.office.meetings.group_line import GroupLine
from ui.office.meetings.place import MeetingsPage
from ui.office.settings.place import SettingsPage
from ui.widgets.buttons import Button


@pytest.fixture
def house(small_house):
    return small_house.house_id


@pytest.fixture
def page(desk, shown, house, store):
    """The place with four meetings in its directory."""
    make.meeting_group(store, house, "Sunday Noon", closed=True)
    make.meeting_group(store, house, "Monday Online", weekday=0, starts_at="07:00",
                       format="online", fellowship="NA", closed=False,
                       link="https://zoom.us/j/1")
    make.meeting_group(store, house, "Monday Night", weekday=0, starts_at="20:00",
                       place="Grace Church", area="Albany", on_board=False)
    make.meeting_group(store, house, "Ask Al", weekday=None, starts_at="")
    page = shown(MeetingsPage(desk))
    page.open_record("directory")
    page.reload()
    return page


@pytest.fixture
def tab(page):
    """The directory's tab."""
    return page.tab("directory")


def names(tab):
    return [tab.table.rows.row(n).name for n in range(tab.table.count_shown())]


def again(tab):
    """The rows as the news would bring them."""
    tab.reload()
    return {row.name: row for row in tab.all_rows}


def fill_file(tmp_path, *entries):
    path = tmp_path / "feed.json"
    path.write_bytes(as_json(*entries))
    return path


def press(where, words):
    (button,) = [b for b in where.findChildren(Button) if b.words() == words]
    button.click()


def test_meetings_stand_by_day_and_time_with_those_by_appointment_last(tab):
    assert names(tab) == ["Monday Online", "Monday Night", "Sunday Noon", "Ask Al"]
    assert tab.context() == "4 meetings · 3 on the board"


def test_each_filter_leaves_what_it_names(tab):
    for box, value, left in (
            ("day", 0, ["Monday Online", "Monday Night"]), ("day", "none", ["Ask Al"]),
            ("fellowship", "NA", ["Monday Online"]), ("who", True, ["Sunday Noon"]),
            ("who", False, ["Monday Online"]), ("how", "online", ["Monday Online"]),
            ("how", "here", ["Monday Night", "Sunday Noon", "Ask Al"]),
            ("board", False, ["Monday Night"])):
        chosen = getattr(tab.filters, box)
        chosen.choose(value)
        chosen.activated.emit(chosen.currentIndex())
        assert names(tab) == left
        tab.filters.clear()
        assert len(names(tab)) == 4


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(tab):
    tab.filters.day.choose(4)
    tab.filters.changed.emit()
    assert tab.lists.currentWidget() is tab.no_match
    press(tab.no_match, "Clear the filters")
    assert tab.lists.currentWidget() is tab.table
    assert len(names(tab)) == 4


def test_the_search_finds_a_place(tab):
    tab.table.search.setText("grace")
    assert names(tab) == ["Monday Night"]


def test_a_meeting_is_added_by_hand_and_taken_back(tab, desk):
    tab.add()
    form = tab.panel.form
    form.submit()
    assert form["name"].faulty()
    form.fill({"name": "Big Book", "weekday": 2, "on_map": "nowhere"})
    form["starts_at"].set_text("7:30p")
    form.submit()
    assert form["on_map"].faulty()
    form["on_map"].set_text("40.71278, -74.00594")
    form.submit()
    added = again(tab)["Big Book"]
    assert (added.weekday, added.starts_at, added.facts.latitude) == (2, "19:30", 40.71278)
    desk.undo()
    assert "Big Book" not in again(tab)


def test_a_meeting_is_changed_and_changed_back(tab, desk, house, store):
    facts = GroupFacts("Step Night", "NA", 3, "19:30", 90, "America/Chicago", "Hall", "1 Elm St",
                       "Albany", 42.5, -73.5, "hybrid", True, False, "English", "Men", "Steps",
                       "Ring.\nTwice.", "https://zoom.us/j/9", "Ask", "555 0101")
    store.write(OWNER, add_group, house, facts)
    row = again(tab)["Step Night"]
    tab.change(row)
    form = tab.panel.form
    assert form.facts(form.values()) == facts  # a form that is only looked at changes nothing
    form["place"].set_text("Chapel")
    form.submit()
    assert again(tab)["Step Night"].facts == replace(facts, place="Chapel")
    desk.undo()
    assert again(tab)["Step Night"].facts == facts


def test_the_panel_says_what_is_known_and_hides_from_the_board(tab, desk):
    tab.open_group(again(tab)["Monday Online"])
    (panel,) = tab.panel.findChildren(GroupLine)
    press(panel, "Hide from the board")
    assert not again(tab)["Monday Online"].on_board
    desk.undo()
    assert again(tab)["Monday Online"].on_board


def test_several_meetings_are_hidden_or_taken_off_at_once(tab, desk):
    tab.table.view.selectAll()
    ids = tab.table.selected_ids()
    menu = QMenu()
    tab._fill_menu(ids, menu)
    by_words = {action.text(): action for action in menu.actions()}
    by_words["Hide from the board"].trigger()
    assert not any(row.on_board for row in again(tab).values())
    desk.undo()
    assert sum(row.on_board for row in again(tab).values()) == 3
    tab.take_off(list(again(tab).values()))
    assert again(tab) == {}
    desk.undo()
    assert len(again(tab)) == 4


def test_the_distance_shows_once_the_house_is_on_the_map(tab, desk, shown, house, store):
    facts = GroupFacts("Near", weekday=0, latitude=40.72, longitude=-74.0)
    store.write(OWNER, add_group, house, facts)
    again(tab)
    assert tab.table.view.isColumnHidden(6)
    settings = shown(SettingsPage(desk))
    settings.show_section("house")
    field = settings.made["house"].place.form["house_place"]
    field.set_text("https://map.example/place/@40.71,-74.0,15z/data=" + "x" * 300)
    field.leave()
    row = again(tab)["Near"]
    assert not tab.table.view.isColumnHidden(6)
    assert row.miles == pytest.approx(0.69, abs=0.01)


def test_a_file_is_looked_at_before_it_comes_in_and_can_be_taken_back(tab, desk, tmp_path):
    tab.open_import()
    assert tab.title() == "Bring in meetings"
    tab.feed.read(fill_file(tmp_path, entry(), entry("b", day="Someday"), entry("c", "Late")))
    preview = tab.feed.preview
    assert tab.feed.stack.currentWidget() is preview
    assert preview.summary.full_text() == "2 new meetings · 1 left out"
    shown = [preview.table.rows.row(n) for n in range(preview.table.count_shown())]
    assert [line.what for line in shown] == ["out", "new", "new"]
    assert len(again(tab)) == 4
    preview.go.click()
    assert not tab.importing
    assert {"Noon Group", "Late"} <= set(again(tab))
    desk.undo()
    assert len(again(tab)) == 4


def test_what_the_house_changed_and_what_vanished_is_said_and_only_ticked_ones_go(tab, tmp_path):
    tab.open_import()
    tab.feed.read(fill_file(tmp_path, entry(), entry("c", "Late")))
    tab.feed.preview.go.click()
    row = again(tab)["Noon Group"]
    tab.change(row)
    tab.panel.form["notes"].set_text("Back door")
    tab.panel.form.submit()
    tab.open_import()
    tab.feed.read(fill_file(tmp_path, entry(notes="Front door", time="12:30")))
    preview = tab.feed.preview
    lines = {line.name: line for line in meetings_feed_preview.lines_of(preview._plan)}
    assert lines["Noon Group"].about == "New: time. The house's own stays: notes."
    assert lines["Late"].what == "gone"
    assert not preview.gone.isHidden()
    assert not preview.gone.isChecked()
    preview.gone.click()
    preview.go.click()
    found = again(tab)
    assert "Late" not in found
    assert (found["Noon Group"].starts_at, found["Noon Group"].facts.notes) == (
        "12:30", "Back door")


def test_new_meetings_can_stay_off_the_board_or_only_near_ones_come_on_it(
        tab, tmp_path, store, house):
    store.write(OWNER, change_setting, house, "house_place", "40.71, -74.0")
    tab.open_import()
    far = {"latitude": 41.5, "longitude": -74.0}
    tab.feed.read(fill_file(tmp_path, entry("a", "Near", latitude=40.72, longitude=-74.0),
                            entry("b", "Far", **far), entry("c", "Nowhere"),
                            entry("d", "Online", types=["ONL"])))
    tab.feed.preview.board.choose(5)
    tab.feed.preview.go.click()
    found = again(tab)
    assert {n: found[n].on_board for n in ("Near", "Far", "Nowhere", "Online")} == {
        "Near": True, "Far": False, "Nowhere": False, "Online": True}


def test_the_fellowship_can_be_said_before_it_comes_in(tab, tmp_path):
    tab.open_import()
    tab.feed.read(fill_file(tmp_path, entry()))
    box = tab.feed.preview.fellowship
    box.choose("AL-ANON")
    box.activated.emit(box.currentIndex())
    tab.feed.preview.go.click()
    assert again(tab)["Noon Group"].fellowship == "AL-ANON"


def test_codes_without_words_are_explained_by_a_second_file(tab, tmp_path, monkeypatch):
    formats = tmp_path / "formats.json"
    formats.write_bytes(as_json({"key_string": "ZZ", "name_string": "Zigzag", "world_id": "",
                                 "format_type_enum": "FC1", "lang": "en"}))
    tab.open_import()
    tab.feed.read(fill_file(tmp_path, na_entry(formats="O,ZZ")))
    preview = tab.feed.preview
    assert "ZZ" in preview.codes.label.text()
    monkeypatch.setattr(meetings_feed_preview, "choose_file", lambda *_args: formats)
    preview.codes.button.click()
    assert preview.codes.isHidden()
    preview.go.click()
    assert again(tab)["Clean Slate"].facts.topic == "Zigzag"


def test_a_broken_file_is_refused_in_a_sentence_and_nothing_changes(tab, tmp_path):
    path = tmp_path / "feed.json"
    path.write_bytes(as_json(entry())[:-3])
    tab.open_import()
    tab.feed.read(path)
    source = tab.feed.source
    assert tab.feed.stack.currentWidget() is source
    assert source.fault.label.text() == (
        "This file is damaged or cut off: line 1 cannot be read. Get it again and try once more."
        " Nothing was changed.")
    assert len(again(tab)) == 4


def test_an_earlier_file_is_taken_back_from_the_list_of_files(tab, tmp_path, monkeypatch):
    tab.open_import()
    tab.feed.read(fill_file(tmp_path, entry()))
    tab.feed.preview.go.click()
    monkeypatch.setattr(batches_card, "confirm", lambda *_args: True)
    tab.open_import()
    press(tab.feed.source, "Take back")
    assert len(again(tab)) == 4


def test_esc_leads_back_step_by_step_and_a_lock_keeps_the_file(tab, tmp_path):
    tab.open_import()
    path = fill_file(tmp_path, entry())
    tab.feed.read(path)
    assert tab.place_in() == {"tab": "directory", "import": str(path)}
    assert tab.back() and tab.importing
    assert tab.back() and not tab.importing
    tab.open_record({"tab": "directory", "import": str(path)})
    assert tab.feed.stack.currentWidget() is tab.feed.preview


def test_an_empty_directory_offers_the_first_file(desk, shown, small_house):
    page = shown(MeetingsPage(desk))
    page.open_record("directory")
    page.reload()
    tab = page.tab("directory")
    press(tab.table._nothing, "Bring in a file")
    assert tab.importing
