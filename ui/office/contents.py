"""Contents: the pages of the office, each imported when it is first wanted."""

from collections.abc import Callable, Iterator, Mapping

from ui.widgets.page import Page


def _today() -> type[Page]:
    from ui.office.today.place import TodayPage

    return TodayPage


def _residents() -> type[Page]:
    from ui.office.residents.place import ResidentsPage

    return ResidentsPage


def _beds() -> type[Page]:
    from ui.office.beds.place import BedsPage

    return BedsPage


def _meetings() -> type[Page]:
    from ui.office.meetings.place import MeetingsPage

    return MeetingsPage


def _chores() -> type[Page]:
    from ui.office.chores.place import ChoresPage

    return ChoresPage


def _sponsors() -> type[Page]:
    from ui.office.sponsors.place import SponsorsPage

    return SponsorsPage


def _signlog() -> type[Page]:
    from ui.office.signlog.place import SignLogPage

    return SignLogPage


def _reports() -> type[Page]:
    from ui.office.reports.place import ReportsPage

    return ReportsPage


def _settings() -> type[Page]:
    from ui.office.settings.place import SettingsPage

    return SettingsPage


class Pages(Mapping[str, type[Page]]):
    """Page classes by place; the first morning look at Today need not wait for the others."""

    def __init__(self, loads: Mapping[str, Callable[[], type[Page]]]) -> None:
        self._loads = loads

    def __getitem__(self, place: str) -> type[Page]:
        return self._loads[place]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._loads)

    def __len__(self) -> int:
        return len(self._loads)

    def __contains__(self, place: object) -> bool:
        return place in self._loads  # without loading it


PAGES = Pages(
    {
        "today": _today,
        "residents": _residents,
        "beds": _beds,
        "meetings": _meetings,
        "chores": _chores,
        "sponsors": _sponsors,
        "signlog": _signlog,
        "reports": _reports,
        "settings": _settings,
    }
)


def load_first() -> Pages:
    """The pages, with all that the first of them needs imported already."""
    import ui.office.half_typed
    import ui.widgets.banner
    import ui.widgets.toast

    del ui
    PAGES["today"]
    return PAGES


def load_rest() -> None:
    """Import the other pages and what stands beside them, before somebody wants them."""
    import ui.widgets.form

    del ui  # that one first: what is half typed is soon looked for in forms
    import ui.office.keys_card
    import ui.office.palette
    import ui.office.today.steps
    import ui.office.today.todo_form

    del ui
    for place in PAGES:
        PAGES[place]
