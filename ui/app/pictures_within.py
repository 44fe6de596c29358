"""Pictures of what stands within the places: tabs, the profile, the meeting that is run."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from sobrhouse.queries.finding import FoundPerson, people_to_find
from sobrhouse.queries.meeting_week import MeetingRow, meetings_between
from ui.office.frame import Frame
from ui.office.profile import view as profile
from ui.office.profile.view import ProfileView
from ui.office.residents.list import GONE, HERE, WAITING
from ui.office.residents.place import ResidentsPage
from ui.office.settings.place import SECTIONS
from ui.office.sponsors.tabs import TABS as SPONSORS
from ui.office.supporters.tab import SupportersTab

TABS = (
    ("meetings", "recovery"),
    ("meetings", "directory"),
    ("signlog", "passes"),
    ("signlog", "round"),
    ("signlog", "visitors"),
)
CHORES: tuple[object, ...] = ("plan", "fairness", "missed", {"new": True})
PARTS = (
    profile.DETAILS, profile.MEETINGS, profile.CHORES, profile.SPONSOR, profile.KIOSK,
    profile.CONSENTS, profile.WORDS,
)  # fmt: skip
RECENT = timedelta(days=14)


def within(frame: Frame, save: Callable[[str], None]) -> None:
    """Go through all of it and say at each what its picture is called."""
    for place, tab in TABS:
        if place in frame.offered:
            frame.go(place, tab)
            save(f"{place}-{tab}")
    for view in CHORES if "chores" in frame.offered else ():
        frame.go("chores", view)
        save(f"chores-{view}" if isinstance(view, str) else "chores-new")
    _sponsors(frame, save)
    for name, meeting_id in _meetings(frame):
        frame.go("meetings", meeting_id)
        save(f"meeting-{name}")
    _profile(frame, save)
    _lists(frame, save)
    for code, _words, _icon, needs in SECTIONS if "settings" in frame.offered else ():
        if frame.desk.may(needs):
            frame.go("settings", code)
            save(f"settings-{code}")


def _profile(frame: Frame, save: Callable[[str], None]) -> None:
    """One person, with every part."""
    for resident_id in _first_person(frame):
        frame.go("residents", resident_id)
        save("resident")
        for panel in frame.findChildren(ProfileView):
            for part in PARTS:
                panel.tabs.show_tab(part)
                save(f"resident-{part}")
            panel.tabs.show_tab(profile.TIMELINE)


def _lists(frame: Frame, save: Callable[[str], None]) -> None:
    """Who moved out, who waits, and the import."""
    for place in frame.findChildren(ResidentsPage):
        frame.go("residents", None)
        for name in (GONE, WAITING):
            place.list.show_list(name)
            save(f"residents-{name}")
        place.list.show_list(HERE)
        place.bring_in_list()
        save("residents-import")
        place.back_to_list()


def _sponsors(frame: Frame, save: Callable[[str], None]) -> None:
    """Every tab of the place; of people who support also a card, its fields and the form."""
    if "sponsors" not in frame.offered:
        return
    for tab in SPONSORS:
        frame.go("sponsors", tab.code)
        save(f"sponsors-{tab.code}")
    for people in frame.findChildren(SupportersTab):
        frame.go("sponsors", {"tab": "people", "new": True})
        save("sponsors-new")
        for row in people.all_rows[:1]:
            frame.go("sponsors", {"tab": "people", "supporter": row.supporter_id})
            save("sponsors-card")
            people.steps.change(row)
            save("sponsors-fields")
            people.back()


def _meetings(frame: Frame) -> Iterator[tuple[str, int]]:
    """The newest meeting that is not finished, and the newest that is."""
    found: dict[str, int] = {}

    def take(rows: tuple[MeetingRow, ...]) -> None:
        for row in rows:
            if row.meeting_id is not None:
                found["finished" if row.finished_at else "open"] = row.meeting_id

    desk = frame.desk
    today = desk.today()
    desk.ask(frame, meetings_between, desk.house_id, today - RECENT, today, done=take)
    yield from found.items()


def _first_person(frame: Frame) -> Iterator[int]:
    found: list[int] = []

    def take(people: tuple[FoundPerson, ...]) -> None:
        found.extend(p.resident_id for p in people[:1])

    frame.desk.ask(frame, people_to_find, frame.desk.house_id, done=take)
    if "residents" in frame.offered:
        yield from found
