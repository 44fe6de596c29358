"""Window: the office's one window; it holds the lock page, the first steps, or the frame, one at a
time.
"""

from PySide6.QtCore import QSettings, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.desk import Desk
from ui.office.frame import Frame

SMALLEST = QSize(1024, 600)
USUAL = QSize(1366, 690)


class OfficeWindow(QWidget):
    """The managers' window. What it shows is replaced, never covered: the old is deleted."""

    painted = Signal()
    closing = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._content: QWidget | None = None
        self._has_painted = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setWindowTitle("sobrhouse")
        self.setWindowIcon(QIcon(theme.pixmap("logo", "primary", 64)))
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        kept = settings.value("window/geometry") if settings is not None else None
        if kept is not None:
            self.restoreGeometry(kept)

    def show_content(self, content: QWidget) -> None:
        """Show this instead of what was shown, which is deleted at once."""
        old, self._content = self._content, content
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
        return self._content if isinstance(self._content, Frame) else None

    def new_frame(self, desk: Desk) -> Frame:
        """Show a fresh frame, still empty."""
        frame = Frame(desk, self)
        self.show_content(frame)
        house = desk.house_name()
        self.setWindowTitle(f"{house} - sobrhouse" if house else "sobrhouse")
        return frame

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)
