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
        self.title = Label(title, "h2")
        self.line = Label(line, "muted", wrap=True)
        self.line.setMaximumWidth(420)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.line.setVisible(bool(line))
        self.button = Button(button, "primary" if primary else "outline")
        self.button.setVisible(bool(button))
        if run:
            self.button.clicked.connect(lambda: run())
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        for part in (IconMark(icon, "muted", 40), self.title, self.line, self.button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, line: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
