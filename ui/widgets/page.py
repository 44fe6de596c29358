"""Page: one place of the window; reloads when it is shown and its rows are stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.staff import Permission
from ui.desk import Desk, concerns
from ui.turns import DRAWN

if TYPE_CHECKING:
    from ui.turns import Steps
    from ui.widgets.form import MakingForm, SavingForm

    AnyForm = MakingForm | SavingForm


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a page lets one do: for its keys, the palette and the header's More menu."""

    id: str
    label: str
    icon: str = ""
    keys: str = ""
    run: Callable[[], None] = lambda: None
    needs: Permission | None = None
    more: bool = True


class Page(QWidget):
    """One place: names its topics, asks the desk for rows, and says what the header shows.

    The window throws pages away and makes them again at lock, language, theme and house changes;
    `place_in`, `open_form` and `reopen_form` bring it back to where it was.
    """

    topics: frozenset[str] = frozenset()
    go = Signal(str, object)
    headed = Signal()
    draft_done = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.stale = True
        self._target: object = None
        desk.changed.connect(self._on_changed)

    def title(self) -> str:
        """The serif line of the header."""
        return ""

    def context(self) -> str:
        """The one grey line under it."""
        return ""

    def header_buttons(self) -> list[QWidget]:
        """At most two, one of them primary."""
        return []

    def reload(self) -> None:
        """Ask for the rows again; answers fill the widgets."""

    def open_record(self, target: object) -> None:
        """Show one record of this place, such as a resident's id."""
        self._target = target

    def back(self) -> bool:
        """Esc: close what is open here; False when there is nothing to close."""
        return False

    def verbs(self) -> tuple[Verb, ...]:
        """What one can do here by keys, palette and More."""
        return ()

    def place_in(self) -> object:
        """The record that is open now, as `open_record` takes it."""
        return self._target

    def open_form(self) -> str:
        """The object name of the half-filled form that is open, or an empty text."""
        return ""

    def reopen_form(self, name: str) -> None:
        """Open that form again, empty; the window then fills in what was typed."""

    def cards(self) -> tuple[QWidget, ...]:
        """What a start shows one after the other, each in a turn of its own; none: all at once."""
        return ()

    def set_aside(self) -> None:
        """Take the cards out of sight, each keeping its room: drawing them all in one turn would
        stop the window.
        """
        for card in self.cards():
            _keep_room(card, keep=True)
            card.hide()

    def bring_out(self) -> Steps:
        """Show them again, one a turn."""
        for card in self.cards():
            yield DRAWN
            card.show()
            _keep_room(card, keep=False)

    def forms(self) -> Iterable[AnyForm]:
        """Every form of this page, open or not."""
        from ui.widgets.form import MakingForm, SavingForm  # fields, for which no first page waits

        yield from self.findChildren(MakingForm)
        yield from self.findChildren(SavingForm)

    def unfinished(self) -> tuple[str, dict[str, Any]] | None:
        """What is begun here outside of forms: its name, and what is needed to come back to it."""
        return None

    def take_up(self, name: str, kept: dict[str, Any]) -> bool:
        """Come back to it; False where it is not something of this page, or not here and now."""
        return False

    def forget_draft(self, name: str) -> None:
        """The form became a record, or was cancelled: what was typed need not be kept."""
        self.draft_done.emit(name)

    def refresh(self) -> None:
        """Reload now when shown, else when next shown."""
        self.stale = not self.isVisible()
        if not self.stale:
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.reload()

    @Slot(object)
    def _on_changed(self, topics: frozenset[str]) -> None:
        if concerns(topics, self.topics):
            self.refresh()


def _keep_room(card: QWidget, *, keep: bool) -> None:
    policy = card.sizePolicy()
    policy.setRetainSizeWhenHidden(keep)
    card.setSizePolicy(policy)
