"""Frame: the office once somebody has unlocked: rail, header, banners, the open page, and the way
between places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sobrhouse.words import language
from ui import theme
from ui.desk import Desk, Told
from ui.office.actions import ACTIONS, ActionSpec
from ui.office.header import Header
from ui.office.places import PLACES
from ui.office.rail import Rail
from ui.office.where import Where

if TYPE_CHECKING:
    from ui.office.half_typed import DraftKeeper, HalfTyped
    from ui.office.palette import Palette
    from ui.office.troubles import Troubles
    from ui.turns import Steps
    from ui.widgets.page import Page, Verb
    from ui.widgets.toast import Toasts

FOLDS_UNDER = 1180
HANDED_UP = ("close", "filter")  # keys that reach the frame when nobody inside took them


class Frame(QWidget):
    """Rail, header, banners and pages; knows the way between places and keeps it."""

    ready = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place = ""
        self.pages: dict[str, Page] = {}
        self.classes: Mapping[str, type[Page]] = {}
        self.offered: tuple[str, ...] = ()
        self.history: list[tuple[str, object]] = []
        self.keepers: dict[str, DraftKeeper] = {}
        self.kept: list[HalfTyped] = []
        self._wanted: Where | None = None  # where the way leads while the page there is being made
        self._verb_keys: dict[str, str] = {}
        self._verb_shortcuts: list[QShortcut] = []
        self._palette_box: Palette | None = None
        self.toasts: Toasts | None = None
        self.troubles: Troubles | None = None
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(desk, PLACES, self)
        self.header = Header(self)
        self.banners = QVBoxLayout()
        self.stack = QStackedWidget(self)
        self._build()
        self._bind()

    def _build(self) -> None:
        self.banners.setContentsMargins(theme.space(4) + 4, 4, theme.space(4) + 4, 0)
        self.banners.setSpacing(4)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(self.banners)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _bind(self) -> None:
        self.rail.picked.connect(self._on_picked)
        self.rail.wanted.connect(self.desk.wanted)
        self.header.search.wanted.connect(self.open_palette)
        self.header.menu().aboutToShow.connect(self._on_more)
        for spec in ACTIONS:
            if spec.id not in HANDED_UP:
                for keys in spec.keys:
                    QShortcut(QKeySequence(keys), self).activated.connect(partial(self.run, spec))
        for place in PLACES:
            QShortcut(QKeySequence(f"Ctrl+{place.key}"), self).activated.connect(
                partial(self._on_picked, place.id)
            )

    # Content

    def fill(
        self, classes: Mapping[str, type[Page]], where: Where, *, at_once: bool = False
    ) -> None:
        """The screens are loaded and the records open: show the page that was wanted; `ready`
        tells when it stands. `at_once` is for a frame that takes the place of another.
        """
        self.classes, self._wanted = classes, where
        if at_once:
            for _step in self._filling(where):
                pass
        else:
            self.desk.in_turns(self, self._filling(where))

    def _filling(self, where: Where) -> Steps:
        self.offered = tuple(
            p.id
            for p in PLACES
            if p.id in self.classes and (p.needs is None or self.desk.may(p.needs))
        )
        self.rail.offer(self.offered)
        self.rail.show_who()
        self._attach()
        yield
        place = where.place if where.place in self.offered else self.offered[0]
        page = self.classes[place](self.desk)
        page.set_aside()
        yield
        self.stack.addWidget(page)
        yield
        theme.remeasure(page)
        yield
        self.kept = list(where.half_typed)
        self.history = [step for step in where.history if step[0] in self.offered]
        self._take(place, page)
        self._wanted = None
        self.open(place, where.record)
        yield from page.bring_out()
        self.ready.emit()

    def _attach(self) -> None:
        """What stands on modules that the first paint does not wait for."""
        from ui.office.troubles import Troubles
        from ui.widgets.toast import Toasts

        self.toasts = Toasts(self)
        self.desk.told.connect(self._on_told)
        self.troubles = Troubles(self.desk, self.banners, self.go, self)

    def where(self) -> Where:
        """Everything that `fill` needs to come back to this; fields that can be saved are saved."""
        from ui.office.half_typed import leave_fields, typed_in

        page = self.page()
        if page is None or self._wanted is not None:
            return self._wanted or Where()
        for each in self.pages.values():
            leave_fields(each)
        halves = (typed_in(place, each, left=True) for place, each in self.pages.items())
        half_typed = tuple(half for half in halves if half is not None)
        return Where(self.place, page.place_in(), half_typed, tuple(self.history))

    def keep_drafts(self, half_typed: Iterable[HalfTyped]) -> None:
        """Write down what is half typed, now."""
        for half in half_typed:
            self._page_of(half.place)
            self.keepers[half.place].keep_this(half)

    def ask_for_drafts(self) -> None:
        """Look for what this person left half typed before."""
        from ui.office.half_typed import ask_for_drafts

        if not self.desk.safe:
            ask_for_drafts(self.desk, self, self._on_drafts)

    def _on_drafts(self, kept: tuple[HalfTyped, ...]) -> None:
        self.kept = list(kept)
        self._bring_back_here()

    def _bring_back_here(self) -> None:
        """Fill in what was half typed in the record that is open now, once its form is there."""
        from ui.office.half_typed import bring_back

        page = self.page()
        for kept in self.kept:
            if page is not None and (kept.place, kept.record) == (self.place, page.place_in()):
                self.kept.remove(kept)
                if bring_back(page, kept):
                    self.keepers[kept.place].take_over(kept)
                else:  # its form opens once the record is read, and tells so by `headed`
                    self.kept.append(kept)
                break

    def page(self) -> Page | None:
        """The page that is open."""
        return self.pages.get(self.place)

    def _page_of(self, place: str) -> Page:
        if place not in self.pages:
            page = self.classes[place](self.desk)
            self.stack.addWidget(page)
            theme.remeasure(page)
            self._take(place, page)
        return self.pages[place]

    def _take(self, place: str, page: Page) -> None:
        from ui.office.half_typed import DraftKeeper

        page.go.connect(self.go)
        page.headed.connect(self._on_headed)
        self.pages[place] = page
        self.keepers[place] = DraftKeeper(self.desk, place, page)

    # The way

    def open(self, place: str, record: object = None) -> None:
        """Show a place, and one of its records."""
        page = self._page_of(place)
        self.place = place
        if record != page.place_in():
            page.open_record(record)
        if place == "residents" and isinstance(record, int):
            self.desk.recent.appendleft(record)
        self.stack.setCurrentWidget(page)
        self.rail.mark(place)
        self._on_headed()
        self._bring_back_here()

    @Slot(str, object)
    def go(self, place: str, record: object = None) -> None:
        """Go to a place and remember the way back."""
        page = self.page()
        if page is None or place not in self.offered:
            return
        here = (self.place, page.place_in())
        if here != (place, record):
            self.history.append(here)
            self.open(place, record)

    def go_back(self) -> None:
        """To where one was before."""
        if self.history:
            self.open(*self.history.pop())

    def escape(self) -> None:
        """Close what is open in the page, else go back."""
        page = self.page()
        if page is not None and not page.back():
            self.go_back()

    # Commands

    def verbs(self) -> list[Verb]:
        """What the open page offers to this person."""
        page = self.page()
        return (
            [v for v in page.verbs() if v.needs is None or self.desk.may(v.needs)] if page else []
        )

    def run_verb(self, name: str) -> bool:
        """Run what the open page offers under that id; False when it offers no such thing."""
        verb = next((v for v in self.verbs() if v.id == name), None)
        if verb is not None:
            verb.run()
        return verb is not None

    def do_for(self, resident_id: int, verb: str) -> None:
        """Open somebody's profile and run what it offers under that id; the log signs in or out."""
        if verb == "sign":
            self.go("signlog", {"person": resident_id})
            return
        self.go("residents", resident_id)
        self.run_verb(verb)

    def allows(self, spec: ActionSpec) -> bool:
        """Whether the command makes sense here and now for this person."""
        if spec.needs is not None and not self.desk.may(spec.needs):
            return False
        return not spec.verb or any(v.id == spec.verb for v in self.verbs())

    def run(self, spec: ActionSpec) -> None:
        """Run a command, where it is allowed."""
        if self.allows(spec):
            spec.run(self)

    def filter_list(self) -> None:
        """Put the cursor into the page's filter box."""
        from ui.widgets.search import SearchBox

        page = self.page()
        if page is None or self.run_verb("filter"):
            return
        box = next((b for b in page.findChildren(SearchBox) if b.isVisible()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def refresh(self) -> None:
        """Load the page again, and look for news."""
        page = self.page()
        if page is not None:
            page.refresh()
        self.desk.look()

    @Slot(str)
    def open_palette(self, text: str = "") -> None:
        """Find or do anything."""
        if self.classes:
            self.palette_box.open(text)

    @property
    def palette_box(self) -> Palette:
        """The palette; made when it is first asked for, for the first page does not wait for it."""
        from ui.office.palette import Palette

        if self._palette_box is None:
            self._palette_box = Palette(self)
        return self._palette_box

    def open_keys_card(self) -> None:
        """All keys on one card."""
        from ui.office.keys_card import KeysCard

        KeysCard(self).open()

    def text_size(self, step: int) -> None:
        """The next larger (1) or smaller (-1) size of text, or 100 % (0)."""
        sizes = theme.SCALES
        at = min(range(len(sizes)), key=lambda i: abs(sizes[i] - theme.scale()))
        wanted = sizes[max(0, min(len(sizes) - 1, at + step))] if step else sizes[0]
        self.desk.wanted.emit("scale", wanted)

    def switch_mode(self) -> None:
        """Dark when it is light, light when it is dark."""
        self.desk.wanted.emit("mode", "light" if theme.mode() == "dark" else "dark")

    def switch_language(self) -> None:
        """The other language."""
        from ui.office import own_language

        own_language.choose(self.desk, self, "en" if language() == "es" else "es")

    # What happens

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # HANDED_UP: a panel, a field or a list that has its own use for these keys comes first.
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.filter_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(self.width() < FOLDS_UNDER * theme.scale())

    @Slot()
    def _on_headed(self) -> None:
        page = self.page()
        if page is not None:
            self.header.show_page(page.title(), page.context(), page.header_buttons())
            self._bind_verbs()

    def _bind_verbs(self) -> None:
        """Keys that only the open page has, such as Ctrl+M for a note."""
        taken = {keys for spec in ACTIONS for keys in spec.keys}
        wanted = {v.keys: v.id for v in self.verbs() if v.keys and v.keys not in taken}
        if wanted == self._verb_keys:
            return
        self._verb_keys = wanted
        for old in self._verb_shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        self._verb_shortcuts = [QShortcut(QKeySequence(keys), self) for keys in wanted]
        for shortcut, verb in zip(self._verb_shortcuts, wanted.values(), strict=True):
            shortcut.activated.connect(partial(self.run_verb, verb))
            if self.kept:
                self._bring_back_here()

    @Slot(str)
    def _on_picked(self, place: str) -> None:
        if (
            place == self.place
            and (page := self.page()) is not None
            and page.place_in() is not None
        ):
            page.open_record(None)
        self.go(place, None)

    @Slot(object)
    def _on_told(self, told: Told) -> None:
        undo = partial(self.desk.undo, told.deed) if told.undo else None
        if self.toasts is not None:
            self.toasts.say(
                told.text, undo=undo, urgent=told.urgent, kind=told.kind, many=told.many
            )

    @Slot()
    def _on_more(self) -> None:
        from ui.office.more_menu import fill_more

        fill_more(self, self.header.menu())
