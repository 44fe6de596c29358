"""Rest: what can wait until the first page stands, and is made before somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from ui.app.session import Session

REST_MS = 1_500  # this long after the first page stands


class Rest(QObject):
    """Loads the other pages on the slow lane, then makes the palette, so that it opens at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.ready.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """The first page stands: load the others a little later."""
        QTimer.singleShot(REST_MS, self, self._load)

    @Slot()
    def _load(self) -> None:
        self._session.desk.slow(self, load, done=self._on_loaded)

    def _on_loaded(self, _result: object) -> None:
        frame = self._session.window.frame_shown()
        if frame is not None and frame.pages and self._session.desk.is_open:
            frame.palette_box.ensurePolished()


def load() -> None:
    """Import the other pages and what stands beside them."""
    from ui.office.contents import load_rest

    _meet_widgets()
    load_rest()


def _meet_widgets() -> None:
    """Have the binding make its classes here, off the window's thread: else it makes all of them
    there when it is first asked for a widget that Qt itself has made.
    """
    from PySide6 import QtWidgets

    for name in dir(QtWidgets):
        if name.startswith("Q") and not name.startswith(("QGraphics", "QStyle", "QGesture")):
            getattr(QtWidgets, name)
