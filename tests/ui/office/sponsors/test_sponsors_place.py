"""The Sponsors place: its tabs, how one comes to them, and who asks for rows when."""

from ui.office.places import PLACES
from ui.office.sponsors.place import SponsorsPage
from ui.office.sponsors.tabs import TABS
from ui.widgets.buttons import Button


def test_the_palette_knows_every_tab_by_its_name():
    place = next(p for p in PLACES if p.id == "sponsors")
    assert place.tabs == tuple((tab.code, tab.label) for tab in TABS)
    assert place.key == "6"


def test_the_place_comes_back_to_the_tab_one_was_at(desk, shown):
    page = shown(SponsorsPage(desk))
    for tab in TABS:
        page.open_record(tab.code)
        assert page.tabs.key() == tab.code
        page.open_record(page.place_in())
        assert page.tabs.key() == tab.code
    page.open_record("no such tab")
    assert page.tabs.key() == TABS[0].code
    assert page.back() is False


def test_an_empty_list_says_what_to_write_down(desk, shown):
    page = shown(SponsorsPage(desk))
    tab = page.tab("people")
    assert tab.header_buttons() == []
    assert tab.filters.isHidden()
    (add,) = [b for b in tab.table.findChildren(Button) if b.words() == "Add somebody"]
    add.click()
    assert tab.panel.name == "supporter_new"


def test_only_the_tab_in_front_asks_and_the_others_once_shown(desk, shown):
    page = shown(SponsorsPage(desk))
    front, asked = page.front(), []
    front.reload = lambda: asked.append("front")
    page.reload()
    assert asked == ["front"]
    page._on_tab("people")
    assert asked == ["front"]
