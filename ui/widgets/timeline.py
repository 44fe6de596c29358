"""Timeline: what happened, newest first, under headings, with chips that choose a kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.words import _
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.chips import FilterChips
from ui.widgets.empty import EmptyState
from ui.widgets.focus import Pressable
from ui.widgets.labels import Disc, ElidedLabel, Label, Rule

ALL = "all"


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened; `group` is its heading, `tag` the chip that shows it."""

    icon: str
    kind: str
    what: str
    line: str
    when: str
    group: str
    tag: str = ""
    key: object = None


class _Row(Pressable):
    """One item: disc, what, line, and the time at the right."""

    def __init__(self, item: TimelineItem) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        words = vbox(ElidedLabel(item.what, "strong"), gap=0)
        if item.line:
            words.addWidget(ElidedLabel(item.line, "muted"))
        row = hbox(Disc(item.icon, item.kind, 30), gap=3, margins=(0, 4, 0, 4), parent=self)
        row.addLayout(words, 1)
        row.addWidget(Label(item.when, "muted"))
        self.said = ", ".join(part for part in (item.what, item.line, item.when) if part)
        self.setAccessibleName(self.said)
        if item.key is not None:
            self.make_pressable(self.said)


class Timeline(QWidget):
    """Items under their headings; a chip shows those of one kind only."""

    activated = Signal(object)

    def __init__(
        self,
        tags: Sequence[tuple[str, str]] = (),
        action: QWidget | None = None,
        nothing: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items: tuple[TimelineItem, ...] | None = None
        self.chips = FilterChips(list(tags), _("Show"))
        if not tags:
            self.chips.hide()
        self.chips.picked.connect(lambda _key: self._draw())
        head = hbox(self.chips, gap=3)
        head.setStretch(0, 1)
        if action is not None:
            head.addWidget(action)
        self._nothing = nothing or EmptyState("history", _("Nothing here yet"))
        self._no_match = EmptyState(
            "history", _("Nothing of this kind"), "", _("Show all"), self._show_all
        )
        self._scroll = ScrollBox()
        vbox(head, self._scroll, self._nothing, self._no_match, gap=1, parent=self)
        self._nothing.hide()
        self._no_match.hide()

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """Show these, newest first as they come."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._draw()

    def _show_all(self) -> None:
        self.chips.pick(ALL)

    def shown(self) -> list[TimelineItem]:
        """The items that the chosen chip shows."""
        tag = self.chips.key()
        return [i for i in self._items or () if tag in (None, ALL) or i.tag == tag]

    def _draw(self) -> None:
        items = self.shown()
        self._nothing.setVisible(self._items == ())
        self._no_match.setVisible(bool(self._items) and not items)
        self._scroll.setVisible(bool(items))
        parts: list[QWidget] = []
        group = ""
        for item in items:
            if item.group != group:
                parts.append(Label(item.group, "h3"))
            elif parts:
                parts.append(Rule())
            group = item.group
            row = _Row(item)
            row.clicked.connect(lambda key=item.key: self.activated.emit(key))
            parts.append(row)
        self._scroll.fill(parts)
