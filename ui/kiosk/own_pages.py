"""Own pages: what the pages of one's own things share: doing it, and a moment to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.kiosk.ends import Done

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit


class OwnPages(QObject):
    """Pages of one's own; they live and end with the visit. `back` leads to one's own people."""

    def __init__(self, visit: Visit, back: Callable[[], None]) -> None:
        super().__init__(visit)
        self.visit, self.door, self.back = visit, visit.door.support, back

    def begin(self) -> None:
        """Show the first page as the records are now; without one of its own, where one came
        from.
        """
        self.back()

    def do(self, deed: tuple[Any, ...], done: Callable[[Any], None]) -> None:
        """Have something kept, and go on; a refusal is said and ends the visit."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.do(visit, visit.claim, deed, visit.here(done), visit.here(visit.refused))

    def end(self, title: str, line: str, undo: tuple[Any, ...], more: str) -> None:
        """One line of fact, a moment to take it back, and a way to go on here."""
        visit = self.visit
        wrong = visit.press(lambda: self.do(undo, lambda _none: self.begin()))
        on = (more, visit.press(self.begin))
        visit.show(
            lambda room: Done(room, title, line, visit.press(visit.leave), wrong, more=on),
            lambda: self.end(title, line, undo, more),
        )
