"""What tests read off the screen of house meetings, and press there."""

from ui.office.meetings.house import HouseMeetingsTab
from ui.office.meetings.series_form import SeriesForm
from ui.widgets.buttons import Button


def lines(tab: HouseMeetingsTab) -> list[tuple[str, str, str]]:
    """Day, name and state of each meeting of the week shown."""
    columns, rows = tab.table.rows.columns, tab.table.rows
    every = (rows.row(n) for n in range(rows.rowCount()))
    return [(columns[0].text(row), columns[1].text(row), columns[3].text(row)) for row in every]


def form_of(tab: HouseMeetingsTab) -> SeriesForm:
    assert isinstance(tab.panel.form, SeriesForm)
    return tab.panel.form


def only_row(tab: HouseMeetingsTab):
    return tab.table.rows.row(0)


def press(tab: HouseMeetingsTab, text: str) -> None:
    """Press a button of the panel."""
    buttons = tab.panel.findChildren(Button)
    (button,) = (b for b in buttons if b.isVisibleTo(tab.panel) and b.words() == text)
    button.click()
