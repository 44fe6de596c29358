"""Sponsors: who supports people, who needs somebody, buddies, milestones, and the circle."""

from PySide6.QtWidgets import QWidget

from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.place_tab import Tab
from ui.office.sponsors.tabs import TABS
from ui.office.tabbed_place import MARGINS, TabbedPlace
from ui.widgets.boxes import hbox


class SponsorsPage(TabbedPlace):
    """The tabs of the place; the one in front asks for its rows, the others when they are shown."""

    name, parts = N_("Sponsors"), TABS
    topics = frozenset({
        "supporter", "mentor_check", "sponsorship", "introduction", "sponsor_contact",
        "support_choice", "step", "help", "network_person", "assessment", "milestone",
        "attendance", "home_group", "turn", "sobriety", "resident", "stay", "bed", "night", "house",
        "setting",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._old: set[str] = set()  # made, and to be asked for anew once shown
        hbox(self.tabs, margins=MARGINS, parent=self)
        self.fill()

    def _make(self, tab: Tab) -> QWidget:
        self._old.add(tab.code)
        return super()._make(tab)

    def reload(self) -> None:
        self._old = set(self._made)
        self._ask()

    def _ask(self) -> None:
        code = self.tabs.key()
        if code in self._old and not self.stale:
            self._old.discard(code)
            self._made[code].reload()

    def _on_tab(self, code: str) -> None:
        self._ask()
        super()._on_tab(code)
