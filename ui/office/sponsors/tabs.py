"""The tabs of the Sponsors place, in their order: People who support, Needs a match, Buddies,
Milestones, The circle, Recovery capital.

Each tab is a `PlaceTab`, made when it is first shown and asked for its rows while it is in front.
The palette finds them by their names in `places.py`, which a test compares with these.
"""

from sobrhouse.words import N_
from ui.office.circle.tab import CircleTab
from ui.office.milestones.tab import MilestonesTab
from ui.office.place_tab import Tab
from ui.office.recovery.capital import CapitalTab
from ui.office.sponsors.needs import BuddiesTab, NeedsTab
from ui.office.supporters.tab import SupportersTab

TABS: tuple[Tab, ...] = (
    Tab("people", N_("People who support"), SupportersTab),
    Tab("needs", N_("Needs a match"), NeedsTab),
    Tab("buddies", N_("Buddies"), BuddiesTab),
    Tab("milestones", N_("Milestones"), MilestonesTab),
    Tab("circle", N_("The circle"), CircleTab),
    Tab("capital", N_("Recovery capital"), CapitalTab),
)
