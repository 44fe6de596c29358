"""Contents: all of the office window that its first paint does not need; imported on a thread."""

from importlib import import_module

from ui.widgets.page import Page

_CLASSES = {
    "today": "TodayPage",
    "residents": "ResidentsPage",
    "beds": "BedsPage",
    "reports": "ReportsPage",
    "settings": "SettingsPage",
}


def _pages() -> dict[str, type[Page]]:
    found: dict[str, type[Page]] = {}
    for place, name in _CLASSES.items():
        try:
            found[place] = getattr(import_module(f"ui.office.{place}"), name)
        except ModuleNotFoundError as missing:
            if missing.name != f"ui.office.{place}":
                raise
    return found


PAGES = _pages()
