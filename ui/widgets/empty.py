"""Empty: what stands where a list would be when there is nothing yet, or nothing matches."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconMark, Label


class EmptyState(QWidget):
    """An icon, a title, one line and at most one button."""

    def __init__(
        self,
        icon: str,
        title: str,
        line: str = "",
        button: str = "",
        run: Callable[[], object] | None = None,
        *,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, "h2", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line = Label(line, "muted", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        if not line:
            self.line.hide()
        self.button = Button(button, "primary" if primary else "outline")
        if not button:
            self.button.hide()
        if run:
            self.button.clicked.connect(lambda: run())
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon, "muted", 40), 0, middle)
        column.addWidget(self.title)
        # Without an alignment of its own, so that its height follows from its width.
        column.addWidget(self.line)
        column.addWidget(self.button, 0, middle)
        column.addStretch(3)

    def say(self, title: str, line: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
