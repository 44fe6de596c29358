"""Sponsors: who supports people, who needs somebody, buddies, milestones, and the circle."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import long_date
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.place_tab import PlaceTab, Tab
from ui.office.sponsors_tabs import TABS
from ui.widgets.boxes import hbox
from ui.widgets.page import Page, Verb
from ui.widgets.tabs import Tabs

MARGINS = (20, 8, 20, 14)


class SponsorsPage(Page):
    """The tabs of the place; the one in front asks for its rows, the others when they are shown."""

    topics = frozenset({
        "supporter", "mentor_check", "sponsorship", "introduction", "sponsor_contact",
        "support_choice", "step", "help", "network_person", "assessment", "milestone",
        "attendance", "home_group", "turn", "sobriety", "resident", "stay", "bed", "night", "house",
        "setting",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = Tabs(_("Sponsors"))
        self._made: dict[str, PlaceTab] = {}
        self._old: set[str] = set()  # made, and to be asked for anew once shown
        for tab in TABS:
            self.tabs.add(tab.code, _(tab.label), partial(self._make, tab))
        hbox(self.tabs, margins=MARGINS, parent=self)
        self.tabs.page(TABS[0].code)
        self.tabs.picked.connect(self._on_tab)

    def _make(self, tab: Tab) -> QWidget:
        made = tab.factory(self.desk)
        self._made[tab.code] = made
        self._old.add(tab.code)
        made.go.connect(self.go)
        made.done_with.connect(self.forget_draft)
        made.headed.connect(self.headed)
        return made

    def front(self) -> PlaceTab:
        """The tab that one looks at."""
        return self._made[self.tabs.key()]

    def tab(self, code: str) -> PlaceTab:
        """A tab, made now if it was not."""
        self.tabs.page(code)
        return self._made[code]

    # What the frame asks

    def title(self) -> str:
        return self.front().title() or _("Sponsors")

    def context(self) -> str:
        return self.front().context() or long_date(self.desk.today())

    def header_buttons(self) -> list[QWidget]:
        return self.front().header_buttons()

    def verbs(self) -> tuple[Verb, ...]:
        return self.front().verbs()

    def reload(self) -> None:
        self._old = set(self._made)
        self._ask()

    def _ask(self) -> None:
        code = self.tabs.key()
        if code in self._old and not self.stale:
            self._old.discard(code)
            self._made[code].reload()

    def open_record(self, target: object) -> None:
        """A tab's code, a mapping with "tab" and what that tab opens, or None."""
        if isinstance(target, Mapping):
            code = str(target.get("tab", TABS[0].code))
            self.tabs.show_tab(code)
            self.tab(code).open_record(target)
        else:
            known = target in {tab.code for tab in TABS}
            self.tabs.show_tab(str(target) if known else TABS[0].code)

    def place_in(self) -> object:
        inside = self.front().place_in()
        if inside is not None:
            return inside
        code = self.tabs.key()
        return None if code == TABS[0].code else code

    def back(self) -> bool:
        if self.front().back():
            return True
        if self.tabs.key() != TABS[0].code:
            self.tabs.show_tab(TABS[0].code)
            return True
        return False

    def open_form(self) -> str:
        return self.front().open_form()

    def reopen_form(self, name: str) -> None:
        self.front().reopen_form(name)

    def _on_tab(self, _code: str) -> None:
        self._ask()
        self.headed.emit()
