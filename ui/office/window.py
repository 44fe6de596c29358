"""Window: the office's one window; it holds the lock page, the first steps, or the frame, one at
a time. It imports as little as can be, for it is painted before anything else is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.office.frame import Frame

SMALLEST = (1024, 600)
USUAL = (1366, 690)


class Ground:
    """What the empty window looks like: the page's colour, and the rail's with its width."""

    def __init__(self, page: str, rail: str, rail_width: int) -> None:
        self.page, self.rail, self.rail_width = page, rail, rail_width


class OfficeWindow(QWidget):
    """The managers' window. What it shows is replaced, never covered: the old is deleted."""

    painted = Signal()
    closing = Signal()

    def __init__(
        self,
        settings: QSettings | None = None,
        ground: Ground | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._ground = ground
        self._content: QWidget | None = None
        self._frame: Frame | None = None
        self.has_painted = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setWindowTitle("sobrhouse")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        kept = settings.value("window/geometry") if settings is not None else None
        if kept is not None:
            self.restoreGeometry(kept)

    def show_content(self, content: QWidget) -> None:
        """Show this instead of what was shown, which is deleted at once."""
        from ui import theme  # the first, empty window needs nothing of it

        theme.dress(self)
        old, self._content = self._content, content
        self._frame = None
        self.setWindowTitle("sobrhouse")  # a lock page tells nobody whose house it is
        if old is not None:
            old.hide()
            self._box.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._box.addWidget(content)
        content.show()

    def content(self) -> QWidget | None:
        """The lock page, the first steps or the frame."""
        return self._content

    def frame_shown(self) -> Frame | None:
        """The frame, when that is what is shown."""
        return self._frame

    def new_frame(self, desk: Desk) -> Frame:
        """Show a fresh frame, still empty."""
        from ui.office.frame import Frame

        frame = Frame(desk, self)
        self.show_content(frame)
        self._frame = frame
        house = desk.house_name()
        self.setWindowTitle(f"{house} - sobrhouse" if house else "sobrhouse")
        return frame

    @Slot()
    def come_forward(self) -> None:
        """The program was started a second time: show this window, as large as it was."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system keeps other windows in front, it blinks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._content is None and self._ground is not None:
            painter = QPainter(self)
            painter.drawPixmap(self.rect(), _plain(self._ground.page))
            rail = min(self._ground.rail_width, self.width())
            painter.drawPixmap(0, 0, rail, self.height(), _plain(self._ground.rail))
            painter.end()
        if not self.has_painted:
            self.has_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)


def _plain(colour: str) -> QPixmap:
    """One pixel of a colour. Filling with the colour itself would make the whole of Qt's namespace
    before the first paint, a fifth of the time until then.
    """
    pixel = QPixmap(1, 1)
    pixel.fill(QColor(colour))
    return pixel
