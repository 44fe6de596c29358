"""Contents: the pages of the office, which its first paint does not need; imported on a thread."""

from ui.office.beds import BedsPage
from ui.office.reports import ReportsPage
from ui.office.residents import ResidentsPage
from ui.office.settings import SettingsPage
from ui.office.today import TodayPage
from ui.widgets.page import Page

PAGES: dict[str, type[Page]] = {
    "today": TodayPage,
    "residents": ResidentsPage,
    "beds": BedsPage,
    "reports": ReportsPage,
    "settings": SettingsPage,
}
