"""What stands beside the log in the Sign log place: each tab is made when it is first shown."""

from sobrhouse.words import N_
from ui.office.passes.rounds import RoundTab
from ui.office.passes.tab import PassesTab
from ui.office.place_tab import Tab
from ui.office.signlog.visitors import VisitorsTab

TABS: tuple[Tab, ...] = (
    Tab("passes", N_("Passes"), PassesTab),
    Tab("round", N_("Round"), RoundTab),
    Tab("visitors", N_("Visitors"), VisitorsTab),
)
