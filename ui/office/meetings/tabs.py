"""The tabs of the Meetings place, in their order, and what a meeting is run with.

Each tab is a `PlaceTab`, made when it is first shown.
"""

from collections.abc import Callable

from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.meetings.directory import DirectoryTab
from ui.office.meetings.house import HouseMeetingsTab
from ui.office.meetings.run.tab import MeetingRunTab
from ui.office.place_tab import PlaceTab, Tab
from ui.office.recovery.tab import RecoveryTab

TABS: tuple[Tab, ...] = (
    Tab("house", N_("House meetings"), HouseMeetingsTab),
    Tab("recovery", N_("Recovery meetings"), RecoveryTab),
    Tab("directory", N_("Directory"), DirectoryTab),
)

# Given the desk and the id of a meeting that is written down; `back()` False leaves it.
RUN: Callable[[Desk, int], PlaceTab] = MeetingRunTab
