"""A place of tabs: what the frame asks of it, the tab in front answers."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import long_date
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.place_tab import PlaceTab, Tab
from ui.widgets.page import Page, Verb
from ui.widgets.tabs import Tabs

MARGINS = (20, 8, 20, 14)


class TabbedPlace(Page):
    """Its tabs are made once they are shown; the first one is home."""

    name: ClassVar[str]  # of the place, to be translated
    parts: ClassVar[Sequence[Tab]]

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = Tabs(_(self.name))
        self._made: dict[str, PlaceTab] = {}

    def fill(self) -> None:
        """Add the tabs, with the first one in front; the place itself stands by now."""
        for tab in self.parts:
            self.tabs.add(tab.code, _(tab.label), partial(self._make, tab))
        self.tabs.page(self.home)
        self.tabs.picked.connect(self._on_tab)

    def _make(self, tab: Tab) -> QWidget:
        made = tab.factory(self.desk)
        self._made[tab.code] = made
        self._bind(made)
        return made

    def _bind(self, made: PlaceTab) -> None:
        made.go.connect(self.go)
        made.done_with.connect(self.forget_draft)
        made.headed.connect(self.headed)

    def _on_tab(self, code: str) -> None:
        self.headed.emit()

    def front(self) -> PlaceTab:
        """What one looks at."""
        return self._made[self.tabs.key()]

    def tab(self, code: str) -> PlaceTab:
        """A tab, made now if it was not."""
        self.tabs.page(code)
        return self._made[code]

    @property
    def home(self) -> str:
        """The code of the first tab."""
        return self.parts[0].code

    # What the frame asks

    def title(self) -> str:
        return self.front().title() or _(self.name)

    def context(self) -> str:
        return self.front().context() or long_date(self.desk.today())

    def header_buttons(self) -> list[QWidget]:
        return self.front().header_buttons()

    def verbs(self) -> tuple[Verb, ...]:
        return self.front().verbs()

    def open_record(self, target: object) -> None:
        """A tab's code, a mapping with "tab" and what that tab opens, or None."""
        if isinstance(target, Mapping):
            code = str(target.get("tab", self.home))
            self.tabs.show_tab(code)
            self.tab(code).open_record(target)
        else:
            known = target in {tab.code for tab in self.parts}
            self.tabs.show_tab(str(target) if known else self.home)

    def place_in(self) -> object:
        code, inside = self.tabs.key(), self.front().place_in()
        if inside is not None:
            return inside
        return None if code == self.home else code

    def back(self) -> bool:
        if self.front().back():
            return True
        if self.tabs.key() != self.home:
            self.tabs.show_tab(self.home)
            return True
        return False

    def open_form(self) -> str:
        return self.front().open_form()

    def reopen_form(self, name: str) -> None:
        self.front().reopen_form(name)
