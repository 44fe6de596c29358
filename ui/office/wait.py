"""Wait: a quiet page with one line and a thin bar, for what takes more than a moment before the
office opens.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import Label


class WaitPage(QWidget):
    """Says what is being done and how far it is."""

    step = Signal(int, int)

    def __init__(self, line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = Label(line, "title")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(round(320 * theme.scale()))
        self.bar.setAccessibleName(line)
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        rows.addWidget(self.line, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addSpacing(theme.space(3))
        rows.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.step.connect(self._on_step)

    @Slot(int, int)
    def _on_step(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)


def blank_page() -> QWidget:
    """The ground of a page, until what belongs on it is loaded."""
    page = QWidget()
    page.setProperty("kind", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return page
