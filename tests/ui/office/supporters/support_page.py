"""What tests of the list of who supports do on its tab: press, read, look a row up."""

from sobrhouse.queries.supporters import supporter_list
from tests.conftest import OWNER
from tests.make_circle import TODAY
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


def names(tab):
    return [tab.table.rows.row(n).name for n in range(tab.table.count_shown())]


def press(where, words):
    (button,) = [b for b in where.findChildren(Button) if b.words() == words and b.isEnabled()]
    button.click()


def said(where):
    return " | ".join(label.text() for label in where.findChildren(Label))


def row(store, house, who):
    found = store.read(OWNER, supporter_list, house.house_id, TODAY)
    return next((r for r in found if r.supporter_id == who), None)


def card(tab):
    assert tab.steps.opened() is not None
    return tab.steps.view


def again(tab):
    tab.reload()
    return tab.all_rows
