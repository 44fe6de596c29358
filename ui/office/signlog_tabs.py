"""What stands beside the log in the Sign log place: each tab is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.passes import PassesTab
from ui.office.rounds import RoundTab
from ui.office.visitors import VisitorsTab


class Reloads(Protocol):
    """What a tab must be able to do besides being a widget."""

    def reload(self) -> None:
        """Ask for its rows again."""

    def back(self) -> bool:
        """Esc: whether something in it was closed."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its code, its English name, and what makes it: a widget with `reload()`."""

    code: str
    label: str
    factory: Callable[[Desk], QWidget]


TABS: tuple[Tab, ...] = (
    Tab("passes", N_("Passes"), PassesTab),
    Tab("round", N_("Round"), RoundTab),
    Tab("visitors", N_("Visitors"), VisitorsTab),
)
