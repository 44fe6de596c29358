"""What stands beside the log in the Sign log place: each tab is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.desk import Desk


class Reloads(Protocol):
    """What a tab must be able to do besides being a widget."""

    def reload(self) -> None:
        """Ask for its rows again."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its code, its English name, and what makes it: a widget with `reload()`."""

    code: str
    label: str
    factory: Callable[[Desk], QWidget]


TABS: tuple[Tab, ...] = ()
