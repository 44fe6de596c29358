"""Meetings: the house's own by week, the recovery meetings outside, the directory, and the one
screen on which a meeting is run.
"""

from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.meetings.tabs import RUN, TABS
from ui.office.place_tab import PlaceTab, Tab
from ui.office.tabbed_place import MARGINS, TabbedPlace
from ui.widgets.boxes import hbox


class MeetingsPage(TabbedPlace):
    """The tabs of the place, and over them the meeting that is run."""

    name, parts = N_("Meetings"), TABS
    topics = frozenset({
        "meeting", "series", "motion", "agenda", "amendment", "ballot", "todo", "commitment",
        "attendance", "requirement", "meeting_group", "home_group", "service", "resident", "stay",
        "house", "setting", "sign", "pass", "round",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.layers = QStackedWidget()
        self.run: PlaceTab | None = None
        self.meeting_id: int | None = None
        self.layers.addWidget(self.tabs)
        hbox(self.layers, margins=MARGINS, parent=self)
        self.fill()

    def _make(self, tab: Tab) -> QWidget:
        super()._make(tab)
        made = self._made[tab.code]
        if not self.stale:
            made.reload()
        return made

    def front(self) -> PlaceTab:
        """What one looks at: the meeting that is run, else the tab."""
        return self.run if self.run is not None else super().front()

    def reload(self) -> None:
        for tab in self._made.values():
            tab.reload()
        if self.run is not None:
            self.run.reload()

    def open_record(self, target: object) -> None:
        """A meeting's id, a tab's code, a mapping with "tab" and what that tab opens, or None."""
        if isinstance(target, int):
            self._run(target)
            return
        self._leave()
        super().open_record(target)

    def place_in(self) -> object:
        return self.meeting_id if self.meeting_id is not None else super().place_in()

    def back(self) -> bool:
        return self.front().back() if self.run is not None else super().back()

    # The meeting that is run

    def _run(self, meeting_id: int) -> None:
        if meeting_id == self.meeting_id:
            return
        self._leave()
        self.run = RUN(self.desk, meeting_id)
        self.meeting_id = meeting_id
        self._bind(self.run)
        self.layers.addWidget(self.run)
        self.layers.setCurrentWidget(self.run)
        self.run.reload()
        self.headed.emit()

    def _leave(self) -> None:
        if self.run is None:
            return
        left, self.run, self.meeting_id = self.run, None, None
        self.layers.setCurrentWidget(self.tabs)
        self.layers.removeWidget(left)
        left.deleteLater()
        self.headed.emit()
