"""Meetings: the house's own by week, the recovery meetings outside, the directory, and the one
screen on which a meeting is run.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.phrases import long_date
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.meetings_tabs import RUN, TABS
from ui.office.place_tab import PlaceTab, Tab
from ui.widgets.boxes import hbox
from ui.widgets.page import Page, Verb
from ui.widgets.tabs import Tabs

MARGINS = (20, 8, 20, 14)


class MeetingsPage(Page):
    """The tabs of the place, and over them the meeting that is run."""

    topics = frozenset({
        "meeting", "series", "motion", "agenda", "amendment", "ballot", "todo", "commitment",
        "attendance", "requirement", "meeting_group", "home_group", "service", "resident", "stay",
        "house", "setting", "sign", "pass", "round",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = Tabs(_("Meetings"))
        self.layers = QStackedWidget()
        self.run: PlaceTab | None = None
        self.meeting_id: int | None = None
        self._made: dict[str, PlaceTab] = {}
        for tab in TABS:
            self.tabs.add(tab.code, _(tab.label), partial(self._make, tab))
        self.layers.addWidget(self.tabs)
        hbox(self.layers, margins=MARGINS, parent=self)
        self.tabs.page(TABS[0].code)
        self.tabs.picked.connect(self._on_tab)

    def _make(self, tab: Tab) -> QWidget:
        made = tab.factory(self.desk)
        self._made[tab.code] = made
        self._bind(made)
        if not self.stale:
            made.reload()
        return made

    def _bind(self, made: PlaceTab) -> None:
        made.go.connect(self.go)
        made.done_with.connect(self.forget_draft)
        made.headed.connect(self.headed)

    def front(self) -> PlaceTab:
        """What one looks at: the meeting that is run, else the tab."""
        return self.run if self.run is not None else self._made[self.tabs.key()]

    def tab(self, code: str) -> PlaceTab:
        """A tab, made now if it was not."""
        self.tabs.page(code)
        return self._made[code]

    # What the frame asks

    def title(self) -> str:
        return self.front().title() or _("Meetings")

    def context(self) -> str:
        return self.front().context() or long_date(self.desk.today())

    def header_buttons(self) -> list[QWidget]:
        return self.front().header_buttons()

    def verbs(self) -> tuple[Verb, ...]:
        return self.front().verbs()

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
        if isinstance(target, Mapping):
            code = str(target.get("tab", TABS[0].code))
            self.tabs.show_tab(code)
            self.tab(code).open_record(target)
        else:
            known = target in {tab.code for tab in TABS}
            self.tabs.show_tab(str(target) if known else TABS[0].code)

    def place_in(self) -> object:
        if self.meeting_id is not None:
            return self.meeting_id
        code, inside = self.tabs.key(), self.front().place_in()
        if inside is not None:
            return inside
        return None if code == TABS[0].code else code

    def back(self) -> bool:
        if self.front().back():
            return True
        if self.run is None and self.tabs.key() != TABS[0].code:
            self.tabs.show_tab(TABS[0].code)
            return True
        return False

    def open_form(self) -> str:
        return self.front().open_form()

    def reopen_form(self, name: str) -> None:
        self.front().reopen_form(name)

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

    def _on_tab(self, _code: str) -> None:
        self.headed.emit()
