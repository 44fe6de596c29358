"""Progress: nothing at first, then a thin bar, then words and Cancel."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel

WORDS_AFTER_MS = 2_000


class Working(QWidget):
    """Tells that something takes a while; takes no room while nothing does."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, cancel: bool = True) -> None:
        super().__init__(parent)
        self._cancel = cancel
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.words = ElidedLabel("", "muted")
        self.button = Button(_("Cancel"), "ghost", small=True)
        self.button.clicked.connect(self._on_cancel)
        row = hbox(self.words, self.button, gap=2)
        row.setStretch(0, 1)
        vbox(self.bar, row, gap=1, parent=self)
        self._first = QTimer(self, singleShot=True, interval=theme.time("progressShowAfterMs"))
        self._first.timeout.connect(self.show)
        self._second = QTimer(self, singleShot=True, interval=WORDS_AFTER_MS)
        self._second.timeout.connect(self._on_long)
        self.stop()

    def start(self, text: str = "") -> None:
        """Something began; `text` says what."""
        self.stop()
        self.words.set_text(text)
        self.bar.setRange(0, 0)
        self._first.start()
        self._second.start()

    def step(self, n: int, of: int, text: str) -> None:
        """So much of it is done: "Page 3 of 6"."""
        self.bar.setRange(0, of)
        self.bar.setValue(n)
        self.words.set_text(text)
        self.bar.setAccessibleDescription(text)

    def stop(self) -> None:
        """It is over."""
        self._first.stop()
        self._second.stop()
        self.words.hide()
        self.button.hide()
        self.hide()

    def _on_long(self) -> None:
        self.show()
        self.words.show()
        self.button.setVisible(self._cancel)

    def _on_cancel(self) -> None:
        self.stop()
        self.cancelled.emit()
