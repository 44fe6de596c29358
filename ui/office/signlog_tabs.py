"""What stands beside the log in the Sign log place: each tab is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.passes import PassesTab
from ui.office.rounds import RoundTab
from ui.office.signlog_tab import LogTab
from ui.office.visitors import VisitorsTab


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its code, its English name, and what makes it."""

    code: str
    label: str
    factory: Callable[[Desk], LogTab]


TABS: tuple[Tab, ...] = (
    Tab("passes", N_("Passes"), PassesTab),
    Tab("round", N_("Round"), RoundTab),
    Tab("visitors", N_("Visitors"), VisitorsTab),
)
